"""Time without the program, clocks that differ, files that are stale: what is to be asked and put right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from jusou_tui.timekeeping.clock.clock import STEP_SECONDS
from jusou_tui.timekeeping.clock.instants import seconds_between, whole_minutes
from jusou_tui.timekeeping.running.progress import Progress

SHORTEST_GAP = 60.0
COUNTED_BELOW = 300.0

STALE_SECONDS = 90.0
"""Three heartbeats have failed to come: the writing program writes one every half a minute."""
OFF_SECONDS = 120.0
"""What two clocks may differ, and what a shared folder may take, before it is reported."""


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
    """Return by how many seconds this machine's clock lies before the session's last heartbeat, else 0.0.

    Such a clock is wrong, or was; a `clock` event of minus so many seconds lets the time go on from there.
    """
    known = [instant for instant in (seen, progress.touched) if instant is not None]
    behind = max((seconds_between(now, instant) for instant in known), default=0.0)
    return behind if behind > STEP_SECONDS else 0.0


@dataclass(frozen=True, slots=True)
class Staleness:
    """Why the times of a session that is looked at are not to be trusted.

    still: nothing came `since` then. ahead: the writing machine's clock, by so many `minutes`. behind: that
    clock, or what is written takes so long to come; from the looker's side both look the same.
    """

    kind: Literal["still", "ahead", "behind"]
    since: datetime
    minutes: int


def staleness(
    written: datetime | None, taken: datetime | None, now: datetime, *, running: bool
) -> Staleness | None:
    """Return what is doubtful about a session's file at `now` by the looker's clock, None where nothing is.

    `written`: the latest instant in the file, by the writer's clock. `taken`: when the last change was seen,
    None where none came since it was opened. Only a `running` meeting must have heartbeats.
    """
    if running and taken is not None and seconds_between(taken, now) >= STALE_SECONDS:
        return Staleness("still", taken, whole_minutes(seconds_between(taken, now)))
    if written is None:
        return None
    reached = now if taken is None else taken
    behind = seconds_between(written, reached)
    if -behind >= OFF_SECONDS:
        return Staleness("ahead", reached, whole_minutes(-behind))
    if not running:
        return None
    if taken is None:
        return Staleness("still", written, whole_minutes(behind)) if behind >= STALE_SECONDS else None
    return Staleness("behind", taken, whole_minutes(behind)) if behind >= OFF_SECONDS else None
