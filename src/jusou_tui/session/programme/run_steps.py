"""The steps of a run and their states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from jusou_tui.session.model.queries import events_of, meeting_of, sheets_of
from jusou_tui.session.programme.attendance import case_count, chosen_cases, members, preparing_members
from jusou_tui.session.programme.checklist import ChecklistItem, items_of
from jusou_tui.session.programme.days import (
    Held,
    StepDays,
    expected_beside,
    held,
    held_steps,
    out_of_order,
    own_day,
)
from jusou_tui.session.programme.hand_ins import hand_ins
from jusou_tui.session.programme.todos import left_open
from jusou_tui.session.worksheets.layout import is_begun
from jusou_tui.text.typed_days import Expected
from jusou_tui.wording.values import date_text

if TYPE_CHECKING:
    from jusou_tui.curriculum.model import Curriculum, Step, Variant, Worksheet
    from jusou_tui.session.model.records import Session


State = Literal["not_begun", "under_way", "held", "left_out"]
_REPEATED = re.compile(r"(.+)-([2-9]|[1-9][0-9]+)\Z")


class Stage(NamedTuple):
    """One step of a run. `number`: 2 for its second meeting.

    `day`, `until`: when it was held, else is planned; `start`: when it began, else is planned to. `planned`:
    the day that was planned, where the meeting was held on another one.
    """

    step: Step
    base: str
    number: int
    state: State
    day: date | None
    until: date | None
    start: datetime | None
    planned: date | None = None


def set_start(session: Session, stage: Stage) -> datetime | None:
    """Return for when a meeting was set, also where it began at another hour of that day."""
    own = meeting_of(session, stage.step.id).start
    return own if own is not None and own.date() == stage.day else stage.start


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


def cases_of(curriculum: Curriculum | None, session: Session, key: str) -> int:
    """Return how many cases a step of a run has; without its curriculum only what was chosen for it."""
    chosen = chosen_cases(session)
    if curriculum is None:
        return chosen.get(key, 0)
    steps = (step_of(curriculum, one) for one in keys_of(curriculum, session))
    return case_count((step for step in steps if step is not None), chosen, key)


def sheets_for_cases(curriculum: Curriculum, session: Session, key: str) -> int:
    """Return how many sheets a step wants of a worksheet with one for each case: at least one."""
    return max(1, cases_of(curriculum, session, key))


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
    touched, began = _touched(curriculum, session), held_steps(session)
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
        start = meeting.start
        planned = None
        if (here := began.get(key)) is not None:
            planned = day if day != here.day else None
            day, start = here.day, here.at
        found.append(Stage(step, base, number, state, day, meeting.until, start, planned))
    return found


def days_of(found: Iterable[Stage]) -> list[StepDays]:
    """Return the days of the steps that have one and are not left out, in order."""
    listed = []
    for stage in found:
        first = stage.day or stage.until
        if first is not None and stage.state != "left_out":
            last = max(first, stage.until or first) if stage.step.kind != "meeting" else first
            listed.append(StepDays(stage.step.id, first, last, stage.base if stage.number > 1 else None))
    return listed


def expected_days(curriculum: Curriculum, session: Session, key: str, today: date) -> Expected:
    """Return where a day of a step is expected that is typed without its year."""
    found = stages(curriculum, session, today)
    stage = next((one for one in found if one.step.id == key), None)
    if stage is not None and stage.number > 1:
        base = next((one.day for one in found if one.step.id == stage.base), None)
        return Expected(first=base)
    if stage is not None and key in held_steps(session):
        return Expected(near=stage.day)
    return expected_beside(days_of(found), [one.step.id for one in found], key)


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


def before(found: list[Stage], key: str) -> list[Stage]:
    """Return the steps before one."""
    return found[: next((number for number, stage in enumerate(found) if stage.step.id == key), 0)]


def meetings_of_the_day(
    curriculum: Curriculum, session: Session, key: str, *, since: date = date.min
) -> tuple[str, ...]:
    """Return the keys of the meetings that are held on one day with this one, in order and with it.

    On one day are those with the same date, and those that the variant holds on one day without another date.
    What was planned for one day moves with a meeting that is held on another, until that day is over: `since`
    is the first day that is not. What was held on two days is not of one. In the order of their starts, where
    all have one; else as in the curriculum.
    """
    known = keys_of(curriculum, session)
    if key not in known or not _is_meeting(curriculum, key):
        return (key,)
    out = left_out(curriculum, session)
    variant = variant_of(curriculum, session)
    together = variant.same_day if variant is not None and key in variant.same_day else ()
    day, began = planned_day(curriculum, session, key), held_steps(session)
    found = [
        other
        for other in known
        if other == key
        or (
            other not in out
            and _is_meeting(curriculum, other)
            and planned_day(curriculum, session, other) == day
            and (day is not None or other in together)
            and _share_a_day(began.get(key), began.get(other), since)
        )
    ]
    meetings = [session.meetings.get(other) for other in found]
    starts = [
        (meeting.start, other)
        for meeting, other in zip(meetings, found, strict=True)
        if meeting and meeting.start
    ]
    return tuple(other for _, other in sorted(starts)) if len(starts) == len(found) else tuple(found)


def _share_a_day(one: Held | None, other: Held | None, since: date) -> bool:
    """Whether two meetings that were planned for one day are still to be seen as of one day."""
    if one is not None and other is not None:
        return one.day == other.day
    begun = one or other
    return begun is None or begun.day >= since


def _is_meeting(curriculum: Curriculum, key: str) -> bool:
    step = step_of(curriculum, key)
    return step is not None and step.kind == "meeting"


def planned_otherwise(curriculum: Curriculum | None, session: Session, key: str) -> date | None:
    """Return the day for which a meeting was planned that was held on another one, else None."""
    meeting = session.meetings.get(key)
    day = own_day(meeting) if curriculum is None else planned_day(curriculum, session, key)
    began = None if day is None else held(session, key)
    return day if began is not None and began.day != day else None


def planned_day(curriculum: Curriculum, session: Session, key: str) -> date | None:
    """Return the day of a step's plan, else that of one which the variant holds on one day with it."""
    if (day := own_day(session.meetings.get(key))) is not None:
        return day
    variant = variant_of(curriculum, session)
    if variant is None or key not in variant.same_day:
        return None
    days = (own_day(session.meetings.get(other)) for other in variant.same_day)
    return next((day for day in days if day), None)


