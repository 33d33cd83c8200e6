"""A session that another program has open, followed for the room: what is seen, and when it stands still."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from app.stage import CURRICULUM, curriculum, make_live, still_clock
from fake_clock import FakeClock
from jusou_tui.audience.following import LOOK_SECONDS, RoomFollower
from jusou_tui.audience.reception import STILL_SECONDS, WITHOUT_NOTES_SECONDS
from jusou_tui.audience.view import AudienceView
from jusou_tui.live import controls
from jusou_tui.live.audience import audience_of, draw_curtain, set_message
from jusou_tui.live.elsewhere.screen_link import ScreenLink, look_beside
from jusou_tui.live.session import LiveSession
from jusou_tui.session.format.chunks import render
from jusou_tui.session.storage.beside import ASK, LIVE, WATCH, hidden_path
from jusou_tui.timekeeping.clock.clock import RehearsalClock
from session.samples import HandWorker, full_session

STEP_SECONDS = 0.5
"""Seconds between two looks, here."""


class Drive:
    """A folder on two machines: every so many seconds each gets what the other one has written since."""

    def __init__(self, path: Path, every: float) -> None:
        self.ours, self.theirs = path, path.parent / "elsewhere" / path.name
        self.theirs.parent.mkdir()
        self.every, self.passed = every, 0.0
        self.exchange()

    def pass_time(self, seconds: float) -> None:
        self.passed += seconds
        if self.passed >= self.every:
            self.passed = 0.0
            self.exchange()

    def exchange(self) -> None:
        ours, theirs = self.ours, self.theirs
        self._bring(ours, theirs)
        self._bring(hidden_path(ours, LIVE), hidden_path(theirs, LIVE))
        for ending in (WATCH, ASK):
            self._bring(hidden_path(theirs, ending), hidden_path(ours, ending))

    @staticmethod
    def _bring(source: Path, target: Path) -> None:
        if not source.exists():
            target.unlink(missing_ok=True)
        elif not target.exists() or target.read_bytes() != source.read_bytes():
            new = target.with_name("new")
            new.write_bytes(source.read_bytes())
            new.replace(target)


class Room:
    """The facilitator's program and a screen that follows it, on one machine or on two; time passes here.

    `apart`: seconds by which the screen's clock is ahead. `drive`: seconds between two exchanges of a drive
    that is all that the machines have in common.
    """

    def __init__(
        self, live: LiveSession, clock: FakeClock, apart: float = 0.0, *, drive: float = 0.0
    ) -> None:
        self.clocks = [clock]
        self.live = live
        self.link: ScreenLink | None = None
        self.serve(live)
        self.own = clock
        if apart:
            self.own = FakeClock(clock.now() + timedelta(seconds=apart))
            self.clocks.append(self.own)
        self.drive = Drive(live.store.path, drive) if drive else None
        path = self.drive.theirs if self.drive else live.store.path
        self.follower = RoomFollower(path, self.own, HandWorker)

    def serve(self, live: LiveSession) -> None:
        self.live = live
        self.link = ScreenLink(
            live, look_beside(live.store.path), lambda drawn: draw_curtain(live, drawn), worker=HandWorker
        )

    def kill(self) -> None:
        """Let the facilitator's program say nothing any more."""
        self.link = None

    def pass_time(self, seconds: float) -> bool:
        """Let time pass; return whether the screen was told anything new."""
        is_news = False
        for _ in range(round(seconds / STEP_SECONDS)):
            for clock in self.clocks:
                clock.advance(STEP_SECONDS)
            if self.link is not None:
                self.link.glance()
                if self.link._worker is not None:
                    cast("HandWorker", self.link._worker).work()
            if self.drive is not None:
                self.drive.pass_time(STEP_SECONDS)
            is_news = self.look() or is_news
        return is_news

    def look(self) -> bool:
        """Let the screen look once."""
        self.follower.look()
        return self.follower.take_in()

    def go_on(self) -> None:
        controls.go_on(self.live.current)
        self.live.save()

    @property
    def view(self) -> AudienceView:
        return self.follower.view()

    @property
    def left(self) -> float:
        time = self.view.time
        assert time is not None
        return time.seconds

    @property
    def is_still(self) -> bool:
        return self.follower.reception().still_since is not None

    def file(self, ending: str) -> Path:
        return hidden_path(self.live.store.path, ending)


@pytest.fixture
def live(place: Path) -> Iterator[LiveSession]:
    opened = make_live(place, still_clock())
    opened.save()
    yield opened
    opened.close()


@pytest.fixture
def room(live: LiveSession) -> Iterator[Room]:
    made = Room(live, cast("FakeClock", live.clock))
    made.pass_time(1)
    yield made
    made.follower.close()


def test_what_happens_is_seen_at_the_next_look(room: Room) -> None:
    assert room.view.state == "before"
    room.go_on()
    assert room.look()
    assert room.view.state == "running"
    before = room.left
    room.pass_time(7)
    assert room.left == before - 7
    set_message(room.live, "14:20 に再開します")
    room.live.save()
    room.look()
    assert room.view.message == "14:20 に再開します"


