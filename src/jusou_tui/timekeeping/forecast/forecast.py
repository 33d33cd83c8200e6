"""What is to be expected: one walk over the rows, from what happened through now to the end.

A day with several meetings is one walk over them, breaks between included.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from jusou_tui.timekeeping.clock.instants import after, day_offset, local, seconds_between, utc, whole_minutes
from jusou_tui.timekeeping.plan.schedule import (
    LEAST_LUNCH,
    Interval,
    PlanWarning,
    Row,
    Schedule,
    booked_end_of,
)
from jusou_tui.timekeeping.running.countdown import countdown, planned_end
from jusou_tui.timekeeping.running.progress import (
    ActivityRun,
    Progress,
    current_index,
    is_skipped,
    progress_at,
)
from jusou_tui.timekeeping.running.replay import Replay
from jusou_tui.wording.values import time_text

RowState = Literal["done", "now", "next", "skipped"]

LONGEST_STRETCH = 90
SHORTEST_BREAK = 5


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """A row as it went, goes or is expected to go.

    A row that was passed over is `skipped` too. `actual_minutes`: over all its runs, None without one.
    `expected_minutes`: what it took, or what it will have taken. `overlap_minutes`: how far the row before
    reaches into it. `pin_late_minutes`: how much later than its own clock time a row to come is expected to
    start. `day`: the midnights between the meeting's planned start and the row's. `behind_minutes`: by how
    many it starts after its plan, negative before it.
    """

    row: Row
    state: RowState
    start: datetime
    end: datetime
    actual_minutes: int | None
    expected_minutes: int
    overlap_minutes: int = 0
    pin_late_minutes: int = 0
    day: int = 0
    behind_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Forecast:
    """The whole meeting as expected.

    `behind_minutes` against the plan's end: positive is late, negative early, 0 within a minute.
    `minutes_to_booked_end`: what is left until the booked end, negative beyond it, None without one.
    `end_day`: the midnights between now and the end.
    """

    end: datetime
    behind_minutes: int
    rows: tuple[ForecastRow, ...]
    next_row: ForecastRow | None = None
    overlaps: tuple[ForecastRow, ...] = ()
    minutes_to_booked_end: int | None = None
    end_day: int = 0

    def row(self, key: str | None) -> ForecastRow | None:
        """Return the row of that key, None where there is none."""
        return next((entry for entry in self.rows if entry.row.key == key), None)


def forecast(
    schedule: Schedule, progress: Progress, now: datetime, *, not_before: datetime | None = None
) -> Forecast:
    """Return what is to be expected of a meeting at `now`, which does not begin `not_before` an instant.

    What ran keeps its times, what runs ends as planned and never before now, the rest follows as planned.
    Gaps before pinned rows take delays up; a pinned row never starts early. Rows are in agenda order: going
    back to a row lets those behind it follow again.
    """
    began = beginning(schedule, progress, now, not_before)
    rows = tuple(_Walk(schedule, progress, began).rows())
    if progress.state == "finished" and progress.ended is not None:
        end = utc(progress.ended)
    else:
        end = max([began, *(utc(row.end) for row in rows if row.state in {"now", "next"})])
    booked = schedule.booked_end
    return Forecast(
        end=local(end, schedule.zone),
        behind_minutes=whole_minutes(seconds_between(schedule.end, end)),
        rows=rows,
        next_row=next((row for row in rows if row.state == "next"), None),
        overlaps=tuple(row for row in rows if row.overlap_minutes),
        minutes_to_booked_end=None if booked is None else whole_minutes(seconds_between(end, booked)),
        end_day=day_offset(local(now, schedule.zone), local(end, schedule.zone)),
    )


def beginning(
    schedule: Schedule, progress: Progress, now: datetime, not_before: datetime | None = None
) -> datetime:
    """Return from when on the rest can happen: the planned start or `not_before`, else now."""
    if progress.state != "before":
        return utc(now)
    return max(utc(schedule.start), utc(now), utc(not_before or now))


def planned_overlaps(schedule: Schedule) -> dict[str, float]:
    """Return the seconds by which the plan itself starts a row before the rows above it end."""
    reached = utc(schedule.start)
    found = {}
    for row in schedule.rows:
        if not row.skipped:
            found[row.key] = max(0.0, seconds_between(row.start, reached))
            reached = max(reached, utc(row.end))
    return found


class _Walk:
    """The walk forward: `_cursor` is when the next row can start, `_past` when the last one ended, in UTC."""

    def __init__(self, schedule: Schedule, progress: Progress, began: datetime) -> None:
        self._schedule = schedule
        self._progress = progress
        self._overlaps = planned_overlaps(schedule)
        self._runs: dict[str, tuple[ActivityRun, ...]] = {}
        for run in progress.runs:
            self._runs[run.activity] = (*self._runs.get(run.activity, ()), run)
        self._past = utc(progress.started or schedule.start)
        self._earliest = self._cursor = began

    def rows(self) -> Iterator[ForecastRow]:
        """Yield the rows in agenda order."""
        finished = self._progress.state == "finished"
        here = len(self._schedule.rows) if finished else current_index(self._schedule, self._progress)
        for number, row in enumerate(self._schedule.rows):
            runs = self._runs.get(row.key, ())
            if row.key == self._progress.activity:
                yield self._running(row, runs)
            elif number > here and not is_skipped(row, self._progress):
                yield self._coming(row, runs)
            elif number <= here and runs:
                yield self._done(row, runs)
            else:
                where = self._cursor if number > here else self._past
                yield self._row(row, "skipped", (where, where), runs, 0.0)

    def _done(self, row: Row, runs: tuple[ActivityRun, ...]) -> ForecastRow:
        end = runs[-1].ended or runs[-1].started
        self._past = utc(end)
        if is_skipped(row, self._progress) and not round(_elapsed(runs) / 60):
            return self._row(row, "skipped", (runs[0].started, end), (), 0.0)
        return self._row(row, "done", (runs[0].started, end), runs, _elapsed(runs))

    def _running(self, row: Row, runs: tuple[ActivityRun, ...]) -> ForecastRow:
        left = countdown(row, self._progress)
        start = utc(runs[-1].started)
        end = max(start, self._earliest)
        if not is_skipped(row, self._progress):
            end = max(end, utc(planned_end(row, self._progress)))
        self._cursor = max(self._cursor, end)
        return self._row(row, "now", (start, end), runs, max(left.budget, left.budget - left.remaining))

    def _coming(self, row: Row, runs: tuple[ActivityRun, ...]) -> ForecastRow:
        start = self._cursor
        if row.pinned:
            free = after(self._cursor, -self._overlaps.get(row.key, 0.0))
            start = max(utc(row.start), free, self._earliest)
        changed = self._progress.pending.get(row.key, 0)
        if row.ends_at is None:
            end = after(start, max(0, row.minutes + changed) * 60.0)
        else:
            end = max(start, after(row.ends_at, changed * 60.0))
        overlap = max(0.0, seconds_between(start, self._cursor))
        self._cursor = max(self._cursor, end)
        entry = self._row(row, "next", (start, end), runs, seconds_between(start, end))
        late = seconds_between(row.start, start) if row.pinned else 0.0
        return replace(
            entry, overlap_minutes=math.ceil(overlap / 60), pin_late_minutes=whole_minutes(max(0.0, late))
        )

    def _row(
        self,
        row: Row,
        state: RowState,
        times: tuple[datetime, datetime],
        runs: tuple[ActivityRun, ...],
        expected: float,
    ) -> ForecastRow:
        start = local(times[0], self._schedule.zone)
        return ForecastRow(
            row=row,
            state=state,
            start=start,
            end=local(times[1], self._schedule.zone),
            actual_minutes=round(_elapsed(runs) / 60) if runs else None,
            expected_minutes=round(expected / 60),
            day=day_offset(self._schedule.start, start),
            behind_minutes=whole_minutes(seconds_between(row.start, start)),
        )


def _elapsed(runs: tuple[ActivityRun, ...]) -> float:
    return sum(run.elapsed for run in runs)


@dataclass(frozen=True, slots=True)
class DayMeeting:
    """One meeting of a day: its plan, what happened in it, and the least minutes of the break before it."""

    step: str
    schedule: Schedule
    replayed: Replay
    least: int = LEAST_LUNCH


@dataclass(frozen=True, slots=True)
class IntervalForecast:
    """The break before a meeting as planned and as expected.

    `least`: the minutes that it keeps, never more than are planned. `behind_minutes`: by how many the meeting
    behind it begins after its plan. `overlap_minutes`: how far the meeting before reaches into that one.
    """

    planned: Interval
    expected: Interval
    state: Literal["done", "now", "next"]
    least: int
    behind_minutes: int
    overlap_minutes: int = 0

    @property
    def minutes(self) -> int:
        """The minutes that are expected; what differs from the plan by less than a minute is as planned."""
        lasts = max(0.0, seconds_between(self.expected.start, self.expected.end))
        return self.planned.minutes + whole_minutes(lasts - self.planned.minutes * 60)

    @property
    def absorbed_minutes(self) -> int:
        """The minutes of lateness that it takes up."""
        return max(0, self.planned.minutes - self.minutes)


@dataclass(frozen=True, slots=True)
class DayForecast:
    """The day as expected: its meetings in order and the breaks between them.

    `behind_minutes` against the plan's end, as in a meeting. `over_minutes`: past the day's booked end.
    """

    meetings: tuple[Forecast, ...]
    intervals: tuple[IntervalForecast, ...]
    start: datetime
    end: datetime
    behind_minutes: int
    booked_end: datetime | None = None
    over_minutes: int = 0


def least_interval_seconds(before: Schedule, schedule: Schedule, least: int) -> float:
    """Return the seconds that must lie between two meetings: the least, but never more than are planned.

    Below 0 where the plan itself lets them overlap: that is kept, and shown, not corrected.
    """
    return min(least * 60.0, seconds_between(before.end, schedule.start))


def not_before(before: DayMeeting, expected_end: datetime, part: DayMeeting) -> datetime:
    """Return the instant before which a meeting cannot begin, from the expected end of the one before it."""
    return after(expected_end, least_interval_seconds(before.schedule, part.schedule, part.least))


def forecast_day(parts: Sequence[DayMeeting], now: datetime) -> DayForecast:
    """Return what is to be expected of a day at `now`. `parts`: at least one meeting, in order.

    A meeting that was left open when the next one began counts as it stood then.
    """
    states = [progress_at(part.replayed, now) for part in parts]
    meetings: list[Forecast] = []
    intervals: list[IntervalForecast] = []
    for number, part in enumerate(parts):
        moment = _moment(states[number + 1 :], now)
        state = progress_at(part.replayed, moment)
        if not number:
            meetings.append(forecast(part.schedule, state, moment))
            continue
        before = parts[number - 1]
        free = not_before(before, meetings[-1].end, part)
        meetings.append(forecast(part.schedule, state, moment, not_before=free))
        intervals.append(_interval(before, part, states[number - 1 : number + 1], meetings[-2].end, now))
    booked = booked_end_of([part.schedule for part in parts])
    end = max((found.end for found in meetings), key=utc)
    planned = max((part.schedule.end for part in parts), key=utc)
    return DayForecast(
        meetings=tuple(meetings),
        intervals=tuple(intervals),
        start=states[0].started or parts[0].schedule.start,
        end=end,
        behind_minutes=whole_minutes(seconds_between(planned, end)),
        booked_end=booked,
        over_minutes=0 if booked is None else max(0, whole_minutes(seconds_between(booked, end))),
    )


def _moment(following: Sequence[Progress], now: datetime) -> datetime:
    """Return when to look at a meeting: now, and at the latest when the next one began."""
    begun = [state.started for state in following if state.started is not None]
    return min([now, *begun], key=utc)


def _interval(
    before: DayMeeting, part: DayMeeting, states: Sequence[Progress], reached: datetime, now: datetime
) -> IntervalForecast:
    """Return the break before a meeting; `reached`: when the meeting before it ends."""
    zone, planned = part.schedule.zone, Interval(before.schedule.end, part.schedule.start)
    begun = states[1].started
    if begun is None:
        free = not_before(before, reached, part)
        begins = max(part.schedule.start, free, now, key=utc)
    else:
        begins, reached = begun, min(reached, begun, key=utc)
    over = seconds_between(begins, reached)
    late = seconds_between(part.schedule.start, begins)
    state: Literal["done", "now", "next"] = "next"
    if begun is not None:
        state = "done"
    elif states[0].state == "finished":
        state = "now"
    return IntervalForecast(
        planned=planned,
        expected=Interval(local(reached, zone), local(begins, zone)),
        state=state,
        least=max(0, min(part.least, planned.minutes)),
        behind_minutes=whole_minutes(late),
        overlap_minutes=max(0, math.ceil(over / 60)),
    )


@dataclass(frozen=True, slots=True)
class _Span:
    """A time of work, or of rest; instants in UTC."""

    key: str
    start: datetime
    end: datetime
    rests: bool = False


def long_stretches_ahead(schedule: Schedule, found: Forecast, progress: Progress) -> tuple[PlanWarning, ...]:
    """Return a warning for each 90 minutes and more without a break, as it went and is expected to go on.

    What is over gives no warning. A pause of five minutes serves as a break; a break that was left out or
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
    long_enough = seconds_between(start, end) >= SHORTEST_BREAK * 60
    rests = row is not None and row.kind == "break" and long_enough
    return _Span(row.key if row is not None else "", utc(start), utc(end), rests)


def _between(span: _Span, pauses: list[tuple[datetime, datetime]]) -> list[_Span]:
    """Return what is left of a time between pauses."""
    pieces, reached = [], span.start
    for first, last in pauses:
        if last > reached and first < span.end:
            pieces.append(replace(span, start=reached, end=max(reached, first)))
            reached = min(last, span.end)
    return [*pieces, replace(span, start=reached)]


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
        minutes = round(seconds_between(start, end) / 60)
        if minutes >= LONGEST_STRETCH:
            facts = {"start": time_text(start), "end": time_text(end), "minutes": minutes}
            found.append(PlanWarning("timekeeping.no_break", facts, spans[0].key))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class FixedPoint:
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
