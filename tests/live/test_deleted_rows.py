"""Rows of sheets that were removed: named, brought back with their tick, or erased from all that is kept."""

from pathlib import Path

import pytest

from app.stage import make_live, still_clock
from jusou_tui.live import entries
from jusou_tui.live.erasing import bring_back, erase_records
from jusou_tui.live.session import LiveSession
from jusou_tui.report.recovery import deleted_text
from jusou_tui.session.programme.todos import todo_columns
from jusou_tui.session.storage.salvage import text_without


@pytest.fixture
def live(tmp_path: Path) -> LiveSession:
    """Return a session whose curriculum has a table of ToDos."""
    return make_live(tmp_path, still_clock())


def removed(live: LiveSession, *, sensitive: bool, ticked: bool = False) -> tuple[str, str]:
    """Remove a ToDo that is a row of a sheet as the pages do; return the ids of sheet and row."""
    blank = next(one for one in live.curriculum.worksheets if todo_columns(one) and not one.sensitive)
    [columns, *_] = todo_columns(blank).values()
    sheets = live.book.sheets
    sheet = sheets.add(blank.id, step="step1")
    if sensitive:
        kept = live.book.session.sheets[sheet]
        live.book.session.sheets[sheet] = kept.model_copy(update={"sensitive": True})
    row = sheets.add_row(sheet, {columns.what: "見本の仕事"}, worksheet=blank)
    if ticked:
        assert entries.tick(live, row)
    assert entries.remove(live, row)
    return sheet, row


@pytest.mark.parametrize("ticked", [False, True])
def test_a_removed_todo_that_is_a_row_comes_back_in_its_sheet(live: LiveSession, ticked: bool) -> None:
    sheet, row = removed(live, sensitive=False, ticked=ticked)
    [deleted] = live.store.deleted
    assert "見本の仕事" in deleted_text(deleted, {}, live.curriculum, {})
    assert bring_back(live, deleted)
    assert row in live.book.session.sheets[sheet].rows
    [(key, todo)] = live.todos()
    assert (key, todo.what, todo.done is not None) == (row, "見本の仕事\n", ticked)
    assert live.store.deleted == []
    live.close()


def test_of_a_sheet_about_persons_the_list_of_deletions_names_the_sheet_alone(live: LiveSession) -> None:
    removed(live, sensitive=True)
    [deleted] = live.store.deleted
    assert "見本の仕事" not in deleted_text(deleted, {}, live.curriculum, {})
    live.close()


def test_a_removed_row_is_erased_from_all_that_is_kept(
    live: LiveSession, tmp_path: Path, state: Path
) -> None:
    sheet, row = removed(live, sensitive=False)
    live.book.undo()
    live.save()
    damaged = live.store.path.with_name(live.store.path.name.replace(".toml", ".20261210-133000.broken"))
    damaged.write_bytes(live.store.path.read_bytes().replace(b"[end]", b"x"))
    live.book.sheets.remove_row(sheet, row)
    [deleted] = live.store.deleted
    erase_records(live.store, [deleted.address]).finish()
    live.close()
    files = [file for folder in (tmp_path, state) for file in folder.rglob("*") if file.is_file()]
    assert damaged in files
    assert [file for file in files if "見本の仕事".encode() in file.read_bytes()] == []


def test_a_row_is_taken_out_of_a_text_and_its_neighbours_stay() -> None:
    head, one, two = (
        "[sheets.S]\nat = 1\n",
        '[sheets.S.rows.A]\n"x/y" = "a"\n',
        '[sheets.S.rows.B]\n"x/y" = "b"\n',
    )
    assert text_without(head + one + two + "[end]\n", [("sheets", "A")]) == head + two + "[end]\n"
    assert text_without(head + one + two + "[end]\n", [("sheets", "S")]) == "[end]\n"
