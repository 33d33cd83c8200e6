"""The fields of one checklist line as typed: owner, day and note, or the memo of a meeting's activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.app.spans import typed_day
from jusou_tui.errors import InputError
from jusou_tui.messages import word
from jusou_tui.session.checklist import Item
from jusou_tui.text.numerals import parse_date

if TYPE_CHECKING:
    from jusou_tui.app.readings import Readings


class ItemFields:
    """What is typed goes into the records at once; a day that cannot be read stays as a draft."""

    def __init__(self, desk: Readings, item: Item) -> None:
        self._desk = desk
        self._item = item
        self._draft = f"item-{desk.step.id}-{item.key}-due"

    def value(self, name: str) -> str:
        """Return the text of `owner`, `due` or `note`."""
        item, todo = self._item, self._item.todo
        if name == "note" and not item.tickable:
            return item.memo.removesuffix("\n")
        if name == "due" and (draft := self._desk.book.draft(self._draft)):
            return draft.text
        if todo is None:
            return ""
        if name == "due":
            return typed_day(todo.due) if todo.due else ""
        return todo.owner if name == "owner" else todo.note.removesuffix("\n")

    def type(self, name: str, text: str) -> None:
        """Take a field's new text."""
        book, step, item = self._desk.book, self._desk.step.id, self._item
        if name == "note" and not item.tickable:
            if item.activity is not None:
                book.set_memo(step, item.activity, text)
        elif name == "due":
            self._type_due(text)
        else:
            book.set_item(step, item, **{name: text})

    def wrong_due(self) -> str:
        """Return what is wrong with the day, "" where it can be read; how it was read stands in the list."""
        today = self._desk.clock.now().date()
        if draft := self._desk.book.draft(self._draft):
            try:
                parse_date(draft.text.strip(), today)
            except InputError as error:
                return word(error)
        return ""

    def _type_due(self, text: str) -> None:
        book, typed = self._desk.book, text.strip()
        try:
            day = parse_date(typed, self._desk.clock.now().date()) if typed else None
        except InputError:
            book.set_draft(self._draft, text)
            return
        if book.draft(self._draft):
            book.clear_draft(self._draft)
        book.set_item(self._desk.step.id, self._item, due=day)
