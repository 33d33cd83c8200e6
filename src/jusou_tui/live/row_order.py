"""The order of the rows that are still to come: moved, swapped, brought back."""

from __future__ import annotations

from jusou_tui.live.plan_edits import write_plan
from jusou_tui.live.session import Desk
from jusou_tui.timekeeping.plan import changes
from jusou_tui.timekeeping.plan.schedule import Row
from jusou_tui.timekeeping.running.position import place


def coming(desk: Desk, key: str) -> bool:
    """Return whether a row is still to come, left out or not."""
    standing = desk.standing()
    keys = [row.key for row in standing.schedule.rows]
    if key not in keys or key == standing.progress.activity or standing.progress.runs_of(key):
        return False
    return keys.index(key) > place(standing.schedule, standing.progress)


def is_over(desk: Desk, key: str) -> bool:
    """Return whether a row has been gone through and does not run."""
    row = desk.standing().forecast.row(key)
    return row is not None and row.state == "done"


def is_out(desk: Desk, key: str) -> bool:
    """Return whether a row counts nowhere: it was left out, or passed over."""
    row = desk.standing().forecast.row(key)
    return row is not None and row.state == "skipped"


def others_to_swap(desk: Desk, key: str) -> list[Row]:
    """Return the rows with which one can change places: those that are still to come."""
    rows = desk.standing().forecast.rows
    return [
        row.row for row in rows if row.state == "next" and row.row.key != key and coming(desk, row.row.key)
    ]


def swap(desk: Desk, one: str, other: str) -> bool:
    """Let two rows that are still to come change places."""
    if one == other or not (coming(desk, one) and coming(desk, other)):
        return False
    with desk.book.together("timekeeping.change_swap"):
        return write_plan(desk, changes.swapped(desk.schedule(), one, other))


def bring_back(desk: Desk, key: str) -> bool:
    """Take a row in again: as it was left out, and behind what runs where the meeting has passed it."""
    standing = desk.standing()
    if not is_out(desk, key):
        return False
    here = place(standing.schedule, standing.progress)
    keys = [row.key for row in standing.schedule.rows]
    with desk.book.together("timekeeping.change_back"):
        if key in standing.progress.skipped:
            desk.restore(key)
        if key in desk.meeting.skipped:
            write_plan(desk, {"skipped": tuple(one for one in desk.meeting.skipped if one != key)})
        if keys.index(key) < here:
            write_plan(desk, changes.moved(standing.schedule, key, here - keys.index(key)))
    return True


def move(desk: Desk, key: str, by: int) -> bool:
    """Move a row up or down among those that are still to come."""
    standing = desk.standing()
    keys = [row.key for row in standing.schedule.rows]
    target = keys.index(key) + by if key in keys else -1
    if not 0 <= target < len(keys) or not (coming(desk, key) and coming(desk, keys[target])):
        return False
    return write_plan(desk, changes.moved(standing.schedule, key, by))
