"""Ticks that fall just behind a change of what is shown, never on a grid that could drift across it."""

from __future__ import annotations

from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer

from jusou_tui.timekeeping.rehearsal import speed_of

BEHIND = 0.02
"""Seconds behind the change, so that a timer that is a little early does not show the old second twice."""


SHORTEST = 0.1
"""Real seconds between two ticks of a rehearsal at the least."""


class Ticker:
    """Calls `tick`, which returns in how many seconds to call it again; None: when `now` is called.

    The seconds are the app's clock's: in a rehearsal they are shorter.
    """

    def __init__(self, host: MessagePump, tick: Callable[[], float | None]) -> None:
        self._host = host
        self._tick = tick
        self._timer: Timer | None = None

    def start(self) -> None:
        """Tick now and from now on."""
        self.now()

    def now(self) -> None:
        """Tick at once; the next tick follows from it."""
        self.stop()
        seconds = self._tick()
        if seconds is not None:
            speed = speed_of(self._host.app.clock)  # type: ignore[attr-defined]  # ours has one
            real = seconds if speed == 1 else max(seconds / speed, SHORTEST)
            self._timer = self._host.set_timer(real + BEHIND, self.now)

    def stop(self) -> None:
        """Tick no more until `now`."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
