"""The open session on the facilitator's desk: what the screens read, and what their keys do.

Knows nothing of Textual. Every change goes through `SessionBook`; every figure comes from timekeeping.
"""

from __future__ import annotations

from contextlib import nullcontext, suppress
from pathlib import Path

from jusou_tui.curriculum import library
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.curriculum.named import of_session
from jusou_tui.errors import JusouError, StoreError
from jusou_tui.live.continuity import Clocked
from jusou_tui.live.meeting import Standing
from jusou_tui.paths import make_private, rehearsals_folder
from jusou_tui.session.library import new_path
from jusou_tui.session.model.records import EventKind
from jusou_tui.session.programme.new_run import new_session
from jusou_tui.session.storage.store import Store
from jusou_tui.timekeeping.clock.clock import Clock, SystemClock
from jusou_tui.timekeeping.clock.rehearsal import RehearsalClock, real_clock
from jusou_tui.timekeeping.history.meeting_record import session_clock
from jusou_tui.timekeeping.running import position
from jusou_tui.timekeeping.running.progress import is_double_press

__all__ = ["Desk", "Standing"]

ONCE: dict[EventKind, tuple[EventKind, ...]] = {
    "start": ("start",),
    "finish": ("finish", "start"),
    "pause": ("pause", "resume"),
    "resume": ("pause", "resume"),
    "next_turn": ("next_turn", "segment"),
    "later": ("later",),
    "absent": ("absent",),
}
"""Events of which a double press counts once, with the kinds that the first press can have written."""


