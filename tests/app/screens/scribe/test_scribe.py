"""The second note-taker's page, by keys."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import BEGIN, make_live, page_name, press, rows, still_clock, type_text
from fake_clock import FakeClock
from jusou_tui.app.screens.scribe.screen import ScribeScreen
from jusou_tui.app.scribe_app import ScribeApp
from jusou_tui.app.start import Start
from jusou_tui.compare.merge import merge_files
from jusou_tui.errors import InputError
from jusou_tui.live import controls, entries
from jusou_tui.live.elsewhere.scribe import ScribeSession, open_copy
from jusou_tui.session.format.read import read
from jusou_tui.session.model.queries import notes_of
from jusou_tui.wording import t

pytestmark = pytest.mark.usefixtures("place")


def opened(place: Path) -> tuple[Path, ScribeSession, FakeClock]:
    clock = still_clock()
    live = make_live(place, clock)
    clock.advance(60)
    controls.go_on(live.current)
    source = live.store.path
    live.close()
    return source, open_copy(source, place / "mine.session.toml", "例野 一郎", clock), clock


async def look(pilot: Pilot[int]) -> None:
    """Do what the timer does each second, and wait for what it reads in its thread."""
    page = pilot.app.screen
    assert isinstance(page, ScribeScreen)
    page._tick()
    assert page._reader is not None
    page._reader.join()
    await pilot.pause()


async def test_it_begins_in_the_field_with_the_newest_note_highlighted(place: Path) -> None:
    _, scribe, _ = opened(place)
    for text in ("はじめの話", "あとの話"):
        scribe.live.book.notes.add(text, step="step1")
    app = ScribeApp(Start("session", place), scribe)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.focused is not None
        assert app.focused.id == "entry-text"
        assert next(line for line in rows(pilot) if "あとの話" in line).lstrip().startswith(">")
    scribe.live.close()


@pytest.mark.parametrize("key", ["f10", "ctrl+u"])
async def test_the_shared_screen_is_left_to_the_facilitators_program(place: Path, key: str) -> None:
    _, scribe, _ = opened(place)
    app = ScribeApp(Start("session", place), scribe)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, key)
        assert "進行役のプログラムで扱います" in "".join(rows(pilot))
        assert page_name(pilot) == "ScribeScreen"
        assert not scribe.live.view.audience.curtain
    scribe.live.close()


async def test_notes_go_into_the_copy_with_their_author_and_join_the_meeting(place: Path) -> None:
    source, scribe, _ = opened(place)
    before = source.read_bytes()
    app = ScribeApp(Start("session", place), scribe)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await type_text(pilot, "記録係が聞いた話")
        await press(pilot, "enter")
        await type_text(pilot, "つぎの話")
        await press(pilot, "enter")
        assert "記録係が聞いた話" in "\n".join(rows(pilot))
    scribe.live.close()
    assert source.read_bytes() == before
    merged = merge_files(source, [scribe.live.store.path], source)
    assert merged.conflicts == 0
    joined = read(source)
    assert [note.text.strip() for note in joined.notes.values()] == ["記録係が聞いた話", "つぎの話"]
    assert {joined.participants[note.author or ""].name for note in joined.notes.values()} == {"例野 一郎"}
    assert all(note.activity for note in joined.notes.values())


async def test_the_facilitators_clock_is_shown_and_no_key_touches_it(place: Path) -> None:
    _, scribe, _ = opened(place)
    events = dict(scribe.live.book.session.events)
    app = ScribeApp(Start("session", place), scribe)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        top = rows(pilot)[0]
        assert "記録係" in top
        assert "オープニング" in top
        await press(pilot, "escape", "f9", "f2", "f7", "f8", "f11", "f6")
        assert page_name(pilot) == "ScribeScreen"
        await press(pilot, "f4")
        assert page_name(pilot) == "SheetsScreen"
        await press(pilot, "escape")
        assert page_name(pilot) == "ScribeScreen"
    assert scribe.live.book.session.events == events
    assert not controls.go_on(scribe.live.current)
    assert not controls.adjust(scribe.live.current, 1)
    assert not controls.skip(scribe.live.current)
    assert scribe.live.book.session.events == events
    scribe.live.close()


async def test_what_the_facilitator_writes_meanwhile_appears(place: Path) -> None:
    source, scribe, clock = opened(place)
    app = ScribeApp(Start("session", place), scribe)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        from jusou_tui.live.session import LiveSession

        facilitator = LiveSession.open(source, clock)
        facilitator.book.notes.add("進行役が書いた話", step="step1")
        facilitator.close()
        await look(pilot)
        assert "進行役が書いた話" in "\n".join(rows(pilot))
        source.unlink()
        await look(pilot)
        await look(pilot)
        assert "読み込めません" in rows(pilot)[0]
    scribe.live.close()


async def test_a_file_in_a_folder_that_is_away_stops_no_key(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, scribe, _ = opened(place)
    back = threading.Event()
    readers: list[threading.Thread] = []

    def away() -> None:
        readers.append(threading.current_thread())
        back.wait(20)

    monkeypatch.setattr(scribe.following, "read", away)
    app = ScribeApp(Start("session", place), scribe)
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
    scribe.live.close()


def test_a_copy_is_opened_again_and_works_without_the_facilitators_file(place: Path) -> None:
    source, scribe, clock = opened(place)
    scribe.live.book.notes.add("一つ目")
    scribe.live.close()
    source.unlink()
    again = open_copy(source, scribe.live.store.path, "例野 一郎", clock)
    assert [note.text for _, note in notes_of(again.live.book.session)] == ["一つ目\n"]
    again.live.close()


def test_another_runs_copy_is_refused(place: Path) -> None:
    source, scribe, clock = opened(place)
    scribe.live.close()
    other = make_live(place, FakeClock(BEGIN.replace(hour=9)))
    other.close()
    with pytest.raises(InputError):
        open_copy(source, other.store.path, "例野 一郎", clock)


async def test_every_entry_has_the_name_also_edited_ones_todos_and_what_follows_an_undo(place: Path) -> None:
    source = opened(place)[0]
    scribe = open_copy(source, place / "another.session.toml", "書記 はな", still_clock())
    scribe.live.book.notes.add("だれのでもない話", step="step1")
    app = ScribeApp(Start("session", place), scribe)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await press(pilot, "enter")
        await type_text(pilot, "と続き")
        await press(pilot, "enter")
        await type_text(pilot, "消す話")
        await press(pilot, "enter", "f12", "f12", "f12", "f12")
        await type_text(pilot, "あとの話")
        await press(pilot, "enter", "ctrl+k", "ctrl+k")
        await type_text(pilot, "名札を用意する")
        await press(pilot, "enter")
    session = scribe.live.book.session
    scribe.live.close()
    assert [todo.what for todo in session.todos.values()] == ["名札を用意する\n"]
    written = [*session.todos.values(), *(note for _, note in notes_of(session) if note.text == "あとの話\n")]
    assert len(written) == 2
    assert {session.participants[one.author or ""].name for one in written} == {"書記 はな"}


def test_an_edited_entry_of_nobody_has_the_name(place: Path) -> None:
    _, scribe, _ = opened(place)
    live = scribe.live
    note, todo = live.book.notes.add("話", step="step1"), live.book.todos.add("名札", step="step1")
    for key in (note, todo):
        entry = entries.entry_of(live, key)
        assert entry is not None
        entries.file(live.current, entry._replace(kind="note", text="直した話"))
    assert {one.author for one in live.book.session.notes.values()} == {live.writer}
    live.close()


async def test_keys_of_the_facilitator_answer_in_words_and_are_not_in_help_or_menu(place: Path) -> None:
    _, scribe, _ = opened(place)
    said: list[str] = []
    app = ScribeApp(Start("session", place), scribe)
    app.say = lambda sentence, **_: said.append(sentence)  # type: ignore[method-assign,assignment]
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for key, text in (
            ("f2", "compare.scribe_not_here"),
            ("f3", "compare.scribe_here"),
            ("f5", "app.next_not_here"),
        ):
            await press(pilot, key)
            assert said[-1] == t(text), key
        await press(pilot, "f1")
        shown = "\n".join(rows(pilot))
        assert "F4" in shown
        assert not {"F2", "F5", "F6", "F7", "F8", "F9"} & set(shown.split())
        await press(pilot, "escape", "ctrl+d")
        assert not {"-1分", "+1分", t("app.back")} & set("\n".join(rows(pilot)).split())
    scribe.live.close()
