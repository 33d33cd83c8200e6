"""Which blocks belong together: neighbouring entries are one list, fields stand beside their title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from jusou_tui.report.blocks import Item, ReportHeading
from jusou_tui.report.documents.model import Checks, DocumentBlock, Fields

ListKind = Literal["numbered", "boxes", "bullets", "marks"]
BOXES = {"[ ]": "□", "[x]": "☑"}
"""What is drawn for the mark of an entry to tick."""
_NUMBERED = re.compile(r"(\d{1,6})\.")


class Entries(NamedTuple):
    """Neighbouring entries of one list."""

    items: tuple[Item, ...]


class Titled(NamedTuple):
    """A heading, and the fields that stand beside it."""

    heading: ReportHeading
    fields: Fields


def grouped(blocks: Sequence[DocumentBlock]) -> Iterator[Entries | Titled | DocumentBlock]:
    """Yield the blocks in order, those that belong together as one; none of lists without entries."""
    place = 0
    while place < len(blocks):
        block = blocks[place]
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
            yield block
            place += 1


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
