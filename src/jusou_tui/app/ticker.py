"""Ticks that fall just behind a change of what is shown, never on a grid that could drift across it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.timer import Timer

from jusou_tui.timekeeping.clock.clock import Clock, pace_of

BEHIND = 0.02
"""Seconds behind the change, so that a timer that is a little early does not show the old second twice."""


SHORTEST = 0.1
"""Real seconds between two ticks of a rehearsal at the least."""

LONGEST_SLEEP = 10.0
"""Real seconds for which a timer is set at most: while the machine sleeps timers stop."""


class Timers(Protocol):
    """What timers are set on: Textual's app, a screen or a widget."""

    def set_timer(self, delay: float, callback: Callable[[], None]) -> Timer:
        """Call something in `delay` real seconds."""


class Ticker:
    """Calls `tick`, which returns in how many seconds to call it again; None: when `now` is called.

    The seconds are those of `clock`, asked each time: in a rehearsal they are shorter, and those of a sleep
    count.
    """

    def __init__(self, timers: Timers, tick: Callable[[], float | None], clock: Callable[[], Clock]) -> None:
        self._timers = timers
        self._tick = tick
        self._clock = clock
        self._timer: Timer | None = None
        self._due = 0.0

    def start(self) -> None:
        """Tick now and from now on."""
        self.now()

    def now(self) -> None:
        """Tick at once; the next tick follows from it."""
        self.stop()
        seconds = self._tick()
        if seconds is not None:
            self._due = self._clock().boot() + seconds
            self._wait()

    def _wait(self) -> None:
        pace, left = pace_of(self._clock()), self._due - self._clock().boot()
        real = left if pace == 1 else max(left / pace, SHORTEST) if pace else LONGEST_SLEEP
        self._timer = self._timers.set_timer(min(real, LONGEST_SLEEP) + BEHIND, self._wake)

    def _wake(self) -> None:
        """Tick if it is time by the clock that counts sleep; else wait for the rest."""
        if self._clock().boot() < self._due:
            self._wait()
        else:
            self.now()

    def stop(self) -> None:
        """Tick no more until `now`."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
