"""Where somebody is in the tour: what was done leads to the next step, what was not meant does no harm."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from jusou_tui.live import controls
from jusou_tui.live.planning.plan_edits import propose
from jusou_tui.live.tour.stage import STEP
from jusou_tui.live.tour.steps import RUN, STEPS, TourStep, look

if TYPE_CHECKING:
    from jusou_tui.live.session import LiveSession
    from jusou_tui.session.book.history import BookChange

FIT = "timekeeping.change_fit"
"""The message id of a change that makes a meeting end on time."""
LATE = timedelta(minutes=1)
"""By how much the meeting is about to end late where ending on time is practised."""


class Tour:
    """The tour in an open session.

    `praise`: the message id of what is said of the last step before the text of this one, "" for nothing.
    """

    def __init__(self, live: LiveSession, page: str = RUN) -> None:
        self.live = live
        self.praise = ""
        self._place = 0
        self._fits = 0
        self._undone = 0
        self._began = look(live, page)
        self._page = page
        self._stop = live.book.subscribe(self._count)

    @property
    def step(self) -> TourStep:
        """The step to be done."""
        return STEPS[self._place]

    @property
    def number(self) -> int:
        """Its number, from 1."""
        return self._place + 1

    @property
    def count(self) -> int:
        """How many steps there are."""
        return len(STEPS)

    @property
    def is_at_end(self) -> bool:
        """Whether all has been done."""
        return self.number == len(STEPS)

    @property
    def text(self) -> str:
        """The message id of what to do now: the step, or how to get to the page that it is done on."""
        return self.step.text if self.step.page in {"", self._page} else self.step.way

    def see(self, page: str) -> None:
        """Look at the session while `page` is in sight; where the step is done, begin the next one."""
        self._page = page
        now = look(self.live, page, fits=self._fits, undone=self._undone)
        if self.step.done(self._began, now) and not self.is_at_end:
            self._place += 1
            self._began = now
            self.praise = "tour.well_done"
        elif self._set_stage():
            self.praise = "tour.put_back"

    def close(self) -> None:
        """Listen to the session no more."""
        self._stop()

    def _count(self, change: BookChange) -> None:
        self._fits += change.origin == "do" and change.message_id == FIT
        self._undone += change.origin == "undo"

    def _set_stage(self) -> bool:
        """Lead the meeting back to where the step can be done; return whether it was elsewhere.

        A start right behind another one is refused as a double press: the next look tries again.
        """
        meeting, step = self.live.meeting(STEP), self.step
        if self._page == RUN and self.live.view.step != STEP:
            self.live.book.set_view(step=STEP)
            return True
        is_lost = step.at and meeting.running_activity not in step.at
        now = meeting.snapshot()
        if step.turns and not is_lost:
            is_lost = now.round is None or now.round.current is None
        if is_lost:
            moved = controls.start(meeting, step.at[0])
            if moved and step.turns:
                self._begin_round()
            return moved
        if step.late and not propose(meeting).over:
            end = (now.forecast.end - LATE).replace(second=0, microsecond=0)
            meeting.set_record(booked_end=end)
        return False

    def _begin_round(self) -> None:
        """Go to the part of the running activity in which each has a turn."""
        meeting = self.live.meeting(STEP)
        row = meeting.snapshot().row
        for part in row.segments if row else ():
            if part.is_round:
                meeting.add_event("segment", activity=row.key if row else None, segment=part.key)
