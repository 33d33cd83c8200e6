"""The clock: a sleep, a stepped wall clock and a slew are told apart."""

from __future__ import annotations

import ctypes
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from fake_clock import FakeClock
from jusou_tui.timekeeping.clock.clock import ClockReading, ClockWatch, SystemClock, boot_seconds
from timekeeping.story import BERLIN, START


@pytest.fixture
def fake() -> FakeClock:
    return FakeClock(START)


@pytest.fixture
def watch(fake: FakeClock) -> ClockWatch:
    found = ClockWatch(fake)
    found.read()
    return found


def test_the_first_look_knows_of_no_gap(fake: FakeClock) -> None:
    reading = ClockWatch(fake).read()
    assert (reading.now, reading.gap_seconds, reading.stepped_seconds) == (START, 0.0, 0.0)


@pytest.mark.parametrize("seconds", [0.25, 1.0, 1.9, 29.0, 30.0])
def test_case_08_a_late_tick_is_no_gap(fake: FakeClock, watch: ClockWatch, seconds: float) -> None:
    fake.advance(seconds)
    reading = watch.read()
    assert (reading.gap_seconds, reading.stepped_seconds) == (0.0, 0.0)
    assert reading.now == START + timedelta(seconds=seconds)


@pytest.mark.parametrize("seconds", [31.0, 720.0, 9 * 3600.0])
def test_case_06_a_sleep_is_a_gap_and_no_step(fake: FakeClock, watch: ClockWatch, seconds: float) -> None:
    fake.advance(seconds, slept=True)
    reading = watch.read()
    assert reading.gap_seconds == pytest.approx(seconds)
    assert reading.stepped_seconds == 0.0
    fake.advance(1)
    assert watch.read().gap_seconds == 0.0


@pytest.mark.parametrize("seconds", [3600.0, -3600.0, 3.5, -3.5])
def test_case_05_a_stepped_wall_clock_is_told_and_no_gap(
    fake: FakeClock, watch: ClockWatch, seconds: float
) -> None:
    fake.advance(1)
    fake.step(seconds)
    reading = watch.read()
    assert reading.stepped_seconds == pytest.approx(seconds)
    assert reading.gap_seconds == 0.0
    fake.advance(1)
    assert watch.read().stepped_seconds == 0.0


@pytest.mark.parametrize("seconds", [2.0, -2.0])
def test_case_05_two_seconds_from_a_time_server_are_neither(
    fake: FakeClock, watch: ClockWatch, seconds: float
) -> None:
    fake.advance(1)
    fake.step(seconds)
    reading = watch.read()
    assert (reading.gap_seconds, reading.stepped_seconds) == (0.0, 0.0)


def test_case_05_a_step_during_a_sleep_is_told_beside_the_gap(fake: FakeClock, watch: ClockWatch) -> None:
    fake.advance(720, slept=True)
    fake.step(-3600)
    reading = watch.read()
    assert reading.gap_seconds == pytest.approx(720)
    assert reading.stepped_seconds == pytest.approx(-3600)


def test_case_04_the_end_of_summer_time_is_no_step() -> None:
    fake = FakeClock(datetime(2026, 10, 25, 2, 59, 59, tzinfo=BERLIN))
    watch = ClockWatch(fake)
    watch.read()
    fake.advance(2)
    reading = watch.read()
    assert (f"{reading.now:%H:%M:%S}", reading.gap_seconds, reading.stepped_seconds) == ("02:00:01", 0.0, 0.0)


class StoppedBetween(FakeClock):
    """A clock whose reader is stopped for ten minutes behind its next reading of the wall time."""

    stops = False

    def now(self) -> datetime:
        shown = super().now()
        if self.stops:
            self.stops = False
            self.advance(600)
        return shown


def test_case_06_a_stop_between_two_readings_is_a_gap_and_no_step() -> None:
    fake = StoppedBetween(START)
    watch = ClockWatch(fake)
    watch.read()
    fake.advance(1)
    fake.stops = True
    reading = watch.read()
    assert (reading.gap_seconds, reading.stepped_seconds) == (601.0, 0.0)
    assert reading.now == START + timedelta(seconds=601)
    fake.advance(1)
    assert watch.read() == ClockReading(START + timedelta(seconds=602))


def test_case_06_a_machine_that_is_always_slow_is_looked_at_all_the_same() -> None:
    class Slow(FakeClock):
        def boot(self) -> float:
            self.advance(1)
            return super().boot()

    watch = ClockWatch(Slow(START))
    watch.read()
    assert watch.read().stepped_seconds == 0.0


@pytest.mark.parametrize(
    ("platform", "there", "read"),
    [
        ("linux", {"CLOCK_BOOTTIME": 7, "CLOCK_MONOTONIC": 1, "CLOCK_MONOTONIC_RAW": 4}, 7),
        ("linux", {"CLOCK_MONOTONIC": 1, "CLOCK_MONOTONIC_RAW": 4}, 1),
        ("darwin", {"CLOCK_MONOTONIC": 6, "CLOCK_MONOTONIC_RAW": 4, "CLOCK_UPTIME_RAW": 8}, 4),
        ("darwin", {"CLOCK_MONOTONIC": 6, "CLOCK_UPTIME_RAW": 8}, 6),
        ("freebsd14", {"CLOCK_BOOTTIME": 5, "CLOCK_MONOTONIC": 4, "CLOCK_UPTIME": 5}, 5),
    ],
)
def test_case_06_each_system_is_asked_for_the_clock_that_counts_its_sleep(
    monkeypatch: pytest.MonkeyPatch, platform: str, there: dict[str, int], read: int
) -> None:
    for name in ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC", "CLOCK_MONOTONIC_RAW", "CLOCK_UPTIME_RAW"):
        monkeypatch.delattr(f"time.{name}", raising=False)
    for name, number in there.items():
        monkeypatch.setattr(f"time.{name}", number, raising=False)
    monkeypatch.setattr("sys.platform", platform)
    monkeypatch.setattr("time.clock_gettime", float, raising=False)
    assert boot_seconds() == read


def test_case_06_windows_counts_sleep_in_its_ticks(monkeypatch: pytest.MonkeyPatch) -> None:
    class Ticks:
        restype: object = ctypes.c_int

        def __call__(self) -> int:
            assert self.restype is ctypes.c_uint64
            return 50 * 86_400_000 + 250  # past the 49.7 days of 32 bits

    library = SimpleNamespace(kernel32=SimpleNamespace(GetTickCount64=Ticks()))
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("ctypes.windll", library, raising=False)
    assert boot_seconds() == 50 * 86_400 + 0.25


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
