"""What the pages read of a day with several meetings: which they are, and what is to be expected of them."""

from __future__ import annotations

import copy
from datetime import datetime, timedelta
from typing import Self

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.live.meeting import Readings
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.model.queries import events_of
from jusou_tui.session.programme.progress import meetings_of_the_day, step_of
from jusou_tui.timekeeping.clock.clock import Clock
from jusou_tui.timekeeping.forecast.day_forecast import DayForecast, Part, forecast_day, not_before
from jusou_tui.timekeeping.history.meeting_record import ANOTHER_DAY
from jusou_tui.timekeeping.plan.changes import least_lunch
from jusou_tui.timekeeping.plan.day import LUNCH_MINUTES, start_after
from jusou_tui.timekeeping.running.replay import replay


class DayReadings(Readings):
    """The step at hand among the meetings of its day. Each of them has readings of its own."""

    def __init__(self, book: SessionBook, curriculum: Curriculum, clock: Clock) -> None:
        super().__init__(book, curriculum, clock)
        self._today: tuple[object, tuple[str, ...]] | None = None
        self._beside: dict[str, Self] = {}
        self._running: tuple[int, str | None] | None = None

    @property
    def meetings_today(self) -> tuple[str, ...]:
        """The ids of the meetings on the day of the step at hand, in order and with it."""
        key = (self.step.id, self.words, self._story)
        if self._today is None or self._today[0] != key:
            self._today = (key, meetings_of_the_day(self.curriculum, self.book.session, self.step.id))
        return self._today[1]

    def beside(self, step: str) -> Self:
        """Return this session with another step at hand, to read and to change it; the view stays."""
        if step == self.step.id:
            return self
        if step not in self._beside:
            other = self._beside[step] = copy.copy(self)
            other.stand_at(step)
        return self._beside[step]

    def under_way(self) -> Self:
        """Return this session at the meeting that runs, of several the one begun last; else as it is."""
        if self._running is None or self._running[0] != self._story:
            self._running = (self._story, self._find_running())
        return self if self._running[1] is None else self.beside(self._running[1])

    def _find_running(self) -> str | None:
        steps = dict.fromkeys(event.step for event in self.book.session.events.values())
        found = []
        for step in steps:
            run = replay(events_of(self.book.session, step)).running
            if run is not None and step_of(self.curriculum, step) is not None:
                found.append((run.started, step))
        return max(found)[1] if found else None

    def stand_at(self, step: str) -> None:
        """Have a step at hand whatever the view says, and what was computed for another one forgotten."""
        self._at_hand = step
        self._steps = {}
        self._planned = self._replayed = self._people = self._out = self._today = None
        self.book.subscribe(self._noticed)

    def before_on_the_day(self) -> Self | None:
        """Return the session at the meeting before this one on its day, None where it is the first."""
        today = self.meetings_today
        place = today.index(self.step.id)
        return self.beside(today[place - 1]) if place else None

    def day(self) -> DayForecast:
        """Return what is to be expected of the day of the step at hand."""
        return self._day_of(self.meetings_today)

    def _day_of(self, steps: tuple[str, ...]) -> DayForecast:
        return forecast_day([self.beside(step).part() for step in steps], self.clock.now())

    def part(self) -> Part:
        """Return the step at hand as one meeting of its day."""
        return Part(self.step.id, self.schedule(), self._history(), least_lunch(self.meeting))

    def not_before(self) -> datetime | None:
        """Return before when this meeting cannot begin: the one before it and the break last until then."""
        before = self.before_on_the_day()
        if before is None or self._started(self.clock.now()) is not None:
            return None
        today = self.meetings_today
        reached = self._day_of(today[: today.index(self.step.id)]).meetings[-1].end
        return not_before(before.part(), reached, self.part())

    def times(self) -> tuple[datetime, datetime | None]:
        """Return when the meeting is planned to start, and its booked end.

        Without a start of its own it follows the one before it. A day held on another date moves as a whole.
        """
        before = self.before_on_the_day()
        if before is None:
            return super().times()
        meeting = self.meeting
        if meeting.start is None:
            lunch = LUNCH_MINUTES if meeting.lunch is None else meeting.lunch
            return start_after(before.schedule(), lunch), meeting.booked_end
        first = before.meeting.start
        by = timedelta() if first is None else before.schedule().start - first
        if self._started(self.clock.now()) is None and abs(by) >= ANOTHER_DAY:
            return meeting.start + by, meeting.booked_end + by if meeting.booked_end else None
        return super().times()
