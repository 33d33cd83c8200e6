"""A day as typed: what cannot be read yet stays as a draft under a name of its own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from jusou_tui.errors import InputError
from jusou_tui.text.parse import parse_date
from jusou_tui.wording import message_text
from jusou_tui.wording.dates import typed_date_text

if TYPE_CHECKING:
    from jusou_tui.live.session import LiveSession


class TypedDay:
    """The field of one day, kept by the draft `name` while it cannot be read."""

    def __init__(self, live: LiveSession, name: str) -> None:
        self._live = live
        self._name = name

    def text(self, day: date | None) -> str:
        """Return what stands in the field: as typed while it cannot be read, else the recorded day."""
        if draft := self._live.book.session.drafts.get(self._name):
            return draft.text
        return typed_date_text(day) if day else ""

    def take(self, text: str) -> tuple[bool, date | None]:
        """Take new text: (True, its day, None where empty), or (False, None) while it cannot be read."""
        book, typed = self._live.book, text.strip()
        try:
            day = self._read(typed) if typed else None
        except InputError:
            book.drafts.set(self._name, text)
            return False, None
        if book.session.drafts.get(self._name):
            book.drafts.clear(self._name)
        return True, day

    def wrong(self) -> str:
        """Return what is wrong with what stands in the field, "" where it can be read."""
        if draft := self._live.book.session.drafts.get(self._name):
            try:
                self._read(draft.text.strip())
            except InputError as error:
                return message_text(error)
        return ""

    def _read(self, typed: str) -> date:
        return parse_date(typed, self._live.clock.now().date())
