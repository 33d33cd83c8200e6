"""What is left: of an activity, a segment or a turn, and how urgent that is."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple

from jusou_tui.timekeeping.clock.instants import after, local, seconds_between
from jusou_tui.timekeeping.plan.schedule import PlannedSegment, Row
from jusou_tui.timekeeping.running.progress import ActivityRun, Progress
from jusou_tui.timekeeping.running.rounds import RoundState

Phase = Literal["idle", "untimed", "running", "soon", "last_minute", "over"]
SOON_SHARE = 0.2
LAST_SECONDS = 60.0


class Countdown(NamedTuple):
    """What is left of something that has `budget` seconds; `remaining` is negative in overtime.

    `share` of the budget that has passed, 0..1. `phase`: idle (not what runs now), untimed (planned with
    no time at all), running, soon (a fifth is left), last_minute, over. `key` and `started` name the
    run that it belongs to, so that no signal of one run is given in another. `part`: a turn or a part of
    an activity. `carried`: the seconds that passed in other rows, before a break.
    """

    key: str
    started: datetime | None
    remaining: float
    budget: float
    share: float
    phase: Phase
    paused: bool = False
    part: bool = False
    carried: float = 0.0


def aligned_remaining(small: Countdown, big: Countdown) -> float:
    """Return the seconds left of a smaller time when the big one's figure last changed.

    Shown so, both change at one moment, and however late a look is, neither figure comes twice or is left
    out. Only for two times that are held by the same pauses.
    """
    return min(small.budget, small.remaining + max(0.0, math.ceil(round(big.remaining, 3)) - big.remaining))


def thresholds(budget: float, *, part: bool = False) -> dict[Literal["soon", "last_minute", "over"], float]:
    """Return at how many seconds left each signal is due, the mildest first.

    What would be due at the very start, or when a stronger one has been given already, is left out. A turn or
    a `part` has one early signal: a fifth is left, of a long one a minute.
    """
    found: dict[Literal["soon", "last_minute", "over"], float] = {}
    if budget <= 0:
        return found
    soon = budget * SOON_SHARE
    if part:
        return {"soon": min(soon, LAST_SECONDS), "over": 0.0}
    if soon > LAST_SECONDS or budget <= LAST_SECONDS:
        found["soon"] = soon
    if budget > LAST_SECONDS:
        found["last_minute"] = LAST_SECONDS
    found["over"] = 0.0
    return found


def phase_of(remaining: float, budget: float, *, part: bool = False) -> Phase:
    """Return how urgent it is with so many of `budget` seconds left."""
    phase: Phase = "running" if remaining > 0 else "over"
    for name, limit in thresholds(budget, part=part).items():
        if remaining <= limit:
            phase = name
    return phase


def _counted(
    key: str, started: datetime | None, elapsed: float, budget: float, paused: bool, *, part: bool = False
) -> Countdown:
    budget = max(0.0, budget)
    remaining = budget - elapsed
    share = min(1.0, max(0.0, elapsed / budget)) if budget else 1.0
    phase = phase_of(remaining, budget, part=part)
    return Countdown(key, started, remaining, budget, share, phase, paused, part)


def time_before(row: Row, runs: Iterable[ActivityRun]) -> tuple[float, float]:
    """Return the seconds that the parts of a row's activity in `runs` had, and those that they took.

    Added minutes count; what the row itself has is not among them.
    """
    known, had, took = {row.key: 0} | dict(row.earlier), 0.0, 0.0
    counting = [run for run in runs if run.activity in known]
    for run in counting:
        had += run.adjustment * 60.0
        took += run.elapsed
    return had + sum(known[key] * 60.0 for key in {run.activity for run in counting}), took


def seconds_to_come(row: Row, progress: Progress) -> float:
    """Return the seconds of a row that is still to come: its minutes, of what a break left exactly the rest.

    Not for a row that ends at a clock time.
    """
    had, took = time_before(row, progress.left_for.get(row.key, ()))
    minutes = max(0, row.minutes + progress.pending.get(row.key, 0))
    return max(0.0, minutes * 60.0 + had - took)


def countdown(row: Row, progress: Progress) -> Countdown:
    """Return what is left of a row. Added minutes count; a row that is not running has all its time.

    What a break put off has the time of the whole activity, of which a part has passed. A row until a clock
    time ends at that time, added minutes apart, and a pause does not hold it.
    """
    run = progress.run
    if run is None or run.activity != row.key:
        return Countdown(row.key, None, row.minutes * 60.0, row.minutes * 60.0, 0.0, "idle")
    paused = progress.state == "paused"
    if row.ends_at is not None:
        ends = after(row.ends_at, run.adjustment * 60.0)
        budget = max(0.0, seconds_between(run.started, ends))
        return _counted(
            row.key, run.started, max(0.0, seconds_between(run.started, progress.now)), budget, paused
        )
    had, took = time_before(row, progress.left)
    budget = (row.minutes + run.adjustment) * 60.0 + had
    counted = _counted(row.key, run.started, run.elapsed + took, budget, paused)
    if row.minutes == 0 and run.adjustment <= 0 and had <= 0:
        return Countdown(row.key, run.started, counted.remaining, 0.0, 1.0, "untimed", paused)
    return counted._replace(carried=took + run.elapsed - progress.row_elapsed)


def current_segment(row: Row, progress: Progress) -> PlannedSegment | None:
    """Return the segment of a row that is current: what an event chose, else the first one."""
    if progress.activity != row.key:
        return None
    return row.segment(progress.segment) or row.segment(None)


def segment_countdown(row: Row, progress: Progress) -> Countdown | None:
    """Return what is left of the current segment.

    None where there is none, where it takes what is left of the activity, and where it has no time at all: a
    round of nobody.
    """
    segment = current_segment(row, progress)
    if segment is None or not segment.seconds:
        return None
    paused = progress.state == "paused"
    return _counted(
        f"{row.key}/{segment.key}",
        progress.segment_started,
        progress.segment_elapsed,
        float(segment.seconds),
        paused,
        part=True,
    )


def turn_countdown(segment: PlannedSegment, state: RoundState, *, paused: bool = False) -> Countdown | None:
    """Return what is left of the turn in a round, its extra time included; None when nobody has one."""
    if segment.seconds_per_participant is None or state.current is None:
        return None
    key = f"{segment.key}/{state.current}"
    seconds = segment.seconds_per_participant if state.seconds is None else state.seconds
    return _counted(
        key, state.turn_started, state.turn_elapsed, float(seconds + state.extra), paused, part=True
    )


def timer_countdown(progress: Progress) -> Countdown | None:
    """Return what is left of the timer beside the activity, None without one. No pause holds it."""
    if progress.timer is None:
        return None
    started, seconds = progress.timer
    passed = max(0.0, seconds_between(started, progress.now))
    return _counted("timer", started, passed, seconds, paused=False)


def planned_end(row: Row, progress: Progress) -> datetime:
    """Return when the running row ends if it takes what it has, never before now and its own start."""
    left = countdown(row, progress).remaining
    begin = max(progress.now, progress.run.started) if progress.run else progress.now
    return local(after(begin, max(0.0, left)), progress.now.tzinfo)
