"""Meetings: when they are held, who is present, this run's own plan; and what happens, as events."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from jusou_tui.session.book.core import Ledger
from jusou_tui.session.model import normalise, seats
from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.model.records import Edit, Event, EventKind, changed

EVENT_MESSAGES: Final[dict[EventKind, str]] = {
    "start": "session.change_event_start",
    "finish": "session.change_event_finish",
    "pause": "session.change_event_pause",
    "resume": "session.change_event_resume",
    "adjust": "session.change_event_adjust",
    "skip": "session.change_event_skip",
    "restore": "session.change_event_restore",
    "segment": "session.change_event_segment",
    "next_turn": "session.change_event_next_turn",
    "later": "session.change_event_later",
    "absent": "session.change_event_absent",
    "gap": "session.change_event_gap",
    "clock": "session.change_event_clock",
    "correct": "session.change_event_correct",
    "timer": "common.timer",
    "undo": "session.change_event_undo",
}

_NAMED: Final[dict[EventKind, str]] = {
    "next_turn": "session.change_turn_spoken",
    "later": "session.change_turn_later",
    "absent": "session.change_turn_passed",
}


class Meetings:
    """Changes of meetings. Unknown fields raise TypeError."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def set(self, step: str, **changes: object) -> None:
        """Set fields of a step's meeting: its date, start, cases, who is present, its own plan."""
        before = self.ledger.session.meetings.get(step)
        after = changed(meeting_of(self.ledger.session, step), changes)
        self.ledger.commit(
            "session.change_meeting", Edit(("meetings", step), before, after), facts={"step": step}
        )

    def give_seats(self, step: str, people: Iterable[str]) -> None:
        """Give those of `people` a seat number who have none yet, in their order. Not part of undo."""
        before, meeting = self.ledger.session.meetings.get(step), meeting_of(self.ledger.session, step)
        after = meeting.model_copy(update={"seats": seats.given(meeting.seats, people)})
        if after != meeting:
            edit = Edit(("meetings", step), before, after)
            self.ledger.commit("session.change_meeting", edit, undoable=False, facts={"step": step})


class Events:
    """New events. Unknown fields raise TypeError."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def add(self, kind: EventKind, step: str, at: datetime | None = None, **fields: object) -> str:
        """Record an event, now or `at`; `fields` are further fields of `Event`. Return its id."""
        unknown = fields.keys() - Event.model_fields.keys()
        if unknown:
            raise TypeError(", ".join(sorted(unknown)))
        when = self.ledger.now() if at is None else normalise.instant(at)
        event = Event.model_validate({"at": when, "step": step, "kind": kind, **normalise.values(fields)})
        person = self.ledger.session.participants.get(event.participant or "")
        if person is not None and kind in _NAMED:
            return self.ledger.add(_NAMED[kind], "events", event, {"name": person.name})
        return self.ledger.add(EVENT_MESSAGES[kind], "events", event)

    def undo(self, identifier: str) -> str:
        """Take an event back by a new one of kind "undo". Return the new event's id."""
        return self.add("undo", self.ledger.session.events[identifier].step, target=identifier)
