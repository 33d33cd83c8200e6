"""A key pressed twice within a second counts once: which events that holds for, and whether it just did."""

from __future__ import annotations

from collections.abc import Iterable

from jusou_tui.session.model.events import effective_events
from jusou_tui.session.model.records import Event, EventKind
from jusou_tui.timekeeping.clock.clock import Clock, speed_of
from jusou_tui.timekeeping.clock.instants import seconds_between

DOUBLE_PRESS_SECONDS = 1.0

_WRITTEN_BY_FIRST_PRESS: dict[EventKind, tuple[EventKind, ...]] = {
    "start": ("start",),
    "finish": ("finish", "start"),
    "pause": ("pause", "resume"),
    "resume": ("pause", "resume"),
    "next_turn": ("next_turn", "segment"),
    "later": ("later",),
    "absent": ("absent",),
    "undo": ("undo", "start"),
}
"""Kinds of events that a press is refused for, and the kinds that its first press can have written."""


class DoublePress:
    """Recognises double presses in one session, and remembers the last one until it is asked about."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._refused = False

    def is_repeat(self, kind: EventKind, events: Iterable[tuple[str, Event]]) -> bool:
        """Return whether an event of this very kind, not undone, was written less than a real second ago."""
        now, limit = self._clock.now(), DOUBLE_PRESS_SECONDS * speed_of(self._clock)
        written = list(events) if kind == "undo" else effective_events(dict(events))
        return any(event.kind == kind and abs(seconds_between(event.at, now)) < limit for _, event in written)

    def refuse(self, kind: EventKind, events: Iterable[tuple[str, Event]]) -> bool:
        """Return whether an event of `kind` is the second press of one key; then `was_refused` tells once."""
        kinds, written = _WRITTEN_BY_FIRST_PRESS.get(kind, ()), list(events)
        self._refused = any(self.is_repeat(one, written) for one in kinds)
        return self._refused

    def was_refused(self) -> bool:
        """Return whether the last press was refused as a repeat. Asking clears it."""
        refused, self._refused = self._refused, False
        return refused
