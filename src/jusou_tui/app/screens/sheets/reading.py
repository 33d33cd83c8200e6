"""A sheet as one reads it while filling another: only what is written, under its headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jusou_tui.app.screens.sheets.layout import paint
from jusou_tui.app.screens.sheets.text_blocks import TextBlock, blank, indented, stack, text_block
from jusou_tui.curriculum.model import Worksheet
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.queries import worksheet_name
from jusou_tui.session.worksheets.layout import Cell, Part, SheetLayout, number_column, sheet_layout
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording import t
from jusou_tui.wording.values import labelled


def reading(live: LiveSession, identifiers: Iterable[str], width: int) -> TextBlock:
    """Return sheets of the session below each other, each under its name."""
    blocks = []
    for identifier in identifiers:
        sheet = live.book.session.sheets[identifier]
        worksheet = live.curriculum.worksheet(sheet.worksheet)
        name = f"{worksheet_name(worksheet, sheet)}  {sheet.title}".rstrip()
        head = labelled(t("sheet.purpose_read"), clean_line(name))
        blocks.append(stack([text_block(head, width, "strong-digits"), written(live, identifier, width)]))
    return stack(blocks, 1)


def written(live: LiveSession, identifier: str, width: int) -> TextBlock:
    """Return what is written in a sheet of the session."""
    sheet = live.book.session.sheets[identifier]
    return _written(sheet_layout(live.curriculum.worksheet(sheet.worksheet), sheet), width)


def example(live: LiveSession, worksheet: Worksheet, width: int) -> TextBlock | None:
    """Return the worked example of a worksheet, None where there is none."""
    from jusou_tui.session.worksheets.example import example_sheet

    found = live.supplements.whole.example(worksheet.id)
    if found is None:
        return None
    said = [t("supplement.example_only_read"), *filter(None, [found.about])]
    head = text_block(t("supplement.example_of", name=worksheet.name), width, "strong-digits")
    about = [text_block(text, width, "muted") for text in said]
    filled = sheet_layout(worksheet, example_sheet(worksheet, found))
    return stack([stack([head, *about]), _written(filled, width)], 1)


def text_of(block: TextBlock) -> str:
    """Return what a block says, in its lines."""
    lines = ("".join(text for text, _, _ in line).rstrip() for line in block.lines)
    return "\n".join(lines)


def _written(filled: SheetLayout, width: int) -> TextBlock:
    blocks = [block for part in filled.parts for block in _part(part, width)]
    blocks += [block for cell in filled.leftover for block in _cell(cell, width)]
    return stack(blocks) if blocks else blank(width, 0)


def purpose(live: LiveSession, worksheet: str, width: int) -> TextBlock:
    """Return what a worksheet is for, and who writes it."""
    return paint(SheetLayout(live.curriculum.worksheet(worksheet), (), ()), width)


def _part(part: Part, width: int) -> Iterator[TextBlock]:
    if part.layout == "table":
        number = number_column(part.block)
        for line in part.lines:
            texts = [clean_line(cell.text) for cell in _filled(line.cells) if cell.address != number]
            if texts:
                yield _entry(" / ".join(texts), width)
    elif part.layout == "zones" and part.block.rows:
        for line in part.lines:
            if entries := list(_filled(line.cells)):
                yield text_block(clean_line(line.title), width, "muted")
                yield from (_entry(cell.text, width) for cell in entries)
    else:
        for cell in _filled(part.cells):
            yield from _cell(cell, width)


def _filled(cells: Iterable[Cell]) -> Iterator[Cell]:
    return (cell for cell in cells if cell.text.strip() and not cell.is_example)


def _cell(cell: Cell, width: int) -> Iterator[TextBlock]:
    yield text_block(" / ".join(clean_line(heading) for heading in cell.headings), width, "muted")
    yield indented(text_block(cell.text, width - 2), 2)


def _entry(text: str, width: int) -> TextBlock:
    return indented(text_block(f"・{text}", width - 1), 1)
