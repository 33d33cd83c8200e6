"""Instants: aware datetimes, computed in UTC and shown in a zone.

Python subtracts two datetimes of one zone by what their clocks show, so an hour gained at the end of summer
time is lost. All arithmetic therefore goes through UTC, and what leaves here carries a fixed offset.
"""

from __future__ import annotations

import time as machine_time
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

DAY = timedelta(days=1)
HALF_A_DAY = timedelta(hours=12)
_EARLIEST = datetime.min.replace(tzinfo=UTC)
_LATEST = datetime.max.replace(tzinfo=UTC)


def utc(instant: datetime) -> datetime:
    """Return the instant in UTC. Raises ValueError for a datetime without a zone."""
    if instant.tzinfo is UTC:
        return instant
    if instant.utcoffset() is None:
        raise ValueError("an instant needs a zone")
    try:
        return instant.astimezone(UTC)
    except OverflowError:
        return _EARLIEST if instant.year == 1 else _LATEST


def local(instant: datetime, zone: tzinfo | None) -> datetime:
    """Return the instant as the clocks of `zone` show it, with that moment's offset fixed."""
    at = utc(instant)
    try:
        if isinstance(zone, MachineZone):
            return zone.fixed(at)
        shown = at.astimezone(zone)
    except OverflowError:
        return at
    if isinstance(shown.tzinfo, timezone):
        return shown
    return shown.replace(tzinfo=timezone(shown.utcoffset() or timedelta()), fold=0)


def seconds_between(earlier: datetime, later: datetime) -> float:
    """Return the seconds that really pass from `earlier` to `later`; negative when it is the other way."""
    return (utc(later) - utc(earlier)).total_seconds()


def after(instant: datetime, seconds: float) -> datetime:
    """Return the instant so many seconds later, in UTC; held within the years 1 to 9999."""
    try:
        return utc(instant) + timedelta(seconds=seconds)
    except OverflowError:
        return _LATEST if seconds > 0 else _EARLIEST


def nearest_minute(instant: datetime) -> datetime:
    """Return the whole minute that is nearest, by the same clocks."""
    return local(after(instant, 30.0 - (instant.timestamp() + 30.0) % 60), instant.tzinfo)


def whole_minutes(seconds: float) -> int:
    """Return the whole minutes in `seconds`, towards zero: what is less than a minute is none."""
    return int(seconds / 60)


def clock_minutes(earlier: datetime, later: datetime) -> int:
    """Return the minutes between what clocks without seconds show, 13:05 and 13:08: 3; negative backwards.

    To the millisecond, as a file keeps instants: what sums of fractions leave out is not a minute.
    """
    begin, end = (int(round(instant.timestamp(), 3) // 60) for instant in (earlier, later))
    return end - begin


def day_offset(origin: datetime, instant: datetime) -> int:
    """Return how many midnights lie between two instants, both as their own clocks show them."""
    return (instant.date() - origin.date()).days


def clock_text(at: time | datetime) -> str:
    """Return a time of day in the form that sessions and curricula store, `13:05`."""
    return f"{at:%H:%M}"


def next_clock_time(clock_time: str, start: datetime, near: datetime) -> datetime:
    """Return the first instant from `start` on when the clocks of `start`'s zone show `clock_time`.

    A time that lies more than half a day before `near` means the next day. A time that summer time leaves
    out is the moment as far behind the change. The instant is in UTC.
    """
    hour, minute = (int(part) for part in clock_time.split(":"))
    day = start.replace(hour=hour, minute=minute, second=0, microsecond=0)
    while True:
        for fold in (0, 1):
            found = utc(day.replace(fold=fold))
            if found >= utc(start) and found >= after(near, -HALF_A_DAY.total_seconds()):
                return found
        if day.year == _LATEST.year:
            return utc(near)
        day += DAY


def at_clock_time(day: date, at: time, zone: tzinfo) -> datetime:
    """Return the instant when the clocks of `zone` show a time of a day, with that moment's offset fixed.

    Of a time that they show twice it is the first one; one that summer time leaves out is the moment as far
    behind the change (see `is_left_out`).
    """
    found = local(datetime.combine(day, at, zone), zone)
    offset = round((found.utcoffset() or timedelta()) / timedelta(minutes=1))  # as a file keeps it
    return found.replace(tzinfo=timezone(timedelta(minutes=offset)))


def is_left_out(at: time, instant: datetime) -> bool:
    """Return whether an instant of `at_clock_time` shows another time than `at`, which no clock shows."""
    return (instant.hour, instant.minute) != (at.hour, at.minute)


class MachineZone(tzinfo):
    """The machine's zone. `datetime.astimezone` knows it for one instant only, with that moment's offset."""

    def utcoffset(self, instant: datetime | None) -> timedelta:
        """Return how far the machine's clocks are ahead of UTC at the instant that they show."""
        if instant is not None:
            try:
                return instant.replace(tzinfo=None).astimezone().utcoffset() or timedelta()
            except (OverflowError, OSError, ValueError):  # a year that the system cannot convert
                pass
        return timedelta(seconds=-machine_time.timezone)

    def dst(self, instant: datetime | None) -> None:
        """Return None: how much of the offset is summer time is not known."""
        del instant

    def tzname(self, instant: datetime | None) -> str:
        """Return the zone's name at the instant."""
        return "" if instant is None else str(timezone(self.utcoffset(instant)))

    @staticmethod
    def fixed(instant: datetime) -> datetime:
        """Return what the machine's clocks show at an instant, with that moment's offset fixed.

        Raises OverflowError where that is in no year.
        """
        try:
            return instant.astimezone()
        except (OSError, ValueError):  # a year that the system cannot convert
            return instant.astimezone(timezone(timedelta(seconds=-machine_time.timezone)))

    def fromutc(self, instant: datetime) -> datetime:
        """Return what the machine's clocks show at an instant given in UTC."""
        try:
            shown = instant.replace(tzinfo=UTC).astimezone()
        except (OverflowError, OSError, ValueError):
            return instant + timedelta(seconds=-machine_time.timezone)
        here = shown.replace(tzinfo=self)
        return here if self.utcoffset(here) == shown.utcoffset() else here.replace(fold=1)


MACHINE = MachineZone()


def zone_of(now: datetime) -> tzinfo | None:
    """Return the zone in which a clock goes that shows `now`: the machine's where it has its offset."""
    if isinstance(now.tzinfo, timezone) and now.astimezone(MACHINE).utcoffset() == now.utcoffset():
        return MACHINE
    return now.tzinfo


def in_planned_zone(instant: datetime, zone: tzinfo | None) -> datetime:
    """Return an instant of a plan in `zone` if the clocks there showed it when it was planned, else as it is.

    A file knows offsets only. What was planned here goes through the change of time as the clocks here do;
    clock times that were set elsewhere stay those of that place.
    """
    here = instant.astimezone(zone)
    return here if here.utcoffset() == instant.utcoffset() else instant
