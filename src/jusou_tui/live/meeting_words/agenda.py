"""The state of a row of the agenda in a word, and which clock time of it does not hold."""

from __future__ import annotations

from jusou_tui.timekeeping.forecast.forecast import ForecastRow
from jusou_tui.wording import t
from jusou_tui.wording.values import long_minutes_text, time_text

STATE_WORDS = {
    "done": "app.row_done",
    "now": "common.state_now",
    "skipped": "app.row_skipped",
}


def overlap(row: ForecastRow) -> str:
    """Return in words which clock time of a row does not hold, "" where all do."""
    if row.overlap_minutes:
        return t("timekeeping.reaches_in", minutes=row.overlap_minutes)
    if row.pin_late_minutes:
        facts = {"time": time_text(row.row.start), "length": long_minutes_text(row.pin_late_minutes)}
        return t("timekeeping.pin_late", **facts)
    if row.state == "next" and row.row.ends_at is not None and row.row.minutes and not row.expected_minutes:
        return t("timekeeping.until_over", time=time_text(row.row.ends_at))
    return ""
