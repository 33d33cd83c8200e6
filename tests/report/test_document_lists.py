"""Which blocks belong together, whatever the format."""

import io

import pytest
from pypdf import PdfReader

from jusou_tui.export import html, pdf
from jusou_tui.export.docx.body import body as word_body
from jusou_tui.report.blocks import Column, Paragraph, ReportHeading, Table
from jusou_tui.report.documents.lists import Introduction, grouped, stays_whole
from jusou_tui.report.documents.model import (
    Blank,
    Document,
    Grid,
    GridCell,
    GridRow,
    Section,
    Words,
)


def table(rows: int, text: str = "すること") -> Table:
    return Table((Column("No"), Column("すること")), tuple((str(row), text) for row in range(rows)))


def grid(rows: int, *, blank: bool = False) -> Grid:
    cell = GridCell((Blank(2),) if blank else (Words("すること"),))
    return Grid((1, 2), (GridRow((GridCell((Words("1"),), head=True), cell)),) * rows)


def test_a_table_stays_whole_where_it_is_short_and_not_to_be_written_in() -> None:
    assert [stays_whole(table(rows)) for rows in (0, 12, 13)] == [True, True, False]
    assert [stays_whole(grid(rows)) for rows in (0, 12, 13)] == [True, True, False]
    assert not stays_whole(grid(1, blank=True))
    assert not stays_whole(table(6, "長いこと" * 20))


@pytest.mark.proof
def test_what_stands_between_a_heading_and_a_table_stays_with_both_on_pages() -> None:
    hint = Paragraph("その説明")
    for lines in range(26, 38, 2):
        above = tuple(Paragraph("上に立つ行") for _ in range(lines))
        made = pdf.render(Document("題", (Section((*above, ReportHeading("見出し", 2), hint, grid(3))),)))
        pages = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]

        assert ["その説明" in page for page in pages] == ["すること" in page for page in pages]


def test_what_stands_between_a_heading_and_a_table_stays_with_both() -> None:
    hint = Paragraph("その説明")
    blocks = (hint, ReportHeading("見出し"), hint, hint, table(1), hint)
    found = list(grouped(blocks))
    assert [isinstance(one, Introduction) for one in found] == [False, False, True, True, False, False]
    text = word_body(Document("題", (Section(blocks[1:]),))).xml
    assert [piece.count("<w:keepNext/>") for piece in text.split("その説明")][:3] == [1, 1, 2]


@pytest.mark.proof
@pytest.mark.parametrize("block", [table(4), grid(4)])
def test_a_short_table_stands_on_one_page(block: Table | Grid) -> None:
    for lines in range(26, 38, 3):
        above = tuple(Paragraph("上に立つ行") for _ in range(lines))
        made = pdf.render(Document("題", (Section((*above, block)),)))
        found = [page.extract_text().count("すること") for page in PdfReader(io.BytesIO(made)).pages]

        assert len([count for count in found if count]) == 1


@pytest.mark.parametrize("block", [table(4), grid(4)])
def test_each_format_knows_it(block: Table | Grid) -> None:
    assert b'whole">' in html.render(Document("題", (Section((block,)),)))
    text = word_body(Document("題", (Section((block,)),))).xml
    assert [row.count("<w:keepNext/>") for row in text.split("<w:tr>")[1:]][-2:] == [2, 0], "but the last"
