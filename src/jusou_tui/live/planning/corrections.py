"""A key pressed too late: the meeting begun as planned, the last key moved to when it was meant."""

from __future__ import annotations

from datetime import datetime, timedelta

from jusou_tui.errors import InputError
from jusou_tui.live.planning import typed_time
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.session.model.events import CorrectedEvent
from jusou_tui.text.terminal import clean_line
from jusou_tui.timekeeping.clock.instants import local, seconds_between
from jusou_tui.timekeeping.running.progress import correction, last_correctable
from jusou_tui.wording import t
from jusou_tui.wording.values import time_text

LATE_START = timedelta(minutes=2)
LONGEST_LATE_START = timedelta(hours=3)

_KEYS = {
    "start": "timekeeping.key_start",
    "finish": "timekeeping.key_finish",
    "pause": "common.pause",
    "resume": "common.resume",
    "segment": "timekeeping.key_segment",
}


def late_start(meeting: MeetingView, snapshot: MeetingSnapshot) -> datetime | None:
    """Return the planned start of a meeting that would begin late, None where there is nothing to ask."""
    planned = meeting.record.start
    if snapshot.state != "before" or planned is None:
        return None
    late = timedelta(seconds=seconds_between(planned, snapshot.now))
    return local(planned, snapshot.now.tzinfo) if LATE_START <= late <= LONGEST_LATE_START else None


def begin_from(meeting: MeetingView, start: datetime) -> bool:
    """Begin the meeting as of `start`."""
    first = meeting.snapshot().next_row
    if first is None:
        return False
    meeting.add_event("start", start, activity=first.key)
    meeting.live.continuity.heartbeat(force=True)
    return True


def last_key(meeting: MeetingView) -> tuple[CorrectedEvent, datetime | None] | None:
    """Return the last key that can be corrected, and how early it can have been at most."""
    return last_correctable(meeting.events)


def correct_last_key(meeting: MeetingView, wanted: datetime) -> bool:
    """Move the last key to the time when it should have been pressed."""
    found = last_key(meeting)
    if found is None:
        return False
    seconds = correction(found[0], found[1], wanted, meeting.live.clock.now())
    if seconds:
        meeting.add_event("correct", target=found[0].id, seconds=seconds)
    return bool(seconds)


def correct(meeting: MeetingView, typed: str) -> bool:
    """Move the last key to a typed time, `14:03`, or by typed minutes, `4`. Return whether it moved.

    Raises InputError where the time cannot be read or lies before the minute of the key before it.
    """
    now = meeting.live.clock.now()
    wanted = typed_time.moment_before(typed, now)
    _, earliest = last_key(meeting) or (None, None)
    if earliest is not None and wanted < earliest.replace(second=0, microsecond=0):
        before = time_text(local(earliest, now.tzinfo))
        raise InputError("timekeeping.before_last_key", typed=clean_line(typed), before=before)
    return correct_last_key(meeting, wanted)


def key_text(meeting: MeetingView, entry: CorrectedEvent) -> str:
    """Return which key it was and when."""
    at = time_text(meeting.live.here(entry.at))
    row = meeting.schedule().row(entry.event.activity)
    name = t(_KEYS.get(entry.event.kind, "timekeeping.key_other"))
    return t("timekeeping.key_text", time=at, what=f"{name} {row.label if row else ''}".strip())
