"""Days of steps: when a meeting was held, which days come in order, where a day without its year belongs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from jusou_tui.session.model.events import corrected_events, effective_events
from jusou_tui.text.typed_days import Expected

if TYPE_CHECKING:
    from jusou_tui.session.model.records import Event, Meeting, Session


class Held(NamedTuple):
    """When a step's meeting began: the day by the clocks where it was held, and the instant."""

    day: date
    at: datetime


def held(session: Session, step: str) -> Held | None:
    """Return when a step's meeting began, by the clock as it was put right since; None where it did not."""
    return _begun((key, event) for key, event in session.events.items() if event.step == step)


def held_steps(session: Session) -> dict[str, Held]:
    """Return when the meetings began that did, by step."""
    events: dict[str, list[tuple[str, Event]]] = {}
    for key, event in session.events.items():
        events.setdefault(event.step, []).append((key, event))
    found = {step: _begun(happened) for step, happened in events.items()}
    return {step: began for step, began in found.items() if began is not None}


def own_day(meeting: Meeting | None) -> date | None:
    """Return the day for which a meeting is planned by itself: its date, else that of its start."""
    if meeting is None:
        return None
    return meeting.date or (meeting.start.date() if meeting.start is not None else None)


def _begun(events: Iterable[tuple[str, Event]]) -> Held | None:
    starts = (entry for entry in corrected_events(events) if entry.event.kind == "start")
    first = next(starts, None)
    return None if first is None else Held(first.day, first.at.astimezone(first.event.at.tzinfo))


class StepDays(NamedTuple):
    """The days of a step in the order of the programme: the first and the last one that are known.

    `follows`: the step of which it is a further meeting, which need not come before the next step.
    """

    key: str
    first: date
    last: date
    follows: str | None = None


def out_of_order(days: Sequence[StepDays]) -> list[tuple[StepDays, StepDays]]:
    """Return each pair of steps of which the one that comes first ends after the other one begins."""
    pairs = ((one, other) for number, one in enumerate(days) for other in days[number + 1 :])
    return [(one, other) for one, other in pairs if _comes_first(one, other) and one.last > other.first]


def expected_beside(days: Sequence[StepDays], keys: Sequence[str], key: str) -> Expected:
    """Return between which days a step is expected, by those of the others. `keys`: all steps in order."""
    place = keys.index(key) if key in keys else len(keys)
    known: Mapping[str, StepDays] = {one.key: one for one in days if one.follows is None}
    earlier = [known[other].last for other in keys[:place] if other in known]
    later = [known[other].first for other in keys[place + 1 :] if other in known]
    return Expected(max(earlier, default=None), min(later, default=None))


def _comes_first(one: StepDays, other: StepDays) -> bool:
    """Whether the programme wants a step before another one that is listed behind it."""
    return one.follows is None and other.follows in {None, one.key}


State = Literal["ahead", "running", "held"]


class PlannedOrHeld(NamedTuple):
    """A step that has a day: that on which it was held, else the planned one; `start` where it is known."""

    step: str
    day: date
    state: State
    start: datetime | None = None


def dated_steps(session: Session) -> tuple[PlannedOrHeld, ...]:
    """Return the steps that have a day, by that day; without a curriculum also those that are no meetings."""
    began = held_steps(session)
    last: dict[str, str] = {}
    for _, event in effective_events(session.events):
        if event.kind in {"start", "finish"}:
            last[event.step] = event.kind
    found = []
    for step in dict.fromkeys((*session.meetings, *began)):
        meeting = session.meetings.get(step)
        closed = meeting is not None and meeting.closed is not None
        if (here := began.get(step)) is not None:
            runs = last.get(step) == "start" and not closed
            found.append(PlannedOrHeld(step, here.day, "running" if runs else "held", here.at))
        elif meeting is not None and not meeting.left_out and (day := own_day(meeting)) is not None:
            found.append(PlannedOrHeld(step, day, "held" if closed else "ahead", meeting.start))
    return tuple(sorted(found, key=lambda one: (one.day, one.step)))


def in_sight(steps: Iterable[PlannedOrHeld], today: date) -> PlannedOrHeld | None:
    """Return which of a run's meetings a list shows: the one that runs, else the next, else the last one."""
    listed = list(steps)
    running = [one for one in listed if one.state == "running"]
    ahead = [one for one in listed if one.state == "ahead" and one.day >= today]
    return next(iter([*running[-1:], *ahead, *listed[-1:]]), None)
