"""Filled worksheets: cells and free rows."""

from __future__ import annotations

from collections.abc import Mapping

from jusou_tui.session import tidy
from jusou_tui.session.changes import Edit
from jusou_tui.session.entries import Entries
from jusou_tui.session.records import Sheet
from jusou_tui.text.clean import clean_line


class Sheets(Entries):
    """Changes of sheets. An unknown id raises KeyError."""

    def add_sheet(self, worksheet: str, title: str = "", step: str | None = None) -> str:
        """Start to fill a worksheet. Return the sheet's id."""
        identifier = self.fresh_id()
        sheet = Sheet(at=self.now(), worksheet=worksheet, title=clean_line(title), step=step)
        self._commit("session.change_sheet_added", Edit(("sheets", identifier), None, sheet))
        return identifier

    def set_cell(self, identifier: str, cell: str, text: str, row: str | None = None) -> None:
        """Write a cell (`block/row/column`), or with `row` a column of that free row. "" empties it."""
        sheet = self.session.sheets[identifier]
        cells = dict(sheet.cells if row is None else sheet.rows[row])
        stored = tidy.cell(text)
        if stored:
            cells[cell] = stored
        else:
            cells.pop(cell, None)
        update: dict[str, object] = {"cells": cells} if row is None else {"rows": {**sheet.rows, row: cells}}
        edit = Edit(("sheets", identifier), sheet, sheet.model_copy(update=update))
        facts = {"cell": cell, "row": row}
        self._commit("session.change_cell", edit, typing=True, facts=facts)

    def add_row(self, identifier: str, cells: Mapping[str, str] | None = None) -> str:
        """Add a free row at the end. Return its id."""
        sheet, row = self.session.sheets[identifier], self.fresh_id()
        stored = {name: text for name, given in (cells or {}).items() if (text := tidy.cell(given))}
        after = sheet.model_copy(update={"rows": {**sheet.rows, row: stored}})
        self._commit("session.change_row_added", Edit(("sheets", identifier), sheet, after))
        return row

    def remove_row(self, identifier: str, row: str) -> None:
        """Remove a free row."""
        sheet = self.session.sheets[identifier]
        rows = {name: cells for name, cells in sheet.rows.items() if name != row}
        after = sheet.model_copy(update={"rows": rows})
        self._commit("session.change_row_removed", Edit(("sheets", identifier), sheet, after))
