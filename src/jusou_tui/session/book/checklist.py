"""Changes of what a step's checklist shows: owner, day, note and tick of a line, memos for activities.

`session.programme.checklist` reads it.
"""

from __future__ import annotations

from collections.abc import Mapping

from jusou_tui.errors import InputError
from jusou_tui.session.book.core import Ledger
from jusou_tui.session.model import normalise
from jusou_tui.session.model.items import OWN, VISIT, item_id, worded_item
from jusou_tui.session.model.records import Edit, Note, Todo, changed
from jusou_tui.session.people.identity import name_key
from jusou_tui.session.programme.checklist import ChecklistItem, memo_of
from jusou_tui.text.terminal import clean_line, stored_text


class Checklist:
    """Changes of checklist lines and memos. An unknown field raises TypeError."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def set_item(self, step: str, item: ChecklistItem, **changes: object) -> str:
        """Set `owner`, `due`, `note` of a line of a step's checklist. Return the id of its ToDo.

        The ToDo is made with the first of them, and removed with the last; that of a line added here stays.
        """
        session = self.ledger.session
        identifier = item_id(session, step, item.key)
        before = session.todos.get(identifier)
        blank = before or Todo(
            at=normalise.instant(session.session.created),
            what=stored_text(item.text),
            step=step,
            activity=item.activity,
            item=item.key,
        )
        after: Todo | None = changed(blank, changes)
        if not item.added and after is not None and _is_empty(after):
            after = None
        typing = len(changes) == 1 and changes.keys() <= {"owner", "note"} and None not in (before, after)
        edit = Edit(("todos", identifier), before, after)
        self.ledger.commit("programme.change_item", edit, typing=typing, facts={"field": ", ".join(changes)})
        return identifier

    def tick(self, step: str, item: ChecklistItem, done: bool) -> None:
        """Mark a line as done now, or as open again."""
        self.set_item(step, item, done=self.ledger.now() if done else None)

    def add_visit(self, step: str, whom: str, **changes: object) -> str:
        """Plan a visit; `changes` as in `set_item`. Return its item, the key of its line.

        Raises InputError where nobody is named.
        """
        if not whom.strip():
            raise InputError("programme.visit_empty")
        return self._add(VISIT, step, whom, "programme.change_visit", changes)

    def add_line(self, step: str, what: str, **changes: object) -> str:
        """Add a line of one's own, as `add_visit`."""
        if not what.strip():
            raise InputError("programme.line_empty")
        return self._add(OWN, step, what, "programme.change_line_added", changes)

    def _add(self, prefix: str, step: str, typed: str, message_id: str, changes: Mapping[str, object]) -> str:
        session, words = self.ledger.session, clean_line(typed)
        taken = {todo.item for todo in session.todos.values() if todo.item and todo.step == step}
        item = worded_item(prefix, name_key(words), taken)
        blank = Todo(
            at=normalise.instant(session.session.created), what=stored_text(words), step=step, item=item
        )
        edit = Edit(("todos", item_id(session, step, item)), None, changed(blank, changes))
        self.ledger.commit(message_id, edit, facts={"words": words})
        return item

    def remove_line(self, step: str, item: ChecklistItem) -> None:
        """Remove a visit or a line of one's own; undo brings it back."""
        address = ("todos", item_id(self.ledger.session, step, item.key))
        message_id = "programme.change_line_removed"
        if item.kind == "visit":
            message_id = "programme.change_visit_removed"
        self.ledger.commit(message_id, Edit(address, item.todo, None), facts={"words": item.text})

    def clear(self, step: str, item: ChecklistItem) -> bool:
        """Take tick, owner and day of a line away; its note stays. Return whether there were any."""
        todo = item.todo
        if todo is None or not (todo.owner or todo.due or todo.done):
            return False
        self.set_item(step, item, owner="", due=None, done=None)
        return True

    def set_memo(self, step: str, activity: str, text: str) -> None:
        """Set the facilitator's memo for an activity; "" removes it."""
        key, before = memo_of(self.ledger.session, step, activity) or (self.ledger.fresh_id(), None)
        after: Note | None = None
        if text.strip():
            memo = before or Note(
                at=self.ledger.now(),
                text=stored_text(text),
                step=step,
                activity=activity,
                private=True,
                memo=True,
            )
            after = changed(memo, {"text": text})
        typing = before is not None and after is not None
        self.ledger.commit("programme.change_memo", Edit(("notes", key), before, after), typing=typing)


def _is_empty(todo: Todo) -> bool:
    return not (todo.owner or todo.due or todo.done or todo.note.strip())
