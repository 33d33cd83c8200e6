"""When keys came: an Esc that is the second one of a reflex, a key that came while somebody typed."""

from __future__ import annotations

from datetime import datetime

from textual import events

from jusou_tui.timekeeping.clock.clock import Clock, real_clock
from jusou_tui.timekeeping.clock.instants import seconds_between

ESCAPE_SECONDS = 0.5
"""Within so many real seconds a second Esc does nothing."""
TYPING_SECONDS = 1.0
"""So many real seconds after a typed character a key may have been meant for the IME."""


class KeyTimes:
    """Is asked about every event once, so that it knows when keys and pastes came."""

    def __init__(self) -> None:
        self._escape: datetime | None = None
        self._typed: datetime | None = None

    def is_reflex(self, event: events.Event, clock: Clock) -> bool:
        """Remember a key or a paste; return whether it is a second Esc, which does nothing."""
        now = real_clock(clock).now()
        if isinstance(event, events.Key) and event.key == "escape":
            is_second = _is_within(self._escape, now, ESCAPE_SECONDS)
            self._escape = now
            return is_second
        if isinstance(event, events.Paste) or (isinstance(event, events.Key) and event.is_printable):
            self._typed = now
        return False

    def was_typing(self, clock: Clock) -> bool:
        """Return whether something was typed so shortly before that an IME may still convert it."""
        return _is_within(self._typed, real_clock(clock).now(), TYPING_SECONDS)


def _is_within(then: datetime | None, now: datetime, seconds: float) -> bool:
    return then is not None and 0 <= seconds_between(then, now) < seconds
