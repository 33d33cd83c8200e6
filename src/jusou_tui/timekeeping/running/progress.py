"""Where a meeting is: computed from its events and the time, never from ticks.

And where it can go from there: the next row, minutes that can be taken, a key put right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Literal, NamedTuple

from jusou_tui.session.model.events import CorrectedEvent, corrected_events
from jusou_tui.session.model.records import Event
from jusou_tui.timekeeping.clock.instants import clock_minutes, local, seconds_between, utc
from jusou_tui.timekeeping.plan.schedule import Row, Schedule
from jusou_tui.timekeeping.running.replay import (
    ExtraTime,
    Replay,
    Run,
    Turn,
    counted_seconds,
    left_before,
    replay,
    takes_over,
)


class ActivityRun(NamedTuple):
    """One run through an activity. `elapsed` in seconds, without pauses and gaps; `adjustment` in minutes.

    `minutes`: the same between what clocks without seconds show, so that equal times are equal minutes, and
    the minutes of all runs, of what stood still and of what lay between add up to those of the meeting.
    `resumes`: it goes on with a run of the same row.
    """

    activity: str
    started: datetime
    ended: datetime | None
    elapsed: float
    adjustment: int = 0
    resumes: bool = False
    minutes: int = 0


class Progress(NamedTuple):
    """Where a meeting is at `now`. Instants are by the clock as it goes now, in the zone of `now`.

    `activity` and `adjustment` (minutes) are the current run's; `elapsed` (seconds without pauses and
    uncounted gaps) and what is said of segments and turns are its activity's, with the runs that it goes on
    with. `segment` is None as long as no event chose one: then it is the first. `turns` are the turn events
    (rounds.py), `shares` the seconds that each person has by now in a segment that was shared out anew,
    `extras` what single turns have beyond that. `left`: the runs whose time is the current run's too, the
    first one first; `left_for`: the same for rows to come that a break put off, by their key. `put_off`: all
    rows that a break put off, each with the row that it interrupted. `away`: times between runs that go on
    with one another. `quiet`: times that count as no elapsed time. `touched`: the latest event. `pending`:
    minutes more or fewer for activities that do not run now. `timer`: when the timer beside the activity
    began, and its seconds.
    `parts`: the activity that a row put in continues, by the row's key.
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
    shares: Mapping[str, int] = MappingProxyType({})
    extras: tuple[ExtraTime, ...] = ()
    left: tuple[ActivityRun, ...] = ()
    left_for: Mapping[str, tuple[ActivityRun, ...]] = MappingProxyType({})
    put_off: Mapping[str, str] = MappingProxyType({})
    away: tuple[tuple[datetime, datetime], ...] = ()
    skipped: frozenset[str] = frozenset()
    ended: datetime | None = None
    touched: datetime | None = None
    quiet: tuple[tuple[datetime, datetime], ...] = ()
    pending: Mapping[str, int] = MappingProxyType({})
    timer: tuple[datetime, float] | None = None
    parts: Mapping[str, str] = MappingProxyType({})

    @property
    def is_under_way(self) -> bool:
        """Whether the meeting has begun and is not over; it may be paused."""
        return self.state in {"running", "paused"}

    @property
    def uncounted(self) -> list[tuple[datetime, datetime]]:
        """The times (start, end) that count in no segment and no turn of the current run, in order."""
        return sorted([*self.quiet, *self.away])

    def whole(self, row: str) -> str:
        """Return the row that breaks interrupted, of which a row is the rest; else the row itself."""
        seen = {row}
        while (before := self.put_off.get(row)) is not None and before not in seen:
            row = before
            seen.add(row)
        return row

    @property
    def row_elapsed(self) -> float:
        """The seconds that the current row took, with the runs of it that the current one goes on with."""
        if self.run is None:
            return 0.0
        return self.run.elapsed + sum(run.elapsed for run in self.left if run.activity == self.activity)

    @property
    def run(self) -> ActivityRun | None:
        """The run that is going on."""
        return self.runs[-1] if self.activity is not None else None

    def runs_of(self, activity: str) -> tuple[ActivityRun, ...]:
        """Return all runs through an activity, the first one first."""
        return tuple(run for run in self.runs if run.activity == activity)


def progress(
    events: Iterable[tuple[str, Event]], now: datetime, parts: Mapping[str, str] | None = None
) -> Progress:
    """Return where a meeting is, from the events of one step as (id, event), in any order.

    `parts`: the activity that a row put in continues, by the row's key (`queries.parts_of`).
    """
    return progress_at(replay(events, parts), now)


