"""One sheet being filled in: the current cell, writing into it, rows and entries added, removed, moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from jusou_tui.curriculum.model import Worksheet
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.queries import sheets_of, worksheet_name
from jusou_tui.session.model.records import Edit, Sheet, Todo
from jusou_tui.session.programme.todos import todo_of, todo_rows
from jusou_tui.session.worksheets.layout import (
    NEW,
    TITLE,
    Cell,
    SheetLayout,
    block_of,
    is_blank_row,
    moved,
    neighbours,
    next_zone,
    sheet_layout,
)
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording import t

Kind = Literal["title", "fixed", "row", "entry"]
Deleted = Literal["emptied", "removed", "filled", "nothing"]
"""What Del did: emptied a cell, removed a row or entry, or neither, as the row is filled or nothing there."""


class SheetEditor:
    """One sheet of the open session, and its current cell. `offers_title`: its title is among its cells."""

    def __init__(self, live: LiveSession, identifier: str, cell: str | None = None) -> None:
        self.live = live
        self.identifier = identifier
        self.key = cell or ""
        self.offers_title = False
        self._place = 0
        self._laid_out: tuple[Sheet, SheetLayout] | None = None
        self._keyed: tuple[SheetLayout, Cell | None, Mapping[str, Cell]] | None = None
        self.settle()
        if cell is None:
            self.key = self._first(self.filled.cells) or TITLE

    @property
    def sheet(self) -> Sheet | None:
        """The sheet, also where nothing is written in it yet; None once it has been removed."""
        return self.live.book.sheets.get(self.identifier)

    @property
    def worksheet(self) -> Worksheet | None:
        """Its blank, None where the curriculum no longer has it."""
        return self.live.curriculum.worksheet(self.sheet.worksheet) if self.sheet else None

    @property
    def name(self) -> str:
        """What its worksheet is called, else the id of that."""
        worksheet, sheet = self.worksheet, self.sheet
        return worksheet_name(worksheet, sheet) if sheet else ""

    @property
    def filled(self) -> SheetLayout:
        """The sheet laid out over its blank."""
        sheet, worksheet = self.sheet, self.worksheet
        if sheet is None:
            return SheetLayout(None, (), ())
        if (
            self._laid_out is None
            or self._laid_out[0] is not sheet
            or self._laid_out[1].worksheet is not worksheet
        ):
            self._laid_out = sheet, sheet_layout(worksheet, sheet)
        return self._laid_out[1]

    @property
    def title_cell(self) -> Cell | None:
        """The sheet's own title, where one needs it to tell sheets apart."""
        sheet, worksheet = self.sheet, self.worksheet
        if sheet is None:
            return None
        others = {key for key, _ in sheets_of(self.live.book.session, worksheet=sheet.worksheet)}
        several = bool(others - {self.identifier})
        if not (sheet.title or several or self.offers_title or (worksheet and worksheet.per_case)):
            return None
        return Cell(TITLE, sheet.title, (t("common.title"),), t("sheet.title_hint"))

    @property
    def cells(self) -> list[Cell]:
        """All cells that somebody writes in, in reading order, the title first."""
        return list(self._by_key.values())

    @property
    def _by_key(self) -> Mapping[str, Cell]:
        """The cells by their keys, in reading order."""
        filled, title = self.filled, self.title_cell
        if self._keyed is None or self._keyed[0] is not filled or self._keyed[1] != title:
            written = (cell for cell in filled.cells if not cell.is_number)
            cells = (*([title] if title else []), *written)
            self._keyed = filled, title, {cell.key: cell for cell in cells}
        return self._keyed[2]

    @property
    def cell(self) -> Cell:
        """The current cell; an empty one where there is none at all."""
        return self._by_key.get(self.key) or Cell("", "")

    @property
    def own_text(self) -> str:
        """What somebody wrote in the current cell, where typing goes on: "" for the example of its blank."""
        return "" if self.cell.is_example else self.cell.text

    @property
    def kind(self) -> Kind:
        """The kind of the current cell."""
        cell = self.cell
        if cell.row is None:
            return "title" if cell.address == TITLE else "fixed"
        block = block_of(self.worksheet, cell.address) if self.worksheet else None
        layout = block.layout or self.worksheet.layout if block and self.worksheet else "table"
        return "entry" if layout == "zones" else "row"

    def settle(self) -> None:
        """Find the current cell again after a change: the same one, else the one in its place."""
        keys = list(self._by_key)
        if self.key not in keys and keys:
            self.key = keys[min(self._place, len(keys) - 1)]
        self._place = keys.index(self.key) if self.key in keys else 0

    def go(self, key: str) -> None:
        """Take another current cell."""
        self.key = key
        self.settle()
        self.remember()

    def remember(self) -> None:
        """Keep in the session where one is."""
        self.live.book.set_view(sheet=self.identifier, cell=self.key)

    def beside(self, by: int) -> str | None:
        """Return the next cell in reading order (or the one before), None at the end."""
        keys = list(self._by_key)
        place = (keys.index(self.key) if self.key in keys else 0) + by
        return keys[place] if 0 <= place < len(keys) else None

    @property
    def place_name(self) -> str:
        """What the current cell is called: its row where it is one of a table, and its headings."""
        return " / ".join(filter(None, (self.row_name, *map(clean_line, self.cell.headings))))

    @property
    def row_name(self) -> str:
        """What the row of the current cell is called, "" where it is in none of a table."""
        row = self.cell.row
        if row is None or self.kind != "row":
            return ""
        if row == NEW:
            return t("sheet.new_row")
        lines = (line for part in self.filled.parts for line in part.lines if line.row == row)
        return next((clean_line(t("common.row", number=line.title)) for line in lines), "")

    def go_to_change(self, edits: Iterable[Edit]) -> None:
        """Go to the first cell that a change of this sheet changed, where it is still there."""
        changed = next((one for one in edits if one.address == ("sheets", self.identifier)), None)
        if changed is None or not isinstance(changed.before, Sheet) or not isinstance(changed.after, Sheet):
            return
        before, after = dict(_texts(changed.before)), dict(_texts(changed.after))
        key = next((cell.key for cell in self.cells if before.get(cell.key) != after.get(cell.key)), None)
        if key is not None:
            self.go(key)

    def _first(self, cells: Iterable[Cell]) -> str | None:
        """Return the first cell that somebody writes in."""
        return next((cell.key for cell in cells if not cell.is_number), None)

    def write(self, text: str, *, typing: bool = True) -> None:
        """Write into the current cell. In one that is not there yet the first letter adds its row.

        `typing`: it is undone together with what was typed just before.

        Raises InputError where the sheet is full.
        """
        cell, book = self.cell, self.live.book
        if cell.address == TITLE:
            book.sheets.rename(self.identifier, text)
        elif cell.row != NEW:
            book.sheets.set_cell(
                self.identifier,
                cell.address,
                text,
                cell.row,
                worksheet=self.worksheet,
                typing=typing,
                name=self.place_name,
            )
        elif text.strip():
            row = book.sheets.add_row(self.identifier, {cell.address: text}, worksheet=self.worksheet)
            self.go(f"{row}:{cell.address}")

    def add(self) -> bool:
        """Add a row, or an entry, behind the current one. Raises InputError where the sheet is full."""
        cell = self.cell
        if self.kind not in {"row", "entry"}:
            return False
        after = None if cell.row == NEW else cell.row
        row = self.live.book.sheets.add_row(
            self.identifier, {cell.address: ""}, after=after, worksheet=self.worksheet
        )
        self.go(self._first([one for one in self.filled.cells if one.row == row]) or self.key)
        return True

    def delete(self) -> Deleted:
        """Empty the current cell; remove the row in which nothing is written, or the entry."""
        cell, sheet = self.cell, self.sheet
        if sheet is None or cell.row == NEW:
            return "nothing"
        if cell.text and self.kind != "entry":
            self.write("", typing=False)
            return "emptied"
        if cell.row is None:
            return "nothing"
        if self.kind == "row" and not is_blank_row(self.worksheet, sheet.rows[cell.row]):
            return "filled"
        return "removed" if self.remove() else "nothing"

    def remove(self) -> bool:
        """Remove the current row or entry."""
        cell = self.cell
        if cell.row in {None, NEW}:
            return False
        self.live.book.sheets.remove_row(self.identifier, str(cell.row), self.worksheet)
        self.settle()
        return True

    @property
    def todo(self) -> Todo | None:
        """The ToDo that the current row is, None where it is none."""
        row = self.cell.row
        return todo_of(self.live.book.session, self.live.curriculum, row) if row else None

    def tick(self) -> bool:
        """Tick the current row off, or on again; an example becomes a ToDo by it. False: it can be none."""
        sheet, row = self.sheet, self.cell.row
        if sheet is None or row is None:
            return False
        place = next(todo_rows({self.identifier: sheet}, self.live.curriculum, row), None)
        if place is None or not sheet.rows[place.row].get(place.columns.what, "").strip():
            return False
        todo = self.todo
        self.live.book.sheets.keep(self.identifier)
        self.live.book.todo_rows.tick(place, todo is None or todo.done is None)
        return True

    def move(self, by: int) -> bool:
        """Move the row, or the entry within its zone, one place."""
        cell, sheet = self.cell, self.sheet
        if cell.row in {None, NEW} or sheet is None:
            return False
        row = str(cell.row)
        among = neighbours(sheet, row, cell.address, is_zone=self.kind == "entry")
        order = moved(sheet, row, by, among)
        if order is None:
            return False
        self.live.book.sheets.order_rows(self.identifier, order, self.worksheet)
        return True

    def move_zone(self, by: int) -> bool:
        """Move the current entry into the next zone, or the one before."""
        cell = self.cell
        if cell.row in {None, NEW} or self.worksheet is None or self.kind != "entry":
            return False
        zone = next_zone(self.worksheet, cell.address, by)
        if zone is None:
            return False
        self.live.book.sheets.move_entry(self.identifier, str(cell.row), zone)
        self.go(f"{cell.row}:{zone}")
        return True


def _texts(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield the texts of a sheet, each with the key of its cell."""
    yield TITLE, sheet.title
    yield from sheet.cells.items()
    for row, cells in sheet.rows.items():
        yield from ((f"{row}:{address}", text) for address, text in cells.items())
