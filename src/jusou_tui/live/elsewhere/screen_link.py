"""The facilitator's side of shared screens in other programs: tells them what is new, does what they ask.

As long as none is open this costs one look at a folder entry each time that the store looks at its file, and
once a note by which one can find the session.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from jusou_tui.live.elsewhere.opened import forget_open, note_open
from jusou_tui.live.session import LiveSession
from jusou_tui.session.book.history import BookChange
from jusou_tui.session.format.filesystem import Stamp
from jusou_tui.session.model.ids import new_id
from jusou_tui.session.storage import live_file
from jusou_tui.session.storage.autosave import Repeating, Worker
from jusou_tui.session.storage.beside import ASK, LIVE, WATCH, hidden_path
from jusou_tui.session.storage.live_file import NOTE_SECONDS, CurtainRequest, LiveNote
from jusou_tui.session.storage.store import WorkerMaker
from jusou_tui.timekeeping.clock.clock import pace_of, real_clock

ASLEEP_SECONDS = 3600.0
"""Seconds until the next look where no shared screen is open: a glance wakes it."""
LOOK_SECONDS = 0.5
"""Seconds between two looks for what an open one asks for."""
WATCHED_SECONDS = 30.0
"""Seconds for which a shared screen counts as open that says nothing any more."""
LEFT_SECONDS = 5.0
"""The same where it was closed: another one may be open, which says so within that time."""
REFRESH_SECONDS = 5.0
"""Seconds after which is seen whether screens are still open, and a network drive is asked what it has."""
_GIVEN_UP = 2.0
"""Seconds after which what was asked for counts as answered although it was not done."""
_MOST_FAILURES = 3


class Beside(NamedTuple):
    """Stamps of what shared screens had laid beside a session's file before its program looked for any."""

    watch: Stamp | None
    ask: Stamp | None


def look_beside(path: Path) -> Beside:
    """Return what lies beside a session's file; remove what a program that was killed left. In a thread."""
    found = Beside(live_file.stamp_of(path, WATCH), live_file.stamp_of(path, ASK))
    live_file.remove(path, LIVE)
    return found


