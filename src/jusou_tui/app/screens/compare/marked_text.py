"""Texts in which what differs stands out, as wrapped lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from jusou_tui.app.drawing.pieces import Drawn, Piece
from jusou_tui.compare.text_diff import Op, TextPart
from jusou_tui.report.differences.fields import unmarked_parts
from jusou_tui.text.terminal import clean, wrap

_LEAST = 10


@dataclass(frozen=True)
class Passage:
    """A passage of text in one style. `parts`: the same text in parts, where what differs is to stand out."""

    text: str
    style: str = ""
    parts: tuple[TextPart, ...] = ()
    differs: str = "strong"
    """The style of what differs."""

    def lines(self, cells: int) -> Drawn:
        """Return the passage wrapped to a width."""
        cells = max(cells, _LEAST)
        if not self.parts:
            return [[(line, self.style)] for line in wrap(clean(self.text).strip("\n"), cells)]
        marked = [(letter, self._style(part.op)) for part in self.parts for letter in clean(part.text)]
        return list(_wrapped(marked, cells))

    def _style(self, op: Op) -> str:
        return self.style if op == "same" else self.differs


def _wrapped(marked: list[tuple[str, str]], cells: int) -> Iterator[list[Piece]]:
    """Yield the lines of letters with their styles; where a line ends blanks may be left out."""
    place = 0
    for line in wrap("".join(letter for letter, _ in marked).strip("\n"), cells):
        styles = []
        for letter in line:
            while place < len(marked) and marked[place][0] != letter:
                place += 1
            styles.append((letter, marked[place][1] if place < len(marked) else ""))
            place += 1
        yield [
            ("".join(letter for letter, _ in run), style)
            for style, run in groupby(styles, lambda one: one[1])
        ]


def sides_of(marked: str) -> tuple[tuple[TextPart, ...], tuple[TextPart, ...]]:
    """Return the parts of a text before a change and after it, from one with marks; () for no text."""
    parts = unmarked_parts(marked)
    before = tuple(part for part in parts if part.op != "added")
    after = tuple(part for part in parts if part.op != "removed")
    return before, after
