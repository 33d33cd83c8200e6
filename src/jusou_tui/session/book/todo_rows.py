"""ToDos that are rows of sheets: changed in the row, ticked off by a record of the row's id."""

from __future__ import annotations

from jusou_tui.session.book.core import Ledger
from jusou_tui.session.book.notes import nonempty
from jusou_tui.session.model import normalise
from jusou_tui.session.model.records import Edit, changed
from jusou_tui.session.programme.todos import TodoRow, is_needed, mirrored, read_due


class TodoRows:
    """Changes of rows that are ToDos. A row that is gone raises KeyError."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def edit(
        self, place: TodoRow, *, what: str | None = None, owner: str | None = None, due: str | None = None
    ) -> None:
        """Write into the cells of a row; None leaves one as it is. Raises InputError for an empty `what`.

        What the table has no column for goes into the record, a `due` that cannot be read then nowhere.
        """
        if what is not None:
            nonempty(what)
        columns = place.columns
        texts = {columns.what: what, columns.owner: owner, columns.due: due}
        sheet = self.ledger.session.sheets[place.sheet]
        written = {name: normalise.cell(text) for name, text in texts.items() if name and text is not None}
        cells = {name: text for name, text in {**sheet.rows[place.row], **written}.items() if text}
        after = sheet.model_copy(update={"rows": {**sheet.rows, place.row: cells}})
        before = self.ledger.session.todos.get(place.row)
        own = mirrored(after, place, before)
        beside: dict[str, object] = {}
        if owner is not None and not columns.owner:
            beside["owner"] = owner
        if due is not None and not columns.due:
            beside["due"] = read_due(due, own.at.date())
        own = changed(own, beside)
        record = Edit(("todos", place.row), before, own if is_needed(own, columns) else None)
        self.ledger.commit("session.change_todo_edited", Edit(("sheets", place.sheet), sheet, after), record)

    def tick(self, place: TodoRow, done: bool) -> None:
        """Mark the ToDo as done now, or as open again."""
        message_id = "session.change_todo_done" if done else "session.change_todo_reopened"
        self._set(message_id, place, done=self.ledger.now() if done else None)

    def keep_private(self, place: TodoRow, private: bool) -> None:
        """Keep the ToDo, and with it the row, private, or no longer."""
        self._set("session.change_todo_edited", place, private=private)

    def _set(self, message_id: str, place: TodoRow, **changes: object) -> None:
        session = self.ledger.session
        before = session.todos.get(place.row)
        after = changed(mirrored(session.sheets[place.sheet], place, before), changes)
        edit = Edit(("todos", place.row), before, after if is_needed(after, place.columns) else None)
        self.ledger.commit(message_id, edit)
