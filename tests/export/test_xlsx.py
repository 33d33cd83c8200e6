"""Workbooks and CSV: what a spreadsheet finds in them, and that no text is a formula."""

import csv
import io
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest

from jusou_tui.export import csv as csv_format
from jusou_tui.export import xlsx
from jusou_tui.report.documents.model import (
    FormLine,
    Value,
    Workbook,
    WorkbookColumn,
    WorkbookForm,
    WorkbookSheet,
)
from jusou_tui.text.formulas import harmless, restored

DANGEROUS = [
    "=1+1",
    "+81",
    "-1",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    " =1",
    "'=1",
    "http://example.com",
]


def workbook(*rows: tuple[Value, ...]) -> Workbook:
    columns = (WorkbookColumn("すること", 40), WorkbookColumn("期限", hint="例：6月1日"))
    sheet = WorkbookSheet("ToDo", columns, rows, above=("見本市 ToDo", "11月28日 現在"))
    return Workbook("見本市", (sheet,))


def opened(book: Workbook) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx.render(book)))


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_is_never_a_formula_whatever_it_begins_with(text: str) -> None:
    cell = opened(workbook((text, None)))["ToDo"]["A4"]

    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    (row,) = list(csv.reader(io.StringIO(csv_format.render(workbook((text, None))).decode("utf-8-sig"))))[1:]
    assert row[0].lstrip()[0] not in "=+-@＝＋－＠"
    assert restored(row[0]) == text


def test_harmless_leaves_other_texts_as_they_are() -> None:
    texts = ["見本", "'引用'", "a=b", "", "'"]

    assert [harmless(text) for text in texts] == texts
    assert [restored(text) for text in texts] == texts


def test_a_table_has_its_lines_above_heads_that_stay_and_print_on_each_page() -> None:
    sheet = opened(workbook(("集まる", date(2026, 12, 1)), ("数える", 3)))["ToDo"]

    assert [sheet["A1"].value, sheet["A3"].value, sheet["B3"].value] == [
        "見本市 ToDo",
        "すること",
        "期限\n例：6月1日",
    ]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.auto_filter.ref) == ("A4", "$3:$3", "A3:B5")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
    assert (sheet["B4"].value, sheet["B5"].value) == (datetime(2026, 12, 1), 3)  # noqa: DTZ001
    assert (sheet["A4"].font.name, sheet["A4"].font.sz, sheet["A4"].alignment.wrap_text) == (
        "BIZ UDPGothic",
        12,
        True,
    )


def test_an_instant_is_shown_by_its_own_clock() -> None:
    sheet = opened(workbook((datetime(2026, 12, 1, 13, 30, tzinfo=UTC), None)))["ToDo"]

    assert sheet["A4"].value == datetime(2026, 12, 1, 13, 30)  # noqa: DTZ001


def test_a_form_keeps_its_keys_out_of_sight_and_its_fields_as_text() -> None:
    form = WorkbookForm(
        "シート",
        (20, 60),
        (
            FormLine("title", ("ケース検討シート",)),
            FormLine("note", ("ヒント " * 40,)),
            FormLine("entry", ("好きなこと", ""), key="sheet/likes"),
        ),
        key="jusou",
    )

    sheet = opened(Workbook("見本市", (form,))).worksheets[0]

    assert (sheet["A1"].value, sheet["A4"].value) == ("jusou", "sheet/likes")
    assert sheet.column_dimensions["A"].hidden
    assert sheet.row_dimensions[1].hidden
    assert (sheet["B4"].value, sheet["C4"].number_format) == ("好きなこと", "@")
    assert sheet.row_dimensions[3].height > sheet.row_dimensions[2].height


def test_names_of_sheets_are_ones_that_excel_takes() -> None:
    taken: set[str] = set()
    wanted = [
        "Memo（どんな人のどんな行動が必要か、また、）",
        "a/b:c",
        "A b C",
        "History",
        "'",
        "",
    ]

    names = [xlsx.sheet_name(name, taken) for name in wanted]

    assert names[1:] == ["a b c", "A b C (2)", "History 1", "Sheet", "Sheet (2)"]
    assert len(names[0]) <= 31


def test_the_same_contents_are_the_same_bytes_and_name_nobody() -> None:
    book = workbook(("集まる", None))

    data = xlsx.render(book)

    assert data == xlsx.render(book)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert "<dc:creator></dc:creator>" in core
    assert "1980-01-01" in core


def test_controls_surrogates_and_what_is_too_long_for_a_cell_do_no_harm() -> None:
    long = "長" * 40_000
    sheet = opened(workbook(("\x1b[31m赤\x00\ud800", None), (long, 1), ("次", None)))["ToDo"]

    values = [row[0].value for row in sheet.iter_rows(min_row=4)]
    assert values[0] == "赤"
    assert "".join(values[1:-1]) == long
    assert values[-1] == "次"


def test_csv_opens_in_excel_with_its_lines_as_they_are() -> None:
    data = csv_format.render(workbook(("一行目\n二行目", 3)))

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == 'すること,期限\r\n"一行目\n二行目",3\r\n'
