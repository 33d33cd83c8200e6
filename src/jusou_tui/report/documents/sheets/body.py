"""The parts of a sheet as blocks: cells that are empty become lines to write on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from jusou_tui.curriculum.model import Heading
from jusou_tui.report.blocks import Paragraph, ReportHeading
from jusou_tui.report.documents.model import (
    Blank,
    CellBlock,
    DocumentBlock,
    Grid,
    GridCell,
    GridRow,
    NewPage,
    Words,
    Zone,
    Zones,
)
from jusou_tui.report.documents.sheets.fitting import (
    fitted,
    is_beside_title,
    least_lines,
    more_rows,
    row_lines,
    rows_of,
    shares_of,
    table_lines,
)
from jusou_tui.report.documents.sheets.measures import Measures
from jusou_tui.session.worksheets.layout import NEW, Cell, Part, SheetLayout, number_column
from jusou_tui.wording import t

_WIDE = 4
"""Columns from which on a table lies across."""


def lies_across(layout: SheetLayout) -> bool:
    """Return whether the page of a sheet lies across: where most of its parts need the width."""
    return sum(_is_wide(part) for part in layout.parts) * 2 > len(layout.parts)


def _is_wide(part: Part) -> bool:
    if part.layout == "zones":
        return True
    if part.layout == "table":
        number = number_column(part.block)
        return len(part.columns) - bool(number) >= _WIDE
    return len(part.columns) > 1


def body(layout: SheetLayout, page: Measures, used: float) -> list[DocumentBlock]:
    """Return the parts of a blank sheet, with lines to write on that fill what is left of the page.

    `used`: the height of what stands above and below them. Parts that do not fit on one page together have
    a page of their own each.
    """
    parts = layout.parts
    lines = fitted(parts, page, used) or ((0,) if len(parts) == 1 else ())
    if lines:
        return [
            block
            for part, count in zip(parts, lines, strict=True)
            for block in _blank_part(part, page, used, count, alone=len(parts) == 1)
        ]
    blocks: list[DocumentBlock] = []
    for part in parts:
        if blocks:
            blocks.append(NewPage())
            used = 0
        count = (*fitted((part,), page, used), 0)[0]
        blocks += _blank_part(part, page, used, count, alone=False)
    return blocks


def written(layout: SheetLayout) -> list[DocumentBlock]:
    """Return the parts of a filled sheet, without space to write on."""
    return [block for part in layout.parts for block in (*_above(part), *_written_part(part))]


def _written_part(part: Part) -> list[DocumentBlock]:
    if part.layout == "zones":
        return [_zones(part, 0)]
    return (
        [_table(part, 1, 0, to_write=False)]
        if part.layout == "table"
        else _fields(part, [1] * len(part.lines))
    )


def _blank_part(part: Part, page: Measures, used: float, lines: int, *, alone: bool) -> list[DocumentBlock]:
    lines = max(least_lines(part, page), lines)
    above = _above(part, page)
    if part.layout == "zones":
        note = t("paper.sticky_note") if page.paper == "A3" else ""
        return [*above, _zones(part, lines)._replace(note=note)]
    if part.layout != "table":
        return [*above, *_fields(part, row_lines(part, page, lines))]
    more = more_rows(part, page, used) if alone else 0
    return [*above, _table(part, table_lines(part, lines), more, to_write=True)]


def _above(part: Part, page: Measures | None = None) -> list[DocumentBlock]:
    """Return a part's title and hints; on a page to write on a short hint stands beside the title."""
    hints = part.block.hints
    if page is not None and is_beside_title(part, page):
        return [ReportHeading(part.block.title or "", 2, hints[0])]
    title = [ReportHeading(part.block.title, 2)] if part.block.title else []
    return [*title, *(Paragraph(hint) for hint in hints)]


def _fields(part: Part, lines: Sequence[int]) -> list[DocumentBlock]:
    if any(line.title for line in part.lines) or len(part.columns) > 1:
        return [_grid(part, lines)]
    texts = [cell.text for line in part.lines for cell in line.cells if cell.text.strip()]
    heads = [Paragraph(part.columns[0].title, "heading")] if part.columns else []
    return [*heads, *(Paragraph(text) for text in texts)] if texts else [*heads, Blank(sum(lines))]


