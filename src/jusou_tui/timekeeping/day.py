"""Several meetings on one day, one after the other, with a break such as lunch between."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from jusou_tui.curriculum.model import Step
from jusou_tui.timekeeping.instants import after, first_at, local, seconds_between, utc
from jusou_tui.timekeeping.schedule import Schedule, plan

if TYPE_CHECKING:  # building the records costs more than planning
    from jusou_tui.session.records import Meeting

LUNCH_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Between:
    """The time between two meetings, such as lunch."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """Its whole minutes."""
        return int(seconds_between(self.start, self.end) // 60)


@dataclass(frozen=True, slots=True)
class Day:
    """The plans of one day in order, and the times between them. `over`: minutes past the booked end."""

    schedules: tuple[Schedule, ...]
    between: tuple[Between, ...]
    end: datetime
    over: int = 0


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

    `cases` by step; a step that is not named takes its fewest. `next_at`: the clock time at which the second
    meeting begins, unless the first one and the least `lunch` last longer. The booked end is that of the day.
    """
    schedules: list[Schedule] = []
    between: list[Between] = []
    begin = start
    for number, step in enumerate(steps):
        if number:
            reached = schedules[-1].end
            begin = local(after(reached, lunch * 60.0), start.tzinfo)
            if next_at is not None and number == 1:
                begin = max(begin, local(first_at(next_at, start, reached), start.tzinfo), key=utc)
            between.append(Between(reached, begin))
        least = step.cases[0] if step.cases else 0
        schedules.append(
            plan(
                step,
                participants=participants,
                cases=cases.get(step.id, least),
                start=begin,
                booked_end=booked_end if number == len(steps) - 1 else None,
                without=without,
                meeting=(meetings or {}).get(step.id),
            )
        )
    end = schedules[-1].end if schedules else start
    over = 0.0 if booked_end is None else seconds_between(booked_end, end)
    return Day(tuple(schedules), tuple(between), end, max(0, -int(-over // 60)))
