"""Widths of texts in terminal cells, and texts cut or padded to a width."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

CUT = ".."
_NO_WIDTH = frozenset({"Mn", "Me", "Cf", "Cc"})
_ambiguous = 1


def set_ambiguous(cells: Literal[1, 2]) -> None:
    """Set how wide this terminal draws East Asian ambiguous characters such as ※ and ①."""
    global _ambiguous  # noqa: PLW0603 - one program draws on one terminal
    _ambiguous = cells


def ambiguous() -> int:
    """Return the cells that an ambiguous character counts as: 1 or 2."""
    return _ambiguous


@lru_cache(maxsize=8192)
def _width_of(char: str, ambiguous_cells: int) -> int:
    if unicodedata.category(char) in _NO_WIDTH:
        return 0
    kind = unicodedata.east_asian_width(char)
    if kind in {"W", "F"}:
        return 2
    return ambiguous_cells if kind == "A" else 1


def char_width(char: str) -> int:
    """Return the cells of one character: 0 for a combining mark or a control, 2 for a wide one, else 1."""
    return _width_of(char, _ambiguous)


def cell_width(text: str) -> int:
    """Return the cells of a text on one line."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(_width_of(char, _ambiguous) for char in text)


def _head(text: str, cells: int) -> str:
    used = 0
    for index, char in enumerate(text):
        used += char_width(char)
        if used > cells:
            return text[:index]
    return text


def cut(text: str, cells: int, ending: str = CUT) -> str:
    """Return `text` in at most `cells` cells, ending in `ending` where something was cut.

    A wide character is never halved, so the result may be a cell shorter. Where not even the ending
    fits, as much of it as fits is returned.
    """
    if cell_width(text) <= cells:
        return text
    room = cells - cell_width(ending)
    return _head(text, room) + ending if room >= 0 else _head(ending, max(cells, 0))


def pad(text: str, cells: int, align: Literal["left", "right", "center"] = "left") -> str:
    """Return `text` filled up with spaces to `cells` cells; a longer text is returned as it is."""
    missing = max(cells - cell_width(text), 0)
    before = {"left": 0, "right": missing, "center": missing // 2}[align]
    return " " * before + text + " " * (missing - before)
