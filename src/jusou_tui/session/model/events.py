"""Which events are effective, and when they happened.

Undo takes an event back, and an undo can be taken back itself. An event's `at` is what the wall clock showed
when it was written. Where a `clock` event says that the clock was stepped, what was written before it (its id
is smaller) is moved by as much, so that all instants are by the clock as it goes now. Ids must therefore grow
in the order of writing. A `correct` event moves the instant of its target by its seconds.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # building the records costs more than planning
    from jusou_tui.session.model.records import Event

LONGEST = 100 * 366 * 86400.0
"""Seconds: no clock is stepped, and no key corrected, by more."""
_FIRST, _LAST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class CorrectedEvent(NamedTuple):
    """An event that counts: not undone, its instant in UTC by the clock as it goes now."""

    id: str
    at: datetime
    event: Event

    @property
    def day(self) -> date:
        """The day by the clocks where it was written."""
        try:
            return self.at.astimezone(self.event.at.tzinfo).date()
        except OverflowError:  # at the end of the calendar
            return self.at.date()


def effective_events(events: Mapping[str, Event]) -> list[tuple[str, Event]]:
    """Return the effective events by (at, id): without those taken back, without the undo events."""
    gone = _taken_back(events)
    counting = [(key, event) for key, event in events.items() if event.kind != "undo" and key not in gone]
    return sorted(counting, key=lambda pair: (pair[1].at, pair[0]))


def corrected_events(events: Iterable[tuple[str, Event]]) -> list[CorrectedEvent]:
    """Return the events that hold, by one clock, in the order of (at, id)."""
    holding = effective_events(dict(events))
    steps = clock_steps(holding)

    corrected: dict[str, float] = {}
    for _, event in holding:
        if event.kind == "correct" and event.target is not None:
            corrected[event.target] = corrected.get(event.target, 0.0) + seconds_of(event)

    def at(key: str, event: Event) -> datetime:
        return by_the_clock(key, event.at, steps, corrected.get(key, 0.0))

    found = [CorrectedEvent(key, at(key, event), event) for key, event in holding]
    return sorted(found, key=lambda entry: (entry.at, entry.id))


def clock_steps(events: Iterable[tuple[str, Event]]) -> list[tuple[str, float]]:
    """Return by how many seconds the clock was stepped, each with the id of its event."""
    return [(key, seconds_of(event)) for key, event in events if event.kind == "clock"]


def by_the_clock(key: str, at: datetime, steps: Iterable[tuple[str, float]], more: float = 0.0) -> datetime:
    """Return the instant of what was written under an id, in UTC by the clock as it goes now.

    `steps`: those of `clock_steps`. `more`: seconds by which it was put right besides.
    """
    return _later(at, sum(seconds for step, seconds in steps if step > key) + more)


def seconds_of(event: Event) -> float:
    """Return an event's seconds; 0.0 where they are missing or cannot be."""
    seconds = event.seconds or 0.0
    return seconds if math.isfinite(seconds) and abs(seconds) < LONGEST else 0.0


def _later(at: datetime, seconds: float) -> datetime:
    """Return the instant so many seconds later, in UTC; held within the years 1 to 9999."""
    try:
        return at.astimezone(UTC) + timedelta(seconds=seconds)
    except OverflowError:
        return min(_FIRST, _LAST, key=lambda end: abs(end.year - at.year))


def _taken_back(events: Mapping[str, Event]) -> set[str]:
    undoers: dict[str, list[str]] = {}
    for key, event in events.items():
        if event.kind == "undo" and event.target is not None:
            undoers.setdefault(event.target, []).append(key)
    if not undoers:
        return set()
    gone: dict[str, bool] = {}
    for start in undoers:
        _settle(start, undoers, gone)
    return {key for key, is_gone in gone.items() if is_gone}


def _settle(start: str, undoers: Mapping[str, Iterable[str]], gone: dict[str, bool]) -> None:
    """Decide an event after all that take it back; a circle, which no program writes, counts as effective."""
    pending = [start]
    entered: set[str] = set()
    while pending:
        key = pending[-1]
        above = undoers.get(key, ())
        open_ones = [undoer for undoer in above if undoer not in gone and undoer not in entered]
        if open_ones and key not in entered:
            entered.add(key)
            pending += open_ones
            continue
        gone[key] = any(not gone.get(undoer, True) for undoer in above)
        pending.pop()
