"""Texts that a spreadsheet would take for a formula, made harmless in files of plain text and back again.

A workbook has a kind for each cell: there a text is a text, whatever it begins with. A CSV file has none.
What begins with `=`, `+`, `-` or `@`, in half or full width, is written behind an apostrophe.
"""

from __future__ import annotations

import re

_DANGEROUS = re.compile(r"'*\s*[=+\-@＝＋－＠]")
_MADE_HARMLESS = re.compile(r"'+\s*[=+\-@＝＋－＠]")


def harmless(text: str) -> str:
    """Return the text for a cell of a CSV file, so that no spreadsheet computes it."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def restored(text: str) -> str:
    """Return the text that `harmless` was made of."""
    return text[1:] if _MADE_HARMLESS.match(text) else text
