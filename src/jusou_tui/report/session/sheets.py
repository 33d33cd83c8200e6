"""SheetLayout worksheets as tables; a free memo as running text."""

from __future__ import annotations

from jusou_tui.curriculum.model import Curriculum
from jusou_tui.report.blocks import Block, Column, Heading, Pairs, Paragraph, Table
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.programme.case_titles import case_number
from jusou_tui.session.worksheets.layout import NEW, Cell, Line, Part, is_begun, sheet_layout
from jusou_tui.wording import t


def sheet_blocks(
    sheet: Sheet, curriculum: Curriculum | None, *, include_sensitive: bool = False
) -> list[Block]:
    """Return a sheet; of a sensitive or unknown one only its worksheet's name and its case's number.

    Its title is left out as well, since it was typed for those who were there.
    """
    worksheet = curriculum.worksheet(sheet.worksheet) if curriculum else None
    name = worksheet.name if worksheet else sheet.worksheet
    if not include_sensitive and (worksheet is None or worksheet.sensitive):
        number = case_number(sheet.title)
        case = t("sheet.case", number=number) if number is not None else ""
        return [
            Heading(f"{name} {case}".strip(), 2),
            Paragraph(t("report.sensitive_left_out"), "muted"),
        ]
    blocks: list[Block] = [Heading(f"{name} {sheet.title}".strip(), 2)]
    if not is_begun(worksheet, sheet):
        return [*blocks, Paragraph(t("report.sheet_empty"), "muted")]
    laid_out = sheet_layout(worksheet, sheet)
    for part in laid_out.parts:
        if part.block.title:
            blocks.append(Heading(part.block.title, 3))
        blocks += _part(part)
    if laid_out.leftover:
        if worksheet is not None:
            blocks.append(Heading(t("report.sheet_leftover"), 3))
        blocks.append(_fields([(" / ".join(cell.headings), cell.text) for cell in laid_out.leftover]))
    return blocks


def _part(part: Part) -> list[Block]:
    if part.layout == "table":
        return [_rows(part)]
    if part.layout == "zones":
        return [_zones(part)]
    blocks: list[Block] = []
    if part.columns and any(line.title for line in part.lines):
        blocks.append(_grid(part))
    elif part.columns or any(line.title for line in part.lines):
        blocks.append(_fields([_field(line, cell) for line in part.lines for cell in line.cells]))
    else:
        texts = (cell.text.strip("\n") for line in part.lines for cell in line.cells)
        blocks += [Paragraph(text) for text in texts if text.strip()]
    if part.side is not None:
        blocks.append(Pairs(((" ".join(part.side.headings), part.side.text),)))
    return blocks


def _field(line: Line, cell: Cell) -> tuple[str, str]:
    return line.title or " ".join(cell.headings), cell.text


def _fields(rows: list[tuple[str, str]]) -> Table:
    columns = (
        Column(t("report.column_field"), flexible=True),
        Column(t("report.column_written"), flexible=True),
    )
    return Table(columns, tuple(rows))


def _headings(part: Part) -> list[Column]:
    return [
        Column(
            f"{column.group}{t('common.colon')}{column.title}" if column.group else column.title,
            flexible=True,
        )
        for column in part.columns
    ]


def _grid(part: Part) -> Table:
    rows = tuple((line.title, *(cell.text for cell in line.cells)) for line in part.lines)
    return Table((Column("", flexible=True), *_headings(part)), rows)


def _rows(part: Part) -> Table:
    columns = _headings(part) or [Column(t("report.column_written"), flexible=True)]
    rows = (tuple(cell.text for cell in line.cells) for line in part.lines if line.row != NEW)
    return Table(tuple(columns), tuple(row for row in rows if any(text.strip() for text in row)))


def _zones(part: Part) -> Table:
    rows = [
        (line.title, "\n".join(cell.text for cell in line.cells if cell.text.strip())) for line in part.lines
    ]
    columns = (
        Column(t("report.column_zone"), flexible=True),
        Column(t("report.column_written"), flexible=True),
    )
    return Table(columns, tuple(rows))
