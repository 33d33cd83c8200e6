"""An open session and the clock: signs of life, time without the program, a clock that was put right."""

from __future__ import annotations

from datetime import timedelta

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.live.day import DayReadings
from jusou_tui.session.storage.store import Store
from jusou_tui.timekeeping.clock.clock import Clock, ClockWatch
from jusou_tui.timekeeping.clock.instants import after, local
from jusou_tui.timekeeping.clock.rehearsal import speed_of
from jusou_tui.timekeeping.running import gaps

SIGN_OF_LIFE = timedelta(seconds=30)


class Clocked(DayReadings):
    """A session with its file that writes down what becomes of its time when nobody presses a key."""

    def __init__(self, store: Store, curriculum: Curriculum, clock: Clock) -> None:
        super().__init__(store.book, curriculum, clock)
        self.store = store
        self.speed = speed_of(clock)
        self.watch = ClockWatch(clock, speed=self.speed)

    def answer_gap(self, seconds: float, *, counted: bool) -> None:
        """Write down whether the time without the program counts."""
        standing = self.standing()
        self.book.events.add(
            "gap", self.step.id, activity=standing.progress.activity, seconds=seconds, counted=counted
        )
        self.sign_of_life(force=True)

    def open_gap(self) -> gaps.Gap | None:
        """Return the gap to ask about after a return, None where there is none."""
        if self.store.read_only:
            return None
        standing = self.standing()
        return gaps.gap_question(standing.progress, self.view.seen, standing.now, speed=self.speed)

    def step_clock(self, seconds: float) -> None:
        """Write down that the wall clock was stepped, so that elapsed times stay true."""
        if not self.store.read_only and self.standing().progress.state in ("running", "paused"):
            self.book.events.add("clock", self.step.id, seconds=seconds)
            if self.view.seen is not None:  # what was seen by the old clock would be put right once more
                self.book.set_view(seen=local(after(self.view.seen, seconds), self.clock.now().tzinfo))

    def mend_clock(self) -> None:
        """Let the time go on where this machine's clock lies before what the file says."""
        standing = self.standing()
        behind = gaps.clock_behind(standing.progress, self.view.seen, standing.now)
        if behind:
            self.step_clock(-behind)

    def sign_of_life(self, *, force: bool = False) -> None:
        """Note now and then that the program is alive while a meeting runs."""
        now = self.clock.now()
        seen = self.view.seen
        if force or seen is None or not timedelta(0) <= now - seen < SIGN_OF_LIFE * self.speed:
            self.book.set_view(seen=now)
