"""Notes and ToDos: adding, changing, keeping topics back, ticking, converting the one to the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jusou_tui.errors import InputError
from jusou_tui.session.book.core import Ledger
from jusou_tui.session.model.records import Edit, EntryKind, Note, NoteKind, Todo, changed
from jusou_tui.text.terminal import clean_line, stored_text


@dataclass(frozen=True)
class Notes:
    """Changes of notes. An unknown id raises KeyError, an empty text InputError."""

    ledger: Ledger

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
        identifier = self.ledger.fresh_id()
        note = Note(
            at=self.ledger.now(),
            kind=kind,
            text=nonempty(text),
            step=step,
            activity=activity,
            author=author,
            private=private,
        )
        self.ledger.commit("session.change_note_added", Edit(("notes", identifier), None, note))
        return identifier

    def edit(self, identifier: str, **changes: object) -> None:
        """Change fields of a note. Typing on in its text is one change for undo."""
        if "text" in changes:
            nonempty(str(changes["text"]))
        self._change("session.change_note_edited", identifier, changes, typing=changes.keys() == {"text"})

    def delete(self, identifier: str) -> None:
        """Remove a note."""
        note = self.ledger.session.notes[identifier]
        self.ledger.commit("session.change_note_deleted", Edit(("notes", identifier), note, None))

    def keep_back(self, identifier: str, kept: bool) -> None:
        """Keep a topic back for the end of the meeting, or no longer."""
        self._change("programme.change_kept", identifier, {"kept": kept, "settled": None})

    def settle(self, identifier: str, settled: bool) -> None:
        """Mark a topic that was kept back as settled now, or as open again."""
        changes = {"settled": self.ledger.now() if settled else None}
        self._change("programme.change_settled", identifier, changes)

    def convert(self, identifier: str, kind: EntryKind) -> None:
        """Make a note or ToDo an entry of another kind. It keeps its id, text, time and author."""
        session = self.ledger.session
        note, todo = session.notes.get(identifier), session.todos.get(identifier)
        if note is not None and kind != "todo":
            edits = [Edit(("notes", identifier), note, changed(note, {"kind": kind}))]
        elif note is not None:
            author = session.participants.get(note.author or "")
            fields = {"what": note.text, "owner": author.name if author else ""}
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

    def _change(
        self, message_id: str, identifier: str, changes: Mapping[str, object], *, typing: bool = False
    ) -> None:
        note = self.ledger.session.notes[identifier]
        self.ledger.commit(
            message_id, Edit(("notes", identifier), note, changed(note, changes)), typing=typing
        )


def nonempty(text: str) -> str:
    """Return the text of a note or ToDo as it is stored. Raises InputError where it is blank."""
    stored = stored_text(text)
    if not stored.strip():
        raise InputError("session.text_empty")
    return stored


def _common(entry: Note | Todo) -> dict[str, object]:
    names = ("at", "step", "activity", "author", "private", "rank")
    return {name: getattr(entry, name) for name in names} | (entry.model_extra or {})


@dataclass(frozen=True)
class Todos:
    """Changes of ToDos. An unknown id raises KeyError, an empty text InputError."""

    ledger: Ledger

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
        identifier = self.ledger.fresh_id()
        todo = Todo(
            at=self.ledger.now(),
            what=nonempty(what),
            owner=clean_line(owner),
            due=due,
            step=step,
            activity=activity,
            author=author,
        )
        self.ledger.commit("session.change_todo_added", Edit(("todos", identifier), None, todo))
        return identifier

    def edit(self, identifier: str, **changes: object) -> None:
        """Change fields of a ToDo. Typing on in its text is one change for undo."""
        todo = self.ledger.session.todos[identifier]
        if "what" in changes:
            nonempty(str(changes["what"]))
        edit = Edit(("todos", identifier), todo, changed(todo, changes))
        self.ledger.commit("session.change_todo_edited", edit, typing=changes.keys() == {"what"})

    def delete(self, identifier: str) -> None:
        """Remove a ToDo."""
        todo = self.ledger.session.todos[identifier]
        self.ledger.commit("session.change_todo_deleted", Edit(("todos", identifier), todo, None))

    def tick(self, identifier: str, done: bool) -> None:
        """Mark a ToDo as done now, or as open again."""
        todo = self.ledger.session.todos[identifier]
        after = changed(todo, {"done": self.ledger.now() if done else None})
        message_id = "session.change_todo_done" if done else "session.change_todo_reopened"
        self.ledger.commit(message_id, Edit(("todos", identifier), todo, after))
