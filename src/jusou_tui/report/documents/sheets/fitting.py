"""How many lines the rows of a blank sheet have, so that it fills its page; how wide columns are."""

from __future__ import annotations

from collections.abc import Sequence

from jusou_tui.curriculum.model import Heading
from jusou_tui.report.documents.sheets.measures import Measures
from jusou_tui.session.worksheets.layout import NEW, Part, SheetLine, number_column
from jusou_tui.text.terminal import cell_width

_HEADING_SHARE, _LONG_HEADING_SHARE = 1.3, 2.6
_LONG_HINT = 70
"""Half-width characters from which on the hint of a row needs a wider column."""
_FIELD, _SIDE, _ONLY_FIELD = 2.0, 2.0, 3.0
_NUMBER = 0.5
_SHORT, _LONG = 1.0, 2.4
_CELLS_OF_A_SHARE = 13
_PARTS = {"owner": 1.1, "due": 1.0, "what": 3.2}
_ROW_LINES = 2
_ZONE_LINES = 14
_MOST_LINES = 14
_WHOLE_PAGE = 60
_PADDING = 1.8
"""The space around the texts of a cell, in millimetres."""
_TITLE = 1.75
"""The height of a part's title in lines of text."""
_TITLE_SIZE, _APART = 1.35, 4
"""How much wider than text a title is, bold letters included; half-width characters between it and a hint."""


def fitted(parts: Sequence[Part], page: Measures, used: float) -> tuple[int, ...]:
    """Return how many lines each row of a part has where the parts fill a page, () where they do not fit.

    `used`: the height of what stands above and below the parts. Each part gets one line more by turns.
    """
    lines = [least_lines(part, page) for part in parts]

    def fits(tried: Sequence[int]) -> bool:
        heights = (_height(part, page, count) for part, count in zip(parts, tried, strict=True))
        return used + sum(heights) <= page.height

    if not fits(lines):
        return ()
    growing = list(range(len(parts)))
    while growing:
        for place in tuple(growing):
            tried = [count + (place == at) for at, count in enumerate(lines)]
            if tried[place] <= _most_lines(parts, place) and fits(tried):
                lines = tried
            else:
                growing.remove(place)
    return tuple(lines)


def _most_lines(parts: Sequence[Part], place: int) -> int:
    alone = len(parts) == 1 and len(parts[0].lines) == 1
    if parts[place].layout == "table" and _is_short(parts[place]):
        return _ROW_LINES
    return _WHOLE_PAGE if alone or parts[place].layout == "zones" else _MOST_LINES


def least_lines(part: Part, page: Measures) -> int:
    """Return how many lines a row of a part has at least, all of its zones together."""
    if part.layout == "zones":
        return _ZONE_LINES
    return _ROW_LINES if part.layout == "table" else page.least


def table_lines(part: Part, lines: int) -> int:
    """Return how many lines a row of a table has, where other rows have `lines`."""
    return _ROW_LINES if _is_short(part) else max(_ROW_LINES, lines)


def row_lines(part: Part, page: Measures, lines: int) -> list[int]:
    """Return how many lines to write on each row has: at least as many as are beside its heading."""
    return [max(lines, int(own / page.write)) for own in _heading_heights(part, page)]


def more_rows(part: Part, page: Measures, used: float) -> int:
    """Return how many rows a table of short ones may have besides its own, to fill a page."""
    if not _is_short(part):
        return 0
    free = page.height - used - _height(part, page, _ROW_LINES)
    return max(0, int(free / (page.write * _ROW_LINES)))


def rows_of(part: Part, *, to_write: bool) -> list[SheetLine]:
    """Return the rows of a table: those that are there; without space to write on no empty ones."""
    there = [line for line in part.lines if line.row != NEW]
    if to_write:
        return there or list(part.lines)
    return [line for line in there if any(cell.text.strip() for cell in line.cells)]


def shares_of(part: Part) -> list[float]:
    """Return the widths of a part's columns relative to each other."""
    if part.layout == "table":
        number = number_column(part.block)
        shares = [_share(column) for column in part.columns] or [1.0]
        return [_NUMBER, *shares[1:]] if number else shares
    titled = any(line.title for line in part.lines)
    long = any(cell_width(line.hint or "") > _LONG_HINT for line in part.lines)
    heading = [_LONG_HEADING_SHARE if long and part.columns else _HEADING_SHARE] if titled else []
    fields = [_ONLY_FIELD] if titled and not part.columns else [_FIELD] * max(1, len(part.columns))
    return [*heading, *fields, *([_SIDE] if part.side is not None else [])]


def is_beside_title(part: Part, page: Measures) -> bool:
    """Return whether the hint of a part stands on the line of its title: the only one, and a short one."""
    title, hints = part.block.title or "", part.block.hints
    if not title or len(hints) != 1 or "\n" in hints[0]:
        return False
    return cell_width(title) * _TITLE_SIZE + cell_width(hints[0]) + _APART <= page.cells


def _share(column: Heading) -> float:
    """Return how wide a column is: what is short in its heading is so in its cells."""
    if column.todo is not None:
        return _PARTS[column.todo]
    return min(_LONG, max(_SHORT, cell_width(column.title) / _CELLS_OF_A_SHARE))


def _is_short(part: Part) -> bool:
    """Return whether a table has many rows of few words: it is numbered, or its rows are ToDos."""
    return number_column(part.block) is not None or any(column.todo for column in part.columns)


def _height(part: Part, page: Measures, lines: int) -> float:
    """Return how high a part is with so many lines in each row, in millimetres."""
    hints = () if is_beside_title(part, page) else part.block.hints
    above = page.texts(hints) + (page.text * _TITLE if part.block.title else 0)
    if part.layout == "zones":
        return above + lines * page.write
    shares = shares_of(part)
    whole = sum(shares) or 1
    heads = _heads_height(part, page, [share / whole for share in shares])
    if part.layout == "table":
        rows = len(rows_of(part, to_write=True)) * table_lines(part, lines) * page.write
    else:
        rows = sum(max(own, lines * page.write) for own in _heading_heights(part, page))
    return above + heads + rows + _PADDING


def _heading_heights(part: Part, page: Measures) -> list[float]:
    """Return how high the headings at the left of a part's rows are, 0 where there are none."""
    shares = shares_of(part)
    texts = (page.texts((line.title, line.hint or ""), shares[0] / sum(shares)) for line in part.lines)
    return [text + _PADDING if line.title else 0 for text, line in zip(texts, part.lines, strict=True)]


def _heads_height(part: Part, page: Measures, shares: Sequence[float]) -> float:
    if not part.columns:
        return 0
    before = len(shares) - len(part.columns) - (part.side is not None)
    texts = [
        page.texts((column.title, column.hint or ""), share)
        for column, share in zip(part.columns, shares[before:], strict=False)
    ]
    groups = page.text * 1.2 if any(column.group for column in part.columns) else 0
    return max(texts) + _PADDING + groups
