"""A flash: a block of colour across the page with a figure and words, that nobody on a call can miss.

It stands still for some seconds, so it never flickers and survives a slow picture. It lies over the page:
nothing moves, nothing loses the focus, and it keeps away from the field in which somebody types.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, TextArea

from jusou_tui.app import theme
from jusou_tui.app.alerts.flash_place import Band, place
from jusou_tui.app.alerts.whole_strip import WholeStrip
from jusou_tui.app.drawing.digit_shapes import GAP, shape, width_for
from jusou_tui.app.drawing.pieces import Piece, width_of
from jusou_tui.text.clean import clean_line
from jusou_tui.text.width import cell_width, cut, wrap

if TYPE_CHECKING:
    from jusou_tui.app.alerts.detect import Alert

FLASH_SECONDS = 6.0
FIGURE_ROWS = 5
ROWS = FIGURE_ROWS + 4
"""The figure, a line of air and one of the frame above and below it."""
TALL, TALL_FIGURE_ROWS = 34, 9
TALL_ROWS = TALL_FIGURE_ROWS + 4
WIDE = 100
MOST_WORDS = 72
"""Cells of a line of words."""
LEAST_ROWS = 3
SIDE = 3
LEAST_WORDS = 20
"""Cells beside the figure for words; where there are fewer, the words have the block for themselves."""
SPARE = 2
"""Cells for what moves aside at the edges of what is covered."""
DASH = 4
INKS = {"soon": "soon", "last_minute": "soon", "over": "over", "overtime": "over"}
"""The colours of the activity's own signals; any other has the calm one."""
FRAMES = {"last_minute": 1, "over": 2, "overtime": 2}
"""Dashed lines: below for the last minute, above too when the time is up. A shape for whom colours fail."""


def show_flash(screen: Screen[Any], alerts: Sequence[Alert]) -> None:
    """Show alerts across a page, the first of them large; they replace what flashed there before."""
    for flash in screen.query(Flash):
        flash.show(alerts)
        return
    screen.mount(Flash(alerts, screen))


