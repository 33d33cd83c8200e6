"""A text as rows of cells: one separator for the whole of it, quotation marks as spreadsheets write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from jusou_tui.session.people.roster.words import heading_kind
from jusou_tui.session.tables.delimited import records_of
from jusou_tui.text.terminal import TAB, clean_line

Separator = Literal["tab", "comma", "semicolon", "wide-comma", "touten", "bar", "workbook", ""]
"""What parts the cells; "" where the rows are lines that people wrote by hand."""

_CANDIDATES: dict[Separator, str] = {
    "tab": "\t",
    "comma": ",",
    "semicolon": ";",
    "wide-comma": "，",
    "touten": "、",
    "bar": "|",
}
_HEADER_ONLY: frozenset[Separator] = frozenset({"touten"})
"""Separators that also stand inside cells, hence part cells only below headings parted by them."""
_SURE: frozenset[Separator] = frozenset({"tab"})
"""Separators that nobody writes within a cell, hence believed also where most rows have but one cell."""
_LEAST_SHARE = 0.5
"""Share of the rows that have one number of cells, from which on a separator is believed."""
HEADER_ROWS = 10


@dataclass(frozen=True)
class Row:
    """A row that is not blank: its number as a spreadsheet counts, from 1; its cells, each one clean line."""

    number: int
    cells: tuple[str, ...]

    @property
    def text(self) -> str:
        """What the row says, on one line."""
        return " ".join(cell for cell in self.cells if cell)


@dataclass(frozen=True)
class Table:
    """The rows of a list. `open_quote`: a quotation mark had no partner, so all of them count as letters."""

    rows: tuple[Row, ...]
    separator: Separator = ""
    open_quote: bool = False
    sheet: str = ""
    other_sheets: tuple[str, ...] = ()


def table_of(text: str) -> Table:
    """Return the rows of a text, with the separator that parts it most consistently. Never raises."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace(TAB, "\t")
    best, merit = Table(_lines(plain)), (False, 0.0)
    for separator, sign in _CANDIDATES.items():
        if sign in plain:
            table = _parted(plain, separator, sign)
            found = _merit(table)
            common = separator in _SURE or (found[1] >= _LEAST_SHARE and separator not in _HEADER_ONLY)
            believed = found[0] or common
            if believed and found > merit:
                best, merit = table, found
    return best


def rows_of(cells: Sequence[Sequence[str]]) -> tuple[Row, ...]:
    """Return cells as rows, blank ones left out; the cells are cleaned."""
    rows = (
        Row(number, tuple(map(clean_line, row)))
        for number, row in enumerate(cells, 1)
        if any(cell and not cell.isspace() for cell in row)
    )
    return tuple(row for row in rows if any(row.cells))


def _lines(text: str) -> tuple[Row, ...]:
    return rows_of([[line] for line in text.split("\n")])


def _merit(table: Table) -> tuple[bool, float]:
    """Return whether there are headings, and the share of rows with the commonest number of cells."""
    first = table.rows[:HEADER_ROWS]
    header = any(sum(heading_kind(cell) is not None for cell in row.cells) > 1 for row in first)
    widths = Counter(len(row.cells) for row in table.rows if len(row.cells) > 1)
    most = max(widths.values(), default=0)
    return header, most / len(table.rows) if table.rows else 0.0


def _parted(text: str, separator: Separator, sign: str) -> Table:
    """Return a text parted by a sign. A mark without a partner must not swallow what follows it."""
    if '"' in text:
        records = records_of(text, sign)
        if records is not None:
            return Table(rows_of(records), separator)
    parts = [[cell.strip().strip('"') for cell in line.split(sign)] for line in text.split("\n")]
    return Table(rows_of(parts), separator, open_quote='"' in text)
