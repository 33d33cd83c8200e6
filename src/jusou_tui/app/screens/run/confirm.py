"""Questions before a meeting begins or ends at a time that the plan does not expect."""

from __future__ import annotations

from datetime import datetime, timedelta

from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.timekeeping.clock.instants import local, seconds_between, whole_minutes
from jusou_tui.wording import t
from jusou_tui.wording.dates import date_text
from jusou_tui.wording.times import time_text

EARLY_START = timedelta(minutes=60)
EARLY_END = timedelta(minutes=5)


def doubt(meeting: MeetingView) -> Ask | None:
    """Return the question about a beginning or an end far from the plan, None where all is near it."""
    snapshot = meeting.snapshot()
    if planned := other_day(meeting, snapshot):
        return ask_start(planned)
    left = early_end(snapshot)
    return None if left is None else ask_finish(left)


def other_day(meeting: MeetingView, snapshot: MeetingSnapshot) -> datetime | None:
    """Return the planned start where it is on another day or more than an hour off, None where it is near."""
    planned = meeting.record.start
    if snapshot.state != "before" or planned is None or meeting.book.meta.rehearsal:
        return None
    start = local(planned, snapshot.now.tzinfo)
    wait = seconds_between(snapshot.now, start)
    return start if start.date() != snapshot.now.date() or wait > EARLY_START.total_seconds() else None


def ask_start(planned: datetime) -> Ask:
    """Return the question whether to begin now although the plan says another time; no is the safe answer."""
    answers = (
        Answer("leave", t("app.other_day_wait"), "1", primary=True, safe=True),
        Answer("go", t("app.other_day_begin"), "2"),
    )
    question = t("app.other_day", date=date_text(planned.date()), time=time_text(planned))
    return Ask(t("app.other_day_title"), question, answers)


def ask_late_start(planned: datetime) -> Ask:
    """Return the question whether a late meeting begins now or has begun as planned."""
    start = time_text(planned)
    answers = (
        Answer("now", t("timekeeping.late_now"), "1", primary=True, safe=True),
        Answer("planned", t("timekeeping.late_planned", start=start), "2"),
    )
    return Ask(t("timekeeping.late_title"), t("timekeeping.late_question", start=start), answers)


def early_end(snapshot: MeetingSnapshot) -> int | None:
    """Return how many minutes are left where finishing now would end early, None where it would not."""
    if snapshot.state not in {"running", "paused"} or snapshot.next_row is not None:
        return None
    left = seconds_between(snapshot.now, snapshot.forecast.end)
    return whole_minutes(left) if left > EARLY_END.total_seconds() else None


def ask_finish(minutes: int) -> Ask:
    """Return the question whether to finish with so many minutes left."""
    answers = (
        Answer("go", t("app.early_end_finish"), "1", primary=True),
        Answer("leave", t("app.early_end_stay"), "2", safe=True),
    )
    return Ask(t("app.early_end_title"), t("app.early_end", minutes=minutes), answers)
