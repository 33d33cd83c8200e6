"""The dates of a run for a calendar program: meetings, fieldwork, ToDos that are due.

Notes are not in it. ToDos follow the rule of `jusou show`: private ones are left out, of one from a sheet
about persons only the day and the sheet's name are there.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.errors import InputError
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.meetings.planned import planned
from jusou_tui.report.documents.meetings.shown_todos import ShownTodos, shown_todos
from jusou_tui.report.documents.model import Calendar, CalendarEntry, Made
from jusou_tui.report.documents.run_title import run_title
from jusou_tui.session.model.ids import moment
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.model.records import Session
from jusou_tui.session.programme.days import dated_steps
from jusou_tui.session.programme.run_steps import Stage, set_start, stages
from jusou_tui.session.programme.todos import todos_of
from jusou_tui.timekeeping.history.meeting_record import booked_end_at, last_seen
from jusou_tui.wording import t
from jusou_tui.wording.values import list_text

_SAVES_A_SECOND = 4
"""How often a session is saved at most, while somebody types."""
_USUAL_LENGTH = timedelta(hours=2)
"""Of a meeting whose curriculum is not known, without a booked end."""


def make(wish: Wish) -> Made:
    """Return the dates of a run, or of one step. Raises InputError for a curriculum, which has none."""
    session, curriculum = wish.session, wish.curriculum
    if session is None:
        raise InputError("export.needs_session")
    changed = _changed(session, curriculum)
    count = revision(session, changed)
    steps = _steps(wish, session, curriculum, count) if curriculum else _days(session, count)
    due = shown_todos(wish, session, dated=True)
    entries = [*steps, *_todos(due, count)]
    meta = session.session
    title = run_title(meta.organisation, meta.title)
    language = curriculum.language if curriculum else "ja"
    calendar = Calendar(title, tuple(entries), meta.id, changed, language=language, program=wish.program)
    return Made(calendar, due.left_out)


def revision(session: Session, changed: datetime) -> int:
    """Return a number that is higher for a later state of a session, whichever program saved it.

    `changed`: the latest instant at which somebody wrote.
    It is counted from when the session was made: up to the start of the program that saved last, and on by
    each save of it, which comes four times a second at most.
    """
    begun = session.session.created
    counted = [_quarters(begun, changed)]
    for writer, saves in session.view.saves.items():
        started = moment(writer)
        counted.append((_quarters(begun, started) if started else 0) + saves)
    return max(0, *counted)


def _quarters(begun: datetime, at: datetime) -> int:
    return int((at - begun).total_seconds() * _SAVES_A_SECOND)


def _changed(session: Session, curriculum: Curriculum | None) -> datetime:
    """Return the latest instant of which the file knows that somebody wrote."""
    written = [one.at for table in (session.notes, session.sheets) for one in table.values()]
    return max([last_seen(session), *written, *(todo.at for _, todo in todos_of(session, curriculum))])


def _steps(wish: Wish, session: Session, curriculum: Curriculum, count: int) -> Iterator[CalendarEntry]:
    """Yield the steps that have a day; one that is left out is cancelled, where it had one before."""
    for stage in stages(curriculum, session, wish.now.date()):
        key, step = stage.step.id, stage.step
        if wish.step not in {None, key} or (stage.day or stage.until) is None:
            continue
        start, end = _span(wish, session, stage)
        yield CalendarEntry(
            key,
            count,
            _title(session, step.heading),
            start,
            end,
            place=meeting_of(session, key).place.strip(),
            about=_about(step.member_preparation),
            cancelled=stage.state == "left_out",
        )


def _span(wish: Wish, session: Session, stage: Stage) -> tuple[datetime | date, datetime | date]:
    """Return from when to when a step is: a meeting whose start is known by the clock, else whole days."""
    first = stage.day or stage.until or wish.now.date()
    if stage.step.kind != "meeting":
        return first, max(first, stage.until or first)
    start = set_start(session, stage)
    if start is None:
        return first, first
    if stage.state == "left_out":
        booked = booked_end_at(meeting_of(session, stage.step.id), start)
        return start, booked or start + _USUAL_LENGTH
    schedule = planned(wish._replace(step=stage.step.id, people=None, cases=None, start=None)).schedule
    return start, max(schedule.booked_end or schedule.end, start)


def _days(session: Session, count: int) -> Iterator[CalendarEntry]:
    """Yield the steps of a session whose curriculum is not known, by their ids."""
    for one in dated_steps(session):
        record = meeting_of(session, one.step)
        start: datetime | date = one.start or one.day
        end: datetime | date = one.day
        if one.start is not None:
            end = booked_end_at(record, one.start) or one.start + _USUAL_LENGTH
        yield CalendarEntry(
            one.step, count, _title(session, one.step), start, end, place=record.place.strip()
        )


def _todos(shown: ShownTodos, count: int) -> Iterator[CalendarEntry]:
    """Yield the ToDos that are due on a day."""
    for key, todo in shown.todos:
        if todo.due is None:
            continue
        what = " ".join(todo.what.split())
        message = "calendar.todo_done" if todo.done else "calendar.todo"
        about = t("calendar.owner", who=todo.owner) if todo.owner else ""
        yield CalendarEntry(
            key,
            count,
            t(message, what=what),
            todo.due,
            todo.due,
            about=about,
            todo=True,
            done=todo.done is not None,
        )


def _title(session: Session, what: str) -> str:
    return "　".join(filter(None, (session.session.title, what)))


def _about(preparation: tuple[str, ...]) -> str:
    return t("calendar.bring", what=list_text(preparation)) if preparation else ""
