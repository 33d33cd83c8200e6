"""What is filled in elsewhere, against the sheet that is there: what is new, what would be overwritten.

A row that is there already is not added again. One of which the sheet has the beginning, an empty row or an
example that its blank brings, takes that row's place. So does one that was written over an example of a blank
form; where the sheet's own was changed meanwhile, it differs from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from jusou_tui.curriculum.model import Worksheet
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.worksheets.filled_table import Filled, FilledRow
from jusou_tui.session.worksheets.layout import block_id, is_blank_row, number_column, own_row, row_order


class Put(NamedTuple):
    """A text for a cell. `before`: what the cell says now, "" where nothing. `row`: of a free row, its id.

    `over_example`: what the cell says now is its blank's own, and nobody's.
    """

    address: str
    text: str
    before: str = ""
    row: str | None = None
    over_example: bool = False

    @property
    def is_new(self) -> bool:
        """Whether nobody wrote what is there now, and it says something else."""
        return not self.before.strip() or (self.over_example and _differs(self))


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
    new = tuple(put for put in puts if put.is_new)
    differing = tuple(put for put in puts if not put.is_new and _differs(put))
    return TakingIn(new, differing, tuple(added), len(puts) - len(new) - len(differing))


def _of_row(worksheet: Worksheet, sheet: Sheet, row: str, cells: Mapping[str, str]) -> Iterator[Put]:
    there = sheet.rows[row]
    is_example = is_blank_row(worksheet, there)
    texts = _without_number(worksheet, cells)
    for place, text in texts.items():
        yield Put(place, text, there.get(place, ""), row, is_example)
    if is_example:  # what is left of it would be read with what was written over the rest
        for place, text in _without_number(worksheet, there).items():
            if place not in texts:
                yield Put(place, "", text, row, is_example)


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
        self._by_age = sorted(sheet.rows)
        self._sheet = sheet

    def target(self, filled: FilledRow) -> str | None:
        """Return the row that what is filled belongs to, None where it is a new one."""
        found = filled.row if filled.row in self._left else self._found(filled)
        if found is not None:
            del self._left[found]
        return found

    def _found(self, filled: FilledRow) -> str | None:
        cells = filled.cells
        wanted = _stripped(_without_number(self._worksheet, cells))
        same = (row for row, there in self._rows(cells) if there == wanted)
        begun = (row for row, there in self._blank(cells) if there and there.items() <= wanted.items())
        empty = (row for row, there in self._blank(cells) if not there)
        return next(same, None) or next(begun, None) or self._example(filled) or next(empty, None)

    def _example(self, filled: FilledRow) -> str | None:
        """Return the row that was an example in the place where a blank form was written over.

        It is found by what it says, else by its place while no other example has moved. None where the place
        held no example, or the row is gone.
        """
        block = block_id(next(iter(filled.cells)))
        if filled.place is None or not own_row(self._worksheet, block, filled.place):
            return None
        rows = [row for row in self._by_age if any(block_id(name) == block for name in self._sheet.rows[row])]
        said = [_stripped(_without_number(self._worksheet, self._sheet.rows[row])) for row in rows]
        own = [own_row(self._worksheet, block, place) for place in range(len(rows))]
        example = own_row(self._worksheet, block, filled.place)
        if example in said:
            found = rows[said.index(example)]
            return found if found in self._left else None
        moved = any(one and one in said and said.index(one) != place for place, one in enumerate(own))
        if moved or filled.place >= len(rows) or not said[filled.place]:
            return None
        return rows[filled.place] if rows[filled.place] in self._left else None

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
