"""Time without the program, and clocks that went back: what is to be asked and put right."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from jusou_tui.timekeeping.clock.clock import STEP_SECONDS
from jusou_tui.timekeeping.clock.instants import seconds_between
from jusou_tui.timekeeping.running.progress import Progress

SHORTEST_GAP = 60.0
COUNTED_BELOW = 300.0


class Gap(NamedTuple):
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
    """Return by how many seconds this machine's clock lies before the session's last heartbeat, else 0.0.

    Such a clock is wrong, or was; a `clock` event of minus so many seconds lets the time go on from there.
    """
    known = [instant for instant in (seen, progress.touched) if instant is not None]
    behind = max((seconds_between(now, instant) for instant in known), default=0.0)
    return behind if behind > STEP_SECONDS else 0.0
