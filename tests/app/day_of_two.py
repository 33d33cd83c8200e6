"""A day with two meetings, for tests: Step1 in the morning, Step2 after lunch."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from app.stage import BEGIN, make_live
from fake_clock import FakeClock
from jusou_tui.live.session import LiveSession

MORNING = BEGIN.replace(hour=9, minute=0)
"""Step1 as planned: 9:00 to 11:50."""


def at(hour: int, minute: int = 0) -> datetime:
    return MORNING.replace(hour=hour, minute=minute)


def two(place: Path, **second: object) -> LiveSession:
    """Return a session whose Step1 begins at 9:00, with Step2 on the same day by the variant."""
    live = make_live(place, FakeClock(MORNING))
    live.book.set_meta(variant="same-day")
    live.book.meetings.set("step1", date=MORNING.date(), start=MORNING, booked_end=None)
    if second:
        live.book.meetings.set("step2", **second)
    return live
