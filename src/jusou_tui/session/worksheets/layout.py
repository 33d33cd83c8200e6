"""A sheet laid out over its worksheet: parts, lines and cells with their addresses.

Fixed cells are addressed `block/row/column`, `block/row`, `block/column` or `block`; the cells of free rows
`block/column`, entries of a zone `block/zone`, both with the row's id. A growing table and each zone end in a
cell that is not there yet (row `NEW`): writing into it adds the row. What a changed blank no longer knows
stays readable as `leftover`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from jusou_tui.curriculum import addresses

if TYPE_CHECKING:  # as in model/queries.py
    from jusou_tui.curriculum.model import Block, Heading, Layout, Worksheet
    from jusou_tui.session.model.records import Sheet

NEW = "+"
TITLE = "title"
"""The key of the sheet's own title, which is listed among its cells."""

MOST_ROWS = 200
"""Free rows of one sheet."""


class Cell(NamedTuple):
    """One cell: its address, its text without a last newline, its headings.

    `is_example`: the text is the blank's own, and nobody has written in its row. `is_number`: it holds the
    number of its row, or none yet; nobody writes there.
    """

    address: str
    text: str
    headings: tuple[str, ...] = ()
    hint: str | None = None
    row: str | None = None
    is_example: bool = False
    is_number: bool = False

    @property
    def key(self) -> str:
        """The cell's name within its sheet."""
        return self.address if self.row is None else f"{self.row}:{self.address}"


class SheetLine(NamedTuple):
    """Cells side by side under one title: a field, a row of a grid or a table; the entries of a zone."""

    title: str
    cells: tuple[Cell, ...]
    row: str | None = None
    hint: str | None = None


class Part(NamedTuple):
    """A block of the worksheet with its lines. `side` is the one cell beside all rows of a grid."""

    block: Block
    layout: Layout
    lines: tuple[SheetLine, ...]
    side: Cell | None = None

    @property
    def columns(self) -> tuple[Heading, ...]:
        """The headings of the columns."""
        return self.block.columns

    @property
    def cells(self) -> Iterator[Cell]:
        """The cells in reading order."""
        for line in self.lines:
            yield from line.cells
        if self.side is not None:
            yield self.side


