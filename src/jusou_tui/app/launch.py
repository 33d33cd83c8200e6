"""Runs the Textual program for the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.app.start import FirstSession, Start
from jusou_tui.app.terminal.console import check_console
from jusou_tui.errors import SessionFileError

if TYPE_CHECKING:
    from pathlib import Path

    from jusou_tui.curriculum.model import Curriculum
    from jusou_tui.timekeeping.clock.clock import Clock


def launch(start: Start) -> int:
    """Run the program until it is left; return the exit status.

    Raises JusouError or OSError where the session or curriculum cannot be opened: before the screen is
    taken, or when it has been given back.
    """
    check_console()
    start, curriculum = _with_curriculum(start)
    from jusou_tui.app.main import JusouApp
    from jusou_tui.app.opening import Opening

    find = start.session
    opening = Opening(lambda: open_first(find(), start)) if find is not None else None
    app = JusouApp(start, curriculum=curriculum, clock=_clock(start), opening=opening)
    try:
        status = app.run() or app.return_code or 0
    finally:
        if opening is not None:
            opening.close()
    if app.refusal is not None:
        raise app.refusal
    return status


def open_first(path: Path, start: Start) -> FirstSession:
    """Open the session to begin with, at the step that is due.

    Raises JusouError where that is not possible, and nothing is there from which it could be recovered.
    """
    from jusou_tui.live.session import LiveSession
    from jusou_tui.live.steps import open_at_due

    try:
        live = LiveSession.open(path, look=start.look, take_over=start.take_over)
    except SessionFileError:
        from jusou_tui.session.storage.recovery import examine

        if not examine(path).copies:
            raise
        return FirstSession(None, damaged=path)
    open_at_due(live)
    return FirstSession(live)


def _with_curriculum(start: Start) -> tuple[Start, Curriculum | None]:
    """Return the start with the titles of its curriculum, or that read whole where it has no good titles.

    With titles the rest is read behind the first frame.
    """
    if start.curriculum is None:
        return start, None
    from jusou_tui.curriculum.titles import titles

    found = titles(start.curriculum)
    if found is not None and found.meetings:
        return start._replace(titles=found), None
    from jusou_tui.curriculum.load import load

    return start, load(start.curriculum)


def _clock(start: Start) -> Clock | None:
    if start.speed is None:
        return None
    from jusou_tui.timekeeping.clock.clock import RehearsalClock, SystemClock

    clock = RehearsalClock(SystemClock(), start.speed)
    clock.hold()
    return clock
