"""A list whose rows have a state, a short name, a text that wraps, and something at the right."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style

from jusou_tui.app.drawing.pieces import Drawn, Piece
from jusou_tui.app.drawing.row_models import ListRow
from jusou_tui.app.widgets.selectable_view import SelectableView
from jusou_tui.text.terminal import TERMS, cell_width, clean, clean_line, cut, pad, wrap

_GAP = 2
_WIDEST_NAME = 14
_LEAST_TEXT = 26
"""Cells of text below which the right part goes under it; so it does where it would take more than half."""


class RowList(SelectableView[ListRow]):
    """Columns as wide as their widest cell; the text takes the rest: without a right part all of it."""

    DEFAULT_CSS = "RowList { height: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._columns = (0, 0, 0)

    def key_of(self, item: ListRow) -> str:
        """Return a row's key."""
        return item.key

    def show(self, rows: Sequence[ListRow], chosen: str | None = None) -> None:
        """Show rows; the highlight stays at its row, else goes to `chosen`, else stays at its place."""
        key = self.highlighted_key or chosen
        columns = (
            max((cell_width(clean_line(row.state)) + 2 for row in rows if row.state), default=0),
            min(max((cell_width(clean_line(row.name)) for row in rows), default=0), _WIDEST_NAME),
            max((cell_width(clean_line(row.right)) for row in rows), default=0),
        )
        if columns != self._columns:
            self._columns = columns
            self.items = list(rows)
            self.redraw()
        else:
            self.set_items(rows)
        place = next((i for i, row in enumerate(self.items) if row.key == key), None)
        if place is None and self.highlighted is not None and self.items:
            place = min(self.highlighted, len(self.items) - 1)
        self.highlighted = place
        self.refresh()

    def draw(self, item: ListRow, cells: int) -> Drawn:
        """Return the row's lines."""
        states, names, rights = self._columns
        state, name, right = clean_line(item.state), clean_line(item.name), clean_line(item.right)
        start: list[Piece] = []
        if states:
            chip = f" {state} " if state else ""
            style = "muted" if item.ink == "muted" else f"chip-{item.ink}"
            start += [(chip, style), (" " * (states - cell_width(chip) + 1), "")]
        if names:
            start += [(pad(cut(name, names), names + _GAP), "strong")]
        indent = (states + 1 if states else 0) + (names + _GAP if names else 0)
        whole = cells - indent
        beside = whole - rights - _GAP >= max(_LEAST_TEXT, whole // 2)
        room = max(whole - (rights + _GAP if beside and right else 0), 2)
        lines = wrap(clean(item.text).strip("\n"), room, terms=(*TERMS, *item.whole))
        drawn: Drawn = []
        for number, line in enumerate(lines):
            first: list[Piece] = start if number == 0 else [(" " * indent, "")]
            drawn.append([*first, (line, item.text_style)])
        detail = clean(item.detail).strip("\n")
        drawn += [[(" " * indent, ""), (line, "muted")] for line in (wrap(detail, room) if detail else ())]
        if right and beside:
            gap = cells - indent - cell_width(lines[0]) - cell_width(right)
            drawn[0] += [(" " * gap, ""), (right, item.right_style)]
        elif right:
            below = wrap(right, max(cells - indent, 2))
            drawn += [[(" " * indent, ""), (line, item.right_style)] for line in below]
        return [*drawn, []] if self._roomy else drawn

    def background_style(self, index: int, line: int) -> Style:
        """Return the line's background; the blank line after a row is never set apart."""
        blank = self._roomy and line == self._heights[index] - 1
        return self.rich_style if blank else super().background_style(index, line)