class Desk(Clocked):
    """One open session with its file, its curriculum and a clock. `keeps_time`: it gives the signals."""

    keeps_time = True
    _refused = False

    def __init__(
        self,
        store: Store,
        curriculum: Curriculum,
        clock: Clock | None = None,
        *,
        curriculum_changed: bool = False,
    ) -> None:
        super().__init__(store, curriculum, clock or SystemClock())
        self.book.ledger.use_clock(self.clock.now)
        self._open = not store.read_only
        self.curriculum_changed = curriculum_changed

    @classmethod
    def open(
        cls, path: Path, clock: Clock | None = None, *, look: bool = False, take_over: bool = False
    ) -> Desk:
        """Open a session file with its curriculum: to go on, to `look` on, or to `take_over`.

        A rehearsal goes on as fast as it was, from the moment at which it was left. Raises JusouError where
        file or curriculum cannot be used.
        """
        real = real_clock(clock or SystemClock())
        store = Store.open(path, now=real.now, read_only=look, take_over=take_over)
        try:
            return cls._opened(store, path, session_clock(store.book.session, real))
        except BaseException:
            with suppress(StoreError):  # what went wrong first is what is told
                store.close()
            raise

    @classmethod
    def _opened(cls, store: Store, path: Path, clock: Clock) -> Desk:
        meta = store.book.meta
        source = of_session(meta.curriculum, meta.curriculum_path, path)
        desk = cls(store, load(source), clock)
        digest = library.digest(source)
        desk.curriculum_changed = digest != meta.curriculum_digest
        if desk.curriculum_changed and not store.read_only:
            store.book.set_meta(curriculum_digest=digest, curriculum_version=desk.curriculum.version)
        if store.read_only:
            store.book.ledger.on_refused = lambda: None
            if desk.needs_setup:
                store.book.set_view(screen="run")
        desk.mend_clock()
        return desk

    @classmethod
    def create(
        cls, curriculum: Curriculum, source: Path, folder: Path, title: str, clock: Clock | None = None
    ) -> Desk:
        """Write a new session file of `curriculum` into `folder` and open it.

        With the clock of a rehearsal it is one, in the folder of rehearsals below.
        """
        clock = clock or SystemClock()
        now = clock.now()
        session = new_session(
            title=title,
            organisation="",
            curriculum=curriculum,
            digest=library.digest(source),
            path=None if _is_found_by_id(curriculum.id, source) else source.resolve(),
            variant="standard",
            now=now,
        )
        if isinstance(clock, RehearsalClock):
            facts = {"rehearsal": True, "speed": clock.speed}
            session.session = session.session.model_copy(update=facts)
            folder = rehearsals_folder(folder)
        make_private(folder)
        path = new_path(folder, f"{curriculum.programme.short_title}-{now:%Y-%m-%d}", now)
        return cls(Store.create(path, session, now=real_clock(clock).now), curriculum, clock)

    # ---------------------------------------------------------------- what the keys do

    def go_on(self) -> bool:
        """Begin, go to the next activity, finish after the last. False: a double press, not counted."""
        standing = self.standing()
        if standing.progress.state == "finished" or (standing.state == "before" and not standing.next_row):
            return False
        if standing.next_row is not None:
            return self._start(standing.next_row.key, standing)
        return self._add("finish", standing)

    def go_back(self) -> bool:
        """Return to the activity before this one (after the end: to the last one)."""
        standing = self.standing()
        target = position.previous_activity(standing.schedule, standing.progress)
        if target is None:
            self._refused = is_double_press(self.events, "start", standing.now, speed=self.speed)
            return False
        return self._start(target, standing)

    def go_to(self, activity: str) -> bool:
        """Start an activity of the agenda now, whatever ran before."""
        return self._start(activity, self.standing())

    def skip(self, activity: str | None = None) -> bool:
        """Leave an activity out (the current one: and go on)."""
        standing = self.standing()
        target = activity or standing.progress.activity
        if target is None:
            return False
        current = target == standing.progress.activity
        if current and is_double_press(self.events, "skip", standing.now, speed=self.speed):
            return False
        goes_on = current and standing.progress.state in ("running", "paused")
        with self.book.together("session.change_event_skip") if goes_on else nullcontext():
            if not self._add("skip", standing, activity=target):
                return False
            if goes_on:
                self.go_on()
        return True

    def restore(self, activity: str) -> bool:
        """Take a skipped activity in again."""
        return self._add("restore", self.standing(), activity=activity)

    def toggle_pause(self) -> bool:
        """Pause, or go on after a pause."""
        standing = self.standing()
        if standing.progress.state not in ("running", "paused"):
            return False
        kind: EventKind = "resume" if standing.progress.state == "paused" else "pause"
        return self._add(kind, standing, activity=standing.progress.activity)

    def adjust(self, minutes: int) -> bool:
        """Give the current activity so many minutes more, or fewer."""
        standing = self.standing()
        if standing.row is None:
            return False
        allowed = position.allowed_adjustment(standing.row, standing.progress, minutes)
        if not allowed:
            return False
        self.book.events.add("adjust", self.step.id, activity=standing.row.key, minutes=allowed)
        return True

    def advance(self) -> bool:
        """Go to the next person of a round, else to the next segment."""
        standing = self.standing()
        if standing.round is not None and standing.round.current is not None:
            return self._turn("next_turn", standing)
        return self._move_segment(standing, 1)

    def retreat(self) -> bool:
        """Return to the segment before."""
        return self._move_segment(self.standing(), -1)

    def later(self) -> bool:
        """Let the person whose turn it is speak at the end."""
        return self._turn("later", self.standing())

    def absent(self) -> bool:
        """Take the person whose turn it is out of the round."""
        return self._turn("absent", self.standing())

    def _start(self, activity: str, standing: Standing) -> bool:
        if not self._add("start", standing, activity=activity):
            return False
        self.sign_of_life(force=True)
        return True

    def _move_segment(self, standing: Standing, by: int) -> bool:
        row = standing.row
        if row is None or standing.progress.state == "finished":
            return False
        index = standing.segment_index + by
        if not 0 <= index < len(row.segments):
            return False
        return self._add("segment", standing, activity=row.key, segment=row.segments[index].key)

    def _turn(self, kind: EventKind, standing: Standing) -> bool:
        if standing.round is None or standing.round.current is None or standing.segment is None:
            return False
        return self._add(
            kind,
            standing,
            activity=standing.progress.activity,
            segment=standing.segment.key,
            participant=standing.round.current,
        )

    def refused_press(self) -> bool:
        """Return whether the last press did not count because one less than a second before it did; once."""
        refused, self._refused = self._refused, False
        return refused

    def _add(self, kind: EventKind, standing: Standing, **facts: object) -> bool:
        pressed = ONCE.get(kind, ())
        if any(is_double_press(self.events, one, standing.now, speed=self.speed) for one in pressed):
            self._refused = True
            return False
        self.book.events.add(kind, self.step.id, standing.now, **facts)
        return True

    # ---------------------------------------------------------------- keeping it

    def save(self) -> None:
        """Put everything on disk now."""
        self.store.flush()

    def close(self) -> None:
        """Save, and let the file go. A rehearsal's time stands still until it is opened again."""
        if self._open and self.book.meta.rehearsal:
            self.sign_of_life(force=True)
        self._open = False
        self.store.close()


def _is_found_by_id(name: str, source: Path) -> bool:
    try:
        return library.find(name).resolve() == source.resolve()
    except JusouError:
        return False
