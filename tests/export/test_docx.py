"""Documents as Word files: read as Word reads them, part by part."""

import io
import re
import zipfile
from functools import cache
from xml.etree import ElementTree as ET

import docx
import pytest
from docx.document import Document as DocxFile
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.export.docx import render
from jusou_tui.report.blocks import Column, Item, Pairs, Paragraph, ReportHeading, Table
from jusou_tui.report.documents.model import (
    Blank,
    Checks,
    Document,
    Fields,
    Grid,
    GridCell,
    GridRow,
    NewPage,
    Notice,
    Quote,
    Section,
    Words,
    Zone,
    Zones,
)
from jusou_tui.text.terminal import clean

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
HOSTILE = "a\x00b\x1b[31mc\ud800d\ufffee & <w:p> \"'"


def blocks() -> tuple[object, ...]:
    cell = GridCell((Words("見出し", strong=True),))
    return (
        ReportHeading("会議録", 1),
        Fields(("ケース", "書いた人")),
        Notice("取扱注意", "部屋の中だけで読みます。"),
        Pairs((("件名", "つなぐ窓口の会"), ("出席", ("見本 花子", "例野 一郎")))),
        ReportHeading("議題1", 2),
        Item("一つ目"),
        Item("決めたこと", "1. "),
        Item("もう一つ", "2. "),
        ReportHeading("ToDo", 2),
        Item("また一つ目", "1. "),
        Paragraph(HOSTILE, "warning", 2),
        Item("時刻つき", "13:00 "),
        Table((Column("No", "right"), Column("すること", flexible=True)), (("1", "配る"),)),
        Quote("二行の\n読み上げ"),
        Checks(("持った", "配った"), frozenset({1})),
        NewPage(),
        Grid((1, 2), (GridRow((cell, GridCell((Blank(3),))), lines=3),), (GridRow((cell, cell)),), "まとめ"),
        Zones((Zone("本人", "望む暮らし", ("散歩",)), Zone("まわり"), Zone("地域"))),
        Blank(4),
    )


