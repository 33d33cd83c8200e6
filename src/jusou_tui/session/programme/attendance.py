"""Who takes part in a meeting and from when to when, and how many cases it has: the only home of both rules.

Who is at a meeting at all is ticked off (`Meeting.present`); who came late or left early, and when, is
recorded (`Presence`). Who passes in a round is at the meeting all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from jusou_tui.session.model.events import by_the_clock, clock_steps, effective_events
from jusou_tui.session.programme.days import held, held_steps, own_day

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
    `today`, nobody does who has a day of leaving. A guest belongs to one meeting, on whatever day.
    """
    everybody = session.people
    if all(person.left is None for _, person in everybody):
        return tuple(key for key, _ in everybody)
    day = meeting_day(session, step, today)
    return tuple(key for key, person in everybody if _belongs(person, day, step))


def preparing_members(session: Session, step: str, *, today: date | None = None) -> tuple[str, ...]:
    """Return those of the `members` of whom something is asked for before a meeting (`prepares`)."""
    people = session.participants
    return tuple(key for key in members(session, step, today=today) if prepares(people[key]))


def prepares(person: Participant) -> bool:
    """Return whether somebody fills in sheets before a meeting: a member does, no guest and no observer."""
    return not (person.observer or is_guest(person))


def is_guest(person: Participant) -> bool:
    """Return whether somebody is at one meeting only. Who does not leave any more is a member."""
    return person.guest is not None and person.left is not None


def attendees(session: Session, step: str, *, today: date | None = None) -> tuple[str, ...]:
    """Return the ids of those who take part in a step's meeting, all the time or a part of it, in order.

    They are its `members`; where it has been ticked off who is there (`Meeting.present`), only those of them.
    """
    meeting = session.meetings.get(step)
    here = None if meeting is None else meeting.present
    return tuple(person for person in members(session, step, today=today) if here is None or person in here)


def present_with(session: Session, newcomer: str, today: date) -> dict[str, tuple[str, ...]]:
    """Return who is to be ticked off as present (`Meeting.present`) once a newcomer joins the team, by step.

    A meeting that is over stays without the newcomer; where it has been ticked off who is there, one that
    runs or is to come has the newcomer too. Steps where nothing is to change are not among them.
    """
    found = {}
    for step in _steps(session):
        meeting = session.meetings.get(step)
        listed = None if meeting is None else meeting.present
        over = _is_over(session, step, today)
        if over and listed is None:
            found[step] = attendees(session, step, today=today)
        elif listed is not None and not over:
            found[step] = (*listed, newcomer)
    return found


def attended_on(session: Session, person: str, day: date) -> bool:
    """Return whether somebody attended a meeting that began on a day."""
    begun = (step for step, one in held_steps(session).items() if one.day == day)
    return any(person in attendees(session, step) for step in begun)


class Movement(NamedTuple):
    """An attendee came `late`, `left` early, or came `back` after that. `at` by the clock as it goes now.

    `id`: the record's.
    """

    kind: Literal["late", "left", "back"]
    at: datetime
    id: str


def movements(session: Session, step: str) -> dict[str, tuple[Movement, ...]]:
    """Return who came late to a step's meeting or left early, in the order of time, by person.

    Instants have the offset with which they were recorded. Said twice, the first time counts; who came
    before the meeting began did not come late.
    """
    written = [(key, one) for key, one in session.presence.items() if one.step == step]
    if not written:
        return {}
    events = {key: event for key, event in session.events.items() if event.step == step}
    steps, begun = clock_steps(effective_events(events)), held(session, step)
    moments = [(by_the_clock(key, one.at, steps), key, one) for key, one in written]
    found: dict[str, list[Movement]] = {}
    here: dict[str, bool] = {}
    for at, key, one in sorted(moments, key=lambda moment: moment[:2]):
        comes, was = one.kind == "arrived", here.get(one.participant)
        if comes is was:
            continue
        here[one.participant] = comes
        if not (was is None and comes and begun is not None and at <= begun.at):
            kind: Literal["late", "left", "back"] = "left" if not comes else "late" if was is None else "back"
            movement = Movement(kind, at.astimezone(one.at.tzinfo), key)
            found.setdefault(one.participant, []).append(movement)
    return {person: tuple(ones) for person, ones in found.items()}


