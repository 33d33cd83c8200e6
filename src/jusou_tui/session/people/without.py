"""What is left of meetings and checklists without a person."""

from __future__ import annotations

from jusou_tui.session.model.items import who_hands_in
from jusou_tui.session.model.records import Edit, Meeting, Session
from jusou_tui.session.people.groups import groups_left


def presence_without(session: Session, person: str) -> list[Edit]:
    """Return the edits that remove when a person came late to meetings or left early."""
    return [
        Edit(("presence", key), one, None)
        for key, one in session.presence.items()
        if one.participant == person
    ]


def hand_ins_without(session: Session, person: str) -> list[Edit]:
    """Return the edits that remove which sheets a person handed in."""
    return [
        Edit(("todos", key), todo, None)
        for key, todo in session.todos.items()
        if (found := who_hands_in(todo.item)) is not None and found[1] == person
    ]


def meeting_without(meeting: Meeting, person: str) -> Meeting:
    """Return a meeting without a person in its lists and groups; the number of the seat is nobody else's."""
    present = meeting.present
    remaining = None if present is None else tuple(one for one in present if one != person)
    others = {one for group in meeting.groups.values() for one in group} - {person}
    groups, reporting = groups_left(meeting.groups, meeting.reporting, others)
    return meeting.model_copy(update={"present": remaining, "groups": groups, "reporting": reporting})
