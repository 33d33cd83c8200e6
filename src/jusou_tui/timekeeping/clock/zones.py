"""Zones: the one in which the machine's clocks go, through the change of time, and the one of a meeting."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone, tzinfo


class MachineZone(tzinfo):
    """The machine's zone. `datetime.astimezone` knows it for one instant only, with that moment's offset."""

    def utcoffset(self, instant: datetime | None) -> timedelta:
        """Return how far the machine's clocks are ahead of UTC at the instant that they show."""
        if instant is not None:
            try:
                return instant.replace(tzinfo=None).astimezone().utcoffset() or timedelta()
            except (OverflowError, OSError, ValueError):  # a year that the system cannot convert
                pass
        return timedelta(seconds=-time.timezone)

    def dst(self, instant: datetime | None) -> None:
        """Return None: how much of the offset is summer time is not known."""
        del instant

    def tzname(self, instant: datetime | None) -> str:
        """Return the zone's name at the instant."""
        return "" if instant is None else str(timezone(self.utcoffset(instant)))

    def fromutc(self, instant: datetime) -> datetime:
        """Return what the machine's clocks show at an instant given in UTC."""
        try:
            shown = instant.replace(tzinfo=UTC).astimezone()
        except (OverflowError, OSError, ValueError):
            return instant + timedelta(seconds=-time.timezone)
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
