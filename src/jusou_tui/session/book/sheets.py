"""Filled worksheets: cells, free rows, entries of zones. A row that is a ToDo takes its record with it.

A sheet that was opened and not written in is no record: the first thing that is written makes it one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jusou_tui.curriculum.model import Worksheet
from jusou_tui.errors import InputError
from jusou_tui.session.book.core import Ledger
from jusou_tui.session.model import normalise
from jusou_tui.session.model.ids import id_behind
from jusou_tui.session.model.records import Address, Edit, Entry, Sheet, entry_at
from jusou_tui.session.programme.todos import mirrored, place_of
from jusou_tui.session.worksheets.layout import MOST_ROWS, first_rows, inserted, put_back, renumbered
from jusou_tui.text.terminal import clean_line

if TYPE_CHECKING:  # imported where a sheet is taken in
    from jusou_tui.session.worksheets.taking_in import TakingIn


@dataclass(frozen=True)
class Sheets:
    """Changes of sheets. An unknown id raises KeyError. `blanks`: opened ones, by id, kept in memory only."""

    ledger: Ledger
    blanks: dict[str, Sheet] = field(default_factory=dict)

    def get(self, identifier: str) -> Sheet | None:
        """Return the sheet of that id, one that nothing is written in yet among them; None: there is none."""
        return self.ledger.session.sheets.get(identifier) or self.blanks.get(identifier)

    def open_blank(self, worksheet: Worksheet, title: str = "", step: str | None = None) -> str:
        """Return the id of a sheet that becomes a record when something is written into it.

        One that was opened before, and that nobody wrote in, is that same sheet.
        """
        blank = self._blank(worksheet, title, step)
        for identifier, other in self.blanks.items():
            if identifier not in self.ledger.session.sheets and _same_blank(other, blank):
                return identifier
        identifier = self.ledger.fresh_id()
        self.blanks[identifier] = blank
        return identifier

    def keep(self, identifier: str) -> None:
        """Make a sheet a record although nothing is written in it yet."""
        if identifier not in self.ledger.session.sheets:
            edit = Edit(("sheets", identifier), None, self._sheet(identifier))
            self.ledger.commit("session.change_sheet_added", edit)

    def add(self, worksheet: str, title: str = "", step: str | None = None) -> str:
        """Add an empty sheet. Return its id."""
        return self._add(Sheet(at=self.ledger.now(), worksheet=worksheet, title=clean_line(title), step=step))

    def start(self, worksheet: Worksheet, title: str = "", step: str | None = None) -> str:
        """Add a sheet with the default rows of its worksheet. Return the sheet's id."""
        return self._add(self._blank(worksheet, title, step))

    def rename(self, identifier: str, title: str) -> None:
        """Set the title of a sheet, such as the case it is about."""
        sheet = self._sheet(identifier)
        after = sheet.model_copy(update={"title": clean_line(title)})
        self.ledger.commit("sheet.change_renamed", *self._edits(identifier, sheet, after), typing=True)

    def remove(self, identifier: str) -> None:
        """Remove a sheet with its content."""
        sheet = self._sheet(identifier)
        self.blanks.pop(identifier, None)
        self.ledger.commit("sheet.change_removed", *self._edits(identifier, sheet, None))

    def set_cell(
        self,
        identifier: str,
        cell: str,
        text: str,
        row: str | None = None,
        *,
        worksheet: Worksheet | None = None,
        typing: bool = True,
        name: str = "",
    ) -> None:
        """Set the text of a cell (`block/row/column`), or with `row` a cell of that free row. "" empties it.

        A free row that is emptied keeps the cell's name, which shows the row's block or zone. With its
        `worksheet` the record of a row that is a ToDo says the same as the row. `typing`: it is undone
        together with what was typed in the cell just before. `name`: what undo calls the cell.
        """
        sheet = self._sheet(identifier)
        cells = dict(sheet.cells if row is None else sheet.rows[row])
        stored = normalise.cell(text)
        if stored or (row is not None and not cells.keys() - {cell}):
            cells[cell] = stored
        else:
            cells.pop(cell, None)
        update: dict[str, object] = {"cells": cells} if row is None else {"rows": {**sheet.rows, row: cells}}
        edits = self._edits(identifier, sheet, sheet.model_copy(update=update), worksheet)
        message = "sheet.change_named_cell" if name else "session.change_cell"
        facts = {"cell": cell, "row": row, "name": name}
        self.ledger.commit(message, *edits, typing=typing, facts=facts)

    def add_row(
        self,
        identifier: str,
        cells: Mapping[str, str] | None = None,
        *,
        after: str | None = None,
        worksheet: Worksheet | None = None,
    ) -> str:
        """Add a free row at the end, or after the row `after`. Return its id.

        `cells` names its block or zone, if only with "". With its `worksheet` a table is renumbered.
        Raises InputError where the sheet is full.
        """
        sheet = self._with_room(identifier)
        row = self._row_id(sheet.rows)
        grown = sheet.model_copy(update={"rows": {**sheet.rows, row: _stored(cells or {})}})
        if after is not None or sheet.order:
            grown = grown.model_copy(update={"order": inserted(grown, row, after)})
        self._rearrange("session.change_row_added", identifier, grown, worksheet)
        return row

    def remove_row(self, identifier: str, row: str, worksheet: Worksheet | None = None) -> None:
        """Remove a free row."""
        sheet = self._sheet(identifier)
        rows = {name: cells for name, cells in sheet.rows.items() if name != row}
        order = tuple(name for name in sheet.order if name != row)
        after = sheet.model_copy(update={"rows": rows, "order": order})
        self._rearrange("session.change_row_removed", identifier, after, worksheet)

    def put_back_row(
        self,
        identifier: str,
        row: str,
        kept: Sheet,
        tick: Mapping[Address, Entry],
        worksheet: Worksheet | None = None,
    ) -> bool:
        """Put a removed free row back at its place: `kept` has it and the order that it stood in.

        Its `tick` comes back with it. Return False where the row is there, or its sheet is gone. With its
        `worksheet` a table is renumbered. Raises InputError where the sheet is full.
        """
        if identifier not in self.ledger.session.sheets:
            return False
        sheet = self._with_room(identifier)
        if row in sheet.rows:
            return False
        after = put_back(sheet, row, kept.rows[row], kept.order)
        if worksheet is not None:
            after = renumbered(worksheet, sheet, after)
        edits = [Edit(at, entry_at(self.ledger.session, at), record) for at, record in tick.items()]
        self.ledger.commit("session.change_brought_back", Edit(("sheets", identifier), sheet, after), *edits)
        return True

    def take_in(self, identifier: str, taken: TakingIn, worksheet: Worksheet, *, replace: bool) -> None:
        """Write what was filled in elsewhere, as one change. `replace`: also over other texts.

        Raises InputError, and changes nothing, where the sheet has no room for all rows.
        """
        sheet = self._sheet(identifier)
        if len(sheet.rows) + len(taken.rows) > MOST_ROWS:
            raise InputError("sheet.full", rows=MOST_ROWS)
        with self.ledger.together("supplement.change_taken_in"):
            self.keep(identifier)
            for put in (*taken.new, *(taken.differing if replace else ())):
                self.set_cell(identifier, put.address, put.text, put.row, worksheet=worksheet, typing=False)
            for cells in taken.rows:
                self.add_row(identifier, cells, worksheet=worksheet)

    def order_rows(self, identifier: str, order: Sequence[str], worksheet: Worksheet | None = None) -> None:
        """Put the free rows into another order."""
        after = self._sheet(identifier).model_copy(update={"order": tuple(order)})
        self._rearrange("sheet.change_row_moved", identifier, after, worksheet)

    def move_entry(self, identifier: str, row: str, zone: str) -> None:
        """Move an entry to the end of another zone (`block/zone`)."""
        sheet = self._sheet(identifier)
        text = next(iter(sheet.rows[row].values()), "")
        rows = {**sheet.rows, row: {zone: text}}
        after = sheet.model_copy(update={"rows": rows, "order": inserted(sheet, row, None)})
        self._rearrange("sheet.change_entry_moved", identifier, after, None)

    def _with_room(self, identifier: str) -> Sheet:
        """Return a sheet that takes one more row. Raises InputError where it is full."""
        sheet = self._sheet(identifier)
        if len(sheet.rows) >= MOST_ROWS:
            raise InputError("sheet.full", rows=MOST_ROWS)
        return sheet

    def _sheet(self, identifier: str) -> Sheet:
        """Return a sheet. Raises KeyError."""
        sheets = self.ledger.session.sheets
        return sheets[identifier] if identifier in sheets else self.blanks[identifier]

    def _blank(self, worksheet: Worksheet, title: str, step: str | None) -> Sheet:
        """Return a sheet with the default rows of its worksheet."""
        rows: dict[str, dict[str, str]] = {}
        for cells in first_rows(worksheet):
            rows[self._row_id(rows)] = _stored(cells)
        at = self.ledger.now()
        return Sheet(at=at, worksheet=worksheet.id, title=clean_line(title), step=step, rows=rows)

    def _add(self, sheet: Sheet) -> str:
        return self.ledger.add("session.change_sheet_added", "sheets", sheet)

    def _rearrange(self, message_id: str, identifier: str, after: Sheet, worksheet: Worksheet | None) -> None:
        sheet = self._sheet(identifier)
        if worksheet is not None:
            after = renumbered(worksheet, sheet, after)
        self.ledger.commit(message_id, *self._edits(identifier, sheet, after, worksheet))

    def _edits(
        self, identifier: str, before: Sheet, after: Sheet | None, worksheet: Worksheet | None = None
    ) -> list[Edit]:
        """Return the edits of a sheet and of the records of its rows that are ToDos."""
        if identifier not in self.ledger.session.sheets:
            fresh = None if after == before else after
            return [Edit(("sheets", identifier), None, fresh)]
        edits = [Edit(("sheets", identifier), before, after)]
        for row, cells in before.rows.items():
            own = self.ledger.session.todos.get(row)
            if own is None or own.sheet != identifier:
                continue
            if after is None or row not in after.rows:
                edits.append(Edit(("todos", row), own, None))
            elif worksheet is not None and after.rows[row] != cells:
                place = place_of(worksheet, identifier, row, after.rows[row])
                said = own if place is None else mirrored(after, place, own)
                edits.append(Edit(("todos", row), own, said))
        return edits

    def _row_id(self, rows: Mapping[str, object]) -> str:
        """Return an id that sorts after those of all rows."""
        last = max(rows, default="")
        fresh = self.ledger.fresh_id()
        return fresh if fresh > last else id_behind(last)


def _same_blank(one: Sheet, other: Sheet) -> bool:
    """Return whether two blanks are alike, but for the time and the ids of their rows."""
    return (one.worksheet, one.title, one.step) == (other.worksheet, other.title, other.step)


def _stored(cells: Mapping[str, str]) -> dict[str, str]:
    """Return a row's cells as they are stored: texts, or one name with "" where there is none."""
    stored = {name: text for name, given in cells.items() if (text := normalise.cell(given))}
    return stored or dict.fromkeys(list(cells)[:1], "")
