"""A flash: a block of colour across the page with a figure and words, that nobody on a call can miss.

It stands still for some seconds, so it never flickers and survives a slow picture. It lies over the page:
nothing moves, nothing loses the focus, and it keeps away from the field in which somebody types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
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
from jusou_tui.app.alerts import IN_SIGHT, MAY_BE_COVERED
from jusou_tui.app.drawing.digit_shapes import GAP, shape, width_for
from jusou_tui.app.drawing.pieces import Piece, width_of
from jusou_tui.text.terminal import cell_width, clean_line, cut, wrap

if TYPE_CHECKING:
    from jusou_tui.live.meeting_words.alerts import Alert


FLASH_SECONDS = 6.0
LEAST_SECONDS = 1.0
"""For which even the flash of a fast rehearsal stands."""
FIGURE_ROWS = 5
ROWS = FIGURE_ROWS + 4
WORDS_ROWS = 5
"""Of a flash without a figure: it hides no more than its sentence needs."""
"""The figure, a line of air and one of the frame above and below it."""
SHORT = 24
"""Lines of a window below which a flash takes only what a page can do without."""
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


def seconds_of(pace: float) -> float:
    """Return how long a flash stands by a clock so many times as fast: short, but seen."""
    return max(FLASH_SECONDS / max(pace, 1.0), LEAST_SECONDS)


def show_flash(screen: Screen[Any], alerts: Sequence[Alert], seconds: float = FLASH_SECONDS) -> None:
    """Show alerts across a page, the first of them large; they replace what flashed there before."""
    for flash in screen.query(Flash):
        flash.show(alerts, seconds)
        return
    screen.mount(Flash(alerts, screen, seconds))


class Flash(Widget):
    """The block. It takes no focus and no click, and goes by itself."""

    DEFAULT_CSS = """
    Flash {
        layer: flash; overlay: screen; position: absolute; visibility: visible;
        width: 100%; height: 9; margin: 0; padding: 0;
    }
    """

    def __init__(self, alerts: Sequence[Alert], screen: Screen[Any], seconds: float = FLASH_SECONDS) -> None:
        super().__init__()
        self._alerts = tuple(alerts)
        self._seconds = seconds
        self._band = _band(screen, self._alerts)
        self._stand()
        self._timer: Timer | None = None

    def on_mount(self) -> None:
        """Find a place, and keep away from the field wherever it goes."""
        self._start()
        self.watch(self.screen, "focused", self._settle, init=False)
        self.screen.screen_layout_refresh_signal.subscribe(self, lambda _: self._settle())

    def show(self, alerts: Sequence[Alert], seconds: float = FLASH_SECONDS) -> None:
        """Show other alerts, for the whole time again."""
        self._alerts, self._seconds = tuple(alerts), seconds
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
        self._timer = self.set_timer(self._seconds, self.end)

    def _settle(self) -> None:
        """Stand where neither a field nor a dialog is, as near to the top as there is room."""
        if not self.is_attached or not self.display:
            return
        band = _band(self.screen, self._alerts)
        if band != self._band:
            self._band = band
            self._stand()

    def _stand(self) -> None:
        self.styles.height = self._band.rows
        self.styles.offset = (0, self._band.top)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines so that what is covered cuts no character."""
        return [WholeStrip(strip, strip.cell_length) for strip in super().render_lines(crop)]

    def render_line(self, y: int) -> Strip:
        """Return one line of the block."""
        width, rows = self.size.width, self.size.height
        frames = FRAMES.get(self._alerts[0].moment, 0) if rows > LEAST_ROWS else 0
        if (frames and y == rows - 1) or (frames > 1 and y == 0):
            return self._dashed(width)
        figure = self._figure(width, rows)
        side = _side(rows)
        indent = width_of(figure[0]) if figure else side
        words = self._words(_words_cells(width, indent, side), rows)
        row, line = y - (rows - len(figure)) // 2, y - (rows - len(words)) // 2
        front = figure[row] if 0 <= row < len(figure) else [(" " * indent, "")]
        return self._strip([*front, (words[line] if 0 <= line < len(words) else "", "")], width)

    def _figure(self, width: int, rows: int) -> list[list[Piece]]:
        """Return the rows of the figure, [] where there is none or no room for it beside the words."""
        first = self._alerts[0]
        size = TALL_FIGURE_ROWS if rows >= TALL_ROWS and width >= WIDE else FIGURE_ROWS
        cells = SIDE + width_for(first.figure, size) + SIDE
        if not first.figure or rows < size or width - cells - SIDE < LEAST_WORDS:
            return []
        drawn: list[list[Piece]] = []
        for row in range(size):
            line = "".join(shape(char, size)[row] for char in first.figure)
            drawn.append([(" " * SIDE, ""), *_blocks(line), (" " * (SIDE - GAP), "")])
        return drawn

    def _words(self, cells: int, rows: int) -> list[str]:
        """Return the word and the sentences below it, as many lines as there is room for."""
        lines = _sentences(self._alerts, cells)
        word = clean_line(self._alerts[0].word)
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


