"""ToDos: adding, changing, ticking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jusou_tui.session.book.core import Ledger
from jusou_tui.session.book.notes import nonempty
from jusou_tui.session.model.records import Edit, Todo, changed
from jusou_tui.text.terminal import clean_line


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
