"""Ticks that fall just behind a change of what is shown, never on a grid that could drift across it."""

from __future__ import annotations

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer

from jusou_tui.timekeeping.clock.clock import Clock
from jusou_tui.timekeeping.clock.rehearsal import speed_of

BEHIND = 0.02
"""Seconds behind the change, so that a timer that is a little early does not show the old second twice."""


SHORTEST = 0.1
"""Real seconds between two ticks of a rehearsal at the least."""

LONGEST_SLEEP = 10.0
"""Real seconds for which a timer is set at most: while the machine sleeps it stands still."""


class Ticker:
    """Calls `tick`, which returns in how many seconds to call it again; None: when `now` is called.

    The seconds are the app's clock's: in a rehearsal they are shorter, and those of a sleep count.
    """

    def __init__(self, host: MessagePump, tick: Callable[[], float | None]) -> None:
        self._host = host
        self._tick = tick
        self._timer: Timer | None = None
        self._due = 0.0

    @property
    def _clock(self) -> Clock:
        return self._host.app.clock  # type: ignore[attr-defined,no-any-return]  # ours has one

    def start(self) -> None:
        """Tick now and from now on."""
        self.now()

    def now(self) -> None:
        """Tick at once; the next tick follows from it."""
        self.stop()
        seconds = self._tick()
        if seconds is not None:
            self._due = self._clock.boot() + seconds
            self._wait()

    def _wait(self) -> None:
        speed = speed_of(self._clock)
        left = (self._due - self._clock.boot()) / speed
        real = left if speed == 1 else max(left, SHORTEST)
        self._timer = self._host.set_timer(min(real, LONGEST_SLEEP) + BEHIND, self._wake)

    def _wake(self) -> None:
        """Tick if it is time by the clock that counts sleep; else wait for the rest."""
        if self._clock.boot() < self._due:
            self._wait()
        else:
            self.now()

    def stop(self) -> None:
        """Tick no more until `now`."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
