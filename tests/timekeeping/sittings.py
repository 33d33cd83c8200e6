"""The warnings of a plan before anything has happened."""

from __future__ import annotations

from jusou_tui.timekeeping.breaks import sittings_ahead
from jusou_tui.timekeeping.forecast import forecast
from jusou_tui.timekeeping.progress import Progress
from jusou_tui.timekeeping.schedule import PlanWarning, Schedule


def long_sittings(schedule: Schedule) -> tuple[PlanWarning, ...]:
    """Return what is told of 90 minutes without a break as of the start."""
    start = Progress(now=schedule.start)
    return sittings_ahead(schedule, forecast(schedule, start, schedule.start), start)
