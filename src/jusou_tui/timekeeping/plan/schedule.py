"""The plan of one meeting: its rows with their times, from the curriculum and this run's own changes."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

from jusou_tui.curriculum.model import Activity, Step
from jusou_tui.errors import InputError
from jusou_tui.session.model.limits import MOST_CASES, MOST_PARTICIPANTS
from jusou_tui.timekeeping.clock.instants import (
    after,
    clock_minutes,
    clock_text,
    day_offset,
    local,
    next_clock_time,
    seconds_between,
    utc,
)
from jusou_tui.timekeeping.plan import durations
from jusou_tui.timekeeping.plan.agenda import AgendaEntry, agenda_entries
from jusou_tui.timekeeping.plan.durations import MinuteSpan, PlannedSegment
from jusou_tui.wording.values import time_text

if TYPE_CHECKING:  # building the records costs more than planning
    from jusou_tui.session.model.records import Meeting

__all__ = ["PlanWarning", "PlannedSegment", "Row", "Schedule", "plan"]

MOST_MINUTES = 24 * 60


class PlanWarning(NamedTuple):
    """A warning about the plan: a message id and the facts of its sentence."""

    message_id: str
    facts: Mapping[str, object] = MappingProxyType({})
    row: str | None = None


class Row(NamedTuple):
    """A row of the agenda.

    `key` is the id of the activity or of the insert. `minutes` is planned, between `min` and `max`. A
    `skipped` row keeps its place and counts nowhere. `pinned`: it starts at a clock time. `until`: it ends at
    one, the instant `ends_at`. `day` is the number of midnights between the meeting's start and the row's.
    `usual`: the minutes without this run's changes. `earlier`: of a row put in that continues an activity,
    the rows of it before this one, with their minutes.
    """

    key: str
    kind: Literal["activity", "break", "other"]
    title: str
    label: str
    form: str | None
    minutes: int
    min: int
    max: int
    start: datetime
    end: datetime
    activity: Activity | None = None
    segments: tuple[PlannedSegment, ...] = ()
    skipped: bool = False
    pinned: bool = False
    until: bool = False
    ends_at: datetime | None = None
    day: int = 0
    usual: int = 0
    earlier: tuple[tuple[str, int], ...] = ()

    def segment(self, key: str | None) -> PlannedSegment | None:
        """Return the segment of that key; of no key the first; None where there is none."""
        if key is None:
            return self.segments[0] if self.segments else None
        return next((segment for segment in self.segments if segment.key == key), None)


class Schedule(NamedTuple):
    """A planned meeting. `minutes` runs from `start` to `end`, gaps before pinned rows included.

    `zone` is where the clocks are that the times are shown by.
    """

    start: datetime
    end: datetime
    booked_end: datetime | None
    minutes: int
    rows: tuple[Row, ...]
    warnings: tuple[PlanWarning, ...] = ()
    zone: tzinfo | None = None

    def row(self, key: str | None) -> Row | None:
        """Return the row of that key, None where there is none."""
        return next((row for row in self.rows if row.key == key), None)

    def number_of(self, row: Row) -> tuple[int, int]:
        """Return which of the activities a row is, and how many there are.

        Breaks are not counted; what a break put off has the number of its first part. A row that is left out
        on the way keeps its number: the count a facilitator has in mind stays.
        """
        first = row.earlier[0][0] if row.earlier else row.key
        keys = [
            entry.key
            for entry in self.rows
            if entry.kind != "break" and not entry.earlier and (not entry.skipped or entry.key == first)
        ]
        return keys.index(first) + 1 if first in keys else 0, len(keys)


def plan(
    step: Step,
    *,
    participants: int,
    cases: int,
    start: datetime,
    booked_end: datetime | None = None,
    without: Collection[str] = (),
    meeting: Meeting | None = None,
    zone: tzinfo | None = None,
    head_counts: Mapping[str, int] | None = None,
) -> Schedule:
    """Plan a step that begins at `start` (aware; its zone is the plan's) with so many people and cases.

    `head_counts`: how many people the rows had that are over, by key, where somebody came late or left.
    `zone` is where the clocks are that times are shown by, that of `start` unless given.
    `without` names steps that are left out. `meeting` holds this run's own minutes, pins, skipped rows,
    order and inserts. Raises InputError for a number of people or cases that cannot be.
    """
    _check(participants, cases)
    rows: list[Row] = []
    warnings: list[PlanWarning] = []
    begin = cursor = utc(start)
    zone = zone or start.tzinfo
    counts = head_counts or {}
    for entry in agenda_entries(step, without, meeting):
        people = counts.get(entry.key, participants)
        row = _timed(_sized(entry, people, cases, meeting), meeting, start, cursor, zone)
        if entry.insert is not None and entry.activity is not None:
            parts = (part for part in rows if part.activity is entry.activity)
            row = row._replace(earlier=tuple((part.key, part.minutes) for part in parts))
        late = seconds_between(row.start, cursor)
        if not row.skipped:
            if late > 0:
                warnings.append(_overlap(row, late))
            cursor = max(cursor, utc(row.end))
        rows.append(row)
    minutes = math.ceil(seconds_between(begin, cursor) / 60)
    schedule = Schedule(
        start=local(start, zone),
        end=local(cursor, zone),
        booked_end=None if booked_end is None else local(booked_end, zone),
        minutes=minutes,
        rows=tuple(rows),
        zone=zone,
    )
    return schedule._replace(warnings=(*_warnings(schedule, step, cases), *warnings))


def _check(participants: int, cases: int) -> None:
    if not 0 <= participants <= MOST_PARTICIPANTS:
        raise InputError("timekeeping.participants_outside", given=participants, most=MOST_PARTICIPANTS)
    if not 0 <= cases <= MOST_CASES:
        raise InputError("timekeeping.cases_impossible", given=cases, most=MOST_CASES)


class _Sized(NamedTuple):
    """A row with its minutes, before it has a time of day."""

    entry: AgendaEntry
    span: MinuteSpan
    segments: tuple[PlannedSegment, ...]
    fixed: bool
    usual: int


def _sized(entry: AgendaEntry, participants: int, cases: int, meeting: Meeting | None) -> _Sized:
    activity, size = entry.activity, MinuteSpan()
    parts = durations.segments(activity.parts, participants, cases) if activity is not None else ()
    if entry.insert is not None:
        minutes = min(entry.insert.minutes, MOST_MINUTES)
        size = MinuteSpan(minutes, minutes, minutes)
    elif activity is not None:
        size = durations.span(activity.duration, participants, cases)
    usual = size.planned
    own = None if meeting is None else meeting.minutes.get(entry.key)
    if own is not None:
        own = min(max(own, 0), MOST_MINUTES)
        size = MinuteSpan(own, min(size.least, own), max(size.most, own))
    return _Sized(entry, size, parts, fixed=own is not None, usual=usual)


def _timed(
    sized: _Sized, meeting: Meeting | None, origin: datetime, cursor: datetime, zone: tzinfo | None
) -> Row:
    """Put a row to its time: at its pin, else at `cursor`; as long as planned, else until its clock time."""
    entry = sized.entry
    skipped = meeting is not None and entry.key in meeting.skipped
    pin = None if skipped else _pin(entry, meeting, origin, cursor)
    begin = cursor if pin is None else pin
    ends_at = None if skipped else _until(sized, meeting, origin, begin)
    seconds = 0.0 if skipped else sized.span.planned * 60.0
    end = after(begin, seconds) if ends_at is None else max(begin, ends_at)
    shown = local(begin, zone)
    planned = sized.span.planned if ends_at is None else math.ceil(seconds_between(begin, end) / 60)
    activity, insert = entry.activity, entry.insert
    title = insert.title if insert else activity.title if activity else entry.key
    return Row(
        key=entry.key,
        kind=insert.kind if insert else "break" if activity and activity.is_break else "activity",
        title=title,
        label=activity.label if activity and not insert else title,
        form=activity.form if activity else None,
        minutes=planned,
        min=min(sized.span.least, planned),
        max=max(sized.span.most, planned),
        start=shown,
        end=local(end, zone),
        activity=activity,
        segments=sized.segments,
        skipped=skipped,
        pinned=pin is not None,
        until=ends_at is not None,
        ends_at=None if ends_at is None else local(ends_at, zone),
        day=day_offset(local(origin, zone), shown),
        usual=sized.usual,
    )


def _pin(entry: AgendaEntry, meeting: Meeting | None, origin: datetime, cursor: datetime) -> datetime | None:
    """Return when the row is pinned to start: by this run, else by the curriculum."""
    own = None if meeting is None else meeting.pins.get(entry.key)
    if own is not None:
        return _on_the_day(own, origin, cursor)
    if entry.activity is not None and entry.insert is None and entry.activity.pin is not None:
        return next_clock_time(entry.activity.pin, origin, cursor)
    return None


def _until(sized: _Sized, meeting: Meeting | None, origin: datetime, begin: datetime) -> datetime | None:
    """Return when the row ends by the clock: as this run says, else the curriculum; own minutes win."""
    entry = sized.entry
    own = None if meeting is None else meeting.ends.get(entry.key)
    if own is not None:
        return _on_the_day(own, origin, begin)
    if entry.activity is None or entry.insert is not None or entry.activity.until is None or sized.fixed:
        return None
    return next_clock_time(entry.activity.until, origin, begin)


def _on_the_day(own: datetime, origin: datetime, near: datetime) -> datetime:
    """Return an instant set for this run; set for another day, its time of day holds."""
    if utc(own) >= utc(origin) and seconds_between(origin, own) < 2 * 86400:
        return utc(own)
    return next_clock_time(clock_text(local(own, origin.tzinfo)), origin, near)


def _overlap(row: Row, seconds: float) -> PlanWarning:
    minutes = math.ceil(seconds / 60)
    facts = {"title": row.label, "start": time_text(row.start), "minutes": minutes}
    return PlanWarning("timekeeping.overlap", facts, row.key)


def _warnings(schedule: Schedule, step: Step, cases: int) -> list[PlanWarning]:
    found = []
    if not any(not row.skipped for row in schedule.rows):
        found.append(PlanWarning("timekeeping.no_rows"))
    if schedule.booked_end is not None:
        over = clock_minutes(schedule.booked_end, schedule.end)
        if over > 0:
            end, booked = time_text(schedule.end), time_text(schedule.booked_end)
            facts = {"end": end, "booked_end": booked, "minutes": over}
            found.append(PlanWarning("timekeeping.after_booked_end", facts))
    if step.length is not None and step.length.minutes is not None:
        most = step.length.minutes[1]
        if schedule.minutes > most:
            found.append(PlanWarning("timekeeping.over_length", {"minutes": schedule.minutes, "most": most}))
    if step.cases is not None and not step.cases[0] <= cases <= step.cases[1]:
        given = {"given": cases, "least": step.cases[0], "most": step.cases[1]}
        found.append(PlanWarning("timekeeping.cases_outside", given))
    return found
