"""Where the program begins, and what it does as soon as its first frame is painted."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from jusou_tui.curriculum.titles import Titles
    from jusou_tui.live.session import LiveSession


class Start(NamedTuple):
    """Where to begin: the home screen, the set-up of a curriculum, or a session file.

    `session`: finds or makes the file; called in a thread, behind the first frame.
    `folder`: where sessions are listed and made. `look`: read only. `take_over`: from another machine.
    `titles` of the `curriculum`, where the rest of it is still to be read.
    `damaged`: a session that can only be recovered; asked about first. `speed`: a rehearsal, so many times as
    fast as real time. `tour`: the session is the tour's.
    """

    kind: Literal["home", "setup", "session"]
    folder: Path
    session: Callable[[], Path] | None = None
    curriculum: Path | None = None
    titles: Titles | None = None
    look: bool = False
    take_over: bool = False
    damaged: Path | None = None
    speed: float | None = None
    tour: bool = False


class FirstSession(NamedTuple):
    """The session to begin with, or the file of one that can only be recovered, which is asked about."""

    live: LiveSession | None
    damaged: Path | None = None

    def close(self) -> None:
        """Close the session."""
        if self.live is not None:
            self.live.close()


GOES_OUT_SECONDS = 0.02
"""How long the program rests behind the first frame: a thread writes it, which imports would hold up."""


class FirstFrame:
    """What is done behind the first frame, because nobody needs it to see that. `later`: Textual's."""

    def __init__(self, later: Callable[[Callable[[], object]], object]) -> None:
        self._later = later
        self._waiting: list[Callable[[], object]] | None = []

    def then(self, work: Callable[[], object]) -> None:
        """Do something behind the first frame, or soon where that stands."""
        if self._waiting is None:
            self._later(work)
        else:
            self._waiting.append(work)

    def stands(self) -> None:
        """The first frame is painted: do all that waited for it, keys and messages in between."""
        waiting, self._waiting = self._waiting or [], None
        for work in reversed(waiting):  # what the page wants comes before what the program does for later
            self._later(work)


wide_signs = False
"""Whether this terminal gives signs of ambiguous width two cells: known behind the first frame."""


def settle() -> bool:
    """Behind the first frame: import what the first key needs, and turn on a garbage collector that is off.

    Returns whether the page is to be painted again: the terminal is known to draw some signs wide.
    """
    global wide_signs  # noqa: PLW0603 - of the process's one terminal
    is_off = not gc.isenabled()
    if is_off:
        gc.collect()  # what it frees the import takes: a megabyte less in all
    import jusou_tui.live.session  # noqa: F401 - imported so that the first key is as quick as the others

    if is_off:
        gc.freeze()
        gc.enable()
    from jusou_tui import settings

    wide_signs = settings.load().wide_signs
    return wide_signs
