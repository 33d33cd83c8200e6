"""What happens to a session's time while nobody presses a key: heartbeat, gap question, stepped clock."""

from __future__ import annotations

from datetime import datetime, timedelta

from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.session.storage.store import Store
from jusou_tui.timekeeping.clock.clock import Clock, ClockWatch, RehearsalClock, speed_of
from jusou_tui.timekeeping.clock.instants import after, local
from jusou_tui.timekeeping.running import gaps

HEARTBEAT = timedelta(seconds=30)
"""Real time between two heartbeats in the file."""
FASTEST_TURN = 10.0
"""How many times as fast as the real time a rehearsal goes at most while somebody has the turn of a round."""


class Continuity:
    """Keeps elapsed times true across pauses of the program and jumps of the wall clock.

    `keeps_time`: False where another program keeps the time; then nothing is written or asked.
    """

    def __init__(self, store: Store, clock: Clock, *, keeps_time: bool = True) -> None:
        self._store = store
        self._book = store.book
        self._clock = clock
        self._keeps_time = keeps_time
        self._speed = speed_of(clock)
        self.watch = ClockWatch(clock, speed=self._speed)

    def keep_pace(self, snapshot: MeetingSnapshot) -> None:
        """Hold a rehearsal's clock while no meeting runs; let it go slowly in a turn, to be practised."""
        if not isinstance(self._clock, RehearsalClock):
            return
        if not snapshot.is_under_way:
            self._clock.hold()
        else:
            has_turn = snapshot.round is not None and snapshot.round.current is not None
            self._clock.go(FASTEST_TURN if has_turn else None)

    def begin_at(self, planned: datetime | None) -> datetime:
        """Return when a meeting begins: now; a rehearsal's that waited skips to its planned start."""
        if isinstance(self._clock, RehearsalClock) and self._clock.pace == 0 and planned is not None:
            self._clock.skip_to(planned)
        return self._clock.now()

    def heartbeat(self, *, force: bool = False) -> None:
        """Write that the program is alive, at most once in `HEARTBEAT` unless forced."""
        if not self._keeps_time:
            return
        now, seen = self._clock.now(), self._book.session.view.seen
        if force or seen is None or not timedelta(0) <= now - seen < HEARTBEAT * self._speed:
            self._book.set_view(seen=now)

    def open_gap(self, snapshot: MeetingSnapshot) -> gaps.Gap | None:
        """Return the time without the program to ask about, None where there is none."""
        if self._store.read_only or not self._keeps_time:
            return None
        seen = self._book.session.view.seen
        return gaps.gap_question(snapshot.progress, seen, snapshot.now, speed=self._speed)

    def answer_gap(self, snapshot: MeetingSnapshot, seconds: float, *, counted: bool) -> None:
        """Write whether `seconds` without the program count as time of the meeting."""
        if not self._keeps_time:
            return
        activity = snapshot.progress.activity
        self._book.events.add("gap", snapshot.step, activity=activity, seconds=seconds, counted=counted)
        self.heartbeat(force=True)

    def step_clock(self, snapshot: MeetingSnapshot, seconds: float) -> None:
        """Write that the wall clock was put forward by `seconds` (negative: back) during the meeting."""
        if self._store.read_only or not self._keeps_time or not snapshot.is_under_way:
            return
        self._book.events.add("clock", snapshot.step, seconds=seconds)
        if (seen := self._book.session.view.seen) is not None:  # by the old clock: a second step otherwise
            self._book.set_view(seen=local(after(seen, seconds), self._clock.now().tzinfo))

    def mend_clock(self, snapshot: MeetingSnapshot) -> None:
        """Treat a machine clock that lies before the file's last instants as a stepped one."""
        seen = self._book.session.view.seen
        behind = gaps.clock_behind(snapshot.progress, seen, snapshot.now)
        if behind:
            self.step_clock(snapshot, -behind)
