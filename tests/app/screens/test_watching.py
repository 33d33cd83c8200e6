"""Who looks on is told when the file stands still, or when another clock writes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import BEGIN, joined, live_of, make_live, page_name, press, said, shown, stage, still_clock
from fake_clock import FakeClock
from jusou_tui.app.shell import session_screen
from jusou_tui.live import controls
from jusou_tui.live.elsewhere import following
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.records import Session
from jusou_tui.session.storage.follower import FileFollower


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_screen, "FOLLOW_SECONDS", 0.01)


@pytest.fixture
def writer(place: Path) -> Iterator[LiveSession]:
    """A meeting that runs since a moment."""
    live = make_live(place, still_clock())
    controls.go_on(live.current)
    live.save()
    yield live
    live.close()


def look(writer: LiveSession) -> tuple[LiveSession, FakeClock]:
    """Return a session that looks on, by a clock of its own that shows the same."""
    clock = FakeClock(writer.clock.now())
    return LiveSession.open(writer.store.path, clock, look=True), clock


async def until(pilot: Pilot[int], text: str) -> None:
    """Wait until the page shows a text."""
    for _ in range(200):
        if text in joined(pilot):
            return
        await pilot.pause(0.01)
    raise AssertionError(f"{text} is not shown\n{shown(pilot)}")


async def until_gone(pilot: Pilot[int], text: str) -> None:
    """Wait until the page shows a text no more."""
    for _ in range(200):
        if text not in "".join(shown(pilot).splitlines()[0].split()):
            return
        await pilot.pause(0.01)
    raise AssertionError(f"{text} is still shown\n{shown(pilot)}")


async def test_case_11_a_file_that_stopped_changing_is_marked_with_since_when(writer: LiveSession) -> None:
    looking, clock = look(writer)
    async with stage(looking, clock=clock) as pilot:
        await pilot.pause(0.05)
        assert "更新なし" not in joined(pilot)
        clock.advance(89)
        await pilot.pause(0.05)
        assert "更新なし" not in joined(pilot)
        clock.advance(60)
        await until(pilot, f"{BEGIN:%H:%M}から更新なし")
        assert [text for text in said(pilot) if "変わっていません" in text] == said(pilot)[-1:]
        clock.advance(600)
        await pilot.pause(0.05)
        assert len([text for text in said(pilot) if "変わっていません" in text]) == 1
        writer.clock.advance(749)  # type: ignore[attr-defined]
        writer.continuity.heartbeat(force=True)
        writer.save()
        looking.store._follow()
        await until_gone(pilot, "更新なし")


async def test_case_11_a_writer_with_another_clock_is_marked(writer: LiveSession) -> None:
    writer.clock.step(25 * 60)  # type: ignore[attr-defined]
    writer.continuity.heartbeat(force=True)
    writer.save()
    clock = FakeClock(BEGIN)
    looking = LiveSession.open(writer.store.path, clock, look=True)
    async with stage(looking, clock=clock) as pilot:
        await until(pilot, "時計が25分進み")
        assert "25分ほど進んでいます" in said(pilot)[-1]


async def test_who_writes_sees_no_such_mark(writer: LiveSession) -> None:
    async with stage(writer) as pilot:
        writer.clock.advance(7200)  # type: ignore[attr-defined]
        await pilot.pause(0.05)
        assert following.staleness_of(live_of(pilot).current) is None
        assert "更新なし" not in joined(pilot)


def test_what_the_file_tells_last_is_known_whatever_it_was(writer: LiveSession) -> None:
    looking, _ = look(writer)
    follower = looking.store.follower
    assert isinstance(follower, FileFollower)
    assert follower.last_update.received is None
    assert follower.last_update.written == max(event.at for event in session(looking).events.values())
    writer.clock.advance(40)  # type: ignore[attr-defined]
    writer.book.drafts.set("note", "書きかけ")
    writer.save()
    looking.store._follow()
    assert follower.last_update.written == session(writer).drafts["note"].at
    assert follower.last_update.received == looking.clock.now()
    looking.close()


def session(live: LiveSession) -> Session:
    return live.book.session


async def test_nothing_is_offered_to_be_erased_to_who_only_looks_on(writer: LiveSession) -> None:
    writer.book.notes.delete(writer.book.notes.add("消した話"))
    writer.book.set_view(screen="people")
    writer.save()
    looking, clock = look(writer)
    assert looking.store.deleted
    async with stage(looking, clock=clock) as pilot:
        assert page_name(pilot) == "PeopleScreen"
        await press(pilot, "delete")
        assert (page_name(pilot), "閲覧専用" in said(pilot)[-1]) == ("PeopleScreen", True)
        pilot.app.screen.action_show_dialog("bring_back")  # type: ignore[attr-defined]
        await pilot.pause()
        assert page_name(pilot) == "PeopleScreen"
        assert len([text for text in said(pilot) if "閲覧専用" in text]) == 2
