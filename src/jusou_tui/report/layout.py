"""Blocks laid out as lines of a terminal, aligned by cells, so that Japanese and Latin columns meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jusou_tui.report.blocks import (
    Block,
    Column,
    Item,
    Pairs,
    Paragraph,
    ReportHeading,
    Style,
    Table,
    cell_text,
)
from jusou_tui.text.terminal import cell_width, pad, wrap_fast
from jusou_tui.wording.values import list_text

GAP = "  "
COMMA = 2
"""Cells kept free behind names for the comma."""

NARROWEST = 20
"""Cells below which nothing is laid out; a narrower terminal breaks the lines itself."""


class DocumentLine(NamedTuple):
    """One line and what it is; `cli` chooses the colours."""

    text: str
    style: Style = "plain"


def lay_out(blocks: Iterable[Block], width: int) -> list[DocumentLine]:
    """Return the lines of a report, each at most `width` cells wide (but never less than 20)."""
    width = max(width, NARROWEST)
    lines: list[DocumentLine] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and _apart(before, block):
            lines.append(DocumentLine(""))
        lines.extend(_lines(block, width))
        before = block
    return lines


def _apart(before: Block, block: Block) -> bool:
    """Return whether an empty line parts two blocks: before headings, and where the kind changes."""
    if isinstance(block, ReportHeading):
        return not (isinstance(before, ReportHeading) and block.level > 2)  # noqa: PLR2004 - a section
    if isinstance(before, ReportHeading):
        return before.level == 1
    return type(before) is not type(block) or isinstance(block, Table)


def _lines(block: Block, width: int) -> Iterator[DocumentLine]:
    match block:
        case ReportHeading():
            yield from _heading(block, width)
        case Paragraph():
            yield from _hanging(" " * block.indent, block.text, width, block.style)
        case Item():
            yield from _hanging(" " * block.indent + block.mark, block.text, width, block.style)
        case Pairs():
            yield from _pairs(block, width)
        case Table():
            yield from _table(block, width)


def _heading(heading: ReportHeading, width: int) -> Iterator[DocumentLine]:
    lines = wrap_fast(heading.line, width)
    for line in lines:
        yield DocumentLine(line, "title" if heading.level == 1 else "heading")
    rule = {1: "=", 2: "-"}.get(heading.level)
    if rule:
        yield DocumentLine(rule * max(cell_width(line) for line in lines), "muted")


def _hanging(lead: str, text: str, width: int, style: Style) -> Iterator[DocumentLine]:
    room = max(width - cell_width(lead), NARROWEST // 2)
    blank = " " * cell_width(lead)
    for number, line in enumerate(wrap_fast(text.rstrip("\n"), room)):
        yield DocumentLine(f"{lead if number == 0 else blank}{line}".rstrip(), style)


def _pairs(pairs: Pairs, width: int) -> Iterator[DocumentLine]:
    widest = max((cell_width(label) for label, _ in pairs.rows), default=0)
    for label, value in pairs.rows:
        lead = f"{pad(label, widest)}{GAP}"
        text = value if isinstance(value, str) else _packed(value, width - cell_width(lead))
        yield from _hanging(lead, text, width, "plain")


def _packed(names: Iterable[str], room: int) -> str:
    """Return names one after the other, each line with as many as fit whole."""
    lines: list[str] = []
    for name in names:
        together = list_text((lines[-1], name)) if lines else name
        if lines and cell_width(together) + COMMA > room:
            lines[-1] = list_text((lines[-1], "")).rstrip()
            lines.append(name)
        else:
            lines[-1:] = [together]
    return "\n".join(lines)


def _table(table: Table, width: int) -> Iterator[DocumentLine]:
    titles = tuple(column.title for column in table.columns)
    rows = [tuple(map(cell_text, row)) for row in table.rows]
    widths = _widths(table, [titles, *rows], width - table.indent)
    indent = " " * table.indent
    for line in _row(titles, table.columns, widths):
        yield DocumentLine(f"{indent}{line}", "heading")
    yield DocumentLine(indent + GAP.join("-" * cells for cells in widths), "muted")
    for number, row in enumerate(rows):
        style: Style = table.styles[number] if number < len(table.styles) else "plain"
        for line in _row(row, table.columns, widths):
            yield DocumentLine(indent + line, style)


def _row(cells: tuple[str, ...], columns: tuple[Column, ...], widths: list[int]) -> Iterator[str]:
    wrapped = [wrap_fast(text, room) for text, room in zip(cells, widths, strict=True)]
    for number in range(max(map(len, wrapped))):
        parts = [
            pad(lines[number] if number < len(lines) else "", room, column.align)
            for lines, room, column in zip(wrapped, widths, columns, strict=True)
        ]
        yield GAP.join(parts).rstrip()


def _widths(table: Table, rows: list[tuple[str, ...]], width: int) -> list[int]:
    """Return the cells of each column: as wide as its lines, flexible ones narrower until the table fits."""
    columns = zip(*rows, strict=True)
    widths = [max(cell_width(line) for text in column for line in text.split("\n")) for column in columns]
    too_wide = sum(widths) + len(GAP) * (len(widths) - 1) - width
    flexible = [number for number, column in enumerate(table.columns) if column.flexible]
    for giving, least in ((flexible, NARROWEST // 2), (range(len(widths)), 2)):
        while too_wide > 0 and giving:
            widest = max(giving, key=lambda number: widths[number])
            if widths[widest] <= least:
                break
            widths[widest] -= 1
            too_wide -= 1
    return widths
