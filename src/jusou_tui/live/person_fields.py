"""The fields of one person as typed; what cannot be read stays as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.live.fields import TypedDay
from jusou_tui.text.clean import clean_line
from jusou_tui.wording import t
from jusou_tui.wording.dates import short_date_text

if TYPE_CHECKING:
    from jusou_tui.live.session import LiveSession


class PersonFields:
    """Name, affiliation, and the day from which the person is no longer there."""

    def __init__(self, live: LiveSession, person: str) -> None:
        self._live = live
        self._id = person
        self._left = TypedDay(live, f"person-{person}-left")

    def value(self, name: str) -> str:
        """Return the text of `name`, `affiliation` or `left`."""
        person = self._live.book.session.participants[self._id]
        if name == "left":
            return self._left.text(person.left)
        return person.name if name == "name" else person.affiliation

    def type(self, name: str, text: str) -> None:
        """Take a field's new text. A name that is being emptied stays what it was."""
        book = self._live.book
        if name == "left":
            self._type_left(text)
        elif name != "name" or clean_line(text):
            book.people.edit_typed(self._id, **{name: text})

    def said(self) -> tuple[str, bool]:
        """Return what there is to say about the fields, and whether one is wrong."""
        if wrong := self._left.wrong():
            return wrong, True
        today = self._live.clock.now().date()
        left = self._live.book.session.participants[self._id].left
        return (t("programme.left_text", day=short_date_text(left, today)), False) if left else ("", False)

    def _type_left(self, text: str) -> None:
        readable, day = self._left.take(text)
        if readable and self._live.book.session.participants[self._id].left != day:
            self._live.book.people.edit(self._id, left=day)
