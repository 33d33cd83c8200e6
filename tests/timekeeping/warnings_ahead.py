"""The warnings of a plan before anything has happened."""

from __future__ import annotations

from jusou_tui.timekeeping.forecast.breaks import long_stretches_ahead
from jusou_tui.timekeeping.forecast.forecast import forecast
from jusou_tui.timekeeping.plan.schedule import PlanWarning, Schedule
from jusou_tui.timekeeping.running.progress import Progress


def long_stretches(schedule: Schedule) -> tuple[PlanWarning, ...]:
    """Return what is told of 90 minutes without a break as of the start."""
    start = Progress(now=schedule.start)
    return long_stretches_ahead(schedule, forecast(schedule, start, schedule.start), start)
