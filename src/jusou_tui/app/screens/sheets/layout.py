"""A filled sheet as one block: side by side where there is room, one field below the other where not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from typing import TypeVarTuple

from jusou_tui.app.screens.sheets.cell_help import example
from jusou_tui.app.screens.sheets.text_blocks import (
    TextBlock,
    beside,
    blank,
    cell_block,
    indented,
    stack,
    text_block,
    text_lines,
)
from jusou_tui.curriculum.model import Heading
from jusou_tui.session.programme.todos import todo_columns
from jusou_tui.session.worksheets.layout import NEW, Cell, Part, SheetLayout, SheetLine, number_column
from jusou_tui.text.terminal import cell_width, clean_line, cut, wrap
from jusou_tui.wording import language, t

WIDE = 100
"""Cells from which fields are beside their headings, and zones and a side column side by side."""

_LEAST = 13
"""Cells that a column of cells needs at least."""
_NUMBER = 6
_TITLES = (18, 26)
"""Cells of the rows' headings: beside a grid on a narrow and on a wide page."""
_MEMO_LINES = 6
_FOLDED = 2
"""Lines of the text above the cells where it is folded."""
_TALLEST_HEADER = 5
"""Lines of headings from which rows are better read one field below the other."""
_MOST_KEPT = 4096
"""Rows and entries that are painted once: several times as many as a sheet has at the most."""

Values = TypeVarTuple("Values")


def _once(paint_values: Callable[[*Values], TextBlock]) -> Callable[[*Values], TextBlock]:
    """Let the same values be painted once, in each language: of a large sheet a key changes one row."""

    @lru_cache(maxsize=_MOST_KEPT)
    def kept(_: str, *values: *Values) -> TextBlock:
        return paint_values(*values)

    @wraps(paint_values)
    def painted(*values: *Values) -> TextBlock:
        return kept(language(), *values)

    return painted


def paint(
    filled: SheetLayout, width: int, *, air: int = 0, title: Cell | None = None, folds: bool = False
) -> TextBlock:
    """Return the whole sheet in `width` cells. `air`: lines that every cell has to spare.

    `folds`: what the sheet is for takes no more than its first lines.
    """
    preface = _folded(filled, width) if folds else _preface(filled, width)
    blocks = [block for block in (preface, _title(title, width)) if block.height]
    blocks += [_part(part, width, air) for part in filled.parts]
    if filled.leftover:
        fields = [_field(" / ".join(cell.headings), (cell,), width, air) for cell in filled.leftover]
        blocks.append(stack([text_block(t("sheet.leftover"), width, "strong-late"), *fields], 1))
    return stack(blocks, 1)


def paint_within(
    filled: SheetLayout,
    width: int,
    height: int,
    *,
    airs: Sequence[int],
    title: Cell | None,
    folds: bool = False,
) -> TextBlock:
    """Return the sheet with as much air as lets it fit into `height` lines, else with the least of `airs`.

    `folds`: one that does not fit has the text above its cells folded, where that saves a line.
    """
    if _least_height(filled) > height:
        return paint(filled, width, air=airs[-1], title=title, folds=folds)
    for is_folded in (False, True) if folds else (False,):
        for air in airs:
            block = paint(filled, width, air=air, title=title, folds=is_folded)
            if block.height <= height:
                return block
    return block


def _least_height(filled: SheetLayout) -> int:
    """Return how many lines the sheet takes at the least, without painting it."""
    return sum(1 if part.layout == "zones" else len(part.lines) for part in filled.parts)


def _folded(filled: SheetLayout, width: int) -> TextBlock:
    """Return the first lines of what the sheet is for; the last one names the key that shows the rest."""
    rows = [row for line in _preface_lines(filled) for row in wrap(line, width - 1)]
    if len(rows) <= _FOLDED:
        return _preface(filled, width)
    *above, last = rows[:_FOLDED]
    more = t("sheet.folded")
    ended = f"{cut(last, width - 2 - cell_width(more), '')} {more}"
    return stack([indented(text_block(row, width - 1, "muted"), 1) for row in (*above, ended)])


def _preface(filled: SheetLayout, width: int) -> TextBlock:
    """Return what the sheet is for, and who writes it."""
    lines = _preface_lines(filled)
    return (
        stack([indented(text_block(line, width - 1, "muted"), 1) for line in lines])
        if lines
        else TextBlock(width)
    )


def _preface_lines(filled: SheetLayout) -> list[str]:
    worksheet = filled.worksheet
    if worksheet is None:
        return []
    lines = [clean_line(worksheet.goal)] if worksheet.goal else []
    lines += [clean_line(hint) for hint in worksheet.hints]
    notes = [t("sheet.filled_by", who=worksheet.filled_by)] if worksheet.filled_by else []
    notes += [t("sheet.rows_are_todos")] if todo_columns(worksheet) else []
    notes += [t("sheet.large_print")] if worksheet.large_print else []
    notes += [t("sheet.ours")] if worksheet.ours else []
    return [*lines, "　".join(notes)] if notes else lines


