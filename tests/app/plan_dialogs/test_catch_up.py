"""What would bring a late meeting back stands on its page at every size; else how far off what is fixed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.stage import (
    BEGIN,
    SIZES,
    lines_fit,
    make_live,
    misplaced,
    press,
    rows,
    shown,
    stage,
    still_clock,
    wait,
)
from jusou_tui.live.session import LiveSession


def tight_session(place: Path, minutes: int = 170) -> LiveSession:
    """Return a session whose room must be empty so many minutes after the start."""
    live = make_live(place, still_clock())
    live.book.meetings.set("step1", booked_end=BEGIN + timedelta(minutes=minutes))
    return live


@pytest.mark.parametrize("size", SIZES)
async def test_a_late_meeting_says_how_many_minutes_and_which_key(place: Path, size: tuple[int, int]) -> None:
    async with stage(tight_session(place), size=size) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 27 * 60)
        await press(pilot, "f9")
        (line,) = (line for line in rows(pilot) if "12分縮めれば16:20に終わります" in line)
        assert "Ctrl+E" in line
        assert misplaced(pilot) == []
        assert lines_fit(pilot)


async def test_the_line_goes_when_its_way_is_taken(place: Path) -> None:
    async with stage(tight_session(place)) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 27 * 60)
        await press(pilot, "f9")
        await press(pilot, "ctrl+e", "enter")
        assert "縮めれば" not in shown(pilot)
        await press(pilot, "ctrl+z")
        assert "12分縮めれば" in shown(pilot)
