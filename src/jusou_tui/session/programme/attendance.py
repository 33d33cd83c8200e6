"""Who takes part in a meeting, and how many cases it has: the only home of both rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from jusou_tui.session.programme.days import held, own_day

if TYPE_CHECKING:
    from jusou_tui.curriculum.model import Step
    from jusou_tui.session.model.records import Participant, Session


def meeting_day(session: Session, step: str, today: date | None = None) -> date | None:
    """Return the day of a step's meeting: when it was held if it began, else when it is planned, or `today`.

    It is the local day of the first start that counts, by the clock as it was put right since.
    """
    begun = held(session, step)
    return begun.day if begun is not None else own_day(session.meetings.get(step)) or today


def members(session: Session, step: str, *, today: date | None = None) -> tuple[str, ...]:
    """Return the ids of those who belong to the team on the day of a step's meeting, in order.

    Whoever has left (`Participant.left`) by that day does not. Of a meeting without a day, and without
    `today`, nobody does who has a day of leaving.
    """
    everybody = session.people
    if all(person.left is None for _, person in everybody):
        return tuple(key for key, _ in everybody)
    day = meeting_day(session, step, today)
    return tuple(key for key, person in everybody if _belongs(person, day))


def attendees(session: Session, step: str, *, today: date | None = None) -> tuple[str, ...]:
    """Return the ids of those who take part in a step's meeting, in order.

    They are its `members`; where it has been ticked off who is there (`Meeting.present`), only those of them.
    """
    meeting = session.meetings.get(step)
    here = None if meeting is None else meeting.present
    return tuple(person for person in members(session, step, today=today) if here is None or person in here)


def team(session: Session) -> tuple[str, ...]:
    """Return the ids of those who count in the run, in order: who is a member, or was on a meeting's day."""
    everybody = session.people
    if all(person.left is None for _, person in everybody):
        return tuple(key for key, _ in everybody)
    days = [day for step in _steps(session) if (day := meeting_day(session, step)) is not None]
    return tuple(key for key, person in everybody if any(_belongs(person, day) for day in (None, *days)))


def case_count(step: Step, chosen: int | None, *, unknown: int = 0) -> int:
    """Return how many cases a meeting has: as chosen for it, else the fewest of its step.

    `unknown`: where the curriculum does not say either.
    """
    if chosen is not None:
        return chosen
    return step.cases[0] if step.cases else unknown


def _belongs(person: Participant, day: date | None) -> bool:
    return person.left is None or (day is not None and person.left > day)


def _steps(session: Session) -> Iterable[str]:
    return dict.fromkeys((*session.meetings, *(event.step for event in session.events.values())))
