"""Lines as pieces of text and style names, measured and cut to a number of cells. Needs no Textual."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from jusou_tui.text.terminal import CUT, cell_width, cut

Piece = tuple[str, str]
"""A text (already clean, on one line) and the name of its style, see `theme.style`; "" is plain."""

Drawn = list[list[Piece]]
"""The lines of an item, each made of pieces."""


def width_of(pieces: Iterable[Piece]) -> int:
    """Return the cells that pieces take."""
    return sum(cell_width(text) for text, _ in pieces)


def fit(pieces: Sequence[Piece], cells: int) -> list[Piece]:
    """Return the pieces in at most `cells` cells; what does not fit is cut and ends in ".."."""
    if width_of(pieces) <= cells:
        return list(pieces)
    if cells < len(CUT):
        return [(CUT[: max(cells, 0)], "")]
    fitted: list[Piece] = []
    left = cells - len(CUT)
    for text, name in pieces:
        if cell_width(text) > left:
            fitted.append((cut(text, left, ending="").rstrip(" ") + CUT, name))
            break
        fitted.append((text, name))
        left -= cell_width(text)
    return fitted


def hanging(front: Sequence[Piece], lines: Iterable[str], style: str = "") -> Drawn:
    """Return lines of text behind a front; those below the first one are set in as far."""
    blank: Sequence[Piece] = [(" " * width_of(front), "")]
    return [[*(blank if number else front), (line, style)] for number, line in enumerate(lines)]
