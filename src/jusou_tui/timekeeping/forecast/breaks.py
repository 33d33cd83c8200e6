"""Breaks ahead: long stretches without one, and the next fixed points of a forecast."""

from __future__ import annotations

import math
from datetime import datetime
from typing import NamedTuple

from jusou_tui.timekeeping.clock.instants import clock_minutes, local, seconds_between, utc
from jusou_tui.timekeeping.forecast.forecast import Forecast, ForecastRow
from jusou_tui.timekeeping.plan.durations import SHORTEST_BREAK, shortest_break
from jusou_tui.timekeeping.plan.schedule import PlanWarning, Row, Schedule
from jusou_tui.timekeeping.running.progress import (
    Progress,
)
from jusou_tui.wording.values import time_text

LONGEST_STRETCH = 90


class _Span(NamedTuple):
    """A time of work, or of rest; instants in UTC. `too_short`: a break that is no rest."""

    key: str
    start: datetime
    end: datetime
    rests: bool = False
    too_short: bool = False


def long_stretches_ahead(schedule: Schedule, found: Forecast, progress: Progress) -> tuple[PlanWarning, ...]:
    """Return a warning for each 90 minutes and more without a break, as it went and is expected to go on.

    What is over causes no warning. A pause of five minutes serves as a break; a break that was left out or
    cut short does not.
    """
    rows = {row.key: row for row in schedule.rows}
    spans = [
        _span(rows.get(run.activity), run.started, run.ended)
        for run in progress.runs
        if run.ended is not None
    ]
    spans += [_span(row.row, row.start, row.end) for row in found.rows if row.state in {"now", "next"}]
    pauses = [pause for pause in progress.quiet if seconds_between(*pause) >= SHORTEST_BREAK * 60]
    stretches = _stretches([piece for span in spans for piece in _between(span, pauses)])
    return _warned([spans for spans in stretches if spans[-1].end >= utc(progress.now)], schedule)


def _span(row: Row | None, start: datetime, end: datetime) -> _Span:
    if row is None:
        return _Span("", utc(start), utc(end))
    least = shortest_break(row.activity.duration if row.activity else None)
    is_break = row.kind == "break"
    rests = is_break and seconds_between(start, end) >= least * 60
    return _Span(row.key, utc(start), utc(end), rests, too_short=is_break and not rests)


def _between(span: _Span, pauses: list[tuple[datetime, datetime]]) -> list[_Span]:
    """Return what is left of a time between pauses."""
    pieces, reached = [], span.start
    for first, last in pauses:
        if last > reached and first < span.end:
            pieces.append(span._replace(start=reached, end=max(reached, first)))
            reached = min(last, span.end)
    return [*pieces, span._replace(start=reached)]


def _stretches(spans: list[_Span]) -> list[list[_Span]]:
    """Return the times that follow each other without a rest, given in order."""
    stretches: list[list[_Span]] = [[]]
    reached: datetime | None = None
    for span in spans:
        free = seconds_between(reached, span.start) if reached is not None else 0.0
        if span.rests or free >= SHORTEST_BREAK * 60:
            stretches.append([])
        if not span.rests:
            stretches[-1].append(span)
        reached = span.end if reached is None else max(reached, span.end)
    return [spans for spans in stretches if spans]


def _warned(stretches: list[list[_Span]], schedule: Schedule) -> tuple[PlanWarning, ...]:
    found = []
    for spans in stretches:
        start, end = (local(at, schedule.zone) for at in (spans[0].start, spans[-1].end))
        minutes = clock_minutes(start, end)
        if minutes >= LONGEST_STRETCH:
            facts = {"start": time_text(start), "end": time_text(end), "minutes": minutes}
            # Beside a row that is called a break "no break" would be a contradiction.
            short = any(span.too_short for span in spans)
            message = "timekeeping.breaks_too_short" if short else "timekeeping.no_break"
            found.append(PlanWarning(message, facts, spans[0].key))
    return tuple(found)


class FixedPoint(NamedTuple):
    """A fixed point to come, and the whole minutes until it is expected to begin, never below 0."""

    row: Row
    minutes: int


def next_break(found: Forecast, now: datetime) -> FixedPoint | None:
    """Return the next break that has not begun, None where there is none."""
    return _first([row for row in found.rows if row.row.kind == "break"], now)


def next_pinned(found: Forecast, now: datetime) -> FixedPoint | None:
    """Return the next row that starts at a clock time, None where there is none."""
    return _first([row for row in found.rows if row.row.pinned], now)


def _first(rows: list[ForecastRow], now: datetime) -> FixedPoint | None:
    row = next((row for row in rows if row.state == "next"), None)
    return (
        None if row is None else FixedPoint(row.row, max(0, math.ceil(seconds_between(now, row.start) / 60)))
    )
