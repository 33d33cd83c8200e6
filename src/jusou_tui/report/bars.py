"""Bars that compare what was spent with what was planned, drawn in characters of one cell."""

from __future__ import annotations

from typing import NamedTuple

from jusou_tui.report.blocks import Bar

BAR_CELLS = 36
"""Cells of the longest bar in a report."""
WITHIN = "="
OVER = "+"
WON = "."
"""The characters of a bar's parts, which tell them apart without colour."""


class BarParts(NamedTuple):
    """A bar's cells: what was spent within the plan, beyond it, and what was won of it."""

    within: int
    over: int
    won: int


def bar_parts(bar: Bar, cells: int) -> BarParts:
    """Return a bar's parts in at most `cells` cells, at least one for any amount but 0."""

    def length(amount: float) -> int:
        return max(1 if amount else 0, int(amount * cells / bar.longest)) if bar.longest else 0

    actual, planned = length(bar.actual), length(bar.planned)
    if bar.actual > bar.planned:
        over = max(1, actual - planned)
        return BarParts(min(planned, cells - over), over, 0)
    if bar.actual < bar.planned:
        won = max(1, planned - actual)
        return BarParts(min(actual, cells - won), 0, won)
    return BarParts(actual, 0, 0)


def cell_text(cell: str | Bar) -> str:
    """Return a table's cell as a text, a bar drawn in up to 36 characters."""
    if isinstance(cell, str):
        return cell
    parts = bar_parts(cell, BAR_CELLS)
    return WITHIN * parts.within + OVER * parts.over + WON * parts.won
