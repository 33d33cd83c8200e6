"""A rehearsal's clock goes faster and is otherwise a clock like any other."""

from __future__ import annotations

import pytest

from fake_clock import FakeClock
from jusou_tui.session.model.limits import FASTEST_REHEARSAL
from jusou_tui.text.reading_time import reading_seconds
from jusou_tui.timekeeping.clock.clock import ClockWatch, RehearsalClock, speed_of
from timekeeping.story import START


def test_ten_times_as_fast_a_minute_is_ten() -> None:
    real = FakeClock(START)
    clock = RehearsalClock(real, 10)
    real.advance(60)
    assert (clock.now() - START).total_seconds() == 600
    assert clock.boot() - real.boot() == 540
    assert (speed_of(clock), speed_of(real)) == (10.0, 1.0)


def test_a_stepped_clock_of_the_machine_does_not_reach_a_rehearsal() -> None:
    real = FakeClock(START)
    clock = RehearsalClock(real, 60)
    watch = ClockWatch(clock, speed=clock.speed)
    watch.read()
    real.step(3600)
    real.advance(1)
    reading = watch.read()
    assert (reading.gap_seconds, reading.stepped_seconds) == (0.0, 0.0)


def test_only_half_a_real_minute_without_a_look_is_a_gap() -> None:
    real = FakeClock(START)
    clock = RehearsalClock(real, 60)
    watch = ClockWatch(clock, speed=clock.speed)
    watch.read()
    real.advance(29)
    assert watch.read().gap_seconds == 0.0
    real.advance(31)
    assert watch.read().gap_seconds == 31 * 60


@pytest.mark.parametrize(("given", "expected"), [(0.1, 1.0), (7, 7.0), (1e9, FASTEST_REHEARSAL)])
def test_the_speed_is_held_within_what_can_be_shown(given: float, expected: float) -> None:
    assert RehearsalClock(FakeClock(START), given).speed == expected


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("", 0, 0),
        ("、。！", 0, 0),
        ("あ" * 300, 60, 61),
        ("これから始めます。" * 10, 20, 30),
        ("word " * 130, 60, 61),
        ("はい", 1, 1),
    ],
)
def test_reading_aloud_takes_about_as_long_as_it_does(text: str, low: int, high: int) -> None:
    assert low <= reading_seconds(text) <= high
