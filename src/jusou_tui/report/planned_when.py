"""For when a meeting was planned that was held on another day, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.session.model.queries import meeting_of
from jusou_tui.session.programme.days import held
from jusou_tui.session.programme.run_steps import planned_otherwise
from jusou_tui.timekeeping.history.meeting_record import is_moved
from jusou_tui.wording.values import date_text, date_time_text, meeting_span_text

if TYPE_CHECKING:
    from jusou_tui.curriculum.model import Curriculum
    from jusou_tui.session.model.records import Session


def planned_when(curriculum: Curriculum | None, session: Session, step: str) -> str:
    """Return the day, start and booked end as they were planned, `2026年12月10日（木） 13:30-16:30`.

    "" where the meeting was not held, or when it was planned to be.
    """
    meeting, began = meeting_of(session, step), held(session, step)
    day = planned_otherwise(curriculum, session, step)
    if began is None or not (day is not None or is_moved(meeting, began.at)):
        return ""
    start, end = meeting.start, meeting.booked_end
    if start is None:
        return "" if day is None else date_text(day)
    if end is None:
        return date_time_text(start)
    return f"{date_text(start)} {meeting_span_text(start, end)}"
