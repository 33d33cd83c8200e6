"""Rows that come from a spreadsheet as what they fill of a worksheet: cells, free rows, entries of zones.

A form that the program wrote is read by the keys in its first column. Other rows are read by headings; rows
without any by their columns, where the worksheet has one table, or as its one field.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

from jusou_tui.curriculum.addresses import fixed_addresses, layout_of, row_addresses
from jusou_tui.curriculum.model import Block, Worksheet
from jusou_tui.session.model import normalise
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.worksheets.layout import is_blank_row, number_column
from jusou_tui.session.worksheets.lines import (
    PERSON_KEY,
    TITLE_KEY,
    Line,
    LineKey,
    block_lines,
    read_line_key,
    read_sheet_key,
)
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording import LANGUAGES, catalogue

_LEAST_HEADINGS = 2
_MARKS = re.compile(r"■|【[^】]*】")
"""What stands before texts of the blank in a form."""
_NOWHERE = "?"
"""The address of a column that is none of the worksheet's."""
_NO_TIME = datetime(1970, 1, 1, tzinfo=UTC)


class FilledRow(NamedTuple):
    """A free row, or the entry of a zone. `row`: the id of the row that it was before, where it was one.

    `place`: which of the rows of its table it was in a blank form, from 0.
    """

    cells: Mapping[str, str]
    row: str | None = None
    place: int | None = None


class Unread(NamedTuple):
    """A row that fills nothing, or what of it does not: its number from 1, and what it says."""

    number: int
    text: str


@dataclass
class Filled:
    """What rows fill of a worksheet. `person`: who wrote it, as it is written."""

    title: str = ""
    person: str = ""
    cells: dict[str, str] = field(default_factory=dict)
    rows: list[FilledRow] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filled."""
        return not (self.cells or self.rows)


def read_rows(worksheet: Worksheet, rows: Sequence[Sequence[str]]) -> Filled:
    """Return what the rows of a table fill of a worksheet. What is not understood is in `unread`."""
    marked = next((place for place, row in enumerate(rows) if row and read_sheet_key(row[0])), None)
    reader = _Reader(worksheet)
    if marked is None:
        _ByHeadings(worksheet, reader).read(rows)
    else:
        _by_keys(reader, rows, marked + 1)
    reader.found.rows = [row for row in reader.found.rows if not is_blank_row(worksheet, row.cells)]
    return reader.found


def is_table_of(worksheet: Worksheet, rows: Sequence[Sequence[str]]) -> bool:
    """Return whether rows are most likely a table: one has the sheet's headings, or all fit its one table.

    Those fit that have equally many cells each, several, and no more than the table.
    """
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    reader = _ByHeadings(worksheet, _Reader(worksheet))
    if any(map(reader.has_headings, filled)):
        return True
    blocks = worksheet.blocks
    if len(blocks) != 1 or layout_of(worksheet, blocks[0]) != "table":
        return False
    widths = {len(row) for row in filled}
    return len(widths) == 1 and 1 < max(widths) <= len(blocks[0].columns)


@dataclass
class _Reader:
    """Gathers what is read; knows which addresses there are."""

    worksheet: Worksheet
    found: Filled = field(default_factory=Filled)

    def __post_init__(self) -> None:
        self._fixed = frozenset(fixed_addresses(self.worksheet))
        self._free = frozenset(row_addresses(self.worksheet))
        self._numbers = {number_column(block) for block in self.worksheet.blocks}

    def take(self, number: int, line: LineKey, texts: Sequence[str], row_place: int | None = None) -> None:
        """Take the texts of a line; those that belong nowhere are not understood.

        `row_place`: as `FilledRow.place`.
        """
        placed = [(place, text) for place, text in zip(line.addresses, texts, strict=False) if place]
        beyond = [text for text in texts[len(line.addresses) :] if text.strip()]
        if line.kind == "cell":
            beyond += [text for place, text in placed if place not in self._fixed and text.strip()]
            self.found.cells |= {
                place: stored for place, text in placed if place in self._fixed and (stored := _stored(text))
            }
        else:
            beyond += [text for place, text in placed if place not in self._free and text.strip()]
            cells = {
                place: stored for place, text in placed if place in self._free and (stored := _stored(text))
            }
            if cells:
                self.found.rows.append(FilledRow(cells, line.row, row_place))
        self.leave(number, beyond)

    def label(self, name: str, text: str) -> None:
        """Take the sheet's title, or who wrote it."""
        if name == TITLE_KEY:
            self.found.title = clean_line(text)
        else:
            self.found.person = clean_line(text)

    def leave(self, number: int, texts: Iterable[str]) -> None:
        """Leave texts out, and say so."""
        if said := " ".join(filter(None, map(clean_line, texts))):
            self.found.unread.append(Unread(number, said))


