"""Widths of texts in terminal cells, and texts cut or padded to a width."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Literal

CUT = ".."
_NO_WIDTH = frozenset({"Mn", "Me", "Cf", "Cc"})


@lru_cache(maxsize=8192)
def char_width(char: str) -> int:
    """Return the cells of one character: 0 for a combining mark or a control, 2 for a wide one, else 1.

    East Asian ambiguous characters such as ※ and ① count 1, as Textual draws them.
    """
    if unicodedata.category(char) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def cell_width(text: str) -> int:
    """Return the cells of a text on one line."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(char_width, text))


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
