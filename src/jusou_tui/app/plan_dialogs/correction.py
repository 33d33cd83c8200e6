"""Putting the time of the last key right: when it should have been pressed."""

from __future__ import annotations

from jusou_tui.app.plan_dialogs.page import PlanPage
from jusou_tui.app.plan_dialogs.questions import type_line
from jusou_tui.errors import InputError
from jusou_tui.live.planning import corrections, typed_time
from jusou_tui.live.session import MeetingView
from jusou_tui.text.clean import clean_line
from jusou_tui.timekeeping.clock.instants import local
from jusou_tui.wording import t
from jusou_tui.wording.times import time_text


def ask_correction(page: PlanPage, meeting: MeetingView) -> None:
    """Ask when the last key should have been pressed, and move it there."""
    found = corrections.last_key(meeting)
    if found is not None:
        title = t("timekeeping.ask_put_right", what=corrections.key_text(meeting, found[0]))
        type_line(page, title, "timekeeping.hint_put_right", lambda typed: correct(meeting, typed))


def correct(meeting: MeetingView, typed: str) -> bool:
    """Move the last key to a typed time, `14:03`, or by typed minutes, `4`. Return whether it moved.

    Raises InputError where the time cannot be read or lies before the minute of the key before it.
    """
    now = meeting.live.clock.now()
    wanted = typed_time.moment_before(typed, now)
    _, earliest = corrections.last_key(meeting) or (None, None)
    if earliest is not None and wanted < earliest.replace(second=0, microsecond=0):
        before = time_text(local(earliest, now.tzinfo))
        raise InputError("timekeeping.before_last_key", typed=clean_line(typed), before=before)
    return corrections.correct_last_key(meeting, wanted)