class SheetLayout(NamedTuple):
    """A whole sheet. `worksheet` is None where the curriculum no longer has it."""

    worksheet: Worksheet | None
    parts: tuple[Part, ...]
    leftover: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells in reading order."""
        return (*(cell for part in self.parts for cell in part.cells), *self.leftover)

    def find(self, key: str) -> Cell | None:
        """Return the cell of that key, None where there is none."""
        return next((cell for cell in self.cells if cell.key == key), None)


def sheet_layout(worksheet: Worksheet | None, sheet: Sheet) -> SheetLayout:
    """Return the sheet laid out over its worksheet. None: the curriculum no longer has it."""
    parts = tuple(_part(worksheet, block, sheet) for block in worksheet.blocks) if worksheet else ()
    known = {(cell.row, cell.address) for part in parts for cell in part.cells}
    left = [
        Cell(address, _trimmed(text), tuple(address.split("/")))
        for address, text in sorted(sheet.cells.items())
        if (None, address) not in known
    ]
    for row in row_order(sheet):
        left += [
            Cell(address, _trimmed(text), tuple(address.split("/")), row=row)
            for address, text in sorted(sheet.rows[row].items())
            if (row, address) not in known and text.strip()
        ]
    return SheetLayout(worksheet, parts, tuple(left))


def block_id(address: str) -> str:
    """Return the id of the block that an address begins with."""
    return address.partition("/")[0]


def row_order(sheet: Sheet) -> tuple[str, ...]:
    """Return the ids of all free rows in display order: those moved by hand first, then by age."""
    moved = [row for row in dict.fromkeys(sheet.order) if row in sheet.rows]
    return (*moved, *sorted(sheet.rows.keys() - set(moved)))


def is_begun(worksheet: Worksheet | None, sheet: Sheet) -> bool:
    """Return whether the sheet holds any text that does not come with its blank."""
    if any(text.strip() for text in sheet.cells.values()):
        return True
    return any(not is_blank_row(worksheet, row) for row in sheet.rows.values())


def is_blank_row(
    worksheet: Worksheet | None, cells: Mapping[str, str], columns: Collection[str] | None = None
) -> bool:
    """Return whether a row is empty, or says no more than its blank does. A row's number says nothing.

    `columns`: the addresses of those that count, None for all.
    """

    def counted(texts: Mapping[str, str]) -> dict[str, str]:
        return {name: text for name, text in texts.items() if columns is None or name in columns}

    written = counted(_texts(worksheet, cells))
    return not written or (worksheet is not None and written in map(counted, _own_texts(worksheet)))


def _texts(worksheet: Worksheet | None, row: Mapping[str, str]) -> dict[str, str]:
    """Return what a row says: its texts but for its number."""
    numbers = {number_column(block) for block in worksheet.blocks} if worksheet else set()
    stripped = ((name, text.strip()) for name, text in row.items())
    return {name: text for name, text in stripped if text and not (name in numbers and text.isdecimal())}


def _own_texts(worksheet: Worksheet) -> list[dict[str, str]]:
    """Return what the rows of a new sheet say."""
    return [_texts(worksheet, row) for row in first_rows(worksheet)]


def first_rows(worksheet: Worksheet) -> Iterator[dict[str, str]]:
    """Yield the rows of a new sheet: the default ones with their texts, then the blank ones."""
    for block in worksheet.blocks:
        if (block.layout or worksheet.layout) != "table":
            continue
        names = [address for address, _ in _columns(block)]
        number = number_column(block)
        for texts in block.default_rows:
            cells = dict(zip(names, texts, strict=False))
            yield {name: text for name, text in cells.items() if text} or {names[0]: ""}
        labels = [row[0].strip() if row else "" for row in block.default_rows]
        last = sum(not label or label.isdecimal() for label in labels)
        for place in range(last + 1, last + block.blank_rows + 1):
            yield {number: str(place)} if number else {names[0]: ""}


def new_rows(worksheet: Worksheet) -> dict[str, dict[str, str]]:
    """Return the rows of a new sheet that nobody has begun, each by its place as an id."""
    return {f"{number:026d}": cells for number, cells in enumerate(first_rows(worksheet), 1)}


def own_row(worksheet: Worksheet, block: str, place: int) -> dict[str, str]:
    """Return what a row of a new sheet's table says, by its place from 0; {} where it is blank, or none."""
    rows = [row for row in first_rows(worksheet) if any(block_id(name) == block for name in row)]
    return _texts(worksheet, rows[place]) if 0 <= place < len(rows) else {}


def number_column(block: Block) -> str | None:
    """Return the address of the column that numbers the rows, None where there is none."""
    first = block.columns[0] if block.columns else None
    numbers = first is not None and (first.id == "number" or first.title.lower() in {"no", "no.", "番号"})
    return f"{block.id}/{first.id}" if first is not None and numbers else None


def _is_number(label: str) -> bool:
    """Return whether a text in the column of numbers is one, or stands where one will be."""
    return not label.strip() or label.strip().isdecimal()


def _trimmed(text: str) -> str:
    return text.removesuffix("\n")


def _columns(block: Block) -> list[tuple[str, Heading | None]]:
    """Return addresses and headings of a free row's cells; a table without columns has one."""
    return [(addresses.address(block, column), column) for column in block.columns] or [(block.id, None)]


def _part(worksheet: Worksheet, block: Block, sheet: Sheet) -> Part:
    layout = block.layout or worksheet.layout
    side = None
    if layout == "table":
        lines = _table_lines(worksheet, block, sheet)
    elif layout == "zones" and block.rows:
        lines = [_zone(block, zone, sheet) for zone in block.rows]
    else:
        lines = _fixed_lines(block, sheet, worksheet.name)
        if block.side is not None:
            side = _fixed(block, sheet, (), (block.side,))
    return Part(block, layout, tuple(lines), side)


