"""A sheet laid out over its blank: every cell has an address, and what is written stays where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import make
from jusou_tui import paths
from jusou_tui.curriculum.library import available
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Worksheet
from jusou_tui.errors import InputError
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.storage.store import Store
from jusou_tui.session.worksheets.layout import (
    MOST_ROWS,
    NEW,
    Cell,
    first_rows,
    is_begun,
    moved,
    neighbours,
    next_zone,
    row_order,
    sheet_layout,
)

CURRICULA = [load(entry.path) for entry in available([paths.shipped("curricula")])]
WORKSHEETS = [
    pytest.param(worksheet, id=f"{curriculum.id}-{worksheet.id}")
    for curriculum in CURRICULA
    for worksheet in curriculum.worksheets
]
TABLE = Worksheet.model_validate(
    {
        "id": "tasks",
        "title": "やること",
        "layout": "table",
        "blocks": [
            {
                "id": "list",
                "columns": [{"id": "number", "title": "No"}, {"id": "task", "title": "やること"}],
                "default_rows": [["（例）", "見本の行"], ["1", "場所を借りる"]],
                "blank_rows": 2,
            }
        ],
    }
)
ZONES = Worksheet.model_validate(
    {
        "id": "circles",
        "title": "円",
        "layout": "zones",
        "blocks": [{"id": "in", "rows": [{"id": name, "title": name} for name in ("a", "b", "c")]}],
    }
)


def begun(worksheet: Worksheet) -> tuple[SessionBook, str]:
    opened = make.book()
    return opened, opened.sheets.start(worksheet)


def sheet_of(opened: SessionBook, identifier: str) -> Sheet:
    return opened.session.sheets[identifier]


def write(opened: SessionBook, identifier: str, cell: Cell, text: str) -> None:
    if cell.row == NEW:
        opened.sheets.add_row(identifier, {cell.address: text})
    else:
        opened.sheets.set_cell(identifier, cell.address, text, cell.row)


def texts(opened: SessionBook, identifier: str, worksheet: Worksheet) -> list[str]:
    return [cell.text for cell in sheet_layout(worksheet, sheet_of(opened, identifier)).cells]


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_every_cell_of_a_shipped_worksheet_has_a_key_of_its_own_and_a_heading(worksheet: Worksheet) -> None:
    opened, identifier = begun(worksheet)
    cells = sheet_layout(worksheet, sheet_of(opened, identifier)).cells
    assert cells
    assert len({cell.key for cell in cells}) == len(cells)
    assert all(cell.headings and all(cell.headings) for cell in cells)


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_what_is_written_into_every_cell_comes_back_from_the_file(
    worksheet: Worksheet, tmp_path: Path
) -> None:
    opened, identifier = begun(worksheet)
    for number, cell in enumerate(sheet_layout(worksheet, sheet_of(opened, identifier)).cells):
        write(opened, identifier, cell, f"{cell.address}に書く\n{number}行目")
    written = sheet_layout(worksheet, sheet_of(opened, identifier))
    store = Store.create(tmp_path / "a.session.toml", opened.session, now=lambda: make.NOW)
    store.flush()
    store.close()
    again = make.book(read(tmp_path / "a.session.toml"))
    assert sheet_layout(worksheet, sheet_of(again, identifier)) == written
    assert not written.leftover
    again.sheets.set_cell(identifier, written.cells[0].address, "書き直し", written.cells[0].row)
    assert sheet_layout(worksheet, sheet_of(again, identifier)).cells[0].text == "書き直し"


@pytest.mark.parametrize("worksheet", WORKSHEETS)
def test_a_fresh_sheet_is_not_begun_and_one_word_begins_it(worksheet: Worksheet) -> None:
    opened, identifier = begun(worksheet)
    assert not is_begun(worksheet, sheet_of(opened, identifier))
    cells = sheet_layout(worksheet, sheet_of(opened, identifier)).cells
    write(opened, identifier, cells[-1], "一言")
    assert is_begun(worksheet, sheet_of(opened, identifier))


def test_a_new_table_has_the_blanks_own_rows_then_empty_ones_numbered_on() -> None:
    opened, identifier = begun(TABLE)
    part = sheet_layout(TABLE, sheet_of(opened, identifier)).parts[0]
    assert [[cell.text for cell in line.cells] for line in part.lines] == [
        ["（例）", "見本の行"],
        ["1", "場所を借りる"],
        ["2", ""],
        ["3", ""],
        ["", ""],
    ]
    assert part.lines[-1].row == NEW


def test_a_blanks_own_text_is_an_example_until_somebody_writes_in_its_row() -> None:
    worksheet = load(paths.shipped("curricula") / "team-building.toml").worksheet("step2-preparation")
    assert worksheet is not None
    book = make.book()
    sheet = book.sheets.start(worksheet)

    def examples() -> list[str]:
        found = sheet_layout(worksheet, book.session.sheets[sheet])
        return [cell.text for cell in found.cells if cell.is_example]

    assert examples() == [row[1] for block in worksheet.blocks for row in block.default_rows]
    first, second, *_ = row_order(book.session.sheets[sheet])
    book.sheets.set_cell(sheet, "tasks/task", "役場に聞く", first)
    book.sheets.set_cell(sheet, "tasks/owner", "例野", second)
    assert len(examples()) == 2


def test_starting_a_sheet_is_one_change_that_undo_takes_back() -> None:
    opened, identifier = begun(TABLE)
    assert opened.undo() is not None
    assert identifier not in opened.session.sheets


@settings(max_examples=60, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["move", "add", "remove"]), st.integers(0, 9), st.sampled_from([-1, 1])),
        max_size=12,
    )
)
def test_rows_keep_what_stands_in_them_however_they_are_moved(steps: list[tuple[str, int, int]]) -> None:
    opened, identifier = begun(TABLE)
    for step, place, by in steps:
        sheet = sheet_of(opened, identifier)
        rows = row_order(sheet)
        row = rows[place % len(rows)] if rows else None
        before = {key: cells.get("list/task", "") for key, cells in sheet.rows.items()}
        if step == "add":
            new = opened.sheets.add_row(
                identifier, {"list/task": f"足した{place}"}, after=row, worksheet=TABLE
            )
            after = row_order(sheet_of(opened, identifier))
            assert after.index(new) == (rows.index(row) + 1 if row else 0)
            before[new] = f"足した{place}"
        elif row and step == "remove":
            opened.sheets.remove_row(identifier, row, TABLE)
            del before[row]
            assert row_order(sheet_of(opened, identifier)) == tuple(one for one in rows if one != row)
        elif row:
            order = moved(sheet, row, by, neighbours(sheet, row, "list/task", is_zone=False))
            if order is None:
                assert rows.index(row) in {0, len(rows) - 1}
            else:
                opened.sheets.order_rows(identifier, order, TABLE)
                assert row_order(sheet_of(opened, identifier)).index(row) == rows.index(row) + by
        now = sheet_of(opened, identifier).rows
        assert {key: cells.get("list/task", "") for key, cells in now.items()} == before
    while opened.undo() is not None:
        pass
    assert identifier not in opened.session.sheets


def test_rows_stay_numbered_through_and_a_label_that_is_no_number_stays() -> None:
    worksheet = TABLE.model_copy(
        update={"blocks": (TABLE.blocks[0].model_copy(update={"default_rows": (("1", "あ"), ("2", "い"))}),)}
    )
    opened, identifier = begun(worksheet)
    rows = row_order(sheet_of(opened, identifier))
    opened.sheets.order_rows(identifier, (rows[1], rows[0], *rows[2:]), worksheet)
    assert texts(opened, identifier, worksheet)[:8] == ["1", "い", "2", "あ", "3", "", "4", ""]
    opened.sheets.remove_row(identifier, rows[0], worksheet)
    assert texts(opened, identifier, worksheet)[:6] == ["1", "い", "2", "", "3", ""]
    opened.sheets.add_row(identifier, {"list/task": "う"}, after=rows[1], worksheet=worksheet)
    assert texts(opened, identifier, worksheet)[:8] == ["1", "い", "2", "う", "3", "", "4", ""]


def test_numbers_that_somebody_changed_are_left_alone() -> None:
    opened, identifier = begun(TABLE)
    rows = row_order(sheet_of(opened, identifier))
    opened.sheets.set_cell(identifier, "list/number", "9", rows[1])
    opened.sheets.remove_row(identifier, rows[2], TABLE)
    assert texts(opened, identifier, TABLE)[:6] == ["（例）", "見本の行", "9", "場所を借りる", "3", ""]


def test_an_emptied_row_stays_in_its_place() -> None:
    opened, identifier = begun(TABLE)
    rows = row_order(sheet_of(opened, identifier))
    for address in ("list/number", "list/task"):
        opened.sheets.set_cell(identifier, address, "", rows[0])
    assert row_order(sheet_of(opened, identifier)) == rows
    assert texts(opened, identifier, TABLE)[:2] == ["", ""]
    opened.sheets.set_cell(identifier, "list/number", "x", rows[0])
    assert sheet_of(opened, identifier).rows[rows[0]] == {"list/task": "", "list/number": "x"}


@settings(max_examples=60, deadline=None)
@given(
    entries=st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=6),
    moves=st.lists(st.tuples(st.integers(0, 5), st.sampled_from([-1, 1])), max_size=8),
)
def test_an_entry_keeps_its_words_in_every_zone(entries: list[str], moves: list[tuple[int, int]]) -> None:
    opened, identifier = begun(ZONES)
    rows = [
        opened.sheets.add_row(identifier, {f"in/{zone}": f"付箋{number}"})
        for number, zone in enumerate(entries)
    ]
    for place, by in moves:
        row = rows[place % len(rows)]
        (zone,) = sheet_of(opened, identifier).rows[row]
        target = next_zone(ZONES, zone, by)
        assert (target is None) == (f"{zone}{by}" in {"in/a-1", "in/c1"})
        if target is not None:
            opened.sheets.move_entry(identifier, row, target)
            assert sheet_of(opened, identifier).rows[row] == {target: f"付箋{rows.index(row)}"}
            line = next(
                line
                for line in sheet_layout(ZONES, sheet_of(opened, identifier)).parts[0].lines
                if line.cells[0].address == target
            )
            assert line.cells[-2].row == row
    every = [text for text in texts(opened, identifier, ZONES) if text]
    assert sorted(every) == [f"付箋{number}" for number in range(len(rows))]


def test_a_sheet_holds_so_many_rows_and_no_more() -> None:
    opened, identifier = begun(ZONES)
    for number in range(MOST_ROWS):
        opened.sheets.add_row(identifier, {"in/a": str(number)})
    with pytest.raises(InputError) as raised:
        opened.sheets.add_row(identifier, {"in/a": "もう一つ"})
    assert raised.value.facts == {"rows": MOST_ROWS}
    assert all(cell.row != NEW for cell in sheet_layout(ZONES, sheet_of(opened, identifier)).cells)


def test_what_a_changed_blank_no_longer_knows_stays_readable() -> None:
    opened, identifier = begun(TABLE)
    opened.sheets.set_cell(identifier, "old/field", "前の様式に書いたこと")
    row = opened.sheets.add_row(identifier, {"gone/column": "前の行"})
    left = sheet_layout(TABLE, sheet_of(opened, identifier)).leftover
    assert [(cell.key, cell.text) for cell in left] == [
        ("old/field", "前の様式に書いたこと"),
        (f"{row}:gone/column", "前の行"),
    ]
    without = sheet_layout(None, sheet_of(opened, identifier))
    assert "場所を借りる" in [cell.text for cell in without.cells]


def test_first_rows_belong_to_tables_only() -> None:
    assert list(first_rows(ZONES)) == []
    assert [dict(row) for row in first_rows(TABLE)][2] == {"list/number": "2"}