def _minutes(started: datetime, ended: datetime, elapsed: float) -> int:
    """Return the minutes of a run by the clocks, less what stood still, to the nearest minute."""
    between = clock_minutes(started, ended)
    return max(0, between - round(max(0.0, seconds_between(started, ended) - elapsed) / 60))


def progress_at(replayed: Replay, now: datetime) -> Progress:
    """Return where a replayed meeting is at `now`; a screen replays when there is a new event only."""
    moment = utc(now)
    paused = replayed.paused_since
    quiet = sorted([*replayed.quiet, (paused, moment)]) if paused is not None else replayed.quiet
    zone = now.tzinfo

    def shown(run: Run) -> ActivityRun:
        ended = None if run.ended is None else local(run.ended, zone)
        elapsed = run.counted if run.ended is not None else counted_seconds(run.started, moment, quiet)
        return ActivityRun(
            run.activity,
            local(run.started, zone),
            ended,
            elapsed,
            run.adjustment,
            resumes=run.continues is not None and run.continues.activity == run.activity,
            minutes=_minutes(run.started, run.ended or moment, elapsed),
        )

    runs = tuple(shown(run) for run in replayed.runs)
    put_off = {key: found for key in replayed.parts if (found := _left_for(replayed, key))}
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
        parts=replayed.parts,
        left_for={key: tuple(shown(one) for one in found) for key, found in put_off.items()},
        put_off={
            run.activity: run.continues.activity
            for run in replayed.runs
            if run.continues and run.keeps_time and run.activity != run.continues.activity
        }
        | {key: found[-1].activity for key, found in put_off.items()},
    )
    run = replayed.running
    if run is None:
        return whole
    left = tuple(shown(before) for before in _with_time_left(run)[:-1])
    return _within(whole._replace(left=left, away=tuple(run.away)), run, moment, paused)


def _with_time_left(run: Run) -> list[Run]:
    """Return the runs that share one time with `run`, the first one first, and `run` itself."""
    found = [run]
    while found[0].keeps_time and found[0].continues is not None:
        found.insert(0, found[0].continues)
    return found


def _left_for(replayed: Replay, row: str) -> list[Run]:
    """Return the runs whose time a row to come takes over, the first one first; [] where there is none."""
    run = left_before(replayed, row)
    begun = any(one.activity == row for one in replayed.runs)
    if begun or run is None or run.ended is None or not takes_over(row, run):
        return []
    return _with_time_left(run)


def _state(replayed: Replay) -> Literal["before", "running", "paused", "finished"]:
    if replayed.running is None:
        return "before" if replayed.ended is None else "finished"
    return "running" if replayed.paused_since is None else "paused"


def _within(whole: Progress, run: Run, moment: datetime, paused: datetime | None) -> Progress:
    """Return the progress with the fields of the run that is going on."""
    chain, uncounted, zone = run.chain, whole.uncounted, whole.now.tzinfo
    segment, entered = run.entered
    return whole._replace(
        activity=run.activity,
        elapsed=whole.runs[-1].elapsed + sum(before.counted for before in chain[:-1]),
        paused_since=None if paused is None else local(paused, zone),
        adjustment=run.adjustment,
        segment=segment,
        segment_started=local(entered, zone),
        segment_elapsed=counted_seconds(entered, moment, uncounted),
        turns=tuple(turn for one in chain for turn in one.turns),
        shares={key: seconds for one in chain for key, seconds in one.shares.items()},
        extras=tuple(extra for one in chain for extra in one.extras),
    )


def adjusted(progress: Progress, minutes: Mapping[str, int]) -> Progress:
    """Return the progress with so many minutes more (or fewer) for each activity, as `adjust` events do."""
    pending, runs = dict(progress.pending), progress.runs
    for key, more in minutes.items():
        if key != progress.activity:
            pending[key] = pending.get(key, 0) + more
    here = minutes.get(progress.activity or "", 0)
    if here and progress.activity is not None:
        runs = (*runs[:-1], runs[-1]._replace(adjustment=runs[-1].adjustment + here))
    return progress._replace(pending=pending, runs=runs, adjustment=progress.adjustment + here)


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


def allowed_adjustment(row: Row, progress: Progress, minutes: int) -> int:
    """Return the minutes to write for a wish of `minutes` more or fewer: no activity gets below no time."""
    return max(minutes, -max(0, row.minutes + progress.adjustment)) if minutes < 0 else minutes
