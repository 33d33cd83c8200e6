"""Measures, colours and sizes of slides. A slide is 1280 by 720 units; texts have points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from jusou_tui.text.terminal import wrap, wrap_phrases

FONT = "BIZ UDPGothic"
UNIT = 9525
"""English Metric Units of one unit of a slide."""
WIDTH, HEIGHT = 1280, 720
LEFT, RIGHT = 64, 1216
INNER = RIGHT - LEFT
TOP, BOTTOM = 128, 636
"""Between which the contents of a slide stand: below its title, above its footer."""

GROUND, SURFACE, LINE = "FBFAF6", "F0EDE4", "D9D2C3"
TEXT, MUTED = "16202E", "4A5568"
PRIMARY, BAR, ACCENT = "00528F", "2F78B5", "7A4B00"

SMALLEST = 18
"""Points below which no text of a slide is."""
_UNITS_A_POINT = 4 / 3
_SPARE = 0.95
"""Of a line's width, what is reckoned with: fonts that stand in may be wider."""
_LEADING = 1.4
_WHOLE_LINE = 72
"""The least height of a line of a question: a tenth of the slide's."""


class Box(NamedTuple):
    """Where a shape is, in units."""

    left: float
    top: float
    width: float
    height: float


class Fit(NamedTuple):
    """A text at a size: its points, and the lines it comes to."""

    points: int
    lines: tuple[str, ...]

    @property
    def height(self) -> float:
        """The height of its lines, in units."""
        return len(self.lines) * line_height(self.points)


def line_height(points: float) -> float:
    """Return the height of a line, in units."""
    return points * _UNITS_A_POINT * _LEADING


def cells(points: float, width: float) -> int:
    """Return how many half-width characters a line holds."""
    return max(2, math.floor(width / (points * _UNITS_A_POINT) * 2 * _SPARE))


def fitted(text: str, width: float, height: float, sizes: Sequence[int], *, phrases: bool = False) -> Fit:
    """Return a text at the largest of the sizes at which it is no higher than `height`, else at the least."""
    broken = _at_phrases if phrases else wrap
    fit = Fit(sizes[-1], ())
    for points in sizes:
        fit = Fit(points, tuple(broken(text, cells(points, width))))
        if fit.height <= height:
            break
    return fit


def _at_phrases(text: str, width: int) -> list[str]:
    """Return lines that end with phrases; where that leaves a letter alone, lines that are full."""
    lines = wrap_phrases(text, width)
    return wrap(text, width) if any(len(line) == 1 for line in lines) else lines


def question_sizes() -> tuple[int, ...]:
    """Return the sizes of a question, a line of the smallest one a tenth of the slide's height."""
    return tuple(points for points in (54, 48, 44, 40) if line_height(points) >= _WHOLE_LINE)
