"""Filled worksheets as readable text."""

from __future__ import annotations

from jusou_tui.curriculum.model import Curriculum, Worksheet
from jusou_tui.messages import t
from jusou_tui.report.blocks import Block, Heading, Item, Paragraph
from jusou_tui.report.words import joined
from jusou_tui.session.records import Sheet


def sheet_blocks(
    sheet: Sheet, curriculum: Curriculum | None, *, include_private: bool = False
) -> list[Block]:
    """Return a sheet's cells with their headings; of a sensitive one, or an unknown one, only its title."""
    worksheet = curriculum.worksheet(sheet.worksheet) if curriculum else None
    name = worksheet.title if worksheet else sheet.worksheet
    blocks: list[Block] = [Heading(f"{name} {sheet.title}".strip(), 2)]
    if not include_private and (worksheet is None or worksheet.sensitive):
        return [*blocks, Paragraph(t("report.sensitive_left_out"), "muted")]
    titles = _titles(worksheet)
    for place, text in sheet.cells.items():
        label = " / ".join(titles.get(part, part) for part in place.split("/"))
        blocks.append(Item(f"{label}{t('report.colon')}{text.rstrip()}"))
    for _, cells in sorted(sheet.rows.items()):
        told = joined(
            f"{titles.get(column, column)}{t('report.colon')}{text.rstrip()}"
            for column, text in cells.items()
        )
        blocks.append(Item(told))
    return blocks


def _titles(worksheet: Worksheet | None) -> dict[str, str]:
    """Return the titles of a worksheet's blocks, columns and rows by their ids."""
    titles: dict[str, str] = {}
    for block in worksheet.blocks if worksheet else ():
        if block.title:
            titles[block.id] = block.title
        sides = (block.side,) if block.side else ()
        titles.update({heading.id: heading.title for heading in (*block.columns, *block.rows, *sides)})
    return titles
