"""The clock: wall time, and boot time that counts sleep. The only part of timekeeping that is not pure.

The clock of a rehearsal goes faster: a three-hour meeting in three minutes.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from typing import NamedTuple, Protocol

from jusou_tui.session.model.limits import FASTEST_REHEARSAL
from jusou_tui.timekeeping.clock.instants import after, local, seconds_between

GAP_SECONDS = 30.0
STEP_SECONDS = 3.0
AT_ONCE_SECONDS = 0.5
"""Both clocks are read within so many seconds, or read again: a program may be stopped between the two."""
ATTEMPTS = 5


class Clock(Protocol):
    """A source of wall time and boot time."""

    def now(self) -> datetime:
        """Return the wall time, aware, in the local zone."""
        ...

    def boot(self) -> float:
        """Return seconds that run on while the machine sleeps and that nobody can set."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the wall time in the machine's zone, with its offset fixed."""
        return datetime.now(UTC).astimezone()

    def boot(self) -> float:
        """Return the seconds since the machine was started, with sleep where the system counts it."""
        return boot_seconds()


COUNTING_SLEEP = {"darwin": ("CLOCK_MONOTONIC_RAW", "CLOCK_MONOTONIC")}
"""The clocks that count sleep and that nobody can set, the best first, where they are not Linux's."""
ELSEWHERE = ("CLOCK_BOOTTIME", "CLOCK_MONOTONIC")


def boot_seconds() -> float:
    """Return the seconds since the machine was started, sleep included where the system counts it.

    Linux and the newer BSDs count sleep in CLOCK_BOOTTIME. macOS counts it in CLOCK_MONOTONIC_RAW, which is
    mach_continuous_time, and in CLOCK_MONOTONIC; Python's own `time.monotonic` leaves sleep out there.
    Windows counts sleep and hibernation in GetTickCount64. Elsewhere `time.monotonic` serves, and a sleep
    then looks like a wall clock that was put forward.
    """
    if sys.platform == "win32":
        import ctypes

        ticks = ctypes.windll.kernel32.GetTickCount64
        ticks.restype = ctypes.c_uint64
        return float(ticks()) / 1000.0
    for name in COUNTING_SLEEP.get(sys.platform, ELSEWHERE):
        number = getattr(time, name, None)
        if number is not None:
            try:
                return time.clock_gettime(number)
            except OSError:  # a kernel or a sandbox without this clock
                continue
    return time.monotonic()


class ClockReading(NamedTuple):
    """One reading of the clock.

    `gap_seconds`: boot time since the reading before; 0.0 unless more than 30 s.
    `stepped_seconds`: by how much the wall clock was put forward (or back, negative) since the last reading;
    0.0 unless more than 3 s.
    """

    now: datetime
    gap_seconds: float = 0.0
    stepped_seconds: float = 0.0


class ClockWatch:
    """Reads the clock on every tick and distinguishes a sleep of the machine from a stepped clock.

    `speed`: how many times as fast as the real time the clock goes. The limits are in real seconds.
    """

    def __init__(self, clock: Clock, *, speed: float = 1.0) -> None:
        self._clock = clock
        self._speed = speed
        self._gap = GAP_SECONDS * speed
        self._step = STEP_SECONDS * speed
        self._last: tuple[datetime, float] | None = None

    def read(self) -> ClockReading:
        """Read the clock now. The first reading has no gap and no step."""
        now, boot = self._read_both()
        last, self._last = self._last, (now, boot)
        if last is None:
            return ClockReading(now)
        passed = max(0.0, boot - last[1])
        stepped = seconds_between(last[0], now) - passed
        return ClockReading(
            now,
            gap_seconds=passed if passed > self._gap else 0.0,
            stepped_seconds=stepped if abs(stepped) > self._step else 0.0,
        )

    def _read_both(self) -> tuple[datetime, float]:
        """Read both clocks at one moment, or as nearly as this machine can."""
        boot = self._clock.boot()
        for _ in range(ATTEMPTS):
            now, after = self._clock.now(), self._clock.boot()
            if after - boot <= AT_ONCE_SECONDS * self._speed:
                break
            boot = after
        return now, boot


USUAL_REHEARSAL_SPEED = 10.0


class RehearsalClock:
    """A clock `speed` times as fast as another from the moment at which it was made.

    It begins at `began`, else at the other's time. A stepped clock of the machine does not reach it. It can
    be held, and go slower for a while: `pace` is how many times as fast it goes now, 0 while it is held.
    """

    def __init__(self, clock: Clock, speed: float, began: datetime | None = None) -> None:
        self.speed = min(max(speed, 1.0), FASTEST_REHEARSAL)
        self._clock = clock
        self.pace = self.speed
        self._began = clock.now() if began is None else began
        self._boot = self._since = clock.boot()
        self._before = 0.0

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

    def hold(self) -> None:
        """Stand still until `go`."""
        self._set_pace(0.0)

    def go(self, at_most: float | None = None) -> None:
        """Go on, `at_most` so many times as fast as the real time."""
        self._set_pace(self.speed if at_most is None else min(self.speed, at_most))

    def skip_to(self, instant: datetime) -> None:
        """Go on from an instant that is yet to come; the boot time skips with it."""
        self._before += max(0.0, seconds_between(self.now(), instant))

    def _set_pace(self, pace: float) -> None:
        self._before, self._since, self.pace = self._passed(), self._clock.boot(), pace

    def _passed(self) -> float:
        return self._before + (self._clock.boot() - self._since) * self.pace


def real_clock(clock: Clock) -> Clock:
    """Return the clock of the real time below a rehearsal's, or the clock itself."""
    return clock.real if isinstance(clock, RehearsalClock) else clock


def pace_of(clock: Clock) -> float:
    """Return how many times as fast as the real time a clock goes now, 0 for one that is held."""
    return clock.pace if isinstance(clock, RehearsalClock) else 1.0


def speed_of(clock: Clock) -> float:
    """Return how many times as fast as the real time a clock goes."""
    return clock.speed if isinstance(clock, RehearsalClock) else 1.0
