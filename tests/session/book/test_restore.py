"""What comes back: deleted records, the other side of a conflict, what a copy holds."""

from pathlib import Path

import pytest

from jusou_tui.session.book.restore import open_fields
from jusou_tui.session.format.chunks import render
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.programme.todos import todo_rows
from jusou_tui.session.storage.store import Store
from jusou_tui.session.storage.trash import MOST, Trash
from jusou_tui.session.worksheets.layout import row_order
from session.samples import START, Clock, HandWorker, book, full_session, identity, session
from session.todo_sheets import CURRICULUM, worksheet


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a session file with something in every table."""
    found = tmp_path / "見本.session.toml"
    found.write_bytes(render(full_session()))
    return found


def test_what_was_deleted_can_be_brought_back_after_a_resume(path: Path) -> None:
    store = Store.open(path, worker=HandWorker)
    note, todo = store.book.session.notes[identity(3)], store.book.session.todos[identity(7)]
    store.book.notes.delete(identity(3))
    store.book.todos.delete(identity(7))
    store.close()
    again = Store.open(path, worker=HandWorker)
    assert [one.address for one in again.deleted] == [("todos", identity(7)), ("notes", identity(3))]
    for one in again.deleted:
        assert again.book.restore.put_back(one.address, one.record)
    assert again.deleted == []
    assert again.book.session.notes[identity(3)] == note
    assert again.book.session.todos[identity(7)] == todo
    assert again.book.undo() is not None
    assert again.book.undo() is not None
    assert len(again.deleted) == 2
    again.close()


def test_what_is_deleted_is_gone_from_the_session_file_and_for_its_owner_only(
    path: Path, state: Path
) -> None:
    store = Store.open(path, worker=HandWorker)
    identifier = store.book.notes.add("消してよい話")
    store.book.notes.delete(identifier)
    store.close()
    assert "消してよい話" not in path.read_text(encoding="utf-8")
    kept = state / "bin" / f"{identity(0)}.session.toml"
    assert "消してよい話" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.parent.stat().st_mode & 0o777 == 0o700


def test_only_the_last_deletions_are_kept(path: Path) -> None:
    clock = Clock()
    store = Store.open(path, worker=HandWorker, now=clock)
    for number in range(MOST + 5):
        clock.advance(1)
        store.book.notes.delete(store.book.notes.add(f"{number}"))
    store.close()
    again = Store.open(path, worker=HandWorker)
    kept = [getattr(one.record, "text", "") for one in again.deleted]
    assert kept == [f"{number}\n" for number in range(MOST + 4, 4, -1)]
    again.close()


def test_a_note_that_becomes_a_todo_is_not_deleted(path: Path) -> None:
    store = Store.open(path, worker=HandWorker)
    store.book.notes.convert(identity(3), "todo")
    assert store.deleted == []
    store.close()


@pytest.mark.parametrize("data", [b"", b"\x00", b"schema = 1\n", b"deleted = 3\n"])
def test_a_bin_that_cannot_be_read_is_empty(path: Path, data: bytes) -> None:
    bin_of = Trash(full_session().session)
    bin_of.path.parent.mkdir(parents=True)
    bin_of.path.write_bytes(data)
    assert bin_of.deleted(session()) == []


def test_what_stands_again_by_other_means_is_not_overwritten() -> None:
    open_book = book(full_session())
    note = open_book.session.notes[identity(3)]
    assert not open_book.restore.put_back(("notes", identity(3)), note.model_copy(update={"text": "別\n"}))
    assert open_book.session.notes[identity(3)] == note


@pytest.mark.parametrize(("take", "text"), [("ours", "a\n"), ("theirs", "b\n")])
def test_a_conflict_is_settled_by_choosing_a_side(take: str, text: str) -> None:
    open_book = book(full_session())
    open_book.notes.edit(identity(3), text="a\n")
    (path, values), *_ = open_fields(open_book.session.conflicts[identity(3)]).items()
    values |= {"ours": "a\n"}
    assert open_book.restore.settle_field(identity(3), path, values[take])
    assert open_book.session.notes[identity(3)].text == text
    assert open_book.session.conflicts == {}
    open_book.undo()
    assert identity(3) in open_book.session.conflicts


def test_a_cell_of_a_sheet_is_settled_alone() -> None:
    given = full_session()
    fields = {"cells/a/b/c": {"ours": "一", "theirs": "二"}, f"rows/{identity(5)}/who": {"ours": "三"}}
    given.conflicts[identity(4)] = {"table": "sheets", "fields": fields}
    open_book = book(given)
    assert list(open_fields(given.conflicts[identity(4)])) == list(fields)
    assert open_book.restore.settle_field(identity(4), "cells/a/b/c", "二")
    assert open_book.restore.settle_field(identity(4), f"rows/{identity(5)}/who", None)
    sheet = open_book.session.sheets[identity(4)]
    assert sheet.cells == {"a/b/c": "二", "a/b/d": "短い"}
    assert sheet.rows[identity(5)] == {}


def test_taking_in_a_copys_records_is_one_change() -> None:
    open_book = book(session())
    theirs = full_session()
    records = {
        ("notes", identity(3)): theirs.notes[identity(3)],
        ("todos", identity(7)): theirs.todos[identity(7)],
    }
    assert open_book.restore.take_over(records) == 2
    assert open_book.restore.take_over(records) == 0
    assert open_book.session.notes[identity(3)].at == START
    open_book.undo()
    assert (open_book.session.notes, open_book.session.todos) == ({}, {})


def test_a_tick_taken_back_is_not_deleted_and_a_ticked_row_is(path: Path) -> None:
    store = Store.open(path, worker=HandWorker)
    sheets = store.book.sheets
    sheet = sheets.start(worksheet(), step="step1")
    row = sheets.add_row(sheet, {"tasks/task": "会場を押さえる"}, worksheet=worksheet())
    [place] = todo_rows(store.book.session.sheets, CURRICULUM, row)
    store.book.todo_rows.tick(place, done=True)
    store.book.todo_rows.tick(place, done=False)
    assert store.deleted == []
    store.book.todo_rows.tick(place, done=True)
    sheets.remove_row(sheet, row, worksheet())
    assert [one.row_of for one in store.deleted] == [sheet]
    assert list(store.deleted_with(store.deleted[0])) == [("todos", row)]
    store.close()


def test_a_removed_row_comes_back_to_its_place_with_its_tick_after_a_resume(path: Path) -> None:
    clock = Clock()
    store = Store.open(path, worker=HandWorker, now=clock)
    sheets = store.book.sheets
    sheet = sheets.start(worksheet(), step="step1")
    rows = [sheets.add_row(sheet, {"tasks/task": what}, worksheet=worksheet()) for what in "一二三"]
    sheets.order_rows(sheet, [rows[1], rows[0]], worksheet())
    for row in rows[:2]:
        [place] = todo_rows(store.book.session.sheets, CURRICULUM, row)
        store.book.todo_rows.tick(place, done=True)
    before = store.book.session.model_copy(deep=True)
    for row in rows:
        clock.advance(1)
        sheets.remove_row(sheet, row, worksheet())
    store.close()
    again = Store.open(path, worker=HandWorker)
    assert [one.row_of for one in again.deleted] == [sheet] * 3
    for one in again.deleted:
        row, along = one.address[1], again.deleted_with(one)
        assert isinstance(one.record, Sheet)
        assert again.book.sheets.put_back_row(sheet, row, one.record, along, worksheet())
        assert not again.book.sheets.put_back_row(sheet, row, one.record, along, worksheet())
    assert again.deleted == []
    assert again.book.session.sheets[sheet].rows == before.sheets[sheet].rows
    assert row_order(again.book.session.sheets[sheet]) == row_order(before.sheets[sheet])
    assert again.book.session.todos == before.todos
    again.close()


def test_a_row_that_says_nothing_is_not_kept_and_an_old_tick_does_not_come_back(path: Path) -> None:
    clock = Clock()
    store = Store.open(path, worker=HandWorker, now=clock)
    sheets = store.book.sheets
    sheet = sheets.start(worksheet(), step="step1")
    row = sheets.add_row(sheet, {"tasks/number": "4", "tasks/task": ""}, worksheet=worksheet())
    sheets.remove_row(sheet, row, worksheet())
    assert store.deleted == []
    row = sheets.add_row(sheet, {"tasks/task": "会場を押さえる"}, worksheet=worksheet())
    [place] = todo_rows(store.book.session.sheets, CURRICULUM, row)
    store.book.todo_rows.tick(place, done=True)
    sheets.remove_row(sheet, row, worksheet())
    store.book.undo()
    clock.advance(1)
    store.book.todo_rows.tick(place, done=False)
    sheets.remove_row(sheet, row, worksheet())
    [deleted] = store.deleted
    assert store.deleted_with(deleted) == {}
    store.close()


def test_a_sheet_comes_back_with_the_ticks_of_its_rows(path: Path) -> None:
    store = Store.open(path, worker=HandWorker)
    sheets = store.book.sheets
    sheet = sheets.start(worksheet(), step="step1")
    row = sheets.add_row(sheet, {"tasks/task": "会場を押さえる"}, worksheet=worksheet())
    [place] = todo_rows(store.book.session.sheets, CURRICULUM, row)
    store.book.todo_rows.tick(place, done=True)
    record = store.book.session.todos[row]
    sheets.remove(sheet)
    [deleted] = store.deleted
    assert deleted.address == ("sheets", sheet)
    assert store.book.restore.put_back(deleted.address, deleted.record, store.deleted_with(deleted))
    assert store.book.session.todos[row] == record
    assert store.deleted == []
    store.close()
