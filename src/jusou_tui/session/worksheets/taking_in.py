"""What is filled in elsewhere, against the sheet that is there: what is new, what would be overwritten.

A row that is there already is not added again. One of which the sheet has the beginning, an empty row or an
example that its blank brings, takes that row's place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from jusou_tui.curriculum.model import Worksheet
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.worksheets.filled_table import Filled, FilledRow
from jusou_tui.session.worksheets.layout import block_id, is_blank_row, number_column, row_order


class Put(NamedTuple):
    """A text for a cell. `before`: what the cell says now, "" where nothing. `row`: of a free row, its id."""

    address: str
    text: str
    before: str = ""
    row: str | None = None


class TakingIn(NamedTuple):
    """What becomes of a sheet: texts for empty cells, texts that differ from those there, rows to be added.

    `same`: how many cells and rows say already what they are to say.
    """

    new: tuple[Put, ...] = ()
    differing: tuple[Put, ...] = ()
    rows: tuple[Mapping[str, str], ...] = ()
    same: int = 0

    @property
    def is_nothing(self) -> bool:
        """Whether nothing would change."""
        return not (self.new or self.differing or self.rows)


def compare(worksheet: Worksheet, sheet: Sheet, filled: Filled) -> TakingIn:
    """Return what taking in what is filled makes of a sheet."""
    puts = [Put(place, text, sheet.cells.get(place, "")) for place, text in filled.cells.items()]
    rows = _Rows(worksheet, sheet)
    added = []
    for row in filled.rows:
        target = rows.target(row)
        if target is None:
            added.append(_without_number(worksheet, row.cells) or dict(row.cells))
        else:
            puts += _of_row(worksheet, sheet, target, row.cells)
    new = tuple(put for put in puts if not put.before.strip())
    differing = tuple(put for put in puts if put.before.strip() and _differs(put))
    return TakingIn(new, differing, tuple(added), len(puts) - len(new) - len(differing))


def _of_row(worksheet: Worksheet, sheet: Sheet, row: str, cells: Mapping[str, str]) -> Iterator[Put]:
    for place, text in _without_number(worksheet, cells).items():
        yield Put(place, text, sheet.rows[row].get(place, ""), row)


def _differs(put: Put) -> bool:
    return put.text.strip() != put.before.strip()


def _without_number(worksheet: Worksheet, cells: Mapping[str, str]) -> dict[str, str]:
    """Return a row's cells but for the number that the sheet gives it."""
    numbers = {number_column(block) for block in worksheet.blocks}
    return {
        place: text
        for place, text in cells.items()
        if text.strip() and not (place in numbers and text.strip().isdecimal())
    }


class _Rows:
    """The free rows of a sheet; each is found once."""

    def __init__(self, worksheet: Worksheet, sheet: Sheet) -> None:
        self._worksheet = worksheet
        self._left = {row: dict(sheet.rows[row]) for row in row_order(sheet)}

    def target(self, filled: FilledRow) -> str | None:
        """Return the row that what is filled belongs to, None where it is a new one."""
        found = filled.row if filled.row in self._left else self._found(filled.cells)
        if found is not None:
            del self._left[found]
        return found

    def _found(self, cells: Mapping[str, str]) -> str | None:
        wanted = _stripped(_without_number(self._worksheet, cells))
        same = (row for row, there in self._rows(cells) if there == wanted)
        begun = (row for row, there in self._blank(cells) if there and there.items() <= wanted.items())
        empty = (row for row, there in self._blank(cells) if not there)
        return next(same, None) or next(begun, None) or next(empty, None)

    def _rows(self, cells: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield the rows of the same block, or entries of the same zone, with what they say."""
        places = self._places(cells)
        for row, there in self._left.items():
            if places & set(self._places(there)):
                yield row, _stripped(_without_number(self._worksheet, there))

    def _blank(self, cells: Mapping[str, str]) -> Iterator[tuple[str, dict[str, str]]]:
        for row, there in self._rows(cells):
            if is_blank_row(self._worksheet, self._left[row]):
                yield row, there

    def _places(self, cells: Iterable[str]) -> set[str]:
        """Return what tells rows apart that can be one: the block of a table, the zone of an entry."""
        tables = {
            block.id
            for block in self._worksheet.blocks
            if (block.layout or self._worksheet.layout) == "table"
        }
        return {block_id(place) if block_id(place) in tables else place for place in cells}


def _stripped(cells: Mapping[str, str]) -> dict[str, str]:
    return {place: text.strip() for place, text in cells.items()}
