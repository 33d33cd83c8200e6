"""Times of day as texts: 24 hours, to the minute, as the value's own zone shows them."""

from __future__ import annotations

from datetime import datetime, time

from jusou_tui.wording import t


def time_text(at: time | datetime, *, day: int = 0) -> str:
    """Return `13:30`; `day` midnights after the first day `00:30（+1日）`."""
    return f"{at:%H:%M}" + (t("common.day_after", days=f"{day:+d}") if day else "")


def time_range_text(start: datetime, end: datetime, *, day: int = 0) -> str:
    """Return `13:30-14:15`; `day` counts the midnights between the first day and `start`."""
    return f"{time_text(start, day=day)}-{time_text(end)}"
