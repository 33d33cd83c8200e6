"""Breaks: how long people sit without one, and how long it is until the next fixed points of the day."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from jusou_tui.timekeeping.forecast import Forecast, ForecastRow
from jusou_tui.timekeeping.instants import clock_text, seconds_between, utc
from jusou_tui.timekeeping.schedule import PlanWarning, Row, Schedule

LONGEST_SITTING = 90
SHORTEST_BREAK = 5


def long_sittings(schedule: Schedule) -> tuple[PlanWarning, ...]:
    """Return a warning for each 90 minutes and more without a break, or a gap that serves as one."""
    found = []
    for rows in _sittings(schedule):
        minutes = math.ceil(seconds_between(rows[0].start, rows[-1].end) / 60)
        if minutes >= LONGEST_SITTING:
            facts = {"start": clock_text(rows[0].start), "end": clock_text(rows[-1].end), "minutes": minutes}
            found.append(PlanWarning("timekeeping.no_break", facts, rows[0].key))
    return tuple(found)


def _sittings(schedule: Schedule) -> list[list[Row]]:
    sittings: list[list[Row]] = [[]]
    reached: datetime | None = None
    for row in schedule.rows:
        if row.skipped:
            continue
        rests = row.kind == "break" and row.minutes >= SHORTEST_BREAK
        free = seconds_between(reached, row.start) if reached is not None else 0.0
        if rests or free >= SHORTEST_BREAK * 60:
            sittings.append([])
        if not rests:
            sittings[-1].append(row)
        reached = row.end if reached is None else max(reached, row.end, key=utc)
    return [rows for rows in sittings if rows]


@dataclass(frozen=True, slots=True)
class Ahead:
    """A fixed point to come, and the whole minutes until it is expected to begin, never below 0."""

    row: Row
    minutes: int


def next_break(found: Forecast, now: datetime) -> Ahead | None:
    """Return the next break that has not begun, None where there is none."""
    return _first([row for row in found.rows if row.row.kind == "break"], now)


def next_pinned(found: Forecast, now: datetime) -> Ahead | None:
    """Return the next row that starts at a clock time, None where there is none."""
    return _first([row for row in found.rows if row.row.pinned], now)


def _first(rows: list[ForecastRow], now: datetime) -> Ahead | None:
    row = next((row for row in rows if row.state == "next"), None)
    return None if row is None else Ahead(row.row, max(0, math.ceil(seconds_between(now, row.start) / 60)))
