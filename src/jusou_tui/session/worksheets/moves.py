"""Orders of a sheet's rows and entries after a move, and their numbers. `book.sheets` stores them."""

from __future__ import annotations

from jusou_tui.curriculum.model import Block, Worksheet
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.worksheets.layout import block_id, number_column, row_order


def block_of(worksheet: Worksheet, address: str) -> Block | None:
    """Return the block that an address begins with."""
    return next((block for block in worksheet.blocks if block.id == block_id(address)), None)


def neighbours(sheet: Sheet, row: str, address: str, *, is_zone: bool) -> list[str]:
    """Return the rows among which a row moves: those of its table, or the entries of its zone."""

    def is_neighbour(name: str) -> bool:
        return name == address if is_zone else block_id(name) == block_id(address)

    return [
        one for one in row_order(sheet) if one == row or any(is_neighbour(name) for name in sheet.rows[one])
    ]


def moved(sheet: Sheet, row: str, by: int, among: list[str]) -> tuple[str, ...] | None:
    """Return the order of all rows with `row` moved `by` places among the rows `among`, None at an end."""
    place = among.index(row) + by
    if not 0 <= place < len(among):
        return None
    order = list(row_order(sheet))
    here, there = order.index(row), order.index(among[place])
    order.insert(there, order.pop(here))
    return tuple(order)


def inserted(sheet: Sheet, row: str, after: str | None) -> tuple[str, ...]:
    """Return the order of all rows with the new one after `after` (None: at the end)."""
    order = [one for one in row_order(sheet) if one != row]
    order.insert(order.index(after) + 1 if after in order else len(order), row)
    return tuple(order)


def next_zone(worksheet: Worksheet, address: str, by: int) -> str | None:
    """Return the address of the zone `by` places further in the same block, None at an end."""
    block = block_of(worksheet, address)
    if block is None:
        return None
    zones = [f"{block.id}/{zone.id}" for zone in block.rows]
    place = zones.index(address) + by if address in zones else -1
    return zones[place] if 0 <= place < len(zones) else None


def renumbered(worksheet: Worksheet, before: Sheet, after: Sheet) -> Sheet:
    """Return `after` with its tables renumbered, where they were numbered 1, 2, 3 ... `before`.

    A label that is no number, such as （例）, stays and does not count.
    """
    for block in worksheet.blocks:
        column = number_column(block)
        if column is None or not _is_numbered(before, block, column):
            continue
        rows = dict(after.rows)
        place = 0
        for row in row_order(after):
            if not any(block_id(name) == block.id for name in rows[row]):
                continue
            label = rows[row].get(column, "").strip()
            if not label or label.isdecimal():
                place += 1
                rows[row] = {**rows[row], column: str(place)}
        after = after.model_copy(update={"rows": rows})
    return after


def _is_numbered(sheet: Sheet, block: Block, column: str) -> bool:
    """Return whether the numbers of a table's rows are 1, 2, 3 ..."""
    labels = [
        sheet.rows[row].get(column, "").strip()
        for row in row_order(sheet)
        if any(block_id(name) == block.id for name in sheet.rows[row])
    ]
    numbers = [label for label in labels if not label or label.isdecimal()]
    return numbers == [str(place) for place in range(1, len(numbers) + 1)]
