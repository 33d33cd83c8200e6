"""Signs of ambiguous width and what is drawn in their place where the terminal gives them two cells.

Pages count them as one cell, as Textual does: drawn in two they push the rest of their line aside. What is
stored never changes.
"""

from __future__ import annotations

_BY_LIKENESS = {
    "*": "\u203b\u2605\u2606",
    "o": "\u25cb\u25ce\u25ef\u00b0\u2103",
    "@": "\u25cf",
    "#": "\u25a0\u25a1\u25a3\u25c6\u25c7\u25c8",
    "^": "\u2191\u25b2\u25b3",
    "v": "\u2193\u25bc\u25bd\u221a",
    ">": "\u2192\u25b6\u25b7\u21d2\u226b",
    "<": "\u2190\u25c0\u25c1\u226a",
    "=": "\u21d4\u2261\u2252\u2260",
    "-": "\u2010\u2013\u2014\u2015\u2500\u2501",
    "|": "\u2016\u2502\u2503\u2223",
    "+": "\u253c\u254b\u250c\u2510\u2514\u2518\u251c\u2524\u252c\u2534\u00b1",
    ".": "\u2025\u2026\u2022\u00b7",
    '"': "\u201c\u201d\u2033",
    "'": "\u2018\u2019\u2032",
    "x": "\u00d7",
    "/": "\u00f7",
    "S": "\u00a7",
}
_DIGITS = {chr(0x2460 + number): str(number + 1) for number in range(9)}
_STAND_INS = str.maketrans(
    {sign: stand_in for stand_in, signs in _BY_LIKENESS.items() for sign in signs} | _DIGITS
)


def narrowed(text: str) -> str:
    """Return a text with a sign of one cell in place of each that may take two; letters stay as they are."""
    return text if text.isascii() else text.translate(_STAND_INS)
