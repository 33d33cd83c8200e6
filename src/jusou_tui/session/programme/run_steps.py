"""The steps of a run and their states."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from jusou_tui.session.model.queries import events_of, meeting_of, sheets_of
from jusou_tui.session.programme.attendance import case_count, members
from jusou_tui.session.programme.checklist import items_of
from jusou_tui.session.programme.todos import left_open
from jusou_tui.session.worksheets.layout import is_begun

if TYPE_CHECKING:
    from jusou_tui.curriculum.model import Curriculum, Step, Variant, Worksheet
    from jusou_tui.session.model.records import Meeting, Session


State = Literal["not_begun", "under_way", "held", "left_out"]
_REPEATED = re.compile(r"(.+)-([2-9]|[1-9][0-9]+)\Z")


@dataclass(frozen=True)
class Stage:
    """One step of a run. `number`: 2 for its second meeting. `day`, `until`: when it is held."""

    step: Step
    base: str
    number: int
    state: State
    day: date | None
    until: date | None
    start: datetime | None


def base_of(curriculum: Curriculum, key: str) -> tuple[str, int]:
    """Return the curriculum's step and which meeting of it a key names: `step1-2` is step1's second."""
    if curriculum.step(key) is None and (found := _REPEATED.match(key)):
        return found[1], int(found[2])
    return key, 1


def step_of(curriculum: Curriculum, key: str) -> Step | None:
    """Return the step of a key; of a repeated one a copy that has the key as its id. None: there is none."""
    base, number = base_of(curriculum, key)
    step = curriculum.step(base)
    if step is None or number == 1:
        return step
    return step.model_copy(update={"id": key, "label": f"{step.label} ({number})"})


def keys_of(curriculum: Curriculum, session: Session) -> list[str]:
    """Return the run's steps in the order of the curriculum, each followed by its further meetings."""
    known = {*session.meetings, *(event.step for event in session.events.values())}
    repeated: dict[str, list[int]] = {}
    for key in known:
        base, number = base_of(curriculum, key)
        if number > 1:
            repeated.setdefault(base, []).append(number)
    return [
        key
        for step in curriculum.steps
        for key in (step.id, *(f"{step.id}-{number}" for number in sorted(repeated.get(step.id, ()))))
    ]


def further_key(curriculum: Curriculum, session: Session, key: str) -> str:
    """Return the key of one more meeting of a step."""
    base, _ = base_of(curriculum, key)
    taken = {*keys_of(curriculum, session), *(step.id for step in curriculum.steps)}
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"


def variant_of(curriculum: Curriculum, session: Session) -> Variant | None:
    """Return the run's variant, None where the curriculum does not (or no longer) know it."""
    return next((entry for entry in curriculum.variants if entry.id == session.session.variant), None)


def left_out(curriculum: Curriculum, session: Session) -> tuple[str, ...]:
    """Return the keys of the steps that are left out: by the variant or on the spot."""
    variant = variant_of(curriculum, session)
    without = variant.left_out(step.id for step in curriculum.steps) if variant else frozenset()
    found = []
    for key in keys_of(curriculum, session):
        meeting = session.meetings.get(key)
        chosen = meeting.left_out if meeting else None
        if chosen or (chosen is None and key in without):
            found.append(key)
    return tuple(found)


def stages(curriculum: Curriculum, session: Session, today: date) -> list[Stage]:
    """Return the run's steps with their states and dates."""
    out = set(left_out(curriculum, session))
    last: dict[str, str] = {}
    for _, event in events_of(session):
        if event.kind in {"start", "finish"}:
            last[event.step] = event.kind
    touched = _touched(session)
    found = []
    for key in keys_of(curriculum, session):
        step = step_of(curriculum, key)
        if step is None:
            continue
        base, number = base_of(curriculum, key)
        meeting = meeting_of(session, key)
        day = planned_day(curriculum, session, key)
        state: State = "not_begun"
        if key in last or (meeting.closed is not None and key not in out):
            state = "held" if meeting.closed is not None or last.get(key) == "finish" else "under_way"
        elif key in out:
            state = "left_out"
        elif step.kind != "meeting" and _all_done(session, step):
            state = "held"
        elif step.kind != "meeting" and (key in touched or (day is not None and day <= today)):
            state = "under_way"
        found.append(Stage(step, base, number, state, day, meeting.until, meeting.start))
    return found


def current(found: Iterable[Stage]) -> Stage | None:
    """Return the step to go on with: a meeting that runs, else the first one under way, else not begun.

    Steps after the last one that was held come first: nobody returns to an earlier preparation then.
    """
    stages = list(found)
    last_held = max((place for place, stage in enumerate(stages) if stage.state == "held"), default=-1)
    running = (stage for stage in stages if stage.state == "under_way" and stage.step.kind == "meeting")
    behind = [stage for stage in stages[last_held + 1 :] if stage.state in {"under_way", "not_begun"}]
    open_ones = behind or [stage for stage in stages if stage.state in {"under_way", "not_begun"}]
    begun = (stage for stage in open_ones if stage.state == "under_way")
    return next(running, None) or next(begun, open_ones[0] if open_ones else None)


def moved_to(meeting: Meeting, day: date | None) -> dict[str, object]:
    """Return the fields of a meeting on another day; its times stay what the clock shows."""
    changes: dict[str, object] = {"date": day}
    if day is not None and meeting.start is not None:
        start = datetime.combine(day, meeting.start.timetz())
        changes["start"] = start
        if meeting.booked_end is not None:
            changes["booked_end"] = start + (meeting.booked_end - meeting.start)
    return changes


