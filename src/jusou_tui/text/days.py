"""The years that dates and times may lie in, so that no reckoning comes to the calendar's ends."""

from __future__ import annotations

from datetime import UTC, date, datetime

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""What may be typed."""

FIRST_KEPT, LAST_KEPT = 1800, 3099
"""What a session's file may hold: whatever follows from what was typed, in any zone."""
FIRST_INSTANT = datetime(FIRST_KEPT, 1, 1, tzinfo=UTC)
LAST_INSTANT = datetime(LAST_KEPT, 12, 31, 23, 59, 59, tzinfo=UTC)


def may_be_typed(day: date) -> bool:
    """Return whether a day lies in the years that may be typed."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def may_be_kept(day: date) -> bool:
    """Return whether a day, or an instant by its own clock, lies in the years that a file may hold."""
    return FIRST_KEPT <= day.year <= LAST_KEPT