class Flash(Widget):
    """The block. It takes no focus and no click, and goes by itself."""

    DEFAULT_CSS = """
    Flash {
        layer: flash; overlay: screen; position: absolute; visibility: visible;
        width: 100%; height: 9; margin: 0; padding: 0;
    }
    """

    def __init__(self, alerts: Sequence[Alert], screen: Screen[Any]) -> None:
        super().__init__()
        self._alerts = tuple(alerts)
        self._band = _band(screen)
        self._stand()
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Find a place, and keep away from the field wherever it goes."""
        self._start()
        self.watch(self.screen, "focused", self._settle, init=False)
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _: self._settle())

    def show(self, alerts: Sequence[Alert]) -> None:
        """Show other alerts, for the whole time again."""
        self._alerts = tuple(alerts)
        self._start()
        self.refresh()

    def end(self) -> None:
        """Go; the widget stays, because putting one on a page paints the page anew, twice."""
        self.display = False

    def _start(self) -> None:
        self.display = True
        self._settle()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(FLASH_SECONDS, self.end)

    def _settle(self) -> None:
        """Stand where neither a field nor a dialog is, as near to the top as there is room."""
        if not self.is_attached or not self.display:
            return
        band = _band(self.screen)
        if band != self._band:
            self._band = band
            self._stand()

    def _stand(self) -> None:
        self.styles.height = self._band.rows
        self.styles.offset = (0, self._band.top)

    # ---------------------------------------------------------------- drawing

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines so that what is covered cuts no character."""
        return [WholeStrip(strip, strip.cell_length) for strip in super().render_lines(crop)]

    def render_line(self, y: int) -> Strip:
        """Return one line of the block."""
        width, rows = self.size.width, self.size.height
        frames = FRAMES.get(self._alerts[0].moment, 0) if rows > FIGURE_ROWS else 0
        if (frames and y == rows - 1) or (frames > 1 and y == 0):
            return self._dashed(width)
        figure = self._figure(width, rows)
        indent = width_of(figure[0]) if figure else SIDE
        words = self._words(min(width - indent - SIDE - SPARE, MOST_WORDS), rows)
        row, line = y - (rows - len(figure)) // 2, y - (rows - len(words)) // 2
        front = figure[row] if 0 <= row < len(figure) else [(" " * indent, "")]
        return self._strip([*front, (words[line] if 0 <= line < len(words) else "", "")], width)

    def _figure(self, width: int, rows: int) -> list[list[Piece]]:
        """Return the rows of the figure with its unit, [] where there is no room for it beside the words."""
        first = self._alerts[0]
        size = TALL_FIGURE_ROWS if rows >= TALL_ROWS and width >= WIDE else FIGURE_ROWS
        unit = f"{first.unit}{' ' * SIDE}" if first.unit else " " * (SIDE - GAP)
        cells = SIDE + width_for(first.figure, size) + GAP + cell_width(unit)
        if not first.figure or rows < size or width - cells - SIDE < LEAST_WORDS:
            return []
        drawn: list[list[Piece]] = []
        for row in range(size):
            line = "".join(shape(char, size)[row] for char in first.figure)
            behind = unit if row == size - 1 else " " * cell_width(unit)
            drawn.append([(" " * SIDE, ""), *_blocks(line), (behind, "")])
        return drawn

    def _words(self, cells: int, rows: int) -> list[str]:
        """Return the word, set wide, and the sentences below it, as many lines as there is room for."""
        lines = [line for one in self._alerts for line in wrap(clean_line(one.sentence), max(cells, 2))]
        word = _wide(clean_line(self._alerts[0].word))
        if word and cell_width(word) <= cells and rows - len(lines) >= FIGURE_ROWS - 1:
            lines = [word, "", *lines]
        most = max(rows - 2, 1) if rows > LEAST_ROWS else rows
        if len(lines) > most:
            lines = [*lines[: most - 1], cut(lines[most - 1] + lines[most], cells)]
        return lines

    def _strip(self, pieces: Sequence[Piece], width: int) -> Strip:
        """Return a line of the page's ground on the colour; blocks the other way round."""
        segments = [Segment(text, self._style(turned=name == "block")) for text, name in pieces]
        used = width_of(pieces)
        segments.append(Segment(" " * max(width - used, 0), self._style()))
        return Strip(segments, max(used, width)).crop(0, width)

    def _dashed(self, width: int) -> Strip:
        dashes = [
            Segment(" " * DASH, self._style(turned=number % 2 == 1)) for number in range(-(-width // DASH))
        ]
        return Strip(dashes).crop(0, width)

    def _style(self, *, turned: bool = False) -> Style:
        ink = INKS.get(self._alerts[0].moment, "digits")
        ground, colour = theme.colour(self.app, "ground"), theme.colour(self.app, ink)
        return Style(bgcolor=ground) if turned else Style(color=ground, bgcolor=colour, bold=True)


def _band(screen: Screen[Any]) -> Band:
    """Return the lines of a page in which a flash may stand."""
    height = screen.app.size.height
    wanted = TALL_ROWS if height >= TALL else ROWS
    return place(height, wanted, list(_fields(screen)), list(_dialog(screen)))


def _fields(screen: Screen[Any]) -> Iterable[Band]:
    """Yield the lines of the field that has the focus; of a tall one those around its cursor."""
    field = screen.focused
    if not isinstance(field, Input | TextArea):
        return
    if field.region.height > ROWS // 2:
        yield Band(field.cursor_screen_offset.y - 1, 3)
    else:
        yield Band(field.region.y, field.region.height)


def _dialog(screen: Screen[Any]) -> Iterable[Band]:
    """Yield the lines of a dialog's box."""
    if isinstance(screen, ModalScreen):
        boxes = [box for box in screen.children if box.display and not isinstance(box, Flash)]
        yield from (
            Band(box.region.y, box.region.height)
            for box in boxes
            if box.region.height < screen.app.size.height
        )


def _blocks(line: str) -> list[Piece]:
    """Return a row of a figure in runs, the coloured ones named "block"."""
    runs: list[Piece] = []
    start = 0
    for end in range(1, len(line) + 1):
        if end == len(line) or line[end] != line[start]:
            runs.append((" " * (end - start), "block" if line[start] == "#" else ""))
            start = end
    return runs


def _wide(word: str) -> str:
    """Return a word of ideographs and kana with air between them; other words as they are."""
    wide = all(unicodedata.east_asian_width(char) in "WF" for char in word)
    return " ".join(word) if wide else word
