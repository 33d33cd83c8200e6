"""Who had the turn in rounds, and for how long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from jusou_tui.session.model.records import Event
from jusou_tui.timekeeping.running.replay import Run, Turn, counted_seconds, replay


@dataclass(frozen=True, slots=True)
class SpeakingTime:
    """What a person spoke in rounds, in seconds without pauses, and in how many turns.

    `later`, `absent`: in how many turns the person wanted to wait, or was not there.
    """

    participant: str
    seconds: float = 0.0
    turns: int = 0
    later: int = 0
    absent: int = 0


def speaking_times(events: Iterable[tuple[str, Event]]) -> tuple[SpeakingTime, ...]:
    """Return who had turns in the rounds of one step, who spoke first first, who did not at the end."""
    replayed = replay(events)
    quiet = replayed.quiet
    if replayed.paused_since is not None and replayed.touched is not None:
        quiet = [*quiet, (replayed.paused_since, replayed.touched)]
    found: dict[str, SpeakingTime] = {}
    for run in replayed.runs:
        for turn, began in _turns(run):
            if turn.participant is not None:
                before = found.get(turn.participant, SpeakingTime(turn.participant))
                found[turn.participant] = _with(before, turn, counted_seconds(began, turn.at, quiet))
    return tuple(sorted(found.values(), key=lambda one: not one.turns))


def _with(before: SpeakingTime, turn: Turn, seconds: float) -> SpeakingTime:
    if turn.kind == "next_turn":
        return replace(before, seconds=before.seconds + seconds, turns=before.turns + 1)
    if turn.kind == "later":
        return replace(before, later=before.later + 1)
    return replace(before, absent=before.absent + 1)


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
