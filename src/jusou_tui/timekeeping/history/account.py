"""Where the time of a meeting went, in minutes: the account of its record, which adds up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Literal, NamedTuple

from jusou_tui.session.model.ids import moment
from jusou_tui.timekeeping.clock.instants import after, clock_minutes, local, utc
from jusou_tui.timekeeping.forecast.forecast import ForecastRow, RowState
from jusou_tui.timekeeping.history.meeting_record import MeetingRecord
from jusou_tui.timekeeping.plan.schedule import Schedule
from jusou_tui.timekeeping.running.progress import ActivityRun, is_skipped
from jusou_tui.wording.values import gone_titles

AccountRowKind = Literal["activity", "break", "other", "gone"]


class AccountRow(NamedTuple):
    """An activity or a break as planned and as it went, in minutes. `runs`: how often it was gone through.

    An activity that was interrupted by so many `breaks` is one row, with the minutes of all its parts.
    `planned`: 0 for a row that the plan left out, and for one that is `gone` from the agenda. `actual`: None
    where it did not run. `added`: put in after the meeting had begun.
    """

    key: str
    title: str
    label: str
    kind: AccountRowKind
    state: RowState
    planned: int
    actual: int | None
    planned_start: datetime | None
    started: datetime | None
    runs: int = 0
    added: bool = False
    breaks: int = 0

    @property
    def difference(self) -> int | None:
        """The minutes that it took too long, below 0 those that it won; of what runs only what is lost."""
        if self.state == "next":
            return None
        over = (self.actual or 0) - self.planned
        return max(over, 0) if self.state == "now" else over


class Account(NamedTuple):
    """The whole meeting in minutes: late_start + lost - won + paused + idle = late_end.

    `paused`: in which the time of a running activity stood still, pauses and gaps that do not count alike.
    `late_start`, `late_end`: against the plan, below 0 earlier. `idle`: time between activities beyond what
    the plan keeps free. `ended` is expected where it runs still (`so_far`); then only what is known adds up.
    `verdict`: how late the meeting ends as every page says it, see `Forecast.late_minutes`: against the
    `booked_end` where there is one.
    """

    rows: tuple[AccountRow, ...]
    planned: tuple[datetime, datetime]
    started: datetime
    ended: datetime
    late_start: int
    late_end: int
    paused: int
    idle: int
    so_far: bool
    verdict: int
    booked_end: datetime | None = None

    @property
    def lost(self) -> int:
        """The minutes lost in rows that took longer than planned."""
        return sum(max(0, row.difference or 0) for row in self.rows)

    @property
    def won(self) -> int:
        """The minutes won in rows that took less than planned, or were left out."""
        return sum(max(0, -(row.difference or 0)) for row in self.rows)


def account(record: MeetingRecord) -> Account | None:
    """Return the account of a meeting, None where it has not begun."""
    started = record.progress.started
    if started is None:
        return None
    rows = [_row(entry, record) for entry in whole_rows(record)]
    known = {entry.row.key for entry in record.forecast.rows}
    gone = dict.fromkeys(run.activity for run in record.progress.runs if run.activity not in known)
    rows += [_gone(key, title, record) for key, title in gone_titles(gone).items()]
    runs = record.progress.runs
    return Account(
        rows=tuple(row for row in rows if row.planned or row.actual is not None or row.state != "skipped"),
        planned=(record.schedule.start, record.schedule.end),
        started=started,
        ended=record.forecast.end,
        late_start=clock_minutes(record.schedule.start, started),
        late_end=clock_minutes(record.schedule.end, record.forecast.end),
        paused=_paused(runs, record.progress.now),
        idle=_between(runs) - _kept_free(record.schedule),
        so_far=record.progress.state != "finished",
        verdict=record.forecast.late_minutes,
        booked_end=record.schedule.booked_end,
    )


def whole_rows(record: MeetingRecord) -> list[ForecastRow]:
    """Return the rows of a meeting, an activity and what breaks put off of it as one row.

    That has the minutes of all its parts, and lasts from when it began until the last of them ends.
    """
    rows = record.forecast.rows
    return [
        _joined(entry, [row for row in rows if record.progress.whole(row.row.key) == entry.row.key], record)
        for entry in rows
        if record.progress.whole(entry.row.key) == entry.row.key
    ]


def _joined(entry: ForecastRow, parts: Sequence[ForecastRow], record: MeetingRecord) -> ForecastRow:
    if len(parts) <= 1:
        return entry
    runs = [run for part in parts for run in record.progress.runs_of(part.row.key)]
    states = {part.state for part in parts}
    begun = "now" in states or {"next", "done"} <= states
    minutes = sum(part.row.minutes for part in parts if not part.row.skipped)
    ends = local(after(entry.row.start, minutes * 60.0), record.schedule.zone)
    return entry._replace(
        row=entry.row._replace(minutes=minutes, end=ends),
        state="now" if begun else entry.state,
        end=max((part.end for part in parts if part.state != "skipped"), default=entry.end),
        actual_minutes=sum(run.minutes for run in runs) if runs else None,
        expected_minutes=sum(part.expected_minutes for part in parts),
    )


def _row(entry: ForecastRow, record: MeetingRecord) -> AccountRow:
    row, progress = entry.row, record.progress
    parts = [one.row.key for one in record.forecast.rows if progress.whole(one.row.key) == row.key]
    runs = progress.runs_of(row.key)
    skipped = entry.state == "done" and is_skipped(row, progress)
    made = moment(row.key) if row.kind != "activity" else None
    return AccountRow(
        key=row.key,
        title=row.title,
        label=row.label,
        kind=row.kind,
        state="skipped" if skipped else entry.state,
        planned=0 if row.skipped else row.minutes,
        actual=entry.actual_minutes,
        planned_start=None if row.skipped else row.start,
        started=runs[0].started if runs else None,
        runs=max(sum(not run.resumes for run in progress.runs_of(part)) for part in parts),
        added=made is not None and progress.started is not None and made >= utc(progress.started),
        breaks=len(parts) - 1,
    )


def _gone(key: str, title: str, record: MeetingRecord) -> AccountRow:
    """Return a row for what ran and has left the agenda since."""
    runs = record.progress.runs_of(key)
    minutes = sum(run.minutes for run in runs)
    state: RowState = "now" if runs[-1].ended is None else "done"
    return AccountRow(key, title, title, "gone", state, 0, minutes, None, runs[0].started, len(runs))


def _paused(runs: Sequence[ActivityRun], now: datetime) -> int:
    """Return the minutes that lie within runs and count in none."""
    return sum(clock_minutes(run.started, run.ended or now) - run.minutes for run in runs)


def _between(runs: Sequence[ActivityRun]) -> int:
    """Return the minutes in which nothing ran: a meeting that was ended and taken up again has some."""
    return sum(max(0, clock_minutes(one.ended, other.started)) for one, other in pairwise(runs) if one.ended)


def _kept_free(schedule: Schedule) -> int:
    """Return the minutes that the plan keeps free before rows at a clock time; below 0: rows that overlap."""
    planned = sum(row.minutes for row in schedule.rows if not row.skipped)
    return clock_minutes(schedule.start, schedule.end) - planned
