"""What is to be expected: one walk over the rows, from what happened through now to the end."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from jusou_tui.timekeeping.clock.instants import (
    HALF_A_DAY,
    after,
    clock_minutes,
    day_offset,
    local,
    seconds_between,
    utc,
)
from jusou_tui.timekeeping.plan.schedule import Row, Schedule
from jusou_tui.timekeeping.running.countdown import countdown, planned_end, seconds_to_come
from jusou_tui.timekeeping.running.progress import (
    ActivityRun,
    Progress,
    current_index,
    is_skipped,
)

RowState = Literal["done", "now", "next", "skipped"]


class ForecastRow(NamedTuple):
    """A row as it went, goes or is expected to go.

    A row that was passed over is `skipped` too. `actual_minutes`: over all its runs, None without one.
    `expected_minutes`: what it took, or what it will have taken. `overlap_minutes`: how far the row before
    reaches into it. `pin_late_minutes`: how much later than its own clock time a row to come is expected to
    start. `day`: the midnights between the meeting's planned start and the row's. `behind_minutes`: by how
    many it starts after its plan, one that runs ends after it; negative before it. `wanted_minutes`: what it
    is to take with what was given and taken since, of one that runs or is to come.
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
    wanted_minutes: int | None = None


class Forecast(NamedTuple):
    """The whole meeting as expected. All minutes are those between the times that clocks show.

    `behind_minutes` against the plan's end: positive is late, negative early.
    `minutes_to_booked_end`: what is left until the booked end, negative beyond it, None without one.
    `end_day`: the midnights between the end and now, before the meeting its expected start.
    """

    end: datetime
    behind_minutes: int
    rows: tuple[ForecastRow, ...]
    next_row: ForecastRow | None = None
    overlaps: tuple[ForecastRow, ...] = ()
    minutes_to_booked_end: int | None = None
    end_day: int = 0

    @property
    def late_minutes(self) -> int:
        """By how many minutes the meeting ends late, negative early: the one verdict that all pages show.

        Against the booked end where there is one, else against the plan.
        """
        left = self.minutes_to_booked_end
        return self.behind_minutes if left is None else -left

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
        behind_minutes=clock_minutes(schedule.end, end),
        rows=rows,
        next_row=next((row for row in rows if row.state == "next"), None),
        overlaps=tuple(row for row in rows if row.overlap_minutes),
        minutes_to_booked_end=None if booked is None else clock_minutes(end, booked),
        end_day=day_offset(local(began, schedule.zone), local(end, schedule.zone)),
    )


def row_state(schedule: Schedule, progress: Progress, key: str) -> RowState | None:
    """Return the state that `forecast` gives the row of a key, without its walk; None: there is none."""
    here = _here(schedule, progress)
    for number, row in enumerate(schedule.rows):
        if row.key == key:
            return _state(row, progress, progress.runs_of(key), ahead=number > here)
    return None


def _here(schedule: Schedule, progress: Progress) -> int:
    """Return the place of the row that the meeting has come to: behind all of them after its end."""
    return len(schedule.rows) if progress.state == "finished" else current_index(schedule, progress)


def _state(row: Row, progress: Progress, runs: Sequence[ActivityRun], *, ahead: bool) -> RowState:
    if row.key == progress.activity:
        return "now"
    if ahead:
        return "skipped" if is_skipped(row, progress) else "next"
    passed = not runs or (is_skipped(row, progress) and not _minutes(runs))
    return "skipped" if passed else "done"


def beginning(
    schedule: Schedule, progress: Progress, now: datetime, not_before: datetime | None = None
) -> datetime:
    """Return from when on the rest can happen: the planned start or `not_before`, else now.

    A meeting that has not begun half a day after it could is of another day: nobody counts how late it is.
    """
    if progress.state != "before":
        return utc(now)
    could = max(utc(schedule.start), utc(not_before or schedule.start))
    is_past = seconds_between(could, now) >= HALF_A_DAY.total_seconds()
    return could if is_past else max(could, utc(now))


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
        here = _here(self._schedule, self._progress)
        for number, row in enumerate(self._schedule.rows):
            runs = self._runs.get(row.key, ())
            state = _state(row, self._progress, runs, ahead=number > here)
            if state == "now":
                yield self._running(row, runs)
            elif state == "next":
                yield self._coming(row, runs)
            elif number <= here and runs:
                yield self._past_row(row, state, runs)
            else:
                where = self._cursor if number > here else self._past
                yield self._row(row, "skipped", (where, where), runs, 0.0)

    def _past_row(self, row: Row, state: RowState, runs: tuple[ActivityRun, ...]) -> ForecastRow:
        end = runs[-1].ended or runs[-1].started
        self._past = utc(end)
        counted = runs if state == "done" else ()
        return self._row(row, state, (runs[0].started, end), counted, _elapsed(counted))

    def _running(self, row: Row, runs: tuple[ActivityRun, ...]) -> ForecastRow:
        left = countdown(row, self._progress)
        start = utc(runs[-1].started)
        end = max(start, self._earliest)
        if not is_skipped(row, self._progress):
            end = max(end, utc(planned_end(row, self._progress)))
        self._cursor = max(self._cursor, end)
        expected = max(left.budget, left.budget - left.remaining) - left.carried
        entry = self._row(row, "now", (start, end), runs, expected)
        wanted = row.minutes + self._progress.adjustment
        return entry._replace(behind_minutes=clock_minutes(row.end, end), wanted_minutes=wanted)

    def _coming(self, row: Row, runs: tuple[ActivityRun, ...]) -> ForecastRow:
        start = self._cursor
        if row.pinned:
            free = after(self._cursor, -self._overlaps.get(row.key, 0.0))
            start = max(utc(row.start), free, self._earliest)
        changed = self._progress.pending.get(row.key, 0)
        if row.ends_at is None:
            end = after(start, seconds_to_come(row, self._progress))
        else:
            end = max(start, after(row.ends_at, changed * 60.0))
        overlap = max(0.0, seconds_between(start, self._cursor))
        self._cursor = max(self._cursor, end)
        entry = self._row(row, "next", (start, end), runs, seconds_between(start, end))
        late = clock_minutes(row.start, start) if row.pinned else 0
        return entry._replace(
            overlap_minutes=math.ceil(overlap / 60),
            pin_late_minutes=max(0, late),
            wanted_minutes=entry.expected_minutes,
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
        actual = _minutes(runs) if runs else None
        return ForecastRow(
            row=row,
            state=state,
            start=start,
            end=local(times[1], self._schedule.zone),
            actual_minutes=actual,
            expected_minutes=round(expected / 60) if actual is None or state != "done" else actual,
            day=day_offset(self._schedule.start, start),
            behind_minutes=clock_minutes(row.start, start),
        )


def _minutes(runs: Sequence[ActivityRun]) -> int:
    return sum(run.minutes for run in runs)


def _elapsed(runs: tuple[ActivityRun, ...]) -> float:
    return sum(run.elapsed for run in runs)
