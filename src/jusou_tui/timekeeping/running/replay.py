"""What happened, replayed from the events of one step: runs, pauses, gaps, skips. Values in, values out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple, Protocol

from jusou_tui.session.model.events import CorrectedEvent, corrected_events, seconds_of
from jusou_tui.session.model.records import Event
from jusou_tui.timekeeping.clock.instants import after, seconds_between


class Turn(NamedTuple):
    """A turn event of a round: who has spoken, waits, passes, `joins` late. `segment` None: the first."""

    id: str
    at: datetime
    kind: str
    participant: str | None
    segment: str | None


class ExtraTime(NamedTuple):
    """So many `seconds` more (or fewer) for one person's turn in a round. `segment` None: the first one."""

    id: str
    at: datetime
    participant: str
    seconds: int
    segment: str | None


class LeftRun(Protocol):
    """What is asked about a run that another one may go on with."""

    @property
    def id(self) -> str:
        """The id of the event that began it."""

    @property
    def activity(self) -> str:
        """The key of its row."""


@dataclass(slots=True)
class Run:
    """One run through an activity; an activity that is gone back to has several.

    `id`: that of the event that began it. `counted`: the seconds it took without pauses and uncounted gaps,
    once it has ended. `shares`: the seconds of each person in a round, by its segment, where they were shared
    out anew. `extras`: what single turns have beyond that. All these are its own; `continues` is the run
    whose place it goes on with: segment, turns and the time in them are then those of both. `keeps_time`:
    what was left of that run is left of this one too.
    """

    id: str
    activity: str
    started: datetime
    ended: datetime | None = None
    counted: float = 0.0
    adjustment: int = 0
    segments: list[tuple[str, datetime]] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    shares: dict[str, int] = field(default_factory=dict)
    extras: list[ExtraTime] = field(default_factory=list)
    continues: Run | None = None
    keeps_time: bool = False

    @property
    def chain(self) -> tuple[Run, ...]:
        """The runs of one activity that go on with one another, the first one first, this one last."""
        found, run = [self], self.continues
        while run is not None:
            found.append(run)
            run = run.continues
        return tuple(reversed(found))

    @property
    def entered(self) -> tuple[str | None, datetime]:
        """The current segment, None as long as none was chosen, and when it was first entered."""
        chosen = [place for run in self.chain for place in run.segments]
        return chosen[-1] if chosen else (None, self.chain[0].started)

    @property
    def segment(self) -> str | None:
        """The segment that is current, None as long as none was chosen."""
        return self.entered[0]

    @property
    def away(self) -> list[tuple[datetime, datetime]]:
        """The times (start, end) between the runs of the chain, in order."""
        return [(run.ended, after.started) for run, after in pairwise(self.chain) if run.ended is not None]


@dataclass(slots=True)
class Replay:
    """A meeting's events replayed; to be read only. `quiet`: the times (start, end) that do not count.

    `pending`: minutes more or fewer for activities that do not run, to hold from their next start on.
    `timer`: when the timer beside the activity began, and its seconds; the next activity takes it away.
    `parts`: the activity that a row put in continues, by the row's key.
    """

    parts: Mapping[str, str] = field(default_factory=dict)
    runs: list[Run] = field(default_factory=list)
    quiet: list[tuple[datetime, datetime]] = field(default_factory=list)
    paused_since: datetime | None = None
    ended: datetime | None = None
    skipped: set[str] = field(default_factory=set)
    pending: dict[str, int] = field(default_factory=dict)
    timer: tuple[datetime, float] | None = None
    touched: datetime | None = None

    @property
    def running(self) -> Run | None:
        """The run that has not ended."""
        return self.runs[-1] if self.runs and self.runs[-1].ended is None else None


def replay(events: Iterable[tuple[str, Event]], parts: Mapping[str, str] | None = None) -> Replay:
    """Replay the events of one step, given in any order.

    `parts`: the activity that a row put in continues, by the row's key (`queries.parts_of`). Such a row goes
    on in the place where its activity was left: behind a break, or as the second part of what was parted.
    """
    replayed = Replay(parts or {})
    for entry in corrected_events(events):
        handle = _HANDLERS.get(entry.event.kind)
        if handle is not None:
            handle(replayed, entry)
        replayed.touched = entry.at
    replayed.quiet.sort()
    for run in replayed.runs:
        if run.ended is not None:
            run.counted = counted_seconds(run.started, run.ended, replayed.quiet)
    return replayed


def _end_run(replayed: Replay, at: datetime) -> None:
    """End what runs; a pause ends with it."""
    if replayed.running is not None:
        replayed.running.ended = at
    if replayed.paused_since is not None:
        replayed.quiet.append((replayed.paused_since, at))
        replayed.paused_since = None


