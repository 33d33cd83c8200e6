"""The clock: a sleep, a stepped wall clock and a slew are told apart."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from fake_clock import FakeClock
from jusou_tui.timekeeping.clock import SystemClock, Watch, boot_seconds
from timekeeping.story import BERLIN, START


@pytest.fixture
def fake() -> FakeClock:
    return FakeClock(START)


@pytest.fixture
def watch(fake: FakeClock) -> Watch:
    found = Watch(fake)
    found.look()
    return found


def test_the_first_look_knows_of_no_gap(fake: FakeClock) -> None:
    look = Watch(fake).look()
    assert (look.now, look.gap_seconds, look.stepped_seconds) == (START, 0.0, 0.0)


@pytest.mark.parametrize("seconds", [0.25, 1.0, 1.9, 29.0, 30.0])
def test_case_08_a_late_tick_is_no_gap(fake: FakeClock, watch: Watch, seconds: float) -> None:
    fake.advance(seconds)
    look = watch.look()
    assert (look.gap_seconds, look.stepped_seconds) == (0.0, 0.0)
    assert look.now == START + timedelta(seconds=seconds)


@pytest.mark.parametrize("seconds", [31.0, 720.0, 9 * 3600.0])
def test_case_06_a_sleep_is_a_gap_and_no_step(fake: FakeClock, watch: Watch, seconds: float) -> None:
    fake.advance(seconds, slept=True)
    look = watch.look()
    assert look.gap_seconds == pytest.approx(seconds)
    assert look.stepped_seconds == 0.0
    fake.advance(1)
    assert watch.look().gap_seconds == 0.0


@pytest.mark.parametrize("seconds", [3600.0, -3600.0, 3.5, -3.5])
def test_case_05_a_stepped_wall_clock_is_told_and_no_gap(
    fake: FakeClock, watch: Watch, seconds: float
) -> None:
    fake.advance(1)
    fake.step(seconds)
    look = watch.look()
    assert look.stepped_seconds == pytest.approx(seconds)
    assert look.gap_seconds == 0.0
    fake.advance(1)
    assert watch.look().stepped_seconds == 0.0


@pytest.mark.parametrize("seconds", [2.0, -2.0])
def test_case_05_two_seconds_from_a_time_server_are_neither(
    fake: FakeClock, watch: Watch, seconds: float
) -> None:
    fake.advance(1)
    fake.step(seconds)
    look = watch.look()
    assert (look.gap_seconds, look.stepped_seconds) == (0.0, 0.0)


def test_case_05_a_step_during_a_sleep_is_told_beside_the_gap(fake: FakeClock, watch: Watch) -> None:
    fake.advance(720, slept=True)
    fake.step(-3600)
    look = watch.look()
    assert look.gap_seconds == pytest.approx(720)
    assert look.stepped_seconds == pytest.approx(-3600)


def test_case_04_the_end_of_summer_time_is_no_step() -> None:
    fake = FakeClock(datetime(2026, 10, 25, 2, 59, 59, tzinfo=BERLIN))
    watch = Watch(fake)
    watch.look()
    fake.advance(2)
    look = watch.look()
    assert (f"{look.now:%H:%M:%S}", look.gap_seconds, look.stepped_seconds) == ("02:00:01", 0.0, 0.0)


def test_the_machines_clock_is_aware_and_its_boot_time_never_goes_back() -> None:
    clock = SystemClock()
    assert clock.now().utcoffset() is not None
    first = clock.boot()
    assert clock.boot() >= first > 0


def test_a_system_without_a_boot_clock_falls_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(number: int) -> float:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr("time.clock_gettime", missing, raising=False)
    monkeypatch.setattr("time.monotonic", lambda: 12.5)
    assert boot_seconds() == 12.5
