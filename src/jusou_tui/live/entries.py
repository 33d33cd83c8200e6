"""Notes and ToDos as they are typed: the draft, filing it as a record, which ones there are, and are due.

A ToDo that is the row of a sheet is changed in its row.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple

from jusou_tui.errors import InputError
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.session.model.records import Draft, EntryKind, Note, SheetTodo, Todo
from jusou_tui.session.programme.todos import (
    TodoRow,
    due_order,
    read_due,
    row_of,
    todo_of,
    unread_due,
    without_contents,
)
from jusou_tui.text.parse import parse_date
from jusou_tui.wording import t
from jusou_tui.wording.values import due_text, list_text, short_date_text, typed_date_text

DRAFT = "note"
_ASIDE = "note-aside-"
"""Drafts that were set aside for another entry, numbered in this order."""
_CORRECTION = "note-edit-"
"""Drafts of filed records that were being changed, by the record's id."""


class Entry(NamedTuple):
    """A note or ToDo being typed. `owner` and `due` are as typed; `editing` is the id of a filed record."""

    text: str = ""
    kind: EntryKind = "note"
    author: str | None = None
    owner: str = ""
    due: str = ""
    editing: str | None = None


def begun(live: LiveSession) -> Entry:
    """Return the entry that nothing is typed into yet: of the writer, else of who has the turn in a round."""
    if live.writer is not None:
        return Entry(author=live.writer)
    turns = live.current.snapshot().round
    return Entry(author=turns.current if turns is not None else None)


def drafted(live: LiveSession) -> Entry:
    """Return the draft that is kept, else the entry that is begun. A writer is the author of either."""
    draft = live.book.session.drafts.get(DRAFT)
    if draft is None:
        return begun(live)
    author = draft.author or (live.writer if draft.editing is None else None)
    return _entry(draft)._replace(author=author)


def keep_draft(meeting: MeetingView, entry: Entry) -> None:
    """Keep an entry as the draft; one that is only begun leaves none."""
    if not entry.text and entry == begun(meeting.live):
        meeting.book.drafts.clear(DRAFT)
        return
    _keep(meeting, DRAFT, entry)


def _keep(meeting: MeetingView, name: str, entry: Entry) -> None:
    meeting.book.drafts.set(
        name,
        entry.text,
        kind=entry.kind,
        author=entry.author,
        owner=entry.owner,
        due=entry.due,
        editing=entry.editing,
        step=meeting.step.id,
    )


def set_aside(meeting: MeetingView, entry: Entry) -> bool:
    """Keep the draft aside for the next entry, until `restore`; return whether anything was typed."""
    if not _is_typed(entry):
        return False
    number = max((int(name.removeprefix(_ASIDE)) for name in _set_aside(meeting.live)), default=0) + 1
    _keep(meeting, f"{_ASIDE}{number}", entry)
    return True


def restore(meeting: MeetingView) -> bool:
    """Make the draft that was set aside last the draft again, where nothing is typed; return whether."""
    found, book = _set_aside(meeting.live), meeting.book
    if not found or meeting.live.store.read_only or _is_typed(drafted(meeting.live)):
        return False
    last = max(found, key=lambda name: int(name.removeprefix(_ASIDE)))
    _keep(meeting, DRAFT, _entry(book.session.drafts[last]))
    book.drafts.clear(last)
    return True


def clear_field(meeting: MeetingView) -> None:
    """Set aside what is typed in the note field, and empty it."""
    if set_aside(meeting, drafted(meeting.live)):
        keep_draft(meeting, begun(meeting.live))


def correction_of(live: LiveSession, record_id: str) -> Entry | None:
    """Return how a filed record was being changed when its change was left; None where it was not."""
    draft = live.book.session.drafts.get(f"{_CORRECTION}{record_id}")
    return None if draft is None else _entry(draft)


def keep_correction(meeting: MeetingView, entry: Entry) -> bool:
    """Keep the change of a record that is left; return whether it differs from what is filed."""
    record_id = entry.editing or ""
    filed, name = entry_of(meeting.live, record_id), f"{_CORRECTION}{record_id}"
    if filed is not None and filed != entry and entry.text.strip():
        _keep(meeting, name, entry)
        return True
    _forget(meeting.live, name)
    return False


def _set_aside(live: LiveSession) -> list[str]:
    names = live.book.session.drafts
    return [name for name in names if name.startswith(_ASIDE) and name.removeprefix(_ASIDE).isdecimal()]


def _is_typed(entry: Entry) -> bool:
    return bool(entry.text.strip() or entry.owner or entry.due or entry.editing)


def _entry(draft: Draft) -> Entry:
    text = draft.text.removesuffix("\n")
    return Entry(text, draft.kind, draft.author, draft.owner, draft.due, draft.editing)


def _forget(live: LiveSession, name: str) -> None:
    if name in live.book.session.drafts:
        live.book.drafts.clear(name)


