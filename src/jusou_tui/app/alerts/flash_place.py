"""Where a flash may stand: lines of the screen that cover no field and no dialog."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

TOP = 1
"""Below the top line."""
BELOW = 1
"""The key bar stays in sight."""
LEAST = 3


@dataclass(frozen=True)
class Band:
    """Lines of the screen: the first one and how many."""

    top: int
    rows: int

    @property
    def end(self) -> int:
        """The line behind the last one."""
        return self.top + self.rows


def place(height: int, wanted: int, fields: Sequence[Band], dialog: Sequence[Band] = ()) -> Band:
    """Return at most `wanted` lines of a screen of `height` lines: the highest free ones, else the most.

    Nothing covers a field. A dialog gives way where beside it not even three lines are free.
    """
    free = list(_free(height, [*fields, *dialog]))
    if max((band.rows for band in free), default=0) < LEAST:
        free = list(_free(height, fields)) or [Band(TOP, max(height - TOP - BELOW, 1))]
    enough = [band for band in free if band.rows >= wanted]
    best = enough[0] if enough else max(free, key=lambda band: band.rows)
    return Band(best.top, min(best.rows, wanted))


def _free(height: int, taken: Sequence[Band]) -> Iterator[Band]:
    line, last = TOP, height - BELOW
    for band in [*sorted(taken, key=lambda one: one.top), Band(last, 0)]:
        top = min(band.top, last)
        if top > line:
            yield Band(line, top - line)
        line = max(line, band.end)
