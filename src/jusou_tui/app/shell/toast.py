"""How a notification is laid out: broken between phrases, never within a day or a time."""

from __future__ import annotations

import re

from jusou_tui.text.terminal import TERMS, cell_width, cut, wrap

WIDEST = 74
"""Cells of a line of a notification; the style sheet's width without its padding."""
MARGINS = 4
"""Cells of the window beside a notification."""
UNBROKEN = r"(?:[0-9]+年)?[0-9]+月[0-9]+日(?:（.）)?|[0-9]+(?:[/:-][0-9]+)+"
"""A pattern of what is never broken over two lines."""


def toast_lines(message: str, columns: int, *, lines: int) -> str:
    """Return a notification on at most `lines` lines, for a window of `columns` cells; the rest is cut."""
    cells = max(min(WIDEST, columns - MARGINS), 1)
    found = wrap(message, cells, terms=(*TERMS, *re.findall(UNBROKEN, message)))
    if len(found) > lines:
        found[lines - 1] = cut(found[lines - 1] + found[lines], cell_width(found[0]))
    return "\n".join(found[:lines])
