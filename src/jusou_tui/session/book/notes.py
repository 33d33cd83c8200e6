"""Notes and ToDos: adding, changing, keeping topics back, ticking, converting the one to the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from jusou_tui.errors import InputError
from jusou_tui.session.book.core import Ledger
from jusou_tui.session.model.records import Edit, EntryKind, Note, NoteKind, Todo, changed
from jusou_tui.session.people.identity import labels
from jusou_tui.text.terminal import clean_line, stored_text

_ADDED: Mapping[NoteKind, str] = {
    "note": "session.change_note_added",
    "decision": "session.change_decision_added",
    "question": "session.change_question_added",
}
_EDITED: Mapping[NoteKind, str] = {
    "note": "session.change_note_edited",
    "decision": "session.change_decision_edited",
    "question": "session.change_question_edited",
}
_DELETED: Mapping[NoteKind, str] = {
    "note": "session.change_note_deleted",
    "decision": "session.change_decision_deleted",
    "question": "session.change_question_deleted",
}


class Notes:
    """Changes of notes. An unknown id raises KeyError, an empty text InputError."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def add(
        self,
        text: str,
        kind: NoteKind = "note",
        step: str | None = None,
        activity: str | None = None,
        author: str | None = None,
        *,
        private: bool = False,
    ) -> str:
        """Add a note dated now. Return its id."""
        note = Note(
            at=self.ledger.now(),
            kind=kind,
            text=nonempty(text),
            step=step,
            activity=activity,
            author=author,
            private=private,
        )
        return self.ledger.add(_ADDED[kind], "notes", note)

    def edit(self, identifier: str, **changes: object) -> None:
        """Change fields of a note. Typing on in its text is one change for undo."""
        if "text" in changes:
            nonempty(str(changes["text"]))
        typing = changes.keys() == {"text"}
        message_id = _EDITED[self.ledger.session.notes[identifier].kind]
        self.ledger.change(message_id, ("notes", identifier), changes, typing=typing)

    def delete(self, identifier: str) -> None:
        """Remove a note."""
        message_id = _DELETED[self.ledger.session.notes[identifier].kind]
        self.ledger.change(message_id, ("notes", identifier), None)

    def keep_back(self, identifier: str, kept: bool) -> None:
        """Keep a topic back for the end of the meeting, or no longer."""
        changes = {"kept": kept, "settled": None}
        self.ledger.change("programme.change_kept", ("notes", identifier), changes)

    def settle(self, identifier: str, settled: bool) -> None:
        """Mark a topic that was kept back as settled now, or as open again."""
        changes = {"settled": self.ledger.now() if settled else None}
        self.ledger.change("programme.change_settled", ("notes", identifier), changes)

    def convert(self, identifier: str, kind: EntryKind) -> None:
        """Make a note or ToDo an entry of another kind. It keeps its id, text, time and author."""
        session = self.ledger.session
        note, todo = session.notes.get(identifier), session.todos.get(identifier)
        if note is not None and kind != "todo":
            edits = [Edit(("notes", identifier), note, changed(note, {"kind": kind}))]
        elif note is not None:
            fields = {"what": note.text, "owner": labels(session.participants).get(note.author or "", "")}
            after = Todo.model_validate(_common(note) | fields)
            edits = [Edit(("notes", identifier), note, None), Edit(("todos", identifier), None, after)]
        elif todo is None:
            raise KeyError(identifier)
        elif kind != "todo":
            converted = Note.model_validate(_common(todo) | {"kind": kind, "text": todo.what})
            edits = [Edit(("todos", identifier), todo, None), Edit(("notes", identifier), None, converted)]
        else:
            edits = []
        self.ledger.commit("session.change_entry_turned", *edits)


def nonempty(text: str) -> str:
    """Return the text of a note or ToDo as it is stored. Raises InputError where it is blank."""
    stored = stored_text(text)
    if not stored.strip():
        raise InputError("session.text_empty")
    return stored


def _common(entry: Note | Todo) -> dict[str, object]:
    names = ("at", "step", "activity", "author", "private", "rank")
    return {name: getattr(entry, name) for name in names} | (entry.model_extra or {})


class Todos:
    """Changes of ToDos. An unknown id raises KeyError, an empty text InputError."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def add(  # noqa: PLR0917 - a ToDo's fields, in the order in which they are typed
        self,
        what: str,
        owner: str = "",
        due: date | None = None,
        step: str | None = None,
        activity: str | None = None,
        author: str | None = None,
    ) -> str:
        """Add a ToDo dated now. Return its id."""
        todo = Todo(
            at=self.ledger.now(),
            what=nonempty(what),
            owner=clean_line(owner),
            due=due,
            step=step,
            activity=activity,
            author=author,
        )
        return self.ledger.add("session.change_todo_added", "todos", todo)

    def edit(self, identifier: str, **changes: object) -> None:
        """Change fields of a ToDo. Typing on in its text is one change for undo."""
        if "what" in changes:
            nonempty(str(changes["what"]))
        typing = changes.keys() == {"what"}
        self.ledger.change("session.change_todo_edited", ("todos", identifier), changes, typing=typing)

    def delete(self, identifier: str) -> None:
        """Remove a ToDo."""
        self.ledger.change("session.change_todo_deleted", ("todos", identifier), None)

    def order(self, wanted: Sequence[str]) -> None:
        """Put ToDos into this order among themselves."""
        todos = self.ledger.session.todos
        edits = [
            Edit(("todos", key), todos[key], changed(todos[key], {"rank": rank}))
            for rank, key in enumerate(wanted, 1)
        ]
        self.ledger.commit("programme.change_todo_order", *edits)

    def tick(self, identifier: str, done: bool) -> None:
        """Mark a ToDo as done now, or as open again."""
        message_id = "session.change_todo_done" if done else "session.change_todo_reopened"
        self.ledger.change(message_id, ("todos", identifier), {"done": self.ledger.now() if done else None})
