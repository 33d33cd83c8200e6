"""The fields of one person as typed; what cannot be read stays as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.app.spans import said_day, typed_day
from jusou_tui.errors import InputError
from jusou_tui.messages import t, word
from jusou_tui.text.clean import clean_line
from jusou_tui.text.numerals import parse_date

if TYPE_CHECKING:
    from jusou_tui.app.readings import Readings


class PersonFields:
    """Name, affiliation, and the day from which the person is no longer there."""

    def __init__(self, desk: Readings, person: str) -> None:
        self._desk = desk
        self._id = person
        self._draft = f"person-{person}-left"

    def value(self, name: str) -> str:
        """Return the text of `name`, `affiliation` or `left`."""
        person = self._desk.book.session.participants[self._id]
        if name == "left":
            if draft := self._desk.book.draft(self._draft):
                return draft.text
            return typed_day(person.left) if person.left else ""
        return person.name if name == "name" else person.affiliation

    def type(self, name: str, text: str) -> None:
        """Take a field's new text. A name that is being emptied stays what it was."""
        book = self._desk.book
        if name == "left":
            self._type_left(text)
        elif name != "name" or clean_line(text):
            book.type_participant(self._id, **{name: text})

    def said(self) -> tuple[str, bool]:
        """Return what there is to say about the fields, and whether one is wrong."""
        today = self._desk.clock.now().date()
        if draft := self._desk.book.draft(self._draft):
            try:
                parse_date(draft.text.strip(), today)
            except InputError as error:
                return word(error), True
        left = self._desk.book.session.participants[self._id].left
        return (t("programme.left_told", day=said_day(left, today)), False) if left else ("", False)

    def _type_left(self, text: str) -> None:
        book, typed = self._desk.book, text.strip()
        try:
            day = parse_date(typed, self._desk.clock.now().date()) if typed else None
        except InputError:
            book.set_draft(self._draft, text)
            return
        if book.draft(self._draft):
            book.clear_draft(self._draft)
        if book.session.participants[self._id].left != day:
            book.edit_participant(self._id, left=day)
