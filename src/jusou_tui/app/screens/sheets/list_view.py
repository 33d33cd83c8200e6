"""The sheets of a programme: by step, each with its state in a word."""

from __future__ import annotations

from rich.style import Style

from jusou_tui.app.drawing.pieces import Drawn, Piece
from jusou_tui.app.screens.sheets.rows import SheetLine
from jusou_tui.app.widgets.selectable_view import SelectableView
from jusou_tui.text.terminal import cell_width, clean_line, pad, wrap

_STATE = 10
"""Cells of the state and the gap after it."""


class SheetList(SelectableView[SheetLine]):
    """One sheet can be chosen. A heading is no item of its own: it belongs to the first one below it."""

    DEFAULT_CSS = "SheetList { height: 1fr; }"

    def key_of(self, item: SheetLine) -> str:
        """Return a sheet's key."""
        return item.key

    def draw(self, item: SheetLine, cells: int) -> Drawn:
        """Return the heading and the sheet's lines."""
        tag = f" {item.tag} " if item.tag else ""
        room = max(cells - _STATE - 2 - cell_width(tag) - 1, 10)
        drawn: Drawn = [[]] if item.air else []
        if item.heading:
            drawn.append([(clean_line(item.heading), "strong-digits")])
        for number, line in enumerate(wrap(clean_line(item.name), room)):
            front: list[Piece] = [(pad(item.state if number == 0 else "", _STATE), item.state_style)]
            end: list[Piece] = [("  ", ""), (tag, "chip-late")] if tag and number == 0 else []
            drawn.append([*front, (line, ""), *end])
        return drawn

    def mark(self, index: int, line: int) -> list[Piece]:
        """Return the mark, beside the sheet and not beside the heading."""
        return super().mark(index, line - self._above(index))

    def background_style(self, index: int, line: int) -> Style:
        """Return the background; the heading is never set apart."""
        return self.rich_style if line < self._above(index) else super().background_style(index, line)

    def _above(self, index: int) -> int:
        return bool(self.items[index].heading) + self.items[index].air
