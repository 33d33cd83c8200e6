"""The times that tick: every second stands on the screen once, also late, in a pause and around zero."""

from __future__ import annotations

import re
from datetime import timedelta
from itertools import cycle
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import (
    BEGIN,
    STEP,
    app_of,
    facts,
    live_of,
    make_live,
    press,
    rows,
    stage,
    still_clock,
    text_of,
)
from app.ticks import Ticks, digits
from fake_clock import FakeClock
from jusou_tui.app.meeting_text.clock_face import big_digits, next_change
from jusou_tui.app.ticker import BEHIND, LONGEST_SLEEP, SHORTEST
from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession
from jusou_tui.timekeeping.clock.clock import RehearsalClock
from proof import first_quick

LATE = (0.0, 0.011, 0.4, 0.0, 0.93, 0.2, 0.0, 0.0, 0.75)
"""Seconds by which ticks come late, none a whole second: such a second would have been over."""


@pytest.fixture
def ticks(monkeypatch: pytest.MonkeyPatch) -> Ticks:
    return Ticks(monkeypatch)


def told(seconds: int) -> str:
    """What is shown with so many whole seconds left."""
    sign = "+" if seconds < 0 else ""
    return f"{sign}{abs(seconds) // 60:02d}:{abs(seconds) % 60:02d}"


def small(pilot: Pilot[int]) -> str:
    """The time beside the big one."""
    found = re.search(r"\+?\d\d:\d\d(?=  |$)", text_of(pilot, "#part-line"))
    assert found, facts(pilot)
    return found[0]


def shift(pilot: Pilot[int], seconds: float) -> None:
    clock = app_of(pilot).clock
    assert isinstance(clock, FakeClock)
    clock.advance(seconds)


@pytest.mark.proof
async def test_case_09_and_10_each_second_stands_on_the_screen_once_through_zero(
    place: Path, ticks: Ticks
) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        controls.adjust(live.current, -13)
        shift(pilot, 7.0)
        await press(pilot, "f6")
        shift(pilot, 33.21)  # the pause moves the seconds against those of the clock
        await press(pilot, "f6")
        seen = [digits(pilot)]
        for late in cycle(LATE):
            await ticks.pass_by(pilot, late)
            seen.append(digits(pilot))
            if seen[-1] == "+01:02":
                break
        first = int(seen[0][:2]) * 60 + int(seen[0][3:])
        assert seen == [told(left) for left in range(first, -63, -1)]
        assert seen[-64:-61] == ["00:01", "00:00", "+00:01"]
        assert not [text for text in seen if text.endswith("60") or "-" in text]


@pytest.mark.parametrize("behind", first_quick([0.014, 0.0, 0.02, 0.5, 0.985]))
async def test_case_08_the_time_of_a_turn_changes_with_the_big_one_and_shows_each_second_once_too(
    place: Path, ticks: Ticks, behind: float
) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        shift(pilot, 3 + behind)
        await press(pilot, "f5")  # the round begins, so long behind a second of the activity
        await ticks.pass_by(pilot)
        seen = [(digits(pilot), small(pilot))]
        for late in (*LATE, *LATE):
            await ticks.pass_by(pilot, late)
            seen.append((digits(pilot), small(pilot)))
        big, turn = (list(column) for column in zip(*seen, strict=True))
        for column in (big, turn):
            left = int(column[0][:2]) * 60 + int(column[0][3:])
            assert column == [told(left - number) for number in range(len(column))]


async def test_case_15_in_a_pause_the_digits_stand_and_the_rest_of_the_page_goes_on(
    place: Path, ticks: Ticks
) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        shift(pilot, 60)
        await press(pilot, "f6")
        before, passed = digits(pilot), 0.0
        ends = [rows(pilot)[0]]
        while passed < 240:
            passed += await ticks.pass_by(pilot)
            assert digits(pilot) == before
            assert f" {app_of(pilot).clock.now():%H:%M}" in rows(pilot)[0]
            ends.append(rows(pilot)[0])
        assert max(ticks.waits) <= LONGEST_SLEEP + BEHIND
        assert "7分早い" in ends[-1]  # than the booked end


async def test_case_06_a_machine_that_slept_in_a_pause_shows_the_right_time_ten_seconds_later_at_most(
    place: Path, ticks: Ticks
) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f6")
        before = digits(pilot)
        for _ in range(12):
            shift(pilot, 3600)  # the timer stands still meanwhile, and goes on with what was left of it
            await ticks.pass_by(pilot)
            assert f" {app_of(pilot).clock.now():%H:%M}" in rows(pilot)[0]
            assert digits(pilot) == before
        assert [event.kind for _, event in live.current.events] == ["start", "pause"]


async def test_a_timer_goes_on_in_a_pause_and_shows_each_second_once(place: Path, ticks: Ticks) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        shift(pilot, 0.4)
        controls.set_timer(live.current, 1)
        await press(pilot, "f6")
        seen = []
        for late in (0.0, *LATE):
            await ticks.pass_by(pilot, late)
            seen += re.findall(r"タイマー +(\d\d:\d\d)", facts(pilot))
        first = int(seen[0][3:])
        assert seen == [told(first - number) for number in range(len(seen))]