def before(found: list[Stage], key: str) -> list[Stage]:
    """Return the steps before one."""
    return found[: next((number for number, stage in enumerate(found) if stage.step.id == key), 0)]


def meetings_of_the_day(curriculum: Curriculum, session: Session, key: str) -> tuple[str, ...]:
    """Return the keys of the meetings that are held on one day with this one, in order and with it.

    On one day are those with the same date, and those that the variant holds on one day without another date.
    In the order of their starts, where all have one; else as in the curriculum.
    """
    known = keys_of(curriculum, session)
    if key not in known or not _is_meeting(curriculum, key):
        return (key,)
    out = left_out(curriculum, session)
    variant = variant_of(curriculum, session)
    together = variant.same_day if variant is not None and key in variant.same_day else ()
    day = planned_day(curriculum, session, key)
    found = [
        other
        for other in known
        if other == key
        or (
            other not in out
            and _is_meeting(curriculum, other)
            and planned_day(curriculum, session, other) == day
            and (day is not None or other in together)
        )
    ]
    meetings = [session.meetings.get(other) for other in found]
    starts = [
        (meeting.start, other)
        for meeting, other in zip(meetings, found, strict=True)
        if meeting and meeting.start
    ]
    return tuple(other for _, other in sorted(starts)) if len(starts) == len(found) else tuple(found)


def _is_meeting(curriculum: Curriculum, key: str) -> bool:
    step = step_of(curriculum, key)
    return step is not None and step.kind == "meeting"


def planned_day(curriculum: Curriculum, session: Session, key: str) -> date | None:
    """Return the date of a step, else that of one which the variant holds on one day with it."""
    meeting = session.meetings.get(key)
    if meeting is not None and meeting.date is not None:
        return meeting.date
    variant = variant_of(curriculum, session)
    if variant is None or key not in variant.same_day:
        return None
    dates = (session.meetings[other].date for other in variant.same_day if other in session.meetings)
    return next((day for day in dates if day), None)


def _all_done(session: Session, step: Step) -> bool:
    """Whether every line of the step's list is ticked off."""
    items = items_of(session, step)
    return bool(items) and all(item.done for item in items)


def _touched(session: Session) -> set[str]:
    """Return the steps for which something was taken down."""
    return {
        entry.step
        for table in (session.notes, session.sheets, session.todos)
        for entry in table.values()
        if entry.step is not None
    }


Topic = Literal["day", "start", "members", "cases", "sheet", "organiser", "preparation", "todos"]


@dataclass(frozen=True)
class Need:
    """One thing that a step wants; `ready` where it is there. `facts` fill the sentence."""

    topic: Topic
    ready: bool
    facts: dict[str, object] = field(default_factory=dict)


def needs(curriculum: Curriculum, session: Session, found: list[Stage], key: str) -> list[Need]:
    """Return what a step needs, in the order in which one sees to it.

    A step that is over needs nothing before it starts, nor does a meeting that is being held.
    """
    stage = next((one for one in found if one.step.id == key), None)
    if stage is None or stage.state in {"held", "left_out"}:
        return []
    step = stage.step
    if step.kind == "meeting" and stage.state == "under_way":
        return []
    listed = [Need("day", stage.day is not None)]
    if step.kind == "meeting":
        listed.append(Need("start", stage.start is not None))
        people = members(session, key, today=stage.day)
        listed.append(Need("members", bool(people), {"count": len(people)}))
    listed += _sheets(curriculum, session, step)
    items = items_of(session, step)
    for topic, kind in (("organiser", "organiser"), ("preparation", "members")):
        listed_items = [item for item in items if item.kind == kind]
        if listed_items:
            done = sum(item.done for item in listed_items)
            facts: dict[str, object] = {"done": done, "count": len(listed_items)}
            listed.append(Need(topic, done == len(listed_items), facts))  # type: ignore[arg-type] # one of two topics
    earlier = {one.step.id for one in before(found, key)}
    if earlier:
        still = len(left_open(session, curriculum, earlier))
        listed.append(Need("todos", not still, {"count": still}))
    return listed


def sheets_needed(curriculum: Curriculum, session: Session, step: Step) -> list[Worksheet]:
    """Return the worksheets that should be filled when a step begins.

    Those that it reads and an earlier step fills, and those that are filled for the step as a whole. A sheet
    that only a step that is left out would fill is not asked for.
    """
    base, _ = base_of(curriculum, step.id)
    order = [one.id for one in curriculum.steps]
    out = set(left_out(curriculum, session))
    earlier = {one for one in order[: order.index(base)] if one not in out}
    wanted = []
    for sheet in curriculum.worksheets:
        reads = any(place.split("/")[0] == base for place in sheet.read_in)
        filled_before = any(place.split("/")[0] in earlier for place in sheet.filled_in)
        if base in sheet.filled_in or (reads and filled_before):
            wanted.append(sheet)
    return wanted


def begun_count(session: Session, worksheet: Worksheet) -> int:
    """Return how many sheets of a worksheet have text other than that of their blank."""
    return sum(is_begun(worksheet, sheet) for _, sheet in sheets_of(session, worksheet=worksheet.id))


def _sheets(curriculum: Curriculum, session: Session, step: Step) -> list[Need]:
    listed = []
    for sheet in sheets_needed(curriculum, session, step):
        there = begun_count(session, sheet)
        if sheet.per_case:
            cases = case_count(step, meeting_of(session, step.id).cases, unknown=1)
            facts: dict[str, object] = {"title": sheet.name, "there": there, "cases": cases}
            listed.append(Need("cases", there >= cases, facts))
        else:
            listed.append(Need("sheet", there > 0, {"title": sheet.name}))
    return listed
