"""The window of the shared screen: its margins, its gaps, and how high its huge numbers are to be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jusou_tui.app.drawing.digit_shapes import HUGE_ROWS
from jusou_tui.app.drawing.pieces import Piece, fit, width_of

SHARE = 0.42
"""Of the window's height is for the huge number."""

HALF_A_ROW = 0.7
"""A number may be higher than its share by less than a row: nine rows of twenty."""


NARROW, WIDE = 40, 100
"""Columns below which there are no margins, and from which on they grow with the width."""
TALL, LOW = 34, 22
"""Lines from which on the gaps are larger, and below which there is none below the top line."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A window in cells. `steps`: by how many sizes the huge number is larger than usual, or smaller."""

    width: int
    height: int
    steps: int = 0

    @property
    def margin(self) -> int:
        """Cells left and right of the page's body."""
        if self.width < NARROW:
            return 0
        return 2 if self.width < WIDE else self.width // 20

    @property
    def body(self) -> int:
        """Cells between the margins."""
        return self.width - 2 * self.margin

    @property
    def is_tall(self) -> bool:
        """Whether there is room for larger gaps."""
        return self.height >= TALL

    @property
    def gap(self) -> int:
        """Empty lines above and below the huge number."""
        return 2 if self.is_tall else 1

    @property
    def above(self) -> int:
        """Empty lines below the top line."""
        return 1 if self.height >= LOW else 0

    def sizes(self, *, smaller: int = 0) -> Sequence[int]:
        """Return the heights that the huge number may have, in rows: the wanted one, then lower ones, 0 last.

        `smaller`: by how many sizes it is to be smaller than usual, as where much else is shown.
        """
        wanted = int(self.height * SHARE + HALF_A_ROW)
        usual = next((n for n, rows in enumerate(HUGE_ROWS) if rows <= wanted), len(HUGE_ROWS))
        first = min(usual + smaller, max(usual, len(HUGE_ROWS) - 1)) - self.steps
        return (*HUGE_ROWS[max(first, 0) :], 0)


def cells_between(placed: Iterable[tuple[int, Piece]], width: int) -> list[Piece]:
    """Return a line of `width` cells with pieces at their columns, blank between them.

    What would lie over an earlier piece, or beyond the end, is cut.
    """
    line: list[Piece] = []
    used = 0
    for x, piece in sorted(placed, key=lambda one: one[0]):
        if x < used or x >= width or not piece[0]:
            continue
        if x > used:
            line.append((" " * (x - used), ""))
        cut = fit([piece], width - x)
        line += cut
        used = x + width_of(cut)
    return filled(line, width)


def filled(line: Sequence[Piece], width: int, style: str = "") -> list[Piece]:
    """Return a line of exactly `width` cells: cut, or filled up with blanks."""
    cut = fit(line, width)
    missing = width - width_of(cut)
    return [*cut, (" " * missing, style)] if missing > 0 else cut


def with_margin(lines: Iterable[Sequence[Piece]], frame: Frame) -> list[list[Piece]]:
    """Return lines of the body as lines of the window."""
    front: list[Piece] = [(" " * frame.margin, "")] if frame.margin else []
    return [filled([*front, *line], frame.width) for line in lines]
