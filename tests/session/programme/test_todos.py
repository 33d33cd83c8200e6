"""The ToDos of a session: those of its own, and rows of sheets."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from jusou_tui import paths
from jusou_tui.curriculum.load import load
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import parse
from jusou_tui.session.model.privacy import is_private, is_sensitive_todo
from jusou_tui.session.model.records import SheetTodo, Todo
from jusou_tui.session.programme.run_steps import needs, stages
from jusou_tui.session.programme.todos import (
    RowReader,
    left_open,
    read_due,
    row_of,
    todo_of,
    todos_of,
    unread_due,
    without_contents,
)
from session.todo_sheets import CURRICULUM, WRITTEN, curriculum, with_row, worksheet

HOME = paths.shipped("sessions") / "x.session.toml"


def listed(opened: SessionBook) -> list[tuple[str, str, date | None]]:
    return [(todo.what.strip(), todo.owner, todo.due) for _, todo in todos_of(opened.session, CURRICULUM)]


def test_a_row_with_task_owner_and_date_is_a_todo_of_its_step() -> None:
    opened, sheet, row = with_row()
    before = render(opened.session)

    [(key, todo)] = todos_of(opened.session, CURRICULUM, "step1")

    assert (key, todo.what, todo.owner, todo.due) == (row, "会場を押さえる\n", "例野 一郎", date(2026, 12, 5))
    assert (todo.step, todo.activity, todo.sheet, todo.done) == ("step1", "opening", sheet, None)
    assert todos_of(opened.session, CURRICULUM, "step2") == []
    assert render(opened.session) == before
    assert not opened.session.todos


def test_a_reader_that_reads_again_only_what_changed_finds_what_a_new_one_finds() -> None:
    opened, sheet, row = with_row()
    example = next(iter(opened.session.sheets[sheet].rows))
    reader, seen = RowReader(), []

    def mark_sensitive() -> None:
        record = opened.session.sheets[sheet]
        opened.session.sheets[sheet] = type(record).model_validate({**dict(record), "sensitive": True})

    place = row_of(opened.session, CURRICULUM, row)
    assert place is not None
    for change in (
        lambda: None,
        lambda: opened.sheets.set_cell(sheet, "tasks/task", "数を調べる", row, worksheet=worksheet()),
        lambda: opened.sheets.set_cell(sheet, "tasks/due", "12/24", example, worksheet=worksheet()),
        lambda: opened.todo_rows.tick(place, done=True),
        lambda: opened.todo_rows.keep_private(place, private=True),
        lambda: opened.sheets.rename(sheet, "別の紙"),
        opened.undo,
        lambda: opened.sheets.remove_row(sheet, row, worksheet()),
        opened.undo,
        lambda: opened.sheets.remove(sheet),
        opened.undo,
        mark_sensitive,
    ):
        change()
        found = todos_of(opened.session, CURRICULUM, reader=reader)
        assert found == todos_of(opened.session, CURRICULUM)
        assert todos_of(opened.session, CURRICULUM, reader=reader) == found
        seen.append(found)
    assert all(before != after for before, after in pairwise(seen))


def test_rows_as_the_blank_has_them_are_examples_until_somebody_writes_in_them() -> None:
    opened, sheet, _ = with_row()
    example, _, blank, _ = opened.session.sheets[sheet].rows
    assert listed(opened) == [("会場を押さえる", "例野 一郎", date(2026, 12, 5))]

    opened.sheets.set_cell(sheet, "tasks/owner", "見本 花子", example)
    opened.sheets.set_cell(sheet, "tasks/owner", "仮名 太郎", blank)

    assert [what for what, _, _ in listed(opened)] == ["数を調べる", "会場を押さえる"]


def test_what_stands_beside_the_columns_of_a_todo_makes_no_example_one() -> None:
    opened, sheet, _ = with_row()
    example = next(iter(opened.session.sheets[sheet].rows))
    opened.sheets.set_cell(sheet, "tasks/number", "212月4日", example)
    assert [what for what, _, _ in listed(opened)] == ["会場を押さえる"]


def test_a_moved_row_with_another_number_is_still_an_example() -> None:
    opened, sheet, _ = with_row()
    order = tuple(reversed(opened.session.sheets[sheet].rows))
    opened.sheets.order_rows(sheet, order, worksheet())
    assert len(listed(opened)) == 1


@pytest.mark.parametrize("curriculum_id", ["team-building", "community-building"])
def test_in_the_shipped_programmes_every_table_with_owner_and_date_is_one_of_todos(
    curriculum_id: str,
) -> None:
    shipped = load(paths.shipped("curricula") / f"{curriculum_id}.toml")
    tables = [
        {column.title: column.todo for column in block.columns}
        for one in shipped.worksheets
        for block in one.blocks
        if {"担当", "期限"} <= {column.title for column in block.columns}
    ]
    assert len(tables) == 2
    for parts in tables:
        assert (parts["担当"], parts["期限"]) == ("owner", "due")
        assert list(parts.values()).count("what") == 1


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("12/5", date(2026, 12, 5)),
        ("１２月５日（土）", date(2026, 12, 5)),
        ("2027-01-15", date(2027, 1, 15)),
        ("11/20", date(2027, 11, 20)),
        ("1/10", date(2027, 1, 10)),
        ("12/5 正午", date(2026, 12, 5)),
        ("12/1〜12/5", date(2026, 12, 5)),
        ("正午", None),
        ("明日", None),
        ("来週の金曜", None),
        ("金曜", None),
        ("年度内", None),
        ("12/5（月）", None),
        ("", None),
    ],
)
def test_a_day_is_the_first_one_since_the_row_was_made_and_one_that_depends_on_today_is_not_read(
    typed: str, day: date | None
) -> None:
    assert read_due(typed, WRITTEN.date()) == day


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 364))
def test_any_day_within_the_year_is_read_as_it_was_meant(written: date, ahead: int) -> None:
    day = written + timedelta(days=ahead)
    if (day.month, day.day) != (2, 29):
        assert read_due(f"{day.month}/{day.day}", written) == day


@pytest.mark.parametrize(
    "row", ["00000000000000000000000001", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ", "01ZZZZZZZZ0000000000000000"]
)
def test_an_id_that_no_clock_made_does_not_move_the_day_into_another_year(row: str) -> None:
    opened, sheet, first = with_row()
    kept = opened.session.sheets[sheet]
    opened.session.sheets[sheet] = kept.model_copy(update={"rows": {row: kept.rows[first]}})
    [(_, todo)] = todos_of(opened.session, CURRICULUM)
    assert (todo.due, todo.at) == (date(2026, 12, 5), WRITTEN)


def test_a_date_that_cannot_be_read_stays_as_it_is_written() -> None:
    opened, _, _ = with_row(due="年度内に")
    [(_, todo)] = todos_of(opened.session, CURRICULUM)
    assert (todo.due, unread_due(todo)) == (None, "年度内に")


def test_a_ticked_row_is_done_and_the_row_wins_over_what_its_record_says() -> None:
    opened, sheet, row = with_row()
    done = datetime(2026, 12, 1, 9, tzinfo=make.JST)
    opened.session.todos[row] = Todo(at=WRITTEN, what="古い\n", owner="古野", done=done, sheet=sheet)

    [(_, todo)] = todos_of(opened.session, CURRICULUM)

    assert (todo.what, todo.owner, todo.done) == ("会場を押さえる\n", "例野 一郎", done)


def test_what_was_ticked_off_outlives_its_row() -> None:
    opened, sheet, row = with_row()
    opened.session.todos[row] = Todo(at=WRITTEN, what="残る\n", done=WRITTEN, sheet=sheet)
    kept = opened.session.sheets[sheet]
    rows = {key: cells for key, cells in kept.rows.items() if key != row}
    opened.session.sheets[sheet] = kept.model_copy(update={"rows": rows})

    assert [todo.what for _, todo in todos_of(opened.session, CURRICULUM)] == ["残る\n"]
    assert row_of(opened.session, CURRICULUM, row) is None


def test_without_the_curriculum_only_what_has_a_record_is_known_and_withheld() -> None:
    opened, sheet, row = with_row()
    assert todos_of(opened.session, None) == []
    opened.session.todos[row] = Todo(at=WRITTEN, what="残る\n", done=WRITTEN, sheet=sheet)
    [(_, todo)] = todos_of(opened.session, None)
    assert is_sensitive_todo(todo)
    assert "残る" not in without_contents(todo).what


def test_a_todo_of_its_own_with_the_id_of_a_row_is_not_taken_for_the_row() -> None:
    opened, _, row = with_row()
    opened.session.todos[row] = Todo(at=WRITTEN, what="別のこと\n")
    assert todo_of(opened.session, CURRICULUM, row) == opened.session.todos[row]
    assert [todo.what for _, todo in todos_of(opened.session, CURRICULUM)] == ["別のこと\n"]


def test_rows_of_a_sheet_about_persons_say_only_which_sheet_they_are_in() -> None:
    about = curriculum(sensitive=True)
    opened, _, row = with_row(of=about)
    todo = todo_of(opened.session, about, row)
    assert isinstance(todo, SheetTodo)
    assert is_sensitive_todo(todo)
    assert not is_private(todo)
    shown = without_contents(todo)
    assert "会場" not in shown.what
    assert "準備シート" in shown.what
    assert (shown.owner, shown.due) == ("", date(2026, 12, 5))


def test_open_rows_of_earlier_steps_are_counted_where_a_step_asks_what_is_open() -> None:
    opened, _, _ = with_row()
    opened.todos.add("自分のこと", step="step1")
    assert len(left_open(opened.session, CURRICULUM, {"step1"})) == 2
    found = stages(CURRICULUM, opened.session, WRITTEN.date())
    counted = [
        need.facts["count"]
        for need in needs(CURRICULUM, opened.session, found, "step2")
        if need.topic == "todos"
    ]
    assert counted == [2]


def test_a_session_with_ticked_rows_reads_back_as_it_was() -> None:
    opened, _, row = with_row()
    place = row_of(opened.session, CURRICULUM, row)
    assert place is not None
    opened.todo_rows.tick(place, done=True)
    again = parse(render(opened.session), HOME)
    assert again.todos == opened.session.todos
    assert again.todos[row].sheet == place.sheet


def test_unknown_keys_of_a_record_are_kept_apart_from_what_is_read_of_a_row() -> None:
    opened, sheet, row = with_row()
    odd = {"due_text": 3, "sensitive": "?", "sheet_name": [], "colour": "red"}
    record = {"at": WRITTEN, "what": "古い\n", "done": WRITTEN, "sheet": sheet, **odd}
    opened.session.todos[row] = Todo.model_validate(record)
    for programme in (CURRICULUM, None):
        [(_, todo)] = todos_of(opened.session, programme)
        assert isinstance(todo, SheetTodo)
        assert (todo.due_text, todo.model_extra) == ("", {"colour": "red"})
    place = row_of(opened.session, CURRICULUM, row)
    assert place is not None
    opened.todo_rows.tick(place, done=False)
    assert opened.session.todos[row].model_extra == odd
