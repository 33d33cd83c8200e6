"""ToDos that are rows of sheets: changed in the row, ticked off by a record."""

from __future__ import annotations

from datetime import date

import pytest

from jusou_tui.errors import InputError
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.programme.todos import TodoRow, row_of, todo_of
from session.todo_sheets import CURRICULUM, WRITTEN, curriculum, table, with_row, worksheet


def place_in(opened: SessionBook, row: str) -> TodoRow:
    place = row_of(opened.session, CURRICULUM, row)
    assert place is not None
    return place


def test_a_tick_is_a_record_of_the_rows_id_that_mirrors_the_row_and_goes_with_the_tick() -> None:
    opened, sheet, row = with_row()

    opened.todo_rows.tick(place_in(opened, row), done=True)
    record = opened.session.todos[row]
    assert (record.what, record.owner, record.due) == ("会場を押さえる\n", "例野 一郎", date(2026, 12, 5))
    assert (record.sheet, record.done, record.step, record.activity) == (sheet, WRITTEN, "step1", "opening")

    opened.todo_rows.tick(place_in(opened, row), done=False)
    assert row not in opened.session.todos


def test_a_private_row_keeps_its_record_without_a_tick() -> None:
    opened, _, row = with_row()
    opened.todo_rows.keep_private(place_in(opened, row), private=True)
    opened.todo_rows.tick(place_in(opened, row), done=True)
    opened.todo_rows.tick(place_in(opened, row), done=False)
    assert opened.session.todos[row].private
    opened.todo_rows.keep_private(place_in(opened, row), private=False)
    assert row not in opened.session.todos


def test_a_change_is_written_into_the_row_and_taken_back_in_one_step() -> None:
    opened, sheet, row = with_row()
    opened.todo_rows.tick(place_in(opened, row), done=True)
    before = opened.session.sheets[sheet].rows[row], opened.session.todos[row]

    opened.todo_rows.edit(place_in(opened, row), what="会場を二つ押さえる", owner="", due="2027-01-15")

    cells = opened.session.sheets[sheet].rows[row]
    assert (cells["tasks/task"], cells["tasks/due"]) == ("会場を二つ押さえる", "2027-01-15")
    assert "tasks/owner" not in cells
    assert opened.session.todos[row].due == date(2027, 1, 15)
    opened.undo()
    assert (opened.session.sheets[sheet].rows[row], opened.session.todos[row]) == before


def test_a_row_cannot_be_left_without_what_is_to_be_done() -> None:
    opened, _, row = with_row()
    with pytest.raises(InputError):
        opened.todo_rows.edit(place_in(opened, row), what="  ")


def test_what_is_typed_on_the_sheet_is_mirrored_and_removing_the_row_takes_the_record_along() -> None:
    opened, sheet, row = with_row()
    opened.todo_rows.tick(place_in(opened, row), done=True)
    opened.sheets.set_cell(sheet, "tasks/owner", "見本 花子", row, worksheet=worksheet())
    assert opened.session.todos[row].owner == "見本 花子"

    opened.sheets.remove_row(sheet, row, worksheet())
    assert row not in opened.session.todos
    opened.undo()
    assert opened.session.todos[row].done is not None

    opened.sheets.remove(sheet)
    assert not opened.session.todos
    opened.undo()
    assert row in opened.session.todos


def test_typing_on_in_a_cell_of_a_ticked_row_is_one_change() -> None:
    opened, sheet, row = with_row(owner="")
    opened.todo_rows.tick(place_in(opened, row), done=True)
    for text in ("見", "見本", "見本 花", "見本 花子"):
        opened.sheets.set_cell(sheet, "tasks/owner", text, row, worksheet=worksheet())
    opened.undo()
    assert "tasks/owner" not in opened.session.sheets[sheet].rows[row]
    assert opened.session.todos[row].owner == ""


def test_the_record_of_a_row_about_persons_says_only_which_sheet_it_is_of() -> None:
    about = curriculum(sensitive=True)
    opened, _, row = with_row(of=about)
    place = row_of(opened.session, about, row)
    assert place is not None
    opened.todo_rows.tick(place, done=True)
    record = opened.session.todos[row]
    assert (record.what, record.owner, record.due) == ("準備シート\n", "", None)
    todo = todo_of(opened.session, about, row)
    assert todo is not None
    assert todo.what == "会場を押さえる\n"


def test_what_a_table_has_no_column_for_is_kept_in_the_record() -> None:
    columns = [{"id": "task", "title": "取り組むこと", "todo": "what"}]
    short = curriculum(blocks=[table()["blocks"][0] | {"columns": columns, "default_rows": []}])
    opened, _, row = with_row(of=short)
    place = row_of(opened.session, short, row)
    assert place is not None
    opened.todo_rows.edit(place, owner="見本 花子", due="12/9")
    todo = todo_of(opened.session, short, row)
    assert todo is not None
    assert (todo.owner, todo.due) == ("見本 花子", date(2026, 12, 9))