def _title(cell: Cell | None, width: int) -> TextBlock:
    return TextBlock(width) if cell is None else _field(t("common.title"), (cell,), width, 0)


def _part(part: Part, width: int, air: int) -> TextBlock:
    blocks = [text_block(clean_line(part.block.title), width, "strong-digits")] if part.block.title else []
    blocks += [text_block(clean_line(hint), width, "muted", indent=1) for hint in part.block.hints]
    return stack([*blocks, _body(part, width, air)])


def _body(part: Part, width: int, air: int) -> TextBlock:
    if part.layout == "zones" and part.block.rows:
        return _zones(part, width, air)
    if part.side is not None:
        return _with_side(part, width, air)
    if part.columns or part.layout == "table":
        return _columns(part, width, air)
    return _fields(part, width, air)


def _fields(part: Part, width: int, air: int) -> TextBlock:
    more = _MEMO_LINES - 1 if part.layout == "memo" or len(part.lines) == 1 else air
    if width >= WIDE and all(line.title for line in part.lines):
        return stack([_beside_title(line, width, more) for line in part.lines], 1)
    return stack([_field(line.title, line.cells, width, more) for line in part.lines], 1)


def _field(title: str, cells: Sequence[Cell], width: int, air: int) -> TextBlock:
    head = [text_block(clean_line(title), width, "strong")] if title else []
    return stack([*head, *(_cell(cell, width, air) for cell in cells)])


def _beside_title(line: SheetLine, width: int, air: int) -> TextBlock:
    room = width - _TITLES[1] - 1
    return beside(
        [text_block(clean_line(line.title), _TITLES[1], "strong"), _cell(line.cells[0], room, air)], 1
    )


def _cell(
    cell: Cell, width: int, air: int, ground: str = "surface", *, height: int = 0, invites: bool = True
) -> TextBlock:
    if cell.is_number:
        return cell_block(None, cell.text, width, "", "" if cell.row == NEW else ground, height=height)
    if cell.row == NEW:
        shown = t("sheet.new_cell") if invites and not cell.text else cell.text
        return cell_block(cell.key, shown, width, "muted", "")
    shown, ink = (example(cell), "muted") if cell.is_example else (cell.text, "")
    return cell_block(cell.key, shown, width, ink, ground, height=max(height, 1 + air))


def _stacked(part: Part, width: int) -> TextBlock:
    """Return rows of several columns where the page is too narrow for them."""
    is_free = part.layout == "table"
    named = ((line, _row_name(line) if is_free else line.title) for line in part.lines)
    return stack([_stacked_row(line, name, width) for line, name in named], 1)


@_once
def _stacked_row(line: SheetLine, name: str, width: int) -> TextBlock:
    """Return the fields of a row below each other, under its name."""
    head = [text_block(clean_line(name), width, "strong-digits")] if name else []
    fields = [
        _field(cell.headings[-1] if cell.headings else "", (cell,), width - 1, 0)
        for cell in line.cells
        if not cell.is_number
    ]
    return stack([*head, *(indented(field, 1) for field in fields)])


def _row_name(line: SheetLine) -> str:
    return t("sheet.new_row") if line.row == NEW else t("common.row", number=line.title)


def _with_side(part: Part, width: int, air: int) -> TextBlock:
    """Return a grid with the one column that is not divided into rows, or that below the grid."""
    side = part.side
    if side is None:
        return _columns(part, width, air)
    heading = clean_line(side.headings[-1])
    if width < WIDE:
        below = cut(t("sheet.side_below", heading=heading), width - 1)
        grid = _columns(part, width, air, text_block(below, width, "muted", indent=1))
        return stack([grid, _field(heading, (side,), width, 1 + air)], 1)
    room = (width - _TITLES[1]) // (len(part.columns) + 1)
    grid = _columns(part, width - room - 1, air)
    head = text_block(
        heading, room, "strong", "panel", indent=1, height=grid.heads[0].lines if grid.heads else 0
    )
    body = _cell(side, room, air, height=max(grid.height - head.height, 1))
    both = beside([grid, stack([head, body])])
    return both.with_head(max(head.height, grid.heads[0].lines)) if grid.heads else both


def _columns(part: Part, width: int, air: int, note: TextBlock | None = None) -> TextBlock:
    """Return lines of cells below the headings of their columns, a `note` between them."""
    titled = part.layout != "table" and any(line.title for line in part.lines)
    before = (_TITLES[1] if width >= WIDE else _TITLES[0]) + 1 if titled else 0
    widths = column_widths(part, width - before)
    if widths is None:
        return _stacked(part, width)
    header = _header(part.columns, widths, before) if part.columns else None
    if header is not None and header.height > _TALLEST_HEADER and part.layout == "table":
        return _stacked(part, width)
    if header is not None and note is not None:
        header = stack([header, note])
    # Rows without a gap between them alternate.
    grounds = ("surface", "surface" if before else "panel")
    blocks = [
        _row(line, tuple(widths), before, air, grounds[number % 2]) for number, line in enumerate(part.lines)
    ]
    table = stack(blocks, 1 if before else 0)
    return stack([header, table]).with_head(header.height) if header is not None else table


