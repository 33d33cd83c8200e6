"""Which blocks belong together: entries of a list, fields beside a title, the rows of a short table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from jusou_tui.report.blocks import Item, Paragraph, ReportHeading, Table, cell_text
from jusou_tui.report.documents.model import Blank, Checks, DocumentBlock, Fields, Grid
from jusou_tui.report.documents.plain import plain_blocks
from jusou_tui.text.terminal import cell_width

ListKind = Literal["numbered", "boxes", "bullets", "marks"]
BOXES = {"[ ]": "□", "[x]": "☑"}
"""What is drawn for the mark of an entry to tick."""
_SHORT_TABLE, _COLUMN = 12, 24
"""Lines of a short table, and half-width characters of a line in a column."""
_NUMBERED = re.compile(r"(\d{1,6})\.")


class Entries(NamedTuple):
    """Neighbouring entries of one list."""

    items: tuple[Item, ...]


class Titled(NamedTuple):
    """A heading, and the fields that stand beside it."""

    heading: ReportHeading
    fields: Fields


class Introduction(NamedTuple):
    """A paragraph between a heading and a table, which is not parted from either."""

    paragraph: Paragraph


def introduces(block: DocumentBlock, following: Sequence[DocumentBlock], *, below_heading: bool) -> bool:
    """Return whether a block is such a paragraph; `following`: what stands behind it."""
    if not below_heading or not isinstance(block, Paragraph):
        return False
    return isinstance(next((one for one in following if not isinstance(one, Paragraph)), None), Table | Grid)


def grouped(
    blocks: Sequence[DocumentBlock],
) -> Iterator[Entries | Titled | Introduction | DocumentBlock]:
    """Yield the blocks in order, those that belong together as one; none of lists without entries."""
    place = 0
    below_heading = False
    while place < len(blocks):
        block = blocks[place]
        introduction = introduces(block, blocks[place + 1 : place + 4], below_heading=below_heading)
        below_heading = isinstance(block, ReportHeading) or introduction
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        if isinstance(block, ReportHeading) and isinstance(following, Fields):
            yield Titled(block, following)
            place += 2
        elif isinstance(block, Checks) and not block.texts:
            place += 1
        elif isinstance(block, Item):
            entries = _entries(block, blocks[place + 1 :])
            yield Entries(entries)
            place += len(entries)
        else:
            yield Introduction(block) if introduction and isinstance(block, Paragraph) else block
            place += 1


def stays_whole(table: Table | Grid) -> bool:
    """Return whether a table is so short that it is not parted between two pages; none to write in is."""
    if len(table.rows) > _SHORT_TABLE:
        return False
    if isinstance(table, Grid):
        blanks = (isinstance(one, Blank) for row in table.rows for cell in row.cells for one in cell.blocks)
        return not any(blanks) and all(
            isinstance(one, Table) and stays_whole(one) for one in plain_blocks((table,))
        )
    texts = (map(cell_text, row) for row in table.rows)
    heights = (max((_lines(text) for text in row), default=1) for row in texts)
    return sum(heights) <= _SHORT_TABLE


def _lines(text: str) -> int:
    """Return about how many lines a text takes in a column."""
    return sum(1 + cell_width(line) // _COLUMN for line in text.split("\n"))


def list_kind(item: Item) -> tuple[ListKind, int]:
    """Return of which kind of list an entry is, and its number, 0 where it has none."""
    mark = item.mark.strip()
    if found := _NUMBERED.fullmatch(mark):
        return "numbered", int(found[1])
    if mark in BOXES:
        return "boxes", 0
    return ("bullets" if mark in {"", "-"} else "marks"), 0


def _entries(first: Item, following: Sequence[DocumentBlock]) -> tuple[Item, ...]:
    """Return the list that begins with `first`: it ends where another kind, indent or number is."""
    kind, number = list_kind(first)
    found = [first]
    for block in following:
        expected = (kind, number + len(found) if number else 0)
        if not isinstance(block, Item) or list_kind(block) != expected or block.indent != first.indent:
            break
        found.append(block)
    return tuple(found)
