"""Which sheets there are and which are wanted now: filled by this activity, read by it, all others.

A case can be given a name without filling its sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import Literal

from jusou_tui.curriculum.model import Step, Worksheet
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.session.model.queries import sheets_of
from jusou_tui.session.programme import run_steps
from jusou_tui.session.programme.case_titles import about_cases, numbers, own_title
from jusou_tui.session.programme.run_steps import sheets_for_cases
from jusou_tui.session.worksheets.layout import is_begun
from jusou_tui.wording import t

State = Literal["none", "empty", "begun"]
Purpose = Literal["fill", "read", "other"]


@dataclass(frozen=True)
class Listed:
    """A sheet that is there, or one that opening would make (`sheet` is None)."""

    worksheet: str
    sheet: str | None
    name: str
    title: str
    state: State
    purpose: Purpose
    step: str
    sensitive: bool = False
    case: int | None = None

    @property
    def key(self) -> str:
        """What names it in a list."""
        return self.sheet or _key_of_blank(self.worksheet, self.title)


def of_activity(meeting: MeetingView, step: str | None = None, activity: str | None = None) -> list[Listed]:
    """Return the sheets of an activity (None: of the one that runs, in a break of the next one).

    Those to fill come first, then those to read.

    Cases stand in their order, other sheets to read with the newest first. Without an activity it is what the
    step and all its activities fill and read.
    """
    found = run_steps.step_of(meeting.live.curriculum, step) if step else meeting.step
    if found is None:
        return []
    running = activity or (_activity_now(meeting) if step is None else None)
    running = meeting.record.parts.get(running or "", running)
    wanted = [one for one in found.activities if running in {None, one.id}]
    base, _ = run_steps.base_of(meeting.live.curriculum, found.id)
    places = {f"{base}/{one.id}" for one in wanted} | ({base} if running is None else set())
    filled = {name for one in wanted for name in one.fills}
    read = {name for one in wanted for name in one.reads}
    sheets = meeting.live.curriculum.worksheets
    first = [sheet for sheet in sheets if sheet.id in filled or places & set(sheet.filled_in)]
    then = [
        sheet for sheet in sheets if sheet not in first and (sheet.id in read or places & set(sheet.read_in))
    ]
    made = [one for sheet in first for one in _sheets_of(meeting, sheet, "fill", found)]
    to_read = [(sheet.per_case, _sheets_of(meeting, sheet, "read", found)) for sheet in then]
    return made + [
        one for in_order, several in to_read for one in (several if in_order else reversed(several))
    ]


def _activity_now(meeting: MeetingView) -> str | None:
    """Return the activity that runs, in a break the one behind it, for which things are laid out."""
    return for_next(meeting) or meeting.running_activity


def for_next(meeting: MeetingView) -> str | None:
    """Return in a break the activity behind it, None while anything else runs."""
    if meeting.running_activity is None:
        return None
    snapshot = meeting.snapshot()
    row, following = snapshot.row, snapshot.next_row
    if row is None or row.kind != "break" or following is None or following.activity is None:
        return None
    return following.key


def listed(meeting: MeetingView) -> list[Listed]:
    """Return all sheets of the programme in the order in which its steps fill them."""
    found = [
        one
        for step in meeting.live.curriculum.steps
        for worksheet in meeting.live.curriculum.worksheets
        if first_filled_in(worksheet) == step.id
        for one in _sheets_of(meeting, worksheet, "other", step)
    ]
    homeless = [sheet for sheet in meeting.live.curriculum.worksheets if not sheet.filled_in]
    found += [one for sheet in homeless for one in _sheets_of(meeting, sheet, "other", meeting.step)]
    known = {one.sheet for one in found}
    for key, sheet in sheets_of(meeting.book.session):
        if key not in known:
            state: State = "begun" if is_begun(None, sheet) else "empty"
            found.append(Listed(sheet.worksheet, key, sheet.worksheet, sheet.title, state, "other", "", True))
    return found


def first_filled_in(worksheet: Worksheet) -> str | None:
    """Return the id of the step that fills a worksheet first, None where none does."""
    return worksheet.filled_in[0].partition("/")[0] if worksheet.filled_in else None


def step_of(meeting: MeetingView, worksheet: Worksheet | None) -> Step | None:
    """Return the step that fills a worksheet first, None where no step of the curriculum does."""
    step = first_filled_in(worksheet) if worksheet is not None else None
    return run_steps.step_of(meeting.live.curriculum, step) if step is not None else None


def open_or_start(meeting: MeetingView, wanted: Listed) -> str | None:
    """Return the sheet's id; one that is not there yet is opened blank. None where that is not possible."""
    if wanted.sheet is not None:
        return wanted.sheet if wanted.sheet in meeting.book.session.sheets else None
    worksheet = meeting.live.curriculum.worksheet(wanted.worksheet)
    if worksheet is None:
        return None
    return _blank(meeting, worksheet, wanted.title)


