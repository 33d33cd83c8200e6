"""The rows of the schedule page: of the meeting in view, or of all meetings of its day with their breaks.

Rows of another meeting are named `step2/opening`, the break before a meeting `step2:`; those of the meeting
in view have their own keys. Neither sign can be in a key.
"""

from __future__ import annotations

from dataclasses import dataclass

from jusou_tui.app.drawing.row_models import AgendaRow
from jusou_tui.app.meeting_text.agenda_rows import agenda_row
from jusou_tui.live.meeting_words.agenda import STATE_WORDS
from jusou_tui.live.planning import lunch, plan_edits
from jusou_tui.live.session import LiveSession, MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.timekeeping.clock.instants import day_offset
from jusou_tui.timekeeping.forecast.day_forecast import IntervalForecast
from jusou_tui.timekeeping.forecast.forecast import Forecast
from jusou_tui.wording import t
from jusou_tui.wording.values import minutes_text, time_range_text


@dataclass(frozen=True)
class TableRow:
    """What a row of the table shows: a row of a meeting by its key, or (`row` None) the break before it."""

    meeting: MeetingView
    row: str | None

    @property
    def interval(self) -> IntervalForecast | None:
        """The break between two meetings that the row shows, None for a row of a meeting."""
        return lunch.interval_before(self.meeting) if self.row is None else None


def find(live: LiveSession, key: str | None) -> TableRow | None:
    """Return the row that a key of the table names, None for no key."""
    if key is None:
        return None
    if key.endswith(":"):
        return TableRow(live.meeting(key[:-1]), None)
    step, _, row = key.rpartition("/")
    return TableRow(live.meeting(step) if step else live.current, row)


def key_of(live: LiveSession, beside: MeetingView, row: str) -> str:
    """Return the key of a row of a meeting of the day, as the table of the meeting in view names it."""
    return row if beside is live.current else f"{beside.step.id}/{row}"


def rows(meeting: MeetingView, snapshot: MeetingSnapshot) -> list[AgendaRow]:
    """Return the rows of a meeting as its snapshot has it, of a day with several meetings those of all."""
    today = meeting.meetings_today
    if len(today) == 1:
        expected = snapshot.forecast
        return [agenda_row(row, compact=False, late=expected.late_minutes > 0) for row in expected.rows]
    day = meeting.day_forecast()
    found: list[AgendaRow] = []
    for number, (step, expected) in enumerate(zip(today, day.meetings, strict=True)):
        beside = meeting.live.meeting(step)
        if number:
            found.append(_interval_row(day.intervals[number - 1], beside))
        found += _meeting_rows(meeting.live, beside, expected, day_offset(day.start, beside.schedule().start))
    return found


def _meeting_rows(live: LiveSession, beside: MeetingView, expected: Forecast, days: int) -> list[AgendaRow]:
    """Return the rows of one meeting, its heading over the first one."""
    parked = plan_edits.parked(beside)
    found = [
        agenda_row(
            row,
            compact=False,
            late=expected.late_minutes > 0,
            key=key_of(live, beside, row.row.key),
            days=days,
            parked=row.row.key in parked,
        )
        for row in expected.rows
    ]
    return [found[0]._replace(above=beside.step.heading), *found[1:]] if found else []


def _interval_row(interval: IntervalForecast, behind: MeetingView) -> AgendaRow:
    """Return the row of a break between two meetings."""
    planned, expected = interval.planned, interval.expected
    done = interval.state == "done"
    return AgendaRow(
        f"{behind.step.id}:",
        (
            t(STATE_WORDS[interval.state]) if interval.state in STATE_WORDS else "",
            time_range_text(planned.start, planned.end) if planned.minutes else "",
            t("timekeeping.break_title"),
            lunch.name_of(interval),
            minutes_text(planned.minutes),
            minutes_text(interval.minutes) if done else "",
            time_range_text(expected.start, expected.end) if not interval.overlap_minutes else "",
            "",
        ),
        "break" if interval.state == "next" else interval.state,
        warn=lunch.outcome_text(interval, behind),
    )