def file(meeting: MeetingView, entry: Entry) -> str:
    """File the entry as a record (or change the one that is edited); return its id.

    Raises InputError for a ToDo's date that cannot be read.
    """
    place = _row(meeting.live, entry.editing or "")
    filed = _file(meeting, entry) if place is None else _file_row(meeting, entry, place)
    _forget(meeting.live, f"{_CORRECTION}{entry.editing}")
    keep_draft(meeting, begun(meeting.live))
    return filed


def file_beside(meeting: MeetingView, entry: Entry) -> str:
    """File an entry that was typed elsewhere than in the note field: what is in that is set aside.

    Returns and raises as `file` does.
    """
    clear_field(meeting)
    return file(meeting, entry)


def _file(meeting: MeetingView, entry: Entry) -> str:
    """File an entry as a record of its own."""
    book = meeting.book
    due = (
        parse_date(entry.due, meeting.live.clock.now().date())
        if entry.kind == "todo" and entry.due.strip()
        else None
    )
    activity = meeting.running_activity
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
                entry.text,
                owner=entry.owner,
                due=due,
                step=meeting.step.id,
                activity=activity,
                author=meeting.live.writer,
            )
    elif editing is not None:
        book.notes.edit(editing, text=entry.text, author=entry.author)
    else:
        editing = book.notes.add(
            entry.text, kind=entry.kind, author=entry.author, step=meeting.step.id, activity=activity
        )
    return editing


def _row(live: LiveSession, record_id: str) -> TodoRow | None:
    """Return the row of a sheet that is the ToDo of this id, None where it is none."""
    return row_of(live.book.session, live.curriculum, record_id)


def _file_row(meeting: MeetingView, entry: Entry, place: TodoRow) -> str:
    """Write an entry into its row; one of another kind leaves the sheet and becomes a note."""
    book = meeting.book
    todo = todo_of(book.session, meeting.live.curriculum, place.row)
    if entry.kind == "todo" or todo is None:
        due = _due_cell(entry.due, todo, meeting.live.clock.now().date())
        book.todo_rows.edit(place, what=entry.text, owner=entry.owner, due=due)
        return place.row
    with book.together("session.change_entry_turned"):
        book.sheets.remove_row(place.sheet, place.row, place.worksheet)
        return book.notes.add(
            entry.text,
            kind=entry.kind,
            step=todo.step,
            activity=todo.activity,
            author=entry.author,
            private=todo.private,
        )


def _due_cell(typed: str, todo: Todo | None, today: date) -> str | None:
    """Return what a row's date becomes, None where it stays as it is written. Raises InputError."""
    if not typed.strip():
        return ""
    if todo is None or typed.strip() == unread_due(todo):
        return None
    day = parse_date(typed, today)
    if day == todo.due:
        return None
    return typed.strip() if read_due(typed, todo.at.date()) == day else typed_date_text(day)


_UNREAD_DUE = {
    "text.weekday_differs": "app.due_weekday",
    "text.only_a_day": "app.due_only_day",
    "text.only_one_day": "app.due_only_day",
}
"""What is said in a few cells of a date that cannot be kept."""


def due_hint(entry: Entry, live: LiveSession) -> str:
    """Return how a ToDo's date is read, or that it cannot be, or which keys help; "" for other kinds."""
    if entry.kind != "todo":
        return ""
    if not entry.due.strip():
        return t("app.todo_keys")
    try:
        today = live.clock.now().date()
        day = parse_date(entry.due, today)
    except InputError as error:
        return t(_UNREAD_DUE.get(error.message_id, "app.setup_unread"), **error.facts)
    return short_date_text(day, today)


def entry_of(live: LiveSession, record_id: str) -> Entry | None:
    """Return a filed record as an entry to edit, None where it is gone; one of nobody has the writer."""
    if note := live.book.session.notes.get(record_id):
        author = note.author or live.writer
        return Entry(note.text.removesuffix("\n"), note.kind, author, editing=record_id)
    if todo := todo_of(live.book.session, live.curriculum, record_id):
        due = todo.due.isoformat() if todo.due else unread_due(todo)
        author = todo.author or live.writer
        return Entry(todo.what.removesuffix("\n"), "todo", author, todo.owner, due, record_id)
    return None


def remove(live: LiveSession, record_id: str) -> bool:
    """Delete a note or a ToDo, with its row where it is one of a sheet. Return whether there was one."""
    if record_id in live.book.session.notes:
        live.book.notes.delete(record_id)
    elif (place := _row(live, record_id)) is not None:
        live.book.sheets.remove_row(place.sheet, place.row, place.worksheet)
    elif record_id in live.book.session.todos:
        live.book.todos.delete(record_id)
    else:
        return False
    _forget(live, f"{_CORRECTION}{record_id}")
    return True


def has_state(live: LiveSession, record_id: str) -> bool:
    """Return whether a record can be ticked off or settled."""
    session = live.book.session
    if (note := session.notes.get(record_id)) is not None:
        return note.kept
    return todo_of(session, live.curriculum, record_id) is not None


