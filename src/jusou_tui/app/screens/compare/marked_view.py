"""A widget that shows passages of marked text."""

from __future__ import annotations

from collections.abc import Sequence

from jusou_tui.app.drawing.line_view import LineView
from jusou_tui.app.drawing.pieces import Drawn
from jusou_tui.app.screens.compare.marked_text import Passage


class MarkedView(LineView[Passage], can_focus=False):
    """Passages one below the other."""

    DEFAULT_CSS = "MarkedView { height: 1fr; }"

    def show(self, passages: Sequence[Passage]) -> None:
        """Show other passages, from the first one on."""
        self.set_items(passages)
        self.scroll_home(animate=False)

    def draw(self, item: Passage, cells: int) -> Drawn:
        """Return a passage's lines."""
        return item.lines(cells)
