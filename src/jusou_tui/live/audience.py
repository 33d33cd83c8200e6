"""What the shared screen shows, as the facilitator sets it; which meeting it shows; the seats of a meeting.

All of it is in the session's file, in `[view.audience]`, so that it is the same after a restart and in every
window. None of it is part of undo. What the room then sees is made by `audience.making`.
"""

from __future__ import annotations

from collections.abc import Mapping

from jusou_tui.live.session import NIGHT, LiveSession, MeetingView
from jusou_tui.session.model import seats
from jusou_tui.session.model.limits import MOST_ENLARGED
from jusou_tui.session.model.privacy import is_sensitive_sheet
from jusou_tui.session.model.records import AudienceSettings, Sheet
from jusou_tui.session.programme.days import held_steps
from jusou_tui.session.programme.decisions import public_decisions
from jusou_tui.session.programme.due_step import due_step
from jusou_tui.session.programme.privacy import Privacy
from jusou_tui.session.programme.run_steps import stages, step_of


def audience_of(live: LiveSession) -> AudienceSettings:
    """Return what the facilitator lets the shared screen show."""
    return live.view.audience


def draw_curtain(live: LiveSession, drawn: bool) -> None:
    """Draw the curtain, or take it away."""
    live.book.set_audience(curtain=drawn)


def set_message(live: LiveSession, text: str) -> None:
    """Show a line of text; "" shows none."""
    live.book.set_audience(message=text.strip())


def show_names(live: LiveSession, on: bool) -> None:
    """Show people by name, or by seat number."""
    live.book.set_audience(names=on)


def show_sheet(live: LiveSession, sheet: str | None) -> bool:
    """Show a sheet by its id, None: no more. Return False where it may not be shown (`may_be_shown`)."""
    if sheet is not None and not may_be_shown(live, sheet):
        return False
    live.book.set_audience(sheet=sheet)
    return True


def may_be_shown(live: LiveSession, sheet: str) -> bool:
    """Return whether there is such a sheet, and the room may see it (`showable_sheets`)."""
    return sheet in live.book.session.sheets and sheet in showable_sheets(live)


def is_showable(live: LiveSession, sheet: Sheet, privacy: Privacy) -> bool:
    """Return whether the room may see a sheet, by the rule of `showable_sheets`."""
    worksheet = live.curriculum.worksheet(sheet.worksheet)
    return not (is_sensitive_sheet(worksheet, sheet) or privacy.is_closed_sheet(sheet))


def showable_sheets(live: LiveSession) -> list[str]:
    """Return the ids of the sheets that the room may see: not about persons, nor of a closed item.

    What is said in a closed item is public nowhere, and a shared screen may be recorded or seen from
    elsewhere.
    """
    session = live.book.session
    privacy = Privacy(live.curriculum, session)
    return [key for key, sheet in session.sheets.items() if is_showable(live, sheet, privacy)]


def show_decisions(live: LiveSession, on: bool) -> None:
    """Show the public decisions of the meeting, or what runs."""
    live.book.set_audience(decisions=on)


def has_public_decisions(live: LiveSession) -> bool:
    """Return whether a decision of the meeting that is shown was made public."""
    step = audience_meeting(live).step.id
    return bool(public_decisions(live.book.session, step))


def enlarge(live: LiveSession, by: int) -> None:
    """Make the shared screen larger by so many steps, below 0 smaller; beyond the limits it stays."""
    step = max(-MOST_ENLARGED, min(MOST_ENLARGED, audience_of(live).enlarge + by))
    live.book.set_audience(enlarge=step)


def end_showing(live: LiveSession) -> None:
    """Take away what was shown for one meeting: a message, a sheet, decisions."""
    settings = audience_of(live)
    if settings.message or settings.sheet is not None or settings.decisions:
        live.book.set_audience(message="", sheet=None, decisions=False)


def seats_of(meeting: MeetingView) -> Mapping[str, int]:
    """Return the seat numbers of people by id; {} before the meeting begins, unless they are given already.

    Who has none yet has the next one, as `give_seats` will assign it.
    """
    given = meeting.record.seats
    if not given and meeting.started() is None:
        return {}
    known = meeting.book.session.participants
    every = seats.given(given, meeting.attendance.attendees)
    return {person: number for person, number in every.items() if person in known}


def give_seats(meeting: MeetingView) -> None:
    """Give each attendee a seat number who has none yet, in the order of the team, for good.

    Does nothing where another program keeps the time, or the session is only read.
    """
    live = meeting.live
    if live.keeps_time and not live.store.read_only:
        meeting.book.meetings.give_seats(meeting.step.id, meeting.attendance.attendees)


def audience_meeting(live: LiveSession) -> MeetingView:
    """Return the meeting that the shared screen shows, whatever the facilitator looks at.

    The one that runs, else the one to come today, else the one held today, else the one that is due next or
    was held last.
    """
    running = live.under_way()
    if running.is_under_way:
        return running
    session, today = live.book.session, live.clock.now().date()
    due = due_step(stages(live.curriculum, session, today), today)
    ended = {step: one for step, one in held_steps(session).items() if step_of(live.curriculum, step)}
    last = max(ended, key=lambda step: ended[step].at, default=None)
    day = (live.clock.now() - NIGHT).date()
    if last is not None and (due is None or (ended[last].day >= day and due.day != today)):
        return live.meeting(last)
    return live.current if due is None else live.meeting(due.step.id)
