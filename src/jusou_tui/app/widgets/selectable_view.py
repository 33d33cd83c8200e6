"""A line view in which one item can be highlighted and chosen."""

from __future__ import annotations

from typing import ClassVar, Literal

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset
from textual.message import Message
from textual.widget import Widget

from jusou_tui.app import theme
from jusou_tui.app.drawing.line_view import Item, LineView
from jusou_tui.app.drawing.pieces import Piece

_MARK = ">"


class SelectableView(LineView[Item], can_focus=True):
    """Up, Down, Home, End and the page keys move the highlight, Enter or a second click chooses.

    After `take_no_focus` it takes no focus: the highlight is always seen, and the page moves it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("enter", "choose", show=False),
    ]

    class _ViewMessage(Message):
        """Something about this view."""

        def __init__(self, view: Widget) -> None:
            super().__init__()
            self.view = view

        @property
        def control(self) -> Widget:
            """The view, for selectors."""
            return self.view

    class _ItemMessage(_ViewMessage):
        """Something about one item, named by its key."""

        def __init__(self, view: Widget, key: str) -> None:
            super().__init__(view)
            self.key = key

        @property
        def id(self) -> str:
            """The item's key, under the name that records have."""
            return self.key

    class Chosen(_ItemMessage):
        """An item was chosen."""

    class Highlighted(_ItemMessage):
        """The highlight moved to another item."""

    class Edge(_ViewMessage):
        """The highlight cannot go further: -1 above the first item, 1 below the last."""

        def __init__(self, view: Widget, direction: Literal[-1, 1]) -> None:
            super().__init__(view)
            self.direction = direction

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.highlighted: int | None = None
        self._takes_no_focus = False
        self._clicked: str | None = None

    def take_no_focus(self) -> None:
        """Show the highlight from now on while the caret stands in the page's field."""
        self._takes_no_focus, self.can_focus = True, False
        if self.items and (self.highlighted is None or self.highlighted >= len(self.items)):
            self._highlight(self.default_index())
        self.refresh()

    @property
    def shows_mark(self) -> bool:
        """Whether the highlight is seen."""
        return self._takes_no_focus or self.has_focus

    def key_of(self, item: Item) -> str:
        """Return what names an item in messages."""
        raise NotImplementedError

    @property
    def highlighted_key(self) -> str | None:
        """The key of the highlighted item."""
        index = self.highlighted
        return self.key_of(self.items[index]) if index is not None and index < len(self.items) else None

    def keep_highlight(self, key: str | None) -> None:
        """Highlight the item with this key among other items, else the one in its place now.

        A view that shows its highlight is never without a highlight: items may come after the focus.
        """
        place = self.highlighted
        if key is not None and place is not None:
            nearest = min(place, len(self.items) - 1) if self.items else None
            self.highlighted = next(
                (i for i, item in enumerate(self.items) if self.key_of(item) == key), nearest
            )
        if self.items and self.highlighted is None and self.shows_mark:
            self._highlight(self.default_index())
        elif self.shows_mark and self.highlighted is not None:
            self.call_after_refresh(self.show_item, self.highlighted)

    def highlight(self, key: str) -> bool:
        """Highlight the item with this key and bring it in sight; return whether there is one."""
        for index, item in enumerate(self.items):
            if self.key_of(item) == key:
                self._highlight(index)
                return True
        return False

    @property
    def marked_at(self) -> Offset:
        """Where on the screen the highlighted item begins."""
        start = self._starts[min(self.highlighted or 0, len(self._starts) - 1)]
        line = self.HEADER_LINES + start - self.scroll_offset.y
        return self.content_region.offset + Offset(
            0, min(max(line, 0), max(self.content_region.height - 1, 0))
        )

    @property
    def mark_cells(self) -> int:
        """Cells for the mark of the highlighted item."""
        return 2

    def mark(self, index: int, line: int) -> list[Piece]:
        """Return the mark where the highlighted item begins."""
        marked = self.shows_mark and index == self.highlighted and line == 0
        return [(_MARK, "strong-now"), (" ", "")] if marked else [("  ", "")]

    def background_style(self, index: int, line: int) -> Style:  # noqa: ARG002
        """Return a background that sets the highlighted item apart where it is to be seen."""
        if self.shows_mark and index == self.highlighted:
            return self.rich_style + theme.style(self.app, "on-panel")
        return self.rich_style

    def default_index(self) -> int:
        """Return which item is highlighted first."""
        return 0

    def action_move(self, by: Literal[-1, 1]) -> None:
        """Move the highlight by one item."""
        if not self.items:
            self.post_message(self.Edge(self, by))
            return
        index = self.default_index() if self.highlighted is None else self.highlighted + by
        if 0 <= index < len(self.items):
            self._highlight(index)
        else:
            self.post_message(self.Edge(self, by))

    def action_page(self, by: int) -> None:
        """Move the highlight by about a view."""
        if self.items:
            line = self._starts[self.highlighted or 0] + by * max(self.rows_in_sight - 1, 1)
            self._highlight(self.index_at(min(max(line, 0), self._starts[-1] - 1)))

    def action_first(self) -> None:
        """Highlight the first item."""
        self._highlight(0)

    def action_last(self) -> None:
        """Highlight the last item."""
        self._highlight(len(self.items) - 1)

    def action_choose(self) -> None:
        """Choose the highlighted item."""
        key = self.highlighted_key
        if key is not None:
            self.post_message(self.Chosen(self, key))

    def on_focus(self) -> None:
        """Show where the highlight is."""
        if self.items and (self.highlighted is None or self.highlighted >= len(self.items)):
            self._highlight(self.default_index())
        elif self.highlighted is not None:
            self._paint(self.highlighted)

    def on_blur(self) -> None:
        """Take the highlight from sight; its place stays."""
        if self.highlighted is not None:
            self._paint(self.highlighted)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap again, and keep the highlighted item in sight."""
        super().on_resize(event)
        if self.shows_mark and self.highlighted is not None:
            self.call_after_refresh(self.show_item, self.highlighted)

    def on_click(self, event: events.Click) -> None:
        """Highlight what was clicked, choose it when it was highlighted already."""
        place = event.get_content_offset(self)
        if place is None or not (self.can_focus or self._takes_no_focus) or place.y < self.HEADER_LINES:
            return
        line = place.y - self.HEADER_LINES + self.scroll_offset.y
        if line >= self._starts[-1]:
            return
        index = self.index_at(line)
        is_second = index == self.highlighted and self.key_of(self.items[index]) == self._clicked
        self._highlight(index)
        self._clicked = self.highlighted_key
        if is_second:
            self._clicked = None
            self.action_choose()

    def _highlight(self, index: int) -> None:
        if not 0 <= index < len(self.items):
            return
        before, self.highlighted = self.highlighted, index
        for changed in {before, index} - {None}:
            self._paint(changed)
        self.show_item(index)
        if before != index:
            self._clicked = None
            self.post_message(self.Highlighted(self, self.key_of(self.items[index])))

    def _paint(self, index: int | None) -> None:
        if self._measured_for and index is not None and index < len(self.items):
            self.refresh_lines(self._starts[index] + self.HEADER_LINES, self._heights[index])
