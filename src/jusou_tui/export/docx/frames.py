"""Tables as Word has them: columns of fixed widths, rows that stay whole, cells with their own lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from jusou_tui.export.docx.xml import kept_with_next
from jusou_tui.export.xml import escaped

SIDE = 113
_TOP, _BOTTOM = 15, 75
"""Margins of a cell: letters stand at the foot of their line."""
PADDING = 2 * SIDE
ALL = ["top", "left", "bottom", "right", "insideH", "insideV"]
ROWS = ["top", "bottom", "insideH"]
LINE = ("single", 6)
_NO_MARGINS = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
_FLUSH = f"<w:tcMar>{_NO_MARGINS}</w:tcMar>"


class Cell(NamedTuple):
    """A cell: what is in it, its width, how many columns it takes, its ground, its own lines.

    `merged`: `restart` where it takes the rows below as well, `continue` in those. `flush`: what is in it
    reaches its lines.
    """

    content: str
    width: int
    span: int = 1
    ground: str = ""
    lines: str = ""
    middle: bool = False
    merged: str = ""
    flush: bool = False


class Row(NamedTuple):
    """A row: `least`: its least height in twips, 0 for none; `head`: repeated on each page."""

    cells: tuple[Cell, ...]
    least: int = 0
    head: bool = False
    parted: bool = False


def border(side: str, kind: str, size: int) -> str:
    """Return the line at one side, of a kind and a size in eighths of a point."""
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="0" w:color="000000"/>'


def borders(sides: Iterable[str], line: tuple[str, int] = LINE) -> str:
    """Return lines of one kind at these sides."""
    return "".join(border(side, *line) for side in sides)


def framed(
    widths: Sequence[int],
    rows: Sequence[Row],
    borders: str,
    *,
    about: str = "",
    align: str = "left",
    side: int = SIDE,
    whole: bool = False,
) -> str:
    """Return a table whose columns keep their widths. A `whole` one is not parted between two pages."""
    drawn = list(map(_row, rows))
    if whole:
        drawn[:-1] = map(kept_with_next, drawn[:-1])
    described = f'<w:tblDescription w:val="{escaped(about)}"/>' if about else ""
    place = f'<w:jc w:val="{align}"/>' if align != "left" else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>{place}'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{_TOP}" w:type="dxa"/>'
        f'<w:left w:w="{side}" w:type="dxa"/><w:bottom w:w="{_BOTTOM}" w:type="dxa"/>'
        f'<w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0460" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        f' w:noHBand="0" w:noVBand="1"/>{described}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(drawn)}</w:tbl>"
    )


def _row(row: Row) -> str:
    parts = [
        "" if row.parted else "<w:cantSplit/>",
        f'<w:trHeight w:val="{row.least}" w:hRule="atLeast"/>' if row.least else "",
        "<w:tblHeader/>" if row.head else "",
    ]
    properties = "".join(parts)
    about = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{about}{''.join(map(_cell, row.cells))}</w:tr>"


def _cell(cell: Cell) -> str:
    parts = [
        f'<w:tcW w:w="{cell.width}" w:type="dxa"/>',
        f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else "",
        f'<w:vMerge w:val="{cell.merged}"/>' if cell.merged else "",
        f"<w:tcBorders>{cell.lines}</w:tcBorders>" if cell.lines else "",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.ground}"/>' if cell.ground else "",
        _FLUSH if cell.flush else "",
        '<w:vAlign w:val="center"/>' if cell.middle else "",
    ]
    return f"<w:tc><w:tcPr>{''.join(parts)}</w:tcPr>{cell.content}</w:tc>"


def shared(width: int, shares: Sequence[float]) -> list[int]:
    """Return a width divided by shares, to the last twip."""
    total = sum(shares) or 1
    edges = [0, *(round(width * sum(shares[: place + 1]) / total) for place in range(len(shares)))]
    return [after - before for before, after in pairwise(edges)]
