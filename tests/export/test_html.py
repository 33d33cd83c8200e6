"""Documents as HTML: what a reader, a screen reader and a printer find in them; nothing can be brought in."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from export.everything import EVERYTHING, HOSTILE
from jusou_tui.export.html import render
from jusou_tui.report.blocks import Column, Item, Pairs, ReportHeading, Table
from jusou_tui.report.documents.model import (
    Blank,
    Checks,
    Document,
    DocumentBlock,
    Grid,
    GridCell,
    GridRow,
    Section,
    Words,
    Zone,
    Zones,
)

VOID = {"meta", "col", "br"}


class Tags(HTMLParser):
    """The elements of a page in order, with their attributes; whether each is closed where it should be."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def names(self) -> list[str]:
        return [name for name, _ in self.found]


def page(*blocks: DocumentBlock, footer: str = "", **of_section: object) -> str:
    section = Section(blocks)._replace(**of_section)
    return render(Document("題", (section,), footer)).decode()


def test_no_text_becomes_markup_and_nothing_is_asked_for_outside() -> None:
    made = page(*EVERYTHING, footer=HOSTILE)
    tags = Tags(made)

    assert "script" not in tags.names()
    assert made.count("<style>") == made.count("</style>") == 1
    assert not [attributes for _, attributes in tags.found if "style" in attributes or "src" in attributes]
    assert "default-src 'none'; style-src 'sha256-" in made
    assert "url(" not in made
    assert "@import" not in made
    assert "\x1b" not in made


def test_headings_lists_and_heads_are_real() -> None:
    made = page(
        ReportHeading("会議録"),
        ReportHeading("議題", 2),
        Item("一つ"),
        Item("二つ"),
        Item("先に", "1. "),
        Item("後で", "2. "),
        Table((Column("内容"), Column("計画", "right")), (("話す", "10"),)),
        Pairs((("件名", "つなぐ"),)),
    )
    tags = Tags(made)

    assert [name for name in tags.names() if re.fullmatch(r"h\d|ul|ol|li", name)] == [
        *("h1", "h2", "ul", "li", "li", "ol", "li", "li")
    ]
    scopes = [attributes.get("scope") for name, attributes in tags.found if name == "th"]
    assert scopes == ["col", "col", "row"]
    assert '<html lang="ja">' in made


def test_pages_have_their_size_their_footer_and_numbers_of_their_own_or_the_documents() -> None:
    document = Document(
        "題",
        (
            Section((Words("一"),)),
            Section((Words("二"),), "A3", landscape=True, points=22, footer="シート"),
        ),
        "見本市",
    )
    style = render(document).decode().partition("</style>")[0]
    first, second = (line for line in style.splitlines() if line.startswith("@page"))

    assert "size:210mm 297mm" in first
    assert "counter(pages)" in first
    assert "size:420mm 297mm" in second
    assert "counter(pages)" not in second
    alone = render(document._replace(sections=document.sections[1:])).decode()
    assert "counter(pages)" in alone, "a browser counts the pages of the whole document"


@pytest.mark.parametrize(("overlapping", "kind"), [(False, "nested"), (True, "overlap")])
def test_zones_are_read_from_the_first_on_and_are_told_apart_by_number(
    kind: str, *, overlapping: bool
) -> None:
    zones = Zones((Zone("本人"), Zone("まわり"), Zone("地域")), overlapping)
    made = page(zones)

    assert f"zones {kind}" in made
    assert [text for text in Tags(made).texts if text[:1] in "①②③"] == ["① 本人", "② まわり", "③ 地域"]


def test_a_cell_over_several_rows_keeps_its_place() -> None:
    cell = GridCell((Blank(3),))
    rows = (GridRow((cell, cell._replace(down=2)), lines=3), GridRow((cell,), lines=3))
    made = page(Grid((1, 1), rows))

    assert 'rowspan="2"' in made
    assert ".h3{height:calc(3*var(--line))" in made


def test_addresses_are_links_that_say_nothing_of_where_they_stand() -> None:
    made = page(Item("動画 https://example.org/a?b=1&c=2"))

    assert 'href="https://example.org/a?b=1&amp;c=2" rel="noreferrer"' in made


def test_the_same_document_gives_the_same_bytes_and_an_empty_one_a_page() -> None:
    document = Document("題", (Section(EVERYTHING[:4]),))

    assert render(document) == render(document)
    assert b"<main>" in render(Document("題", ()))


def test_a_close_section_has_nearer_lines_and_what_is_read_aloud_no_larger() -> None:
    usual, close = page(Words("本文")), page(Words("本文"), close=True)

    assert ("--reading:1.125em;line-height:1.5}" in usual, "--reading:1em;line-height:1.25}" in close) == (
        True,
    ) * 2


def test_the_text_behind_a_box_may_be_bold() -> None:
    found = Tags(page(Checks(("題",), strong=True))).found

    assert [attrs for name, attrs in found if name == "ul"] == [{"class": "boxes strong"}]
