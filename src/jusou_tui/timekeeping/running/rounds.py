"""Rounds: each participant in turn. Whose turn it is, who is next, who waits, who passes."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from jusou_tui.session.model.records import Event
from jusou_tui.timekeeping.clock.instants import local, utc
from jusou_tui.timekeeping.running.progress import Progress
from jusou_tui.timekeeping.running.replay import ExtraTime, Run, Turn, counted_seconds, replay

SHARE_STEP = 5
SHORTEST_SHARE = 10


class RoundState(NamedTuple):
    """A round. `order`: the members as given. `done` in the order in which they spoke, `later` as they wait.

    `turn_elapsed`: the seconds of the current turn, without pauses and uncounted gaps. `seconds`: what each
    person has since the time was shared out anew, None where it was not. `extra`: the seconds that the
    current turn has beyond that.
    """

    order: tuple[str, ...]
    current: str | None = None
    next: str | None = None
    done: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    passed: tuple[str, ...] = ()
    turn_started: datetime | None = None
    turn_elapsed: float = 0.0
    finished: bool = False
    seconds: int | None = None
    extra: int = 0

    @property
    def left(self) -> int:
        """How many turns are to come, the current one included."""
        return len(self.order) - len(self.done) - len(self.passed)

    @property
    def number(self) -> int:
        """Which turn of the round the current one is; whoever passed had theirs."""
        return len(self.done) + len(self.passed) + 1


class TimeShare(NamedTuple):
    """What each of `people`, the one whose turn it is included, has and could have: seconds."""

    people: int
    before: int
    after: int


def share_out(state: RoundState, usual: int, left: float) -> TimeShare | None:
    """Return how `left` seconds are shared by those who are left; None where that changes nothing.

    `usual`: the round's seconds for each person. What the current speaker has had counts as a part of the
    time, but for the extra seconds that are that person's alone; who has had more than both ends now, and the
    others share what is left. Whole five seconds. None, too, where only the speaker is left.
    """
    before = usual if state.seconds is None else state.seconds
    people = state.left
    if state.current is None or left <= 0 or people == 1:
        return None
    each = (left + state.turn_elapsed - state.extra) / people
    if each + state.extra < state.turn_elapsed:
        each = left / (people - 1)
    after = int(each // SHARE_STEP * SHARE_STEP)
    return None if after < SHORTEST_SHARE or after == before else TimeShare(people, before, after)


def seconds_short(state: RoundState, usual: int, left: float) -> int:
    """Return by how many seconds `left` is too short for those who are left, the speaker included; else 0.

    `usual`: the round's seconds for each person.
    """
    return max(0, math.ceil(seconds_needed(state, usual) - left)) if state.current is not None else 0


def seconds_needed(state: RoundState, usual: int) -> float:
    """Return the seconds that those who are left need, for the speaker what is left of the turn."""
    if state.current is None:
        return 0.0
    each = usual if state.seconds is None else state.seconds
    return max(0.0, each + state.extra - state.turn_elapsed) + each * (state.left - 1)


def round_state(members: Sequence[str], progress: Progress, *, segment: str | None = None) -> RoundState:
    """Return the round of the current run and segment, or of another `segment` of the run.

    `members` are the ids of those present, in order; they may change while the round goes on.
    """
    order = tuple(dict.fromkeys(members))
    wanted = progress.segment if segment is None else segment
    entered = progress.segment_started
    if entered is None:
        return RoundState(order)
    by_default = progress.segment is None  # no segment was chosen yet: all turns are the first one's
    began = utc(entered)
    entries: list[Turn | ExtraTime] = [*progress.turns, *(one for one in progress.extras if one.at >= began)]
    entries = [
        one
        for one in sorted(entries, key=lambda one: (one.at, one.id))
        if one.segment == wanted or (by_default and None in {one.segment, wanted})
    ]
    queue = _Queue(order, _expected(entries))
    for one in entries:
        if queue.take(one):
            began = max(began, one.at)
    current, following = queue.front(2)
    return RoundState(
        order=order,
        current=current,
        next=following,
        done=tuple(queue.done),
        later=tuple(queue.later),
        passed=tuple(queue.passed),
        turn_started=local(began, progress.now.tzinfo) if current is not None else None,
        turn_elapsed=counted_seconds(began, utc(progress.now), progress.uncounted)
        if current is not None
        else 0.0,
        finished=bool(order) and current is None,
        seconds=progress.shares.get(wanted) if wanted is not None else None,
        extra=queue.extra,
    )


def _expected(entries: Iterable[Turn | ExtraTime]) -> set[str]:
    """Return who joins the round late: nobody waits for them before that."""
    first: dict[str, str] = {}
    for one in entries:
        if isinstance(one, Turn) and one.participant is not None:
            first.setdefault(one.participant, one.kind)
    return {who for who, kind in first.items() if kind == "joins"}


class _Queue:
    """Who comes when: round the table from the last speaker, then those who wanted to come later.

    `expected`: who is not there yet and joins late, behind all others.

    Going on from who spoke last, whoever was expected, keeps the turn when someone joins further up.
    """

    def __init__(self, order: tuple[str, ...], expected: set[str]) -> None:
        self.order = order
        self._expected = expected
        self.done: list[str] = []
        self.later: list[str] = []
        self.passed: list[str] = []
        self._place = 0
        self._extras: dict[str, int] = {}

    @property
    def extra(self) -> int:
        """The seconds more that the current turn has."""
        return self._extras.get(self.front(1)[0] or "", 0)

    def front(self, count: int) -> tuple[str | None, ...]:
        """Return the first `count` of those whose turn is to come, None where there are fewer."""
        around = self.order[self._place :] + self.order[: self._place]
        gone = {*self.done, *self.later, *self.passed, *self._expected}
        waiting: list[str | None] = [member for member in around if member not in gone]
        waiting += self.later
        return (*waiting[:count], *[None] * (count - len(waiting)))

    def take(self, entry: Turn | ExtraTime) -> bool:
        """Take one event in; return whether a new turn began with it."""
        if isinstance(entry, ExtraTime):
            self._extras[entry.participant] = max(0, self._extras.get(entry.participant, 0) + entry.seconds)
            return False
        begins = self._take(entry)
        if begins:  # what another turn had more is over with it
            (current,) = self.front(1)
            self._extras = {who: seconds for who, seconds in self._extras.items() if who == current}
        return begins

    def _take(self, turn: Turn) -> bool:
        (current,) = self.front(1)
        who = turn.participant or current
        if who is not None and who not in self.order:
            return turn.kind != "joins"  # someone who has left since had the turn
        if who is None or who in self.done:
            return False
        self._expected.discard(who)
        for names in (self.later, self.passed):
            if who in names:
                names.remove(who)
        {"next_turn": self.done, "absent": self.passed}.get(turn.kind, self.later).append(who)
        if who == current or turn.kind == "next_turn":
            self._place = (self.order.index(who) + 1) % len(self.order)
        return self.front(1)[0] != current


class SpeakingTime(NamedTuple):
    """What a person spoke in rounds, in seconds without pauses, and in how many turns.

    `later`, `passed`: in how many turns the person wanted to wait, or passed.
    """

    participant: str
    seconds: float = 0.0
    turns: int = 0
    later: int = 0
    passed: int = 0


def speaking_times(
    events: Iterable[tuple[str, Event]], parts: Mapping[str, str] | None = None
) -> tuple[SpeakingTime, ...]:
    """Return who had turns in the rounds of one step, who spoke first first, who did not at the end.

    `parts`: as `replay` takes them; a turn that a break interrupted is one turn.
    """
    replayed = replay(events, parts)
    quiet = replayed.quiet
    if replayed.paused_since is not None and replayed.touched is not None:
        quiet = [*quiet, (replayed.paused_since, replayed.touched)]
    found: dict[str, SpeakingTime] = {}
    for run in replayed.runs:
        uncounted = sorted([*quiet, *run.away])
        for turn, began in _turns(run):
            if turn.participant is not None:
                before = found.get(turn.participant, SpeakingTime(turn.participant))
                found[turn.participant] = _with(before, turn, counted_seconds(began, turn.at, uncounted))
    return tuple(sorted(found.values(), key=lambda one: not one.turns))


def _with(before: SpeakingTime, turn: Turn, seconds: float) -> SpeakingTime:
    if turn.kind == "next_turn":
        return before._replace(seconds=before.seconds + seconds, turns=before.turns + 1)
    if turn.kind == "later":
        return before._replace(later=before.later + 1)
    return before._replace(passed=before.passed + 1)


def _turns(run: Run) -> list[tuple[Turn, datetime]]:
    """Return the turns of a run, each with when it began: with its part, else with the turn before.

    A turn can have begun in the run that this one goes on with. Who wanted to wait and was the only one left
    goes on with the same turn.
    """
    found = []
    turns = [turn for one in run.chain for turn in one.turns if turn.kind != "joins"]
    went_on = {
        turn.id
        for turn, after in pairwise(turns)
        if turn.kind == "later" and (turn.participant, turn.segment) == (after.participant, after.segment)
    }
    entered = [at for one in run.chain for _, at in one.segments]
    marks = sorted(entered + [turn.at for turn in turns if turn.id not in went_on])
    for turn in (one for one in run.turns if one.kind != "joins"):
        before = [mark for mark in marks if mark < turn.at]
        found.append((turn, before[-1] if before else run.chain[0].started))
    return found
