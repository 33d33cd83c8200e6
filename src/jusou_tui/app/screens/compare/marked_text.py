"""Text marked by `[-…-]` and `{+…+}` as wrapped lines, removed and added parts in colour as well."""

from __future__ import annotations

import re
from dataclasses import dataclass

from jusou_tui.app.drawing.pieces import Drawn, Piece
from jusou_tui.text.terminal import clean, wrap

_MARKS = re.compile(r"\[-|-\]|\{\+|\+\}")
_OPENS = {"[-": "failed", "{+": "decided"}
_CLOSES = {"-]": "failed", "+}": "decided"}


def marked_lines(text: str, cells: int) -> Drawn:
    """Return the lines of a marked text as pieces."""
    drawn: Drawn = []
    inside = ""
    for line in wrap(clean(text).strip("\n"), max(cells, 10)):
        pieces, inside = _pieces(line, inside)
        drawn.append(pieces)
    return drawn


def _pieces(line: str, inside: str) -> tuple[list[Piece], str]:
    """Return a line's pieces and the style that goes on in the next one."""
    pieces: list[Piece] = []
    place = 0
    for found in _MARKS.finditer(line):
        if not inside and found[0] in _OPENS:
            pieces.append((line[place : found.start()], ""))
            place, inside = found.start(), _OPENS[found[0]]
        elif inside and _CLOSES.get(found[0]) == inside:
            pieces.append((line[place : found.end()], inside))
            place, inside = found.end(), ""
    pieces.append((line[place:], inside))
    return [piece for piece in pieces if piece[0]], inside


@dataclass(frozen=True)
class Passage:
    """A passage of a marked text. With a `style` of its own its text holds no marks."""

    text: str
    style: str = ""

    def lines(self, cells: int) -> Drawn:
        """Return the passage wrapped to a width."""
        if self.style:
            return [[(line, self.style)] for line in wrap(clean(self.text).strip("\n"), max(cells, 10))]
        return marked_lines(self.text, cells)
