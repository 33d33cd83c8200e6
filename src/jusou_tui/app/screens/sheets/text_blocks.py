"""Blocks of text for a sheet: lines of styled spans, with where its cells are; stacked or side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from jusou_tui.text.terminal import cell_width, wrap

Span = tuple[str, str, str]
"""A text, the name of its colour and that of its background; "" is the page's own."""


@dataclass(frozen=True)
class CellRect:
    """The rectangle of a sheet's cell, in lines and terminal cells from the block's top left corner."""

    top: int
    left: int
    height: int
    width: int

    def moved(self, down: int, right: int) -> CellRect:
        """Return the place further down and to the right."""
        return CellRect(self.top + down, self.left + right, self.height, self.width)

    @property
    def bottom(self) -> int:
        """The first line below it."""
        return self.top + self.height


@dataclass(frozen=True)
class StickyHead:
    """Headings that stay in view while rows scroll: `lines` from `top` on, until line `end` is reached."""

    top: int
    lines: int
    end: int


@dataclass(frozen=True)
class TextBlock:
    """Lines of exactly `width` cells, the places of cells by their keys, and headings that stay."""

    width: int
    lines: tuple[tuple[Span, ...], ...] = ()
    places: dict[str, CellRect] = field(default_factory=dict)
    heads: tuple[StickyHead, ...] = ()

    @property
    def height(self) -> int:
        """Lines."""
        return len(self.lines)

    def with_head(self, lines: int) -> TextBlock:
        """Return the block with its first lines as headings that stay."""
        return replace(self, heads=(*self.heads, StickyHead(0, lines, self.height)))


def blank(width: int, height: int, ground: str = "") -> TextBlock:
    """Return an empty block."""
    return TextBlock(width, ((((" " * width), "", ground),),) * height)


def text_block(
    text: str, width: int, ink: str = "", ground: str = "", *, indent: int = 0, height: int = 0
) -> TextBlock:
    """Return wrapped text; what one line leaves over, and lines up to `height`, are ground."""
    lines = [_line(line, width, ink, ground, indent) for line in wrap(text, max(width - indent, 2))]
    lines += [_line("", width, ink, ground, indent)] * (height - len(lines))
    return TextBlock(width, tuple(lines))


def text_lines(text: str, width: int) -> int:
    """Return how many lines a cell's text takes in a block of that width."""
    return len(wrap(text, max(width - 2, 2)))


def cell_block(
    key: str | None, text: str, width: int, ink: str = "", ground: str = "surface", *, height: int = 1
) -> TextBlock:
    """Return a cell: a column for the mark, the text, a column of air. Without a `key` nobody goes there."""
    rows = wrap(text, max(width - 2, 2))
    lines = [
        ((" ", "", ground), *_line(rows[number] if number < len(rows) else "", width - 1, ink, ground, 0))
        for number in range(max(len(rows), height))
    ]
    return TextBlock(width, tuple(lines), {key: CellRect(0, 0, len(lines), width)} if key is not None else {})


def stack(blocks: Sequence[TextBlock], gap: int = 0) -> TextBlock:
    """Return blocks of one width below each other, `gap` lines apart."""
    width = blocks[0].width if blocks else 0
    lines: list[tuple[Span, ...]] = []
    places: dict[str, CellRect] = {}
    heads: list[StickyHead] = []
    for number, block in enumerate(blocks):
        if number:
            lines += blank(width, gap).lines
        top = len(lines)
        lines += block.lines
        places |= {key: place.moved(top, 0) for key, place in block.places.items()}
        heads += [StickyHead(head.top + top, head.lines, head.end + top) for head in block.heads]
    return TextBlock(width, tuple(lines), places, tuple(heads))


def beside(blocks: Sequence[TextBlock], gap: int = 1, grounds: Sequence[str] = ()) -> TextBlock:
    """Return blocks side by side; shorter ones are filled up with their grounds. Their heads go."""
    height = max((block.height for block in blocks), default=0)
    filled = [
        block.lines + blank(block.width, height - block.height, ground).lines
        for block, ground in zip(blocks, grounds or [""] * len(blocks), strict=True)
    ]
    lines = []
    for number in range(height):
        line: list[Span] = []
        for column in filled:
            line += [(" " * gap, "", "")] if line else []
            line += column[number]
        lines.append(tuple(line))
    lefts = list(accumulate((block.width + gap for block in blocks), initial=0))
    places = {
        key: place.moved(0, left)
        for block, left in zip(blocks, lefts, strict=False)
        for key, place in block.places.items()
    }
    return TextBlock(max(lefts[-1] - gap, 0), tuple(lines), places)


def indented(block: TextBlock, cells: int) -> TextBlock:
    """Return a block with empty cells left of it."""
    return beside([blank(cells, block.height), block], 0) if cells else block


def neighbour(places: dict[str, CellRect], key: str, down: int, right: int) -> str | None:
    """Return the nearest cell in a direction (one of `down` and `right` is 1 or -1), None at the edge.

    A cell that shares lines (or columns) with this one comes before those that do not.
    """
    here = places[key]
    found: list[tuple[bool, int, int, str]] = []
    for name, place in places.items():
        if name == key:
            continue
        if down:
            ahead = place.top - here.bottom if down > 0 else here.top - place.bottom
            aside = max(place.left - here.left - here.width + 1, here.left - place.left - place.width + 1, 0)
            shift = abs(place.left - here.left)
        else:
            ahead = place.left - here.left - here.width if right > 0 else here.left - place.left - place.width
            aside = max(place.top - here.bottom + 1, here.top - place.bottom + 1, 0)
            shift = abs(place.top - here.top)
        if ahead >= 0 and (down or not aside):
            found.append((aside > 0, ahead if not aside else ahead + aside, shift, name))
    return min(found)[3] if found else None


def _line(text: str, width: int, ink: str, ground: str, indent: int) -> tuple[Span, ...]:
    rest = max(width - indent - cell_width(text), 0)
    return ((" " * indent, "", ground), (text, ink, ground), (" " * rest, "", ground))
