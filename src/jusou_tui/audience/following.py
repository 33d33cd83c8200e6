"""A session that another program has open, followed for the room: its file, and the note beside it.

Everything that may take long, such as a network drive that does not answer, happens in a thread. The caller's
own takes in what that found, so that whoever draws decides when anything changes.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from jusou_tui.audience.making import view_of
from jusou_tui.audience.reception import FollowedClock, Signs
from jusou_tui.audience.view import AudienceView, Reception, TimeLeft
from jusou_tui.errors import Phrase, system_words
from jusou_tui.files import refresh
from jusou_tui.live.audience import audience_meeting, audience_of, draw_curtain
from jusou_tui.live.beginning.curriculum_in_use import curriculum_in_use
from jusou_tui.live.elsewhere.following import STALE_SECONDS
from jusou_tui.live.session import LiveSession
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.session.storage import live_file
from jusou_tui.session.storage.autosave import Repeating
from jusou_tui.session.storage.beside import ASK, LIVE, WATCH
from jusou_tui.session.storage.live_file import CurtainRequest, LiveNote
from jusou_tui.session.storage.store import Store, WorkerMaker
from jusou_tui.timekeeping.clock.clock import Clock, SystemClock
from jusou_tui.timekeeping.clock.instants import after, local, seconds_between
from jusou_tui.timekeeping.history.meeting_record import last_seen

LOOK_SECONDS = 0.25
"""Seconds between two looks at the files."""
WATCH_SECONDS = 1.5
"""Seconds between two notes that this screen is open."""
REFRESH_SECONDS = 2.0
"""Seconds after which a network drive is asked anew what its server has."""
_MOST_SHARE = 2.0
"""A look rests for so many times as long as it took: a large file is not read all the time."""


class _NoWorker:
    """What a store works with that is asked to look when it suits."""

    def __init__(self, work: Callable[[], float]) -> None:
        self.work = work

    def poke(self) -> None:
        """Nothing is saved here."""

    def stop(self) -> None:
        """Nothing runs."""


class RoomFollower:
    """A session's file as the room may see it. Raises JusouError where it cannot be opened.

    `trouble`: why the facilitator's program cannot be asked to tell every change at once; None where it can.
    """

    def __init__(self, path: Path, clock: Clock | None = None, worker: WorkerMaker = Repeating) -> None:
        self._own = clock or SystemClock()
        store = Store.open(path, now=self._own.now, read_only=True, worker=_NoWorker)
        store.follower.with_view = True
        session = store.book.session
        rehearsed = last_seen(session) if session.session.rehearsal else None
        self._clock = FollowedClock(self._own, rehearsed)
        curriculum, *_ = curriculum_in_use(store, path)
        self._live = LiveSession(store, curriculum, self._clock, keeps_time=False)
        store.book.ledger.on_refused = lambda: None
        self._path, self._files = store.path, store.follower
        self._viewer, self._counter = live_file.new_token(), 0
        self._watched_at: float | None = None
        self._refreshed_at: float | None = None
        self._stamp = live_file.stamp_of(path, LIVE)  # of whom nobody knows whether it is still alive
        self._heard: tuple[LiveNote, float] | None = None
        self._changed_at: float | None = None
        self._asked: CurtainRequest | None = None
        self._to_write: CurtainRequest | None = None
        self.trouble: Phrase | None = None
        began = self._own.boot()
        self._lay_watch(began)
        self._signs = Signs(began, notes=self.trouble is None)
        self._date_back()
        self._worker = worker(self.look)

    def _date_back(self) -> None:
        """Let a file that had stopped being written before it was opened count as one that stands still."""
        passed = seconds_between(last_seen(self._live.book.session), self._own.now())
        if self._clock.pace and passed >= STALE_SECONDS:
            self._signs.date_back(passed)

    @property
    def lag(self) -> float:
        """Seconds that notes took lately at the most, beyond the time between two of them."""
        return self._signs.lag

    @property
    def title(self) -> str:
        """The title of the session."""
        return self._live.book.meta.title

    def is_over(self) -> bool:
        """Return whether all meetings were held, and none of them today."""
        meeting = audience_meeting(self._live)
        if meeting.snapshot().state != "finished":
            return False
        now = self._clock.now()
        ends = (run.ended for run in meeting.history().runs if run.ended is not None)
        return all(local(end, now.tzinfo).date() != now.date() for end in ends)

    def view(self) -> AudienceView:
        """Return what the room sees now. Where the program stands still its digits do, too."""
        snapshot, is_still = self._snapshot()
        view = view_of(audience_meeting(self._live), now=snapshot)
        view = replace(view, now=self._clock.going(), speed=self._clock.pace)
        return _standing(view) if is_still or not self._clock.pace else view

    def reception(self) -> Reception:
        """Return since when nothing came of the facilitator's program, while its meeting runs."""
        boot = self._own.boot()
        age = self._signs.age(boot)
        if not self._signs.is_still(boot) or not self._snapshot()[1]:
            return Reception(None, age)
        now = self._own.now()
        return Reception(local(after(now, -age), now.tzinfo), age)

    def take_in(self) -> bool:
        """Take in what was read since the last time. Return whether anything changed but the time."""
        is_news = self._files.take()
        changed_at, self._changed_at = self._changed_at, None
        if changed_at is not None:
            self._signs.see_change(changed_at)
        heard, self._heard = self._heard, None
        if heard is not None and heard[0].session == self._live.book.meta.id:
            is_news = self._hear(*heard) or is_news
        self._signs.confirm(self._files.revision)
        return self._settle_curtain() or is_news

    def next_look(self) -> float:
        """Return the seconds after which there may be something to take in."""
        return LOOK_SECONDS

    def request_curtain(self, drawn: bool) -> None:
        """Draw the curtain here at once, or take it away, and ask the facilitator's program to do so."""
        self._counter += 1
        name = f"{self._viewer}-{self._counter}"
        self._asked = CurtainRequest(self._live.book.meta.id, name, self._clock.going(), drawn)
        self._to_write = self._asked
        self._settle_curtain()
        self._worker.poke()

    @property
    def is_curtain_drawn(self) -> bool:
        """Whether the curtain is drawn here."""
        return audience_of(self._live).curtain

    def close(self) -> None:
        """Follow no more."""
        self._worker.stop()
        live_file.remove(self._path, WATCH)  # another one that watches lays it again
        with suppress(OSError):
            ask = live_file.read_ask(self._path)
            if ask is not None and ask.name.startswith(self._viewer):
                live_file.remove(self._path, ASK)
        self._live.close()

    def look(self) -> float:
        """Look at the files, and write what is to be asked for. Return the seconds until the next look."""
        with suppress(Exception):  # whatever it is: the next look may go well, and no sign comes until then
            return self._look(self._own.boot())
        return LOOK_SECONDS

    def _look(self, now: float) -> float:
        with suppress(OSError):
            if (ask := self._to_write) is not None:
                live_file.write_ask(self._path, ask)
                if self._to_write is ask:
                    self._to_write = None
        if self._watched_at is None or now - self._watched_at >= WATCH_SECONDS:
            self._lay_watch(now)
        if self._refreshed_at is None or now - self._refreshed_at >= REFRESH_SECONDS:
            self._refreshed_at = now
            refresh(self._path)
            live_file.refresh(self._path, LIVE)
        stamp = live_file.stamp_of(self._path, LIVE)
        if stamp is not None and stamp != self._stamp:
            with suppress(OSError):
                note = live_file.read_live(self._path)
                self._stamp = stamp
                if note is not None:
                    self._heard = note, self._own.boot()
        before = self._files.last_update
        self._files.look()
        if self._files.last_update != before:
            self._changed_at = self._own.boot()
        took = self._own.boot() - now
        return max(LOOK_SECONDS, min(_MOST_SHARE * took, 1.0))

    def _lay_watch(self, now: float) -> None:
        self._counter += 1
        self._watched_at = now
        try:
            live_file.write_watch(self._path, self._viewer, self._counter)
        except OSError as error:
            self.trouble = Phrase("session.screen_cannot_ask", {"reason": system_words(error)})
        else:
            self.trouble = None

    def _hear(self, note: LiveNote, read: float) -> bool:
        """Take in a note; return whether it says anything new but the time."""
        last = self._signs.last
        if not self._signs.hear(note, read):
            return False
        self._clock.follow(note, read, self._signs.lag)
        if self._asked is not None and note.answered == self._asked.name:
            self._asked = None
        elif self._asked is not None and last is not None and note.writer != last.writer:
            self._ask_again()
        return last is None or (last.curtain, last.pace) != (note.curtain, note.pace)

    def _ask_again(self) -> None:
        """Ask another program than before for a curtain that is still wanted: it does not do old requests."""
        asked, self._asked = self._asked, None
        if asked is not None and asked.curtain:
            self.request_curtain(asked.curtain)

    def _settle_curtain(self) -> bool:
        """Let the curtain be as it was asked for here, else as the last note says. Return if it changed."""
        note = self._signs.last
        if self._asked is not None:
            drawn = self._asked.curtain
        elif note is not None and not self._signs.is_still(self._own.boot()):
            drawn = note.curtain
        else:
            return False
        if drawn == audience_of(self._live).curtain:
            return False
        draw_curtain(self._live, drawn)
        return True

    def _snapshot(self) -> tuple[MeetingSnapshot, bool]:
        """Return the meeting now, and whether it stands still: then as it was when that was noticed."""
        self._clock.stand(None)
        meeting = audience_meeting(self._live)
        snapshot = meeting.snapshot()
        boot = self._own.boot()
        if snapshot.state != "running" or not self._signs.is_still(boot):
            return snapshot, False
        self._clock.stand(min(boot, self._signs.stands_since()))
        return meeting.snapshot(), True


def _standing(view: AudienceView) -> AudienceView:
    """Return a view whose countdowns do not go."""
    turns = view.turns and replace(view.turns, time=_stopped(view.turns.time))
    return replace(view, time=_stopped(view.time), timer=_stopped(view.timer), turns=turns)


def _stopped(time: TimeLeft | None) -> TimeLeft | None:
    return time and replace(time, goes=False)
