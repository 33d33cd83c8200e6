"""A meeting's plan in a few lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from jusou_tui.wording import message_text, t
from jusou_tui.wording.values import time_text

if TYPE_CHECKING:  # a set-up plans behind its first frame
    from jusou_tui.timekeeping.plan.schedule import Schedule


_OF_TIMES = {"timekeeping.after_booked_end", "timekeeping.overlap"}
"""Warnings about times of day."""


def rows_text(kinds: Iterable[str]) -> str:
    """Return how many activities there are among rows of these kinds, and how many breaks."""
    count = Counter(kind == "break" for kind in kinds)
    found = t("app.plan_rows", count=count[False])
    return found + t("app.plan_breaks", count=count[True]) if count[True] else found


def plan_summary(schedule: Schedule, people: int, *, has_start: bool = True) -> str:
    """Return when the plan begins and ends and for how many people, then its warnings, a line each.

    Without `has_start` nobody knows yet when it begins: only its length is said, and nothing of its end.
    """
    outcome = t(
        "app.plan_outcome" if has_start else "app.plan_length",
        start=time_text(schedule.start),
        end=time_text(schedule.end, day=(schedule.end.date() - schedule.start.date()).days),
        minutes=schedule.minutes,
        rows=rows_text(row.kind for row in schedule.rows if not row.skipped),
        people=people,
    )
    warnings = (one for one in schedule.warnings if has_start or one.message_id not in _OF_TIMES)
    return "\n".join([outcome, *map(message_text, warnings)])
