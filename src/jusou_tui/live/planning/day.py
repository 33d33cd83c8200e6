"""The meetings of one day: when each is planned, given the one before it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from jusou_tui.session.model.records import Meeting
from jusou_tui.timekeeping.clock.instants import MACHINE, at_clock_time, zone_of
from jusou_tui.timekeeping.history.meeting_record import ANOTHER_DAY, booked_end_at, shift_to_actual_day
from jusou_tui.timekeeping.plan.day import LUNCH_MINUTES, start_after
from jusou_tui.timekeeping.plan.schedule import Schedule


def planned_times(
    record: Meeting,
    started: datetime | None,
    now: datetime,
    before: tuple[Schedule, datetime | None] | None = None,
    planned_day: date | None = None,
) -> tuple[datetime, datetime | None]:
    """Return the planned start and the booked end of a meeting that began at `started` (None: not yet).

    `before`: plan and recorded start of the meeting before it on its day. Without a start of its own a
    meeting follows that one after the break, else it starts `now`, or at that time of a `planned_day` to
    come. A day held on another date moves whole, but for the booked ends (see `booked_end_at`).
    """
    start = _planned_start(record, started, before)
    if start is None:
        start = now.replace(second=0, microsecond=0)
        if planned_day is not None and planned_day > now.date():
            start = at_clock_time(planned_day, start.time(), zone_of(now) or MACHINE)
    return start, booked_end_at(record, start)


def _planned_start(
    record: Meeting, started: datetime | None, before: tuple[Schedule, datetime | None] | None
) -> datetime | None:
    if before is not None:
        schedule, recorded_start = before
        if record.start is None:
            lunch = LUNCH_MINUTES if record.lunch is None else record.lunch
            return start_after(schedule, lunch)
        by = timedelta() if recorded_start is None else schedule.start - recorded_start
        if started is None and abs(by) >= ANOTHER_DAY:
            return record.start + by
    start, _ = shift_to_actual_day(record, started)
    return start
