"""Where one can go from here, and what is to be asked: decisions without a screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jusou_tui.timekeeping.clock.clock import STEP_SECONDS
from jusou_tui.timekeeping.clock.instants import seconds_between
from jusou_tui.timekeeping.plan.schedule import Row, Schedule
from jusou_tui.timekeeping.running.progress import Progress

SHORTEST_GAP = 60.0
COUNTED_BELOW = 300.0


def is_skipped(row: Row, progress: Progress) -> bool:
    """Return whether a row is left out, by the plan or by an event."""
    return row.skipped or row.key in progress.skipped


def place(schedule: Schedule, progress: Progress) -> int:
    """Return the number of the row that runs or ran last, -1 where none has.

    When that row has left the agenda it is the last one there that has been gone through.
    """
    numbers = {row.key: number for number, row in enumerate(schedule.rows)}
    if progress.runs and progress.runs[-1].activity in numbers:
        return numbers[progress.runs[-1].activity]
    return max((numbers.get(run.activity, -1) for run in progress.runs), default=-1)


def next_activity(schedule: Schedule, progress: Progress) -> str | None:
    """Return the key of the row that comes now, over skipped ones; None at the end and after the finish."""
    if progress.state == "finished":
        return None
    rest = schedule.rows[place(schedule, progress) + 1 :]
    return next((row.key for row in rest if not is_skipped(row, progress)), None)


def previous_activity(schedule: Schedule, progress: Progress) -> str | None:
    """Return the key of the row to go back to, over skipped ones; None at the first and before the start.

    After the finish, and when what runs has left the agenda, it is the row that ran last.
    """
    here = place(schedule, progress)
    if here < 0:
        return None
    if schedule.rows[here].key != progress.activity:
        return schedule.rows[here].key
    before = reversed(schedule.rows[:here])
    return next((row.key for row in before if not is_skipped(row, progress)), None)


def allowed_adjustment(row: Row, progress: Progress, minutes: int) -> int:
    """Return the minutes to write for a wish of `minutes` more or fewer: no activity gets below no time."""
    return max(minutes, -max(0, row.minutes + progress.adjustment)) if minutes < 0 else minutes


@dataclass(frozen=True, slots=True)
class Gap:
    """A time without the program, in a running activity, to be asked about once."""

    seconds: float
    count_by_default: bool


def gap_question(
    progress: Progress, seen: datetime | None, now: datetime, *, speed: float = 1.0
) -> Gap | None:
    """Return the gap since the program was last `seen` alive, None where there is nothing to ask.

    Asked from one minute on while an activity runs, not in a pause. Under five minutes it counts by default.
    In a rehearsal, whose clock goes `speed` times as fast, these are real minutes.
    """
    if seen is None or progress.state != "running":
        return None
    alive = seen if progress.touched is None else max(seen, progress.touched)
    seconds = seconds_between(alive, now)
    return Gap(seconds, seconds < COUNTED_BELOW * speed) if seconds >= SHORTEST_GAP * speed else None


def clock_behind(progress: Progress, seen: datetime | None, now: datetime) -> float:
    """Return by how many seconds this machine's clock lies before the session's last sign of life, else 0.0.

    Such a clock is wrong, or was; a `clock` event of minus so many seconds lets the time go on from there.
    """
    signs = [sign for sign in (seen, progress.touched) if sign is not None]
    behind = max((seconds_between(now, sign) for sign in signs), default=0.0)
    return behind if behind > STEP_SECONDS else 0.0
