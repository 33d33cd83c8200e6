"""The forecast of a day with several meetings: one walk over them, the intervals between included."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from jusou_tui.timekeeping.clock.instants import (
    after,
    clock_minutes,
    local,
    seconds_between,
    utc,
    whole_minutes,
)
from jusou_tui.timekeeping.forecast.forecast import Forecast, forecast
from jusou_tui.timekeeping.plan.day import LEAST_LUNCH, Interval, booked_end_of
from jusou_tui.timekeeping.plan.schedule import Schedule
from jusou_tui.timekeeping.running.progress import (
    Progress,
    progress_at,
)
from jusou_tui.timekeeping.running.replay import Replay


class DayMeeting(NamedTuple):
    """One meeting of a day: its plan, what happened in it, and the least minutes of the break before it."""

    step: str
    schedule: Schedule
    replayed: Replay
    least: int = LEAST_LUNCH


class IntervalForecast(NamedTuple):
    """The break before a meeting as planned and as expected.

    `least`: the minutes that it keeps, never more than are planned. `behind_minutes`: by how many the meeting
    behind it begins after its plan. `overlap_minutes`: how far the meeting before reaches into that one.
    """

    planned: Interval
    expected: Interval
    state: Literal["done", "now", "next"]
    least: int
    behind_minutes: int
    overlap_minutes: int = 0

    @property
    def minutes(self) -> int:
        """The minutes that are expected; what differs from the plan by less than a minute is as planned."""
        lasts = max(0.0, seconds_between(self.expected.start, self.expected.end))
        return self.planned.minutes + whole_minutes(lasts - self.planned.minutes * 60)

    @property
    def absorbed_minutes(self) -> int:
        """The minutes of lateness that it takes up."""
        return max(0, self.planned.minutes - self.minutes)


class DayForecast(NamedTuple):
    """The day as expected: its meetings in order and the breaks between them.

    `late_minutes`: against the day's booked end where there is one, else the plan's end, as in a meeting.
    """

    meetings: tuple[Forecast, ...]
    intervals: tuple[IntervalForecast, ...]
    start: datetime
    end: datetime
    late_minutes: int
    booked_end: datetime | None = None


def least_interval_seconds(before: Schedule, schedule: Schedule, least: int) -> float:
    """Return the seconds that must lie between two meetings: the least, but never more than are planned.

    Below 0 where the plan itself lets them overlap: that is kept, and shown, not corrected.
    """
    return min(least * 60.0, seconds_between(before.end, schedule.start))


def not_before(before: DayMeeting, expected_end: datetime, part: DayMeeting) -> datetime:
    """Return the instant before which a meeting cannot begin, from the expected end of the one before it."""
    return after(expected_end, least_interval_seconds(before.schedule, part.schedule, part.least))


def forecast_day(parts: Sequence[DayMeeting], now: datetime) -> DayForecast:
    """Return what is to be expected of a day at `now`. `parts`: at least one meeting, in order.

    A meeting that was left open when the next one began counts as it stood then.
    """
    states = [progress_at(part.replayed, now) for part in parts]
    meetings: list[Forecast] = []
    intervals: list[IntervalForecast] = []
    for number, part in enumerate(parts):
        moment = _moment(states[number + 1 :], now)
        state = progress_at(part.replayed, moment)
        if not number:
            meetings.append(forecast(part.schedule, state, moment))
            continue
        before = parts[number - 1]
        free = not_before(before, meetings[-1].end, part)
        meetings.append(forecast(part.schedule, state, moment, not_before=free))
        intervals.append(_interval(before, part, states[number - 1 : number + 1], meetings[-2].end, now))
    booked = booked_end_of([part.schedule for part in parts])
    end = max((found.end for found in meetings), key=utc)
    planned = max((part.schedule.end for part in parts), key=utc)
    return DayForecast(
        meetings=tuple(meetings),
        intervals=tuple(intervals),
        start=states[0].started or parts[0].schedule.start,
        end=end,
        late_minutes=clock_minutes(planned if booked is None else booked, end),
        booked_end=booked,
    )


def _moment(following: Sequence[Progress], now: datetime) -> datetime:
    """Return when to look at a meeting: now, and at the latest when the next one began."""
    begun = [state.started for state in following if state.started is not None]
    return min([now, *begun], key=utc)


def _interval(
    before: DayMeeting, part: DayMeeting, states: Sequence[Progress], reached: datetime, now: datetime
) -> IntervalForecast:
    """Return the break before a meeting; `reached`: when the meeting before it ends."""
    zone, planned = part.schedule.zone, Interval(before.schedule.end, part.schedule.start)
    begun = states[1].started
    if begun is None:
        free = not_before(before, reached, part)
        begins = max(part.schedule.start, free, now, key=utc)
    else:
        begins, reached = begun, min(reached, begun, key=utc)
    over = seconds_between(begins, reached)
    state: Literal["done", "now", "next"] = "next"
    if begun is not None:
        state = "done"
    elif states[0].state == "finished":
        state = "now"
    return IntervalForecast(
        planned=planned,
        expected=Interval(local(reached, zone), local(begins, zone)),
        state=state,
        least=max(0, min(part.least, planned.minutes)),
        behind_minutes=clock_minutes(part.schedule.start, begins),
        overlap_minutes=max(0, math.ceil(over / 60)),
    )
