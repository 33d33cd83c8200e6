"""A few lines of styled pieces, of which only those repaint that changed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from jusou_tui.app.drawing.paint import strip_of
from jusou_tui.app.drawing.pieces import Piece, fit, width_of


class Lines(Widget):
    """Shows lines as given, each cut to the width. Its height is `auto`: as many lines as it shows."""

    DEFAULT_CSS = "Lines { height: auto; width: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._lines: tuple[tuple[Piece, ...], ...] = ()

    def show(self, lines: Sequence[Sequence[Piece]]) -> None:
        """Show other lines. Only lines that differ are painted, each up to where it stays the same."""
        shown = tuple(tuple(line) for line in lines)
        before, self._lines = self._lines, shown
        if len(shown) != len(before):
            self.refresh(layout=True)
            return
        width = self.size.width
        changed = [
            Region(0, number, cells_changed(before[number], line, width), 1)
            for number, line in enumerate(shown)
            if line != before[number]
        ]
        if changed:
            self.refresh(*changed)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines."""
        return len(self._lines)

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        width = self.size.width
        return strip_of(self, fit(self._lines[y], width) if y < len(self._lines) else (), width)


def cells_changed(before: Sequence[Piece], after: Sequence[Piece], cells: int) -> int:
    """Return how many cells from the left must be painted for `after` to stand where `before` was."""
    if max(width_of(before), width_of(after)) > cells:
        return cells
    same = 0
    while same < min(len(before), len(after)) and before[-1 - same] == after[-1 - same]:
        same += 1
    old, new = width_of(before[: len(before) - same]), width_of(after[: len(after) - same])
    return new if old == new else cells
