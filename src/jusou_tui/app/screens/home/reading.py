"""Reading what the home page lists, in a thread: nothing waits for a folder with thousands of files."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from jusou_tui.app.screens.home.rows import Section

if TYPE_CHECKING:  # imported where it is used, behind the first frame
    from jusou_tui.session.library import Known

PART_SECONDS = 0.5
"""After so long what is read so far is handed over, the next part after twice as long, and so on."""

_known: Known = {}
"""What was read before, in this run of the program."""


def is_empty(folder: Path) -> bool:
    """Return whether nothing lies in a folder that could be a session, without a look into any file."""
    try:
        with os.scandir(folder) as entries:
            return all(entry.name.startswith(".") for entry in entries)
    except OSError:
        return True


class Reading:
    """One reading of a folder of sessions and of its rehearsals.

    `hand_over` is called in the thread with the sections read so far and whether these are all, `failed` with
    what went wrong.
    """

    def __init__(
        self,
        folder: Path,
        today: date,
        hand_over: Callable[[Reading, list[Section], bool], object],
        failed: Callable[[Exception], object],
    ) -> None:
        self._folder = folder
        self._today = today
        self._hand_over = hand_over
        self._failed = failed
        self._ended = Event()

    def begin(self, *, anew: bool = False) -> None:
        """Begin to read; `anew`: also what was read before and seems to be unchanged."""
        if anew:
            _known.clear()
        Thread(target=self._run, name="jusou-home", daemon=True).start()

    def end(self) -> None:
        """Hand over nothing any more."""
        self._ended.set()

    def _run(self) -> None:
        try:
            self._read()
        except Exception as error:  # noqa: BLE001 - raised again where the page is
            if not self._ended.is_set():
                self._failed(error)

    def _read(self) -> None:
        from jusou_tui.app.screens.home.session_rows import sections_of
        from jusou_tui.curriculum import library
        from jusou_tui.paths import rehearsals_folder
        from jusou_tui.session.library import Summary, each_session, joined

        curricula = library.available()
        done: list[Summary] = []
        handed, rest = monotonic(), PART_SECONDS
        for place in dict.fromkeys((self._folder, rehearsals_folder(self._folder))):
            here: list[Summary] = []
            for one in each_session(place, self._today, _known):
                if self._ended.is_set():
                    return
                here.append(one)
                if monotonic() - handed > rest:
                    part = sections_of(
                        [*done, *joined(here)], curricula, self._folder, self._today, more=True
                    )
                    self._hand_over(self, part, False)
                    handed, rest = monotonic(), 2 * rest
            done += joined(here)
        self._hand_over(self, sections_of(done, curricula, self._folder, self._today), True)
