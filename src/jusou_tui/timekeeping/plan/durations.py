"""How long an activity takes with so many people and cases, and how its segments share the time."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from jusou_tui.curriculum.model import Clip, Duration, Segment

SHORTEST_BREAK = 5
"""Minutes below which a break is none, unless the curriculum says otherwise."""


class MinuteSpan(NamedTuple):
    """Minutes planned, and the least and the most they may be."""

    planned: int = 0
    least: int = 0
    most: int = 0


class PlannedSegment(NamedTuple):
    """A segment of a row, sized for this run.

    `key` is the segment's id, `id.2` for its second case. `seconds` is None where it takes what is left.
    `case_title`: what this run calls the case.
    """

    key: str
    id: str
    title: str
    what: str | None
    seconds: int | None
    clip: Clip | None = None
    is_round: bool = False
    case: int | None = None
    seconds_per_participant: int | None = None
    alone: bool = False
    case_title: str = ""


def with_shares_and_titles(
    parts: Sequence[PlannedSegment], shares: Mapping[str, int], case_titles: Mapping[int, str]
) -> tuple[PlannedSegment, ...]:
    """Return the segments with what this run says of them: the seconds each in a round, the cases' titles."""
    return tuple(
        part._replace(
            seconds_per_participant=shares.get(part.key, part.seconds_per_participant)
            if part.is_round
            else None,
            case_title=case_titles.get(part.case, "") if part.case is not None else "",
        )
        for part in parts
    )


def span(duration: Duration | None, participants: int, cases: int) -> MinuteSpan:
    """Return the minutes of a duration for N participants and C cases.

    planned = max(plan or minutes, base + per_participant * N) + per_case * C, rounded up; where `minutes`
    is a range without `plan`, its higher end. The least and the most take the range's ends instead.
    """
    if duration is None:
        return MinuteSpan()
    people = _exact(duration.base) + _exact(duration.per_participant) * participants
    all_cases = _exact(duration.per_case) * cases

    def minutes(slot: int) -> int:
        return math.ceil(max(Fraction(slot), people) + all_cases)

    plan = duration.highest if duration.plan is None else duration.plan
    return MinuteSpan(minutes(plan), minutes(duration.lowest), minutes(duration.highest))


def shortest_break(duration: Duration | None, cases: int = 0) -> int:
    """Return the least minutes of a break: what the curriculum lets it have, else SHORTEST_BREAK.

    No fit goes below it, and a shorter one counts as no rest. `duration`: of the break itself, None for one
    that was put in.
    """
    if duration is not None and duration.shortest is not None:
        return duration.shortest + math.ceil(_exact(duration.per_case) * cases)
    if duration is not None and duration.lowest < duration.highest:
        return duration.lowest
    return SHORTEST_BREAK


def people_minutes(duration: Duration, participants: int, cases: int) -> int:
    """Return the minutes that N people and C cases need, whatever the slot, rounded up."""
    people = _exact(duration.base) + _exact(duration.per_participant) * participants
    return math.ceil(people + _exact(duration.per_case) * cases)


def _exact(share: float) -> Fraction:
    """Return the number as it was written: 0.1 is a tenth, so that ten of them are one and not a bit more."""
    return Fraction(repr(share))


def segments(parts: Sequence[Segment], participants: int, cases: int) -> tuple[PlannedSegment, ...]:
    """Return the segments of an activity for N participants and C cases.

    Neighbouring segments per case repeat case by case: 1a, 1b, 2a, 2b.
    """
    planned: list[PlannedSegment] = []
    for per_case, group in groupby(parts, key=lambda part: part.minutes_per_case is not None):
        together = list(group)
        if per_case:
            planned += [
                _planned(part, participants, case) for case in range(1, cases + 1) for part in together
            ]
        else:
            planned += [_planned(part, participants, None) for part in together]
    return tuple(planned)


def _planned(part: Segment, participants: int, case: int | None) -> PlannedSegment:
    return PlannedSegment(
        key=part.id if case is None else f"{part.id}.{case}",
        id=part.id,
        title=part.title,
        what=part.what,
        seconds=_seconds(part, participants),
        clip=part.clip,
        is_round=part.is_round,
        case=case,
        seconds_per_participant=part.seconds_per_participant,
        alone=part.alone,
    )


def _seconds(part: Segment, participants: int) -> int | None:
    if part.seconds is not None:
        return part.seconds
    if part.clip is not None:
        return part.clip.seconds
    if part.seconds_per_participant is not None:
        return part.seconds_per_participant * participants
    minutes = part.minutes if part.minutes is not None else part.minutes_per_case
    return None if minutes is None else minutes * 60
