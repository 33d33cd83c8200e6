"""Cases by name: what each is called, and giving one a name without filling its sheet."""

from __future__ import annotations

from jusou_tui.curriculum.worksheet import Worksheet
from jusou_tui.live.session import MeetingView
from jusou_tui.live.worksheets.sheets import of_case
from jusou_tui.session.programme.case_titles import about_cases, own_title
from jusou_tui.wording import t


def case_now(meeting: MeetingView) -> int | None:
    """Return the number of the current case, if it can be given a name, None where there is none."""
    segment = meeting.snapshot().segment
    return segment.case if segment is not None and _worksheet(meeting) is not None else None


def name_case(meeting: MeetingView, number: int, typed: str) -> bool:
    """Call a case as typed, by its sheet's title; a sheet is begun where there is none. "": only a number."""
    worksheet = _worksheet(meeting)
    if worksheet is None:
        return False
    plain = t("sheet.case", number=number)
    own = own_title(typed.strip())
    title = f"{plain} {own}" if own else plain
    identifier = of_case(meeting.live, worksheet, number)
    with meeting.book.together("sheet.change_case_named"):
        if identifier is None:
            meeting.book.sheets.start(worksheet, title, meeting.step.id)
        else:
            meeting.book.sheets.rename(identifier, title)
    return True


def _worksheet(meeting: MeetingView) -> Worksheet | None:
    row = meeting.snapshot().row
    activities = (row.activity,) if row is not None and row.activity is not None else ()
    return next(iter(about_cases(meeting.live.curriculum, meeting.step.id, activities)), None)
