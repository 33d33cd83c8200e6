"""The parts of a page that are lists: the strip of the day, the decisions, a sheet that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from jusou_tui.app.drawing.pieces import Drawn, Piece, hanging
from jusou_tui.app.screens.audience.frame import cells_between
from jusou_tui.audience.page import Page
from jusou_tui.audience.view import DayPart, SharedSheet
from jusou_tui.text.terminal import cell_width, cut, pad, wrap
from jusou_tui.wording.values import time_text

STRIP_LINES = 2
LEAST_PART = 3
LEAST_CUT = 8
"""Cells of a part of the strip from which on a cut title still says something."""
LEAST_COLUMN = 8
GAP = 2
MOST_CELL_LINES = 3


def day_strip(page: Page, cells: int) -> Drawn:
    """Return the day as a strip, length = minutes, with the hours under it; none where it has no room."""
    parts = page.day
    room = cells - (len(parts) - 1)
    if not parts or room < LEAST_PART * len(parts):
        return []
    bars: list[tuple[int, Piece]] = []
    hours: list[tuple[int, Piece]] = []
    x, free = 0, 0
    for part, width in zip(parts, _widths(parts, room), strict=True):
        is_now = part.state == "now"
        style = {"done": "text@bar-quiet", "now": "chip-now", "coming": "muted@track"}[part.state]
        bars.append((x, (pad(cut(f" {_word(page, part, width)}", width, ""), width), style)))
        hour = "" if part.start is None else time_text(part.start)
        if hour and x >= free and x + len(hour) <= cells and width >= len(hour):
            hours.append((x, (hour, "strong-now" if is_now else "muted")))
            free = x + len(hour) + 1
        x += width + 1
    return [cells_between(bars, cells), cells_between(hours, cells)]


def _word(page: Page, part: DayPart, width: int) -> str:
    """Return what stands in a part: a word for what is done or runs, else the title if that says much."""
    if part.state != "coming":
        word = page.done_word if part.state == "done" else page.now_word
    else:
        word = page.break_word if part.is_break else part.title
    if cell_width(word) + 1 <= width:
        return word
    return cut(word, width - 1) if width >= LEAST_CUT else ""


def _widths(parts: Sequence[DayPart], room: int) -> list[int]:
    """Return the cells of each part: by its minutes, none too narrow to be seen."""
    total = sum(part.minutes for part in parts) or 1
    bonus = room - LEAST_PART * len(parts)
    ends, done = [0], 0
    for part in parts:
        done += part.minutes
        ends.append(round(bonus * done / total))
    return [LEAST_PART + end - start for start, end in pairwise(ends)]


def decision_blocks(page: Page, cells: int) -> list[Drawn]:
    """Return the decisions, each behind its chip."""
    widest = max((cell_width(chip) for chip, _ in page.decisions), default=0) + 2
    blocks = []
    for chip, text in page.decisions:
        front: list[Piece] = [(f" {chip} ", "chip-decided"), (" " * (widest - cell_width(chip)), "")]
        blocks.append(hanging(front, wrap(text, max(cells - widest - 2, 1)), "strong"))
    return blocks


def shown_decisions(page: Page, cells: int, room: int) -> Drawn:
    """Return the decisions under their title in at most `room` lines: the last ones where not all fit."""
    blocks = decision_blocks(page, cells)
    lines = [line for block in blocks for line in block]
    head: Drawn = [[(page.decisions_title, "muted")]] if page.decisions_title else []
    if len(lines) + len(head) > room:
        lines = [block[0] for block in blocks]
    elif len(lines) + len(head) + len(blocks) <= room:
        lines = [line for block in blocks for line in ([], *block)]
    return [*head, *lines[-max(room - len(head), 0) :]][:room] if room > len(head) else head[: max(room, 0)]


def sheet_table(sheet: SharedSheet, now_word: str, cells: int, room: int) -> Drawn:
    """Return a sheet in at most `room` lines, the row that is being written among them.

    Its title, its headings, its rows; the row that is written has a chip.
    """
    front = cell_width(now_word) + 3 if sheet.writing is not None and now_word else 0
    columns = max(min(len(sheet.headings), (cells - front + GAP) // (LEAST_COLUMN + GAP)), 1)
    widths = _column_widths(sheet, columns, cells - front - GAP * (columns - 1))
    blank: list[Piece] = [(" " * front, "")] if front else []
    lines: Drawn = [[(cut(sheet.title, cells), "strong")]]
    if any(sheet.headings):
        lines.append([*blank, *_cells(sheet.headings[:columns], widths, "muted")])
    rows = [
        _row_lines(row[:columns], widths, number == sheet.writing, now_word, front)
        for number, row in enumerate(sheet.rows)
    ]
    if len(lines) + sum(map(len, rows)) + len(rows) <= room:
        rows = [[[], *row] for row in rows]
    return [*lines, *_in_sight(rows, sheet.writing, room - len(lines))][: max(room, 0)]


def _column_widths(sheet: SharedSheet, columns: int, room: int) -> list[int]:
    """Return the cells of each column: by what stands in it, within limits."""
    wanted = [
        min(max([cell_width(row[at]) for row in (sheet.headings, *sheet.rows) if at < len(row)] + [1]), 60)
        for at in range(columns)
    ]
    least = [min(LEAST_COLUMN, room // columns)] * columns
    spare = max(room - sum(least), 0)
    total = sum(wanted) or 1
    return [width + spare * want // total for width, want in zip(least, wanted, strict=True)]


def _cells(texts: Sequence[str], widths: Sequence[int], style: str) -> list[Piece]:
    line: list[Piece] = []
    for number, width in enumerate(widths):
        text = texts[number] if number < len(texts) else ""
        line.append((pad(cut(text, width), width + GAP), style))
    return line


def _row_lines(row: Sequence[str], widths: Sequence[int], is_now: bool, now_word: str, front: int) -> Drawn:
    broken = [wrap(text, width) if text else [""] for text, width in zip(row, widths, strict=False)]
    height = min(max((len(lines) for lines in broken), default=1), MOST_CELL_LINES)
    style = "strong-now" if is_now else ""
    lines: Drawn = []
    for number in range(height):
        texts = [_cell_line(cell, number, height, width) for cell, width in zip(broken, widths, strict=False)]
        mark: list[Piece] = []
        if front:
            chip = is_now and number == 0
            mark = [(f" {now_word} ", "chip-now"), (" ", "")] if chip else [(" " * front, "")]
        lines.append([*mark, *_cells(texts, widths, style)])
    return lines


def _cell_line(lines: Sequence[str], number: int, height: int, width: int) -> str:
    """Return a line of a cell; the last one in sight ends in ".." where more follow."""
    if number >= len(lines):
        return ""
    more = number == height - 1 and len(lines) > height
    return cut(lines[number] + "  " * width, width) if more else lines[number]


def _in_sight(rows: Sequence[Drawn], writing: int | None, room: int) -> Drawn:
    """Return the rows that fit, the one that is written and those before it first."""
    if sum(map(len, rows)) <= room or not rows:
        return [line for row in rows for line in row]
    last = len(rows) - 1 if writing is None else min(max(writing, 0), len(rows) - 1)
    start = last
    used = len(rows[last])
    while start and used + len(rows[start - 1]) <= room:
        start -= 1
        used += len(rows[start])
    end = last + 1
    while end < len(rows) and used + len(rows[end]) <= room:
        used += len(rows[end])
        end += 1
    return [line for row in rows[start:end] for line in row][: max(room, 0)]
