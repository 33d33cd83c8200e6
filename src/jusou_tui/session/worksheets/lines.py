"""A worksheet as lines of a table, as a spreadsheet holds it, and by what each line is found again.

A block is the lines of its fields, of a grid's rows or of a table's rows below their headings; a zone is a
line for each entry. The same lines are written into a workbook and looked for in one that comes back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from jusou_tui.curriculum.addresses import address, layout_of
from jusou_tui.curriculum.model import Block, Heading, Worksheet
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.worksheets.layout import NEW, SheetLine, number_column, sheet_layout

LineKind = Literal["heads", "cell", "row", "entry"]
_MARK = "jusou-sheet/1"
_KEY = re.compile(rf"{_MARK} ([a-z0-9-]+)(?: ([0-9A-Z]{{26}}))?")
_KINDS: Mapping[str, LineKind] = {"cell": "cell", "row": "row", "entry": "entry"}
TITLE_KEY = "title"
"""Of the line with the sheet's own title."""
PERSON_KEY = "person"
"""Of the line with who wrote it."""


class SheetKey(NamedTuple):
    """What a form in a workbook belongs to: a worksheet, and the sheet of a session where it was one."""

    worksheet: str
    sheet: str | None = None

    def __str__(self) -> str:
        return " ".join(filter(None, (_MARK, self.worksheet, self.sheet)))


class Line(NamedTuple):
    """A line: its cells from the left, and for each of them the address it is written to, "" for a heading.

    `row`: the id of the free row that it is, None where there is none yet. `hints`: of its headings.
    `group`: the common heading above each of them.
    """

    kind: LineKind
    cells: tuple[str, ...]
    addresses: tuple[str, ...]
    row: str | None = None
    hints: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """By what the line is found again, "" for one of headings."""
        if self.kind == "heads":
            return ""
        return f"{self.kind}{f'@{self.row}' if self.row else ''} {'|'.join(self.addresses)}"


class LineKey(NamedTuple):
    """A line's key, read again."""

    kind: LineKind
    addresses: tuple[str, ...]
    row: str | None


def read_sheet_key(text: str) -> SheetKey | None:
    """Return what a form belongs to, None where the text is no key."""
    found = _KEY.fullmatch(text.strip())
    return SheetKey(found[1], found[2]) if found else None


def read_line_key(text: str) -> LineKey | None:
    """Return what a line is, None where the text is no key."""
    name, _, rest = text.strip().partition(" ")
    kind, _, row = name.partition("@")
    if kind not in _KINDS or not rest:
        return None
    return LineKey(_KINDS[kind], tuple(rest.split("|")), row or None)


def block_lines(worksheet: Worksheet, block: Block, sheet: Sheet, blank: int = 1) -> Iterator[Line]:
    """Yield the lines of a block with what is written in a sheet of it.

    Tables and zones have `blank` lines more than are filled.
    """
    part = next(part for part in sheet_layout(worksheet, sheet).parts if part.block.id == block.id)
    layout = layout_of(worksheet, block)
    if layout == "table":
        yield from _table(block, part.lines, blank)
    elif layout == "zones" and block.rows:
        yield from _zones(block, part.lines, blank)
    else:
        yield from _fixed(block, part.lines)
        if part.side is not None and block.side is not None:
            yield _cells("cell", block.side, (part.side.text,), (part.side.address,))


def _fixed(block: Block, lines: Sequence[SheetLine]) -> Iterator[Line]:
    """Yield the lines of a form, a grid or a memo. A grid has the headings of its rows at the left."""
    if block.columns:
        yield _heads(block, beside=bool(block.rows))
    for place, line in enumerate(lines):
        texts = tuple(cell.text for cell in line.cells)
        found = tuple(cell.address for cell in line.cells)
        if block.rows:
            yield _cells("cell", block.rows[place], texts, found)
        elif block.columns:
            yield Line("cell", texts, found)
        else:
            yield Line("cell", (line.cells[0].headings[0], *texts), ("", *found))


def _heads(block: Block, *, beside: bool = False) -> Line:
    columns = block.columns
    blank = ("",) if beside else ()
    return Line(
        "heads",
        (*blank, *(column.title for column in columns)),
        (*blank, *(address(block, column) for column in columns)),
        hints=(*blank, *(column.hint or "" for column in columns)),
        groups=(*blank, *(column.group or "" for column in columns)),
    )


def _cells(
    kind: LineKind,
    heading: Heading,
    texts: tuple[str, ...],
    addresses: tuple[str, ...],
    row: str | None = None,
) -> Line:
    return Line(kind, (heading.title, *texts), ("", *addresses), row, hints=(heading.hint or "",))


def _table(block: Block, lines: Sequence[SheetLine], blank: int) -> Iterator[Line]:
    if block.columns:
        yield _heads(block)
    number = number_column(block)
    place = 0
    for line in lines:
        if line.row == NEW:
            continue
        place += 1
        yield Line(
            "row",
            tuple(cell.text for cell in line.cells),
            tuple(cell.address for cell in line.cells),
            line.row,
        )
    found = tuple(address(block, column) for column in block.columns) or (address(block),)
    for more in range(place + 1, place + blank + 1):
        yield Line("row", tuple(str(more) if one == number else "" for one in found), found)


def _zones(block: Block, lines: Sequence[SheetLine], blank: int) -> Iterator[Line]:
    """Yield the entries of each zone; the first one beside the zone's heading."""
    for zone, line in zip(block.rows, lines, strict=True):
        place = address(block, zone)
        entries = [(cell.text, cell.row) for cell in line.cells if cell.row != NEW]
        for number, (text, row) in enumerate([*entries, *[("", None)] * blank]):
            first = _cells("entry", zone, (text,), (place,), row)
            yield first if number == 0 else first._replace(cells=("", text), hints=())