def _all_done(session: Session, step: Step) -> bool:
    """Whether every line of the step's list is ticked off."""
    items = [item for item in items_of(session, step) if item.tickable]
    return bool(items) and all(item.done for item in items)


def _touched(curriculum: Curriculum, session: Session) -> set[str]:
    """Return the steps for which something was taken down."""
    begun = {
        key: sheet
        for key, sheet in session.sheets.items()
        if is_begun(curriculum.worksheet(sheet.worksheet), sheet)
    }
    return {
        entry.step
        for table in (session.notes, begun, session.todos)
        for entry in table.values()
        if entry.step is not None
    }


Topic = Literal[
    "day", "order", "start", "members", "cases", "sheet", "handed", "organiser", "preparation", "todos"
]


@dataclass(frozen=True)
class Need:
    """One thing that a step wants; `ready` where it is there. `facts` fill the sentence."""

    topic: Topic
    ready: bool
    facts: dict[str, object] = field(default_factory=dict)


def disorder(found: Iterable[Stage], key: str | None = None) -> list[dict[str, object]]:
    """Return which days do not fit the order of the steps, of one step or of all, as facts of a sentence.

    `earlier` should come first, but its (last) day is `day`; the (first) one of `later` is `before`.
    """
    listed = list(found)
    labels = {stage.step.id: stage.step.label for stage in listed}
    return [
        {
            "earlier": labels[one.key],
            "day": date_text(one.last),
            "later": labels[other.key],
            "before": date_text(other.first),
        }
        for one, other in out_of_order(days_of(listed))
        if key in {None, one.key, other.key}
    ]


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
    listed += [Need("order", ready=False, facts=facts) for facts in disorder(found, key)]
    if step.kind == "meeting":
        listed.append(Need("start", stage.start is not None))
        people = members(session, key, today=stage.day)
        listed.append(Need("members", bool(people), {"count": len(people)}))
    listed += _sheets(curriculum, session, step, stage.day)
    items = items_of(session, step)
    for topic, kinds in (("organiser", ("organiser", "own")), ("preparation", ("members",))):
        listed_items = [item for item in items if item.kind in kinds and item.tickable]
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


def to_hand_in(curriculum: Curriculum, session: Session, step: Step) -> list[Worksheet]:
    """Return the worksheets that members fill before a meeting, each on their own, and hand in for it.

    Of those that it needs they are the ones that are filled for it as a whole, or in fieldwork since the
    meeting before it, other than where there is need for it.
    """
    if step.kind != "meeting":
        return []
    base, _ = base_of(curriculum, step.id)
    places = {base, *_fieldwork_before(curriculum, session, base)}
    return [
        sheet for sheet in sheets_needed(curriculum, session, step) if places.intersection(sheet.filled_in)
    ]


def _fieldwork_before(curriculum: Curriculum, session: Session, key: str) -> Iterator[str]:
    """Yield the fieldwork between a meeting and the one before it: steps, and their activities."""
    out = set(left_out(curriculum, session))
    place = next(number for number, step in enumerate(curriculum.steps) if step.id == key)
    for step in reversed(curriculum.steps[:place]):
        if step.kind == "meeting" and step.id not in out:
            return
        if step.kind == "fieldwork" and step.id not in out:
            yield step.id
            yield from (f"{step.id}/{one.id}" for one in step.activities if not one.as_needed)


def lines_of(
    curriculum: Curriculum, session: Session, step: Step, today: date | None = None
) -> list[ChecklistItem]:
    """Return the lines of a step's checklist: `items_of`, and who hands in which sheet before a meeting.

    Those are its `preparing_members`; of a meeting without a day those of `today`.
    """
    items = items_of(session, step)
    place = next((number for number, item in enumerate(items) if item.kind == "activity"), len(items))
    people = preparing_members(session, step.id, today=today)
    return [
        *items[:place],
        *hand_ins(session, step.id, to_hand_in(curriculum, session, step), people),
        *items[place:],
    ]


def _sheets(curriculum: Curriculum, session: Session, step: Step, day: date | None) -> list[Need]:
    listed = []
    handed_in = {sheet.id for sheet in to_hand_in(curriculum, session, step) if not sheet.per_case}
    people = preparing_members(session, step.id, today=day)
    for sheet in sheets_needed(curriculum, session, step):
        there = begun_count(session, sheet)
        facts: dict[str, object] = {"title": sheet.name, "there": there}
        if sheet.per_case:
            cases = sheets_for_cases(curriculum, session, step.id)
            listed.append(Need("cases", there >= cases, facts | {"cases": cases}))
        elif sheet.id in handed_in and people:
            done = sum(item.done for item in hand_ins(session, step.id, [sheet], people))
            counts = {"title": sheet.name, "done": done, "count": len(people)}
            listed += [Need("sheet", ready=True, facts=facts)] if there else []
            listed.append(Need("handed", done == len(people), counts))
        else:
            listed.append(Need("sheet", there > 0, {"title": sheet.name}))
    return listed