def _start(replayed: Replay, entry: CorrectedEvent) -> None:
    if entry.event.activity is None:
        return
    _end_run(replayed, entry.at)
    replayed.ended = replayed.timer = None
    replayed.skipped.discard(entry.event.activity)
    adjustment = replayed.pending.pop(entry.event.activity, 0)
    run = Run(entry.id, entry.event.activity, entry.at, adjustment=adjustment)
    run.continues = left_before(replayed, run.activity, goes_on=bool(entry.event.counted))
    run.keeps_time = run.continues is not None and takes_over(run.activity, run.continues)
    replayed.runs.append(run)


def left_before(replayed: Replay, row: str, *, goes_on: bool = False) -> Run | None:
    """Return the run that one of `row` begun now goes on with: that of what it is the next part of.

    `goes_on`: the start says that it goes on, so that it may be a run of the row itself.
    """
    parts = replayed.parts
    if row not in parts and not goes_on:
        return None
    activity = parts.get(row, row)
    before = (run for run in reversed(replayed.runs) if parts.get(run.activity, run.activity) == activity)
    return next((run for run in before if goes_on or run.activity != row), None)


def takes_over(row: str, left: LeftRun) -> bool:
    """Return whether a row has the time that was left when `left` ended, and not only minutes of its own.

    That is so for the row itself, and for one that was put in while `left` ran: what a break left for later.
    The second part of an activity that was parted beforehand has its own minutes.
    """
    return row == left.activity or row > left.id


def _finish(replayed: Replay, entry: CorrectedEvent) -> None:
    if replayed.ended is None and replayed.runs:
        _end_run(replayed, entry.at)
        replayed.ended, replayed.timer = entry.at, None


def _pause(replayed: Replay, entry: CorrectedEvent) -> None:
    if replayed.running is not None and replayed.paused_since is None:
        replayed.paused_since = entry.at


def _resume(replayed: Replay, entry: CorrectedEvent) -> None:
    if replayed.paused_since is not None:
        replayed.quiet.append((replayed.paused_since, entry.at))
        replayed.paused_since = None


def _concerned(replayed: Replay, event: Event) -> Run | None:
    """Return the running activity, unless the event names another one."""
    run = replayed.running
    return run if run is not None and event.activity in {None, run.activity} else None


def _adjust(replayed: Replay, entry: CorrectedEvent) -> None:
    event, run = entry.event, _concerned(replayed, entry.event)
    minutes, seconds, wanted = event.minutes or 0, int(seconds_of(event)), event.activity
    if event.segment is not None:
        if run is not None and seconds >= 1:
            run.shares[event.segment] = seconds
    elif event.participant is not None:
        if run is not None:
            run.extras.append(ExtraTime(entry.id, entry.at, event.participant, seconds, run.segment))
    elif run is not None:
        run.adjustment += minutes
    elif wanted is not None:
        replayed.pending[wanted] = replayed.pending.get(wanted, 0) + minutes


def _segment(replayed: Replay, entry: CorrectedEvent) -> None:
    run = _concerned(replayed, entry.event)
    if run is not None and entry.event.segment is not None:
        run.segments.append((entry.event.segment, entry.at))


def _turn(replayed: Replay, entry: CorrectedEvent) -> None:
    run = _concerned(replayed, entry.event)
    if run is not None:
        event = entry.event
        segment = event.segment or run.segment
        joins = event.kind == "later" and event.counted is False
        kind = "joins" if joins else event.kind
        run.turns.append(Turn(entry.id, entry.at, kind, event.participant, segment))


def _skip(replayed: Replay, entry: CorrectedEvent) -> None:
    if entry.event.activity is not None:
        replayed.skipped.add(entry.event.activity)


def _restore(replayed: Replay, entry: CorrectedEvent) -> None:
    if entry.event.activity is not None:
        replayed.skipped.discard(entry.event.activity)


def _gap(replayed: Replay, entry: CorrectedEvent) -> None:
    seconds = seconds_of(entry.event)
    if entry.event.counted is False and seconds > 0:
        replayed.quiet.append((after(entry.at, -seconds), entry.at))


def _timer(replayed: Replay, entry: CorrectedEvent) -> None:
    seconds = seconds_of(entry.event)
    replayed.timer = (entry.at, seconds) if seconds > 0 else None


_HANDLERS: Mapping[str, Callable[[Replay, CorrectedEvent], None]] = MappingProxyType(
    {
        "start": _start,
        "finish": _finish,
        "pause": _pause,
        "resume": _resume,
        "adjust": _adjust,
        "segment": _segment,
        "next_turn": _turn,
        "later": _turn,
        "absent": _turn,
        "skip": _skip,
        "restore": _restore,
        "gap": _gap,
        "timer": _timer,
    }
)


def counted_seconds(begin: datetime, end: datetime, quiet: Iterable[tuple[datetime, datetime]]) -> float:
    """Return the seconds from `begin` to `end` that lie in no quiet time, given in order; never below 0."""
    total = max(0.0, seconds_between(begin, end))
    reached = begin
    for first, last in quiet:
        low, high = max(first, reached), min(last, end)
        if high > low:
            total -= seconds_between(low, high)
            reached = high
    return max(0.0, total)