async def test_case_28_a_row_that_ends_by_the_clock_counts_down_in_a_pause_too(
    place: Path, ticks: Ticks
) -> None:
    live = make_live(place, still_clock())
    live.book.meetings.set(STEP, ends={"opening": BEGIN + timedelta(minutes=2)})
    async with stage(live) as pilot:
        await press(pilot, "f9")
        shift(pilot, 90.3)
        await press(pilot, "f6")
        seen = [digits(pilot)]
        for late in cycle(LATE):
            await ticks.pass_by(pilot, late)
            seen.append(digits(pilot))
            if seen[-1] == "+00:04":
                break
        first = int(seen[0][3:])
        assert seen == [told(left) for left in range(first, -5, -1)]


async def test_case_09_the_countdown_to_the_start_stops_at_zero(place: Path, ticks: Ticks) -> None:
    clock = FakeClock(BEGIN - timedelta(seconds=3.4))
    live = make_live(place, clock)
    async with stage(live) as pilot:
        seen = [digits(pilot)]
        for _ in range(5):
            await ticks.pass_by(pilot)
            seen.append(digits(pilot))
        assert seen[:5] == ["00:04", "00:03", "00:02", "00:01", "00:00"]


MOMENTS = (315 * 60, 180 * 60, 100 * 60, 60 * 60, 30 * 60, 0, -45 * 60)
"""Seconds left where something else could begin: the first, the last, midnight (30 minutes), hours, zero."""
SELDOM = 8
"""Seconds between two looks elsewhere: what is shown depends on events and clock, on no tick before."""


@pytest.mark.proof
def test_case_08_six_hours_of_late_ticks_over_midnight_show_the_second_that_it_is_and_do_not_drift(
    place: Path,
) -> None:
    clock = FakeClock(BEGIN + timedelta(minutes=345, microseconds=777_001))
    live = make_live(place, clock)
    controls.go_on(live.current)
    begun = clock.now()
    controls.adjust(live.current, 5 * 60)  # 5:15 hours and then overtime, up to six
    wanted, late = 315 * 60, cycle(LATE)
    near = {moment + second for moment in MOMENTS for second in range(-120, 120)}
    while wanted > -45 * 60:
        snapshot = live.current.snapshot()
        assert big_digits(snapshot).text == told(wanted)
        clock.advance(next_change(snapshot) + BEHIND + next(late))
        wanted -= 1
        if wanted not in near:
            clock.advance(SELDOM)
            wanted -= SELDOM
    now = live.current.snapshot()
    passed = (now.now - begun).total_seconds()
    assert abs(passed - 6 * 3600) < 2
    assert now.progress.elapsed == pytest.approx(passed, abs=0.001)  # an event is written in milliseconds
    assert now.countdown.remaining == pytest.approx(315 * 60 - passed, abs=0.001)
    live.close()


def changes_when_told(live: LiveSession, clock: FakeClock) -> None:
    """Check that just before the time of the next look the same is shown, just behind it something else."""
    before = big_digits(live.current.snapshot()).text
    wait = next_change(live.current.snapshot())
    clock.advance(wait - 0.005)
    assert big_digits(live.current.snapshot()).text == before
    clock.advance(0.005 + BEHIND)
    assert big_digits(live.current.snapshot()).text != before


@pytest.mark.parametrize("fraction", [0.0, 0.0004, 0.02, 0.5, 0.98, 0.9996])
@pytest.mark.parametrize(
    "state", ["running", "last second", "overtime", "after a pause", "before", "untimed"]
)
def test_case_08_the_next_look_lands_just_behind_the_next_change(
    place: Path, state: str, fraction: float
) -> None:
    begin = BEGIN - timedelta(seconds=100) if state == "before" else BEGIN
    clock = FakeClock(begin)
    live = make_live(place, clock)
    if state != "before":
        controls.go_on(live.current)
        clock.advance(20)
    if state == "last second":
        clock.advance(15 * 60 - 21)
    if state == "overtime":
        clock.advance(20 * 60)
    if state == "after a pause":
        controls.toggle_pause(live.current)
        clock.advance(7.333)
        controls.toggle_pause(live.current)
    if state == "untimed":
        controls.adjust(live.current, -15)
    clock.advance(fraction)
    for _ in range(3):
        changes_when_told(live, clock)
    live.close()


async def test_a_rehearsal_looks_as_much_more_often_as_it_goes_faster(place: Path, ticks: Ticks) -> None:
    real = still_clock()
    live = make_live(place, RehearsalClock(real, 5))  # type: ignore[arg-type]  # a clock like another
    async with stage(live) as pilot:
        await pilot.press("f9")
        await pilot.pause()
        assert ticks.waits[-1] == pytest.approx(1 / 5 + BEHIND, abs=0.01)
        real.advance(60)
        assert live_of(pilot).current.snapshot().progress.elapsed == pytest.approx(300)
    faster = make_live(place / "faster", RehearsalClock(still_clock(), 60))  # type: ignore[arg-type]
    async with stage(faster) as pilot:
        await pilot.press("f9")
        await pilot.pause()
        assert ticks.waits[-1] == pytest.approx(SHORTEST + BEHIND)
