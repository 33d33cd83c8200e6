"""The list of the home page: sessions in columns, everything else in two lines, under headings."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style

from jusou_tui.app.drawing.pieces import Drawn, Piece
from jusou_tui.app.screens.home.rows import HomeEntry
from jusou_tui.app.widgets.selectable_view import SelectableView
from jusou_tui.text.terminal import cell_width, clean_line, cut, pad, wrap
from jusou_tui.wording import t

_GAP = 2
_MOST_LINES = 4
"""Lines of an entry's detail."""
_LEAST_TITLE = 20
"""Cells of a title below which town and time go under it."""


class HomeList(SelectableView[HomeEntry]):
    """Columns as wide as their widest cell; the title takes the rest.

    Where not all titles fit beside town and time, these stand below the title of every session.
    """

    DEFAULT_CSS = "HomeList { height: 1fr; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._columns = (0, 0, 0)
        self._title = 0

    def key_of(self, item: HomeEntry) -> str:
        """Return an entry's key."""
        return item.key

    def show(self, entries: Sequence[HomeEntry]) -> None:
        """Show entries; the mark stays at its entry, else at its place."""
        key = self.highlighted_key
        self._columns = (
            max((cell_width(one.state) + 2 for one in entries if one.state), default=0),
            max((cell_width(clean_line(one.town)) for one in entries), default=0),
            max((cell_width(one.when) for one in entries), default=0),
        )
        titles = (cell_width(clean_line(one.title)) for one in entries if one.state)
        self._title = max(titles, default=0)
        self.items = list(entries)
        self.redraw()
        self.keep_highlight(key)
        self.refresh()

    def draw(self, item: HomeEntry, cells: int) -> Drawn:
        """Return an entry's lines, below the heading of its section where it is the first one there."""
        cells -= 1  # beside the scrollbar
        above: Drawn = [[(item.above, "digits")]] if item.above else []
        if item.air:
            above.insert(0, [])
        if item.below:
            return [*above, *self._below(item, cells)]
        if item.state:
            return [*above, *self._in_columns(item, cells)]
        indent = self._columns[0] + 1 if item.kind == "session" and self._columns[0] else 0
        lines = self._in_lines(item, max(cells - indent, 2))
        return [*above, *([(" " * indent, ""), *line] if indent else line for line in lines)]

    def _below(self, item: HomeEntry, cells: int) -> Drawn:
        """Return what stands under a session: indented as its title."""
        indent = self._columns[0] + 1
        lines = wrap(clean_line(item.title), max(cells - indent, 2))
        return [[(" " * indent, ""), (line, "muted")] for line in lines]

    def _in_lines(self, item: HomeEntry, cells: int) -> Drawn:
        broken = t("app.home_broken") if item.is_broken else ""
        lines = wrap(clean_line(item.title) + broken, cells)
        detail = wrap(clean_line(item.detail), cells) if item.detail else []
        if len(detail) > _MOST_LINES:
            detail[_MOST_LINES - 1 :] = [cut(" ".join(detail[_MOST_LINES - 1 :]), cells)]
        return [*([(line, "strong")] for line in lines), *([(line, "muted")] for line in detail)]

    def _in_columns(self, item: HomeEntry, cells: int) -> Drawn:
        """Return title, town and time beside the state; where not all titles fit, the two below the title."""
        states, towns, times = self._columns
        chip = f" {item.state} "
        start: list[Piece] = [
            (chip, "muted" if item.ink == "muted" else f"chip-{item.ink}"),
            (" " * (states - cell_width(chip) + 1), ""),
        ]
        indent = states + 1
        whole = cells - indent - (times + _GAP if times else 0)
        room = whole - (towns + _GAP if towns else 0)
        town, when = clean_line(item.town), item.when
        style = "strong" if item.is_today else ""
        where = wrap(clean_line(item.detail), max(cells - indent, 2)) if item.detail else []
        folder: Drawn = [[(" " * indent, ""), (part, "muted")] for part in where]
        if room >= max(self._title, _LEAST_TITLE):
            title: Piece = (pad(clean_line(item.title), room + _GAP), "strong")
            end: list[Piece] = [(pad(town, towns + _GAP), "muted")] if towns else []
            return [[*start, title, *end, (when, style or "muted")], *folder]
        first, *rest = wrap(clean_line(item.title), max(cells - indent, 2))
        below = self._time_and_town(when, style or "muted", town, max(cells - indent, 2))
        return [
            [*start, (first, "strong")],
            *([(" " * indent, ""), (more, "strong")] for more in rest),
            *([(" " * indent, ""), *line] for line in below),
            *folder,
        ]

    def _time_and_town(self, when: str, style: str, town: str, cells: int) -> Drawn:
        """Return what stands below a title: in columns where all rows have the room, else as it fits."""
        _, towns, times = self._columns
        if times + _GAP + towns <= cells:
            return [[(pad(when, times + _GAP if times else 0), style), (town, "muted")]]
        if when and town and cell_width(when) + _GAP + cell_width(town) <= cells:
            return [[(pad(when, cell_width(when) + _GAP), style), (town, "muted")]]
        found: Drawn = [[(when, style)]] if when else []
        return [*found, [(cut(town, cells), "muted")]] if town else found

    def mark(self, index: int, line: int) -> list[Piece]:
        """Return the mark beside an entry's first line, which is not its heading."""
        above = self._above(index)
        return super().mark(index, line - above) if line >= above else [("  ", "")]

    def background_style(self, index: int, line: int) -> Style:
        """Return the line's background; headings are never set apart."""
        return super().background_style(index, line) if line >= self._above(index) else self.rich_style

    def _above(self, index: int) -> int:
        return bool(self.items[index].above) + self.items[index].air