def _sentences(alerts: Sequence[Alert], cells: int) -> list[str]:
    return [line for one in alerts for line in wrap(clean_line(one.sentence), max(cells, 2))]


def _side(rows: int) -> int:
    """Return the cells beside the words of a block of so many lines."""
    return SIDE if rows > LEAST_ROWS else 1


def _words_cells(width: int, indent: int, side: int) -> int:
    return min(width - indent - side - SPARE, MOST_WORDS)


def _band(screen: Screen[Any], alerts: Sequence[Alert]) -> Band:
    """Return the lines of a page in which a flash may stand: beside its figures, where there is room."""
    height = screen.app.size.height
    if height < SHORT and (over := _may_be_covered(screen)) is not None:
        lines = _sentences(alerts, _words_cells(screen.app.size.width, _side(1), _side(1)))
        return Band(over.top, min(over.rows, len(lines)))
    wanted = WORDS_ROWS
    if alerts[0].figure:
        wanted = TALL_ROWS if height >= TALL else ROWS
    return place(height, wanted, list(_fields(screen)), [*_dialog(screen), *_figures(screen)])


def _may_be_covered(screen: Screen[Any]) -> Band | None:
    """Return the lines of what a page can do without in a short window, with the empty ones below it."""
    for part in screen.query(f".{MAY_BE_COVERED}"):
        if part.display and part.region.height:
            return Band(part.region.y, part.region.height + part.styles.margin.bottom)
    return None


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


def _figures(screen: Screen[Any]) -> Iterable[Band]:
    """Yield the lines of what a page wants to keep in sight, as far as it can be."""
    for part in screen.query(f".{IN_SIGHT}"):
        if part.display and part.region.height:
            yield Band(part.region.y, part.region.height)


def _blocks(line: str) -> list[Piece]:
    """Return a row of a figure in runs, the coloured ones named "block"."""
    runs: list[Piece] = []
    start = 0
    for end in range(1, len(line) + 1):
        if end == len(line) or line[end] != line[start]:
            runs.append((" " * (end - start), "block" if line[start] == "#" else ""))
            start = end
    return runs


_WIDE = 2
_LOOK_BACK = 8
"""Characters back to where a phrase begins at the most."""
_Char = tuple[str, Style | None]


class WholeStrip(Strip):
    """Text moves on by a cell where a cut would go through a character; spaces at its end make room."""

    def divide(self, cuts: Iterable[int]) -> Sequence[Strip]:
        """Return the parts between cuts."""
        places = [cut for cut in cuts if cut <= self.cell_length]
        moved = Strip(_moved(list(self), set(places), self.cell_length), self.cell_length)
        return [WholeStrip(part, part.cell_length) for part in moved.divide(places)]

    def crop(self, start: int, end: int | None = None) -> Strip:
        """Return a part; a wide character at its end stays in it, one cell beyond."""
        last = self.cell_length if end is None else min(end, self.cell_length)
        if last < self.cell_length and last in {place + 1 for _, place in _two_cell(_chars(self))}:
            last += 1
        return super().crop(start, last)