@_once
def _row(line: SheetLine, widths: tuple[int, ...], before: int, air: int, ground: str) -> TextBlock:
    """Return a line of cells side by side on a ground, its heading before them."""
    sized = list(zip(line.cells, widths, strict=True))
    title = text_block(clean_line(line.title), before - 1, "strong") if before else blank(0, 0)
    tallest = (text_lines(example(cell) or cell.text, size) for cell, size in sized)
    height = max(*tallest, title.height, 1 + air, 2 if before else 1)
    if line.row == NEW:
        height = 1
    widest = max(range(len(widths)), key=lambda place: widths[place])
    row = [
        _cell(cell, size, air, ground, height=height, invites=at == widest)
        for at, (cell, size) in enumerate(sized)
    ]
    return beside([title, *row] if before else row)


def _header(columns: Sequence[Heading], widths: Sequence[int], before: int) -> TextBlock:
    """Return the headings of columns; those of one group are under its name."""
    heads: list[TextBlock] = []
    grounds: list[str] = []
    place = 0
    height = max(
        text_lines(clean_line(column.title), width + 1) for column, width in zip(columns, widths, strict=True)
    )
    grouped = any(column.group for column in columns)
    while place < len(columns):
        end = place + 1
        group = columns[place].group
        while group and end < len(columns) and columns[end].group == group:
            end += 1
        names = [
            text_block(clean_line(column.title), width, "strong", "panel", indent=1, height=height)
            for column, width in zip(columns[place:end], widths[place:end], strict=True)
        ]
        under = beside(names)
        over = (
            [text_block(clean_line(group or ""), under.width, "strong-digits", "panel", indent=1)]
            if grouped
            else []
        )
        heads.append(stack([*over, under]))
        grounds.append("panel")
        place = end
    header = beside(heads, 1, grounds)
    return beside([blank(before - 1, header.height), header]) if before else header


def column_widths(part: Part, room: int) -> list[int] | None:
    """Return the cells of each column, None where they do not fit side by side.

    They follow from the headings and the blank's own rows, not from what is being typed.
    """
    columns = part.columns
    count = max(len(columns), 1)
    room -= count - 1
    number = number_column(part.block)
    least = [_NUMBER if number and place == 0 else _LEAST for place in range(count)]
    if sum(least) > room:
        return None
    wish = [0.0 if number and place == 0 else _wish(part, place) for place in range(count)]
    rest = room - sum(least)
    widths = [
        size + int(rest * part_wish / (sum(wish) or 1)) for size, part_wish in zip(least, wish, strict=True)
    ]
    widths[-1] += room - sum(widths)
    return widths


def _wish(part: Part, place: int) -> float:
    """Return how much of the spare room a column wants."""
    titles = [cell_width(clean_line(part.columns[place].title))] if part.columns else [1]
    texts = [cell_width(row[place]) for row in part.block.default_rows if place < len(row)]
    return float(min(max(*titles, *texts, 8), 90)) if part.layout == "table" else 1.0


def _zones(part: Part, width: int, air: int) -> TextBlock:
    """Return the zones as areas: side by side on a wide page, else below each other."""
    count = len(part.lines)
    if width < WIDE or (width - count + 1) // count < 2 * _LEAST:
        return stack([_zone(line, width, air, 0) for line in part.lines], 1)
    size = (width - count + 1) // count
    height = max(text_lines(clean_line(line.title), size + 1) for line in part.lines)
    sizes = [size] * (count - 1) + [width - (count - 1) * (size + 1)]
    areas = [_zone(line, part_size, air, height) for line, part_size in zip(part.lines, sizes, strict=True)]
    tallest = max(*(area.height for area in areas), _MEMO_LINES + height)
    areas = [stack([area, blank(area.width, tallest - area.height, "surface")]) for area in areas]
    return beside(areas).with_head(height)


def _zone(line: SheetLine, width: int, air: int, height: int) -> TextBlock:
    head = text_block(clean_line(line.title), width, "strong", "panel", indent=1, height=height)
    cards = [_entry(cell, width, air) for cell in line.cells]
    return stack([head, *cards]).with_head(head.height)


@_once
def _entry(cell: Cell, width: int, air: int) -> TextBlock:
    """Return an entry as a card on its area."""
    card = _cell(cell, width - 2, 0, "panel") if cell.row != NEW else _slot(cell, width - 2)
    rows = [beside([blank(1, card.height, "surface"), card, blank(1, card.height, "surface")], 0)]
    return stack([blank(width, 1, "surface"), *rows]) if air or cell.row == NEW else rows[0]


def _slot(cell: Cell, width: int) -> TextBlock:
    return cell_block(cell.key, t("sheet.new_cell"), width, "muted", "surface")
