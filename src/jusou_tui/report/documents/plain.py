"""A document's blocks as those that any reader of plain text can show: no grids, no zones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jusou_tui.report.blocks import Block, Column, Item, Pairs, Paragraph, ReportHeading, Table, cell_text
from jusou_tui.report.documents.model import (
    Blank,
    CellBlock,
    Checks,
    DocumentBlock,
    Fields,
    Grid,
    GridRow,
    NewPage,
    Notice,
    Quote,
    Words,
    Zones,
)
from jusou_tui.report.documents.places import places_of
from jusou_tui.wording.values import list_text

_TICKED, _OPEN = "[x] ", "[ ] "
_TO_WRITE_ON = "______"


def plain_blocks(blocks: Iterable[DocumentBlock]) -> Iterator[Block]:
    """Yield the same contents as blocks of a report: grids as tables, zones as lists under their headings."""
    for block in blocks:
        match block:
            case ReportHeading() | Paragraph() | Item() | Pairs() | Table():
                yield block
            case Grid():
                yield _table(block)
            case Zones():
                yield from _zones(block)
            case Checks():
                yield from (Item(text, mark) for mark, text in _ticks(block))
            case _:
                yield from _line(block)


def _line(block: Words | Quote | Notice | Fields | Blank | NewPage) -> Iterator[Block]:
    """Yield what is one line of text at most; nothing of what is only paper: space to write in, new pages."""
    match block:
        case Words():
            yield Paragraph(block.text, "heading" if block.strong else "plain")
        case Quote():
            yield Paragraph(block.text, indent=2)
        case Notice():
            yield Paragraph(f"{block.label} {block.text}", "warning")
        case Fields():
            yield Paragraph(" ".join(f"{label} {_TO_WRITE_ON}" for label in block.labels))


def _zones(block: Zones) -> Iterator[Block]:
    for zone in block.zones:
        yield ReportHeading(zone.title, 3)
        if zone.hint:
            yield Paragraph(zone.hint, "muted")
        yield from (Item(entry) for entry in zone.entries)


def _ticks(block: Checks) -> Iterator[tuple[str, str]]:
    """Yield each entry behind its box."""
    for number, text in enumerate(block.texts):
        yield _TICKED if number in block.done else _OPEN, text


def _table(grid: Grid) -> Table:
    width = len(grid.shares)
    heads, *more = _texts(grid.heads, width) or [[""] * width]
    rows = [*more, *_texts(grid.rows, width)]
    return Table(tuple(Column(text, flexible=True) for text in heads), tuple(map(tuple, rows)))


def _texts(rows: Sequence[GridRow], width: int) -> list[list[str]]:
    """Return the texts of rows, one per column: that of a large cell stands in its first column and row."""
    found: list[list[str]] = []
    for row, places in zip(rows, places_of(rows, width), strict=True):
        texts = [""] * width
        for place, cell in zip(places, row.cells, strict=False):
            texts[place] = "\n".join(filter(None, map(_text, cell.blocks)))
        found.append(texts)
    return found


def _text(block: CellBlock) -> str:
    """Return a block of a cell as text, its lines parted by newlines."""
    match block:
        case Blank():
            return ""
        case Checks():
            return "\n".join(f"{mark}{text}" for mark, text in _ticks(block))
        case Item():
            return f"{block.mark}{block.text}"
        case Pairs():
            values = (value if isinstance(value, str) else list_text(value) for _, value in block.rows)
            return "\n".join(f"{label} {value}" for (label, _), value in zip(block.rows, values, strict=True))
        case Table():
            return "\n".join(" ".join(map(cell_text, row)) for row in block.rows)
        case _:
            return block.text
