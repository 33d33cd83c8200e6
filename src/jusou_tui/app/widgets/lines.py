"""Lines of text on a page: as many as there are, and the line that says what was just done."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from jusou_tui.app.drawing.paint import OneLine, strip_of
from jusou_tui.app.drawing.pieces import Piece, fit, width_of
from jusou_tui.text.terminal import cell_width, clean, clean_line, wrap


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


GAP = 2
"""Cells between the two parts of a top line at the least."""
_LEAST_LEFT = 6
"""Cells from which on a cut name at the left of a top line still says something."""
_STYLES = {"late": "chip-late", "early": "chip-decided", "clock": "strong"}
"""Names that say what a piece is, and the styles they get; other names are style names already."""


class TopLine(OneLine):
    """One line in two parts. The right one has precedence; the left loses its muted half, is cut, goes."""

    DEFAULT_CSS = "TopLine { height: 1; width: 1fr; padding: 0 1; background: $panel; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._shown: tuple[str, str, tuple[Piece, ...]] = ("", "", ())
        self._names_page = False
        self._mark = ""
        self._room: Piece | None = None
        self._time: Piece | None = None

    def mark(self, word: str) -> None:
        """Begin the line with a word that cannot be overlooked, such as that of a rehearsal."""
        self._mark = clean_line(word)
        self.refresh()

    def mark_room(self, chip: Piece | None) -> None:
        """Begin the line, behind that word, with what the room sees; None: nothing is to be said of it."""
        if chip != self._room:
            self._room = chip
            self.refresh()

    def show_page(self, name: str, title: str, right: Sequence[Piece] | None = None) -> None:
        """Show a page's name, which stays in sight, and the title of what it is about, which is cut first."""
        self._names_page = True
        self.show(title, name, right)

    def show(self, left: str, left_muted: str, right: Sequence[Piece] | None = None) -> None:
        """Show `left_muted` and `left` at the left, `right` (texts and style names) at the right.

        Without `right` that part stays as it is. It may also name what a piece is: "late", "early", "clock".
        A chip gets a space at both ends; between pieces stands one space.
        """
        pieces = self._shown[2]
        if right is not None:
            pieces = tuple((clean_line(text), _STYLES.get(name, name)) for text, name in right)
        shown = (clean_line(left), clean_line(left_muted), pieces)
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def show_time(self, left: Piece | None, right: Sequence[Piece] | None = None) -> None:
        """Begin the line with a time that ticks; `right` as in `show`.

        At the left, since a line that changes is painted up to where it stays the same.
        """
        self.show(*self._shown[:2], right)
        if left == self._time:
            return
        before, self._time = self._time, left
        moves = before is None or left is None or cell_width(before[0]) != cell_width(left[0])
        marked = width_of(self._marked())
        self.refresh(*(() if moves or left is None else (Region(0, 0, marked + cell_width(left[0]), 1),)))

    def _shortened(self, room: int) -> list[Piece]:
        """Return what stands at the left where there is no room for all; it may be cut still."""
        left, left_muted, _ = self._shown
        if not (self._names_page and left_muted):
            return [(left, "")]
        if room - cell_width(left_muted) - GAP < _LEAST_LEFT:
            return [(left_muted, "")]
        return [(left_muted, "muted"), (" " * GAP, ""), (left, "")]

    def _marked(self) -> list[Piece]:
        marked: list[Piece] = [(f" {self._mark} ", "chip-over"), (" ", "")] if self._mark else []
        return [*marked, (f" {self._room[0]} ", self._room[1]), (" ", "")] if self._room else marked

    @staticmethod
    def _right(pieces: Sequence[Piece], cells: int) -> list[Piece]:
        """Return the right part, with more air beside its quiet words where there is room for it."""
        tight: list[Piece] = []
        airy: list[Piece] = []
        before = "muted"
        for text, name in pieces:
            if not text:
                continue
            shown = (f" {text} " if name.startswith("chip-") else text, name)
            airier = airy and len(airy) > 1 and "muted" in (name, before)
            tight += [*([(" ", "")] if tight else []), shown]
            airy += [*([(" " * (1 + bool(airier)), "")] if airy else []), shown]
            before = name
        return airy if width_of(airy) + GAP <= cells else tight

    def pieces(self) -> list[Piece]:
        """Return the line."""
        left, left_muted, pieces = self._shown
        cells = self.size.width
        marked = [*self._marked(), *([self._time, ("  ", "")] if self._time else ())]
        right = self._right(pieces, cells - width_of(marked) - cell_width(left))
        if width_of(right) > cells - width_of(marked):
            right = self._right(pieces[-1:], 0)  # beside what cannot be overlooked the clock alone
        room = max(cells - width_of(marked) - width_of(right) - (GAP if right else 0), 0)
        whole: list[Piece] = [(left_muted, "muted"), ("  " if left_muted and left else "", ""), (left, "")]
        if width_of(whole) > room and cell_width(left):
            whole = self._shortened(room)
        if width_of(whole) > room and room < _LEAST_LEFT:
            whole = []
        shown_left = [*marked, *fit(whole, room)]
        gap = max(cells - width_of(shown_left) - width_of(right), 0)
        return [*shown_left, (" " * gap, ""), *right]


class Wrapped(Widget):
    """Text wrapped between phrases."""

    DEFAULT_CSS = "Wrapped { height: auto; width: 1fr; }"

    def __init__(self, text: str, style: str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._text = clean(text).strip("\n")
        self._style_name = style

    @property
    def text(self) -> str:
        """What is shown, not wrapped."""
        return self._text

    def show(self, text: str) -> None:
        """Show another text."""
        if (shown := clean(text).strip("\n")) != self._text:
            self._text = shown
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines."""
        return len(wrap(self._text, width))

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        lines = wrap(self._text, self.size.width)
        return strip_of(self, [(lines[y], self._style_name)] if y < len(lines) else [], self.size.width)
