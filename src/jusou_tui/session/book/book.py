"""The only way to change an open session."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.errors import InputError
from jusou_tui.session.book.checklist import Course
from jusou_tui.session.book.core import changed
from jusou_tui.session.book.history import Change, Edit, Undone
from jusou_tui.session.model import normalise
from jusou_tui.session.model.ids import new_id
from jusou_tui.session.model.records import Event, EventKind, Meta, Participant, Role, Session
from jusou_tui.session.people.replace_name import meeting_without
from jusou_tui.text.clean import clean_line

__all__ = ["Change", "Edit", "SessionBook", "Undone", "new_session"]

_EVENT_CHANGES: dict[EventKind, str] = {
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


class SessionBook(Course):
    """An open session: the team, the meetings and what happens; entries and sheets below.

    Texts are cleaned, instants cut to milliseconds. Unknown ids raise KeyError, unknown fields TypeError.
    """

    def set_meta(self, **changes: object) -> None:
        """Change what is said about the run, such as `title`."""
        self._commit("session.change_meta", Edit(("session", ""), self.meta, changed(self.meta, changes)))

    def add_participant(self, name: str, affiliation: str = "", role: Role = "member") -> str:
        """Add a person behind the last one. Return the id."""
        cleaned = clean_line(name)
        if not cleaned:
            raise InputError("session.name_empty")
        identifier = self.fresh_id()
        rank = max((person.rank for person in self.session.participants.values()), default=0)
        person = Participant(name=cleaned, affiliation=clean_line(affiliation), role=role, rank=rank)
        edit = Edit(("participants", identifier), None, person)
        self._commit("session.change_participant_added", edit, facts={"name": cleaned})
        return identifier

    def edit_participant(self, identifier: str, **changes: object) -> None:
        """Change fields of a participant."""
        person = self.session.participants[identifier]
        edit = Edit(("participants", identifier), person, changed(person, changes))
        self._commit("session.change_participant_edited", edit, facts={"name": person.name})

    def remove_participant(self, identifier: str) -> None:
        """Remove a participant, also from the lists of who is there and from the groups."""
        person = self.session.participants[identifier]
        edits = [Edit(("participants", identifier), person, None)]
        for step, meeting in self.session.meetings.items():
            without = meeting_without(meeting, identifier)
            if without != meeting:
                edits.append(Edit(("meetings", step), meeting, without))
        self._commit("session.change_participant_removed", *edits, facts={"name": person.name})

    def set_meeting(self, step: str, **changes: object) -> None:
        """Set fields of a step's meeting: its date, start, cases, who is present, its own plan."""
        before = self.session.meetings.get(step)
        edit = Edit(("meetings", step), before, changed(self.meeting(step), changes))
        self._commit("session.change_meeting", edit, facts={"step": step})

    def add_event(self, kind: EventKind, step: str, at: datetime | None = None, **facts: object) -> str:
        """Take down that something happened, now or `at`. Return the event's id."""
        when = self.now() if at is None else normalise.instant(at)
        given = {"at": when, "step": step, "kind": kind, **normalise.values(facts)}
        unknown = facts.keys() - Event.model_fields.keys()
        if unknown:
            raise TypeError(", ".join(sorted(unknown)))
        event, identifier = Event.model_validate(given), self.fresh_id()
        self._commit(_EVENT_CHANGES[kind], Edit(("events", identifier), None, event))
        return identifier

    def undo_event(self, identifier: str) -> str:
        """Take an event back by a new one that says so. Return the new event's id."""
        return self.add_event("undo", self.session.events[identifier].step, target=identifier)

    def set_view(self, **changes: object) -> None:
        """Keep where the facilitator is. Not part of undo."""
        edit = Edit(("view", ""), self.view, changed(self.view, changes))
        self._commit("session.change_view", edit, undoable=False)


def new_session(  # noqa: PLR0917 - what the set-up asks, in its order
    title: str,
    organisation: str,
    curriculum: Curriculum,
    digest: str,
    path: Path | str | None,
    variant: str,
    now: datetime,
) -> Session:
    """Return an empty session. `path`: where the curriculum's file was, None for a shipped one."""
    at = normalise.instant(now)
    meta = Meta(
        id=new_id(at),
        title=clean_line(title),
        organisation=clean_line(organisation),
        created=at,
        curriculum=curriculum.id,
        curriculum_path=None if path is None else str(path),
        curriculum_version=curriculum.version,
        curriculum_digest=digest,
        variant=variant,
    )
    return Session(session=meta)
