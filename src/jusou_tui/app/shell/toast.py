"""A sentence told in passing, laid out for a notice: broken between phrases, never within a day or a time."""

from __future__ import annotations

import re

from jusou_tui.text.width import cell_width, cut
from jusou_tui.text.wrap import TERMS, wrap

MOST_TOLD = 74
"""Cells of a line of a notice; the style sheet's width without its padding."""
AROUND_TOLD = 4
DAY_OR_TIME = r"(?:[0-9]+年)?[0-9]+月[0-9]+日(?:（.）)?|[0-9]+(?:[/:-][0-9]+)+"
"""What is not broken over two lines."""


def laid_out(message: str, columns: int, *, lines: int) -> str:
    """Return a sentence on at most so many lines of a window of `columns` cells; what is too much is cut."""
    cells = max(min(MOST_TOLD, columns - AROUND_TOLD), 1)
    found = wrap(message, cells, terms=(*TERMS, *re.findall(DAY_OR_TIME, message)))
    if len(found) > lines:
        found[lines - 1] = cut(found[lines - 1] + found[lines], cell_width(found[0]))
    return "\n".join(found[:lines])
