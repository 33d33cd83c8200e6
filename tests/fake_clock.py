"""A clock that goes only when it is told to."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class FakeClock:
    """Wall time and boot time, moved by hand; `now` is shown in the zone of `start`."""

    def __init__(self, start: datetime) -> None:
        self._zone = start.tzinfo
        self._wall = start.astimezone(UTC)
        self._boot = 1000.0

    def now(self) -> datetime:
        """Return the wall time."""
        return self._wall.astimezone(self._zone)

    def boot(self) -> float:
        """Return the boot time in seconds."""
        return self._boot

    def advance(self, seconds: float, slept: bool = False) -> None:
        """Let time pass. `slept`: the machine slept through it; a boot time that counts sleep goes on."""
        self._wall += timedelta(seconds=seconds)
        self._boot += seconds

    def step(self, seconds: float) -> None:
        """Put the wall clock forward, or back; no time passes."""
        self._wall += timedelta(seconds=seconds)
