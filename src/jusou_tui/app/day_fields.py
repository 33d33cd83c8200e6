"""The days of a step as typed: into the records where they can be read, else kept as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from jusou_tui.app.spans import typed_day
from jusou_tui.curriculum.model import Step
from jusou_tui.errors import InputError
from jusou_tui.messages import word
from jusou_tui.session.journey import moved_to
from jusou_tui.text.numerals import parse_date

if TYPE_CHECKING:
    from jusou_tui.app.readings import Readings

Name = Literal["first", "last"]


class DayFields:
    """First and last day of one step. A meeting has a first day only, and its times go with it."""

    def __init__(self, desk: Readings, step: Step) -> None:
        self._desk = desk
        self._key = step.id

    def value(self, name: str) -> str:
        """Return a field's text: as typed while it cannot be read, else from the records."""
        if draft := self._desk.book.draft(self._draft(name)):
            return draft.text
        meeting = self._desk.book.meeting(self._key)
        day = meeting.date if name == "first" else meeting.until
        return typed_day(day) if day else ""

    def type(self, name: str, text: str) -> None:
        """Take a field's new text."""
        book, typed = self._desk.book, text.strip()
        try:
            day = parse_date(typed, self._desk.clock.now().date()) if typed else None
        except InputError:
            book.set_draft(self._draft(name), text)
            return
        if book.draft(self._draft(name)):
            book.clear_draft(self._draft(name))
        meeting = book.meeting(self._key)
        changes: dict[str, object] = {"until": day} if name == "last" else moved_to(meeting, day)
        if any(getattr(meeting, field) != value for field, value in changes.items()):
            book.set_meeting(self._key, **changes)

    def wrong(self) -> str:
        """Return what is wrong with one of the days, "" where both can be read."""
        today = self._desk.clock.now().date()
        for name in ("first", "last"):
            if draft := self._desk.book.draft(self._draft(name)):
                try:
                    parse_date(draft.text.strip(), today)
                except InputError as error:
                    return word(error)
        return ""

    def _draft(self, name: str) -> str:
        return f"step-{self._key}-{name}"
