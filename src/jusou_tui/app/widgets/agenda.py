"""The schedule as a table: when, in which form, what; planned, actual and expected times."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

from rich.style import Style

from jusou_tui.app.drawing.pieces import Drawn, Piece
from jusou_tui.app.drawing.row_models import AgendaRow, RowState
from jusou_tui.app.widgets.selectable_view import SelectableView
from jusou_tui.text.terminal import cell_width, clean_line, cut, pad, wrap

_STYLES: dict[RowState, str] = {
    "done": "muted",
    "now": "strong-now",
    "next": "",
    "skipped": "muted",
    "break": "",
}
_GAP = 2
_MOST_KEPT = 4096
"""Rows whose cells are measured once."""
_LEAST_TITLE = 20
"""Cells below which the title takes the place of other columns."""


class _Shape(NamedTuple):
    """Which column takes the rest of the width, which stand at the right, which may go, first ones first."""

    title: int
    right: frozenset[int]
    may_go: tuple[int, ...]


_FULL = _Shape(3, frozenset({4, 5}), (7, 2, 5, 4))
_COMPACT = _Shape(2, frozenset({3}), ())


@lru_cache(maxsize=_MOST_KEPT)
def _cell_widths(cells: tuple[str, ...]) -> tuple[int, ...]:
    """Return how wide the texts of a row are as they are shown."""
    return tuple(cell_width(clean_line(text)) for text in cells)


class AgendaTable(SelectableView[AgendaRow]):
    """The rows of a meeting. `headers` name the columns; without them there is no header line.

    The full table has eight cells a row: state, planned time, form, title, planned minutes, actual minutes,
    actual or expected time, how late. `compact` has four: state, time, title, minutes.
    """

    DEFAULT_CSS = "AgendaTable { height: 1fr; }"

    def __init__(
        self,
        *,
        headers: Sequence[str] = (),
        compact: bool = False,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.compact = compact
        self._headers = tuple(clean_line(text) for text in headers)
        self.HEADER_LINES = 1 if headers else 0  # type: ignore[misc] # a table of its own may have none
        self._shape = _COMPACT if compact else _FULL
        self._natural: tuple[int, ...] = ()
        self._widths: tuple[int, dict[int, int]] | None = None

    def key_of(self, item: AgendaRow) -> str:
        """Return a row's key."""
        return item.key

    def default_index(self) -> int:
        """Begin at what is now."""
        return next((index for index, row in enumerate(self.items) if row.state == "now"), 0)

    def show(self, rows: Sequence[AgendaRow]) -> None:
        """Show rows; only those that changed repaint while the columns stay as wide as they are."""
        natural = self._widths_of(rows)
        key = self.highlighted_key
        if natural != self._natural:
            self._natural, self._widths = natural, None
            self.items = list(rows)
            self.redraw()
        else:
            self.set_items(rows)
        self.keep_highlight(key)

    def estimate(self, item: AgendaRow, cells: int) -> int:
        """Return the lines that a row takes, without drawing one whose title fits into a line."""
        title = self._shape.title
        fits = not item.warn and _cell_widths(item.cells)[title] <= self._columns(cells)[title]
        return 1 + bool(item.above) if fits else super().estimate(item, cells)

    def draw(self, item: AgendaRow, cells: int) -> Drawn:
        """Return a row's columns; the title wraps."""
        widths = self._columns(cells)
        style = _STYLES[item.state]
        title = self._shape.title
        texts = [clean_line(text) for text in item.cells]
        room = max(widths.get(title, 0), 2)
        lines = wrap(texts[title], room)
        drawn: Drawn = [[(cut(clean_line(item.above), cells), "muted")]] if item.above else []
        for number, line in enumerate(lines):
            shown = [line if i == title else text if number == 0 else "" for i, text in enumerate(texts)]
            drawn.append(self._line(shown, widths, style, "late" if item.late and number == 0 else style))
        before = sum(width + _GAP for column, width in widths.items() if column < title)
        for line in wrap(clean_line(item.warn), room) if item.warn else ():
            drawn.append([(" " * before, ""), (line, "late")])
        return drawn

    def mark(self, index: int, line: int) -> list[Piece]:
        """Return the mark, at the row and not at the heading over it."""
        return super().mark(index, line - bool(self.items[index].above))

    def background_style(self, index: int, line: int) -> Style:
        """Return the line's background; a heading over a row is never set apart."""
        return (
            self.rich_style
            if self.items[index].above and line == 0
            else super().background_style(index, line)
        )

    def header(self, cells: int) -> list[Piece]:
        """Return the names of the columns."""
        widths = self._columns(cells - self.mark_cells)
        return [("  ", ""), *self._line(self._headers, widths, "muted", "muted")]

    def _line(self, texts: Sequence[str], widths: dict[int, int], style: str, state: str) -> list[Piece]:
        """Return a line of columns; the first one, the state, has a style of its own."""
        parts = [
            pad(cut(texts[column], width), width, "right" if column in self._shape.right else "left")
            for column, width in widths.items()
            if column < len(texts)
        ]
        if style == state or 0 not in widths:
            return [((" " * _GAP).join(parts).rstrip(" "), style)]
        return [(parts[0], state), (" " * _GAP + (" " * _GAP).join(parts[1:]).rstrip(" "), style)]

    def _widths_of(self, rows: Sequence[AgendaRow]) -> tuple[int, ...]:
        """Return the widest cell of each column."""
        table = [_cell_widths(row.cells) for row in rows]
        table += [_cell_widths(self._headers)] if self._headers else []
        return tuple(max(column) for column in zip_longest(*table, fillvalue=0))

    def _columns(self, cells: int) -> dict[int, int]:
        """Return the width of each column that is shown. Empty columns are not."""
        if self._widths is None or self._widths[0] != cells:
            self._widths = cells, self._shared_out(cells)
        return self._widths[1]

    def _shared_out(self, cells: int) -> dict[int, int]:
        title = self._shape.title
        widths = {column: width for column, width in enumerate(self._natural) if width or column == title}

        def rest() -> int:
            others = [width + _GAP for column, width in widths.items() if column != title]
            return cells - sum(others)

        for column in self._shape.may_go:
            if rest() < _LEAST_TITLE:
                widths.pop(column, None)
        if title in widths:
            widths[title] = max(rest(), 2)
        return widths
