"""Boxes of text: lines of patches with the places of the cells in them, stacked and put side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from jusou_tui.text.width import cell_width
from jusou_tui.text.wrap import wrap

Patch = tuple[str, str, str]
"""A text, the name of its ink and that of its ground; "" is the page's own."""


@dataclass(frozen=True)
class Place:
    """Where a cell stands: lines and cells counted from the box's corner."""

    top: int
    left: int
    height: int
    width: int

    def moved(self, down: int, right: int) -> Place:
        """Return the place further down and to the right."""
        return Place(self.top + down, self.left + right, self.height, self.width)

    @property
    def bottom(self) -> int:
        """The first line below it."""
        return self.top + self.height


@dataclass(frozen=True)
class Head:
    """Headings that stay in sight: `lines` from `top` on, as long as lines before `end` are seen."""

    top: int
    lines: int
    end: int


@dataclass(frozen=True)
class Box:
    """Lines of exactly `width` cells, the places of cells by their keys, and headings that stay."""

    width: int
    lines: tuple[tuple[Patch, ...], ...] = ()
    places: dict[str, Place] = field(default_factory=dict)
    heads: tuple[Head, ...] = ()

    @property
    def height(self) -> int:
        """Lines."""
        return len(self.lines)

    def with_head(self, lines: int) -> Box:
        """Return the box with its first lines as headings that stay."""
        return Box(self.width, self.lines, self.places, (*self.heads, Head(0, lines, self.height)))


def blank(width: int, height: int, ground: str = "") -> Box:
    """Return an empty box."""
    return Box(width, ((((" " * width), "", ground),),) * height)


def text_box(  # noqa: PLR0917 - a text and how it looks
    text: str, width: int, ink: str = "", ground: str = "", indent: int = 0, height: int = 0
) -> Box:
    """Return wrapped text; what one line leaves over, and lines up to `height`, are ground."""
    lines = [_line(line, width, ink, ground, indent) for line in wrap(text, max(width - indent, 2))]
    lines += [_line("", width, ink, ground, indent)] * (height - len(lines))
    return Box(width, tuple(lines))


def text_lines(text: str, width: int) -> int:
    """Return how many lines a cell's text takes in a box of that width."""
    return len(wrap(text, max(width - 2, 2)))


def cell_box(  # noqa: PLR0917 - a cell and how it looks
    key: str, text: str, width: int, ink: str = "", ground: str = "surface", height: int = 1
) -> Box:
    """Return a cell: a column for the mark, the text, a column of air."""
    rows = wrap(text, max(width - 2, 2))
    lines = [
        ((" ", "", ground), *_line(rows[number] if number < len(rows) else "", width - 1, ink, ground, 0))
        for number in range(max(len(rows), height))
    ]
    return Box(width, tuple(lines), {key: Place(0, 0, len(lines), width)})


def stack(boxes: Sequence[Box], gap: int = 0) -> Box:
    """Return boxes of one width below each other, `gap` lines apart."""
    width = boxes[0].width if boxes else 0
    lines: list[tuple[Patch, ...]] = []
    places: dict[str, Place] = {}
    heads: list[Head] = []
    for number, box in enumerate(boxes):
        if number:
            lines += blank(width, gap).lines
        top = len(lines)
        lines += box.lines
        places |= {key: place.moved(top, 0) for key, place in box.places.items()}
        heads += [Head(head.top + top, head.lines, head.end + top) for head in box.heads]
    return Box(width, tuple(lines), places, tuple(heads))


def beside(boxes: Sequence[Box], gap: int = 1, grounds: Sequence[str] = ()) -> Box:
    """Return boxes side by side; shorter ones are filled up with their grounds. Their heads go."""
    height = max((box.height for box in boxes), default=0)
    filled = [
        box.lines + blank(box.width, height - box.height, ground).lines
        for box, ground in zip(boxes, grounds or [""] * len(boxes), strict=True)
    ]
    lines = []
    for number in range(height):
        line: list[Patch] = []
        for column in filled:
            line += [(" " * gap, "", "")] if line else []
            line += column[number]
        lines.append(tuple(line))
    lefts = list(accumulate((box.width + gap for box in boxes), initial=0))
    places = {
        key: place.moved(0, left)
        for box, left in zip(boxes, lefts, strict=False)
        for key, place in box.places.items()
    }
    return Box(max(lefts[-1] - gap, 0), tuple(lines), places)


def indented(box: Box, cells: int) -> Box:
    """Return a box with empty cells left of it."""
    return beside([blank(cells, box.height), box], 0) if cells else box


def neighbour(places: dict[str, Place], key: str, down: int, right: int) -> str | None:
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


def _line(text: str, width: int, ink: str, ground: str, indent: int) -> tuple[Patch, ...]:
    rest = max(width - indent - cell_width(text), 0)
    return ((" " * indent, "", ground), (text, ink, ground), (" " * rest, "", ground))
