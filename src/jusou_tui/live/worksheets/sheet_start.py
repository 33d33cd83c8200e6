"""What an empty sheet can start from: ideas that stand in a sheet which the same activity reads.

A field takes up what was written in a worksheet when it has that worksheet's id: the field `idea` of a
proposal starts from the first field of the worksheet `idea`, a line each. A reason in brackets goes into the
field `why`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jusou_tui.curriculum.model import Block, Heading, Worksheet
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.queries import sheets_of
from jusou_tui.session.worksheets.layout import is_begun, sheet_layout

MOST = 7
"""Ideas to choose from: as many as a small window shows with all else."""

_REASON = re.compile(
    r"(?P<idea>.+?)\s*[（(]\s*(?:理由|わけ|reason)\s*[：:]\s*(?P<why>.+?)\s*[）)]\s*", re.IGNORECASE
)
_WHY = "why"


@dataclass(frozen=True)
class SheetStart:
    """Texts to begin a sheet with, by the addresses of its cells."""

    label: str
    cells: dict[str, str]


def starts(live: LiveSession, identifier: str) -> list[SheetStart]:
    """Return what an empty sheet can begin with; nothing for a sheet in which somebody wrote."""
    sheet = live.book.sheets.get(identifier)
    worksheet = live.curriculum.worksheet(sheet.worksheet) if sheet else None
    if sheet is None or worksheet is None or is_begun(worksheet, sheet):
        return []
    found = []
    for block in worksheet.blocks:
        for field in block.rows if _is_form(worksheet, block) else ():
            source = live.curriculum.worksheet(field.id)
            if source is not None and (worksheet.sensitive or not source.sensitive):
                found += [_start(block, field, line) for line in _lines(live, source)]
    return list({start.label: start for start in found}.values())[:MOST]


def begin_with(live: LiveSession, identifier: str, start: SheetStart) -> None:
    """Write the texts of a start into the cells of a sheet."""
    for address, text in start.cells.items():
        live.book.sheets.set_cell(identifier, address, text)


def _is_form(worksheet: Worksheet, block: Block) -> bool:
    return (block.layout or worksheet.layout) == "form" and not block.columns


def _start(block: Block, field: Heading, line: str) -> SheetStart:
    found = _REASON.fullmatch(line)
    if found is None or all(heading.id != _WHY for heading in block.rows):
        return SheetStart(line, {f"{block.id}/{field.id}": line})
    return SheetStart(line, {f"{block.id}/{field.id}": found["idea"], f"{block.id}/{_WHY}": found["why"]})


def _lines(live: LiveSession, source: Worksheet) -> list[str]:
    """Return the lines of the first field of the sheets of a worksheet, the newest sheet first."""
    lines = []
    for _, sheet in reversed(sheets_of(live.book.session, worksheet=source.id)):
        cells = sheet_layout(source, sheet).cells
        lines += [
            line.strip().lstrip("・-*").strip() for line in (cells[0].text if cells else "").split("\n")
        ]
    return [line for line in lines if line]