def _stored(text: str) -> str:
    return normalise.cell(text) if text.strip() else ""


def _by_keys(reader: _Reader, rows: Sequence[Sequence[str]], first: int) -> None:
    """Read a form of ours. A row that was added has no key: it is one of the table above it."""
    above: LineKey | None = None
    places: Counter[str] = Counter()
    for number, row in enumerate(rows[first:], first + 1):
        key, cells = (row[0], row[1:]) if row else ("", ())
        if key in {TITLE_KEY, PERSON_KEY}:
            reader.label(key, cells[1] if len(cells) > 1 else "")
            continue
        line = read_line_key(key)
        if line is not None:
            table = line.addresses[0].partition("/")[0]
            is_blank = line.kind == "row" and line.row is None
            reader.take(number, line, cells, places[table] if is_blank else None)
            places[table] += is_blank
            above = line._replace(row=None) if line.kind != "cell" else None
        elif not key and above is not None and any(cell.strip() for cell in cells):
            reader.take(number, above, cells)
        elif not any(cell.strip() for cell in cells):
            continue
        else:  # headings and hints, which say nothing that was filled in
            above = None


@dataclass
class _ByHeadings:
    """Reads rows that have no keys, one after the other."""

    worksheet: Worksheet
    reader: _Reader

    def __post_init__(self) -> None:
        blank = Sheet(at=_NO_TIME, worksheet=self.worksheet.id)
        self._lines = [
            (block, line)
            for block in self.worksheet.blocks
            for line in block_lines(self.worksheet, block, blank)
        ]
        self._heads = [(block, line) for block, line in self._lines if line.kind == "heads"]
        self._titled = {
            _folded(line.cells[0]): (block, line)
            for block, line in self._lines
            if line.kind != "heads" and line.addresses[0] == "" and line.cells[0]
        }
        self._own = _own_texts(self.worksheet)
        self._block: Block | None = None
        self._columns: dict[int, str] = {}
        self._zone: Line | None = None

    def read(self, rows: Sequence[Sequence[str]]) -> None:
        """Read all rows."""
        if not any(self._is_known(row) for row in rows):
            self._without_headings(rows)
            return
        for number, row in enumerate(rows, 1):
            if any(cell.strip() for cell in row):
                self._row(number, row)

    def has_headings(self, row: Sequence[str]) -> bool:
        """Return whether a row is the headings of a block."""
        return len(row) > 1 and self._heads_in(row) is not None

    def _is_known(self, row: Sequence[str]) -> bool:
        first = next((cell for cell in row if cell.strip()), "")
        return _folded(first) in self._titled or self._heads_in(row) is not None

    def _row(self, number: int, row: Sequence[str]) -> None:
        heads = self._heads_in(row)
        if heads is not None:
            self._block, self._columns, self._zone = heads[0], heads[1], None
            return
        place = next(place for place, cell in enumerate(row) if cell.strip())
        first = _folded(row[place])
        if first in self._titled:
            self._titled_row(number, row, place)
        elif (label := _labels().get(first)) is not None:
            self.reader.label(label, next((cell for cell in row[place + 1 :] if cell.strip()), ""))
        elif not self._says_nothing(row):
            self._untitled_row(number, row)

    def _titled_row(self, number: int, row: Sequence[str], place: int) -> None:
        block, line = self._titled[_folded(row[place])]
        rest = list(row[place + 1 :])
        self._zone = line if line.kind == "entry" else None
        if line.kind == "entry":
            for text in filter(str.strip, rest):
                self.reader.take(number, LineKey("entry", line.addresses[1:], None), [text])
            return
        addresses = line.addresses[1:]
        if len(addresses) == 1:
            self.reader.take(number, LineKey("cell", addresses, None), ["\n".join(filter(str.strip, rest))])
        elif self._block is block:
            below = {one.rpartition("/")[2]: one for one in addresses}
            columns = {at: below.get(one.rpartition("/")[2], "") for at, one in self._columns.items()}
            found = tuple("" if at == place else columns.get(at, _NOWHERE) for at in range(len(row)))
            self.reader.take(number, LineKey("cell", found, None), row)
        else:
            self.reader.take(number, LineKey("cell", addresses, None), rest)

    def _untitled_row(self, number: int, row: Sequence[str]) -> None:
        """Read a row below headings, or one more entry of the zone above it."""
        if self._zone is not None and not row[0].strip():
            for text in filter(str.strip, row):
                self.reader.take(number, LineKey("entry", self._zone.addresses[1:], None), [text])
        elif self._block is not None:
            found = tuple(self._columns.get(at, _NOWHERE) for at in range(len(row)))
            if layout_of(self.worksheet, self._block) == "table":
                self.reader.take(number, LineKey("row", found, None), row)
            elif not self._block.rows:
                self.reader.take(number, LineKey("cell", found, None), row)
                self._block = None
            else:
                self.reader.leave(number, row)
        else:
            self.reader.leave(number, row)

    def _heads_in(self, row: Sequence[str]) -> tuple[Block, dict[int, str]] | None:
        """Return the block whose headings a row has, and which column is which."""
        cells = [_folded(cell) for cell in row]
        for block, line in self._heads:
            titles = {_folded(title): place for title, place in zip(line.cells, line.addresses, strict=True)}
            titles.pop("", None)
            columns = {at: titles[cell] for at, cell in enumerate(cells) if cell in titles}
            if len(set(columns.values())) >= min(_LEAST_HEADINGS, len(titles)):
                return block, columns
        return None

    def _without_headings(self, rows: Sequence[Sequence[str]]) -> None:
        """Read rows that have no headings: those of the one table, or the text of the one field."""
        filled = [(number, row) for number, row in enumerate(rows, 1) if not self._says_nothing(row)]
        blocks = self.worksheet.blocks
        if len(blocks) == 1 and layout_of(self.worksheet, blocks[0]) == "table":
            addresses = self._positions([row for _, row in filled])
            for number, row in filled:
                self.reader.take(number, LineKey("row", addresses, None), row)
        elif list(fixed_addresses(self.worksheet)) == [blocks[0].id]:
            text = "\n".join(" ".join(filter(str.strip, row)) for _, row in filled)
            self.reader.take(1, LineKey("cell", (blocks[0].id,), None), [text])
        else:
            for number, row in filled:
                self.reader.leave(number, row)

    def _says_nothing(self, row: Sequence[str]) -> bool:
        """Return whether a row is blank, or says what the blank says."""
        texts = [_MARKS.sub("", _folded(cell)) for cell in row if cell.strip()]
        return not texts or (len(texts) == 1 and (texts[0] in self._own or texts[0] in _labels()))

    def _positions(self, rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
        """Return which column of a table each cell is, where no headings say it.

        Numbers of rows are left out by those who type rows, and come along with copied ones.
        """
        addresses = tuple(row_addresses(self.worksheet))
        if number_column(self.worksheet.blocks[0]) != addresses[0]:
            return addresses
        numbered = all(not row[0].strip() or row[0].strip().rstrip(".").isdecimal() for row in rows)
        return addresses if numbered else addresses[1:]


def _own_texts(worksheet: Worksheet) -> frozenset[str]:
    """Return what a blank says besides its headings."""
    texts = [worksheet.title, worksheet.name, worksheet.goal, worksheet.caution, *worksheet.hints]
    for block in worksheet.blocks:
        texts += [block.title, *block.hints]
        texts += [heading.group for heading in block.columns]
    return frozenset(_folded(text) for text in texts if text)


def _folded(text: str) -> str:
    """Return a heading so that the ways to write it are one; hints stand in lines below it."""
    first = text.strip().partition("\n")[0]
    return "".join(unicodedata.normalize("NFKC", first).casefold().split())


@cache
def _labels() -> Mapping[str, str]:
    """Return what stands beside a sheet's title and its writer, in any language of ours."""
    messages = (("supplement.title_label", TITLE_KEY), ("supplement.person_label", PERSON_KEY))
    return {
        _folded(catalogue(language).gettext(message)): name
        for language in LANGUAGES
        for message, name in messages
    }
