"""A session as readable text: who, when, planned against actual, what was said and decided, what is to do.

What is private, and what stands in a sensitive worksheet, is left out unless it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.messages import t
from jusou_tui.report.agenda import Course, course, people, present
from jusou_tui.report.blocks import Block, Column, Heading, Item, Pairs, Paragraph, Style, Table
from jusou_tui.report.sheets import sheet_blocks
from jusou_tui.report.words import clock, day, joined, moment, span
from jusou_tui.session.records import Meeting, Note, NoteKind, Role, Session, Todo
from jusou_tui.timekeeping.forecast import ForecastRow, State

ROLES: dict[Role, str] = {
    "organiser": "report.role_organiser",
    "facilitator": "report.role_facilitator",
    "scribe": "report.role_scribe",
    "member": "report.role_member",
}
KINDS: dict[NoteKind, str] = {
    "decision": "report.kind_decision",
    "question": "report.kind_question",
}
STATES: dict[State, str] = {
    "done": "report.state_done",
    "now": "report.state_now",
    "next": "report.state_next",
    "skipped": "report.state_skipped",
}
STYLES: dict[State, Style] = {"done": "done", "now": "plain", "next": "plain", "skipped": "muted"}


def session_blocks(
    session: Session,
    curriculum: Curriculum | None,
    step: str | None = None,
    *,
    include_private: bool = False,
) -> list[Block]:
    """Return the whole session, or one step of it.

    Without its curriculum there is no agenda, and ids stand for titles. What runs is told as of the file's
    last sign of life, so that one file always gives one report.
    """
    reader = _Reader(session, curriculum, include_private)
    blocks = reader.head()
    for step_id in [step] if step else reader.steps():
        blocks += reader.step(step_id)
    if step is None:
        blocks += reader.loose_notes()
    blocks += reader.collected(step)
    blocks += reader.sheets(step)
    return [*blocks, *reader.left_out(step)]


class _Reader:
    """One session on its way to a report."""

    def __init__(self, session: Session, curriculum: Curriculum | None, include_private: bool) -> None:
        self._session = session
        self._curriculum = curriculum
        self._private = include_private
        self._names = {key: person.name for key, person in session.participants.items()}
        notes = sorted(session.notes.items(), key=lambda pair: (pair[1].rank, pair[1].at, pair[0]))
        self._notes = [note for _, note in notes if include_private or not note.private]
        todos = sorted(session.todos.items(), key=lambda pair: (pair[1].at, pair[0]))
        self._todos = [todo for _, todo in todos if include_private or not todo.private]

    def head(self) -> list[Block]:
        """Return which run this is, and who takes part."""
        meta = self._session.session
        name = self._curriculum.programme.title if self._curriculum else meta.curriculum
        variants = self._curriculum.variants if self._curriculum else ()
        variant = next((entry.title for entry in variants if entry.id == meta.variant), meta.variant)
        facts = [
            (t("report.organisation"), meta.organisation),
            (t("report.curriculum"), name),
            (t("report.variant"), variant),
            (t("report.created"), moment(meta.created)),
        ]
        blocks: list[Block] = [Heading(meta.title), Pairs(tuple(fact for fact in facts if fact[1]))]
        if meta.demo:
            blocks.append(Paragraph(t("report.demo"), "muted"))
        if self._curriculum is None:
            blocks.append(Paragraph(t("report.curriculum_missing", name=meta.curriculum), "warning"))
        if self._session.conflicts:
            blocks.append(Paragraph(t("report.conflicts", count=len(self._session.conflicts)), "warning"))
        members = people(self._session)
        if members:
            columns = (
                Column(t("report.column_name"), flexible=True),
                Column(t("report.column_affiliation"), flexible=True),
                Column(t("report.column_role")),
            )
            rows = tuple((entry.name, entry.affiliation, t(ROLES[entry.role])) for _, entry in members)
            blocks += [Heading(t("report.members", count=len(members)), 2), Table(columns, rows)]
        return blocks

    def steps(self) -> list[str]:
        """Return the steps of which something is told, in the curriculum's order."""
        session = self._session
        told = {*session.meetings, *(event.step for event in session.events.values())}
        told |= {note.step for note in self._notes if note.step}
        told |= {todo.step for todo in self._todos if todo.step}
        known = [step.id for step in self._curriculum.steps] if self._curriculum else []
        return [step for step in known if step in told] + sorted(told.difference(known))

    def step(self, step_id: str) -> list[Block]:
        """Return one step: when it is, planned against actual, and its notes by activity."""
        step = self._curriculum.step(step_id) if self._curriculum else None
        title = step_id if step is None else f"{step.label} {step.title}"
        meeting = self._session.meetings.get(step_id, Meeting())
        told = None
        if step is not None and self._curriculum is not None:
            told = course(self._session, self._curriculum, step)
        blocks: list[Block] = [Heading(title, 2)]
        facts = self._facts(step_id, meeting, told)
        if facts:
            blocks.append(Pairs(tuple(facts)))
        if told is not None:
            blocks.append(_agenda(told))
        notes = [note for note in self._notes if note.step == step_id]
        rows = [(row.key, row.title) for row in told.schedule.rows] if told else []
        if told is None and step is not None:
            rows = [(activity.id, activity.title) for activity in step.activities]
        known = {key for key, _ in rows}
        for key, row_title in rows:
            blocks += self._note_list(row_title, (note for note in notes if note.activity == key))
        rest = (note for note in notes if note.activity not in known)
        return blocks + self._note_list(t("report.other_notes"), rest)

    def _facts(self, step_id: str, meeting: Meeting, told: Course | None) -> list[tuple[str, str]]:
        facts = []
        if meeting.start is not None:
            facts.append((t("report.when"), moment(meeting.start)))
        elif meeting.date is not None:
            facts.append((t("report.when"), day(meeting.date)))
        if meeting.booked_end is not None:
            facts.append((t("report.booked_end"), clock(meeting.booked_end)))
        if meeting.cases is not None:
            facts.append((t("report.cases"), str(meeting.cases)))
        here = present(self._session, step_id)
        if here and (meeting.present is not None or told is not None):
            facts.append((t("report.present", count=len(here)), joined(here)))
        return facts

    def _note_list(self, title: str, notes: Iterable[Note]) -> list[Block]:
        items: list[Block] = [Item(self._said(note), f"{clock(note.at)} ") for note in notes]
        return [Heading(t("report.notes_of", title=title), 3), *items] if items else []

    def _said(self, note: Note) -> str:
        """Return a note with its kind and who said it."""
        kind = t("report.in_marks", what=t(KINDS[note.kind])) if note.kind in KINDS else ""
        private = t("report.in_marks", what=t("report.private")) if note.private else ""
        author = self._names.get(note.author or "")
        said = note.text.rstrip("\n")
        return f"{kind}{private}{author}{t('report.colon')}{said}" if author else f"{kind}{private}{said}"

    def loose_notes(self) -> list[Block]:
        """Return the notes that belong to no step."""
        loose = [note for note in self._notes if note.step is None]
        if not loose:
            return []
        items = [Item(self._said(note), f"{moment(note.at)} ") for note in loose]
        return [Heading(t("report.loose_notes"), 2), *items]

    def collected(self, step: str | None) -> list[Block]:
        """Return the decisions, the questions and the ToDos, each together."""
        notes = [note for note in self._notes if step is None or note.step == step]
        todos = [todo for todo in self._todos if step is None or todo.step == step]
        blocks: list[Block] = []
        chapters: tuple[tuple[NoteKind, str], ...] = (
            ("decision", t("report.decisions")),
            ("question", t("report.open_questions")),
        )
        for kind, title in chapters:
            texts = [note.text.rstrip("\n") for note in notes if note.kind == kind]
            if texts:
                blocks += [Heading(title, 2), *(Item(text) for text in texts)]
        if todos:
            ordered = sorted(todos, key=lambda todo: (todo.done is not None, todo.due is None, todo.due or 0))
            blocks += [Heading(t("report.todos"), 2), *(_todo(todo) for todo in ordered)]
        return blocks

    def sheets(self, step: str | None) -> list[Block]:
        """Return the filled worksheets; of sensitive ones only that they are there."""
        blocks: list[Block] = []
        for _, sheet in sorted(self._session.sheets.items(), key=lambda pair: (pair[1].at, pair[0])):
            if step is None or sheet.step == step:
                blocks += sheet_blocks(sheet, self._curriculum, include_private=self._private)
        return blocks

    def left_out(self, step: str | None) -> list[Block]:
        """Return a sentence on what is not shown, so that nobody takes the report for everything."""
        private = [note.step for note in self._session.notes.values() if note.private]
        private += [todo.step for todo in self._session.todos.values() if todo.private]
        count = sum(step is None or one == step for one in private)
        if self._private or not count:
            return []
        return [Paragraph(t("report.private_left_out", count=count), "muted")]


