"""Where somebody is in the tour: what was done leads to the next step, what was not meant does no harm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.live import controls
from jusou_tui.live.tour.stage import STEP
from jusou_tui.live.tour.steps import RUN, STEPS, Look, TourStep, look

if TYPE_CHECKING:
    from jusou_tui.live.session import LiveSession
    from jusou_tui.session.book.history import BookChange


class Tour:
    """The tour in an open session.

    `praise`: the message id of what is said before the text, "" for nothing; `activity` in it is the one that
    runs now.
    """

    def __init__(self, live: LiveSession, page: str = RUN) -> None:
        self.live = live
        self.praise = ""
        self._place = 0
        self._undone = 0
        self._began = self._seen = look(live, page)
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
        return self.step.text_at(self._began, self._seen)

    @property
    def kind(self) -> str:
        """The kind of the note that is begun."""
        return self._seen.kind

    @property
    def activity(self) -> str:
        """The title of the activity that runs, "" where none does."""
        row = self.live.meeting(STEP).snapshot().row
        return row.label if row is not None else ""

    def see(self, page: str) -> None:
        """Look at the session while `page` is in sight; where the step is done, begin the next one."""
        before = self._seen
        self._seen = now = look(self.live, page, undone=self._undone)
        if self.step.done(self._began, now) and not self.is_at_end:
            self._place += 1
            self._began = now
            self.praise = "tour.well_done"
        elif skipped := self._done_ahead(now):
            self._place = skipped
            self._began = now
            self.praise = "tour.went_on"
        elif self._set_stage():
            self.praise = "tour.put_back"
            self._seen = look(self.live, page, undone=self._undone)
        elif _went_on(before, now):
            self.praise = "tour.went_on"
        elif now != before:
            self.praise = ""  # it was said of what was done before

    def skip(self) -> None:
        """Leave the step out, with those behind it that make no sense then or are done already."""
        self._place = min(self._place + 1, len(STEPS) - 1)
        while not self.is_at_end and (self.step.follows or self.step.done(self._seen, self._seen)):
            self._place += 1
        self._set_stage()
        self._began = self._seen = look(self.live, self._seen.page, undone=self._undone)
        self.praise = "tour.skipped"

    def close(self) -> None:
        """Listen to the session no more."""
        self._stop()

    def _done_ahead(self, now: Look) -> int:
        """Return the place behind a step that was done before its turn and ends those before it; else 0."""
        places = (place for place in range(self._place + 1, len(STEPS)) if STEPS[place].skips)
        return next((place + 1 for place in places if STEPS[place].done(self._began, now)), 0)

    def _count(self, change: BookChange) -> None:
        self._undone += change.origin == "undo"

    def _set_stage(self) -> bool:
        """Lead the meeting back to where the step can be done; return whether it was elsewhere.

        A start right behind another one is refused as a double press: the next look tries again.
        """
        meeting, step = self.live.meeting(STEP), self.step
        if self._seen.page == RUN and self.live.view.step != STEP:
            self.live.book.set_view(step=STEP)
            return True
        if step.at and meeting.running_activity not in step.at:
            return controls.start(meeting, step.at[0])
        return False


def _went_on(before: Look, now: Look) -> bool:
    """Return whether another activity began than the step asks for."""
    return before.activity is not None and now.activity is not None and before.activity != now.activity
