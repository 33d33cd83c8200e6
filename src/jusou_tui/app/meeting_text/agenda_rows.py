"""The rows of the agenda table, from the forecast of a meeting."""

from __future__ import annotations

from jusou_tui.app.drawing.row_models import AgendaRow
from jusou_tui.live.meeting_words.agenda import STATE_WORDS, overlap
from jusou_tui.timekeeping.forecast.forecast import ForecastRow
from jusou_tui.wording import t
from jusou_tui.wording.values import (
    form_label,
    lateness_text,
    minutes_text,
    time_range_text,
    time_text,
)


def agenda_row(
    row: ForecastRow,
    *,
    compact: bool,
    late: bool = True,
    key: str = "",
    days: int = 0,
    parked: bool = False,
) -> AgendaRow:
    """Return a row of the agenda table, compact or full.

    `late`: the meeting ends late by `Forecast.late_minutes`, so that a row behind its plan is marked; one
    that will end in time has no late rows. `key` names it in the table, where that is not the row's own.
    `days`: midnights between the start of the day and that of the row's meeting. `parked`: it was put off to
    a later meeting.
    """
    plan = row.row
    state = t(STATE_WORDS[row.state]) if row.state in STATE_WORDS else ""
    if compact:
        minutes = minutes_text(row.expected_minutes)
        return AgendaRow(plan.key, (state, time_text(row.start, day=row.day), plan.label, minutes), row.state)
    late = late and row.state == "next" and row.behind_minutes > 0
    return AgendaRow(
        key or plan.key,
        (
            t("app.row_late") if late else state,
            "" if plan.skipped else time_range_text(plan.start, plan.end, day=plan.day + days),
            form_label(plan.form),
            plan.title,
            _planned(row),
            "" if row.actual_minutes is None else minutes_text(row.actual_minutes),
            "" if row.state == "skipped" else time_range_text(row.start, row.end, day=row.day + days),
            lateness_text(row.behind_minutes) if row.state in {"now", "next"} and row.behind_minutes else "",
        ),
        row.state,
        warn=t("timekeeping.parked_row") if parked else overlap(row),
        late=late,
    )


def _planned(row: ForecastRow) -> str:
    """Return the planned minutes; of what runs or is to come and is to take others since, both: `60→59分`."""
    again = row.state == "next" and row.actual_minutes is not None
    planned, wanted = row.row.minutes, row.wanted_minutes
    if wanted is None or wanted == planned or again or row.row.ends_at is not None:
        return minutes_text(planned)
    return f"{planned}→{minutes_text(wanted)}"
