"""Filled sheets taken in: what came is what the sheet says then, and coming again it changes nothing."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.curriculum.library import find
from jusou_tui.curriculum.load import load
from jusou_tui.errors import InputError
from jusou_tui.export import xlsx
from jusou_tui.live.worksheets.taking_in import incoming, pasted, person_of, take_in
from jusou_tui.live.worksheets.taking_in_preview import preview
from jusou_tui.report.documents.model import Workbook
from jusou_tui.report.documents.sheet_forms import form_of
from jusou_tui.session.model import normalise
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.tables.reading import page_of_text
from jusou_tui.session.tables.workbook import Page, pages_of
from jusou_tui.session.worksheets.layout import new_rows
from jusou_tui.session.worksheets.lines import SheetKey
from make import NOW, book, session

CURRICULUM = load(find("team-building"))
META = {"curriculum": "team-building"}
CELL = st.text(st.characters(codec="utf-8"), max_size=30).map(normalise.cell)
TASK = st.fixed_dictionaries({"tasks/task": CELL, "tasks/owner": CELL, "tasks/due": CELL})


def pages(sheet: Sheet) -> list[Page]:
    """Return a sheet as the form that comes back with it."""
    worksheet = CURRICULUM.worksheet(sheet.worksheet)
    assert worksheet is not None
    form = form_of(worksheet, sheet, SheetKey(worksheet.id))
    return pages_of(xlsx.render(Workbook("", (form,))), Path("a.xlsx"))


@settings(max_examples=20, deadline=None)
@given(st.lists(TASK, max_size=6))
def test_what_came_is_in_the_sheet_and_changes_nothing_when_it_comes_again(
    tasks: list[dict[str, str]],
) -> None:
    wanted = [{place: text for place, text in row.items() if text.strip()} for row in tasks]
    wanted = [row for row in wanted if row]
    rows = {f"{number:026d}": row for number, row in enumerate(wanted, 1)}
    opened = book(session(meta=META))
    file = pages(Sheet(at=NOW, worksheet="step3-preparation", rows=rows))

    for came in incoming(opened.session, CURRICULUM, file):
        take_in(opened, CURRICULUM, came, replace=False)

    found = [
        {place: text.strip() for place, text in row.items() if not place.endswith("/number")}
        for sheet in opened.session.sheets.values()
        for row in sheet.rows.values()
    ]
    for row in wanted:
        assert {place: text.strip() for place, text in row.items()} in found
    assert all(came.taken.is_nothing for came in incoming(opened.session, CURRICULUM, file))


def test_one_change_is_undone_at_once() -> None:
    opened = book(session(meta=META))
    rows = {"1": {"tasks/task": "集まる"}, "2": {"tasks/task": "数える"}}
    (came,) = incoming(
        opened.session, CURRICULUM, pages(Sheet(at=NOW, worksheet="step3-preparation", rows=rows))
    )

    take_in(opened, CURRICULUM, came, replace=False)
    assert opened.session.sheets
    opened.ledger.undo()
    assert not opened.session.sheets


def test_rows_that_came_with_the_blank_take_what_is_filled_into_them() -> None:
    opened = book(session(meta=META))
    blank = CURRICULUM.worksheet("step2-preparation")
    assert blank is not None
    identifier = opened.sheets.start(blank)
    first = "個別の支援事例の情報収集"
    filled = {"1": {"tasks/task": first, "tasks/owner": "見本 花子"}, "2": {"tasks/task": "場所をとる"}}
    (came,) = incoming(
        opened.session, CURRICULUM, pages(Sheet(at=NOW, worksheet="step2-preparation", rows=filled))
    )

    assert take_in(opened, CURRICULUM, came, replace=False) == identifier

    rows = list(opened.session.sheets[identifier].rows.values())
    assert [row.get("tasks/task") for row in rows].count(first) == 1
    assert rows[0]["tasks/owner"] == "見本 花子"
    assert len(rows) == 6
    assert rows[1]["tasks/task"] == "場所をとる"


def test_a_row_written_over_an_example_takes_its_place_unless_that_was_changed_meanwhile() -> None:
    blank = CURRICULUM.worksheet("step2-preparation")
    assert blank is not None
    rows = new_rows(blank)
    second = sorted(rows)[1]
    example = rows[second]["tasks/task"]
    file = pages(
        Sheet(at=NOW, worksheet=blank.id, rows={**rows, second: {**rows[second], "tasks/task": "場所をとる"}})
    )
    opened = book(session(meta=META))
    (came,) = incoming(opened.session, CURRICULUM, file)
    assert any(example in line and line.endswith("場所をとる") for line in preview(opened.session, came))
    assert (len(came.taken.new), came.taken.rows) == (1, ())

    identifier = take_in(opened, CURRICULUM, came, replace=False)

    assert identifier is not None
    found = sorted(opened.session.sheets[identifier].rows)
    assert [opened.session.sheets[identifier].rows[row].get("tasks/task", "").strip() for row in found] == [
        "場所をとる" if row == second else cells.get("tasks/task", "") for row, cells in rows.items()
    ]
    (again,) = incoming(opened.session, CURRICULUM, file)
    assert again.taken.is_nothing

    opened.sheets.set_cell(identifier, "tasks/task", "日を決める", found[1])
    (late,) = incoming(opened.session, CURRICULUM, file)
    assert [(put.before.strip(), put.text.strip()) for put in late.taken.differing] == [
        ("日を決める", "場所をとる")
    ]
    assert (late.taken.new, late.taken.rows) == ((), ())


def test_a_formula_that_was_never_computed_and_a_writer_who_is_nobody_are_said_before() -> None:
    form = form_of(
        CURRICULUM.worksheet("step3-preparation"),
        Sheet(at=NOW, worksheet="step3-preparation"),
        SheetKey("step3-preparation"),
    )  # type: ignore[arg-type]
    made = openpyxl.load_workbook(io.BytesIO(xlsx.render(Workbook("", (form,)))))
    page = made.worksheets[0]
    for row in page.iter_rows():
        if row[0].value == "person":
            row[2].value = "誰野 だれ"
        if str(row[0].value or "").startswith("row ") and row[1].value == "1":
            row[2].value, cell = "=2+3", row[2].coordinate
    file = io.BytesIO()
    made.save(file)

    (came,) = incoming(session(meta=META), CURRICULUM, pages_of(file.getvalue(), Path("a.xlsx")))

    assert came.uncomputed == (cell,)
    shown = "\n".join(preview(session(meta=META), came))
    assert cell in shown
    assert page.title in shown
    assert "誰野 だれ" in shown


def test_a_case_goes_into_the_sheet_of_its_number_and_without_one_of_several_is_asked_for() -> None:
    opened = book(session(meta=META))
    first = opened.sheets.add("case-review", "ケース1 釣りの好きな人")
    opened.sheets.add("case-review", "ケース2")
    sheet = Sheet(at=NOW, worksheet="case-review", title="ケース1", cells={"case/person": "花の好きな人"})

    (came,) = incoming(opened.session, CURRICULUM, pages(sheet))
    assert came.sheet == first
    with pytest.raises(InputError):
        incoming(opened.session, CURRICULUM, pages(sheet.model_copy(update={"title": ""})))


def test_the_preview_of_a_sheet_about_a_person_does_not_show_what_it_says_now() -> None:
    opened = book(session(meta=META))
    opened.sheets.set_cell(opened.sheets.add("case-review", "ケース1"), "case/person", "いま書いてある話")
    sheet = Sheet(at=NOW, worksheet="case-review", title="ケース1", cells={"case/person": "新しく来た話"})

    (came,) = incoming(opened.session, CURRICULUM, pages(sheet))

    shown = "\n".join(preview(opened.session, came))
    assert "新しく来た話" in shown
    assert "いま書いてある話" not in shown


def test_pasted_rows_without_headings_are_those_of_the_one_table() -> None:
    page = page_of_text("集まる    見本 花子    6月1日\n=数える\t例野 一郎\t\n")

    (came,) = incoming(book(session(meta=META)).session, CURRICULUM, [page], SheetKey("step3-preparation"))

    assert [row.cells for row in came.filled.rows] == [
        {"tasks/task": "集まる", "tasks/owner": "見本 花子", "tasks/due": "6月1日"},
        {"tasks/task": "=数える", "tasks/owner": "例野 一郎"},
    ]


def handed_in(person: str, text: str) -> list[Page]:
    """Return a form that each member fills on their own, as it comes back from one of them."""
    rows = (
        ("jusou-sheet/1 interview",),
        ("person", "書いた人", person),
        ("row people/person|people/area", text, "包括"),
    )
    return [Page("インタビューシート", rows)]


def test_what_each_member_hands_in_becomes_a_sheet_of_their_own_and_comes_again_into_it() -> None:
    curriculum = load(find("community-building"))
    opened = book(session(meta={"curriculum": "community-building"}))
    opened.people.add("見本 花子")
    opened.people.add("例野 一郎")

    for person, text in (
        ("見本　花子", "花を育てる人"),
        ("例野 一郎", "将棋の強い人"),
        ("見本 花子", "花を育てる人"),
    ):
        for came in incoming(opened.session, curriculum, handed_in(person, text)):
            take_in(opened, curriculum, came, replace=False)

    found = {
        sheet.title: [row["people/person"].strip() for row in sheet.rows.values() if "people/area" in row]
        for sheet in opened.session.sheets.values()
    }
    assert found == {"見本 花子": ["花を育てる人"], "例野 一郎": ["将棋の強い人"]}


def test_a_family_name_says_who_handed_in_while_one_person_has_it() -> None:
    opened = book(session(meta=META))
    first = opened.people.add("野原 こだま")

    assert person_of(opened.session, "野原") == first

    opened.people.add("野原 ほのか")
    assert person_of(opened.session, "野原") is None
    assert person_of(opened.session, "野原 こだま") == first


def test_a_file_of_other_sheets_is_refused_with_what_it_holds() -> None:
    with pytest.raises(InputError) as refused:
        incoming(
            session(meta=META),
            CURRICULUM,
            pages(Sheet(at=NOW, worksheet="idea", cells={"sheet/first": "案"})),
            SheetKey("case-review"),
        )

    assert refused.value.message_id == "supplement.other_sheet"
    assert CURRICULUM.worksheet("idea").name in refused.value.facts["there"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "text",
    [
        "担当,Step3までに取り組むこと（例）,期限\n見本 花子,場所をとる,6月1日\n",
        "場所をとる,見本 花子,6月1日\n地図を持ち寄る,例野 一郎,6月8日\n",
    ],
)
def test_rows_parted_by_commas_are_a_table_where_they_have_its_headings_or_its_columns(text: str) -> None:
    worksheet = CURRICULUM.worksheet("step3-preparation")
    (came,) = incoming(
        session(meta=META), CURRICULUM, [pasted(worksheet, text)], SheetKey("step3-preparation")
    )

    texts = [put.text for put in came.taken.new] + [text for row in came.taken.rows for text in row.values()]
    assert {"場所をとる", "見本 花子", "6月1日"} <= set(map(str.strip, texts))


def test_running_text_keeps_its_commas() -> None:
    page = pasted(CURRICULUM.worksheet("idea"), "Excel, Word\n表, 図\n")

    assert page.rows[:2] == (("Excel, Word",), ("表, 図",))