class ScreenLink:
    """Writes the live file of an open session while a shared screen in another program watches it.

    It glances for one in the store's worker, and from the first on works in one of its own. `draw` is called
    with whether a curtain is asked for, `watched` with whether a shared screen is open when that changes,
    `failed` once where notes cannot be written; all in that worker's thread. What was asked for
    before the session was opened is not done: `beside` is what was there then. It looks at no file itself.
    """

    def __init__(
        self,
        live: LiveSession,
        beside: Beside,
        draw: Callable[[bool], object],
        failed: Callable[[Exception], object] = lambda _: None,
        *,
        worker: WorkerMaker = Repeating,
        watched: Callable[[bool], object] = lambda _: None,
    ) -> None:
        self._live = live
        self._path = live.store.path
        self._draw = draw
        self._failed = failed
        self._watched = watched
        self._was_watched = False
        self._clock = real_clock(live.clock)
        self._began = self._clock.boot()
        self._writer = new_id(self._clock.now())
        self._ask_place = str(hidden_path(self._path, ASK))
        self._watch, self._asked = beside
        self._watched_until = self._refreshed_at = self._began
        self._open_ask: tuple[CurtainRequest, float] | None = None
        self._answered = ""
        self._counter = 0
        self._written: tuple[float, LiveNote] | None = None
        self._failures = 0
        self._drawn: tuple[bool, datetime | None] = live.view.audience.curtain, None
        self._ends = live.book.subscribe(self._changed), live.store.at_each_look(self.glance)
        self._make_worker = worker
        self._worker: Worker | None = None
        self._is_noted = False

    def close(self) -> None:
        """Say no more."""
        for end in self._ends:
            end()
        if self._worker is not None:
            self._worker.stop()
        live_file.remove(self._path, LIVE)
        if self._is_noted:
            forget_open(self._writer)

    @property
    def is_watched(self) -> bool:
        """Whether a shared screen in another program is open."""
        return self._clock.boot() < self._watched_until

    def glance(self) -> None:
        """Begin to work where a shared screen was opened. The first glance notes that the session is open."""
        if not self._is_noted:
            self._is_noted = True
            note_open(self._path, self._writer)
        now = self._clock.boot()
        if now < self._watched_until:
            return
        self._refresh(now, WATCH)
        if live_file.stamp_of(self._path, WATCH) == self._watch:
            return
        if self._worker is None:
            self._worker = self._make_worker(self.look)
        else:
            self._worker.poke()

    def look(self) -> float:
        """Look for shared screens, do what they ask, tell them. Return the seconds until the next look."""
        try:
            return self._look(self._clock.boot())
        except Exception as error:  # noqa: BLE001 - whatever it is, the meeting goes on
            self._fail(error)
            return LOOK_SECONDS

    def _look(self, now: float) -> float:
        if now >= self._watched_until or now - self._refreshed_at >= REFRESH_SECONDS:
            self._refresh(now, WATCH, ASK)
            self._look_for_screens(now)
        self._say_watched(now < self._watched_until)
        if now >= self._watched_until:
            if self._written is not None:
                live_file.remove(self._path, LIVE)
                self._written = None
            return ASLEEP_SECONDS
        self._take_ask(now)
        self._tell(now)
        self._failures = 0
        return LOOK_SECONDS

    def _look_for_screens(self, now: float) -> None:
        watch = live_file.stamp_of(self._path, WATCH)
        if watch != self._watch:
            self._watch = watch
            left = min(self._watched_until, now + LEFT_SECONDS)
            self._watched_until = left if watch is None else now + WATCHED_SECONDS

    def _say_watched(self, is_open: bool) -> None:
        if is_open != self._was_watched:
            self._was_watched = is_open
            self._watched(is_open)

    def _refresh(self, now: float, *endings: str) -> None:
        if now - self._refreshed_at >= REFRESH_SECONDS:
            self._refreshed_at = now
            for ending in endings:
                live_file.refresh(self._path, ending)

    def _fail(self, error: Exception) -> None:
        """Let it be said once that notes cannot be written; once may be a moment."""
        self._failures += 1
        if self._failures == _MOST_FAILURES:
            self._failed(error)

    def _changed(self, _: BookChange) -> None:
        """Note when the curtain was drawn; tell at once what cannot wait."""
        curtain, ask = self._live.view.audience.curtain, self._open_ask
        if curtain != self._drawn[0]:
            was_asked = ask is not None and ask[0].curtain == curtain
            self._drawn = curtain, ask[0].at if ask and was_asked else self._live.clock.now()
        if self._worker is not None and self.is_watched and self._is_news():
            self._worker.poke()

    def _is_news(self) -> bool:
        """Return whether the last note says something else than is true now, but for the time."""
        said = self._written[1] if self._written is not None else None
        facts = self._drawn[0], pace_of(self._live.clock), self._answered
        return said is None or (said.curtain, said.pace, said.answered) != facts

    def _take_ask(self, now: float) -> None:
        """Do what is asked for, unless it is older than what the facilitator did herself."""
        stamp = live_file.stamp_at(self._ask_place)
        if stamp is not None and stamp != self._asked:
            with suppress(OSError):
                ask = live_file.read_ask(self._path)
                self._asked = stamp
                if ask is not None and ask.session == self._live.book.meta.id:
                    self._open_ask = ask, now
                    if not self._is_outdated(ask):
                        self._draw(ask.curtain)
        if self._open_ask is not None:
            ask, since = self._open_ask
            is_done = ask.curtain == self._drawn[0] or self._is_outdated(ask)
            if is_done or now - since >= _GIVEN_UP:
                self._open_ask, self._answered = None, ask.name

    def _is_outdated(self, ask: CurtainRequest) -> bool:
        """Return whether the facilitator drew the curtain, or took it away, after this was asked for."""
        return self._drawn[1] is not None and ask.at < self._drawn[1]

    def _tell(self, now: float) -> None:
        """Write a note where the last one is old or says something else. Raises OSError."""
        if self._written is not None and not self._is_news() and now - self._written[0] < NOTE_SECONDS:
            return
        self._counter += 1
        note = LiveNote(
            session=self._live.book.meta.id,
            writer=self._writer,
            counter=self._counter,
            at=self._live.clock.now(),
            seconds=round(now - self._began, 3),
            pace=pace_of(self._live.clock),
            revision=live_file.revision_of(self._live.view),
            curtain=self._drawn[0],
            answered=self._answered,
        )
        live_file.write_live(self._path, note)
        self._written = now, note
