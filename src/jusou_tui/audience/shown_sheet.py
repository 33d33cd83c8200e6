"""The sheet that the facilitator shows, as the room may see it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from jusou_tui.audience.view import SharedSheet
from jusou_tui.curriculum.model import Worksheet
from jusou_tui.live.audience import audience_of, is_showable
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.programme.privacy import Privacy
from jusou_tui.session.worksheets.layout import NEW, Cell, Part, SheetLine, sheet_layout


class _Line(NamedTuple):
    """A row of what is shown, and the keys of its cells."""

    texts: tuple[str, ...]
    keys: frozenset[str]


def shared_sheet(live: LiveSession) -> SharedSheet | None:
    """Return the sheet that is shown, None where there is none, or it may not be shown (any more).

    Private rows are not in it, nor who is to do what in rows that are ToDos, unless names are shown.
    """
    settings = audience_of(live)
    sheet = live.book.session.sheets.get(settings.sheet or "")
    worksheet = live.curriculum.worksheet(sheet.worksheet) if sheet is not None else None
    if sheet is None or worksheet is None:
        return None
    privacy = Privacy(live.curriculum, live.book.session)
    if not is_showable(live, sheet, privacy):
        return None
    private = privacy.private
    owners = frozenset() if settings.names else _owners(worksheet)
    headings, lines = _laid_out(worksheet, sheet, private, owners)
    current = live.view.cell if live.view.sheet == settings.sheet else None
    writing = next((number for number, line in enumerate(lines) if current in line.keys), None)
    rows = tuple(line.texts for line in lines)
    return SharedSheet(f"{worksheet.name} {sheet.title}".strip(), headings, rows, writing)


def _owners(worksheet: Worksheet) -> frozenset[str]:
    """Return the addresses of the columns that say who does something."""
    return frozenset(
        f"{block.id}/{column.id}"
        for block in worksheet.blocks
        for column in block.columns
        if column.todo == "owner"
    )


def _laid_out(
    worksheet: Worksheet, sheet: Sheet, private: Collection[str], owners: Collection[str]
) -> tuple[tuple[str, ...], list[_Line]]:
    """Return headings and rows: of a sheet with one table that table, else what is written under what."""
    parts = sheet_layout(worksheet, sheet).parts
    if len(parts) == 1 and parts[0].columns:
        return _table(parts[0], private, owners)
    lines = [line for part in parts for line in _written(part, private, owners)]
    return ("", ""), lines


def _table(
    part: Part, private: Collection[str], owners: Collection[str]
) -> tuple[tuple[str, ...], list[_Line]]:
    columns = [
        place for place, column in enumerate(part.columns) if f"{part.block.id}/{column.id}" not in owners
    ]
    titled = any(line.title and line.row is None for line in part.lines)
    headings = tuple(part.columns[place].title for place in columns)
    lines = [
        _line((line.title,) if titled else (), [line.cells[place] for place in columns], line.cells)
        for line in part.lines
        if _is_shown(line, private)
    ]
    return (("", *headings) if titled else headings), lines


def _written(part: Part, private: Collection[str], owners: Collection[str]) -> Iterator[_Line]:
    """Yield what is written in a part, each under its headings; cells of one free row together."""
    for line in part.lines:
        if line.row is not None:
            cells = [cell for cell in line.cells if cell.address not in owners and not cell.is_number]
            if _is_shown(line, private):
                text = " / ".join(cell.text.strip() for cell in cells if cell.text.strip())
                yield _Line((part.block.title or "", text), frozenset(cell.key for cell in line.cells))
            continue
        for cell in line.cells:
            if cell.row not in private and cell.row != NEW and cell.text.strip():
                yield _line((line.title or " ".join(cell.headings),), [cell], (cell,))
    if part.side is not None and part.side.text.strip():
        yield _line((" ".join(part.side.headings),), [part.side], (part.side,))


def _line(front: tuple[str, ...], cells: Collection[Cell], all_cells: Collection[Cell]) -> _Line:
    texts = (" ".join(cell.text.split()) for cell in cells)
    return _Line((*front, *texts), frozenset(cell.key for cell in all_cells))


def _is_shown(line: SheetLine, private: Collection[str]) -> bool:
    """Return whether somebody wrote in a row, and it is not private."""
    if line.row is None:
        return True
    if line.row in private or line.row == NEW:
        return False
    return any(cell.text.strip() and not cell.is_example and not cell.is_number for cell in line.cells)
