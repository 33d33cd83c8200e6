"""The paragraphs of a form with their fields, and where they are, in words.

Word cuts `{{ 件名 }}` into runs as it was typed and corrected: what lies in one paragraph is one text here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import NamedTuple

from jusou_tui.errors import Phrase
from jusou_tui.export.docx.form.element import Element, W

TAG = re.compile(r"[{｛]\s?[{｛]([^{}｛｝]*)[}｝]\s?[}｝]")
OPENED = re.compile(r"[{｛]\s?[{｛]")
CLOSED = re.compile(r"[}｝]\s?[}｝]")
_BOXES = frozenset({"txbxContent", "AlternateContent", "drawing", "pict", "object"})
"""What of a paragraph is not its running text: pictures, and boxes with texts of their own."""
_CONTROLS = frozenset({"sdt", "sdtContent", "customXml"})
"""What stands around contents without being one."""


class Tag(NamedTuple):
    """A field in a paragraph's text: from where to where, and the name in it."""

    start: int
    end: int
    name: str


class Line(NamedTuple):
    """A paragraph: its pieces of text, and where it is."""

    paragraph: Element
    place: Phrase


def local(element: Element) -> str:
    """Return an element's name without its space, "" for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def pieces(paragraph: Element) -> Iterator[Element]:
    """Yield the elements with a paragraph's running text, in order."""
    for child in paragraph:
        name = local(child)
        if name == "t":
            yield child
        elif name not in _BOXES:
            yield from pieces(child)


def text_of(paragraph: Element) -> str:
    """Return a paragraph's running text."""
    return "".join(piece.text or "" for piece in pieces(paragraph))


def tags(text: str) -> list[Tag]:
    """Return the fields of a text."""
    return [Tag(found.start(), found.end(), found[1].strip()) for found in TAG.finditer(text)]


def blocks(container: Element) -> Iterator[Element]:
    """Yield the paragraphs and tables right in a container."""
    return _right_in(container, {"p", "tbl"})


def rows(table: Element) -> Iterator[Element]:
    """Yield the rows right in a table."""
    return _right_in(table, {"tr"})


def cells(row: Element) -> Iterator[Element]:
    """Yield the cells right in a row."""
    return _right_in(row, {"tc"})


def _right_in(container: Element, names: Set[str]) -> Iterator[Element]:
    """Yield the elements of these names right in a container, those within content controls too."""
    for child in list(container):
        name = local(child)
        if name in names:
            yield child
        elif name in _CONTROLS:
            yield from _right_in(child, names)


def paragraphs(block: Element) -> Iterator[Element]:
    """Yield a paragraph itself, or those of a table's cells, but none of text boxes."""
    if local(block) == "p":
        yield block
        return
    for row in rows(block):
        yield from paragraphs_of_row(row)


def paragraphs_of_row(row: Element) -> Iterator[Element]:
    """Yield the paragraphs of a row's cells."""
    for cell in cells(row):
        for block in blocks(cell):
            yield from paragraphs(block)


def lines(container: Element, outside: str = "") -> Iterator[Line]:
    """Yield the paragraphs of a text with their places; `outside`: the place of one that is not the body."""
    table_number = paragraph_number = 0
    for block in blocks(container):
        if local(block) == "p":
            paragraph_number += bool(text_of(block).strip())
            place = Phrase(outside) if outside else Phrase("form.paragraph", {"number": paragraph_number})
            yield Line(block, place)
            continue
        table_number += 1
        for row_number, row in enumerate(rows(block), 1):
            facts = {"table": table_number, "row": row_number}
            place = Phrase(outside) if outside else Phrase("form.table_row", facts)
            yield from (Line(paragraph, place) for paragraph in paragraphs_of_row(row))


def hidden_text(paragraph: Element) -> str:
    """Return the text of the runs of a paragraph that Word does not show."""
    found: list[str] = []
    for run in paragraph.iter(f"{W}r"):
        vanish = run.find(f"{W}rPr/{W}vanish")
        if vanish is not None and vanish.get(f"{W}val") not in {"0", "false", "off"}:
            found.extend(piece.text or "" for piece in pieces(run))
    return "".join(found)
