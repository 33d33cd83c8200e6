"""The parts a report is made of, bars among them. They know no width, no colour and no file format.

Named tuples, because seven data classes cost a command 3 ms of its start.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from jusou_tui.wording.values import bracketed

Level = Literal[1, 2, 3, 4]
Style = Literal["plain", "title", "heading", "muted", "warning", "done", "added", "removed"]


class ReportHeading(NamedTuple):
    """A heading; level 1 is the report's title, 2 a chapter, 3 a section, 4 a section within one.

    `aside`: a few words that stand at the right edge on paper, and in brackets behind the text elsewhere.
    """

    text: str
    level: Level = 1
    aside: str = ""

    @property
    def line(self) -> str:
        """The text with what stands beside it."""
        return self.text + bracketed(self.aside)


class Paragraph(NamedTuple):
    """Running text; newlines are kept, `indent` counts cells."""

    text: str
    style: Style = "plain"
    indent: int = 0


class Item(NamedTuple):
    """An entry of a list, hanging behind its mark."""

    text: str
    mark: str = "- "
    style: Style = "plain"
    indent: int = 0


class Pairs(NamedTuple):
    """Labels and their values, aligned. A tuple of names is a list in which no line break parts a name."""

    rows: tuple[tuple[str, str | tuple[str, ...]], ...]


class Bar(NamedTuple):
    """A cell drawn as a bar: amounts of one unit; `longest` is the one that fills a bar."""

    planned: float
    actual: float
    longest: float


class Column(NamedTuple):
    """A column of a table. Where the table is too wide, `flexible` ones become narrower first, and wrap."""

    title: str
    align: Literal["left", "right"] = "left"
    flexible: bool = False


class Table(NamedTuple):
    """Rows of cells under their columns; `styles` by row, plain where there are fewer of them."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | Bar, ...], ...]
    styles: tuple[Style, ...] = ()
    indent: int = 0


Block = ReportHeading | Paragraph | Item | Pairs | Table


def section(title: str, texts: Iterable[str], level: Level = 3) -> list[Block]:
    """Return a section heading with its list, nothing at all where the list is empty."""
    items = [Item(text) for text in texts]
    return [ReportHeading(title, level), *items] if items else []


def numbered(title: str, texts: Sequence[str], level: Level = 3) -> list[Block]:
    """Return a section heading with a numbered list, nothing at all where the list is empty."""
    items = [Item(text, f"{number}. ") for number, text in enumerate(texts, 1)]
    return [ReportHeading(title, level), *items] if items else []


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