def _fixed(block: Block, sheet: Sheet, over: tuple[Heading, ...], under: tuple[Heading, ...]) -> Cell:
    """Return a fixed cell under its row's heading (`over`) and its column's (`under`)."""
    headings = (*over, *under)
    address = addresses.address(block, *headings)
    titles = tuple(heading.title for heading in headings)
    hint = next((heading.hint for heading in reversed(headings) if heading.hint), None)
    return Cell(address, _trimmed(sheet.cells.get(address, "")), titles, hint)


def _fixed_lines(block: Block, sheet: Sheet, name: str) -> list[SheetLine]:
    """Return the lines of a form, a grid or a memo."""
    if not block.rows and not block.columns:
        cell = Cell(block.id, _trimmed(sheet.cells.get(block.id, "")), (block.title or name,))
        return [SheetLine("", (cell,))]
    if not block.rows:
        return [SheetLine("", tuple(_fixed(block, sheet, (), (column,)) for column in block.columns))]
    if not block.columns:
        return [
            SheetLine(row.title, (_fixed(block, sheet, (row,), ()),), hint=row.hint) for row in block.rows
        ]
    return [
        SheetLine(
            row.title,
            tuple(_fixed(block, sheet, (row,), (column,)) for column in block.columns),
            None,
            row.hint,
        )
        for row in block.rows
    ]


def _rows_of(block: Block, sheet: Sheet) -> list[str]:
    """Return the ids of the free rows of a block, in their order."""
    return [
        row for row in row_order(sheet) if any(block_id(address) == block.id for address in sheet.rows[row])
    ]


def _table_lines(worksheet: Worksheet, block: Block, sheet: Sheet) -> list[SheetLine]:
    columns = _columns(block)
    rows = _rows_of(block, sheet)
    own = [texts for texts in _own_texts(worksheet) if texts] if block.default_rows else []
    number = number_column(block)
    lines = []
    for place, row in enumerate([*rows, *([NEW] if len(sheet.rows) < MOST_ROWS else [])], 1):
        cells = sheet.rows.get(row, {})
        said = _texts(worksheet, cells) if own else {}
        said.pop(number or "", None)
        examples = said if said in own else {}
        made = tuple(
            Cell(
                address,
                _trimmed(cells.get(address, "")),
                (column.title,) if column else (block.title,) if block.title else (),
                column.hint if column else None,
                row,
                address in examples,
                address == number and _is_number(cells.get(address, "")),
            )
            for address, column in columns
        )
        lines.append(SheetLine("" if row == NEW else str(place), made, row))
    return lines


def _zone(block: Block, zone: Heading, sheet: Sheet) -> SheetLine:
    address = addresses.address(block, zone)
    entries = [row for row in row_order(sheet) if address in sheet.rows[row]]
    more = [NEW] if len(sheet.rows) < MOST_ROWS else []
    cells = tuple(
        Cell(
            address,
            _trimmed(sheet.rows.get(row, {}).get(address, "")),
            (zone.title,),
            zone.hint,
            row,
        )
        for row in [*entries, *more]
    )
    return SheetLine(zone.title, cells, hint=zone.hint)


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


def put_back(sheet: Sheet, row: str, cells: Mapping[str, str], order: Sequence[str]) -> Sheet:
    """Return the sheet with a row again that once stood in `order`: behind all that stood before it then."""
    grown = sheet.model_copy(update={"rows": {**sheet.rows, row: dict(cells)}})
    earlier = set(order[: order.index(row)]) if row in order else set(sheet.rows)
    rows = list(row_order(sheet))
    rows.insert(max((place for place, one in enumerate(rows, 1) if one in earlier), default=0), row)
    return grown if row_order(grown) == tuple(rows) else grown.model_copy(update={"order": tuple(rows)})


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
            if _is_number(label):
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
    numbers = [label for label in labels if _is_number(label)]
    return numbers == [str(place) for place in range(1, len(numbers) + 1)]
