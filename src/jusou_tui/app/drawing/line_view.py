"""A scrolling list of items drawn line by line: what the prompts, the notes and the agenda have in common.

Items are values; each draws into one or more lines for a width. Heights are estimated until an item comes
into sight, so that ten thousand of them cost no more than the screenful that is seen.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from itertools import accumulate
from typing import ClassVar, Generic, Literal, TypeVar

from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from jusou_tui.app.drawing.paint import strip_of
from jusou_tui.app.drawing.pieces import Drawn, Piece

Item = TypeVar("Item", bound=Hashable)

_MOST_DRAWN = 2000
"""Drawn items that are kept."""


def common_start(old: Sequence[object], new: Sequence[object]) -> int:
    """Return how many items at the start of both are equal."""
    count = 0
    for before, after in zip(old, new, strict=False):
        if before is not after and before != after:
            break
        count += 1
    return count


class LineView(ScrollView, Generic[Item]):
    """Subclasses define `draw`, and `estimate` where drawing everything at once costs too much."""

    DEFAULT_CSS = """
    LineView {
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        overflow-y: auto;
    }
    """
    HEADER_LINES: ClassVar[int] = 0
    """Lines at the top that do not scroll."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.items: list[Item] = []
        self._heights: list[int] = []
        self._starts: list[int] = [0]
        self._drawn: dict[Item, Drawn] = {}
        self._measured_for = 0
        self._settling = False
        self._first = 0
        self._roomy = False

    @property
    def roomy(self) -> bool:
        """Whether blank lines stand between items; a subclass that has them says where."""
        return self._roomy

    @roomy.setter
    def roomy(self, roomy: bool) -> None:
        if roomy != self._roomy:
            self._roomy = roomy
            self.show_space()

    def show_space(self) -> None:
        """Draw the items anew, with or without blank lines between them."""
        self.redraw()

    def draw(self, item: Item, cells: int) -> Drawn:
        """Return the lines of an item in at most `cells` cells, at least one line."""
        raise NotImplementedError

    def estimate(self, item: Item, cells: int) -> int:  # noqa: ARG002
        """Return about how many lines an item takes; without an estimate it is drawn."""
        return len(self.lines_of(item))

    def background_style(self, index: int, line: int) -> Style:  # noqa: ARG002
        """Return the background style of a line of an item."""
        return self.rich_style

    def mark(self, index: int, line: int) -> list[Piece]:  # noqa: ARG002
        """Return the piece left of a line of an item; it takes `mark_cells` cells."""
        return []

    def as_seen(self, y: int, pieces: list[Piece]) -> list[Piece]:  # noqa: ARG002
        """Return the pieces of a line as it stands at line `y` of the view, where that matters."""
        return pieces

    def header(self, cells: int) -> list[Piece]:  # noqa: ARG002
        """Return the line that stays at the top, where HEADER_LINES is 1."""
        return []

    @property
    def mark_cells(self) -> int:
        """Cells left of every line."""
        return 0

    @property
    def cells(self) -> int:
        """The cells that an item may take; 0 before the first layout."""
        return max(self.scrollable_content_region.width - self.mark_cells, 0)

    @property
    def rows_in_sight(self) -> int:
        """Lines of items that fit into the view."""
        return max(self.scrollable_content_region.height - self.HEADER_LINES, 0)

    def lines_of(self, item: Item) -> Drawn:
        """Return the lines of an item, drawn once for a width."""
        drawn = self._drawn.get(item)
        if drawn is None:
            if len(self._drawn) >= _MOST_DRAWN:
                self._drawn.clear()
            drawn = self._drawn[item] = self.draw(item, self.cells) or [[]]
        return drawn

    def set_items(self, items: Sequence[Item]) -> None:
        """Show other items. Only lines that change repaint; items at the start that stay are not measured."""
        old, self.items = self.items, list(items)
        if not self.cells:
            self._forget()
        if not self._measured_for:
            return
        same = common_start(old, self.items)
        if same == len(old) == len(self.items):
            return
        changed = [i for i in range(same, len(self.items)) if i >= len(old) or old[i] != self.items[i]]
        if len(old) == len(self.items):
            heights = {i: len(self.lines_of(self.items[i])) for i in changed}
            if all(self._heights[i] == height for i, height in heights.items()):
                for i, height in heights.items():
                    self.refresh_lines(self._starts[i] + self.HEADER_LINES, height)
                return
        cells = self.cells
        self._heights[same:] = [self._height(item, cells) for item in self.items[same:]]
        self._restart(same)
        self.refresh()

    def redraw(self) -> None:
        """Draw and measure everything again, after what `draw` depends on has changed."""
        self._forget()
        if self.cells:
            self._measure()
            self.refresh()

    def _forget(self) -> None:
        """Let everything be drawn and measured anew at the next layout; a hidden view has no width."""
        self._drawn.clear()
        self._measured_for = 0

    def scroll_lines(self, count: int) -> None:
        """Scroll down by `count` lines, up by a negative count, at once."""
        self.scroll_to(y=self.scroll_offset.y + count, animate=False, force=True)

    def action_move(self, by: Literal[-1, 1]) -> None:
        """Scroll by a line; a view with something marked marks what is before or behind it."""
        self.scroll_lines(by)

    def action_page(self, by: int) -> None:
        """Scroll by a view."""
        self.scroll_lines(by * max(self.rows_in_sight - 1, 1))

    def action_first(self) -> None:
        """Go to the top."""
        self.scroll_to(y=0, animate=False, force=True)

    def action_last(self) -> None:
        """Go to the end."""
        self.scroll_to(y=self.max_scroll_y, animate=False, force=True)

    def show_item(self, index: int) -> None:
        """Scroll so that an item is in sight, as little as needed."""
        if not self._measured_for or not 0 <= index < len(self.items):
            return
        exact = len(self.lines_of(self.items[index]))
        if exact != self._heights[index]:
            self._heights[index] = exact
            self._restart(index)
        top, end = self._starts[index], self._starts[index + 1]
        first, seen = self.scroll_offset.y, self.rows_in_sight
        if top < first or end - top > seen:
            self.scroll_to(y=top, animate=False, force=True)
        elif end > first + seen:
            self.scroll_to(y=end - seen, animate=False, force=True)

    def index_at(self, line: int) -> int:
        """Return the index of the item at a line, counted from the first item's first line."""
        return min(max(bisect_right(self._starts, line) - 1, 0), max(len(self.items) - 1, 0))

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again where the width has changed."""
        del event
        if self.cells != self._measured_for:
            self._drawn.clear()
            self._measure()
        else:
            self.settle()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Paint, and measure what came into sight."""
        super().watch_scroll_y(old_value, new_value)
        if round(old_value) != round(new_value) and not self._settling:
            self.settle()

    def _watch_show_vertical_scrollbar(self, shows: bool) -> None:
        """Let a scrollbar that comes into sight stand where the view was scrolled to before."""
        if shows:
            self.vertical_scrollbar.position = self.scroll_y

    def settle(self) -> None:
        """Replace the estimates of what is in sight by heights, without moving what was in sight before."""
        if not self._measured_for or self._settling:
            return
        self._settling = True
        top, seen, kept = self.scroll_offset.y, self.rows_in_sight, self._first
        first = index = self.index_at(top)
        kept_in_sight = first < kept < len(self.items) and self._starts[kept] < top + seen
        line, moved, changed = self._starts[index], 0, False
        while index < len(self.items) and line < top + seen:
            exact = len(self.lines_of(self.items[index]))
            if exact != self._heights[index]:
                moved += exact - self._heights[index] if kept_in_sight and index < kept else 0
                self._heights[index] = exact
                changed = True
            line += exact
            index += 1
        if changed:
            self._restart(first)
        if moved:
            self.scroll_to(y=top + moved, animate=False, force=True)
        self._first = self.index_at(self.scroll_offset.y)
        self._settling = False

    def render_line(self, y: int) -> Strip:
        """Return one line of the view."""
        width = self.scrollable_content_region.width
        if y < self.HEADER_LINES:
            return strip_of(self, self.header(width), width)
        line = y - self.HEADER_LINES + self.scroll_offset.y
        if line >= self._starts[-1] or not self._measured_for:
            return strip_of(self, (), width)
        index = self.index_at(line)
        within = line - self._starts[index]
        lines = self.lines_of(self.items[index])
        pieces = self.as_seen(y, lines[within] if within < len(lines) else [])
        return strip_of(
            self, [*self.mark(index, within), *pieces], width, self.background_style(index, within)
        )

    def _height(self, item: Item, cells: int) -> int:
        drawn = self._drawn.get(item) if self._drawn else None
        return len(drawn) if drawn else self.estimate(item, cells)

    def _measure(self) -> None:
        """Estimate every height for the width there is now."""
        self._measured_for = self.cells
        if self._measured_for:
            self._heights = [self._height(item, self._measured_for) for item in self.items]
            self._restart(0)
            self.settle()

    def _restart(self, index: int) -> None:
        """Compute again where the items from `index` on start."""
        del self._starts[index + 1 :]
        self._starts.extend(accumulate(self._heights[index:], initial=self._starts.pop()))
        self.virtual_size = Size(self.scrollable_content_region.width, self._starts[-1] + self.HEADER_LINES)
