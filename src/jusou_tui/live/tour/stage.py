"""The session in which the tour is done, and whether this machine's user has been through it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jusou_tui import paths
from jusou_tui.files import exists
from jusou_tui.live.beginning.temporary import temporary_folder
from jusou_tui.wording import t

if TYPE_CHECKING:
    from jusou_tui.timekeeping.clock.clock import Clock

CURRICULUM = "trial"
STEP = "meeting"
"""The step of it in which the tour is done."""
TOWN = "架空町"
TEAM = ("見本 花子", "例野 一郎", "雛形 健", "仮名 太郎")
_MARK = "tour-taken"
"""The file in the state folder that says that the tour was finished or left."""


def tour_folder() -> Path:
    """Make a temporary folder for the tour's session and return it. Raises StoreError."""
    return temporary_folder("jusou-tour-")


def prepare_tour(folder: Path, clock: Clock) -> Path:
    """Write a session of the trial curriculum, its meeting about to begin, into `folder`; return its file."""
    from jusou_tui.curriculum import library
    from jusou_tui.curriculum.load import load
    from jusou_tui.live.session import LiveSession
    from jusou_tui.timekeeping.clock.clock import real_clock

    source = library.find(CURRICULUM, [paths.shipped("curricula")])
    live = LiveSession.create(load(source), source, folder, t("tour.title"), real_clock(clock))
    for name in TEAM:
        live.book.people.add(name, TOWN)
    live.book.set_meta(demo=True, organisation=TOWN)
    live.book.meetings.set(STEP, date=live.clock.now().date())
    live.book.set_view(screen="run", step=STEP)
    live.close()
    return live.store.path


def was_taken() -> bool:
    """Return whether the tour was finished or left on this machine."""
    return exists(paths.state_folder() / _MARK)


def remember_taken() -> None:
    """Remember that; where that is not possible the tour is offered again."""
    with suppress(OSError):
        paths.make_private(paths.state_folder())
        (paths.state_folder() / _MARK).touch()
