"""Worksheets as forms of a workbook: what is filled into one comes back as it was, by keys or by headings."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import Cell

from jusou_tui.curriculum.addresses import fixed_addresses, row_addresses
from jusou_tui.curriculum.library import find
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Curriculum, Worksheet
from jusou_tui.curriculum.supplement import supplement_of
from jusou_tui.errors import InputError
from jusou_tui.export import csv as csv_format
from jusou_tui.export import xlsx
from jusou_tui.report.documents.kinds import Wish
from jusou_tui.report.documents.model import Workbook, WorkbookForm
from jusou_tui.report.documents.sheet_forms import form_of, make
from jusou_tui.session.model import normalise
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.programme.todos import todo_rows
from jusou_tui.session.tables.workbook import pages_of
from jusou_tui.session.worksheets.example import example_sheet
from jusou_tui.session.worksheets.filled_table import Filled, read_rows
from jusou_tui.session.worksheets.lines import SheetKey, read_sheet_key
from jusou_tui.text.formulas import restored
from make import book, session

NOW = datetime(2026, 12, 1, tzinfo=UTC)
PROGRAMMES = {name: load(find(name)) for name in ("team-building", "community-building", "trial")}
WORKSHEETS = [
    pytest.param(curriculum, worksheet, id=f"{name}-{worksheet.id}")
    for name, curriculum in PROGRAMMES.items()
    for worksheet in curriculum.worksheets
]


def wish(name: str, **changed: object) -> Wish:
    return Wish(None, PROGRAMMES[name], find(name), NOW)._replace(**changed)  # type: ignore[arg-type]  # of tests


def forms(made: Wish) -> list[WorkbookForm]:
    product = make(made).product
    assert isinstance(product, Workbook)
    return [form for form in product.sheets if isinstance(form, WorkbookForm)]


def rows_of(form: WorkbookForm) -> list[tuple[str, ...]]:
    (page,) = pages_of(xlsx.render(Workbook("", (form,))), Path("a.xlsx"))
    return list(page.rows)


def csv_rows_of(form: WorkbookForm) -> list[list[str]]:
    text = csv_format.render(Workbook("", (form,))).decode("utf-8-sig")
    return [[restored(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


def texts(filled: Filled, worksheet: Worksheet) -> tuple[dict[str, str], list[dict[str, str]]]:
    rows = [{place: text.strip() for place, text in row.cells.items()} for row in filled.rows]
    return {place: text.strip() for place, text in filled.cells.items()}, [
        {place: text for place, text in row.items() if not place.endswith("/number")} for row in rows
    ]


def written(worksheet: Worksheet, curriculum: Curriculum) -> Sheet:
    example = supplement_of(find(curriculum.id)).example(worksheet.id)
    return example_sheet(worksheet, example) if example else Sheet(at=NOW, worksheet=worksheet.id)


def expected(sheet: Sheet) -> tuple[dict[str, str], list[dict[str, str]]]:
    rows = [
        {place: text.strip() for place, text in row.items() if not place.endswith("/number")}
        for row in sheet.rows.values()
    ]
    return {place: text.strip() for place, text in sheet.cells.items()}, rows


@pytest.mark.parametrize(("curriculum", "worksheet"), WORKSHEETS)
def test_what_is_written_in_a_form_comes_back_by_its_keys(
    curriculum: Curriculum, worksheet: Worksheet
) -> None:
    sheet = written(worksheet, curriculum)

    read = read_rows(worksheet, rows_of(form_of(worksheet, sheet, SheetKey(worksheet.id))))

    assert texts(read, worksheet) == expected(sheet)
    assert (read.title, read.person, read.unread) == (sheet.title, "", [])


@pytest.mark.parametrize(("curriculum", "worksheet"), WORKSHEETS)
def test_what_is_written_in_a_form_comes_back_from_csv_by_its_headings(
    curriculum: Curriculum, worksheet: Worksheet
) -> None:
    sheet = written(worksheet, curriculum)

    read = read_rows(worksheet, csv_rows_of(form_of(worksheet, sheet, SheetKey(worksheet.id))))

    assert texts(read, worksheet) == expected(sheet)
    assert (read.title, read.unread) == (sheet.title, [])


@pytest.mark.parametrize(("curriculum", "worksheet"), WORKSHEETS)
def test_a_blank_form_brings_nothing(curriculum: Curriculum, worksheet: Worksheet) -> None:
    del curriculum
    blank = Sheet(at=NOW, worksheet=worksheet.id)
    form = form_of(worksheet, blank, SheetKey(worksheet.id))

    for rows in (rows_of(form), csv_rows_of(form)):
        read = read_rows(worksheet, rows)
        assert read.is_empty
        assert not read.unread


CELL = st.text(st.characters(codec="utf-8"), max_size=40).map(normalise.cell)


@st.composite
def filled_sheets(draw: st.DrawFn) -> tuple[Worksheet, Sheet]:
    curriculum = draw(st.sampled_from(list(PROGRAMMES.values())))
    worksheet = draw(st.sampled_from(curriculum.worksheets))
    cells = {place: text for place in fixed_addresses(worksheet) if (text := draw(CELL)).strip()}
    places = [place for place in row_addresses(worksheet) if not place.endswith("/number")]
    is_table = any((block.layout or worksheet.layout) == "table" for block in worksheet.blocks)
    rows = []
    for _ in range(draw(st.integers(0, 4)) if places else 0):
        chosen = places if is_table else [draw(st.sampled_from(places))]
        if row := {place: text for place in chosen if (text := draw(CELL)).strip()}:
            rows.append(row)
    return worksheet, Sheet(
        at=NOW,
        worksheet=worksheet.id,
        cells=cells,
        rows={f"{number:026d}": row for number, row in enumerate(rows, 1)},
    )


@settings(max_examples=25, deadline=None)
@given(filled_sheets())
def test_whatever_is_filled_in_comes_back(case: tuple[Worksheet, Sheet]) -> None:
    worksheet, sheet = case

    read = read_rows(worksheet, rows_of(form_of(worksheet, sheet, SheetKey(worksheet.id))))

    cells, rows = texts(read, worksheet)
    wanted, wanted_rows = expected(sheet)
    assert cells == wanted
    assert sorted(map(sorted, (row.items() for row in rows))) == sorted(
        map(sorted, (row.items() for row in wanted_rows))
    )


def filled_by_hand(form: WorkbookForm, values: Iterator[str]) -> list[tuple[str, ...]]:
    """Return the rows after somebody filled every open cell of a form, and added a row below the last."""
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(Workbook("", (form,)))))
    page = book.worksheets[0]
    for row in page.iter_rows(min_row=2):
        for cell in row[1:]:
            if isinstance(cell, Cell) and cell.value is None and not cell.protection.locked:
                cell.value = next(values)
    page.append(["", "", "最後に足した行"])
    data = io.BytesIO()
    book.save(data)
    return list(pages_of(data.getvalue(), Path("a.xlsx"))[0].rows)


def test_rows_that_somebody_added_below_are_rows_of_the_table_above_them() -> None:
    worksheet = PROGRAMMES["team-building"].worksheet("step3-preparation")
    assert worksheet is not None
    form = form_of(worksheet, Sheet(at=NOW, worksheet=worksheet.id), SheetKey(worksheet.id))

    read = read_rows(worksheet, filled_by_hand(form, (f"値{number}" for number in range(1000))))

    assert read.person == "値0"
    assert read.rows[-1].cells == {"tasks/task": "最後に足した行"}
    assert read.rows[0].cells["tasks/owner"] == "値2"


def test_a_new_form_has_the_rows_that_a_new_sheet_has_and_they_alone_bring_nothing() -> None:
    worksheet = PROGRAMMES["team-building"].worksheet("step2-preparation")
    assert worksheet is not None
    rows = rows_of(form_of(worksheet, Sheet(at=NOW, worksheet=worksheet.id), SheetKey(worksheet.id)))
    place = next(place for place, row in enumerate(rows) if "まちの統計情報の準備" in row)
    assert "個別の支援事例の情報収集" in rows[place - 1]
    assert read_rows(worksheet, rows).is_empty

    rows[place] = (*rows[place], "見本 花子")

    (row,) = read_rows(worksheet, rows).rows
    assert row.row is None
    assert row.cells["tasks/owner"] == "見本 花子"


def test_days_and_hours_of_a_workbook_are_texts_that_can_be_read() -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append([datetime(2026, 12, 24), datetime(2026, 12, 24, 13, 30), time(9, 5)])  # noqa: DTZ001
    data = io.BytesIO()
    book.save(data)

    assert pages_of(data.getvalue(), Path("a.xlsx"))[0].rows == (("2026-12-24", "2026-12-24 13:30", "09:05"),)


def test_the_forms_of_a_programme_each_with_its_example_on_a_sheet_of_its_own() -> None:
    found = forms(wish("community-building"))

    assert len([form for form in found if form.key]) == 13
    assert len(found) == 26
    assert found[1].name == f"記入例 {found[0].name}"
    assert read_sheet_key(found[0].key) == SheetKey("preparation-sheet")


def test_a_case_each_and_one_step_only() -> None:
    found = forms(wish("team-building", step="step2", cases=3))

    assert [form.name for form in found if form.key] == [
        "ケース1 ケース検討シート",
        "ケース2 ケース検討シート",
        "ケース3 ケース検討シート",
        "わがまちの強み・課題検討シート",
        "取組アイデア検討シート",
        "Step3に向けた準備シート",
    ]


def test_a_sheet_that_there_is_not_is_named_with_those_there_are() -> None:
    with pytest.raises(InputError) as caught:
        make(wish("team-building", detail="no-such-sheet"))

    assert "case-review" in str(caught.value.facts["known"])


def test_a_row_that_is_a_private_todo_stays_out_of_the_form_and_its_sheet_is_found_again() -> None:
    curriculum = PROGRAMMES["team-building"]
    worksheet = curriculum.worksheet("step3-preparation")
    assert worksheet is not None
    opened = book(session(meta={"curriculum": "team-building"}))
    identifier = opened.sheets.add(worksheet.id)
    secret = opened.sheets.add_row(identifier, {"tasks/task": "内緒で調べる"})
    opened.sheets.add_row(identifier, {"tasks/task": "地図を持ち寄る"})
    place = next(todo_rows(opened.session.sheets, curriculum, secret))
    opened.todo_rows.keep_private(place, True)

    made = make(
        Wish(opened.session, curriculum, Path("a.session.toml"), NOW, detail=identifier, ending=".xlsx")
    )

    assert isinstance(made.product, Workbook)
    form = made.product.sheets[0]
    assert isinstance(form, WorkbookForm)
    assert read_sheet_key(form.key) == SheetKey(worksheet.id, identifier)
    written = [cell for line in form.lines for cell in line.cells]
    assert "地図を持ち寄る" in written
    assert "内緒で調べる" not in written
    assert [one.number for one in made.left_out] == [1]
