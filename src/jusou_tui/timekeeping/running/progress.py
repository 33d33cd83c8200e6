"""Where a meeting is: computed from its events and the time, never from ticks.

And where it can go from there: the row before, the next one, minutes that can be taken, a key put right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from jusou_tui.session.model.events import CorrectedEvent, corrected_events
from jusou_tui.session.model.records import Event
from jusou_tui.timekeeping.clock.instants import local, utc
from jusou_tui.timekeeping.plan.schedule import Row, Schedule
from jusou_tui.timekeeping.running.replay import ExtraTime, Replay, Run, Turn, counted_seconds, replay


@dataclass(frozen=True, slots=True)
class ActivityRun:
    """One run through an activity. `elapsed` in seconds, without pauses and gaps; `adjustment` in minutes."""

    activity: str
    started: datetime
    ended: datetime | None
    elapsed: float
    adjustment: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a meeting is at `now`. Instants are by the clock as it goes now, in the zone of `now`.

    `activity`, `elapsed` (seconds without pauses and uncounted gaps), `adjustment` (minutes) and the
    fields about segments are the current run's. `segment` is None as long as no event chose one: then it
    is the first. `turns` are the current run's turn events (rounds.py), `shares` the seconds that each
    person has by now in a segment that was shared out anew, `extras` what single turns have beyond that.
    `quiet`: times that count as no elapsed time. `touched`: the latest event. `pending`: minutes more or
    fewer for activities that do not run now. `timer`: when the timer beside the activity began, and its
    seconds.
    """

    now: datetime
    state: Literal["before", "running", "paused", "finished"] = "before"
    activity: str | None = None
    started: datetime | None = None
    runs: tuple[ActivityRun, ...] = ()
    elapsed: float = 0.0
    paused_since: datetime | None = None
    adjustment: int = 0
    segment: str | None = None
    segment_started: datetime | None = None
    segment_elapsed: float = 0.0
    turns: tuple[Turn, ...] = ()
    shares: Mapping[str, int] = field(default_factory=dict)
    extras: tuple[ExtraTime, ...] = ()
    skipped: frozenset[str] = frozenset()
    ended: datetime | None = None
    touched: datetime | None = None
    quiet: tuple[tuple[datetime, datetime], ...] = ()
    pending: Mapping[str, int] = field(default_factory=dict)
    timer: tuple[datetime, float] | None = None

    @property
    def run(self) -> ActivityRun | None:
        """The run that is going on."""
        return self.runs[-1] if self.activity is not None else None

    def runs_of(self, activity: str) -> tuple[ActivityRun, ...]:
        """Return all runs through an activity, the first one first."""
        return tuple(run for run in self.runs if run.activity == activity)


def progress(events: Iterable[tuple[str, Event]], now: datetime) -> Progress:
    """Return where a meeting is, from the events of one step as (id, event), in any order."""
    return progress_at(replay(events), now)


def progress_at(replayed: Replay, now: datetime) -> Progress:
    """Return where a replayed meeting is at `now`; a screen replays when there is a new event only."""
    moment = utc(now)
    paused = replayed.paused_since
    quiet = sorted([*replayed.quiet, (paused, moment)]) if paused is not None else replayed.quiet
    zone = now.tzinfo

    def shown(run: Run) -> ActivityRun:
        ended = None if run.ended is None else local(run.ended, zone)
        elapsed = run.counted if run.ended is not None else counted_seconds(run.started, moment, quiet)
        return ActivityRun(run.activity, local(run.started, zone), ended, elapsed, run.adjustment)

    runs = tuple(shown(run) for run in replayed.runs)
    whole = Progress(
        now=local(now, zone),
        state=_state(replayed),
        started=runs[0].started if runs else None,
        runs=runs,
        skipped=frozenset(replayed.skipped),
        ended=None if replayed.ended is None else local(replayed.ended, zone),
        touched=None if replayed.touched is None else local(replayed.touched, zone),
        quiet=tuple(quiet),
        pending=dict(replayed.pending),
        timer=None if replayed.timer is None else (local(replayed.timer[0], zone), replayed.timer[1]),
    )
    run = replayed.running
    if run is None:
        return whole
    entered = run.segments[-1][1] if run.segments else run.started
    return _within(whole, run, local(entered, zone), counted_seconds(entered, moment, quiet), paused)


def _state(replayed: Replay) -> Literal["before", "running", "paused", "finished"]:
    if replayed.running is None:
        return "before" if replayed.ended is None else "finished"
    return "running" if replayed.paused_since is None else "paused"


def _within(
    whole: Progress, run: Run, entered: datetime, in_segment: float, paused: datetime | None
) -> Progress:
    """Return the progress with the fields of the run that is going on."""
    return Progress(
        now=whole.now,
        state=whole.state,
        activity=run.activity,
        started=whole.started,
        runs=whole.runs,
        elapsed=whole.runs[-1].elapsed,
        paused_since=None if paused is None else local(paused, whole.now.tzinfo),
        adjustment=run.adjustment,
        segment=run.segment,
        segment_started=entered,
        segment_elapsed=in_segment,
        turns=tuple(run.turns),
        shares=dict(run.shares),
        extras=tuple(run.extras),
        skipped=whole.skipped,
        touched=whole.touched,
        quiet=whole.quiet,
        pending=whole.pending,
        timer=whole.timer,
    )


def adjusted(progress: Progress, minutes: Mapping[str, int]) -> Progress:
    """Return the progress with so many minutes more (or fewer) for each activity, as `adjust` events do."""
    pending, runs = dict(progress.pending), progress.runs
    for key, more in minutes.items():
        if key != progress.activity:
            pending[key] = pending.get(key, 0) + more
    here = minutes.get(progress.activity or "", 0)
    if here and progress.activity is not None:
        runs = (*runs[:-1], replace(runs[-1], adjustment=runs[-1].adjustment + here))
    return replace(progress, pending=pending, runs=runs, adjustment=progress.adjustment + here)


KEY_KINDS = frozenset({"start", "finish", "pause", "resume", "segment", "next_turn", "later", "absent"})


def last_correctable(events: Sequence[tuple[str, Event]]) -> tuple[CorrectedEvent, datetime | None] | None:
    """Return the last key of a meeting that can be put right, and how early it can have been at most.

    That is the key before it: keys keep their order. None where there is no key.
    """
    keys = [entry for entry in corrected_events(events) if entry.event.kind in KEY_KINDS]
    return (keys[-1], keys[-2].at if len(keys) > 1 else None) if keys else None


def correction(last: CorrectedEvent, earliest: datetime | None, wanted: datetime, now: datetime) -> float:
    """Return the seconds by which to move a key to `wanted`, kept between the key before it and now."""
    target = min(utc(wanted), utc(now))
    target = target if earliest is None else max(target, earliest)
    return (target - last.at).total_seconds()


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
    return next((row.key for row in reversed(schedule.rows[:here]) if not is_skipped(row, progress)), None)


def allowed_adjustment(row: Row, progress: Progress, minutes: int) -> int:
    """Return the minutes to write for a wish of `minutes` more or fewer: no activity gets below no time."""
    return max(minutes, -max(0, row.minutes + progress.adjustment)) if minutes < 0 else minutes
