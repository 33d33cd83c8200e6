"""The plan of one meeting: its rows with their times, from the curriculum and this run's own changes.

Several meetings on one day follow one another, with a break such as lunch between.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, tzinfo
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from jusou_tui.curriculum.model import Activity, Step
from jusou_tui.errors import InputError
from jusou_tui.session.model.limits import MOST_CASES, MOST_PARTICIPANTS
from jusou_tui.session.programme.attendance import case_count
from jusou_tui.text.reading_time import reading_seconds
from jusou_tui.timekeeping.clock.instants import (
    after,
    clock_text,
    day_offset,
    local,
    next_clock_time,
    seconds_between,
    utc,
)
from jusou_tui.timekeeping.plan import durations
from jusou_tui.timekeeping.plan.durations import MinuteSpan, PlannedSegment
from jusou_tui.wording.values import time_text

if TYPE_CHECKING:  # building the records costs more than planning
    from jusou_tui.session.model.records import Insert, Meeting

__all__ = ["PlanWarning", "PlannedSegment", "Row", "Schedule", "plan"]

MOST_MINUTES = 24 * 60

LONGEST_SHARE = 0.3
"""A text that takes more of its slot leaves too little for what the slot is for."""


@dataclass(frozen=True, slots=True)
class PlanWarning:
    """A warning about the plan: a message id and the facts of its sentence."""

    message_id: str
    facts: Mapping[str, object] = field(default_factory=dict)
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the agenda.

    `key` is the id of the activity or of the insert. `minutes` is planned, between `min` and `max`. A
    `skipped` row keeps its place and counts nowhere. `pinned`: it starts at a clock time. `until`: it ends at
    one, the instant `ends_at`. `day` is the number of midnights between the meeting's start and the row's.
    `usual`: the minutes without this run's changes.
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

    def segment(self, key: str | None) -> PlannedSegment | None:
        """Return the segment of that key; of no key the first; None where there is none."""
        if key is None:
            return self.segments[0] if self.segments else None
        return next((segment for segment in self.segments if segment.key == key), None)


@dataclass(frozen=True, slots=True)
class Schedule:
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
) -> Schedule:
    """Plan a step that begins at `start` (aware; its zone is the plan's) with so many people and cases.

    `zone` is where the clocks are that times are shown by, that of `start` unless given.
    `without` names steps that are left out. `meeting` holds this run's own minutes, pins, skipped rows,
    order and inserts. Raises InputError for a number of people or cases that cannot be.
    """
    _check(participants, cases)
    rows: list[Row] = []
    warnings: list[PlanWarning] = []
    begin = cursor = utc(start)
    zone = zone or start.tzinfo
    for entry in agenda_entries(step, without, meeting):
        row = _timed(_sized(entry, participants, cases, meeting), meeting, start, cursor, zone)
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
    return replace(schedule, warnings=(*_warnings(schedule, step, cases), *warnings))


def _check(participants: int, cases: int) -> None:
    if not 0 <= participants <= MOST_PARTICIPANTS:
        raise InputError("timekeeping.participants_outside", given=participants, most=MOST_PARTICIPANTS)
    if not 0 <= cases <= MOST_CASES:
        raise InputError("timekeeping.cases_impossible", given=cases, most=MOST_CASES)


@dataclass(frozen=True, slots=True)
class _Sized:
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
        over = math.ceil(seconds_between(schedule.booked_end, schedule.end) / 60)
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


LUNCH_MINUTES = 60
LEAST_LUNCH = 45
"""Minutes that a break between two meetings keeps where nothing else is set: what the law gives for a day
of more than six hours."""
NOON = (time(11), time(14))
"""A break of which a part lies between these is a lunch."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The time between two meetings, such as lunch. Where they overlap it ends before it starts."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """Its minutes, to the nearest whole one; 0 where the meetings overlap."""
        return max(0, round(seconds_between(self.start, self.end) / 60))

    @property
    def is_lunch(self) -> bool:
        """Whether it is around noon, by its own clocks."""
        begin, end = NOON
        return self.start.date() == self.end.date() and self.start.time() < end and self.end.time() > begin


@dataclass(frozen=True, slots=True)
class Day:
    """The plans of one day in order, and the times between them. `over`: minutes past the booked end."""

    schedules: tuple[Schedule, ...]
    intervals: tuple[Interval, ...]
    end: datetime
    over: int = 0


def start_after(before: Schedule, lunch: int) -> datetime:
    """Return when a meeting without a start of its own begins: `lunch` minutes after the one before it.

    In the zone itself, not in the offset of that moment: the next plan goes by the same clocks.
    """
    return after(before.end, lunch * 60.0).astimezone(before.zone)


def booked_end_of(schedules: Sequence[Schedule]) -> datetime | None:
    """Return when the day must be over: the latest booked end that lies behind the last meeting's start.

    A booked end before that is the morning's, and not the day's.
    """
    ends = [one.booked_end for one in schedules if one.booked_end is not None]
    latest = max(ends, key=utc, default=None)
    return latest if latest is not None and utc(latest) > utc(schedules[-1].start) else None


def plan_day(
    steps: Sequence[Step],
    *,
    participants: int,
    cases: Mapping[str, int],
    start: datetime,
    booked_end: datetime | None = None,
    without: Collection[str] = (),
    meetings: Mapping[str, Meeting] | None = None,
    lunch: int = LUNCH_MINUTES,
    next_at: str | None = None,
) -> Day:
    """Plan steps one after the other from `start`, with `lunch` minutes between.

    `cases` by step; a step that is not named takes its fewest. `next_at`: the clock time at which the second
    meeting begins, unless the first one and the least `lunch` last longer. The booked end is that of the day.
    """
    schedules: list[Schedule] = []
    begin = start
    for number, step in enumerate(steps):
        if number:
            begin = start_after(schedules[-1], lunch)
            if next_at is not None and number == 1:
                begin = max(begin, local(next_clock_time(next_at, start, begin), start.tzinfo), key=utc)
        schedules.append(
            plan(
                step,
                participants=participants,
                cases=case_count(step, cases.get(step.id)),
                start=begin,
                booked_end=booked_end if number == len(steps) - 1 else None,
                without=without,
                meeting=(meetings or {}).get(step.id),
            )
        )
    end = schedules[-1].end if schedules else start
    intervals = tuple(Interval(before.end, behind.start) for before, behind in pairwise(schedules))
    over = 0.0 if booked_end is None else seconds_between(booked_end, end)
    return Day(tuple(schedules), intervals, end, max(0, -int(-over // 60)))


@dataclass(frozen=True, slots=True)
class AgendaEntry:
    """A row to be: an activity of the step, or what this run put in (also to go on with an activity).

    `key` is its id.
    """

    key: str
    activity: Activity | None = None
    insert: Insert | None = None


def agenda_entries(step: Step, without: Collection[str], meeting: Meeting | None) -> tuple[AgendaEntry, ...]:
    """Return the rows of this run in order.

    An activity that needs a step of `without` falls out. `meeting.order` comes first; what it does not name
    stays behind its neighbour. An insert whose place is gone comes last.
    """
    found = {activity.id: AgendaEntry(activity.id, activity=activity) for activity in step.activities}
    keys = list(found)
    if meeting is not None:
        for key, insert in sorted(meeting.inserts.items()):
            if key not in found:
                found[key] = AgendaEntry(key, step.activity(insert.of) if insert.of else None, insert)
        _place(keys, {key: entry.insert for key, entry in found.items() if entry.insert is not None})
        keys = _ordered(keys, meeting.order)
    gone = {activity.id for activity in step.activities if activity.needs_step in without}
    return tuple(found[key] for key in keys if key not in gone)


def _place(keys: list[str], inserts: dict[str, Insert]) -> None:
    """Put each insert behind the row it names; inserts behind the same row keep their own order."""
    waiting = dict(inserts)
    behind: dict[str | None, int] = {}
    while waiting:
        ready = [key for key, insert in waiting.items() if insert.after is None or insert.after in keys]
        for key in ready or list(waiting):
            after = waiting.pop(key).after
            if after is not None and after not in keys:
                keys.append(key)
                continue
            place = 0 if after is None else keys.index(after) + 1
            keys.insert(place + behind.get(after, 0), key)
            behind[after] = behind.get(after, 0) + 1


def _ordered(keys: list[str], order: Iterable[str]) -> list[str]:
    result = [key for key in dict.fromkeys(order) if key in keys]
    for place, key in enumerate(keys):
        if key not in result:
            result.insert(result.index(keys[place - 1]) + 1 if place else 0, key)
    return result


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """The text of a row and the seconds that reading it takes."""

    row: Row
    seconds: int

    @property
    def is_long(self) -> bool:
        """Whether it takes too much of its slot; a row that is not timed has none."""
        return 0 < self.row.minutes * 60 * LONGEST_SHARE < self.seconds


def read_aloud(schedule: Schedule) -> tuple[ReadAloud, ...]:
    """Return the texts of a plan that are read aloud, in order."""
    texts = (
        (row, row.activity.read_aloud or "") for row in schedule.rows if row.activity and not row.skipped
    )
    return tuple(ReadAloud(row, seconds) for row, text in texts if (seconds := reading_seconds(text)))
