"""Another state of the session put in the place of the open file: nothing goes that nobody removed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from jusou_tui.live import undoing
from jusou_tui.session.book.history import Place
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import parse, read
from jusou_tui.session.model.records import Note, Session, View
from jusou_tui.session.storage.backups import copies_of
from jusou_tui.session.storage.store import Status, Store
from jusou_tui.session.storage.versions import MOST_WRITERS
from jusou_tui.wording import t
from session.samples import START, Clock, HandWorker, full_session, identity


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a session file with something in every table."""
    folder = tmp_path / "sessions"
    folder.mkdir()
    found = folder / "見本.session.toml"
    found.write_bytes(render(full_session()))
    return found


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """Return an open store whose worker works when a test says so."""
    opened = Store.open(path, now=Clock(), worker=HandWorker)
    yield opened
    opened.close()


def work(store: Store) -> list[Status]:
    """Let the worker do what is due; return what it said."""
    said: list[Status] = []
    stop = store.subscribe(said.append)
    cast("HandWorker", store._autosave).work()
    stop()
    return said


def said_texts(said: list[Status]) -> str:
    """Return what a page says."""
    return " ".join(t(one.message_id, **one.facts) for one in said)


def elsewhere(store: Store, tmp_path: Path, data: bytes) -> Store:
    """Return a program on another machine that has a state of the file open."""
    there = tmp_path / "elsewhere" / store.path.name
    there.parent.mkdir(exist_ok=True)
    there.write_bytes(data)
    return Store.open(there, now=Clock(START + timedelta(seconds=7)), worker=HandWorker)


def texts(session: Session) -> set[str]:
    return {note.text.rstrip("\n") for note in session.notes.values()}


@pytest.mark.parametrize("pending", [False, True])
def test_an_older_file_in_the_place_of_the_open_one_removes_and_changes_nothing(
    store: Store, path: Path, pending: bool
) -> None:
    older = path.read_bytes()
    for text in ("一", "二", "三"):
        store.book.notes.add(text)
    store.book.notes.edit(identity(3), text="直した")
    store.book.drafts.set("note", "書きかけの")
    store.book.sheets.set_cell(identity(4), "a/b/c", "直したマス")
    store.flush()
    ours = store.book.session.model_copy(deep=True)
    path.write_bytes(older)
    if pending:
        store.book.notes.add("四")
    said = work(store)
    assert texts(store.book.session) >= {"一", "二", "三", "直した"}
    assert store.book.session.drafts == ours.drafts
    assert store.book.session.sheets == ours.sheets
    assert store.book.session.conflicts == ours.conflicts
    assert read(path) == store.book.session
    assert pending or "session.status_older" in [one.message_id for one in said]
    assert store.deleted == []


def test_a_file_older_than_the_opening_removes_and_changes_nothing(path: Path) -> None:
    oldest = path.read_bytes()
    with_more = Store.open(path, now=Clock(), worker=HandWorker)
    with_more.book.notes.add("前の回の")
    with_more.book.notes.edit(identity(3), text="前の回に直した")
    with_more.close()
    store = Store.open(path, now=Clock(), worker=HandWorker)
    path.write_bytes(oldest)
    work(store)
    assert texts(read(path)) >= {"前の回の", "前の回に直した"}
    store.book.notes.add("この回の")
    store.flush()
    path.write_bytes(oldest)
    work(store)
    assert texts(read(path)) >= {"前の回の", "前の回に直した", "この回の"}
    assert read(path).conflicts == full_session().conflicts
    store.close()


def test_a_state_of_a_program_that_knows_no_saves_is_older_where_it_has_only_some_of_our_records(
    store: Store, path: Path
) -> None:
    other = parse(path.read_bytes(), path)
    del other.notes[identity(3)]
    other.view = View()
    path.write_bytes(render(other))
    work(store)
    assert identity(3) in read(path).notes


def test_what_was_deleted_since_does_not_come_back_with_an_older_file(store: Store, path: Path) -> None:
    gone = store.book.notes.add("消す")
    store.flush()
    older = path.read_bytes()
    store.book.notes.delete(gone)
    store.flush()
    path.write_bytes(older)
    work(store)
    assert gone not in read(path).notes


def test_what_somebody_wrote_on_an_older_state_comes_in_and_removes_nothing(
    store: Store, path: Path, tmp_path: Path
) -> None:
    store.book.notes.add("古い")
    store.flush()
    there = elsewhere(store, tmp_path, path.read_bytes())
    store.book.notes.add("新しい")
    store.book.notes.edit(identity(3), text="直した")
    store.flush()
    there.book.notes.add("よその")
    there.close()
    path.write_bytes(there.path.read_bytes())
    work(store)
    assert texts(read(path)) >= {"古い", "新しい", "直した", "よその"}
    assert read(path).conflicts == full_session().conflicts
    path.write_bytes(there.path.read_bytes())
    work(store)
    assert texts(read(path)) >= {"古い", "新しい", "直した", "よその"}


