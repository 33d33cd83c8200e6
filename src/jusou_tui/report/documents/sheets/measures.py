"""What fits on a page of paper, so that the lines to write on fill it: estimates in millimetres."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from jusou_tui.report.documents.model import (
    BOTTOM,
    CLOSE_SPACING,
    LEAST_POINTS,
    LINE_HEIGHTS,
    MARGIN,
    PAPER_SIZES,
    SPACING,
    Paper,
)
from jusou_tui.text.terminal import cell_width

LARGE_POINTS = 22
_MM_PER_POINT = 0.3528


class Measures(NamedTuple):
    """A page: its paper, which way it lies, the size of its text.

    `spare`: lines of text that stay free. `close`: as of a section, its lines of text are closer. `least`:
    lines to write on that a row of fields has at least.
    """

    paper: Paper
    landscape: bool
    points: float
    spare: float = 0
    close: bool = False
    least: int = 3

    @property
    def text(self) -> float:
        """The height of a line of text."""
        return self.points * (CLOSE_SPACING if self.close else SPACING) * _MM_PER_POINT

    @property
    def cells(self) -> float:
        """How many half-width characters a line holds."""
        return self.width / (self.points / 2 * _MM_PER_POINT)

    @property
    def write(self) -> float:
        """The height of a line to write on."""
        return LINE_HEIGHTS[self.paper]

    @property
    def width(self) -> float:
        """The width between the margins."""
        return PAPER_SIZES[self.paper][self.landscape] - 2 * MARGIN

    @property
    def height(self) -> float:
        """The height between the margins."""
        return PAPER_SIZES[self.paper][not self.landscape] - MARGIN - BOTTOM - self.spare * self.text

    def lines(self, text: str, share: float = 1) -> int:
        """Return how many lines a text takes in a share of the width."""
        cells = max(4.0, (self.width * share - 5) / (self.points / 2 * _MM_PER_POINT))
        return sum(1 + int(cell_width(line) / cells) for line in text.split("\n")) if text else 0

    def texts(self, texts: Iterable[str], share: float = 1) -> float:
        """Return the height of texts below each other."""
        return sum(self.lines(text, share) for text in texts) * self.text


def page_for(*, landscape: bool, large: bool, spare: float = 0) -> Measures:
    """Return the page of a worksheet: A4 at 12 points, or A3 in large print."""
    return Measures("A3" if large else "A4", landscape, LARGE_POINTS if large else LEAST_POINTS, spare)
