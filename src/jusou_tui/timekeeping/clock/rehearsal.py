"""A clock that goes faster, for a rehearsal: a three-hour meeting in three minutes."""

from __future__ import annotations

from datetime import datetime

from jusou_tui.timekeeping.clock.clock import Clock
from jusou_tui.timekeeping.clock.instants import after, local

FASTEST = 600.0


class RehearsalClock:
    """A clock `speed` times as fast as another from the moment at which it was made.

    It begins at `began`, else at the other's time. A stepped clock of the machine does not reach it.
    """

    def __init__(self, clock: Clock, speed: float, began: datetime | None = None) -> None:
        self.speed = min(max(speed, 1.0), FASTEST)
        self._clock = clock
        self._began = clock.now() if began is None else began
        self._boot = clock.boot()

    @property
    def real(self) -> Clock:
        """The clock that this one is based on."""
        return self._clock

    def now(self) -> datetime:
        """Return the wall time of the rehearsal."""
        return local(after(self._began, self._passed()), self._began.tzinfo)

    def boot(self) -> float:
        """Return the boot time of the rehearsal in seconds."""
        return self._boot + self._passed()

    def _passed(self) -> float:
        return (self._clock.boot() - self._boot) * self.speed


def real_clock(clock: Clock) -> Clock:
    """Return the clock of the real time below a rehearsal's, or the clock itself."""
    return clock.real if isinstance(clock, RehearsalClock) else clock


def speed_of(clock: Clock) -> float:
    """Return how many times as fast as the real time a clock goes."""
    return clock.speed if isinstance(clock, RehearsalClock) else 1.0
