"""How long it is to what is fixed in a meeting: its next break, its next pinned row."""

from __future__ import annotations

from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.timekeeping.forecast.breaks import FixedPoint, next_break, next_pinned
from jusou_tui.wording import t


def fixed_points(snapshot: MeetingSnapshot) -> str:
    """Return how long it is to the next break and the next pinned row, "" where nothing is fixed.

    Nobody counts minutes to what comes on another day.
    """
    if snapshot.state == "finished" or snapshot.is_another_day:
        return ""
    found = (
        (next_break(snapshot.forecast, snapshot.now), "timekeeping.to_break"),
        (next_pinned(snapshot.forecast, snapshot.now), "timekeeping.to_pinned"),
    )
    return "  ".join(_said(ahead, word) for ahead, word in found if ahead is not None)


def _said(ahead: FixedPoint, word: str) -> str:
    return t(word, label=ahead.row.label, minutes=ahead.minutes)
