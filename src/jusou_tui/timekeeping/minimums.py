"""How short each row may get: the range's lower end, else a share, and never less than its people need."""

from __future__ import annotations

import math

from jusou_tui.curriculum.model import Duration
from jusou_tui.timekeeping.durations import PlannedSegment, people_minutes
from jusou_tui.timekeeping.schedule import Row, Schedule

USUAL_SHARE = 80


def minimums(
    schedule: Schedule, *, participants: int, cases: int, share: int = USUAL_SHARE
) -> dict[str, int]:
    """Return the least minutes of every row that counts, never more than it is planned with.

    `share`: per cent of what a row usually takes, where the curriculum says neither `shortest` nor a range.
    A round keeps the seconds of each person, a clip its length.
    """
    return {
        row.key: min(row.minutes, _least(row, participants, cases, share))
        for row in schedule.rows
        if not row.skipped
    }


def _least(row: Row, participants: int, cases: int, share: int) -> int:
    by_share = math.ceil((row.usual or row.minutes) * share / 100)
    own = row.activity is not None and row.activity.id == row.key
    duration = row.activity.duration if row.activity is not None and own else None
    if duration is None:
        return by_share
    needed = people_minutes(duration, participants, cases)
    return max(_told(duration, row, by_share, cases), needed, _fixed(row.segments))


def _told(duration: Duration, row: Row, by_share: int, cases: int) -> int:
    if duration.shortest is not None:
        return duration.shortest + math.ceil(duration.per_case * cases)
    return row.min if duration.lowest < duration.highest else by_share


def _fixed(segments: tuple[PlannedSegment, ...]) -> int:
    """Return the minutes of what cannot be hurried: clips, and rounds over those present."""
    seconds = sum(part.seconds or 0 for part in segments if part.clip is not None or part.is_round)
    return math.ceil(seconds / 60)
