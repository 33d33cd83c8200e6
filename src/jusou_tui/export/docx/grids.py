"""Grids: tables whose cells hold blocks, and may take several columns or rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jusou_tui.export.docx.frames import ALL, PADDING, ROWS, Cell, Row, borders, framed, shared
from jusou_tui.export.docx.paragraphs import Setting, blank, checks, heading, item, text
from jusou_tui.export.docx.styles import GREY
from jusou_tui.export.docx.tables import table
from jusou_tui.export.docx.xml import BOLD, Shape, run
from jusou_tui.report.blocks import Item, Pairs, Paragraph, ReportHeading, Table
from jusou_tui.report.documents.lists import stays_whole
from jusou_tui.report.documents.model import Blank, CellBlock, Checks, Grid, GridCell, GridRow, Quote, Words
from jusou_tui.report.documents.places import places_of
from jusou_tui.wording.values import list_text


def grid(setting: Setting, block: Grid) -> str:
    """Return a grid."""
    widths = shared(setting.width, block.shares)
    rows: list[Row] = []
    below = _Below()
    all_rows = (*block.heads, *block.rows)
    for number, (row, begins) in enumerate(zip(all_rows, places_of(all_rows, len(widths)), strict=True)):
        head = number < len(block.heads)
        own = dict(zip(begins, row.cells, strict=False))
        cells = tuple(_cells(setting, row, own, widths, below, head=head))
        rows.append(Row(cells, setting.page.ruled * row.lines if row.lines > 1 else 0, head))
    sides = {"all": ALL, "rows": ROWS, "none": []}[block.frame]
    return framed(widths, rows, borders(sides), about=block.about, whole=stays_whole(block))


class _Below(dict[int, tuple[int, GridCell]]):
    """Cells that go on in the next row, by their column: for how many rows, and which."""


def _cells(
    setting: Setting,
    row: GridRow,
    own: Mapping[int, GridCell],
    widths: Sequence[int],
    below: _Below,
    *,
    head: bool,
) -> Iterator[Cell]:
    """Yield the cells of a row, those among them that began above it."""
    place = 0
    while place < len(widths):
        left, cell = below.pop(place, (0, own.get(place, GridCell())))
        span = max(1, min(cell.span, len(widths) - place))
        width = sum(widths[place : place + span])
        grey = GREY if row.shaded or head or cell.head else ""
        if left:
            content, merged = setting.paragraph("Normal", ""), "continue"
        else:
            content = _content(setting.within(width - PADDING), cell, head=head or cell.head)
            left, merged = cell.down, "restart" if cell.down > 1 else ""
        if left > 1:
            below[place] = (left - 1, cell)
        flush = all(isinstance(block, Blank) for block in cell.blocks) and bool(cell.blocks)
        yield Cell(content, width, span, grey, merged=merged, flush=flush)
        place += span


def _content(setting: Setting, cell: GridCell, *, head: bool) -> str:
    """Return what is in a cell. A heading is bold, unless part of it is already."""
    bold = head and not any(isinstance(block, Words) and block.strong for block in cell.blocks)
    blocks = "".join(one for block in cell.blocks for one in _in_cell(setting, block, cell, head=bold))
    return blocks or setting.paragraph("Normal", "")


def _in_cell(setting: Setting, block: CellBlock, cell: GridCell, *, head: bool) -> Iterator[str]:
    """Yield a block of a cell. A cell's alignment goes for the words in it."""
    match block:
        case Words():
            align = cell.align if block.align == "left" else block.align
            yield text(setting, block._replace(align=align, strong=block.strong or head))
        case Paragraph():
            style = "CellHead" if head or block.style in {"heading", "title", "warning"} else "Normal"
            yield setting.paragraph(style, run(block.text), Shape(align=cell.align))
        case Quote():
            yield text(setting, block)
        case Item():
            yield item(setting, block)
        case Checks():
            yield from checks(setting, block)
        case Blank():
            yield from blank(setting, block, in_cell=True)
        case ReportHeading():
            yield heading(setting, block)
        case Pairs():
            yield from _pairs(setting, block)
        case Table():
            yield table(setting, block)
            yield setting.gap()


def _pairs(setting: Setting, block: Pairs) -> Iterator[str]:
    """Yield labels with their values behind them: a cell has no room for a table of its own."""
    for label, value in block.rows:
        beside = value if isinstance(value, str) else list_text(value)
        yield setting.paragraph("Normal", f"{run(label, BOLD)}{run(f'　{beside}')}")
