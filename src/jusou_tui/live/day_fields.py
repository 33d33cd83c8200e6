"""The days of a step as typed: into the records where they can be read, else kept as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.curriculum.model import Step
from jusou_tui.live.fields import TypedDay
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.programme.progress import moved_to

if TYPE_CHECKING:
    from jusou_tui.live.session import LiveSession


class DayFields:
    """First and last day of one step. A meeting has a first day only, and its times go with it."""

    def __init__(self, live: LiveSession, step: Step) -> None:
        self._live = live
        self._key = step.id
        self._days = {name: TypedDay(live, f"step-{step.id}-{name}") for name in ("first", "last")}

    def value(self, name: str) -> str:
        """Return a field's text: as typed while it cannot be read, else from the records."""
        meeting = meeting_of(self._live.book.session, self._key)
        return self._days[name].text(meeting.date if name == "first" else meeting.until)

    def type(self, name: str, text: str) -> None:
        """Take a field's new text."""
        readable, day = self._days[name].take(text)
        if not readable:
            return
        meeting = meeting_of(self._live.book.session, self._key)
        changes: dict[str, object] = {"until": day} if name == "last" else moved_to(meeting, day)
        if any(getattr(meeting, field) != value for field, value in changes.items()):
            self._live.book.meetings.set(self._key, **changes)

    def wrong(self) -> str:
        """Return what is wrong with one of the days, "" where both can be read."""
        return next((said for day in self._days.values() if (said := day.wrong())), "")
