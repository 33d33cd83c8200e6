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
    shown,
    stage,
    still_clock,
    text_of,
    wait,
)
from jusou_tui.live.session import LiveSession


def tight_desk(place: Path, minutes: int = 170) -> LiveSession:
    """Return a session whose room must be empty so many minutes after the start."""
    live = make_live(place, still_clock())
    live.book.meetings.set("step1", booked_end=BEGIN + timedelta(minutes=minutes))
    return live


@pytest.mark.parametrize("size", SIZES)
async def test_a_late_meeting_says_how_many_minutes_and_which_key(place: Path, size: tuple[int, int]) -> None:
    async with stage(tight_desk(place), size=size) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 27 * 60)
        await press(pilot, "f9")
        assert text_of(pilot, "#catch-up").startswith("12分縮めれば16:20に終わります  Ctrl+E ")
        assert text_of(pilot, "#catch-up") in shown(pilot)
        assert misplaced(pilot) == []
        assert lines_fit(pilot)


async def test_it_names_the_row_that_gives_most_and_goes_when_it_is_taken(place: Path) -> None:
    async with stage(tight_desk(place)) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 27 * 60)
        await press(pilot, "f9")
        assert "60→53分 ほか2件" in text_of(pilot, "#catch-up")
        await press(pilot, "ctrl+e", "f9")
        assert text_of(pilot, "#catch-up") == ""
        await press(pilot, "ctrl+z")
        assert "12分縮めれば" in text_of(pilot, "#catch-up")


async def test_where_shortening_is_not_enough_it_says_by_how_much(place: Path) -> None:
    async with stage(tight_desk(place, minutes=110)) as pilot:
        await press(pilot, "f9")
        assert "すべて縮めても15:20を" in text_of(pilot, "#catch-up")
        assert "Ctrl+E" in text_of(pilot, "#catch-up")


async def test_without_a_booked_end_the_plan_is_what_counts(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.meetings.set("step1", booked_end=None)
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 27 * 60)
        await press(pilot, "f9")
        assert text_of(pilot, "#catch-up").startswith("12分縮めれば16:20に終わります")


async def test_within_a_minute_nothing_is_said_to_be_late(place: Path) -> None:
    async with stage(tight_desk(place)) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 15 * 60 + 50)
        await press(pilot, "f9")
        assert text_of(pilot, "#catch-up") == ""


async def test_on_time_it_tells_how_long_it_is_to_the_break(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "f9", "f2", "end", "f6", "1", "2", "f9")
        assert text_of(pilot, "#catch-up").startswith("次の休憩まで")
        await wait(pilot, 60)
        assert "139分" in text_of(pilot, "#catch-up")


async def test_before_and_after_the_meeting_the_line_is_empty(place: Path) -> None:
    async with stage(tight_desk(place)) as pilot:
        assert text_of(pilot, "#catch-up") == ""
