"""The number of cases of a run: which steps count them, and where the number is set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.session.model.limits import MOST_CASES
from jusou_tui.text.parse import parse_number

if TYPE_CHECKING:
    from jusou_tui.curriculum.model import Curriculum, Step
    from jusou_tui.live.session import LiveSession, MeetingView
    from jusou_tui.session.model.records import Session


def counts_cases(step: Step) -> bool:
    """Return whether the number of cases changes what a step comes to."""
    return step.cases is not None or any(
        (activity.duration is not None and activity.duration.per_case)
        or any(segment.minutes_per_case for segment in activity.segments)
        for activity in step.activities
    )


def meetings_of(curriculum: Curriculum, session: Session | None) -> list[Step]:
    """Return the steps that are meetings; of a session also those that are held once more."""
    from jusou_tui.session.programme.run_steps import keys_of, step_of

    keys = keys_of(curriculum, session) if session else [one.id for one in curriculum.steps]
    found = (step_of(curriculum, key) for key in keys)
    return [step for step in found if step is not None and step.kind == "meeting"]


def meeting_with_cases(live: LiveSession) -> MeetingView | None:
    """Return the meeting whose cases are counted: the current one, else the first; None where none is."""
    if counts_cases(live.current.step):
        return live.current
    steps = filter(counts_cases, meetings_of(live.curriculum, live.book.session))
    return next((live.meeting(step.id) for step in steps), None)


def read_cases(text: str) -> int | None:
    """Return a typed number of cases, None for an empty text. Raises InputError."""
    return parse_number(text.strip(), 0, MOST_CASES) if text.strip() else None
