"""Who had the turn in rounds, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from jusou_tui.session.records import Event
from jusou_tui.timekeeping.replay import History, Run, Turn, counted_seconds, replay


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a person spoke in rounds, in seconds without pauses, and in how many turns."""

    participant: str
    seconds: float
    turns: int


def spoken(events: Iterable[tuple[str, Event]]) -> tuple[Spoken, ...]:
    """Return who had turns in the rounds of one step, who spoke first stands first."""
    history = replay(events)
    quiet = history.quiet
    if history.paused_since is not None and history.touched is not None:
        quiet = [*quiet, (history.paused_since, history.touched)]
    seconds: dict[str, float] = {}
    turns: dict[str, int] = {}
    for run in history.runs:
        for turn, began in _turns(run):
            if turn.kind == "next_turn" and turn.participant is not None:
                length = counted_seconds(began, turn.at, quiet)
                seconds[turn.participant] = seconds.get(turn.participant, 0.0) + length
                turns[turn.participant] = turns.get(turn.participant, 0) + 1
    return tuple(Spoken(key, total, turns[key]) for key, total in seconds.items())


def _turns(run: Run) -> list[tuple[Turn, datetime]]:
    """Return the turns of a run, each with when it began: with its part, else with the turn before.

    Who wanted to wait and was the only one left goes on with the same turn.
    """
    found = []
    went_on = {
        turn.id
        for turn, after in pairwise(run.turns)
        if turn.kind == "later" and (turn.participant, turn.segment) == (after.participant, after.segment)
    }
    marks = sorted([at for _, at in run.segments] + [turn.at for turn in run.turns if turn.id not in went_on])
    for turn in run.turns:
        before = [mark for mark in marks if mark < turn.at]
        found.append((turn, before[-1] if before else run.started))
    return found


def paused_seconds(history: History) -> float:
    """Return the seconds that did not count: pauses, and time without the program that was left out."""
    reached: datetime | None = None
    total = 0.0
    for first, last in history.quiet:
        begin = first if reached is None else max(first, reached)
        total += max(0.0, (last - begin).total_seconds())
        reached = last if reached is None else max(reached, last)
    return total
