"""Changes of sheets."""

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
