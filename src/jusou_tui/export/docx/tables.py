"""Blocks that are tables: grids, tables, labels with values, notices, zones, labels to write behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from jusou_tui.export.docx.paragraphs import Setting, blank, checks, heading, item, text
from jusou_tui.export.docx.styles import GREY
from jusou_tui.export.docx.xml import BOLD, WHITE, Shape, escaped, run
from jusou_tui.report.blocks import Item, Pairs, Paragraph, ReportHeading, Table, cell_text
from jusou_tui.report.documents.model import (
    Blank,
    CellBlock,
    Checks,
    Fields,
    Grid,
    GridCell,
    GridRow,
    Notice,
    Quote,
    Words,
    Zones,
)
from jusou_tui.text.terminal import cell_width
from jusou_tui.wording.values import list_text

SIDE = 113
_TOP = 45
_PADDING = 2 * SIDE
_ALL = ["top", "left", "bottom", "right", "insideH", "insideV"]
_ROWS = ["top", "bottom", "insideH"]
_LINE = ("single", 6)
_THICK = 18
_ZONE_LINES = (
    ("single", 36),
    ("dashed", 18),
    ("dotted", 18),
    ("double", 6),
    ("dotDash", 12),
    ("dotDotDash", 12),
)
"""Kinds of lines of zones, from the inside out: told apart without colour."""
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


class _Cell(NamedTuple):
    """A cell: what is in it, its width, how many columns it takes, its ground, its own lines."""

    content: str
    width: int
    span: int = 1
    ground: str = ""
    lines: str = ""
    middle: bool = False


class _Row(NamedTuple):
    """A row: `least`: its least height in twips, 0 for none; `head`: repeated on each page."""

    cells: tuple[_Cell, ...]
    least: int = 0
    head: bool = False
    parted: bool = False


def _border(side: str, kind: str, size: int) -> str:
    return f'<w:{side} w:val="{kind}" w:sz="{size}" w:space="0" w:color="000000"/>'


def _borders(sides: Iterable[str], line: tuple[str, int] = _LINE) -> str:
    return "".join(_border(side, *line) for side in sides)


def _table(
    widths: Sequence[int],
    rows: Iterable[_Row],
    borders: str,
    *,
    about: str = "",
    align: str = "left",
    side: int = SIDE,
) -> str:
    """Return a table whose columns keep their widths."""
    described = f'<w:tblDescription w:val="{escaped(about)}"/>' if about else ""
    place = f'<w:jc w:val="{align}"/>' if align != "left" else ""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>{place}'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="{_TOP}" w:type="dxa"/>'
        f'<w:left w:w="{side}" w:type="dxa"/><w:bottom w:w="{_TOP}" w:type="dxa"/>'
        f'<w:right w:w="{side}" w:type="dxa"/></w:tblCellMar>'
        f'<w:tblLook w:val="0460" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"'
        f' w:noHBand="0" w:noVBand="1"/>{described}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
        f"{''.join(map(_row, rows))}</w:tbl>"
    )


def _row(row: _Row) -> str:
    parts = [
        "" if row.parted else "<w:cantSplit/>",
        f'<w:trHeight w:val="{row.least}" w:hRule="atLeast"/>' if row.least else "",
        "<w:tblHeader/>" if row.head else "",
    ]
    properties = "".join(parts)
    about = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{about}{''.join(map(_cell, row.cells))}</w:tr>"


def _cell(cell: _Cell) -> str:
    parts = [
        f'<w:tcW w:w="{cell.width}" w:type="dxa"/>',
        f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else "",
        f"<w:tcBorders>{cell.lines}</w:tcBorders>" if cell.lines else "",
        f'<w:shd w:val="clear" w:color="auto" w:fill="{cell.ground}"/>' if cell.ground else "",
        '<w:vAlign w:val="center"/>' if cell.middle else "",
    ]
    return f"<w:tc><w:tcPr>{''.join(parts)}</w:tcPr>{cell.content}</w:tc>"


def shared(width: int, shares: Sequence[float]) -> list[int]:
    """Return a width divided by shares, to the last twip."""
    total = sum(shares) or 1
    edges = [0, *(round(width * sum(shares[: place + 1]) / total) for place in range(len(shares)))]
    return [after - before for before, after in pairwise(edges)]


def grid(setting: Setting, block: Grid) -> str:
    """Return a grid."""
    widths = shared(setting.width, block.shares)
    rows = [
        *(_grid_row(setting, row, widths, head=True) for row in block.heads),
        *(_grid_row(setting, row, widths, head=False) for row in block.rows),
    ]
    sides = {"all": _ALL, "rows": _ROWS, "none": []}[block.frame]
    return _table(widths, rows, _borders(sides), about=block.about)


def _grid_row(setting: Setting, row: GridRow, widths: Sequence[int], *, head: bool) -> _Row:
    cells: list[_Cell] = []
    place = 0
    for cell in row.cells:
        width = sum(widths[place : place + cell.span])
        place += cell.span
        cells.append(_grid_cell(setting, cell, width, shaded=row.shaded, head=head or cell.head))
    least = setting.page.ruled * row.lines if row.lines > 1 else 0
    return _Row(tuple(cells), least, head)


def _grid_cell(setting: Setting, cell: GridCell, width: int, *, shaded: bool, head: bool) -> _Cell:
    inner = setting.within(width - _PADDING)
    strong = head and not any(isinstance(block, Words) and block.strong for block in cell.blocks)
    content = "".join(one for block in cell.blocks for one in _in_cell(inner, block, cell, head=strong))
    if not content:
        content = setting.paragraph("Normal", "")
    return _Cell(content, width, cell.span, GREY if shaded or head else "")


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
            yield from blank(setting, block, inset=SIDE)
        case ReportHeading():
            yield heading(setting, block)
        case Pairs():
            yield from (
                setting.paragraph("Normal", f"{run(label, BOLD)}{run('　' + _value(value))}")
                for label, value in block.rows
            )
        case Table():
            yield table(setting, block)
            yield setting.gap()


def _value(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else list_text(value)


def table(setting: Setting, block: Table) -> str:
    """Return a table under its columns. What is flexible has the width that the others leave."""
    widths = _column_widths(setting, block)
    heads = [
        _Cell(setting.paragraph("CellHead", run(column.title), Shape(align=column.align)), width, ground=GREY)
        for column, width in zip(block.columns, widths, strict=True)
    ]
    rows = [
        _Row(
            tuple(
                _Cell(setting.paragraph("Normal", run(cell_text(cell)), Shape(align=column.align)), width)
                for cell, column, width in zip(row, block.columns, widths, strict=True)
            )
        )
        for row in block.rows
    ]
    return _table(widths, [_Row(tuple(heads), head=True), *rows], _borders(_ALL))


def _column_widths(setting: Setting, block: Table) -> list[int]:
    """Return widths that fill the page: of each column what its texts need, as far as there is room."""
    needs: list[float] = []
    for place, column in enumerate(block.columns):
        texts = [column.title, *(cell_text(row[place]) for row in block.rows)]
        longest = max((cell_width(line) for one in texts for line in one.split("\n")), default=1)
        needs.append(max(4, longest) * setting.page.cell * 1.15 + _PADDING)
    room = setting.width - sum(needs)
    flexible = [place for place, column in enumerate(block.columns) if column.flexible] or list(
        range(len(needs))
    )
    if room >= 0:
        for place in flexible:
            needs[place] += room / len(flexible)
        return shared(setting.width, needs)
    fixed = sum(need for place, need in enumerate(needs) if place not in flexible)
    left = setting.width - fixed
    least = 8 * setting.page.cell + _PADDING
    if left < least * len(flexible):  # no room even so: all give way
        cap = setting.width * 1.5 / len(needs)
        return shared(setting.width, [min(need, cap) for need in needs])
    wide = [min(needs[place], left) for place in flexible]
    for place, share in zip(flexible, _fair(wide, left), strict=True):
        needs[place] = share
    return shared(setting.width, needs)


def _fair(wanted: Sequence[float], room: float) -> list[float]:
    """Return a room dealt out: who wants no more than an even share has it, the others share the rest."""
    given = [0.0] * len(wanted)
    open_places = sorted(range(len(wanted)), key=lambda place: wanted[place])
    for done, place in enumerate(open_places):
        given[place] = min(wanted[place], room / (len(wanted) - done))
        room -= given[place]
    return given


def pairs(setting: Setting, block: Pairs) -> str:
    """Return labels on grey with their values beside them."""
    longest = max((cell_width(label) for label, _ in block.rows), default=1)
    label_width = min(round((longest + 1) * setting.page.cell + _PADDING), setting.width // 3)
    widths = [label_width, setting.width - label_width]
    inner = widths[1] - _PADDING
    rows = [
        _Row(
            (
                _Cell(setting.paragraph("CellHead", run(label)), widths[0], ground=GREY),
                _Cell(setting.paragraph("Normal", run(_kept(value, inner // setting.page.cell))), widths[1]),
            )
        )
        for label, value in block.rows
    ]
    return _table(widths, rows, _borders(_ALL))


def _kept(value: str | tuple[str, ...], cells: int) -> str:
    """Return a list of names with lines of at most so many cells, none of which parts a name."""
    if isinstance(value, str):
        return value.strip("\n")
    comma = list_text(("", ""))
    lines = [""]
    for number, name in enumerate(value):
        entry = name if number == len(value) - 1 else f"{name}{comma}"
        if lines[-1] and cell_width(lines[-1] + entry) > cells:
            lines.append("")
        lines[-1] += entry
    return "\n".join(lines)


def notice(setting: Setting, block: Notice) -> str:
    """Return a framed line behind a black block."""
    label = min((cell_width(block.label) + 2) * setting.page.cell + _PADDING, setting.width // 3)
    widths = [label, setting.width - label]
    cells = (
        _Cell(
            setting.paragraph("CellHead", run(block.label, BOLD + WHITE), Shape(align="center")),
            widths[0],
            ground="000000",
            middle=True,
        ),
        _Cell(setting.paragraph("Normal", run(block.text)), widths[1], middle=True),
    )
    return _table(widths, [_Row(cells)], _borders(["top", "left", "bottom", "right"], ("single", _THICK)))


def fields(setting: Setting, block: Fields) -> str:
    """Return labels at the right edge, each above a line to write on."""
    cell = setting.page.cell
    gap = cell
    widths: list[int] = []
    cells: list[_Cell] = []
    for label in block.labels:
        wide = round((cell_width(label) + 10) * cell)
        widths += [gap, wide]
        line = _border("bottom", *_LINE)
        cells += [
            _Cell(setting.paragraph("Normal", ""), gap),
            _Cell(setting.paragraph("Normal", run(label)), wide, lines=line),
        ]
    if sum(widths) > setting.width:
        narrowed = shared(setting.width, widths)
        cells = [one._replace(width=width) for one, width in zip(cells, narrowed, strict=True)]
        widths = narrowed
    return _table(widths, [_Row(tuple(cells))], "", align="right", side=0)


def zones(setting: Setting, block: Zones) -> str:
    """Return zones as frames in one another, the first one innermost."""
    height = round(setting.page.inner_height * 0.62)
    ring = round(setting.page.points * 20 * 2)
    content = ""
    count = len(block.zones)
    for number, zone in enumerate(block.zones):
        depth = count - 1 - number
        width = setting.width - 2 * ring * depth
        inner = setting.within(width - _PADDING)
        mark = _CIRCLED[number] if number < len(_CIRCLED) else f"({number + 1})"
        lines = [
            inner.paragraph("Strong", run(f"{mark} {zone.title}"), Shape(align="center", keep_next=True))
        ]
        if zone.hint:
            lines.append(inner.paragraph("Normal", run(zone.hint), Shape(align="center")))
        lines += [item(inner, Item(entry)) for entry in zone.entries]
        lines.append(inner.paragraph("Unruled", ""))
        if content:
            lines += [content, inner.gap()]
        cell = _Cell("".join(lines), width, ground=GREY if number == 0 and count > 1 else "")
        least = round(height * (number + 1) / count)
        kind = _ZONE_LINES[min(number, len(_ZONE_LINES) - 1)]
        content = _table(
            [width],
            [_Row((cell,), least, parted=True)],
            _borders(["top", "left", "bottom", "right"], kind),
            about=f"{mark} {zone.title}",
            align="center",
        )
    return content
