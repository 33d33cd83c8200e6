"""Reports as Markdown: another program's reader finds the same headings, lists and cells."""

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from jusou_tui.report.blocks import Block, Column, Item, Pairs, Paragraph, ReportHeading, Table
from jusou_tui.report.markdown import cell, markdown
from jusou_tui.text.terminal import clean

TRAPS = [
    "a|b",
    "\\|",
    "\\",
    "a\\\\|",
    "|",
    "`|`",
    "一行め\n二行め",
    "\n",
    "<b>太字</b>",
    "<br>",
    "&amp;",
    "**強い**",
    "[名前](https://example.com)",
    "https://example.com/a_b_c|次",
    "見る（https://example.com/x）。",
    "~~消す~~",
    "--- | ---",
    "- 点",
    "# 題",
    "1. 番号",
    "> 引用",
    "===",
    "    四つ下げ",
    "$x$",
    "![絵](x)",
]
TEXT = st.one_of(st.sampled_from(TRAPS), st.text(max_size=40), st.text("|\\`*_<>[]#-\n ab1.", max_size=20))


def parsed(text: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)


def plain(token: Token) -> str:
    """Return what a reader sees of an inline token; anything but text, breaks and links is a fault."""
    seen = ""
    for child in token.children or []:
        if child.type == "html_inline":
            assert child.content == "<br>"
            seen += "\n"
        elif child.type in {"softbreak", "hardbreak"}:
            seen += "\n"
        elif child.type in {"strong_open", "strong_close"}:
            seen += "**"
        else:
            assert child.type in {"text", "text_special", "link_open", "link_close"}, child.type
            seen += child.content
    return seen


def squeezed(text: str) -> str:
    return "".join(clean(text).split())


def cells_of(table: Table) -> list[str]:
    return [plain(token) for token in parsed(markdown([table])) if token.type == "inline"]


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 4).flatmap(lambda wide: st.lists(st.tuples(*[TEXT] * wide), min_size=1, max_size=4)))
@example([("", ""), ("|", "\\")])
def test_a_table_keeps_its_columns_and_its_texts_whatever_they_are(rows: list[tuple[str, ...]]) -> None:
    columns = tuple(
        Column(f"列{number}", "right" if number % 2 else "left") for number in range(len(rows[0]))
    )
    table = Table(columns, tuple(rows))
    tokens = parsed(markdown([table]))
    assert [token.type for token in tokens].count("tr_open") == len(rows) + 1
    assert [token.type for token in tokens].count("td_open") == len(rows) * len(columns)
    found = [squeezed(text) for text in cells_of(table)[len(columns) :]]
    assert found == [squeezed(text) for row in rows for text in row]


@settings(max_examples=100, deadline=None)
@given(TEXT)
def test_a_row_is_one_line_and_no_cell_is_broken_in_the_middle(text: str) -> None:
    assert "\n" not in cell(text)
    lines = markdown([Table((Column("一"), Column("二")), ((text, text * 20),))]).splitlines()
    assert len(lines) == 3


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXT.filter(lambda text: bool(squeezed(text))), min_size=1, max_size=3))
def test_texts_stay_texts_in_paragraphs_and_lists(texts: list[str]) -> None:
    single = [" ".join(text.split()) for text in texts]
    for blocks in (
        [ReportHeading(text, 2) for text in single],
        [Paragraph(text) for text in single],
        [Item(text) for text in single],
        [Item(text, f"{number}. ") for number, text in enumerate(single, 1)],
    ):
        tokens = parsed(markdown(blocks))  # type: ignore[arg-type]
        allowed = {"heading", "paragraph", "bullet_list", "ordered_list", "list_item", "inline"}
        assert {token.type.removesuffix("_open").removesuffix("_close") for token in tokens} <= allowed
        found = [squeezed(plain(token)) for token in tokens if token.type == "inline"]
        assert found == [squeezed(text) for text in single]


def test_headings_pairs_ticks_numbers_and_times_have_their_marks() -> None:
    blocks: list[Block] = [
        ReportHeading("題"),
        Pairs((("日時", "12月10日"),)),
        ReportHeading("節", 2),
        Item("13時の話\n続き", "13:30 "),
        Item("済んだこと", "[x] "),
        Item("これから", "[ ] "),
        Paragraph("読み上げ", indent=2),
        Item("一つめ", "1. "),
    ]
    assert markdown(blocks) == (
        "# 題\n\n- **日時** 12月10日\n\n## 節\n\n- 13:30 13時の話<br>\n  続き\n- [x] 済んだこと\n"
        "- [ ] これから\n\n> 読み上げ\n\n1. 一つめ\n"
    )


def test_addresses_become_links_and_keep_their_letters() -> None:
    [text] = [
        token
        for token in parsed(markdown([Item("見る（https://example.com/a_b?c=1&d=2）。")]))
        if token.type == "inline"
    ]
    links = [child.attrGet("href") for child in text.children or [] if child.type == "link_open"]
    assert links == ["https://example.com/a_b?c=1&d=2"]
