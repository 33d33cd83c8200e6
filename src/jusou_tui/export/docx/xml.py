"""WordprocessingML as text: escaping, runs, paragraphs with their properties in the order the format asks."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.sax.saxutils import escape

from jusou_tui.text.terminal import clean

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def run(text: str, properties: str = "") -> str:
    """Return a run of text, its lines broken where the text's are; "" for no text."""
    if not text:
        return ""
    lines = escape(clean(text)).split("\n")
    shown = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' if line else "" for line in lines)
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{shown}</w:r>"


_STYLE = re.compile(r"(<w:pStyle [^>]*/>)(?!<w:keepNext/>)")


def kept_with_next(paragraphs: str) -> str:
    """Return paragraphs each of which stands on the page of what follows it."""
    return _STYLE.sub(r"\1<w:keepNext/>", paragraphs)


BOLD = "<w:b/><w:bCs/>"
WHITE = '<w:color w:val="FFFFFF"/>'


class Numbering(NamedTuple):
    """An entry's place in a real list: the list's number in numbering.xml, and its level."""

    number: int
    level: int = 0


class Shape(NamedTuple):
    """What of a paragraph differs from its style. Lengths in twips.

    `frame`: it stands at the right edge, beside other text: its width, and how far below the page's margin.
    """

    numbering: Numbering | None = None
    new_page: bool = False
    align: str = "left"
    left: int = 0
    right: int = 0
    hanging: int = 0
    tabs: tuple[tuple[str, int], ...] = ()
    keep_next: bool = False
    frame: tuple[int, int] | None = None


def paragraph(style: str, runs: str, shape: Shape | None = None) -> str:
    """Return a paragraph of a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{_properties(shape) if shape else ""}</w:pPr>{runs}</w:p>'


def _properties(shape: Shape) -> str:
    parts = ["<w:keepNext/>"] if shape.keep_next else []
    if shape.new_page:
        parts.append("<w:pageBreakBefore/>")
    if shape.frame:
        width, below = shape.frame
        parts.append(
            f'<w:framePr w:w="{width}" w:hSpace="142" w:wrap="around" w:vAnchor="margin" w:hAnchor="margin"'
            f' w:xAlign="right" w:y="{below}"/>'
        )
    if shape.numbering:
        level, number = shape.numbering.level, shape.numbering.number
        parts.append(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
    if shape.tabs:
        stops = "".join(f'<w:tab w:val="{kind}" w:pos="{place}"/>' for kind, place in shape.tabs)
        parts.append(f"<w:tabs>{stops}</w:tabs>")
    if shape.left or shape.right or shape.hanging:
        hanging = f' w:hanging="{shape.hanging}"' if shape.hanging else ""
        parts.append(f'<w:ind w:left="{shape.left}" w:right="{shape.right}"{hanging}/>')
    if shape.align != "left":
        parts.append(f'<w:jc w:val="{shape.align}"/>')
    return "".join(parts)
