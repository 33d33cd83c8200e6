"""The order of the rows that are still to come: moved, swapped, brought back."""

from __future__ import annotations

from jusou_tui.live import controls
from jusou_tui.live.plan_edits import write_plan
from jusou_tui.live.session import MeetingView
from jusou_tui.timekeeping.plan import changes
from jusou_tui.timekeeping.plan.schedule import Row
from jusou_tui.timekeeping.running.position import place


def coming(meeting: MeetingView, key: str) -> bool:
    """Return whether a row is still to come, left out or not."""
    standing = meeting.snapshot()
    keys = [row.key for row in standing.schedule.rows]
    if key not in keys or key == standing.progress.activity or standing.progress.runs_of(key):
        return False
    return keys.index(key) > place(standing.schedule, standing.progress)


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
        row.row for row in rows if row.state == "next" and row.row.key != key and coming(meeting, row.row.key)
    ]


def swap(meeting: MeetingView, one: str, other: str) -> bool:
    """Let two rows that are still to come change places."""
    if one == other or not (coming(meeting, one) and coming(meeting, other)):
        return False
    with meeting.book.together("timekeeping.change_swap"):
        return write_plan(meeting, changes.swapped(meeting.schedule(), one, other))


def bring_back(meeting: MeetingView, key: str) -> bool:
    """Take a row in again: as it was left out, and behind what runs where the meeting has passed it."""
    standing = meeting.snapshot()
    if not is_out(meeting, key):
        return False
    here = place(standing.schedule, standing.progress)
    keys = [row.key for row in standing.schedule.rows]
    with meeting.book.together("timekeeping.change_back"):
        if key in standing.progress.skipped:
            controls.restore(meeting, key)
        if key in meeting.record.skipped:
            write_plan(meeting, {"skipped": tuple(one for one in meeting.record.skipped if one != key)})
        if keys.index(key) < here:
            write_plan(meeting, changes.moved(standing.schedule, key, here - keys.index(key)))
    return True


def move(meeting: MeetingView, key: str, by: int) -> bool:
    """Move a row up or down among those that are still to come."""
    standing = meeting.snapshot()
    keys = [row.key for row in standing.schedule.rows]
    target = keys.index(key) + by if key in keys else -1
    if not 0 <= target < len(keys) or not (coming(meeting, key) and coming(meeting, keys[target])):
        return False
    return write_plan(meeting, changes.moved(standing.schedule, key, by))
