"""What a step needs before it starts: a list to show, which prevents nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from jusou_tui.session.model.queries import meeting_of, sheets_of
from jusou_tui.session.programme.attendance import case_count, members
from jusou_tui.session.programme.checklist import items_of, left_open
from jusou_tui.session.programme.progress import Stage, base_of, before, left_out
from jusou_tui.session.worksheets.layout import is_begun

if TYPE_CHECKING:
    from jusou_tui.curriculum.model import Curriculum, Step, Worksheet
    from jusou_tui.session.model.records import Session

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
        still = len(left_open(session, earlier))
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
