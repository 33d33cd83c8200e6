"""The shapes of the big digits, as rows of cells: "#" is coloured, " " is not.

Seven segments with straight strokes. Five rows: cells in pairs, three pairs wide; `tight`, where there is
little room, with half the gaps and a narrow plus. Nine rows: the same strokes drawn longer. Three rows are
too few for strokes: a full-width digit in the middle of a block.

Huge numbers (`Strokes`, `drawn`), for a page that is read from afar, have strokes as thick as there is room.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

ROWS = (9, 5, 3)
"""The sizes there are, in rows, biggest first."""

TIGHT_ROWS = 5
"""The size that has a narrow form."""

GAP = 2
"""Cells between two digits of five or nine rows."""

_PATTERNS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": ("## ", " # ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    "+": ("   ", " # ", "###", " # ", "   "),
    "-": ("   ", "   ", "###", "   ", "   "),
    ":": (" ", "#", " ", "#", " "),
    "!": ("#", "#", "#", " ", "#"),
    " ": (" ", " ", " ", " ", " "),
}
_NINE_ROWS = (0, 1, 1, 1, 2, 3, 3, 3, 4)
_NINE_PLUS = ("      ", "  ##  ", "######", "  ##  ", "      ")
_NINE_COLON = ("##", "  ", "  ", "  ", "##")
"""The middle five of nine rows; above and below stay empty."""
_NINE_ONE = ("  #####    ", *["     ##    "] * 7, "#" * 11)
"""Of nine rows the 1, whose stroke stands in the middle: no pattern of two strokes and a gap."""


_TIGHT_PLUS = ("    ", " ## ", "####", " ## ", "    ")


def _five(char: str) -> tuple[str, ...]:
    return tuple("".join(cell * 2 for cell in row) for row in _PATTERNS[char])


def _nine(char: str) -> tuple[str, ...]:
    if char in "+:":
        middle = _NINE_PLUS if char == "+" else _NINE_COLON
        empty = (" " * len(middle[0]),) * 2
        return (*empty, *middle, *empty)
    if char == "1":
        return _NINE_ONE
    pattern = _PATTERNS[char]
    widths = (2, 7, 2) if len(pattern[0]) > 1 else (2,)
    return tuple(
        "".join(cell * width for cell, width in zip(pattern[row], widths, strict=True)) for row in _NINE_ROWS
    )


@lru_cache(maxsize=128)
def shape(char: str, rows: int, *, tight: bool = False) -> tuple[str, ...]:
    """Return the rows of cells of a glyph, the gap at its right included. Unknown characters are blank.

    With three rows the middle row holds the full-width character itself, between "#" cells. `tight`: of five
    rows the narrow form; other sizes have none.
    """
    known = char if char in _PATTERNS else " "
    if rows == ROWS[-1]:
        wide = "\u3000" if known == " " else chr(ord(known) + 0xFEE0)
        return ("#" * 4, f"#{wide}#", "#" * 4)
    if tight and rows == TIGHT_ROWS:
        narrow = _TIGHT_PLUS if known == "+" else _five(known)
        return tuple(row + " " * (GAP // 2) for row in narrow)
    drawn = _nine(known) if rows == ROWS[0] else _five(known)
    return tuple(row + " " * GAP for row in drawn)


def cells_of(char: str, rows: int, *, tight: bool = False) -> int:
    """Return the width of a glyph in cells, its gap included."""
    return len(shape(char, rows, tight=tight)[0])


def width_for(text: str, rows: int, *, tight: bool = False) -> int:
    """Return the cells that a time needs, without the gap after its last digit."""
    gap = 0 if rows == ROWS[-1] else GAP // 2 if tight and rows == TIGHT_ROWS else GAP
    return sum(cells_of(char, rows, tight=tight) for char in text) - gap


def largest(text: str, rows: int, cells: int | None, ample: int | None = None) -> tuple[int, bool]:
    """Return the biggest size, in rows, of at most `rows` in which a time fits, and whether it is tight.

    `cells`: the width there is, None for any. Where nothing fits it is the smallest one. `ample`: the width
    beyond which the narrow form is better than the wide one, although that would fit.
    """
    for size in ROWS:
        for tight in (False, True) if size == TIGHT_ROWS else (False,):
            width = width_for(text, size, tight=tight)
            too_wide = size == TIGHT_ROWS and not tight and ample is not None and width > ample
            if size <= rows and not too_wide and (cells is None or width <= cells):
                return size, tight
    return ROWS[-1], False


def changed(old: tuple[str, ...], new: tuple[str, ...]) -> dict[int, int]:
    """Return for each row that differs the cells up to its last difference. Both have the same size."""
    found: dict[int, int] = {}
    for row, (before, after) in enumerate(zip(old, new, strict=True)):
        if before != after:
            last = max(i for i, (a, b) in enumerate(zip(before, after, strict=True)) if a != b)
            found[row] = last + 1
    return found


class Strokes(NamedTuple):
    """How thick the strokes of a huge number are: `heights`, the rows of each of the five rows of a pattern;
    `widths`, the cells of its three columns; `gap`, the cells between two digits."""

    heights: tuple[int, int, int, int, int]
    widths: tuple[int, int, int]
    gap: int

    @property
    def rows(self) -> int:
        """The height of the number in rows."""
        return sum(self.heights)


def _thick(stroke: int) -> tuple[Strokes, ...]:
    """Return strokes so many rows thick: twice as many cells thick, then narrower ones."""
    heights = (stroke,) * 5
    wide, narrow = 2 * stroke, 2 * stroke - 1
    return (
        Strokes(heights, (wide, wide, wide), stroke + 1),
        Strokes(heights, (narrow, narrow + stroke % 2, narrow), stroke),
        Strokes(heights, (narrow, narrow, narrow), stroke),
        Strokes(heights, (stroke + 1, stroke + 2, stroke + 1), stroke),
        Strokes(heights, (stroke, stroke + 1, stroke), 2),
    )


_LOW: tuple[tuple[tuple[int, int, int, int, int], tuple[tuple[int, int, int], ...]], ...] = (
    ((2, 3, 2, 3, 2), ((5, 5, 5), (4, 4, 4), (3, 4, 3), (3, 3, 3), (2, 3, 2))),
    ((2, 2, 2, 2, 2), ((4, 4, 4), (3, 4, 3), (3, 3, 3), (2, 3, 2))),
    ((2, 2, 1, 2, 2), ((3, 4, 3), (3, 3, 3), (2, 3, 2))),
    ((1, 2, 1, 2, 1), ((2, 4, 2), (2, 2, 2))),
    ((1, 1, 1, 1, 1), ((2, 2, 2),)),
)
_WIDE = 4
"""Cells of a stroke from which on digits stand three cells apart."""

HUGE: tuple[Strokes, ...] = (
    *(strokes for stroke in range(9, 2, -1) for strokes in _thick(stroke)),
    *(
        Strokes(heights, widths, 3 if widths[0] >= _WIDE else 2)
        for heights, several in _LOW
        for widths in several
    ),
)
"""The sizes of huge numbers, the highest first, of one height the widest first."""

HUGE_ROWS: tuple[int, ...] = tuple(dict.fromkeys(strokes.rows for strokes in HUGE))
"""The heights of huge numbers, in rows, the highest first."""


@lru_cache(maxsize=512)
def huge(char: str, strokes: Strokes, *, tight: bool = False) -> tuple[str, ...]:
    """Return the rows of cells of one huge character, without a gap. Unknown characters are blank.

    A 1 takes the place of any other digit; `tight`: it is narrower, its flag and foot half a stroke long.
    """
    if char == "1":
        return _huge_one(strokes, tight=tight)
    pattern = _PATTERNS.get(char, _PATTERNS[" "])
    rows = tuple("".join(c * w for c, w in zip(row, strokes.widths, strict=False)) for row in pattern)
    return tuple(row for row, height in zip(rows, strokes.heights, strict=True) for _ in range(height))


def _huge_one(strokes: Strokes, *, tight: bool) -> tuple[str, ...]:
    """Return a 1: a stroke with a flag and a foot, in the middle of its place; `tight`: in a narrower one."""
    thick = strokes.widths[0]
    width = thick + 2 * (thick // 2) if tight else sum(strokes.widths)
    start = (width - thick + 1) // 2
    flag = max(start - thick, 0)
    stem = " " * start + "#" * thick + " " * (width - start - thick)
    head = " " * flag + "#" * (start - flag) + stem[start:]
    top, *_, foot = strokes.heights
    return (head,) * top + (stem,) * (strokes.rows - top - foot) + ("#" * width,) * foot


@lru_cache(maxsize=64)
def drawn(text: str, strokes: Strokes, *, tight: bool = False) -> tuple[str, ...]:
    """Return the rows of cells of a huge number, "#" coloured and " " not, all equally wide."""
    glyphs = [huge(char, strokes, tight=tight) for char in text]
    gap = " " * strokes.gap
    return tuple(gap.join(glyph[row] for glyph in glyphs) for row in range(strokes.rows))