# Tables and grids


def _head(title: str, hint: str | None = None, *, span: int = 1, down: int = 1) -> GridCell:
    words: tuple[CellBlock, ...] = (Words(title, strong=True),)
    if hint:
        words = (*words, Words(hint))
    return GridCell(words, head=True, span=span, down=down)


def _cell(cell: Cell, lines: int, *, down: int = 1) -> GridCell:
    if not cell.text.strip():
        return GridCell((Blank(lines),), down=down)
    return GridCell((Words(cell.text),), down=down)


def _heads(
    columns: Sequence[Heading], before: Sequence[GridCell], behind: Sequence[GridCell]
) -> list[GridRow]:
    """Return the rows of headings: one, or two where columns have a heading in common."""
    if not any(column.group for column in columns):
        return [GridRow((*before, *(_head(one.title, one.hint) for one in columns), *behind))]
    upper: list[GridCell] = []
    lower: list[GridCell] = []
    for group, neighbours in groupby(columns, key=lambda column: column.group):
        several = list(neighbours)
        if group is None:
            upper += [_head(one.title, one.hint, down=2) for one in several]
        else:
            upper.append(_head(group, span=len(several)))
            lower += [_head(one.title, one.hint) for one in several]
    beside = [one._replace(down=2) for one in before], [one._replace(down=2) for one in behind]
    return [GridRow((*beside[0], *upper, *beside[1])), GridRow(tuple(lower))]


def _grid(part: Part, lines: Sequence[int]) -> Grid:
    """Return fields below or beside each other, or rows by columns, with the one cell beside all rows."""
    titled = any(line.title for line in part.lines)
    side = part.side
    before = [GridCell(head=True)] if titled else []
    behind = [_head(side.headings[0], side.hint)] if side and side.headings else []
    heads = _heads(part.columns, before, behind) if part.columns or behind else []
    rows = []
    for place, line in enumerate(part.lines):
        cells = [_head(line.title, line.hint)] if titled else []
        cells += [_cell(cell, lines[place]) for cell in line.cells]
        if side is not None and place == 0:
            cells.append(_cell(side, sum(lines), down=len(part.lines)))
        rows.append(GridRow(tuple(cells), lines=lines[place]))
    return Grid(tuple(shares_of(part)), tuple(rows), tuple(heads), _about(part))


def _table(part: Part, lines: int, more: int, *, to_write: bool) -> Grid:
    """Return a table; `more`: empty rows behind those that it has."""
    heads = _heads(part.columns, (), ()) if part.columns else []
    rows = [
        GridRow(tuple(_table_cell(cell, lines) for cell in line.cells), lines=lines if to_write else 1)
        for line in rows_of(part, to_write=to_write)
    ]
    empty = GridCell((Blank(lines),))
    number = number_column(part.block) is not None
    for place in range(len(rows) + 1, len(rows) + more + 1):
        first = GridCell((Words(str(place)),)) if number else empty
        rows.append(GridRow((first, *[empty] * (len(part.columns) - 1)), lines=lines))
    return Grid(tuple(shares_of(part)), tuple(rows), tuple(heads), _about(part))


def _table_cell(cell: Cell, lines: int) -> GridCell:
    """Return a cell of a table; below a text there is room as well."""
    if cell.is_number or cell.text.strip():
        return GridCell((Words(cell.text),))
    return GridCell((Blank(lines),))


def _about(part: Part) -> str:
    headings = [column.title for column in part.columns] or [line.title for line in part.lines if line.title]
    return "　".join(filter(None, (part.block.title or "", *headings)))


def _zones(part: Part, lines: int) -> Zones:
    zones = (Zone(line.title, line.hint or "", tuple(_entries(line.cells))) for line in part.lines)
    return Zones(tuple(zones), part.block.overlapping, lines)


def _entries(cells: Iterable[Cell]) -> Iterable[str]:
    return (cell.text for cell in cells if cell.row != NEW and cell.text.strip())
