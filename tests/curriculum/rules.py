"""What a curriculum must keep to so that its sheets can be followed from the first step to the last."""

from collections.abc import Collection, Iterator

from jusou_tui.curriculum.model import Activity, Curriculum, Step
from jusou_tui.timekeeping.plan.durations import span


def activities(curriculum: Curriculum, without: Collection[str] = ()) -> Iterator[tuple[Step, Activity]]:
    """Yield each activity with its step in the order of the run, but for what falls away `without` steps."""
    for step in curriculum.steps:
        for activity in step.activities:
            if step.id not in without and activity.needs_step not in without:
                yield step, activity


def planned(step: Step, participants: int, cases: int = 0, without: Collection[str] = ()) -> list[int]:
    """Return the planned minutes of the step's activities."""
    return [
        span(activity.duration, participants, cases).planned
        for activity in step.activities
        if activity.needs_step not in without
    ]


def read_too_early(curriculum: Curriculum, without: Collection[str] = ()) -> list[str]:
    """Return the reads of a sheet that nobody could have filled before, or at least there."""
    filled: set[str] = set()
    early = []
    for step, activity in activities(curriculum, without):
        filled |= set(activity.fills)
        early += [f"{step.id}/{activity.id}: {sheet}" for sheet in activity.reads if sheet not in filled]
    return early


def never_filled(curriculum: Curriculum) -> set[str]:
    """Return the worksheets that no activity fills."""
    filled = {sheet for _, activity in activities(curriculum) for sheet in activity.fills}
    return {worksheet.id for worksheet in curriculum.worksheets} - filled


def places_not_kept(curriculum: Curriculum) -> list[str]:
    """Return where a worksheet says it is filled or read, and the activity does not say so."""
    found = {
        f"{step.id}/{activity.id}": (activity.fills, activity.reads)
        for step, activity in activities(curriculum)
    }
    told = [
        (worksheet.id, place, side)
        for worksheet in curriculum.worksheets
        for side, places in enumerate((worksheet.filled_in, worksheet.read_in))
        for place in places
        if "/" in place
    ]
    return [f"{sheet} at {place}" for sheet, place, side in told if sheet not in found[place][side]]


def unused_references(curriculum: Curriculum) -> set[str]:
    """Return the references that no step and no activity names."""
    used = {name for step in curriculum.steps for name in step.member_references}
    used |= {name for _, activity in activities(curriculum) for name in activity.references}
    return {reference.id for reference in curriculum.references} - used