def test_a_text_that_both_changed_from_an_older_state_is_joined_or_a_conflict(
    store: Store, path: Path, tmp_path: Path
) -> None:
    key = store.book.notes.add("一行目\n二行目\n三行目\n四行目\n")
    store.flush()
    there = elsewhere(store, tmp_path, path.read_bytes())
    store.book.notes.edit(key, text="一行目を直した\n二行目\n三行目\n四行目\n")
    store.flush()
    there.book.notes.edit(key, text="一行目\n二行目\n三行目\n四行目も\n")
    there.close()
    path.write_bytes(there.path.read_bytes())
    work(store)
    assert read(path).notes[key].text == "一行目を直した\n二行目\n三行目\n四行目も\n"


def removed_elsewhere(store: Store, tmp_path: Path) -> None:
    """Let another program that knows the newest state delete two notes and change a third, into our file."""
    store.flush()
    there = elsewhere(store, tmp_path, store.path.read_bytes())
    for text in ("一", "二"):
        there.book.notes.delete(
            next(key for key, one in there.book.session.notes.items() if one.text == f"{text}\n")
        )
    there.book.notes.edit(identity(3), text="よそで直した")
    there.close()
    store.path.write_bytes(there.path.read_bytes())


@pytest.mark.parametrize("page", ["notes", "run", "sheet"])
def test_what_was_removed_or_changed_elsewhere_is_said_kept_and_undone_from_any_page(
    store: Store, path: Path, tmp_path: Path, page: str
) -> None:
    keys = [store.book.notes.add(text) for text in ("一", "二", "三")]
    removed_elsewhere(store, tmp_path)
    said = work(store)
    assert not {*keys[:2]} & store.book.session.notes.keys()
    assert "メモ2件" in said_texts(said)
    assert said[-1].is_external  # which the page in sight says
    assert {one.address[1] for one in store.deleted} == {*keys[:2]}
    assert any(texts(read(copy)) >= {"一", "二", "三"} for copy in copies_of(store.book.meta.id))
    store.book.undo_of(undoing.scope_of(Place(page, "step1")))
    assert {*keys} <= store.book.session.notes.keys()
    assert store.book.session.notes[identity(3)] == full_session().notes[identity(3)]
    store.flush()
    assert texts(read(path)) >= {"一", "二", "三"}


def test_what_was_removed_elsewhere_can_be_put_back_one_by_one_also_after_a_resume(
    store: Store, path: Path, tmp_path: Path
) -> None:
    keys = [store.book.notes.add(text) for text in ("一", "二", *map(str, range(30)))]
    removed_elsewhere(store, tmp_path)
    work(store)
    store.close()
    again = Store.open(path, now=Clock(), worker=HandWorker)
    found = {one.address[1]: one for one in again.deleted}
    assert found.keys() == {*keys[:2]}
    assert again.book.restore.put_back(found[keys[0]].address, found[keys[0]].record)
    again.close()
    assert keys[0] in read(path).notes


def test_more_deletions_at_once_than_are_kept_otherwise_are_all_kept(
    store: Store, path: Path, tmp_path: Path
) -> None:
    keys = {store.book.notes.add(f"{number}") for number in range(40)}
    store.flush()
    there = elsewhere(store, tmp_path, path.read_bytes())
    for key in keys:
        there.book.notes.delete(key)
    there.close()
    path.write_bytes(there.path.read_bytes())
    work(store)
    assert {one.address[1] for one in store.deleted} == keys
    store.close()
    again = Store.open(path, now=Clock(), worker=HandWorker)
    assert {one.address[1] for one in again.deleted} == keys
    again.close()


def test_a_note_of_another_program_alone_is_no_step_of_undo(store: Store, path: Path) -> None:
    other = read(path)
    other.notes[identity(77)] = Note(at=START, text="よそから\n")
    path.write_bytes(render(other))
    work(store)
    assert store.book.undo() is None
    assert identity(77) in store.book.session.notes


def test_unknown_tables_that_an_older_file_lacks_stay(store: Store, path: Path) -> None:
    older = path.read_bytes()
    newer = read(path)
    cast("dict[str, object]", newer.model_extra)["later"] = {"a": {"b": 1}}
    newer.notes[identity(77)] = Note(at=START, text="よそから\n")
    path.write_bytes(render(newer))
    store.book.notes.add("一")
    store.flush()
    path.write_bytes(older)
    work(store)
    assert (read(path).model_extra or {})["later"] == {"a": {"b": 1}}
    assert texts(read(path)) >= {"よそから", "一"}


def test_each_save_counts_and_the_file_says_so(store: Store, path: Path) -> None:
    store.book.notes.add("一")
    store.flush()
    first = store.book.view.saves
    store.book.notes.add("二")
    store.flush()
    assert store.book.view.saves == {key: count + 1 for key, count in first.items()} != {}
    assert read(path).view.saves == store.book.view.saves


def test_a_file_tells_of_the_last_runs_only_and_the_oldest_state_is_still_known_as_older(path: Path) -> None:
    oldest = b""
    for run in range(MOST_WRITERS + 3):
        store = Store.open(path, now=Clock(START + timedelta(minutes=run)), worker=HandWorker)
        store.book.notes.add(f"{run}回目")
        store.close()
        oldest = oldest or path.read_bytes()
    assert len(read(path).view.saves) == MOST_WRITERS
    store = Store.open(path, now=Clock(START + timedelta(hours=1)), worker=HandWorker)
    path.write_bytes(oldest)
    work(store)
    assert texts(read(path)) >= {f"{run}回目" for run in range(MOST_WRITERS + 3)}
    store.close()