def tick(live: LiveSession, record_id: str) -> bool:
    """Tick a ToDo off, or settle a topic that was kept back, or undo that. False for any other record."""
    session = live.book.session
    note, todo = session.notes.get(record_id), todo_of(session, live.curriculum, record_id)
    if note is not None and note.kept:
        live.book.notes.settle(record_id, note.settled is None)
    elif todo is not None and (place := _row(live, record_id)) is not None:
        live.book.todo_rows.tick(place, todo.done is None)
    elif todo is not None:
        live.book.todos.tick(record_id, todo.done is None)
    else:
        return False
    return True


def move(live: LiveSession, key: str, by: Literal[-1, 1], listed: Sequence[str]) -> bool:
    """Move a ToDo before or behind its neighbour among the `listed` ones. Return whether it was moved.

    It stays among those of its day, and rows of sheets stay in the order of their sheet.
    """
    todos = dict(live.todos())
    place = listed.index(key) + by if key in listed else -1
    if not 0 <= place < len(listed):
        return False
    own = [name for name, one in sorted(todos.items(), key=due_order) if not isinstance(one, SheetTodo)]
    alike = [name for name in own if _day(todos[name]) == _day(todos[key])]
    if key not in alike or listed[place] not in alike:
        return False
    alike.remove(key)
    alike.insert(alike.index(listed[place]) + (by > 0), key)
    live.book.todos.order(alike)
    return True


def _day(todo: Todo) -> tuple[date | None, bool]:
    return todo.due, todo.done is None


def keep_back(live: LiveSession, record_id: str) -> bool | None:
    """Keep a topic back for the meeting's end, or no longer. Return which it is now; None for no note."""
    note = live.book.session.notes.get(record_id)
    if note is None:
        return None
    live.book.notes.keep_back(record_id, not note.kept)
    return not note.kept


def keep_private(live: LiveSession, record_id: str) -> bool | None:
    """Mark a note or a ToDo as private, or no longer. Return which it is now; None for no such record."""
    session = live.book.session
    note, todo = session.notes.get(record_id), todo_of(session, live.curriculum, record_id)
    if note is not None:
        live.book.notes.edit(record_id, private=not note.private)
        return not note.private
    if todo is None:
        return None
    if (place := _row(live, record_id)) is not None:
        live.book.todo_rows.keep_private(place, not todo.private)
    else:
        live.book.todos.edit(record_id, private=not todo.private)
    return not todo.private


Publishing = Literal["public", "withdrawn", "private", "none"]
"""What became of `publish`: shown to the room, no longer, refused since it is private, or no decision."""


def publish(live: LiveSession, record_id: str) -> Publishing:
    """Let the shared screen show a decision, or no longer."""
    if not is_decision(live, record_id):
        return "none"
    note = live.book.session.notes[record_id]
    if note.private and not note.public:
        return "private"
    live.book.notes.edit(record_id, public=not note.public)
    return "withdrawn" if note.public else "public"


def is_decision(live: LiveSession, record_id: str) -> bool:
    """Return whether a record is a decision, which the shared screen may show once it is public."""
    note = live.book.session.notes.get(record_id)
    return note is not None and note.kind == "decision"


def listed(
    live: LiveSession, kind: str | None = None, step: str | None = None, *, newest: int | None = None
) -> list[tuple[str, Note | Todo]]:
    """Return ids and records of notes and ToDos by time; only of one `kind`, of one `step`, the `newest`.

    Memos of activities and ToDos of checklist lines are not among them.
    """
    found: list[tuple[str, Note | Todo]] = [
        (key, note)
        for key, note in live.book.session.notes.items()
        if not note.memo and (step is None or note.step == step) and (kind is None or note.kind == kind)
    ]
    if kind is None or kind == "todo":
        found += [(key, todo) for key, todo in live.todos(step) if todo.item is None]
    found.sort(key=lambda entry: (entry[1].at, entry[0]))
    return found if newest is None else found[-newest:]


def shown_todo(todo: Todo, today: date) -> tuple[str, str, str]:
    """Return what a page shows of a ToDo: what is to be done, who does it, until when."""
    todo = without_contents(todo)
    return todo.what.strip(), todo.owner, shown_due(todo, today)


def shown_due(todo: Todo, today: date) -> str:
    """Return until when a ToDo is to be done and how far off that is; as written where it is no date."""
    if written := unread_due(todo):
        return t("common.due_unread", written=written)
    return due_text(todo.due, today, done=todo.done is not None)


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
    open_todos = [todo for _, todo in live.todos() if todo.done is None]
    due = sum(todo.due == today for todo in open_todos)
    late = sum(todo.due is not None and todo.due < today for todo in open_todos)
    if not due and not late:
        return (t("programme.todos_open", count=len(open_todos)), "muted") if open_todos else ("", "")
    parts = [t("programme.todos_late", count=late)] if late else []
    parts += [t("programme.todos_due_today", count=due)] if due else []
    return list_text(parts), "late" if late else "soon"
