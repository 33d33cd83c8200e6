"""Which cells of a page of lines differ from those of another: what is painted, and no cell more."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jusou_tui.app.drawing.pieces import Piece
from jusou_tui.text.terminal import char_width

NEAR = 5
"""Cells that stay between two changes and are painted with them: that costs less than moving over them."""

Cell = tuple[str, str]
"""A character with the marks on it and its style; the second cell of a wide character is ("", style)."""


def cells_of(line: Sequence[Piece]) -> list[Cell]:
    """Return the cells of a line."""
    cells: list[Cell] = []
    for text, style in line:
        if text.isascii():
            cells += [(char, style) for char in text]
            continue
        for char in text:
            width = char_width(char)
            if width:
                cells += [(char, style), ("", style)][:width]
            elif cells:
                at = -1 if cells[-1][0] else -2
                cells[at] = (cells[at][0] + char, cells[at][1])
    return cells


def changed_runs(before: Sequence[Piece], after: Sequence[Piece]) -> list[tuple[int, list[Piece]]]:
    """Return where and what to paint so that the line `after` stands where `before` was; both are as wide.

    A wide character is never painted by half. Cells that stay and lie between changes are left out, but for a
    few.
    """
    old, new = cells_of(before), cells_of(after)
    if len(old) != len(new):
        return [(0, list(after))]
    spans: list[list[int]] = []
    for at, (one, other) in enumerate(zip(old, new, strict=True)):
        if one == other:
            continue
        if spans and at - spans[-1][1] <= NEAR:
            spans[-1][1] = at + 1
        else:
            spans.append([at, at + 1])
    return [(start, _pieces(new[start:end])) for start, end in _whole(spans, old, new)]


def _whole(spans: list[list[int]], old: Sequence[Cell], new: Sequence[Cell]) -> list[tuple[int, int]]:
    """Return spans that begin and end with whole characters, on what was there as well."""
    widened = [(_begin(start, old, new), _end(end, old, new)) for start, end in spans]
    joined = widened[:1]
    for (_, last), (start, end) in pairwise(widened):
        if start <= last:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _begin(at: int, *lines: Sequence[Cell]) -> int:
    while at and any(not line[at][0] for line in lines):
        at -= 1
    return at


def _end(at: int, *lines: Sequence[Cell]) -> int:
    while at < len(lines[0]) and any(not line[at][0] for line in lines):
        at += 1
    return at


def _pieces(cells: Sequence[Cell]) -> list[Piece]:
    pieces: list[Piece] = []
    for text, style in cells:
        if pieces and pieces[-1][1] == style:
            pieces[-1] = (pieces[-1][0] + text, style)
        elif text:
            pieces.append((text, style))
    return pieces
