"""What could be lost, on screen: a failing disk, other programs, a damaged file, deletions."""

import errno
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import (
    BEGIN,
    app_of,
    bar_of,
    joined,
    leave_unsaved,
    live_of,
    make_live,
    page_name,
    press,
    said,
    shown,
    stage,
    type_text,
    until,
)
from fake_clock import FakeClock
from jusou_tui.app.launch import open_first
from jusou_tui.app.main import JusouApp
from jusou_tui.app.opening import Opening
from jusou_tui.app.shell.dialogs import Ask
from jusou_tui.app.shell.host import OpenSession
from jusou_tui.app.start import Start
from jusou_tui.app.widgets.key_bar import KeyBar
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.errors import SessionFileError, StoreError
from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession
from jusou_tui.paths import state_folder
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.filesystem import RealFileSystem
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Note
from jusou_tui.session.storage import store as store_module
from jusou_tui.session.storage.backups import keep_copy, rescue
from jusou_tui.session.storage.lock import holder_path
from session.samples import FaultyFileSystem, HandWorker, identity


@pytest.fixture(autouse=True)
def by_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no worker save by itself: a test says when."""
    opened = store_module.Store.open.__func__  # type: ignore[attr-defined]
    created = store_module.Store.create.__func__  # type: ignore[attr-defined]
    monkeypatch.setitem(opened.__kwdefaults__, "worker", HandWorker)
    monkeypatch.setitem(created.__kwdefaults__, "worker", HandWorker)


@pytest.fixture
def live(place: Path) -> LiveSession:
    """Return a session whose meeting has not begun."""
    return make_live(place, FakeClock(BEGIN))


async def work(pilot: Pilot[int]) -> None:
    """Let the saving worker do what is due, and the screen show it."""
    worker = live_of(pilot).store._autosave
    assert isinstance(worker, HandWorker)
    worker.work()
    await pilot.pause()
    await pilot.pause()


def elsewhere(live: LiveSession, text: str) -> None:
    """Write the file as another program does: with one more note."""
    live.save()
    other = read(live.store.path)
    other.notes[identity(77)] = Note(at=BEGIN, text=f"{text}\n", step=live.current.step.id)
    live.store.path.write_bytes(render(other))


async def test_a_full_disk_stays_red_in_the_key_bar_until_saving_works_again(
    live: LiveSession, place: Path
) -> None:
    system = FaultyFileSystem(place)
    live.store._system = live.store._saver._system = system
    async with stage(live) as pilot:
        system.faults["write"] = errno.ENOSPC
        await type_text(pilot, "消えない話")
        await work(pilot)
        assert "ディスクがいっぱいで" in joined(pilot)
        bar = pilot.app.screen.query_one(KeyBar)
        assert bar._message[1] == "failed"
        assert any("strong-failed" in str(piece) for piece in bar._layout(80)[0])
        rescued = live.store.rescued
        assert rescued is not None
        assert any("消えない話" in draft.text for draft in read(rescued).drafts.values())
        await press(pilot, "f3")
        assert "ディスクがいっぱいで" in joined(pilot)
        system.faults.clear()
        live.save()
        await pilot.pause()
        await pilot.pause()
        assert "ディスクがいっぱいで" not in joined(pilot)
        assert live.store.rescued is None


async def test_what_another_program_wrote_comes_in_and_is_said_once(live: LiveSession) -> None:
    async with stage(live) as pilot:
        await press(pilot, "f3")
        elsewhere(live, "よそから来た話")
        await work(pilot)
        assert "よそから来た話" in joined(pilot)
        assert [one for one in said(pilot) if "取り込みました" in one] == said(pilot)
        assert len(said(pilot)) == 1


async def test_a_conflict_is_said(live: LiveSession) -> None:
    note = live.book.notes.add("もとの話")
    async with stage(live) as pilot:
        live.save()
        other = read(live.store.path)
        other.notes[note] = other.notes[note].model_copy(update={"text": "あちらの話\n"})
        live.book.notes.edit(note, text="こちらの話")
        live.store.path.write_bytes(render(other))
        await work(pilot)
        assert "食い違い" in said(pilot)[-1]
        assert any(note in key for key in live.book.session.conflicts)


async def test_a_deletion_of_an_earlier_run_is_brought_back_on_the_notes_page(
    live: LiveSession, place: Path
) -> None:
    live.book.notes.delete(live.book.notes.add("消した話", step=live.current.step.id))
    live.close()
    again = LiveSession.open(live.store.path, live.clock)
    async with stage(again) as pilot:
        await press(pilot, "f3")
        pilot.app.screen.action_show_dialog("bring_back")  # type: ignore[attr-defined]
        await pilot.pause()
        assert "消した話" in joined(pilot)
        await press(pilot, "enter", "1")
        assert [note.text for note in again.book.session.notes.values()] == ["消した話\n"]
        assert "消した話" in joined(pilot)


async def test_a_deletion_is_erased_for_good_from_all_that_is_kept(
    live: LiveSession, place: Path, state: Path
) -> None:
    note = live.book.notes.add("消した話", step=live.current.step.id)
    live.close()
    damaged = live.store.path.with_name(live.store.path.name.replace(".toml", ".20261210-133000.broken"))
    damaged.write_bytes(live.store.path.read_bytes().replace(b"[end]", b"x"))
    again = LiveSession.open(live.store.path, live.clock)
    again.book.notes.delete(note)
    async with stage(again) as pilot:
        await press(pilot, "f3")
        pilot.app.screen.action_show_dialog("bring_back")  # type: ignore[attr-defined]
        await pilot.pause()
        await press(pilot, "enter", "2")
        assert "書き出した文書" in joined(pilot)
        await press(pilot, "enter")
        assert "消した話" not in joined(pilot)
    assert again.store.deleted == []
    files = [file for folder in (place, state) for file in folder.rglob("*") if file.is_file()]
    assert [file for file in files if "消した話" in file.read_text("utf-8")] == []
    assert any(file.parent.parent.name == "copies" for file in files)
    assert "2026年度 第1回" in damaged.read_text("utf-8")


async def test_a_session_in_other_hands_is_told_and_can_be_looked_at(live: LiveSession, place: Path) -> None:
    live.save()
    async with stage(folder=place, clock=FakeClock(BEGIN)) as pilot:
        pilot.app.post_message(OpenSession(live.store.path))
        await pilot.pause()
        assert isinstance(pilot.app.screen, Ask)
        assert "開いています" in joined(pilot)
        assert "引き継いで" not in joined(pilot)
        await press(pilot, "1")
        assert page_name(pilot) in ("RunScreen", "ProgrammeScreen")
        looking = live_of(pilot)
        assert looking.store.read_only
        app_of(pilot).show_step(live.current.step.id)
        await pilot.pause()
        assert page_name(pilot) == "RunScreen"
        assert "閲覧" in joined(pilot)
        await press(pilot, "f9")
        assert looking.current.events == []
        assert "閲覧専用" in said(pilot)[-1]
        assert bar_of(pilot).disabled
        live.book.notes.add("追いかける話", step=live.current.step.id)
        controls.go_on(live.current)
        live.save()
        await work(pilot)
        await until(pilot, lambda: "追いかける話" in joined(pilot))
        assert looking.current.events == live.current.events
        before = live.store.path.read_bytes()
        for key in ("f2", "f3", "f8", "f9", "ctrl+z", "ctrl+s", "escape", "escape", "x", "+", "b"):
            await press(pilot, key)
        assert pilot.app.is_running
        assert live.store.path.read_bytes() == before
    live.close()


async def test_a_session_of_another_machine_can_be_taken_over(live: LiveSession, place: Path) -> None:
    live.close()
    seen = BEGIN.isoformat()
    facts = {"who": "例野", "host": "よその機械", "pid": 1, "since": seen, "seen": seen}
    holder_path(live.store.path).write_text(json.dumps(facts), encoding="utf-8")
    async with stage(folder=place, clock=FakeClock(BEGIN + timedelta(seconds=5))) as pilot:
        pilot.app.post_message(OpenSession(live.store.path))
        await pilot.pause()
        assert "よその機械" in joined(pilot)
        await press(pilot, "2")
        assert not live_of(pilot).store.read_only
        assert json.loads(holder_path(live.store.path).read_text(encoding="utf-8"))["pid"] != 1


async def test_a_damaged_file_is_explained_and_opened_from_its_copy(live: LiveSession, place: Path) -> None:
    live.book.notes.add("写しにある話")
    live.close()
    path = live.store.path
    keep_copy(live.book.meta.id, path, path.read_bytes(), BEGIN, RealFileSystem())
    whole = path.read_bytes()
    path.write_bytes(whole[: whole.rindex(b"\n", 0, 700) + 1])
    before = path.read_bytes()
    async with stage(folder=place, clock=FakeClock(BEGIN)) as pilot:
        pilot.app.post_message(OpenSession(path))
        await pilot.pause()
        assert "途中で切れています" in joined(pilot)
        await press(pilot, "pagedown")  # how many lines there are depends on the length of the path
        await until(pilot, lambda: "写しにある話" in joined(pilot))
        await press(pilot, "escape")
        assert app_of(pilot).live is None
        pilot.app.post_message(OpenSession(path))
        await pilot.pause()
        await press(pilot, "1")
        assert live_of(pilot).store.path != path
        assert "写しにある話\n" in [note.text for note in live_of(pilot).book.session.notes.values()]
        assert path.read_bytes() == before


async def test_a_file_of_which_nothing_is_left_is_told(place: Path) -> None:
    path = Path.cwd() / place / "空.session.toml"
    path.write_bytes(b"")
    async with stage(folder=place, clock=FakeClock(BEGIN)) as pilot:
        pilot.app.post_message(OpenSession(path))
        await pilot.pause()
        assert "控えも、読める部分も見つかりませんでした" in joined(pilot)
        await press(pilot, "enter")
        assert page_name(pilot) == "HomeScreen"


@pytest.mark.parametrize("answer", ["1", "2", "enter", "escape"])
async def test_what_could_not_be_saved_last_time_is_offered_and_never_lost(
    live: LiveSession, answer: str
) -> None:
    again = leave_unsaved(live, "控えにある話")
    async with stage(again) as pilot:
        await pilot.pause()
        assert "控えにある話" in joined(pilot)
        await press(pilot, answer)
        assert (identity(80) in again.book.session.notes) == (answer != "2")
        assert again.store.rescued is None
        copies = (state_folder() / "copies").glob("*/*.session.toml")
        assert any("控えにある話" in copy.read_text(encoding="utf-8") for copy in copies)


async def test_half_typed_text_times_and_title_that_could_not_be_saved_are_offered_too(
    live: LiveSession,
) -> None:
    live.book.drafts.set("note", "まえからの話")
    live.save()
    rescued = read(live.store.path)
    rescued.drafts["note"] = rescued.drafts["note"].model_copy(update={"text": "書きかけの話\n"})
    rescued.drafts["line-visit"] = rescued.drafts["note"].model_copy(update={"text": "となりの町\n"})
    rescued.session = rescued.session.model_copy(update={"title": "題を書いた"})
    rescued.meetings["step1"] = rescued.meetings["step1"].model_copy(update={"cases": 3})
    live.close()
    rescue(live.book.meta.id, render(rescued), RealFileSystem())
    again = LiveSession.open(live.store.path, live.clock)
    async with stage(again, size=(120, 40)) as pilot:
        await pilot.pause()
        assert "書きかけの話" in joined(pilot)
        assert "となりの町" not in joined(pilot)
        await press(pilot, "1")
        session = again.book.session
        assert session.drafts["note"].text == "書きかけの話\nまえからの話\n"
        assert session.session.title == "題を書いた"
        assert session.meetings["step1"].cases == 3
        assert session.drafts["line-visit"].text == "となりの町\n"
        assert bar_of(pilot).query_one(NoteArea).text == "書きかけの話\nまえからの話"
        await press(pilot, "f12")
        assert again.store.rescued is None


async def test_a_newer_programs_file_is_opened_for_looking_with_a_sentence(
    live: LiveSession, place: Path
) -> None:
    live.close()
    path = live.store.path
    path.write_text(path.read_text(encoding="utf-8").replace("schema = 1", "schema = 2", 1), encoding="utf-8")
    before = path.read_bytes()
    newer = LiveSession.open(path, live.clock)
    async with stage(newer, size=(120, 40)) as pilot:
        assert "新しいバージョンのファイル" in joined(pilot)
        await press(pilot, "f9", "f3")
        assert pilot.app.is_running
        newer_text = shown(pilot)
        assert newer_text
    assert path.read_bytes() == before


async def test_a_file_that_nothing_proves_whole_is_opened_and_said_to_be_so_once(
    live: LiveSession, place: Path
) -> None:
    live.close()
    path = live.store.path
    text = path.read_text(encoding="utf-8").replace("[end]\n", "")
    path.write_text(text.replace("[session]", "[end]\n\n[session]"), encoding="utf-8")
    async with stage(folder=place, clock=FakeClock(BEGIN)) as pilot:
        pilot.app.post_message(OpenSession(path))
        await pilot.pause()
        assert page_name(pilot) == "RunScreen"
        await press(pilot, "f2")
        assert [one for one in said(pilot) if "[end] の後" in one] == said(pilot)[:1]


async def test_saving_that_fails_at_the_end_is_said_after_the_screen(live: LiveSession, place: Path) -> None:
    system = FaultyFileSystem(place)
    live.store._system = live.store._saver._system = system
    async with stage(live) as pilot:
        await type_text(pilot, "最後の話")
        system.faults["sync"] = errno.EIO
        failed = app_of(pilot).close_session()
        assert isinstance(failed, StoreError)
        assert live.store.rescued is not None
        system.faults.clear()


async def test_resume_on_a_damaged_file_asks_on_the_home_page_and_without_a_copy_says_why(
    live: LiveSession, place: Path
) -> None:
    live.book.notes.add("写しにある話")
    live.close()
    path = live.store.path
    keep_copy(live.book.meta.id, path, path.read_bytes(), BEGIN, RealFileSystem())
    path.write_bytes(b"schema = 1\n")
    start = Start("session", place)
    opening = Opening(lambda: open_first(path, start), run=lambda job: job())
    async with JusouApp(start, clock=FakeClock(BEGIN), opening=opening).run_test() as pilot:
        await until(pilot, lambda: "記録ファイルを読めません" in joined(pilot))
        assert "記録ファイルを読めません" in joined(pilot)
        assert "（2行まであります）" in joined(pilot)
        await press(pilot, "pagedown")  # how many lines there are depends on the length of the path
        await until(pilot, lambda: "写しにある話" in joined(pilot))
        await press(pilot, "escape")
        assert page_name(pilot) == "HomeScreen"
    lost = place / "なし.session.toml"
    lost.write_bytes(b"")
    with pytest.raises(SessionFileError):
        open_first(lost, Start("session", place))


async def test_every_deletion_in_the_bin_is_offered_and_comes_in_sight(live: LiveSession) -> None:
    for number in range(1, 21):
        live.book.notes.delete(live.book.notes.add(f"話その{number}", step="step1"))
    live.save()
    async with stage(live, size=(60, 20)) as pilot:
        pilot.app.screen.action_show_dialog("bring_back")  # type: ignore[attr-defined]
        await pilot.pause()
        assert "話その20" in shown(pilot)
        await press(pilot, *["down"] * 19)
        assert re.search(r"> .*話その1\b", shown(pilot))
        await press(pilot, "enter", "1")
        assert [note.text for note in live.book.session.notes.values()] == ["話その1\n"]
