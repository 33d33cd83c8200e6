"""What can be asked about the rows of a meeting's agenda by their keys."""

from __future__ import annotations

from jusou_tui.live.session import MeetingView
from jusou_tui.timekeeping.plan.schedule import Row
from jusou_tui.timekeeping.running.position import current_index


def is_ahead(meeting: MeetingView, key: str) -> bool:
    """Return whether a row is still to come, left out or not."""
    snapshot = meeting.snapshot()
    keys = [row.key for row in snapshot.schedule.rows]
    if key not in keys or key == snapshot.progress.activity or snapshot.progress.runs_of(key):
        return False
    return keys.index(key) > current_index(snapshot.schedule, snapshot.progress)


def is_over(meeting: MeetingView, key: str) -> bool:
    """Return whether a row has been gone through and does not run."""
    row = meeting.snapshot().forecast.row(key)
    return row is not None and row.state == "done"


def is_out(meeting: MeetingView, key: str) -> bool:
    """Return whether a row counts nowhere: it was left out, or passed over."""
    row = meeting.snapshot().forecast.row(key)
    return row is not None and row.state == "skipped"


def others_to_swap(meeting: MeetingView, key: str) -> list[Row]:
    """Return the rows with which one can change places: those that are still to come."""
    rows = meeting.snapshot().forecast.rows
    return [
        row.row
        for row in rows
        if row.state == "next" and row.row.key != key and is_ahead(meeting, row.row.key)
    ]
