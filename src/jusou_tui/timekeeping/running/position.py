"""Where a meeting can go from here: the row before, the next one, minutes that can be taken."""

from __future__ import annotations

from jusou_tui.timekeeping.plan.schedule import Row, Schedule
from jusou_tui.timekeeping.running.progress import Progress


def is_skipped(row: Row, progress: Progress) -> bool:
    """Return whether a row is left out, by the plan or by an event."""
    return row.skipped or row.key in progress.skipped


def current_index(schedule: Schedule, progress: Progress) -> int:
    """Return the number of the row that runs or ran last, -1 where none has.

    When that row has left the agenda it is the last one there that has run.
    """
    numbers = {row.key: number for number, row in enumerate(schedule.rows)}
    if progress.runs and progress.runs[-1].activity in numbers:
        return numbers[progress.runs[-1].activity]
    return max((numbers.get(run.activity, -1) for run in progress.runs), default=-1)


def next_activity(schedule: Schedule, progress: Progress) -> str | None:
    """Return the key of the row that comes now, over skipped ones; None at the end and after the finish."""
    if progress.state == "finished":
        return None
    rest = schedule.rows[current_index(schedule, progress) + 1 :]
    return next((row.key for row in rest if not is_skipped(row, progress)), None)


def previous_activity(schedule: Schedule, progress: Progress) -> str | None:
    """Return the key of the row to go back to, over skipped ones; None at the first and before the start.

    After the finish, and when what runs has left the agenda, it is the row that ran last.
    """
    here = current_index(schedule, progress)
    if here < 0:
        return None
    if schedule.rows[here].key != progress.activity:
        return schedule.rows[here].key
    before = reversed(schedule.rows[:here])
    return next((row.key for row in before if not is_skipped(row, progress)), None)


def allowed_adjustment(row: Row, progress: Progress, minutes: int) -> int:
    """Return the minutes to write for a wish of `minutes` more or fewer: no activity gets below no time."""
    return max(minutes, -max(0, row.minutes + progress.adjustment)) if minutes < 0 else minutes
