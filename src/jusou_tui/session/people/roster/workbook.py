"""The one sheet of a workbook that is a list of people."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jusou_tui.session.people.roster.columns import has_headings
from jusou_tui.session.people.roster.table import Row, Table, rows_of
from jusou_tui.session.tables.workbook import pages_of


def table_of_workbook(data: bytes, path: Path) -> Table:
    """Return the rows of the first visible sheet with headings, else of the first one with rows.

    Raises InputError as `pages_of` does.
    """
    pages = pages_of(data, path)
    visible = [page for page in pages if page.is_visible] or pages
    sheets = [(page.title, tuple(map(_trimmed, rows_of(page.rows)))) for page in visible]
    return _best([(title, rows) for title, rows in sheets if rows])


def _trimmed(row: Row) -> Row:
    """Return a row without the empty cells behind its last filled one."""
    last = max(place for place, cell in enumerate(row.cells) if cell)
    return Row(row.number, row.cells[: last + 1])


def _best(sheets: Sequence[tuple[str, tuple[Row, ...]]]) -> Table:
    if not sheets:
        return Table((), "workbook")
    title, rows = next((one for one in sheets if has_headings(one[1])), sheets[0])
    others = tuple(name for name, _ in sheets if name != title)
    return Table(rows, "workbook", sheet=title, other_sheets=others)
