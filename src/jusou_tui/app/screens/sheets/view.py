"""A filled sheet on the page: the current cell is highlighted, arrows and clicks go to others."""

from __future__ import annotations

from typing import ClassVar, Literal

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from jusou_tui.app import theme
from jusou_tui.app.screens.sheets.text_blocks import CellRect, Span, StickyHead, TextBlock, neighbour
from jusou_tui.text.terminal import cell_width

_LEAST = 5
"""Lines in sight from the first cell on, if need be without the text above its block."""
_MOST_ABOVE = 0.5
"""The share of the view that the text above the first cell may take."""
_MOST_HEAD = 0.5
"""The share of the view that headings may take while they stay in sight."""


class SheetView(ScrollView, can_focus=False):
    """Shows a block. Whoever has no field below it, as nothing may be written, lets it take the focus."""

    DEFAULT_CSS = """
    SheetView {
        height: 1fr;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        overflow-x: hidden;
        overflow-y: auto;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "go(-1, 0)", show=False),
        Binding("down", "go(1, 0)", show=False),
        Binding("left", "go(0, -1)", show=False),
        Binding("right", "go(0, 1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
    ]

    class Moved(Message):
        """Another cell is to be the current one."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    class Begun(Message):
        """Someone clicked on the current cell and wants to write into it."""

    class Unfolded(Message):
        """Someone wants to read the text above the cells."""

    class Resized(Message):
        """The sheet has another width to be laid out in."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.block = TextBlock(0)
        self.cursor = ""
        self.is_folded = False

    @property
    def marked_at(self) -> Offset:
        """Where on the screen the current cell begins."""
        place = self.block.places.get(self.cursor)
        down, right = (place.top - self.scroll_offset.y, place.left) if place else (0, 0)
        return self.content_region.offset + Offset(
            right, min(max(down, 0), max(self.content_region.height - 1, 0))
        )

    @property
    def cells(self) -> int:
        """The cells that a block may take."""
        return self.scrollable_content_region.width

    def show(self, block: TextBlock, cursor: str) -> None:
        """Show a block with the cell `cursor` highlighted and in sight. Only lines that changed repaint."""
        before, previous = self.block, self.block.places.get(self.cursor)
        self.block, self.cursor = block, cursor
        if before.height != block.height or before.width != block.width:
            self.virtual_size = Size(self.cells, block.height)
            self.refresh()
        else:
            pairs = enumerate(zip(before.lines, block.lines, strict=True))
            changed = {number for number, (old, new) in pairs if old != new}
            for place in (previous, block.places.get(cursor)):
                if place is not None and previous != block.places.get(cursor):
                    changed |= set(range(place.top, place.bottom))
            self._repaint(changed)
        self.show_cursor()

    def show_cursor(self) -> None:
        """Scroll so that the current cell and its heading are in sight, as little as needed.

        At the first cells that is to the top, unless the text above the cells leaves them too little room.
        """
        place = self.block.places.get(self.cursor)
        if place is None or not self.scrollable_content_region.height:
            return
        top = self._top_for(place)
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)

    def _top_for(self, place: CellRect) -> int:
        """Return the line of the block that is the first in sight while a cell is the current one."""
        seen = self.scrollable_content_region.height
        is_first = self._is_first(place)
        top = 0 if is_first else self.scroll_offset.y
        head = self._head_of(place)
        if is_first and self._is_crowded(place):
            top = head.top if head is not None and self._stays(head) else self._block_of(place)
        above = self._lines_above(place, head)
        top = max(top, min(place.bottom - seen, place.top - above))
        if place.top - above < top:
            top = head.top if head and place.top == head.top + head.lines else place.top - above
        return max(top, 0)

    def _is_crowded(self, first: CellRect) -> bool:
        """Return whether the text above the first cell takes too much of a view that is too low for all."""
        seen = self.scrollable_content_region.height
        return first.top + _LEAST > seen or (self.block.height > seen and first.top > seen * _MOST_ABOVE)

    def _head_of(self, place: CellRect) -> StickyHead | None:
        return next((one for one in self.block.heads if one.top <= place.top < one.end), None)

    def _lines_above(self, place: CellRect, head: StickyHead | None) -> int:
        """Return how many lines above a cell stay in sight with it: headings of columns, or its own."""
        if head is not None:
            return head.lines if place.top >= head.top + head.lines and self._stays(head) else 0
        line = place.top - 1
        is_cell = any(one.top <= line < one.bottom for one in self.block.places.values())
        return int(line >= 0 and not is_cell and any(text.strip() for text, _, _ in self.block.lines[line]))

    def keeps_heading(self, *, of_row: bool) -> bool:
        """Return whether the current cell's heading is in sight above it; `of_row`: with that of its row."""
        place = self.block.places.get(self.cursor)
        if place is None:
            return False
        head = self._head_of(place)
        return self._stays(head) if head is not None else not of_row and self._lines_above(place, None) > 0

    @property
    def hides_beginning(self) -> bool:
        """Whether the text above the cells is out of sight although the current one is among the first."""
        place = self.block.places.get(self.cursor)
        return place is not None and self._is_first(place) and self._top_for(place) > 0

    def _is_first(self, place: CellRect) -> bool:
        """Return whether no cell is above a cell."""
        return place.top == next(iter(self.block.places.values())).top

    def _block_of(self, place: CellRect) -> int:
        """Return where the block of lines begins in which a cell is, its headings first."""
        top = place.top
        while top > 0 and any(text.strip() for text, _, _ in self.block.lines[top - 1]):
            top -= 1
        return top

    def action_go(self, down: int, right: int) -> None:
        """Go to the neighbour in a direction."""
        if key := self.neighbour(down, right):
            self.post_message(self.Moved(key))

    def neighbour(self, down: int, right: int) -> str | None:
        """Return the cell next to the current one in a direction, None at the edge."""
        places = self.block.places
        return neighbour(places, self.cursor, down, right) if self.cursor in places else None

    def action_move(self, by: Literal[-1, 1]) -> None:
        """Go to the cell above, or below."""
        self.action_go(by, 0)

    def action_first(self) -> None:
        """Go to the first cell."""
        self._go_to(0)

    def action_last(self) -> None:
        """Go to the last cell."""
        self._go_to(-1)

    def _go_to(self, index: int) -> None:
        if self.block.places:
            self.post_message(self.Moved(list(self.block.places)[index]))

    def action_page(self, by: int) -> None:
        """Scroll by a view and go to a cell in sight; up from the first cells in the text above them."""
        if self.cursor not in self.block.places:
            return
        here = self.block.places[self.cursor]
        page = max(self.scrollable_content_region.height - 2, 1)
        if by < 0 and (self._is_first(here) or (self.is_folded and not self.scroll_offset.y)):
            if self.is_folded:
                self.post_message(self.Unfolded())
            else:
                self.show_above()
            return
        line = here.top + by * page
        places = self.block.places.items()
        key = min(places, key=lambda pair: (abs(pair[1].top - line), abs(pair[1].left - here.left)))[0]
        self.post_message(self.Moved(key))

    def show_above(self) -> None:
        """Scroll up by a view in the text above the cells."""
        page = max(self.scrollable_content_region.height - 2, 1)
        self.scroll_to(y=max(self.scroll_offset.y - page, 0), animate=False, force=True)

    def on_click(self, event: events.Click) -> None:
        """Go to the cell that was clicked; a click on the current one begins to write."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        line = self._line_number(offset.y)
        for key, place in self.block.places.items():
            if place.top <= line < place.bottom and place.left <= offset.x < place.left + place.width:
                self.post_message(self.Begun() if key == self.cursor else self.Moved(key))
                return

    def on_resize(self, event: events.Resize) -> None:
        """Ask for another layout where the width changed; else keep the current cell in sight."""
        del event
        if self.cells != self.block.width:
            self.post_message(self.Resized())
        else:
            self.show_cursor()

    def render_line(self, y: int) -> Strip:
        """Return one line of the view."""
        number = self._line_number(y)
        width = self.scrollable_content_region.width
        if number >= self.block.height:
            return Strip([Segment(" " * width, self.rich_style)], width)
        place = self.block.places.get(self.cursor)
        line = self.block.lines[number]
        if place is not None and place.top <= number < place.bottom:
            line = highlighted(line, place, first=number == place.top)
        segments = [Segment(text, self._style(ink, ground)) for text, ink, ground in line if text]
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _style(self, ink: str, ground: str) -> Style:
        style = self.rich_style
        if ground:
            style += theme.style(self.app, f"on-{ground}")
        return style + theme.style(self.app, ink) if ink else style

    def _stays(self, head: StickyHead) -> bool:
        return head.lines <= self.scrollable_content_region.height * _MOST_HEAD

    def _line_number(self, y: int) -> int:
        """Return which line of the block is at a line of the view: headings stay while rows scroll."""
        top = self.scroll_offset.y
        for head in self.block.heads:
            if head.top < top < head.end - head.lines and y < head.lines and self._stays(head):
                return head.top + y
        return top + y

    def _repaint(self, lines: set[int]) -> None:
        if lines:
            top = self.scroll_offset.y
            self.refresh(*(Region(0, number - top, self.size.width, 1) for number in sorted(lines)))


def highlighted(line: tuple[Span, ...], place: CellRect, *, first: bool) -> tuple[Span, ...]:
    """Return a line with the part of the current cell set apart: a bar at its left, another background."""
    shown: list[Span] = []
    at = 0
    for text, ink, ground in line:
        inside = place.left <= at < place.left + place.width and text
        if inside and at == place.left:
            shown.append((">", "chip-now", "") if first else (" ", "", "now"))
        else:
            shown.append((text, "" if ink == "muted" and inside else ink, "track" if inside else ground))
        at += cell_width(text)
    return tuple(shown)
