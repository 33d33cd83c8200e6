"""Zones: the machine's own through the change of time; a plan that was made here or elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from jusou_tui.timekeeping.clock.instants import (
    MACHINE,
    in_planned_zone,
    local,
    next_clock_time,
    utc,
    zone_of,
)
from timekeeping.story import BERLIN, activity, planned

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone is the system's here")


@pytest.fixture
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[ZoneInfo]:
    """Set the machine's zone for the length of a test."""
    name = getattr(request, "param", "Europe/Berlin")
    with monkeypatch.context() as patched:
        patched.setenv("TZ", name)
        time.tzset()
        yield ZoneInfo(name)
    time.tzset()


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Tokyo", "America/New_York"], indirect=True)
def test_case_04_the_machines_zone_is_the_same_as_the_zone_by_its_name(zone: ZoneInfo) -> None:
    begin = datetime(2026, 1, 1, tzinfo=UTC)
    for half_hours in range(0, 365 * 48, 7):
        instant = begin + timedelta(minutes=30 * half_hours)
        here, there = instant.astimezone(MACHINE), instant.astimezone(zone)
        assert (here.replace(tzinfo=None), here.fold) == (there.replace(tzinfo=None), there.fold)
        assert here.utcoffset() == there.utcoffset()
        assert utc(here) == instant


def test_case_04_both_hours_of_the_doubled_one_are_told_apart(zone: ZoneInfo) -> None:
    shown = [
        (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) + timedelta()).astimezone(MACHINE) for hour in (0, 1)
    ]
    assert [f"{one:%H:%M %z}" for one in shown] == ["02:30 +0200", "02:30 +0100"]
    assert [one.fold for one in shown] == [0, 1]
    assert zone.utcoffset(shown[0].replace(tzinfo=zone)) == timedelta(hours=2)


@pytest.mark.usefixtures("zone")
def test_case_04_a_clock_time_behind_the_change_is_found_in_the_machines_zone() -> None:
    start = datetime(2026, 3, 28, 23, 30, tzinfo=UTC).astimezone(MACHINE)
    assert next_clock_time("05:00", start, start) == datetime(2026, 3, 29, 3, 0, tzinfo=UTC)
    schedule = planned(activity("a", 240), activity("b", pin="05:00"), start=start)
    assert [f"{row.start:%H:%M}" for row in schedule.rows] == ["00:30", "05:00"]
    assert schedule.minutes == 240


@pytest.mark.usefixtures("zone")
def test_a_year_that_the_system_cannot_reckon_with_does_no_harm() -> None:
    for year in (1, 9999):
        edge = datetime(year, 1 if year == 1 else 12, 1 if year == 1 else 31, 23 * (year // 9999), tzinfo=UTC)
        assert abs(local(edge, MACHINE).year - year) <= 1
    assert str(MACHINE.tzname(datetime(2026, 7, 1, tzinfo=UTC))) == "UTC+02:00"
    assert MACHINE.dst(None) is None
    assert MACHINE.utcoffset(None) == timedelta(hours=1)
    assert MACHINE.tzname(None) == ""


@pytest.mark.usefixtures("zone")
def test_case_07_a_clock_with_the_machines_offset_goes_in_its_zone_and_another_in_its_own() -> None:
    summer, winter = datetime(2026, 7, 1, 12, tzinfo=UTC), datetime(2026, 12, 1, 12, tzinfo=UTC)
    assert zone_of(summer.astimezone(timezone(timedelta(hours=2)))) is MACHINE
    assert zone_of(winter.astimezone(timezone(timedelta(hours=1)))) is MACHINE
    assert zone_of(winter.astimezone(timezone(timedelta(hours=2)))) == timezone(timedelta(hours=2))
    assert zone_of(winter.astimezone(BERLIN)) is BERLIN


def test_case_07_a_plan_from_here_goes_with_the_clocks_here_and_one_from_elsewhere_stays() -> None:
    made_here = datetime(2026, 3, 29, 1, 0, tzinfo=timezone(timedelta(hours=1)))
    elsewhere = datetime(2026, 3, 29, 9, 0, tzinfo=timezone(timedelta(hours=9)))
    assert in_planned_zone(made_here, BERLIN).tzinfo is BERLIN
    assert in_planned_zone(elsewhere, BERLIN) is elsewhere
