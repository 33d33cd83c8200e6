"""How short each row may get: the range's lower end, else a share, and never less than its people need."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from jusou_tui.curriculum.model import Duration
from jusou_tui.timekeeping.plan.durations import PlannedSegment, people_minutes
from jusou_tui.timekeeping.plan.schedule import Row, Schedule
from jusou_tui.timekeeping.running.countdown import current_segment
from jusou_tui.timekeeping.running.progress import Progress
from jusou_tui.timekeeping.running.rounds import RoundState, seconds_needed

USUAL_SHARE = 80


def minimums(
    schedule: Schedule,
    *,
    participants: int,
    cases: int,
    share: int = USUAL_SHARE,
    chosen: int | None = None,
    floors: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """Return the least minutes of every row that counts, never more than it is planned with.

    `share`: per cent of what a row usually takes, where the curriculum says neither `shortest` nor a range
    nor a share of the activity; `chosen` goes before both shares. A round keeps the seconds of each person, a
    clip its length. `floors`: minutes below which rows do not go at all, such as `still_needed` of one.
    """
    found = {
        row.key: min(row.minutes, _least(row, participants, cases, share, chosen))
        for row in schedule.rows
        if not row.skipped
    }
    more = {key: least for key, least in (floors or {}).items() if key in found}
    return {key: max(least, more.get(key, 0)) for key, least in found.items()}


def still_needed(row: Row, progress: Progress, turns: RoundState | None) -> int:
    """Return the minutes that the running `row` has at least: what has passed, and what cannot be hurried.

    `turns`: its round, where one goes on; those left in it have their time.
    """
    here = current_segment(row, progress)
    place = row.segments.index(here) if here is not None else 0
    seconds = float(_fixed_seconds(row.segments[place + 1 :]))
    if here is not None and here.seconds_per_participant is not None and turns is not None:
        seconds += seconds_needed(turns, here.seconds_per_participant)
    elif here is not None and here.clip is not None:
        seconds += max(0.0, here.clip.seconds - progress.segment_elapsed)
    return math.ceil(round(progress.elapsed + seconds, 3) / 60)


def _least(row: Row, participants: int, cases: int, share: int, chosen: int | None) -> int:
    own = row.activity is not None and row.activity.id == row.key
    duration = row.activity.duration if row.activity is not None and own else None
    of_activity = None if duration is None else duration.shortest_share
    wanted = next(one for one in (chosen, of_activity, share) if one is not None)
    by_share = math.ceil((row.usual or row.minutes) * wanted / 100)
    if duration is None:
        return by_share
    of_people = people_minutes(duration, participants, cases)
    return max(
        _allowed(duration, row, by_share, cases), of_people, math.ceil(_fixed_seconds(row.segments) / 60)
    )


def _allowed(duration: Duration, row: Row, by_share: int, cases: int) -> int:
    if duration.shortest is not None:
        return duration.shortest + math.ceil(duration.per_case * cases)
    return row.min if duration.lowest < duration.highest else by_share


def _fixed_seconds(segments: Iterable[PlannedSegment]) -> int:
    """Return the seconds of what cannot be hurried: clips, and rounds over those present."""
    return sum(part.seconds or 0 for part in segments if part.clip is not None or part.is_round)
