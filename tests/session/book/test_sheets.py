"""Changes of sheets."""

from jusou_tui import paths
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Worksheet
from jusou_tui.session.model.queries import sheets_of
from session.samples import book


def test_rows_of_a_sheet_are_added_filled_and_removed() -> None:
    open_book = book()
    sheet = open_book.sheets.add("cases", "ケース", "step1")
    row = open_book.sheets.add_row(sheet, {"who": "一人", "what": ""})
    open_book.sheets.set_cell(sheet, "what", "相談", row=row)
    assert open_book.session.sheets[sheet].rows == {row: {"who": "一人", "what": "相談"}}
    open_book.sheets.set_cell(sheet, "who", "", row=row)
    assert open_book.session.sheets[sheet].rows == {row: {"what": "相談"}}
    open_book.sheets.remove_row(sheet, row)
    assert open_book.session.sheets[sheet].rows == {}
    assert [key for key, _ in sheets_of(open_book.session, "step1", "cases")] == [sheet]


def a_worksheet() -> Worksheet:
    found = load(paths.shipped("curricula") / "trial.toml").worksheet("invitation")
    assert found is not None
    return found


def test_an_opened_blank_is_no_record_until_something_is_written() -> None:
    open_book = book()
    blank = open_book.sheets.open_blank(a_worksheet(), "", "step1")
    open_book.sheets.set_cell(blank, "whom/person", "")
    assert blank not in open_book.session.sheets
    assert open_book.sheets.open_blank(a_worksheet(), "", "step1") == blank
    open_book.sheets.set_cell(blank, "whom/person", "例野")
    assert open_book.session.sheets[blank].cells == {"whom/person": "例野"}
    assert open_book.sheets.open_blank(a_worksheet(), "", "step1") != blank


def test_undo_of_what_was_written_first_leaves_the_blank() -> None:
    open_book = book()
    blank = open_book.sheets.open_blank(a_worksheet())
    open_book.sheets.set_cell(blank, "whom/person", "例野")
    open_book.undo()
    found = open_book.sheets.get(blank)
    assert blank not in open_book.session.sheets
    assert found is not None
    assert found.cells == {}
    open_book.redo()
    assert open_book.session.sheets[blank].cells == {"whom/person": "例野"}


def test_a_blank_that_is_named_or_kept_is_a_record() -> None:
    open_book = book()
    named = open_book.sheets.open_blank(a_worksheet())
    open_book.sheets.rename(named, "川沿い")
    kept = open_book.sheets.open_blank(a_worksheet())
    open_book.sheets.keep(kept)
    assert [*open_book.session.sheets] == [named, kept]
