"""The fields of one checklist line as typed: owner, day and note, or the memo of a meeting's activity."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.live.fields import TypedDay
from jusou_tui.session.programme.checklist import Item

if TYPE_CHECKING:
    from jusou_tui.live.session import MeetingView


class ItemFields:
    """What is typed goes into the records at once; a day that cannot be read stays as a draft."""

    def __init__(self, meeting: MeetingView, item: Item) -> None:
        self._meeting = meeting
        self._item = item
        self._due = TypedDay(meeting.live, f"item-{meeting.step.id}-{item.key}-due")

    def value(self, name: str) -> str:
        """Return the text of `owner`, `due` or `note`."""
        item, todo = self._item, self._item.todo
        if name == "note" and not item.tickable:
            return item.memo.removesuffix("\n")
        if name == "due":
            return self._due.text(todo.due if todo else None)
        if todo is None:
            return ""
        return todo.owner if name == "owner" else todo.note.removesuffix("\n")

    def type(self, name: str, text: str) -> None:
        """Take a field's new text."""
        book, step, item = self._meeting.book, self._meeting.step.id, self._item
        if name == "note" and not item.tickable:
            if item.activity is not None:
                book.checklist.set_memo(step, item.activity, text)
        elif name == "due":
            readable, day = self._due.take(text)
            if readable:
                book.checklist.set_item(step, item, due=day)
        else:
            book.checklist.set_item(step, item, **{name: text})

    def wrong_due(self) -> str:
        """Return what is wrong with the day, "" where it can be read; how it was read stands in the list."""
        return self._due.wrong()
