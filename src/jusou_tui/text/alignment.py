"""What two sequences have in common, in order: their longest common subsequence.

The bit-parallel method of Hyyrö (2004): a row of the table of lengths is one integer, a bit for each element
of the old sequence, and the next row follows from it by one addition. The work is that of as many additions
as the new sequence has elements. Of several longest subsequences the one is taken that the walk from the
ends finds first.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import NamedTuple


class EqualBlock(NamedTuple):
    """`length` elements from `old` of the one sequence on are those from `new` of the other on."""

    old: int
    new: int
    length: int


def equal_blocks(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[EqualBlock]:
    """Return what both have in common, in order; blocks that touch in both are one.

    Memory: a bit for each pair of elements between the common beginning and the common end.
    """
    first, last = common_ends(old, new)
    blocks: list[EqualBlock] = [EqualBlock(0, 0, first)] if first else []
    for one in _pairs(old[first : len(old) - last], new[first : len(new) - last]):
        _join(blocks, EqualBlock(first + one[0], first + one[1], 1))
    if last:
        _join(blocks, EqualBlock(len(old) - last, len(new) - last, last))
    return blocks


def common_ends(old: Sequence[Hashable], new: Sequence[Hashable]) -> tuple[int, int]:
    """Return how many elements both begin with, and how many of the rest they end with."""
    most = min(len(old), len(new))
    first = next((place for place in range(most) if old[place] != new[place]), most)
    rest = most - first
    return first, next((place for place in range(rest) if old[-1 - place] != new[-1 - place]), rest)


def likeness(old: str, new: str) -> float:
    """Return how alike two texts are, from 0 to 1: which part of both together they have in common."""
    both = len(old) + len(new)
    common = 2 * sum(block.length for block in equal_blocks(old, new))
    return 1.0 - (both - common) / both if both else 1.0


def _rows(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[int]:
    """Return a row for each element of `new`; a bit of it is 0 where the length grows at that of `old`."""
    places: dict[Hashable, int] = {}
    for place, element in enumerate(old):
        places[element] = places.get(element, 0) | 1 << place
    full = row = (1 << len(old)) - 1
    rows = []
    for element in new:
        if met := row & places.get(element, 0):
            row = ((row + met) | (row - met)) & full
        rows.append(row)
    return rows


def _pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the places of a longest common subsequence in both, in order."""
    if not old or not new:
        return []
    rows = _rows(old, new)
    found: list[tuple[int, int]] = []
    column, row = len(old), len(new)
    left = column - rows[-1].bit_count()
    while left:
        if rows[row - 1] >> (column - 1) & 1:
            column -= 1
            continue
        row -= 1
        if row and not rows[row - 1] >> (column - 1) & 1:
            continue
        column -= 1
        left -= 1
        found.append((column, row))
    return found[::-1]


def _join(blocks: list[EqualBlock], block: EqualBlock) -> None:
    if blocks:
        before = blocks[-1]
        if before.old + before.length == block.old and before.new + before.length == block.new:
            blocks[-1] = before._replace(length=before.length + block.length)
            return
    blocks.append(block)