class Attendance(NamedTuple):
    """Who belongs to the team on a meeting's day, who of them takes part, and who of those came or went."""

    members: tuple[str, ...]
    attendees: tuple[str, ...]
    movements: Mapping[str, tuple[Movement, ...]]

    def here_at(self, at: datetime) -> tuple[str, ...]:
        """Return who is at the meeting at an instant, in order."""
        if not self.movements:
            return self.attendees
        return tuple(one for one in self.attendees if _is_here(self.movements.get(one, ()), at))

    def head_counts(self, moments: Mapping[str, datetime]) -> dict[str, int]:
        """Return how many are there at each moment, by its key; {} where nobody came late or left early."""
        return {key: len(self.here_at(at)) for key, at in moments.items()} if self.movements else {}


def attendance(session: Session, step: str, *, today: date | None = None) -> Attendance:
    """Return who is at a step's meeting, and from when to when. `today`: the day of one that has none."""
    belong, there = members(session, step, today=today), attendees(session, step, today=today)
    moved = movements(session, step)
    return Attendance(belong, there, {person: moved[person] for person in there if person in moved})


def current_members(session: Session, today: date) -> tuple[str, ...]:
    """Return the ids of those who belong to the team today, in order."""
    return tuple(key for key, person in session.people if _belongs(person, today))


def team(session: Session) -> tuple[str, ...]:
    """Return the ids of those who count in the run, in order: who is a member, or was on a meeting's day."""
    everybody = session.people
    if all(person.left is None for _, person in everybody):
        return tuple(key for key, _ in everybody)
    days = {step: day for step in _steps(session) if (day := meeting_day(session, step)) is not None}
    return tuple(
        key
        for key, person in everybody
        if _belongs(person, None) or any(_belongs(person, day, step) for step, day in days.items())
    )


def case_count(steps: Iterable[Step], chosen: Mapping[str, int | None], key: str) -> int:
    """Return how many cases the step `key` of a run has: what was chosen last, up to it.

    The number chosen for one meeting holds for those behind it, until another is chosen. Where none is, it is
    the fewest of the first step that the curriculum gives a number of cases; before that 0. A preparation has
    those of the meeting that it prepares. `steps`: in the order of the run; `chosen`: by step.
    """
    count: int | None = None
    least: int | None = None
    reached = False
    for step in steps:
        if (own := chosen.get(step.id)) is not None:
            count = own
        elif least is None and step.cases is not None:
            least = step.cases[0]
        reached = reached or step.id == key
        if reached and step.kind != "preparation":
            break
    return count if count is not None else least or 0


def chosen_cases(session: Session) -> dict[str, int]:
    """Return the number of cases that was chosen for a step itself, by step, as `case_count` takes it."""
    return {key: meeting.cases for key, meeting in session.meetings.items() if meeting.cases is not None}


def _belongs(person: Participant, day: date | None, step: str | None = None) -> bool:
    if is_guest(person):
        return person.guest == step
    return person.left is None or (day is not None and person.left > day)


def _is_over(session: Session, step: str, today: date) -> bool:
    """Return whether a meeting was finished or declared done, or began before today."""
    meeting, begun = session.meetings.get(step), held(session, step)
    if (
        meeting is not None
        and meeting.closed is not None
        and (begun is not None or meeting.start is not None)
    ):
        return True
    if begun is None:
        return False
    events = effective_events({key: event for key, event in session.events.items() if event.step == step})
    marks = [event.kind for _, event in events if event.kind in {"start", "finish"}]
    return begun.day < today or marks[-1:] == ["finish"]


def _steps(session: Session) -> Iterable[str]:
    return dict.fromkeys((*session.meetings, *(event.step for event in session.events.values())))


def _is_here(moved: Iterable[Movement], at: datetime) -> bool:
    here = True
    for number, movement in enumerate(moved):
        if movement.at > at:
            return here and not (number == 0 and movement.kind == "late")
        here = movement.kind != "left"
    return here
