"""ToDos, attendance, and times planned and actual as the sheets of a workbook.

ToDos follow the rule of `jusou show`: private ones are left out, of one from a sheet about persons only the
day and the sheet's name are there.
"""

from __future__ import annotations

from collections.abc import Iterator

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.errors import InputError
from jusou_tui.report.attendance import movements_text, role_text
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.meetings.planned import planned
from jusou_tui.report.documents.meetings.shown_todos import ShownTodos, shown_todos
from jusou_tui.report.documents.model import Made, Value, Workbook, WorkbookColumn, WorkbookSheet
from jusou_tui.report.documents.run_title import run_title
from jusou_tui.session.model.records import Session
from jusou_tui.session.people.identity import labels
from jusou_tui.session.programme.attendance import attendance
from jusou_tui.session.programme.days import held_steps
from jusou_tui.session.programme.run_steps import Stage, stages, step_of
from jusou_tui.session.programme.todos import due_order, unread_due
from jusou_tui.timekeeping.history.account import account
from jusou_tui.timekeeping.history.meeting_record import meeting_record
from jusou_tui.wording import t
from jusou_tui.wording.values import time_text

_WIDE, _MEDIUM, _NARROW = 48, 22, 10
Row = tuple[Value, ...]


def make(wish: Wish) -> Made:
    """Return the tables of a run, or of one step. Raises InputError for a curriculum, which has none."""
    session = wish.session
    if session is None:
        raise InputError("export.needs_session")
    curriculum = wish.curriculum
    meetings = _meetings(wish, session, curriculum) if curriculum else ()
    meta = session.session
    title = run_title(meta.organisation, meta.title)
    todos = shown_todos(wish, session)
    sheets = (
        _todos(todos, curriculum, title),
        _attendance(
            session, [stage.step.id for stage in meetings] or _held(wish, session), curriculum, title
        ),
        _times(wish, session, meetings, title),
    )
    language = curriculum.language if curriculum else "ja"
    return Made(Workbook(title, sheets, language), todos.left_out)


def _meetings(wish: Wish, session: Session, curriculum: Curriculum) -> tuple[Stage, ...]:
    """Return the meetings that are asked for: those that are not left out."""
    return tuple(
        stage
        for stage in stages(curriculum, session, wish.now.date())
        if stage.step.kind == "meeting" and stage.state != "left_out" and wish.step in {None, stage.step.id}
    )


def _held(wish: Wish, session: Session) -> list[str]:
    """Return the meetings of a session whose curriculum is not known: those that began."""
    return [step for step in held_steps(session) if wish.step in {None, step}]


def _label(curriculum: Curriculum | None, key: str | None) -> str:
    step = step_of(curriculum, key) if curriculum and key else None
    return step.label if step else key or ""


def _todos(shown: ShownTodos, curriculum: Curriculum | None, title: str) -> WorkbookSheet:
    rows: list[Row] = []
    for _, todo in sorted(shown.todos, key=due_order):
        rows.append(
            (
                todo.what.strip(),
                todo.owner or t("minutes.undecided"),
                todo.due or unread_due(todo) or t("minutes.undecided"),
                todo.done.date() if todo.done else t("tables.not_done"),
                _label(curriculum, todo.step),
            )
        )
    columns = (
        WorkbookColumn(t("tables.what"), _WIDE),
        WorkbookColumn(t("compare.field_owner"), _MEDIUM),
        WorkbookColumn(t("compare.field_due"), _MEDIUM),
        WorkbookColumn(t("common.done"), _MEDIUM),
        WorkbookColumn(t("common.step"), _NARROW),
    )
    return WorkbookSheet(t("report.todos"), columns, tuple(rows), (title,))


def _attendance(
    session: Session, meetings: list[str], curriculum: Curriculum | None, title: str
) -> WorkbookSheet:
    """Return who was at which meeting, of those that began; a meeting to come has empty cells."""
    begun = held_steps(session)
    found = {key: attendance(session, key) for key in meetings}
    names = labels(session.participants)
    rows: list[Row] = []
    for key, person in session.people:
        cells = [
            ""
            if step not in begun or key not in there.members
            else movements_text(there.movements.get(key, ())) or t("tables.there")
            if key in there.attendees
            else t("tables.away")
            for step, there in found.items()
        ]
        rows.append((names[key], person.affiliation, role_text(person), *cells))
    columns = (
        WorkbookColumn(t("common.name"), _MEDIUM),
        WorkbookColumn(t("common.affiliation"), _MEDIUM),
        WorkbookColumn(t("common.role"), 14),
        *(WorkbookColumn(_label(curriculum, step), _MEDIUM) for step in found),
    )
    return WorkbookSheet(t("common.attendance"), columns, tuple(rows), (title,))


def _times(wish: Wish, session: Session, meetings: tuple[Stage, ...], title: str) -> WorkbookSheet:
    rows = [row for stage in meetings for row in _times_of(wish, session, stage)]
    columns = (
        WorkbookColumn(t("common.step"), _NARROW),
        WorkbookColumn(t("common.date"), 14),
        WorkbookColumn(t("common.activity"), _WIDE),
        WorkbookColumn(t("tables.planned_start"), 14),
        WorkbookColumn(t("tables.planned_minutes"), 14),
        WorkbookColumn(t("tables.actual_start"), 14),
        WorkbookColumn(t("tables.actual_minutes"), 14),
        WorkbookColumn(t("tables.difference"), 14),
    )
    return WorkbookSheet(t("tables.times"), columns, tuple(rows), (title,))


def _times_of(wish: Wish, session: Session, stage: Stage) -> Iterator[Row]:
    """Yield a meeting's rows: of one that began with what it took, of one to come as it is planned."""
    record = meeting_record(session, wish.curriculum, stage.step) if wish.curriculum else None
    went = account(record) if record is not None else None
    label, day = stage.step.label, stage.day
    if went is None:
        meeting = planned(wish._replace(step=stage.step.id, people=None, cases=None, start=None))
        for row in meeting.rows:
            begins = time_text(row.start) if meeting.has_start else None
            yield (label, day, row.title, begins, row.minutes, None, None, None)
        return
    for one in went.rows:
        yield (
            label,
            day,
            one.title,
            time_text(one.planned_start) if one.planned_start else None,
            one.planned,
            time_text(one.started) if one.started else None,
            one.actual,
            one.difference,
        )
