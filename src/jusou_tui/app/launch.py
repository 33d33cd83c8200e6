"""The door between the command line and the Textual program."""

from __future__ import annotations

import gc
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jusou_tui.errors import SessionFileError

if TYPE_CHECKING:
    from jusou_tui.live.session import Desk
    from jusou_tui.timekeeping.clock.clock import Clock


@dataclass(frozen=True)
class Start:
    """Where to begin: the home screen, the set-up of a curriculum, or a session file.

    `look`: only look on. `take_over`: from another machine. `damaged`: a session to recover, asked first.
    `speed`: a rehearsal, so many times as fast.
    """

    kind: Literal["home", "setup", "session"]
    folder: Path
    path: Path | None = None
    curriculum: Path | None = None
    look: bool = False
    take_over: bool = False
    damaged: Path | None = None
    speed: float | None = None


def launch(start: Start) -> int:
    """Run the program until it is left; return the exit status.

    Raises JusouError where the session or curriculum cannot be opened: before the screen is taken.
    """
    from jusou_tui.curriculum.load import load

    desk, start = _opened(start)
    curriculum = load(start.curriculum) if start.curriculum else None
    try:
        from jusou_tui.app.main import JusouApp

        app = JusouApp(start, desk=desk, curriculum=curriculum, clock=_clock(start))
        return app.run() or app.return_code or 0
    finally:
        if desk is not None:
            desk.close()


def _opened(start: Start) -> tuple[Desk | None, Start]:
    """Open the session to begin with. One that can only be recovered is asked about on the home page."""
    if start.kind != "session" or start.path is None:
        return None, start
    from jusou_tui.live.session import Desk

    try:
        return Desk.open(start.path, look=start.look, take_over=start.take_over), start
    except SessionFileError:
        from jusou_tui.session.storage.recovery import readable_copies

        if not readable_copies(start.path):
            raise
        return None, replace(start, kind="home", damaged=start.path)


def _clock(start: Start) -> Clock | None:
    if start.speed is None:
        return None
    from jusou_tui.timekeeping.clock.clock import SystemClock
    from jusou_tui.timekeeping.clock.rehearsal import RehearsalClock

    return RehearsalClock(SystemClock(), start.speed)


def settle() -> None:
    """Behind the first frame: import what the first key needs, and turn the garbage collector on again."""
    gc.collect()  # what it frees the import takes: a megabyte less in all
    import jusou_tui.live.session  # noqa: F401 - imported so that the first key is as quick as the others

    gc.freeze()
    gc.enable()
