"""Ticks that fall just behind a change of what is shown, never on a grid that could drift across it."""

from __future__ import annotations

from collections.abc import Callable

from textual.screen import Screen
from textual.timer import Timer

BEHIND = 0.02
"""Seconds behind the change, so that a timer that is a little early does not show the old second twice."""


class Ticker:
    """Calls `tick`, which returns in how many seconds to call it again; None: when `now` is called."""

    def __init__(self, screen: Screen[None], tick: Callable[[], float | None]) -> None:
        self._screen = screen
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
            self._timer = self._screen.set_timer(seconds + BEHIND, self.now)

    def stop(self) -> None:
        """Tick no more until `now`."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
