"""The texts around a sheet: the reminder above it, heading and hint of the current cell below it."""

from __future__ import annotations

from typing import Literal

from jusou_tui.app.drawing.pieces import Piece
from jusou_tui.app.screens.sheets.todo_states import state_pieces
from jusou_tui.curriculum.model import Worksheet
from jusou_tui.live.worksheets.sheet_editor import SheetEditor
from jusou_tui.session.worksheets.layout import Cell
from jusou_tui.text.terminal import cell_width, clean_line, cut, wrap, wrap_phrases
from jusou_tui.wording import t

TitleShown = Literal["whole", "line", "none"]
"""How much of a cell's heading is shown: all lines of it, one, or none."""


def caution(worksheet: Worksheet | None, cells: int) -> list[list[Piece]]:
    """Return the reminder of a sheet about people; a sheet whose blank has vanished may be one."""
    sensitive = worksheet is None or worksheet.sensitive
    text = (worksheet.caution if worksheet else None) or (t("sheet.caution") if sensitive else "")
    if not text:
        return []
    chip = f" {t('sheet.sensitive') if sensitive else t('sheet.caution_chip')} "
    indent = " " * (cell_width(chip) + 1)
    ink = "late" if sensitive else "muted"
    lines: list[list[Piece]] = []
    for number, line in enumerate(wrap(clean_line(text), max(cells - len(indent), 10))):
        front: list[Piece] = [(chip, f"chip-{ink}"), (" ", "")] if number == 0 else [(indent, "")]
        lines.append([*front, (line, ink)])
    return lines


def example(cell: Cell) -> str:
    """Return the example that stands in a cell, marked as one, "" where there is none."""
    if not cell.is_example:
        return ""
    text, marked = clean_line(cell.text), t("sheet.example", text="").strip()
    return text if text.startswith(marked) else t("sheet.example", text=text)


def head(one: SheetEditor, cells: int, title: TitleShown = "whole") -> list[list[Piece]]:
    """Return heading and hint of the current cell; of the heading only as much as `title` says."""
    cell = one.cell
    path = one.place_name
    titles = {"whole": wrap(path, cells), "line": [cut(path, cells)], "none": []}
    lines: list[list[Piece]] = [[(line, "strong-digits")] for line in titles[title]]
    state = state_pieces(one.live, one.todo)
    if lines and sum(cell_width(text) for text, _ in [*lines[-1], *state]) <= cells:
        lines[-1] += state
    elif state:
        lines.append(state[1:])
    if cell.hint:
        lines += [[(line, "muted")] for line in wrap_phrases(clean_line(cell.hint), cells)]
    return lines
