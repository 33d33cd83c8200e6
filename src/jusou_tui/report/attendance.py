"""Who was at a meeting, in words: names, with when somebody came late, left early, or came back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.session.model.records import Participant, Session
from jusou_tui.session.people.identity import labels
from jusou_tui.session.programme.attendance import Movement, attendance, is_guest
from jusou_tui.session.programme.run_steps import step_of
from jusou_tui.wording import t
from jusou_tui.wording.values import bracketed, list_text, movement_label, role_label, time_text


class Attendee(NamedTuple):
    """Somebody who was at a meeting, and when they came late or left early."""

    name: str
    movements: tuple[Movement, ...] = ()

    @property
    def text(self) -> str:
        """The name, with what is to be said about the attendance: `例野 一郎（遅れて到着 14:05）`."""
        return self.name + bracketed(movements_text(self.movements))


def attendees_of(session: Session, step: str) -> tuple[Attendee, ...]:
    """Return who was at a step's meeting, all the time or a part of it, in order."""
    found, names = attendance(session, step), labels(session.participants)
    return tuple(Attendee(names[person], found.movements.get(person, ())) for person in found.attendees)


def guest_text(curriculum: Curriculum | None, person: Participant) -> str:
    """Return at which meeting alone a guest is, "" for a member."""
    if not is_guest(person) or person.guest is None:
        return ""
    step = step_of(curriculum, person.guest) if curriculum is not None else None
    return t("report.guest_of", step=step.label if step is not None else person.guest)


def movements_text(moved: Sequence[Movement]) -> str:
    """Return when somebody came late or left early: `遅れて到着 14:05、退席 15:10`; "" for neither."""
    return list_text(f"{movement_label(one.kind)} {time_text(one.at)}" for one in moved)


def attendance_text(attendees: Sequence[Attendee]) -> str:
    """Return how many were there, and who of them came late or left early; "" for nobody."""
    if not attendees:
        return ""
    notes = list_text(one.text for one in attendees if one.movements)
    if notes:
        return t("common.people_named", count=len(attendees), names=notes)
    return t("common.people_count", count=len(attendees))


def role_text(person: Participant) -> str:
    """Return a role in words; of an observer that, behind any role but a member's."""
    if not person.observer:
        return role_label(person.role)
    own = [] if person.role == "member" else [role_label(person.role)]
    return list_text([*own, t("minutes.observers")])