def _agenda(told: Course) -> Table:
    """Return the agenda, planned against actual, with what is expected of the rest."""
    columns = (
        Column(t("report.column_title"), flexible=True),
        Column(t("report.column_planned"), "right"),
        Column(t("report.column_actual"), "right"),
        Column(t("report.column_state")),
    )
    rows = tuple(_agenda_row(row) for row in told.forecast.rows)
    return Table(columns, rows, tuple(STYLES[row.state] for row in told.forecast.rows))


def _agenda_row(entry: ForecastRow) -> tuple[str, ...]:
    row = entry.row
    planned = t("report.span_minutes", span=span(row.start, row.end), minutes=row.minutes)
    actual = ""
    if entry.state in {"done", "now"} and entry.actual_minutes is not None:
        spent = span(entry.start, entry.end) if entry.state == "done" else f"{clock(entry.start)}-"
        actual = t("report.span_minutes", span=spent, minutes=entry.actual_minutes)
    return (row.title, planned, actual, t(STATES[entry.state]))


def _todo(todo: Todo) -> Item:
    about = []
    if todo.owner:
        about.append(t("report.owner", name=todo.owner))
    if todo.due is not None:
        about.append(t("report.due", day=day(todo.due)))
    text = todo.what.rstrip("\n")
    behind = t("report.in_brackets", what=joined(about)) if about else ""
    return Item(text + behind, "[x] " if todo.done else "[ ] ", "done" if todo.done else "plain")
