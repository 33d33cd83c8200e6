"""A person made anonymous or erased: in none of the files and in none of what `show` says."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from app.stage import BEGIN, make_live, still_clock
from jusou_tui.cli.main import run
from jusou_tui.errors import StoreError
from jusou_tui.live import leaving
from jusou_tui.live.session import LiveSession
from jusou_tui.session.format.filesystem import RealFileSystem
from jusou_tui.session.people.mentions import fold
from jusou_tui.session.storage import backups
from jusou_tui.session.storage.trash import Trash

NAME = "髙橋 花子（たかはし はなこ）"
SPELLINGS = (
    *("髙橋花子", "高橋 花子", "高橋　花子", "高 橋 花 子", "髙橋\u200b花子", "髙橋花子（たかはし　はなこ）"),
    *("高橋さん", "髙橋課長", "たかはしはなこ", "タカハシ ハナコ", "ﾀｶﾊｼ ﾊﾅｺ", "花子さん"),
)
GONE = ("高橋", "花子", "タカハシ", "たかはし", "ハナコ", "はなこ")


def found_in(text: str) -> set[str]:
    """Return what of the name is left in a text, whatever its spelling."""
    plain = "".join(fold(text).text.split())
    return {part for part in GONE if part in plain}


@pytest.fixture
def live(place: Path) -> LiveSession:
    """Return a session in which the name stands in all spellings, in all that is kept of it."""
    live = make_live(place, still_clock(), team=(NAME, "例野 一郎"))
    book, path = live.book, live.store.path
    [person, _] = live.labels
    for spelling in SPELLINGS:
        book.notes.add(f"きょうは{spelling}、と話す", step="step1", author=person)
    book.notes.add("高橋花子のこと", private=True)
    book.todos.add("名札", owner="髙橋花子", step="step1")
    book.set_meta(title="高橋花子の回")
    book.drafts.set("note", "高橋花子は")
    book.drafts.set(f"person-{person}-name", "髙橋 花")
    book.notes.delete(book.notes.add("高橋花子に返す"))
    live.store.flush()
    data = path.read_bytes()
    for minutes in range(3):
        at = BEGIN + timedelta(minutes=minutes)
        kept = data.replace("名札".encode(), f"名札{minutes}".encode())
        backups.keep_copy(book.meta.id, path, kept, at, RealFileSystem())
    backups.rescue(book.meta.id, data, RealFileSystem())
    path.with_name(path.name.replace(".session.toml", ".session.base")).write_bytes(data)
    path.with_name(path.name.replace(".toml", ".20261210-133000.broken")).write_bytes(data[:-200])
    path.with_name(path.name.replace(".toml", ".20261210-133000.aside")).write_bytes(data)
    path.with_name("写し.session.toml.joined").write_bytes(data)
    return live


@pytest.mark.parametrize("erases", [False, True])
def test_no_spelling_of_the_name_is_left_anywhere(
    live: LiveSession, erases: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, [person, _] = live.store.path, live.labels
    kept = {file: file.stat().st_mtime_ns for file in (tmp_path / "state").rglob("*.toml")}
    found = leaving.leaving(live, person, erases=erases).prepared()
    assert {one.found for one in found.likely} >= {"高橋", "髙橋", "花子", "たかはしはなこ"}
    told = leaving.take_out(live, found, found.likely).finish()
    assert "書き出した文書" in told
    live.close()
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert {file.suffix for file in files} >= {".toml", ".base", ".broken", ".aside", ".joined"}
    assert {
        file: found_in(file.read_text("utf-8")) for file in files if found_in(file.read_text("utf-8"))
    } == {}
    assert {
        file: file.stat().st_mtime_ns for file in kept if file.parent.name != "bin"
    }.items() <= kept.items()
    for options in ((), ("--json",), ("--markdown",)):
        assert run(["show", str(path), *options, "--include-private", "--include-sensitive"]) == 0
        said = capsys.readouterr().out
        assert found_in(said) == set()
        assert ("匿名1" in said) == (not erases)


@pytest.mark.parametrize("erases", [True, False])
def test_taking_a_name_out_is_not_repeated_by_redo_and_puts_nobody_into_the_bin(
    live: LiveSession, erases: bool
) -> None:
    [person, _] = live.labels
    for _ in range(2):
        found = leaving.leaving(live, person, erases=erases).prepared()
        leaving.take_out(live, found, found.likely).finish()
        later = live.book.notes.add("あとのメモ")
        live.book.undo()
        live.book.undo()
        assert live.book.session.participants[person].name == NAME
        assert live.book.redo() is None
        assert later not in live.book.session.notes
    found = leaving.leaving(live, person, erases=erases).prepared()
    leaving.take_out(live, found, found.likely).finish()
    live.close()
    kept = Trash(live.book.meta)
    assert person not in kept.state.participants
    assert found_in(kept.path.read_text(encoding="utf-8")) == set()


def test_what_is_not_reached_is_told(live: LiveSession, place: Path) -> None:
    path, [person, _] = live.store.path, live.labels
    shutil.copy(path, place / "よそ.session.toml")
    (place / "deleted").mkdir()
    shutil.copy(path, place / "deleted" / "消した回.txt")
    (place.parent / ".git").mkdir()
    found = leaving.leaving(live, person, erases=False).prepared()
    told = leaving.take_out(live, found, ()).finish()
    assert "よそ.session.toml" in told
    assert str(Path("deleted", "消した回.txt")) in told
    assert "git の履歴" in told
    assert "ファイル名" not in told
    live.close()
    assert found_in((place / "よそ.session.toml").read_text("utf-8"))


def test_who_only_looks_changes_nothing(live: LiveSession, place: Path, state: Path) -> None:
    live.close()
    files = [file for folder in (place, state) for file in folder.rglob("*") if file.is_file()]
    before = {file: file.read_bytes() for file in files}
    looking = LiveSession.open(live.store.path, still_clock(), look=True)
    found = leaving.leaving(looking, next(iter(looking.labels)), erases=True).prepared()
    with pytest.raises(StoreError):
        leaving.take_out(looking, found, found.likely).finish()
    looking.close()
    assert {file: file.read_bytes() for file in files} == before


def test_a_file_that_cannot_be_changed_and_a_name_in_the_files_name_are_told(
    live: LiveSession, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [person, _] = live.labels
    live.close()
    renamed = live.store.path.rename(place / "高橋花子の回.session.toml")
    live = LiveSession.open(renamed, still_clock())
    copy = backups.copies_of(live.book.meta.id)[0]
    change = os.utime

    def refuse(path: Path, *, ns: tuple[int, int]) -> None:
        if path == copy:
            raise PermissionError(path)
        change(path, ns=ns)

    monkeypatch.setattr(os, "utime", refuse)
    found = leaving.leaving(live, person, erases=False).prepared()
    told = leaving.take_out(live, found, found.likely).finish()
    assert str(copy) in told
    assert "高橋花子の回.session.toml" in told
    live.close()