def _chars(segments: Iterable[Segment]) -> list[_Char]:
    return [(char, segment.style) for segment in segments for char in segment.text]


def _two_cell(chars: Sequence[_Char]) -> Iterator[tuple[int, int]]:
    """Yield number and first cell of each wide character."""
    place = 0
    for number, (char, _) in enumerate(chars):
        width = cell_width(char)
        if width == _WIDE:
            yield number, place
        place += width


def _moved(segments: Sequence[Segment], cuts: set[int], cells: int) -> list[Segment]:
    """Return the segments with as many spaces between as it takes for no cut to go through a character."""
    chars = _from_the_front(_chars(segments), cuts, cells)
    done = 0  # up to here it is settled
    while (hit := _first_cut(chars, cuts, done)) is not None:
        done = hit
        # Between two phrases a space disturbs least, where it is of use.
        for number in range(hit, max(hit - _LOOK_BACK, 0), -1):
            if _begins_phrase(chars, number):
                tried = _spaced(chars, number)
                if (_first_cut(tried, cuts, number) or len(tried)) > hit + 1:
                    done = number
                break
        chars = _spaced(chars, done)
    place = sum(cell_width(char) for char, _ in chars)
    while place > cells and chars[-1][0] == " ":
        chars.pop()
        place -= 1
    runs = groupby(chars, key=lambda char: char[1])
    return [Segment("".join(text for text, _ in run), style) for style, run in runs]


def _from_the_front(chars: list[_Char], cuts: set[int], cells: int) -> list[_Char]:
    """Return the characters, a cell further on as a whole where that keeps every cut out of a character.

    A hole between two words is seen; a line that begins a cell later is not.
    """
    begin = next((number for number, (char, _) in enumerate(chars) if char != " "), 0)
    if _first_cut(chars, cuts, 0) is None or sum(cell_width(char) for char, _ in chars) > cells:
        return chars
    moved = _spaced(chars, begin)
    return chars if _first_cut(moved, cuts, 0) is not None else moved


def _first_cut(chars: Sequence[_Char], cuts: set[int], begin: int) -> int | None:
    return next((number for number, place in _two_cell(chars) if place + 1 in cuts and number >= begin), None)


def _spaced(chars: Sequence[_Char], number: int) -> list[_Char]:
    return [*chars[:number], (" ", chars[number][1]), *chars[number:]]


def _begins_phrase(chars: Sequence[_Char], number: int) -> bool:
    """Return whether a phrase may begin here: after punctuation, or where kana are followed by others."""
    before, here = chars[number - 1][0], chars[number][0]
    if before in " \u3000。、）」":
        return True
    return _is_kana(before) and not _is_kana(here) and here not in "。、）」"


def _is_kana(char: str) -> bool:
    return "ぁ" <= char <= "ん"


TOP = 1
"""Below the top line."""
BELOW = 1
"""The key bar stays in sight."""
LEAST = 3


@dataclass(frozen=True)
class Band:
    """Lines of the screen: the first one and how many."""

    top: int
    rows: int

    @property
    def end(self) -> int:
        """The line behind the last one."""
        return self.top + self.rows


def place(height: int, wanted: int, fields: Sequence[Band], dialog: Sequence[Band] = ()) -> Band:
    """Return at most `wanted` lines of a screen of `height` lines: the highest free ones, else the most.

    Nothing covers a field. What a `dialog` takes gives way where beside it not even three lines are free.
    """
    free = list(_free(height, [*fields, *dialog]))
    if max((band.rows for band in free), default=0) < LEAST:
        free = list(_free(height, fields)) or [Band(TOP, max(height - TOP - BELOW, 1))]
    enough = [band for band in free if band.rows >= wanted]
    best = enough[0] if enough else max(free, key=lambda band: band.rows)
    return Band(best.top, min(best.rows, wanted))


def _free(height: int, taken: Sequence[Band]) -> Iterator[Band]:
    line, last = TOP, height - BELOW
    for band in [*sorted(taken, key=lambda one: one.top), Band(last, 0)]:
        top = min(band.top, last)
        if top > line:
            yield Band(line, top - line)
        line = max(line, band.end)