@cache
def parts() -> dict[str, bytes]:
    sections = (Section(blocks()), Section(blocks(), "A3", landscape=True, points=22))
    data = render(Document("題 & <名>", sections, "見本市　第1回", subject="見本"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {"": data, **{name: archive.read(name) for name in archive.namelist()}}


def tree(name: str) -> ET.Element:
    return ET.fromstring(parts()[name])


def test_word_opens_it_and_finds_headings_tables_and_pages() -> None:
    opened = docx.Document(io.BytesIO(parts()[""]))

    headings = [
        one.text for one in opened.paragraphs if ((one.style and one.style.name) or "").startswith("Heading")
    ]
    assert headings[:3] == ["会議録", "議題1", "ToDo"]
    sizes = [(round(one.page_width.mm), round(one.page_height.mm)) for one in opened.sections]
    assert sizes == [(210, 297), (420, 297)]
    assert opened.core_properties.title == "題 & <名>"
    assert opened.core_properties.author == opened.core_properties.last_modified_by == ""


def test_each_style_has_the_font_of_japanese_and_no_text_is_under_12_points() -> None:
    styles = tree("word/styles.xml")

    found = [*styles.iter(f"{W}style"), *styles.iter(f"{W}rPrDefault")]
    assert len(found) > 20
    assert all(one.find(f".//{W}rFonts").get(f"{W}eastAsia") == "BIZ UDPGothic" for one in found)
    sizes = [
        int(one.get(f"{W}val", "0"))
        for name in ("word/styles.xml", "word/document.xml")
        for one in tree(name).iter(f"{W}sz")
    ]
    assert min(sizes) == 24
    assert 44 in sizes  # large print
    assert styles.find(f".//{W}lang").attrib == {
        f"{W}val": "en-US",
        f"{W}eastAsia": "ja-JP",
        f"{W}bidi": "ar-SA",
    }


def test_lines_are_half_as_high_again_as_letters() -> None:
    normal = next(
        one for one in tree("word/styles.xml").iter(f"{W}style") if one.get(f"{W}styleId") == "Normal"
    )

    assert normal.find(f".//{W}spacing").get(f"{W}line") == str(12 * 20 * 3 // 2)


def test_lists_are_real_and_numbers_begin_anew() -> None:
    opened = docx.Document(io.BytesIO(parts()[""]))
    lists = {
        one.text: one._p.pPr.numPr.numId.val
        for one in opened.paragraphs[:20]
        if one._p.pPr is not None and one._p.pPr.numPr is not None
    }

    assert lists["決めたこと"] == lists["もう一つ"] != lists["また一つ目"]
    assert lists["一つ目"] not in {lists["決めたこと"], lists["また一つ目"], lists["持った"], lists["配った"]}
    assert lists["持った"] != lists["配った"]


def test_heads_are_repeated_rows_stay_whole_and_frames_are_described() -> None:
    body = parts()["word/document.xml"].decode()

    assert body.count("<w:tblHeader/>") == 4
    rows = list(tree("word/document.xml").iter(f"{W}tr"))
    zones = 2 * 3
    assert sum(one.find(f"{W}trPr/{W}cantSplit") is not None for one in rows) == len(rows) - zones
    assert re.findall(r'tblDescription w:val="([^"]*)"', body)[:4] == [
        "まとめ",
        "③ 地域",
        "② まわり",
        "① 本人",
    ]
    assert {"single", "dashed", "dotted"} <= set(re.findall(r'<w:top w:val="(\w+)"', body))


def test_each_cell_ends_in_a_paragraph_as_word_demands() -> None:
    document = tree("word/document.xml")

    assert all(list(cell)[-1].tag == f"{W}p" for cell in document.iter(f"{W}tc"))
    assert list(document[0])[-2].tag == f"{W}p"


def test_text_is_never_markup() -> None:
    text = "".join(docx.Document(io.BytesIO(parts()[""])).element.body.itertext())

    assert "abcde & <w:p> \"'" in text


def test_the_footer_has_the_place_and_the_pages_and_the_same_document_gives_the_same_bytes() -> None:
    footer = parts()["word/footer1.xml"].decode()

    assert "見本市　第1回" in footer
    assert 'w:instr=" PAGE "' in footer
    assert 'w:instr=" NUMPAGES "' in footer
    parts.cache_clear()
    before = parts()[""]
    parts.cache_clear()
    assert parts()[""] == before


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_document_of_nothing_opens(language: str) -> None:
    data = render(Document("", (Section(()),), language=language))

    assert docx.Document(io.BytesIO(data)).core_properties.language == (
        "ja-JP" if language == "ja" else "en-GB"
    )


def test_a_cell_over_rows_goes_on_below_and_a_section_with_a_footer_counts_its_own_pages() -> None:
    tall = GridCell((Words("二行分"),), head=True, down=2)
    grid = Grid((1, 1), (GridRow((tall, GridCell((Words("上"),)))), GridRow((GridCell((Words("下"),)),))))
    data = render(Document("題", (Section((grid,), footer="見本市 1枚目"), Section((Words("次"),)))))

    opened = docx.Document(io.BytesIO(data))
    assert [[cell.text for cell in row.cells] for row in opened.tables[0].rows] == [
        ["二行分", "上"],
        ["二行分", "下"],
    ]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        footers = [archive.read(f"word/footer{number}.xml").decode() for number in (1, 2)]
    assert "見本市 1枚目" in footers[0]
    assert "SECTIONPAGES" in footers[0]
    assert "PAGEREF jusou_end_1" in footers[0]  # for programs that do not know the other
    assert 'w:name="jusou_end_1"' in opened.element.xml
    assert "NUMPAGES" in footers[1]


def test_zones_that_overlap_lie_side_by_side_in_the_order_of_the_page() -> None:
    zones = Zones((Zone("支援者"), Zone("住民"), Zone("重なり")), overlapping=True)

    table = docx.Document(io.BytesIO(render(Document("題", (Section((zones,)),))))).tables[0]

    assert [cell.text.strip() for cell in table.rows[0].cells] == ["① 支援者", "③ 重なり", "② 住民"]


def test_labels_to_write_behind_stand_beside_the_title_where_there_is_room() -> None:
    def opened(title: str) -> DocxFile:
        section = Section((ReportHeading(title, 1), Fields(("ケース", "書いた人"))))
        return docx.Document(io.BytesIO(render(Document("題", (section,)))))

    beside, below = opened("資源シート"), opened("長い題名" * 10)
    assert [one.text for one in beside.paragraphs][:2] == ["資源シート", "\tケース\t\t書いた人\t"]
    assert "w:framePr" in beside.element.xml
    assert [cell.text for cell in below.tables[0].rows[0].cells] == ["", "ケース", "", "書いた人"]


def test_no_name_is_parted_and_what_is_read_aloud_is_broken_between_phrases() -> None:
    names = tuple(f"見本 花子{number}（みほん自立相談支援センター）" for number in range(9))
    read = "ここからは、私たちのまちの連携を振り返ります。" * 4
    opened = docx.Document(
        io.BytesIO(render(Document("題", (Section((Pairs((("出席", names),)), Quote(read))),))))
    )

    lines = opened.tables[0].rows[0].cells[1].text.split("\n")
    assert len(lines) > 3
    assert all(line.endswith(("、", "）")) for line in lines)
    quote = next(one.text for one in opened.paragraphs if one.text)
    assert quote.replace("\n", "") == read
    assert "\n" in quote


@pytest.mark.proof
@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
def test_any_text_opens_and_comes_back(text: str, name: str) -> None:
    blocks = (
        ReportHeading(text, 1),
        Words(text),
        Item(text),
        Quote(text),
        Pairs(((name, (text, name)),)),
        Grid(
            (1,),
            (
                GridRow(
                    (
                        GridCell(
                            (Words(text), Checks((text,))),
                        ),
                    )
                ),
            ),
            about=text,
        ),
        Zones((Zone(text, name, (text,)), Zone(name))),
    )
    data = render(Document(text, (Section(blocks),), name, subject=text))

    opened = docx.Document(io.BytesIO(data))
    assert opened.paragraphs[0].text == clean(text)


def test_lines_of_a_close_section_are_nearer() -> None:
    close = Section((Quote("読み上げる文"),), close=True)
    with zipfile.ZipFile(io.BytesIO(render(Document("題", (close,))))) as archive:
        styles = ET.fromstring(archive.read("word/styles.xml"))
    found = {one.get(f"{W}styleId"): one for one in styles.iter(f"{W}style")}

    assert found["Quote"].find(f".//{W}spacing").get(f"{W}line") == str(12 * 20 * 5 // 4)
    assert found["Quote"].find(f".//{W}sz").get(f"{W}val") == "24"
