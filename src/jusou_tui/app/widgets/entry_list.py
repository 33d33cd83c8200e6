"""The notes, newest at the bottom: time, tag or author, text."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual import events

from jusou_tui.app.drawing.pieces import Drawn, Piece, width_of
from jusou_tui.app.drawing.row_models import EntryRow
from jusou_tui.app.widgets.selectable_view import SelectableView
from jusou_tui.text.terminal import CUT, TERMS, cell_width, clean, clean_line, cut, pad, wrap
from jusou_tui.wording.values import labelled

_TIME = 6
"""Cells of a time and the gap after it."""

_WHO = (7, 14)
"""Cells of the tag or the author and the gap after it, at least and at most."""

_MORE = f" {CUT}"
"""Ends a line behind which lines of its entry are not in sight."""


class EntryList(SelectableView[EntryRow]):
    """Sticks to its bottom unless someone scrolled up. With `roomy` a blank line follows each entry.

    With `whole` what is in sight begins with an entry's first line while it sticks: of one that began above
    that line stands in the place of the topmost one, so that its end never lacks when and who.
    """

    DEFAULT_CSS = "EntryList { height: 1fr; background: $surface; }"

    def __init__(
        self,
        *,
        roomy: bool = False,
        whole: bool = False,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._roomy = roomy
        self._whole = whole
        self._sticks = True
        self._who = _WHO[0]

    def show_space(self) -> None:
        """Draw the entries anew, and stay at the bottom."""
        super().show_space()
        self._stick()

    def key_of(self, item: EntryRow) -> str:
        """Return an entry's id."""
        return item.id

    def default_index(self) -> int:
        """Begin at the newest entry."""
        return len(self.items) - 1

    def show(self, entries: Sequence[EntryRow]) -> None:
        """Show entries, oldest first. Entries that stay at the start are not measured again."""
        chosen = self.highlighted_key
        self._make_room({entry.author for entry in entries if not entry.tag})
        self.set_items(entries)
        self.keep_highlight(chosen)
        self._stick()

    def estimate(self, item: EntryRow, cells: int) -> int:
        """Return the lines by the number of characters alone."""
        room = max(cells - _TIME - self._who, 2)
        text = item.text
        width = len(text) if text.isascii() else 2 * len(text)
        return max(-(-width // room), 1) + text.count("\n") + self._roomy

    def draw(self, item: EntryRow, cells: int) -> Drawn:
        """Return the columns: time, tag or author, text; the author of a tagged entry leads its text."""
        who = self._who
        room = max(cells - _TIME - who, 2)
        author, tag, text = clean_line(item.author), clean_line(item.tag), clean(item.text).strip("\n")
        name = cut(f" {tag} " if tag else author, who - 1)
        leads = bool(tag and author)
        lead = labelled(author, "") if leads else ""
        lines = wrap(lead + text, room, terms=(*TERMS, *map(clean, item.whole)))
        start: list[Piece] = [
            (pad(cut(clean_line(item.time), _TIME - 1), _TIME), "muted"),
            (name, f"chip-{item.tag_style or 'muted'}" if tag else "strong"),
            (" " * (who - cell_width(name)), ""),
        ]
        empty: list[Piece] = [(" " * (_TIME + who), "")]
        drawn: Drawn = [[*(empty if number else start), (line, "")] for number, line in enumerate(lines)]
        if lead and lines[0].startswith(lead.rstrip()):
            name = lead.rstrip()
            drawn[0][-1:] = [(name, "strong"), (lines[0][len(name) :], "")]
        return [*drawn, []] if self._roomy else drawn

    def as_seen(self, y: int, pieces: list[Piece]) -> list[Piece]:
        """Return a line; for the rest of an entry above its first line, with a sign that more is left."""
        begin = self.scroll_offset.y
        first = self.index_at(begin)
        if y or not self._whole or not self._sticks or self._starts[first] >= begin:
            return pieces
        *front, (text, style) = self.lines_of(self.items[first])[0]
        room = self.cells - width_of(front) - cell_width(_MORE)
        return [*front, (wrap(text, max(room, 2))[0], style), (_MORE, "muted")]

    def mark(self, index: int, line: int) -> list[Piece]:
        """Return the mark of the entry that keys act on, fainter where they do so only with the focus."""
        faint = index == self.highlighted and line == 0 and not self.shows_mark
        return [(">", "muted"), (" ", "")] if faint else super().mark(index, line)

    def background_style(self, index: int, line: int) -> Style:
        """Return the line's background; the blank line after an entry is never set apart."""
        blank = self._roomy and line == self._heights[index] - 1
        return self.rich_style if blank else super().background_style(index, line)

    def on_resize(self, event: events.Resize) -> None:
        """Stay at the bottom."""
        super().on_resize(event)
        event.prevent_default()
        self._stick()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Notice whether someone left the bottom."""
        super().watch_scroll_y(old_value, new_value)
        if not self._settling:
            newest = self._starts[-2] if self.items and not self._whole else self.max_scroll_y
            bottom = min(self.max_scroll_y, newest)
            self._sticks = self.scroll_offset.y >= bottom

    def _make_room(self, authors: set[str]) -> None:
        """Widen the column of authors for the widest of them, within its limits; it never gets narrower."""
        widest = max((cell_width(clean_line(author)) + 1 for author in authors), default=0)
        if self._who < min(widest, _WHO[1]):
            self._who = min(widest, _WHO[1])
            self.redraw()

    def _stick(self) -> None:
        """Measure the last entries and go to the bottom, unless someone reads further up."""
        if not self._sticks or not self._measured_for:
            return
        self._settling = True
        index, line, first_changed = len(self.items), 0, len(self.items)
        while index > 0 and line < self.rows_in_sight:
            index -= 1
            exact = len(self.lines_of(self.items[index]))
            if exact != self._heights[index]:
                self._heights[index] = exact
                first_changed = index
            line += exact
        if first_changed < len(self.items):
            self._restart(first_changed)
        # Of a long newest entry the beginning is in sight, else nobody sees what its end is about.
        newest = self._starts[-2] if self.items and not self._whole else self.max_scroll_y
        self.scroll_to(y=min(self.max_scroll_y, newest), animate=False, force=True)
        self._first = self.index_at(self.scroll_offset.y)
        self._settling = False
