"""Blocks become lines that fit, aligned by cells."""

from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.report.blocks import Column, Item, Pairs, Paragraph, ReportHeading, Table, numbered, section
from jusou_tui.report.layout import lay_out
from jusou_tui.text.terminal import cell_width

TEXTS = st.text("あ漢、。ｱa1 -（）", max_size=40).filter(lambda text: text == text.strip())


def texts(*blocks: object, width: int = 40) -> list[str]:
    return [line.text for line in lay_out(blocks, width)]  # type: ignore[arg-type]


def test_a_list_hangs_behind_its_mark() -> None:
    assert texts(Item("あいうえおかきくけこさしすせそ"), width=22) == [
        "- あいうえおかきくけこ",
        "  さしすせそ",
    ]


def test_labels_and_values_stand_below_one_another() -> None:
    assert texts(Pairs((("日時", "9:00"), ("出席者", "8人")))) == ["日時    9:00", "出席者  8人"]


def test_a_table_is_aligned_by_cells_and_numbers_to_the_right() -> None:
    table = Table((Column("内容"), Column("分", "right")), (("はじめに", "5"), ("talk", "120")))
    assert texts(table) == ["内容       分", "--------  ---", "はじめに    5", "talk      120"]


def test_the_flexible_column_gives_way_first() -> None:
    table = Table((Column("時刻"), Column("内容", flexible=True)), (("13:30-13:45", "あ" * 20),))
    lines = texts(table, width=33)
    assert lines[2:] == ["13:30-13:45  " + "あ" * 10, " " * 13 + "あ" * 10]


def test_headings_are_underlined_and_stand_apart() -> None:
    assert texts(ReportHeading("題"), Paragraph("本文"), ReportHeading("章", 2), *section("節", ["項"])) == [
        "題",
        "==",
        "",
        "本文",
        "",
        "章",
        "--",
        "節",
        "- 項",
    ]


def test_a_section_of_nothing_is_nothing() -> None:
    assert section("節", []) == numbered("節", []) == []


def test_numbers_count_from_one() -> None:
    assert texts(*numbered("節", ["甲", "乙"])) == ["節", "1. 甲", "2. 乙"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4), st.integers(30, 90), st.booleans())
def test_no_line_of_a_table_is_wider_than_asked_and_nothing_is_lost(
    rows: list[tuple[str, str, str]], width: int, flexible: bool
) -> None:
    columns = (Column("内容", flexible=flexible), Column("x", "right"), Column("状態", flexible=True))
    lines = texts(Table(columns, tuple(rows)), width=width)
    assert max(map(cell_width, lines)) <= width
    text = sorted("".join("".join(lines[2:]).split()))
    assert text == sorted("".join("".join(cell for row in rows for cell in row).split()))


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS, st.integers(-5, 90))
def test_no_line_of_text_is_wider_than_asked(label: str, text: str, width: int) -> None:
    blocks = [ReportHeading(text), Paragraph(text, indent=2), Item(text, "12. "), Pairs(((label[:4], text),))]
    assert max(map(cell_width, texts(*blocks, width=width))) <= max(width, 20)


@given(st.lists(st.text("例野 一郎", min_size=1, max_size=12).map(str.strip).filter(bool), min_size=1))
@settings(max_examples=80, deadline=None)
def test_no_name_is_broken_where_several_stand_in_a_row(names: list[str]) -> None:
    lines = [line.text for line in lay_out([Pairs((("出席", tuple(names)),))], 40)]
    assert all(cell_width(line) <= 40 for line in lines)
    text = "".join(line[2:].strip() for line in lines)
    assert text == "、".join(names)
    assert all(line.endswith("、") for line in lines[:-1])
