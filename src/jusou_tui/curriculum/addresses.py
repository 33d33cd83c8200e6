"""The addresses of a worksheet's cells: what a filled sheet, or an example of one, may hold.

Fixed cells are `block/row/column`, `block/row`, `block/column` or `block`; the cells of a free row
`block/column`, or `block` of a table without columns; the entries of a zone `block/zone`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jusou_tui.curriculum.model import Block, Heading, Worksheet


def address(block: Block, *headings: Heading) -> str:
    """Return the address of the cell below these headings."""
    return "/".join((block.id, *(heading.id for heading in headings)))


def fixed_addresses(worksheet: Worksheet) -> Iterator[str]:
    """Yield the addresses of the cells that are there once, in reading order."""
    for block in worksheet.blocks:
        if not _has_free_rows(worksheet, block):
            if not block.rows and not block.columns:
                yield address(block)
            for row in block.rows or (None,):
                for column in block.columns or (None,):
                    if row or column:
                        yield address(block, *filter(None, (row, column)))
            if block.side is not None:
                yield address(block, block.side)


def row_addresses(worksheet: Worksheet) -> Iterator[str]:
    """Yield the addresses of the cells that free rows, or the entries of zones, may have."""
    for block in worksheet.blocks:
        if _has_free_rows(worksheet, block):
            headings = block.columns if layout_of(worksheet, block) == "table" else block.rows
            yield from (address(block, heading) for heading in headings)
            if not headings:
                yield address(block)


def layout_of(worksheet: Worksheet, block: Block) -> str:
    """Return the layout of a block: its own, else its worksheet's."""
    return block.layout or worksheet.layout


def _has_free_rows(worksheet: Worksheet, block: Block) -> bool:
    layout = layout_of(worksheet, block)
    return layout == "table" or (layout == "zones" and bool(block.rows))
