"""Which meeting a product is about, and its plan: of a session its own, of a curriculum as asked for."""

from __future__ import annotations

from datetime import datetime, time
from typing import NamedTuple

from jusou_tui.curriculum.model import Curriculum, Step
from jusou_tui.errors import InputError
from jusou_tui.live.planning.day import planned_times
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.run_title import run_title
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.model.records import Session
from jusou_tui.session.people.identity import labels
from jusou_tui.session.programme.attendance import attendees, case_count
from jusou_tui.session.programme.days import held
from jusou_tui.session.programme.due_step import due_step
from jusou_tui.session.programme.run_steps import (
    cases_of,
    meetings_of_the_day,
    planned_day,
    stages,
    step_of,
)
from jusou_tui.text.parse import parse_times
from jusou_tui.timekeeping.clock.instants import MACHINE, at_clock_time, zone_of
from jusou_tui.timekeeping.history.meeting_record import planned_schedule
from jusou_tui.timekeeping.plan.schedule import Row, Schedule, plan
from jusou_tui.wording.values import meeting_span_text, month_day_text

USUAL_START = time(13, 30)
"""When a meeting begins of which nobody said when, as `jusou schedule` has it."""
USUAL_PEOPLE = 8


class Planned(NamedTuple):
    """A meeting with its plan.

    `title`: of whom it is, `見本市　2026年度 第1回`; of a curriculum the programme's name. `has_day` and
    `has_start`: they are known; else today, and times are reckoned from `USUAL_START`. `following`: the
    meeting behind it, None where it is the last one. `leads`: the names of those who lead it.
    """

    curriculum: Curriculum
    session: Session | None
    step: Step
    schedule: Schedule
    people: int
    case_number: int
    title: str
    has_day: bool
    has_start: bool
    place: str = ""
    following: Step | None = None
    leads: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that are not left out."""
        return tuple(row for row in self.schedule.rows if not row.skipped)

    @property
    def when(self) -> str:
        """Day and times, to the end of the room's booking; without the day where it is not known."""
        return self._until(self.schedule.booked_end or self.schedule.end)

    @property
    def when_planned(self) -> str:
        """Day and times, `12月10日（木） 13:30-16:20`, to the planned end; without an unknown day."""
        return self._until(self.schedule.end)

    def _until(self, end: datetime) -> str:
        span = meeting_span_text(self.schedule.start, end)
        return f"{month_day_text(self.schedule.start)} {span}" if self.has_day else span

    @property
    def missing(self) -> tuple[str, ...]:
        """Message ids of what is not known."""
        return () if self.has_start or self.session is None else ("agenda.missing_start",)


def planned(wish: Wish) -> Planned:
    """Return the meeting that is asked for, else the one that is due, or the last one where all were held.

    Raises InputError where there is no such meeting, or what is asked for does not fit.
    """
    if wish.curriculum is None:
        raise InputError("export.needs_curriculum")
    if wish.session is None:
        return _of_curriculum(wish, wish.curriculum)
    if (wish.people, wish.cases, wish.start) != (None, None, None):
        raise InputError("agenda.known_from_session")
    return _of_session(wish, wish.session, wish.curriculum)


def _of_curriculum(wish: Wish, curriculum: Curriculum) -> Planned:
    meetings = [step for step in curriculum.steps if step.kind == "meeting"]
    step = curriculum.step(wish.step) if wish.step else next(iter(meetings), None)
    step = _checked(step)
    people = USUAL_PEOPLE if wish.people is None else wish.people
    cases = case_count(curriculum.steps, {}, step.id) if wish.cases is None else wish.cases
    start = _usual(wish, _typed_start(wish.start))
    schedule = plan(step, participants=people, cases=cases, start=start)
    return Planned(
        curriculum,
        None,
        step,
        schedule,
        people,
        cases,
        title=curriculum.programme.short_title,
        has_day=False,
        has_start=wish.start is not None,
        following=_behind(meetings, step),
    )


def _of_session(wish: Wish, session: Session, curriculum: Curriculum) -> Planned:
    today = wish.now.date()
    run = stages(curriculum, session, today)
    held_in = [stage.step for stage in run if stage.step.kind == "meeting" and stage.state != "left_out"]
    due = due_step(run, today)
    last = held_in[-1] if held_in else None
    step = _checked(step_of(curriculum, wish.step) if wish.step else due.step if due else last)
    record, began = meeting_of(session, step.id), held(session, step.id)
    day = began.day if began else planned_day(curriculum, session, step.id)
    schedule = _day_schedule(wish, session, curriculum, step.id)
    meta = session.session
    there, names = attendees(session, step.id, today=schedule.start.date()), labels(session.participants)
    return Planned(
        curriculum,
        session,
        step,
        schedule,
        len(there),
        cases_of(curriculum, session, step.id),
        title=run_title(meta.organisation, meta.title),
        has_day=day is not None or record.start is not None,
        has_start=began is not None or record.start is not None or _follows(curriculum, session, step.id),
        place=record.place.strip(),
        following=_behind(held_in, step),
        leads=tuple(names[key] for key in there if session.participants[key].role == "facilitator"),
    )


def _day_schedule(wish: Wish, session: Session, curriculum: Curriculum, key: str) -> Schedule:
    """Return the plan of a meeting, given those before it on the same day."""
    before: tuple[Schedule, datetime | None] | None = None
    schedule: Schedule | None = None
    for one in meetings_of_the_day(curriculum, session, key):
        step = _checked(step_of(curriculum, one))
        record, began = meeting_of(session, one), held(session, one)
        day = planned_day(curriculum, session, one)
        moment = at_clock_time(day or wish.now.date(), USUAL_START, zone_of(wish.now) or MACHINE)
        start, end = planned_times(record, began.at if began else None, moment, before)
        schedule = planned_schedule(session, curriculum, step, start, booked_end=end)
        if one == key:
            break
        before = schedule, record.start
    if schedule is None:
        raise InputError("agenda.no_meeting")
    return schedule


def _follows(curriculum: Curriculum, session: Session, key: str) -> bool:
    """Whether a meeting follows one on its day of which it is known when it begins."""
    first, *_ = meetings_of_the_day(curriculum, session, key)
    return first != key and meeting_of(session, first).start is not None


def _checked(step: Step | None) -> Step:
    if step is None:
        raise InputError("agenda.no_meeting")
    if step.kind != "meeting":
        raise InputError("cli.no_agenda", step=step.title)
    return step


def _behind(meetings: list[Step], step: Step) -> Step | None:
    """Return the meeting behind one, None where there is none."""
    keys = [one.id for one in meetings]
    place = keys.index(step.id) + 1 if step.id in keys else len(keys)
    return meetings[place] if place < len(keys) else None


def _typed_start(typed: str | None) -> time:
    if typed is None:
        return USUAL_START
    begins = parse_times(typed).begins
    if begins is None:
        raise InputError("text.not_a_time", typed=typed)
    return begins


def _usual(wish: Wish, begins: time) -> datetime:
    return at_clock_time(wish.now.date(), begins, zone_of(wish.now) or MACHINE)
