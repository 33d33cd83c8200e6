"""The plan of a day with several meetings: one after the other, with the times between them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, time
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from jusou_tui.curriculum.model import Step
from jusou_tui.session.programme.attendance import case_count
from jusou_tui.timekeeping.clock.instants import (
    after,
    clock_minutes,
    local,
    next_clock_time,
    seconds_between,
    utc,
)
from jusou_tui.timekeeping.plan.schedule import Schedule, plan

if TYPE_CHECKING:
    from jusou_tui.session.model.records import Meeting

LUNCH_MINUTES = 60
LEAST_LUNCH = 45
"""Minutes that a break between two meetings keeps where nothing else is set: what the law gives for a day
of more than six hours."""
NOON = (time(11), time(14))
"""A break of which a part lies between these is a lunch."""


class Interval(NamedTuple):
    """The time between two meetings, such as lunch. Where they overlap it ends before it starts."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """The minutes between its two times as clocks show them; 0 where the meetings overlap."""
        return max(0, clock_minutes(self.start, self.end))

    @property
    def is_lunch(self) -> bool:
        """Whether it is around noon, by its own clocks."""
        begin, end = NOON
        return self.start.date() == self.end.date() and self.start.time() < end and self.end.time() > begin


class Day(NamedTuple):
    """The plans of one day in order, and the times between them. `over`: minutes past the booked end."""

    schedules: tuple[Schedule, ...]
    intervals: tuple[Interval, ...]
    end: datetime
    over: int = 0


def start_after(before: Schedule, lunch: int) -> datetime:
    """Return when a meeting without a start of its own begins: `lunch` minutes after the one before it.

    In the zone itself, not in the offset of that moment: the next plan goes by the same clocks.
    """
    return after(before.end, lunch * 60.0).astimezone(before.zone)


def booked_end_of(schedules: Sequence[Schedule]) -> datetime | None:
    """Return when the day must be over: the latest booked end that lies behind the last meeting's start.

    A booked end before that is the morning's, and not the day's.
    """
    ends = [one.booked_end for one in schedules if one.booked_end is not None]
    latest = max(ends, key=utc, default=None)
    return latest if latest is not None and utc(latest) > utc(schedules[-1].start) else None


def plan_day(
    steps: Sequence[Step],
    *,
    participants: int,
    cases: Mapping[str, int],
    start: datetime,
    booked_end: datetime | None = None,
    without: Collection[str] = (),
    meetings: Mapping[str, Meeting] | None = None,
    lunch: int = LUNCH_MINUTES,
    next_at: str | None = None,
) -> Day:
    """Plan steps one after the other from `start`, with `lunch` minutes between.

    `cases` by step; one that is not named has those of the one before it, else its fewest. `next_at`: the
    clock time at which the second meeting begins, unless the first one and the least `lunch` last longer. The
    booked end is that of the day.
    """
    schedules: list[Schedule] = []
    begin = start
    for number, step in enumerate(steps):
        if number:
            begin = start_after(schedules[-1], lunch)
            if next_at is not None and number == 1:
                begin = max(begin, local(next_clock_time(next_at, start, begin), start.tzinfo), key=utc)
        schedules.append(
            plan(
                step,
                participants=participants,
                cases=case_count(steps, cases, step.id),
                start=begin,
                booked_end=booked_end if number == len(steps) - 1 else None,
                without=without,
                meeting=(meetings or {}).get(step.id),
            )
        )
    end = schedules[-1].end if schedules else start
    intervals = tuple(Interval(before.end, behind.start) for before, behind in pairwise(schedules))
    over = 0.0 if booked_end is None else seconds_between(booked_end, end)
    return Day(tuple(schedules), intervals, end, max(0, -int(-over // 60)))
