"""Where a meeting is: computed from its events and the time, never from ticks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal

from jusou_tui.session.model.events import effective_events
from jusou_tui.session.model.records import Event
from jusou_tui.timekeeping.clock.instants import local, seconds_between, utc
from jusou_tui.timekeeping.running.replay import ExtraTime, Replay, Run, Turn, counted_seconds, replay

DOUBLE_PRESS_SECONDS = 1.0


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


def is_double_press(
    events: Iterable[tuple[str, Event]], kind: str, now: datetime, *, speed: float = 1.0
) -> bool:
    """Return whether an event of this kind, not undone, was written less than a real second ago.

    `speed`: how many times as fast as the real time the session's clock goes.
    """
    return any(
        event.kind == kind and abs(seconds_between(event.at, now)) < DOUBLE_PRESS_SECONDS * speed
        for _, event in effective_events(dict(events))
    )
