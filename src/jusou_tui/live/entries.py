"""Notes and ToDos as they are typed: the draft, filing it as a record, which ones there are, and are due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from jusou_tui.errors import InputError
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.session.model.queries import notes_of, todos_of
from jusou_tui.session.model.records import EntryKind, Note, Todo
from jusou_tui.text.parse import parse_date
from jusou_tui.wording import t
from jusou_tui.wording.values import date_text, list_text, month_day_text

DRAFT = "note"


@dataclass(frozen=True)
class Entry:
    """A note or ToDo being typed. `owner` and `due` are as typed; `editing` is the id of a filed record."""

    text: str = ""
    kind: EntryKind = "note"
    author: str | None = None
    owner: str = ""
    due: str = ""
    editing: str | None = None


def drafted(live: LiveSession) -> Entry:
    """Return the draft that is kept."""
    draft = live.book.session.drafts.get(DRAFT)
    if draft is None:
        return Entry()
    return Entry(
        draft.text.removesuffix("\n"), draft.kind, draft.author, draft.owner, draft.due, draft.editing
    )


def keep_draft(meeting: MeetingView, entry: Entry) -> None:
    """Keep an entry as the draft; the default one leaves none."""
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


def due_hint(entry: Entry, live: LiveSession) -> str:
    """Return how a ToDo's date is read, or that it cannot be, or which keys help; "" for other kinds."""
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


def remove(live: LiveSession, record_id: str) -> bool:
    """Delete a note or a ToDo. Return whether there was one."""
    if record_id in live.book.session.notes:
        live.book.notes.delete(record_id)
    elif record_id in live.book.session.todos:
        live.book.todos.delete(record_id)
    else:
        return False
    return True


def tick(live: LiveSession, record_id: str) -> bool:
    """Tick a ToDo off, or settle a topic that was kept back, or undo that. False for any other record."""
    note, todo = live.book.session.notes.get(record_id), live.book.session.todos.get(record_id)
    if note is not None and note.kept:
        live.book.notes.settle(record_id, note.settled is None)
    elif todo is not None:
        live.book.todos.tick(record_id, todo.done is None)
    else:
        return False
    return True


def keep_back(live: LiveSession, record_id: str) -> bool | None:
    """Keep a topic back for the meeting's end, or no longer. Return which it is now; None for no note."""
    note = live.book.session.notes.get(record_id)
    if note is None:
        return None
    live.book.notes.keep_back(record_id, not note.kept)
    return not note.kept


def listed(
    live: LiveSession, kind: str | None = None, step: str | None = None, *, newest: int | None = None
) -> list[tuple[str, Note | Todo]]:
    """Return ids and records of notes and ToDos by time; only of one `kind`, of one `step`, the `newest`.

    Memos of activities and ToDos of checklist lines are not among them.
    """
    notes = [(key, note) for key, note in notes_of(live.book.session, step) if not note.memo]
    todos = [(key, todo) for key, todo in todos_of(live.book.session, step) if todo.item is None]
    found: list[tuple[str, Note | Todo]] = [
        *((key, note) for key, note in notes if kind in {None, note.kind}),
        *((key, todo) for key, todo in todos if kind in {None, "todo"}),
    ]
    found.sort(key=lambda entry: (entry[1].at, entry[0]))
    return found if newest is None else found[-newest:]


Urgency = Literal["late", "soon", "muted"]
"""Past its date, due today, or neither; also the name of the colour it is shown in."""


def urgency(due: date | None, today: date, *, done: bool = False) -> Urgency:
    """Return how urgent something is that is due on a day."""
    if due is None or done or due > today:
        return "muted"
    return "late" if due < today else "soon"


def todos_due_text(live: LiveSession) -> tuple[str, str]:
    """Return how many ToDos of the run are due or late, and the name of a colour: late, soon or muted.

    Where none is due, it is how many are open; ("", "") where none is.
    """
    today = live.clock.now().date()
    open_todos = [todo for _, todo in todos_of(live.book.session) if todo.done is None]
    due = sum(todo.due == today for todo in open_todos)
    late = sum(todo.due is not None and todo.due < today for todo in open_todos)
    if not due and not late:
        return (t("programme.todos_open", count=len(open_todos)), "muted") if open_todos else ("", "")
    parts = [t("programme.todos_late", count=late)] if late else []
    parts += [t("programme.todos_due_today", count=due)] if due else []
    return list_text(parts), "late" if late else "soon"
