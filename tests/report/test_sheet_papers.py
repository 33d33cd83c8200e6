"""Worksheets on paper: each with what it needs, copies for cases and members, what is withheld."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from jusou_tui.curriculum import library
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Worksheet
from jusou_tui.errors import InputError
from jusou_tui.export import pdf
from jusou_tui.report.blocks import ReportHeading
from jusou_tui.report.documents.kinds import KINDS, Wish
from jusou_tui.report.documents.kinds import make as make_kind
from jusou_tui.report.documents.model import (
    Blank,
    Checks,
    Document,
    Fields,
    Grid,
    GridCell,
    Made,
    NewPage,
    Notice,
    Section,
    Zones,
)
from jusou_tui.report.documents.plain import plain_blocks
from jusou_tui.report.markdown import markdown
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.model.records import Todo
from jusou_tui.wording import t
from make import book

NOW = datetime(2026, 12, 1, tzinfo=UTC)
CURRICULA = {name: load(library.find(name)) for name in ("team-building", "community-building", "trial")}
WORKSHEETS = [
    pytest.param(name, sheet, id=f"{name}/{sheet.id}")
    for name, one in CURRICULA.items()
    for sheet in one.worksheets
]


def wish(name: str, opened: SessionBook | None = None) -> Wish:
    return Wish(opened.session if opened else None, CURRICULA[name], library.find(name), NOW)


def document(made: Made) -> Document:
    assert isinstance(made.product, Document)
    return made.product


def sheet_pages(asked: Wish) -> tuple[Section, ...]:
    return document(make_kind(KINDS["sheet" if asked.detail else "sheets"], asked)).sections


def cells(section: Section) -> Iterator[GridCell]:
    for block in section.blocks:
        if isinstance(block, Grid):
            for row in (*block.heads, *block.rows):
                yield from row.cells


def text_of(section: Section) -> str:
    return markdown(plain_blocks(section.blocks)).replace("\\", "")


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(("name", "worksheet"), WORKSHEETS)
def test_a_blank_has_its_headings_its_caution_and_room_to_write(
    name: str, worksheet: Worksheet, *, large: bool
) -> None:
    asked = wish(name)._replace(detail=worksheet.id, large=large, examples=False)
    (page,) = sheet_pages(asked)
    text = text_of(page)

    assert (page.paper, page.points) == (("A3", 22) if large else ("A4", 12))
    assert page.footer.endswith(worksheet.name)
    assert isinstance(page.blocks[1], Fields)
    headings = [one for block in worksheet.blocks for one in (*block.rows, *block.columns)]
    assert [one.title for one in headings if one.title not in text] == []
    assert [one.hint for one in headings if one.hint and one.hint not in text] == []
    assert not worksheet.goal or worksheet.goal in text
    notices = [block for block in page.blocks if isinstance(block, Notice)]
    assert [notice.label == t("sheet.sensitive") for notice in notices] == (
        [worksheet.sensitive] if worksheet.sensitive or worksheet.caution else []
    )
    collected = any(isinstance(block, Checks) for block in page.blocks)
    assert collected is worksheet.sensitive
    assert (f"\n- [ ] {t('paper.collected')}" in text) is collected
    blanks = [one.lines for cell in cells(page) for one in cell.blocks if isinstance(one, Blank)]
    blanks += [one.lines for one in page.blocks if isinstance(one, Blank | Zones)]
    assert blanks
    assert min(blanks) > 1


def test_every_blank_of_a_programme_comes_with_its_example_behind_it() -> None:
    titles = [
        page.blocks[0].text
        for page in sheet_pages(wish("team-building"))
        if isinstance(page.blocks[0], ReportHeading)
    ]

    names = [sheet.name for sheet in CURRICULA["team-building"].worksheets]
    assert titles == [one for name in names for one in (name, t("supplement.example_of", name=name))]
    assert len(sheet_pages(wish("team-building")._replace(examples=False))) == len(names)


@pytest.mark.parametrize("name", CURRICULA)
def test_each_blank_fills_its_page_and_no_more(name: str) -> None:
    """A sheet in several parts that does not fit begins a page of its own for each of them."""
    made = make_kind(KINDS["sheets"], wish(name)._replace(ending=".pdf", examples=False))
    expected = [
        1 + sum(isinstance(block, NewPage) for block in page.blocks) for page in document(made).sections
    ]

    assert len(PdfReader(io.BytesIO(pdf.render(document(made)))).pages) == sum(expected)


@pytest.mark.parametrize("name", CURRICULA)
def test_each_row_to_write_in_has_three_lines_at_least_and_an_example_stands_on_one_page(name: str) -> None:
    made = document(make_kind(KINDS["sheets"], wish(name)._replace(ending=".pdf")))
    rows = [
        one.lines
        for section in made.sections
        for block in section.blocks
        if isinstance(block, Grid) and any(row.cells[0].head for row in block.rows)
        for row in block.rows
        for cell in row.cells
        for one in cell.blocks
        if isinstance(one, Blank)
    ]
    examples = [
        one
        for one in made.sections
        if isinstance(one.blocks[1], Notice) and one.blocks[1].label == t("paper.example")
    ]
    long = {
        t("supplement.example_of", name=one) for one in ("わがまちの強み・課題検討シート", "ケース検討シート")
    }

    assert min(rows, default=3) >= 3
    assert examples
    data = pdf.render(made._replace(sections=tuple(examples)))
    titles = {one.blocks[0].text for one in examples if isinstance(one.blocks[0], ReportHeading)}
    assert len(PdfReader(io.BytesIO(data)).pages) == len(examples) + len(titles & long)


def test_a_short_hint_stands_beside_its_title_and_close_lines_keep_parts_on_one_page() -> None:
    asked = wish("team-building")._replace(detail="case-review", examples=False)
    (page,) = sheet_pages(asked._replace(ending=".docx"))
    titles = [block for block in page.blocks if isinstance(block, ReportHeading) and block.level > 1]

    assert page.close
    behind = [place for place, block in enumerate(page.blocks) if isinstance(block, NewPage)]
    collected = next(place for place, block in enumerate(page.blocks) if isinstance(block, Checks))
    assert behind == [collected + 1], "what it is for stands behind it"
    assert [bool(title.aside) for title in titles] == [True, False]
    assert not sheet_pages(asked._replace(ending=".pdf"))[0].close, "where there is room lines are as usual"


def test_columns_lie_across_and_fields_upright() -> None:
    pages = {
        page.blocks[0].text: page.landscape
        for name in CURRICULA
        for page in sheet_pages(wish(name)._replace(examples=False))
        if isinstance(page.blocks[0], ReportHeading)
    }

    assert pages["ケース検討シート"]
    assert pages["わがまちの強み・課題検討シート"]
    assert pages["資源の洗い出しワークシート"]
    assert not pages["取組アイデア検討シート"]
    assert not pages["Step2に向けた準備シート"]


def test_the_side_of_a_grid_is_one_cell_beside_all_rows_and_groups_stand_over_their_columns() -> None:
    (strengths,) = sheet_pages(wish("team-building")._replace(detail="strengths", examples=False))
    (feasibility,) = sheet_pages(wish("community-building")._replace(detail="feasibility", examples=False))

    assert [cell.down for cell in cells(strengths) if cell.down > 1] == [4]
    assert [cell.span for cell in cells(feasibility) if cell.span > 1] == [2]


def test_two_zones_overlap_and_others_lie_in_one_another() -> None:
    pages = [
        sheet_pages(wish("community-building")._replace(detail=name, examples=False))[0]
        for name in ("resources", "overlap")
    ]

    assert [block.overlap for page in pages for block in page.blocks if isinstance(block, Zones)] == [
        *(False, True)
    ]


def test_large_print_shows_how_large_a_sticky_note_is() -> None:
    asked = wish("community-building")._replace(detail="resources", examples=False)
    notes = [
        block.note
        for large in (False, True)
        for page in sheet_pages(asked._replace(large=large))
        for block in page.blocks
        if isinstance(block, Zones)
    ]

    assert notes == ["", t("paper.sticky_note")]


def test_only_the_sheets_of_a_step_are_printed() -> None:
    pages = sheet_pages(wish("team-building")._replace(step="step1", examples=False))

    assert [text_of(page).splitlines()[0] for page in pages] == ["# Step2に向けた準備シート"]
    filled = {place.partition("/")[0] for sheet in CURRICULA["trial"].worksheets for place in sheet.filled_in}
    without = next(step.id for step in CURRICULA["trial"].steps if step.id not in filled)
    with pytest.raises(InputError, match=r"paper\.no_sheets"):
        sheet_pages(wish("trial")._replace(step=without))


def fields(page: Section) -> tuple[str, ...]:
    return next(block.labels for block in page.blocks if isinstance(block, Fields))


def test_there_is_a_copy_for_each_case_and_each_member_with_their_names() -> None:
    opened = book()
    opened.people.add("見本 花子")
    opened.people.add("例野 一郎")
    opened.meetings.set("step1", cases=2)
    asked = wish("community-building", opened)._replace(examples=False)

    cases = sheet_pages(asked._replace(detail="resources"))
    memos = sheet_pages(asked._replace(detail="case-memo"))

    assert [fields(page)[0] for page in cases] == ["ケース1", "ケース2"]
    assert [fields(page)[0] for page in memos] == ["書いた人　見本 花子", "書いた人　例野 一郎"]
    assert len(sheet_pages(asked._replace(detail="todo"))) == 1


def filled() -> tuple[SessionBook, str, str]:
    """Return a session with a sheet that everybody may see, and one about a person."""
    opened = book()
    open_one = opened.sheets.add("actions-memo", "", "step5")
    opened.sheets.set_cell(open_one, "memo", "となりの人に声をかける")
    sensitive = opened.sheets.add("case-sheet", "ケース1", "step1")
    opened.sheets.set_cell(sensitive, "sheet/attributes", "一人で暮らす方")
    return opened, open_one, sensitive


def test_a_filled_sheet_is_a_document_of_its_own_by_its_id_or_its_worksheets() -> None:
    opened, open_one, _ = filled()
    for name in (open_one, "actions-memo"):
        (page,) = sheet_pages(wish("community-building", opened)._replace(detail=name))
        assert "となりの人に声をかける" in text_of(page)
        assert not [block for block in page.blocks if isinstance(block, Blank)]


def test_a_sheet_about_a_person_is_withheld_unless_it_is_named_or_all_are_asked_for() -> None:
    opened, _, sensitive = filled()
    asked = wish("community-building", opened)
    for name in (sensitive, "case-sheet"):
        with pytest.raises(InputError, match=r"supplement\.sheet_withheld"):
            sheet_pages(asked._replace(detail=name))
        (page, *_) = sheet_pages(asked._replace(detail=name, blank=True))
        assert "一人で暮らす方" not in text_of(page)
        for more in (
            {"include_sensitive": True},
            {"sheets": frozenset({sensitive})},
            {"sheets": frozenset({"case-sheet"})},
        ):
            (page,) = sheet_pages(asked._replace(detail=name, **more))
            assert "一人で暮らす方" in text_of(page)


def test_rows_that_are_private_todos_are_left_out_and_counted() -> None:
    opened = book()
    key = opened.sheets.add("todo", "", "step1")
    row = opened.sheets.add_row(key, {"tasks/task": "内緒のこと"})
    hidden = Todo(at=NOW, what="内緒のこと", private=True, sheet=key)
    session = opened.session.model_copy(update={"todos": {row: hidden}})
    made = make_kind(KINDS["sheet"], wish("community-building")._replace(session=session, detail=key))

    assert "内緒のこと" not in text_of(document(made).sections[0])
    assert [one.number for one in made.left_out] == [1]


def test_a_sheet_that_is_not_there_is_refused() -> None:
    with pytest.raises(InputError, match=r"supplement\.sheet_unknown"):
        sheet_pages(wish("team-building")._replace(detail="nothing"))
