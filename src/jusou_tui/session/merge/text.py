"""A text that two people changed, joined line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

MOST_LINES = 5_000
"""Lines of a side above which nothing is joined: what both changed is then a conflict."""


class _Edit(NamedTuple):
    """Lines `start` to `stop` of the base become `lines`."""

    start: int
    stop: int
    lines: list[str]


def merge_text(base: str, ours: str, theirs: str) -> str | None:
    """Return the text with both sides' changed lines; None where their changes overlap or touch."""
    old, mine, others = (text.splitlines(keepends=True) for text in (base, ours, theirs))
    if max(len(old), len(mine), len(others)) > MOST_LINES:
        return None
    left, right = list(_edits(old, mine)), list(_edits(old, others))
    joined: list[str] = []
    place = 0
    while left or right:
        edit = _next(left, right)
        if edit is None:
            return None
        joined += old[place : edit.start] + edit.lines
        place = edit.stop
    return "".join(joined + old[place:])


def _edits(old: list[str], new: list[str]) -> Iterator[_Edit]:
    from rapidfuzz.distance import Indel

    start = stop = first = last = 0
    open_edit = False
    for code in Indel.opcodes(old, new):
        if code.tag == "equal":
            if open_edit:
                yield _Edit(start, stop, new[first:last])
            open_edit = False
            continue
        if not open_edit:
            start, first, open_edit = code.src_start, code.dest_start, True
        stop, last = code.src_end, code.dest_end
    if open_edit:
        yield _Edit(start, stop, new[first:last])


def _next(left: list[_Edit], right: list[_Edit]) -> _Edit | None:
    """Take the next edit of either side; None where the two sides' next edits are different and touch."""
    if not left or not right:
        return (left or right).pop(0)
    mine, other = left[0], right[0]
    if mine.stop < other.start:
        return left.pop(0)
    if other.stop < mine.start:
        return right.pop(0)
    if mine == other:
        right.pop(0)
        return left.pop(0)
    return None
