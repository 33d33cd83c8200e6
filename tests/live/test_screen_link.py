"""What the facilitator's program tells shared screens in other programs, and what it does for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from app.stage import make_live, still_clock
from fake_clock import FakeClock
from jusou_tui.live import controls
from jusou_tui.live.audience import audience_of, draw_curtain
from jusou_tui.live.elsewhere.screen_link import (
    ASLEEP_SECONDS,
    LEFT_SECONDS,
    LOOK_SECONDS,
    REFRESH_SECONDS,
    WATCHED_SECONDS,
    ScreenLink,
    look_beside,
)
from jusou_tui.live.session import LiveSession
from jusou_tui.session.storage import live_file
from jusou_tui.session.storage.beside import ASK, LIVE, WATCH, hidden_path
from jusou_tui.session.storage.live_file import NOTE_SECONDS, CurtainRequest, LiveNote
from jusou_tui.session.storage.store import Store
from session.samples import HandWorker


@pytest.fixture
def live(place: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LiveSession]:
    """Return a session whose store has no thread: that would look for screens whenever it gets its turn."""
    made: Any = Store.create
    monkeypatch.setitem(made.__kwdefaults__, "worker", HandWorker)
    opened = make_live(place, still_clock())
    yield opened
    opened.close()


class Facilitator:
    """The program of the facilitator, whose link looks when it is told to, and a screen beside it."""

    def __init__(self, live: LiveSession) -> None:
        self.live = live
        self.path = live.store.path
        self.failures: list[Exception] = []
        self.watches = 0
        self.draws = 0
        self.watched: list[bool] = []
        self.link = ScreenLink(
            live,
            look_beside(self.path),
            self._draw,
            self.failures.append,
            worker=HandWorker,
            watched=self.watched.append,
        )

    def _draw(self, drawn: bool) -> None:
        self.draws += 1
        draw_curtain(self.live, drawn)

    @property
    def clock(self) -> FakeClock:
        return cast("FakeClock", self.live.clock)

    @property
    def pokes(self) -> int:
        return 0 if self.link._worker is None else cast("HandWorker", self.link._worker).pokes

    def watch(self) -> None:
        """Let a screen say that it is open."""
        self.watches += 1
        live_file.write_watch(self.path, "ab", self.watches)

    def look(self, after: float = 0.0) -> LiveNote | None:
        """Let time pass, let the link look; return what it says then."""
        self.clock.advance(after)
        self.link.glance()
        if self.link._worker is not None:
            cast("HandWorker", self.link._worker).work()
        return self.note

    @property
    def note(self) -> LiveNote | None:
        try:
            return live_file.read_live(self.path)
        except OSError:
            return None

    def ask(self, name: str, drawn: bool, *, ago: float = 0.0) -> None:
        at = self.clock.now() - timedelta(seconds=ago)
        live_file.write_ask(self.path, CurtainRequest(self.live.book.meta.id, name, at, drawn))


@pytest.fixture
def facilitator(live: LiveSession) -> Facilitator:
    return Facilitator(live)


def test_without_a_screen_nothing_is_written_and_nothing_works(facilitator: Facilitator) -> None:
    for _ in range(5):
        assert facilitator.look(2) is None
        assert facilitator.link._worker is None
        draw_curtain(facilitator.live, not audience_of(facilitator.live).curtain)
    assert not any(hidden_path(facilitator.path, ending).exists() for ending in (LIVE, WATCH, ASK))


def test_a_screen_gets_a_note_every_few_seconds(facilitator: Facilitator) -> None:
    facilitator.watch()
    first = facilitator.look()
    assert facilitator.link.look() == LOOK_SECONDS
    assert first is not None
    assert (first.counter, first.pace, first.curtain) == (1, 1.0, False)
    assert first.at == facilitator.clock.now()
    assert facilitator.look(NOTE_SECONDS - 0.1) == first
    later = facilitator.look(0.1)
    assert later is not None
    assert (later.writer, later.counter, later.seconds) == (first.writer, 2, NOTE_SECONDS)


def test_a_note_says_how_much_of_what_happened_is_on_the_disk(facilitator: Facilitator) -> None:
    facilitator.live.save()
    facilitator.watch()
    before = facilitator.look()
    controls.go_on(facilitator.live.current)
    facilitator.live.save()
    after = facilitator.look(NOTE_SECONDS)
    assert before is not None
    assert after is not None
    assert after.revision == before.revision + 1


def test_the_curtain_is_told_at_once(facilitator: Facilitator) -> None:
    facilitator.watch()
    facilitator.look()
    draw_curtain(facilitator.live, True)
    assert facilitator.pokes == 1
    note = facilitator.look(0.1)
    assert note is not None
    assert note.curtain
    facilitator.live.book.drafts.set("note", text="書きかけ")
    assert facilitator.pokes == 1


def test_a_screen_that_was_closed_or_killed_costs_nothing_any_more(facilitator: Facilitator) -> None:
    facilitator.watch()
    assert facilitator.look() is not None
    assert facilitator.look(WATCHED_SECONDS) is None
    facilitator.watch()
    assert facilitator.look() is not None
    live_file.remove(facilitator.path, WATCH)
    assert facilitator.look(REFRESH_SECONDS) is not None  # another one may be open
    assert facilitator.look(LEFT_SECONDS) is None
    assert facilitator.link.look() == ASLEEP_SECONDS
    before = facilitator.pokes
    facilitator.watch()
    facilitator.link.glance()
    assert facilitator.pokes == before + 1


def test_what_a_killed_program_left_counts_for_nothing(live: LiveSession) -> None:
    before = Facilitator(live)
    before.watch()
    before.look()
    before.ask("ab-1", drawn=True)
    after = Facilitator(live)
    assert after.note is None
    assert after.look() is None
    after.watch()
    assert after.look() is not None
    assert not audience_of(live).curtain
    assert after.draws == 0


def test_the_curtain_is_drawn_for_a_screen_which_is_told_so(facilitator: Facilitator) -> None:
    facilitator.watch()
    facilitator.look()
    facilitator.ask("ab-1", drawn=True)
    note = facilitator.look(LOOK_SECONDS)
    assert audience_of(facilitator.live).curtain
    assert note is not None
    assert (note.curtain, note.answered) == (True, "ab-1")
    facilitator.ask("ab-2", drawn=False)
    note = facilitator.look(LOOK_SECONDS)
    assert note is not None
    assert (note.curtain, note.answered) == (False, "ab-2")
    assert facilitator.look(LOOK_SECONDS) == note
    assert facilitator.draws == 2


def test_the_newest_wish_wins(facilitator: Facilitator) -> None:
    facilitator.watch()
    facilitator.look()
    facilitator.clock.advance(5)
    draw_curtain(facilitator.live, True)
    facilitator.ask("ab-1", drawn=False, ago=3)  # took long on its way
    note = facilitator.look()
    assert note is not None
    assert (note.curtain, note.answered) == (True, "ab-1")
    facilitator.ask("ab-2", drawn=False)
    facilitator.look(1)
    assert not audience_of(facilitator.live).curtain


def test_two_quick_wishes_of_one_screen_are_both_done(facilitator: Facilitator) -> None:
    facilitator.watch()
    facilitator.look()
    facilitator.ask("ab-1", drawn=True)
    asked = facilitator.clock.now()
    facilitator.look(0.5)
    facilitator.ask("ab-2", drawn=False, ago=0.3)  # pressed before the first one was done
    assert asked < facilitator.clock.now() - timedelta(seconds=0.3)
    facilitator.look(0.1)
    assert not audience_of(facilitator.live).curtain


def test_a_wish_for_another_session_is_none(facilitator: Facilitator) -> None:
    facilitator.watch()
    facilitator.look()
    live_file.write_ask(
        facilitator.path, CurtainRequest("0" * 26, "ab-1", facilitator.clock.now(), curtain=True)
    )
    facilitator.look(1)
    assert facilitator.draws == 0


def test_a_folder_that_refuses_is_said_once_and_never_ends_the_meeting(facilitator: Facilitator) -> None:
    facilitator.watch()
    facilitator.look()
    place = hidden_path(facilitator.path, LIVE)
    place.unlink()
    place.mkdir()
    for _ in range(8):
        facilitator.look(NOTE_SECONDS)
        facilitator.watch()
    assert len(facilitator.failures) == 1
    controls.go_on(facilitator.live.current)
    facilitator.live.save()
    place.rmdir()
    assert facilitator.look(NOTE_SECONDS) is not None


def test_nothing_stays_when_the_session_is_closed(facilitator: Facilitator) -> None:
    facilitator.live.at_closing(facilitator.link.close)
    facilitator.watch()
    assert facilitator.look() is not None
    facilitator.live.close()
    assert facilitator.note is None


def test_it_says_when_a_screen_is_opened_and_when_none_is_open_any_more(live: LiveSession) -> None:
    desk = Facilitator(live)
    desk.look()
    assert desk.watched == []
    desk.watch()
    for _ in range(2):
        desk.look(after=LOOK_SECONDS)
    assert desk.watched == [True]
    desk.look(after=WATCHED_SECONDS)
    assert desk.watched == [True, False]
