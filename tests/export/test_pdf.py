"""Documents as PDF: tagged, in their language, with a title; nothing in a text is a command of typst's."""

from __future__ import annotations

import io
import re
import zlib

import pytest
from pypdf import PdfReader

from export.everything import EVERYTHING, HOSTILE
from jusou_tui.errors import InputError
from jusou_tui.export import pdf
from jusou_tui.export.pdf import render
from jusou_tui.export.pdf.data import data_of
from jusou_tui.report.blocks import Item, ReportHeading
from jusou_tui.report.documents.model import (
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

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def objects(data: bytes) -> str:
    """Return a PDF with what its streams hold."""
    parts = [data]
    for stream in _STREAM.findall(data):
        try:
            parts.append(zlib.decompress(stream))
        except zlib.error:
            continue
    return b"\n".join(parts).decode("latin-1")


def made(*blocks: DocumentBlock, title: str = "題") -> str:
    return objects(render(Document(title, (Section(blocks),), "見本市")))


def pages(text: str) -> int:
    return len(re.findall(r"/Type\s*/Page\b", text))


def test_a_document_is_tagged_says_its_language_and_its_title_and_is_marked_as_ua() -> None:
    text = made(ReportHeading("会議録"), ReportHeading("議題", 3), Item("一つ"))

    assert re.search(r"/Marked\s+true", text)
    assert re.search(r"/Lang\s*\(ja-JP\)", text)
    assert "<pdfuaid:part>1</pdfuaid:part>" in text
    assert re.search(r"/DisplayDocTitle\s+true", text)
    assert {"/H1", "/H2", "/L", "/LI"} <= set(re.findall(r"/S\s*(/\w+)", text))


def test_tables_have_heads_and_every_block_can_be_set() -> None:
    head = GridRow((GridCell((Words("何を"),), head=True),))
    grid = Grid((1,), (GridRow((GridCell((Words("話す"),)),)),), (head,))

    assert "/TH" in re.findall(r"/S\s*(/\w+)", made(ReportHeading("題"), grid))
    assert pages(made(*EVERYTHING)) >= 1


def test_no_text_is_a_command_and_controls_do_no_harm() -> None:
    hostile = '#panic("no") #read("/etc/passwd") $x$ *b* _i_ <label> @ref `c` \\ // ' + HOSTILE
    text = made(Item(hostile), Words(hostile), ReportHeading(hostile), title=hostile)

    assert pages(text) == 1


def test_what_no_font_has_is_shown_by_a_stand_in_and_the_rest_stays() -> None:
    assert "<pdfuaid:part>1</pdfuaid:part>" in made(Item("クメール \u1780\u1781 と 𠮷野 と \ue000"))


def test_without_a_japanese_font_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoFonts:
        def families(self) -> list[str]:
            return ["Libertinus Serif"]

    monkeypatch.setattr(pdf.typst, "Fonts", NoFonts)

    with pytest.raises(InputError, match=r"paper\.no_font"):
        render(Document("題", ()))


def test_what_is_no_good_heading_or_list_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    assert pages(made(ReportHeading("\n"), Checks(()))) == 1
    monkeypatch.setattr(pdf, "data_of", lambda *_: {**data_of(Document("", ()), ["a"], str), "title": ""})

    assert pages(objects(render(Document("題", ())))) == 1, "better without its mark than none"


def test_long_rows_are_parted_between_pages_and_many_are_set() -> None:
    long = Grid(
        (1, 3), (GridRow((GridCell((Words("長い"),)), GridCell((Words("とても長い話です。" * 900),)))),)
    )

    assert pages(made(long)) > 1
    assert pages(made(*(Item(f"{number}つ目") for number in range(300)))) > 1


def test_the_same_document_gives_the_same_bytes() -> None:
    document = Document("題", (Section(EVERYTHING[:5]),))

    assert render(document) == render(document)


def test_the_template_reads_nothing() -> None:
    template = pdf._TEMPLATE.read_text("utf-8")
    reading = r"\b(import|include|read|image|plugin|cbor|csv|toml|xml|yaml|eval)\b\s*[(\"]"

    assert not re.search(reading, template)


def test_words_longer_than_a_line_stay_on_the_page() -> None:
    long = "Pneumono" * 40
    zones = Zones((Zone(long, long), Zone(long)))
    data = render(Document("題", (Section((ReportHeading(long), Item(long), zones)),), long))

    with_places = PdfReader(io.BytesIO(data)).pages
    assert len(with_places) > 1
    lines = "\n".join(page.extract_text() for page in with_places).split("\n")
    assert max(map(len, lines)) < len(long)
