"""When keys came: a second Esc shortly after the first, a key that came while somebody typed."""

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
    """Knows when keys and pastes came: `note` is called with every event."""

    def __init__(self) -> None:
        self._escape: datetime | None = None
        self._typed: datetime | None = None

    def note(self, event: events.Event, clock: Clock) -> None:
        """Remember when a key or a paste came."""
        now = real_clock(clock).now()
        if _is_escape(event):
            self._escape = now
        elif isinstance(event, events.Paste) or (isinstance(event, events.Key) and event.is_printable):
            self._typed = now

    def is_second_escape(self, event: events.Event, clock: Clock) -> bool:
        """Return whether an event that was not noted yet is an Esc shortly after the one noted last."""
        return _is_escape(event) and is_within(self._escape, real_clock(clock).now(), ESCAPE_SECONDS)

    def was_typing(self, clock: Clock) -> bool:
        """Return whether something was typed so shortly before that an IME may still convert it."""
        return is_within(self._typed, real_clock(clock).now(), TYPING_SECONDS)


def _is_escape(event: events.Event) -> bool:
    return isinstance(event, events.Key) and event.key == "escape"


def is_within(then: datetime | None, now: datetime, seconds: float) -> bool:
    """Return whether something came so short before now; False where `then` is None."""
    return then is not None and 0 <= seconds_between(then, now) < seconds
