"""The second note-taker's page, by keys."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import BEGIN, make_desk, page_name, press, rows, still_clock, type_text
from fake_clock import FakeClock
from jusou_tui.app.screens.scribe.screen import ScribeScreen
from jusou_tui.app.scribe_app import ScribeApp, ScribeDesk, open_copy
from jusou_tui.app.start import Start
from jusou_tui.compare.join import join_files
from jusou_tui.errors import InputError
from jusou_tui.session.format.read import read
from jusou_tui.session.model.queries import notes_of

pytestmark = pytest.mark.usefixtures("place")


def opened(place: Path) -> tuple[Path, ScribeDesk, FakeClock]:
    clock = still_clock()
    desk = make_desk(place, clock)
    clock.advance(60)
    desk.go_on()
    source = desk.store.path
    desk.close()
    return source, open_copy(source, place / "mine.session.toml", "例野 一郎", clock), clock


async def look(pilot: Pilot[int]) -> None:
    """Do what the timer does each second, and wait for what it reads in its thread."""
    page = pilot.app.screen
    assert isinstance(page, ScribeScreen)
    page._tick()
    assert page._reader is not None
    page._reader.join()
    await pilot.pause()


async def test_notes_go_into_the_copy_with_their_author_and_join_the_meeting(place: Path) -> None:
    source, desk, _ = opened(place)
    before = source.read_bytes()
    app = ScribeApp(Start("session", place), desk=desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await type_text(pilot, "記録係が聞いた話")
        await press(pilot, "enter")
        assert "記録係が聞いた話" in "\n".join(rows(pilot))
    desk.close()
    assert source.read_bytes() == before
    merged = join_files(source, [desk.store.path], source)
    assert merged.conflicts == 0
    (note,) = read(source).notes.values()
    assert read(source).participants[note.author or ""].name == "例野 一郎"
    assert note.activity is not None


async def test_the_facilitators_clock_is_shown_and_no_key_touches_it(place: Path) -> None:
    _, desk, _ = opened(place)
    events = dict(desk.book.session.events)
    app = ScribeApp(Start("session", place), desk=desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        top = rows(pilot)[0]
        assert "記録係" in top
        assert "オープニング" in top
        await press(pilot, "escape", "f9", "f2", "f7", "f8", "f11", "n", "p", "space", "f6")
        assert page_name(pilot) == "ScribeScreen"
        await press(pilot, "f3")
        assert page_name(pilot) == "SheetsScreen"
        await press(pilot, "f9")
        assert page_name(pilot) == "ScribeScreen"
    assert desk.book.session.events == events
    assert not desk.go_on()
    assert not desk.adjust(1)
    assert not desk.skip()
    assert desk.book.session.events == events
    desk.close()


async def test_what_the_facilitator_writes_meanwhile_appears(place: Path) -> None:
    source, desk, clock = opened(place)
    app = ScribeApp(Start("session", place), desk=desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        from jusou_tui.live.session import Desk

        facilitator = Desk.open(source, clock)
        facilitator.book.notes.add("進行役が書いた話", step="step1")
        facilitator.close()
        await look(pilot)
        assert "進行役が書いた話" in "\n".join(rows(pilot))
        source.unlink()
        await look(pilot)
        await look(pilot)
        assert "見えません" in rows(pilot)[0]
    desk.close()


async def test_a_file_in_a_folder_that_is_away_stops_no_key(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, desk, _ = opened(place)
    back = threading.Event()
    readers: list[threading.Thread] = []

    def away() -> None:
        readers.append(threading.current_thread())
        back.wait(20)

    monkeypatch.setattr(desk.following, "read", away)
    app = ScribeApp(Start("session", place), desk=desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        page = app.screen
        assert isinstance(page, ScribeScreen)
        page._tick()
        page._tick()
        await type_text(pilot, "その間の話")
        await press(pilot, "enter")
        assert "その間の話" in "\n".join(rows(pilot))
        assert [reader.is_alive() for reader in readers] == [True]
        assert threading.main_thread() not in readers
        back.set()
    desk.close()


def test_a_copy_is_opened_again_and_works_without_the_facilitators_file(place: Path) -> None:
    source, desk, clock = opened(place)
    desk.book.notes.add("一つ目")
    desk.close()
    source.unlink()
    again = open_copy(source, desk.store.path, "例野 一郎", clock)
    assert [note.text for _, note in notes_of(again.book.session)] == ["一つ目\n"]
    again.close()


def test_another_runs_copy_is_refused(place: Path) -> None:
    source, desk, clock = opened(place)
    desk.close()
    other = make_desk(place, FakeClock(BEGIN.replace(hour=9)))
    other.close()
    with pytest.raises(InputError):
        open_copy(source, other.store.path, "例野 一郎", clock)
