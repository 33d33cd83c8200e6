"""The rows of the agenda table, from the forecast of a meeting."""

from __future__ import annotations

from datetime import datetime

from jusou_tui.app.widgets.row_models import AgendaRow
from jusou_tui.app.words import said_lateness, said_minutes, said_time
from jusou_tui.timekeeping.forecast.forecast import ForecastRow
from jusou_tui.wording import t

STATE_WORDS = {
    "done": "app.row_done",
    "now": "app.row_now",
    "skipped": "app.row_skipped",
}


def agenda_row(row: ForecastRow, *, compact: bool, key: str = "", days: int = 0) -> AgendaRow:
    """Return a row of the agenda table, compact or full.

    `key` names it in the table, where that is not the row's own. `days`: midnights between the start of the
    day and that of the row's meeting.
    """
    plan = row.row
    state = t(STATE_WORDS[row.state]) if row.state in STATE_WORDS else ""
    if compact:
        minutes = t("common.minutes", minutes=row.expected_minutes)
        return AgendaRow(plan.key, (state, said_time(row.start, day=row.day), plan.label, minutes), row.state)
    late = row.state == "next" and row.behind_minutes > 0
    return AgendaRow(
        key or plan.key,
        (
            t("app.row_late") if late else state,
            "" if plan.skipped else said_span(plan.start, plan.end, plan.day + days),
            plan.form or "",
            plan.title,
            t("common.minutes", minutes=plan.minutes),
            "" if row.actual_minutes is None else t("common.minutes", minutes=row.actual_minutes),
            "" if row.state == "skipped" else said_span(row.start, row.end, row.day + days),
            said_lateness(row.behind_minutes) if row.state in {"now", "next"} and row.behind_minutes else "",
        ),
        row.state,
        warn=overlap(row),
        late=late,
    )


def said_span(start: datetime, end: datetime, days: int = 0) -> str:
    """Return `13:30-13:45`, with the days where it begins on a later one."""
    return f"{said_time(start, day=days)}-{said_time(end)}"


def overlap(row: ForecastRow) -> str:
    """Return in words which clock time of a row does not hold, "" where all do."""
    if row.overlap_minutes:
        return t("timekeeping.reaches_in", minutes=row.overlap_minutes)
    if row.pin_late_minutes:
        facts = {"time": said_time(row.row.start), "length": said_minutes(row.pin_late_minutes)}
        return t("timekeeping.pin_late", **facts)
    if row.state == "next" and row.row.ends_at is not None and row.row.minutes and not row.expected_minutes:
        return t("timekeeping.until_over", time=said_time(row.row.ends_at))
    return ""
