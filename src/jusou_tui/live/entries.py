"""From the entry bar to records and back: drafts, filing, what a list shows of a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jusou_tui.app.widgets.entry_list import Entry as Line
from jusou_tui.errors import InputError
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.session.model.queries import notes_of, todos_of
from jusou_tui.session.model.records import EntryKind, Note, Todo
from jusou_tui.text.parse import parse_date
from jusou_tui.wording import t
from jusou_tui.wording.dates import date_text, month_day_text
from jusou_tui.wording.labels import bracketed, kind_label, list_text
from jusou_tui.wording.times import time_text

DRAFT = "note"
TAG_STYLES = {"decision": "decided", "question": "late", "todo": "digits", "note": ""}


@dataclass(frozen=True)
class Entry:
    """What stands in the bar. `owner` and `due` are as typed; `editing` is the id of a filed record."""

    text: str = ""
    kind: EntryKind = "note"
    author: str | None = None
    owner: str = ""
    due: str = ""
    editing: str | None = None


def drafted(live: LiveSession) -> Entry:
    """Return what stood in the bar last."""
    draft = live.book.session.drafts.get(DRAFT)
    if draft is None:
        return Entry()
    return Entry(
        draft.text.removesuffix("\n"), draft.kind, draft.author, draft.owner, draft.due, draft.editing
    )


def keep_draft(meeting: MeetingView, entry: Entry) -> None:
    """Take down what stands in the bar; an empty bar of no one leaves no draft."""
    if entry == Entry():
        meeting.book.drafts.clear(DRAFT)
        return
    meeting.book.drafts.set(
        DRAFT,
        entry.text,
        kind=entry.kind,
        author=entry.author,
        owner=entry.owner,
        due=entry.due,
        editing=entry.editing,
        step=meeting.step.id,
    )


def file(meeting: MeetingView, entry: Entry) -> str:
    """File the entry as a record (or change the one that is edited); return its id.

    Raises InputError for a ToDo's date that cannot be read.
    """
    book = meeting.book
    due = (
        parse_date(entry.due, meeting.live.clock.now().date())
        if entry.kind == "todo" and entry.due.strip()
        else None
    )
    activity = meeting.snapshot().progress.activity
    editing = (
        entry.editing if entry.editing in book.session.notes or entry.editing in book.session.todos else None
    )
    if editing is not None:
        book.notes.convert(editing, entry.kind)
    if entry.kind == "todo":
        if editing is not None:
            book.todos.edit(editing, what=entry.text, owner=entry.owner, due=due)
        else:
            editing = book.todos.add(
                entry.text, owner=entry.owner, due=due, step=meeting.step.id, activity=activity
            )
    elif editing is not None:
        book.notes.edit(editing, text=entry.text, author=entry.author)
    else:
        editing = book.notes.add(
            entry.text, kind=entry.kind, author=entry.author, step=meeting.step.id, activity=activity
        )
    keep_draft(meeting, Entry())
    return editing


def said_due(entry: Entry, live: LiveSession) -> str:
    """Return how a ToDo's date was read, or in a word that it was not: Enter tells the whole sentence."""
    if entry.kind != "todo":
        return ""
    if not entry.due.strip():
        return t("app.todo_keys")
    try:
        today = live.clock.now().date()
        day = parse_date(entry.due, today)
    except InputError:
        return t("app.setup_unread")
    if day != parse_date(f"{day.month}/{day.day}", today):
        return date_text(day)
    return month_day_text(day)


def entry_of(live: LiveSession, record_id: str) -> Entry | None:
    """Return a filed record as an entry to edit, None where it is gone."""
    if note := live.book.session.notes.get(record_id):
        return Entry(note.text.removesuffix("\n"), note.kind, note.author, editing=record_id)
    if todo := live.book.session.todos.get(record_id):
        due = todo.due.isoformat() if todo.due else ""
        return Entry(todo.what.removesuffix("\n"), "todo", None, todo.owner, due, record_id)
    return None


def lines(
    live: LiveSession, kind: str | None = None, step: str | None = None, *, newest: int | None = None
) -> list[Line]:
    """Return what a list shows: notes and ToDos by time; of one kind, of one step, the newest, where told."""
    notes: list[tuple[datetime, str, Note | Todo]] = [
        (note.at, key, note)
        for key, note in notes_of(live.book.session, step)
        if kind in (None, note.kind) and not note.memo
    ]
    todos: list[tuple[datetime, str, Note | Todo]] = [
        (todo.at, key, todo)
        for key, todo in todos_of(live.book.session, step)
        if kind in (None, "todo") and todo.item is None
    ]
    found = sorted([*notes, *todos], key=lambda row: row[:2])
    if newest is not None:
        found = found[-newest:]
    return [
        todo_line(live, key, record) if isinstance(record, Todo) else note_line(live, key, record)
        for _, key, record in found
    ]


def note_line(live: LiveSession, record_id: str, note: Note) -> Line:
    """Return a note's line."""
    tag = "" if note.kind == "note" else kind_label(note.kind)
    text = note.text.strip()
    if note.kept:
        text += t("programme.tag_settled") if note.settled else t("programme.tag_kept")
    return Line(
        record_id,
        time_text(live.here(note.at)),
        tag,
        TAG_STYLES[note.kind],
        live.name_of(note.author),
        text,
    )


def todo_line(live: LiveSession, record_id: str, todo: Todo) -> Line:
    """Return a ToDo's line: what, who, until when."""
    facts = []
    if todo.owner:
        facts.append(todo.owner)
    if todo.due:
        facts.append(t("app.todo_until", month=todo.due.month, day=todo.due.day))
    if todo.done:
        facts.append(t("common.done"))
    about = list_text(facts)
    text = todo.what.strip() + bracketed(about)
    return Line(record_id, time_text(live.here(todo.at)), kind_label("todo"), TAG_STYLES["todo"], "", text)