def test_a_look_at_what_did_not_change_reads_nothing(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    room.go_on()
    room.pass_time(5)
    monkeypatch.setattr("jusou_tui.session.storage.follower.load", lambda *_: pytest.fail("read again"))
    assert room.follower.next_look() <= LOOK_SECONDS
    assert not room.pass_time(30)


def test_digits_stand_where_the_facilitators_program_is_killed_and_go_on_by_themselves(room: Room) -> None:
    room.go_on()
    room.pass_time(10)
    room.kill()
    died = room.own.now()
    room.pass_time(STILL_SECONDS - 3)
    assert not room.is_still
    room.pass_time(3)
    assert room.is_still
    stood = room.left
    room.pass_time(50)
    assert room.left == stood
    assert room.view.time is not None
    assert not room.view.time.goes
    assert room.view.now == room.own.now()  # the clock at the top goes on
    reception = room.follower.reception()
    assert reception.still_since is not None
    assert abs((died - reception.still_since).total_seconds()) <= 4
    assert abs(reception.age - 60) <= 4
    room.serve(room.live)
    room.pass_time(5)
    assert not room.is_still
    assert room.left == pytest.approx(stood - 55, abs=3)


def test_a_program_that_was_dead_when_the_screen_was_opened_is_still_at_once(live: LiveSession) -> None:
    controls.go_on(live.current)
    live.save()
    clock = cast("FakeClock", live.clock)
    clock.advance(600)
    room = Room(live, clock)
    room.kill()
    assert room.is_still
    assert not room.view.time or not room.view.time.goes
    room.follower.close()


def test_before_and_after_a_meeting_nothing_has_to_be_heard(room: Room) -> None:
    room.kill()
    room.pass_time(120)
    assert not room.is_still
    assert room.view.state == "before"


@pytest.mark.parametrize("apart", [-40.0, 3600.0])
def test_another_machines_clock_may_be_wrong(live: LiveSession, apart: float) -> None:
    room = Room(live, cast("FakeClock", live.clock), apart)
    room.pass_time(5)
    room.go_on()
    room.pass_time(4)
    snapshot = live.current.snapshot()
    assert snapshot.countdown is not None
    assert room.left == pytest.approx(snapshot.countdown.remaining, abs=0.6)
    assert not room.is_still
    room.follower.close()


@pytest.mark.parametrize(("every", "apart"), [(3.0, 0.0), (5.0, 0.0), (5.0, -90.0), (14.0, 0.0)])
def test_a_drive_that_takes_its_time_is_followed_as_fast_as_it_brings_something(
    live: LiveSession, every: float, apart: float
) -> None:
    room = Room(live, cast("FakeClock", live.clock), apart, drive=every)
    room.go_on()
    room.pass_time(every)
    assert room.view.state == "running"
    room.pass_time(4 * every)  # in which its lag is learnt
    for _ in range(60):
        room.pass_time(1)
        assert not room.is_still
    snapshot = live.current.snapshot()
    assert snapshot.countdown is not None
    assert room.left == pytest.approx(snapshot.countdown.remaining, abs=every + 1)
    room.follower.request_curtain(True)
    assert room.view.curtain
    room.pass_time(2 * every + 1)
    assert audience_of(live).curtain
    draw_curtain(live, False)
    live.save()
    room.pass_time(2 * every + 1)
    assert not room.view.curtain
    room.kill()
    room.pass_time(STILL_SECONDS + 2 * every)
    assert room.is_still
    room.follower.close()


def test_the_curtain_is_drawn_here_at_once_and_then_by_the_facilitators_program(room: Room) -> None:
    room.go_on()
    room.pass_time(2)
    room.follower.request_curtain(True)
    assert room.view.curtain
    assert not audience_of(room.live).curtain
    room.look()
    room.pass_time(1)
    assert audience_of(room.live).curtain
    assert room.view.curtain
    room.follower.request_curtain(False)
    assert not room.view.curtain
    room.pass_time(1)
    assert not audience_of(room.live).curtain
    assert not room.view.curtain


def test_the_facilitators_curtain_is_seen_before_anything_is_saved(room: Room) -> None:
    room.go_on()
    room.pass_time(2)
    saved = room.live.store.path.read_bytes()
    room.live.store._autosave.stop()
    draw_curtain(room.live, True)
    assert room.pass_time(STEP_SECONDS)
    assert room.view.curtain
    assert room.live.store.path.read_bytes() == saved
    draw_curtain(room.live, False)
    room.pass_time(1)
    assert not room.view.curtain


def test_a_curtain_that_is_wanted_is_asked_of_the_next_program_and_nothing_else(room: Room) -> None:
    room.go_on()
    room.pass_time(3)
    room.kill()
    room.follower.request_curtain(True)
    room.look()
    room.serve(room.live)
    room.pass_time(8)
    assert audience_of(room.live).curtain
    room.kill()
    room.follower.request_curtain(False)
    room.look()
    room.serve(room.live)
    room.pass_time(8)
    assert audience_of(room.live).curtain
    assert room.view.curtain


def other_session(_: bytes) -> bytes:
    return render(full_session())


@pytest.mark.parametrize(
    "spoiled", [other_session, lambda data: data[: len(data) // 2], lambda _: b"", lambda _: b"\xff\x00"]
)
def test_a_file_that_was_swapped_or_cut_keeps_the_last_view_and_is_said(
    room: Room, spoiled: Callable[[bytes], bytes]
) -> None:
    room.go_on()
    room.pass_time(2)
    good, title = room.live.store.path.read_bytes(), room.view.activity
    room.live.store._autosave.stop()
    room.kill()
    room.live.store.path.write_bytes(spoiled(good))
    room.pass_time(STILL_SECONDS)
    assert room.view.activity == title
    assert room.is_still
    room.live.store.path.write_bytes(good)
    room.serve(room.live)
    room.pass_time(6)
    assert not room.is_still


def test_a_file_that_is_gone_keeps_the_last_view_and_is_said(room: Room) -> None:
    room.go_on()
    room.pass_time(2)
    title = room.view.activity
    room.live.store._autosave.stop()
    room.kill()
    room.live.store.path.unlink()
    room.file(LIVE).unlink()
    room.pass_time(STILL_SECONDS)
    assert (room.view.activity, room.is_still) == (title, True)


def test_notes_that_say_more_than_the_file_has_are_no_sign(room: Room) -> None:
    room.go_on()
    room.pass_time(2)
    old = room.live.store.path.read_bytes()
    room.live.book.notes.add("もう1つ")
    room.live.save()
    room.live.store._autosave.stop()
    room.live.store.path.write_bytes(old)  # a drive that does not show what was written
    room.pass_time(STILL_SECONDS + 4)
    assert room.is_still


def test_a_folder_that_takes_nothing_is_said_and_the_file_is_followed(
    live: LiveSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("jusou_tui.session.storage.live_file.write_watch", refuse)
    controls.go_on(live.current)
    live.save()
    room = Room(live, cast("FakeClock", live.clock))
    assert room.follower.trouble is not None
    assert room.follower.trouble.message_id == "session.screen_cannot_ask"
    room.pass_time(WITHOUT_NOTES_SECONDS - 10)
    assert not room.is_still
    room.pass_time(10)
    assert room.is_still
    room.follower.close()


def test_a_rehearsal_goes_as_fast_as_the_facilitators(place: Path) -> None:
    real = still_clock()
    live = LiveSession.create(curriculum(), CURRICULUM, place, "練習", RehearsalClock(real, 10.0))
    live.book.set_view(screen="run", step="step1")
    live.save()
    room = Room(live, real)
    room.pass_time(3)
    room.go_on()
    room.pass_time(3)
    assert room.view.rehearsal
    assert room.view.speed == live.clock.pace  # type: ignore[attr-defined]  # a rehearsal's
    before, view = room.left, room.view
    room.pass_time(6)
    assert room.left == pytest.approx(before - 6 * view.speed)
    snapshot = live.current.snapshot()
    assert abs((room.view.now - snapshot.now).total_seconds()) < 0.1 * view.speed
    room.kill()
    room.pass_time(STILL_SECONDS)
    stood = room.left
    room.pass_time(20)
    assert (room.left, room.is_still) == (stood, True)
    room.follower.close()
    live.close()


def test_a_programme_that_is_finished_is_over_but_on_its_last_day(room: Room) -> None:
    assert not room.follower.is_over()
    for step in room.live.curriculum.steps:
        if step.kind == "meeting":
            meeting = room.live.meeting(step.id)
            room.live.book.events.add("start", step.id, activity=step.activities[0].id)
            room.own.advance(5)
            room.live.book.events.add("finish", step.id)
            room.own.advance(5)
            assert meeting.snapshot().state == "finished"
    room.live.save()
    room.look()
    assert not room.follower.is_over()
    assert room.view.state == "finished"
    room.own.advance(86400)
    assert room.follower.is_over()


def test_nothing_is_left_of_a_screen_that_was_closed(room: Room) -> None:
    room.follower.request_curtain(True)
    room.look()
    assert room.file(WATCH).exists()
    assert room.file(ASK).exists()
    room.follower.close()
    assert not room.file(WATCH).exists()
    assert not room.file(ASK).exists()


def test_nothing_is_written_into_the_session_by_looking(room: Room) -> None:
    before = room.live.store.path.read_bytes()
    room.follower.request_curtain(True)
    room.kill()
    room.pass_time(3)
    assert room.live.store.path.read_bytes() == before


def test_what_passes_between_the_programs_holds_nothing_of_the_session_but_its_id(room: Room) -> None:
    room.live.book.notes.add("秘密のメモ", private=True)
    room.go_on()
    room.follower.request_curtain(True)
    room.pass_time(3)
    said = "".join(room.file(ending).read_text() for ending in (LIVE, WATCH, ASK))
    meta, event = room.live.book.meta, room.live.current.events[0][1]
    people = [person.name for _, person in room.live.book.session.people]
    secrets = [*people, meta.title, meta.curriculum, event.step, str(event.activity), str(Path.cwd())]
    assert said.isascii()
    assert [word for word in secrets if word in said] == []
    assert meta.id in said