def another(meeting: MeetingView, worksheet: Worksheet) -> str | None:
    """Open one more blank sheet of a worksheet; the next case where there is one per case.

    Return its id, None in a session that is only looked at.
    """
    title = ""
    if worksheet.per_case:
        taken = _by_case(meeting.live, worksheet)
        title = t("sheet.case", number=next(number for number in count(1) if number not in taken))
    return _blank(meeting, worksheet, title)


def of_case(live: LiveSession, worksheet: Worksheet, number: int) -> str | None:
    """Return the id of the sheet about a case, None where there is none yet."""
    return _by_case(live, worksheet).get(number)


def _by_case(live: LiveSession, worksheet: Worksheet) -> dict[int, str]:
    sheets = sheets_of(live.book.session, worksheet=worksheet.id)
    of_cases = numbers(sheet.title for _, sheet in sheets)
    return {number: key for number, (key, _) in reversed(list(zip(of_cases, sheets, strict=True)))}


def _blank(meeting: MeetingView, worksheet: Worksheet, title: str) -> str | None:
    if not meeting.book.ledger.permits():
        return None
    return meeting.book.sheets.open_blank(worksheet, title, meeting.step.id)


def wanted_now(meeting: MeetingView) -> Listed | None:
    """Return the sheet to open at once, None where there is a choice.

    While an activity runs it is one that this fills, never one that it only reads: of a case the one about
    it, else the first one in which nothing is written, else the one that was open last, else the first.
    While none runs it is the only one there is. In a break there is time to choose.
    """
    if for_next(meeting) is not None:
        return None
    now = of_activity(meeting)
    if meeting.running_activity is None:
        return now[0] if len(now) == 1 else None
    to_fill = [one for one in now if one.purpose == "fill"]
    if not to_fill:
        return None
    segment = meeting.snapshot().segment
    about_case = segment.case if segment is not None else None
    last = meeting.live.view.sheet
    return (
        next((one for one in to_fill if about_case is not None and one.case == about_case), None)
        or next((one for one in to_fill if one.state != "begun"), None)
        or next((one for one in to_fill if one.sheet == last), to_fill[0])
    )


def open_last(meeting: MeetingView) -> str:
    """Return the key of the sheet that was open last, as in `Listed.key`, "" where there was none."""
    identifier = meeting.live.view.sheet or ""
    sheet = meeting.book.sheets.get(identifier)
    if sheet is None or identifier in meeting.book.session.sheets:
        return identifier
    return _key_of_blank(sheet.worksheet, sheet.title)


def _key_of_blank(worksheet: str, title: str) -> str:
    return f"{worksheet} {title}"


def to_read(meeting: MeetingView) -> list[str]:
    """Return the ids of what is read while one fills the sheet that was open last: those written in.

    Nothing for a sheet that the activity does not fill. For one about a case only what is about the same
    case, if there is something.
    """
    now = of_activity(meeting)
    here = next((one for one in now if one.purpose == "fill" and one.key == open_last(meeting)), None)
    if here is None:
        return []
    there = [one for one in now if one.purpose == "read" and one.state == "begun"]
    same = [one for one in there if one.case is not None and one.case == here.case]
    return [one.sheet for one in same or there if one.sheet]


def _sheets_of(meeting: MeetingView, worksheet: Worksheet, purpose: Purpose, step: Step) -> list[Listed]:
    """Return the sheets of a worksheet, and the ones that are still to be made: one, or one per case."""
    step_name = step.label or step.name

    def made(key: str | None, title: str, state: State, case: int | None = None) -> Listed:
        return Listed(
            worksheet.id, key, worksheet.name, title, state, purpose, step_name, worksheet.sensitive, case
        )

    there = sheets_of(meeting.book.session, worksheet=worksheet.id)
    states: list[State] = ["begun" if is_begun(worksheet, sheet) else "empty" for _, sheet in there]
    if not worksheet.per_case:
        found = [made(key, sheet.title, state) for (key, sheet), state in zip(there, states, strict=True)]
        return found or [made(None, "", "none")]
    cases = numbers(sheet.title for _, sheet in there)
    found = [
        made(key, sheet.title, state, case)
        for (key, sheet), state, case in zip(there, states, cases, strict=True)
    ]
    wanted = sheets_for_cases(meeting.live.curriculum, meeting.book.session, step.id)
    missing = [number for number in range(1, wanted + 1) if number not in cases]
    found += [made(None, t("sheet.case", number=number), "none", number) for number in missing]
    return sorted(found, key=lambda one: one.case or 0)


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
