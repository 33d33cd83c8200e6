"""Notes, ToDos and half-typed texts: filing, changing, turning one into another."""

from __future__ import annotations

from datetime import date

from jusou_tui.errors import InputError
from jusou_tui.session.book.core import changed
from jusou_tui.session.book.history import Edit
from jusou_tui.session.book.queries import Readings
from jusou_tui.session.model import normalise
from jusou_tui.session.model.records import Draft, EntryKind, Note, NoteKind, Todo
from jusou_tui.text.clean import block, clean_line


class Entries(Readings):
    """What is taken down. An unknown id raises KeyError, an empty text InputError."""

    def add_note(
        self,
        text: str,
        kind: NoteKind = "note",
        step: str | None = None,
        activity: str | None = None,
        author: str | None = None,
        *,
        private: bool = False,
    ) -> str:
        """File a note, made now. Return its id."""
        identifier = self.fresh_id()
        note = Note(
            at=self.now(),
            kind=kind,
            text=_filled(text),
            step=step,
            activity=activity,
            author=author,
            private=private,
        )
        self._commit("session.change_note_added", Edit(("notes", identifier), None, note))
        return identifier

    def edit_note(self, identifier: str, **changes: object) -> None:
        """Change fields of a note."""
        note = self.session.notes[identifier]
        edit = Edit(("notes", identifier), note, changed(note, _checked(changes, "text")))
        self._commit("session.change_note_edited", edit, typing=changes.keys() == {"text"})

    def delete_note(self, identifier: str) -> None:
        """Remove a note."""
        note = self.session.notes[identifier]
        self._commit("session.change_note_deleted", Edit(("notes", identifier), note, None))

    def add_todo(  # noqa: PLR0917 - a ToDo's words, in the order in which they are typed
        self,
        what: str,
        owner: str = "",
        due: date | None = None,
        step: str | None = None,
        activity: str | None = None,
        author: str | None = None,
    ) -> str:
        """File a ToDo, made now. Return its id."""
        identifier = self.fresh_id()
        todo = Todo(
            at=self.now(),
            what=_filled(what),
            owner=clean_line(owner),
            due=due,
            step=step,
            activity=activity,
            author=author,
        )
        self._commit("session.change_todo_added", Edit(("todos", identifier), None, todo))
        return identifier

    def edit_todo(self, identifier: str, **changes: object) -> None:
        """Change fields of a ToDo."""
        todo = self.session.todos[identifier]
        edit = Edit(("todos", identifier), todo, changed(todo, _checked(changes, "what")))
        self._commit("session.change_todo_edited", edit, typing=changes.keys() == {"what"})

    def delete_todo(self, identifier: str) -> None:
        """Remove a ToDo."""
        todo = self.session.todos[identifier]
        self._commit("session.change_todo_deleted", Edit(("todos", identifier), todo, None))

    def tick_todo(self, identifier: str, done: bool) -> None:
        """Tick a ToDo off as done now, or take the tick back."""
        todo = self.session.todos[identifier]
        after = changed(todo, {"done": self.now() if done else None})
        message_id = "session.change_todo_done" if done else "session.change_todo_reopened"
        self._commit(message_id, Edit(("todos", identifier), todo, after))

    def turn_entry(self, identifier: str, kind: EntryKind) -> str:
        """Make a note a decision, a question or a ToDo, or back. It keeps its id, text, time and author."""
        message_id = "session.change_entry_turned"
        note, todo = self.session.notes.get(identifier), self.session.todos.get(identifier)
        if note is not None and kind != "todo":
            self._commit(message_id, Edit(("notes", identifier), note, changed(note, {"kind": kind})))
        elif note is not None:
            author = self.session.participants.get(note.author or "")
            named = author.name if author else ""
            new = Todo.model_validate({**_common(note), "what": note.text, "owner": named})
            gone, made = Edit(("notes", identifier), note, None), Edit(("todos", identifier), None, new)
            self._commit(message_id, gone, made)
        elif todo is None:
            raise KeyError(identifier)
        elif kind != "todo":
            turned = Note.model_validate({**_common(todo), "kind": kind, "text": todo.what})
            gone, made = Edit(("todos", identifier), todo, None), Edit(("notes", identifier), None, turned)
            self._commit(message_id, gone, made)
        return identifier

    def set_draft(self, field: str, text: str, **rest: object) -> None:
        """Keep the half-typed text of a field, with what was chosen beside it. Not part of undo."""
        before = self.session.drafts.get(field)
        after = Draft.model_validate(
            {"at": self.now(), **normalise.values(rest), "text": normalise.draft(text)}
        )
        if before is not None and before.model_copy(update={"at": after.at}) == after:
            return
        self._commit("session.change_draft", Edit(("drafts", field), before, after), undoable=False)

    def clear_draft(self, field: str) -> None:
        """Forget the half-typed text of a field."""
        before = self.session.drafts.get(field)
        self._commit("session.change_draft", Edit(("drafts", field), before, None), undoable=False)


def _filled(text: str) -> str:
    stored = block(text)
    if not stored.strip():
        raise InputError("session.text_empty")
    return stored


def _checked(changes: dict[str, object], name: str) -> dict[str, object]:
    if name in changes:
        _filled(str(changes[name]))
    return changes


def _common(entry: Note | Todo) -> dict[str, object]:
    names = ("at", "step", "activity", "author", "private", "rank")
    return {name: getattr(entry, name) for name in names} | (entry.model_extra or {})
