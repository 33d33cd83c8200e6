"""The countdown: big digits of coloured cells, of which a tick repaints next to nothing."""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual.app import ComposeResult
from textual.color import Color
from textual.containers import Horizontal
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from jusou_tui.app import theme
from jusou_tui.app.drawing.digit_shapes import ROWS, cells_of, changed, largest, shape

PHASE_COLOURS = {
    "soon": "soon",
    "last_minute": "soon",
    "over": "over",
    "paused": "muted",
    "waiting": "muted",
    "idle": "muted",
}
"""The colours of a countdown's phases; any other phase has the calm one."""

MOST = 8
"""Characters of the longest time, "+1:02:03"."""


def ink(phase: str) -> str:
    """Return the name of a phase's colour."""
    return PHASE_COLOURS.get(phase, "digits")


class Glyph(Widget):
    """One character of the time. A change repaints only the rows that differ, up to the last cell that does.

    Textual crops what is repainted on the right and never on the left: hence a widget for each character.
    """

    DEFAULT_CSS = "Glyph { width: 0; height: 5; }"

    def __init__(self) -> None:
        super().__init__()
        self._char = " "
        self._rows = 5
        self._tight = False
        self._ink = "digits"
        self.display = False

    def draw(self, char: str, rows: int, ink_name: str, *, tight: bool = False) -> None:
        """Show a character, `rows` rows high, in a colour; `tight`: in the narrow form."""
        before = (self._char, self._rows, self._ink, self._tight)
        if (char, rows, ink_name, tight) == before and self.display:
            return
        old, new = shape(before[0], before[1], tight=before[3]), shape(char, rows, tight=tight)
        same_size = self.display and rows == before[1] and len(old[0]) == len(new[0])
        self._char, self._rows, self._ink, self._tight = char, rows, ink_name, tight
        if not same_size:
            self.styles.width = cells_of(char, rows, tight=tight)
            self.styles.height = rows
            self.display = True
            self.refresh(layout=True)
        elif ink_name != before[2]:
            self.refresh()
        else:
            width = len(new[0])
            self.refresh(
                *(
                    Region(0, y, min(cells + (rows == ROWS[-1]), width), 1)
                    for y, cells in changed(old, new).items()
                )
            )

    def render_line(self, y: int) -> Strip:
        """Return one row of cells."""
        _, background = self.background_colors
        blank = Style(bgcolor=background.rich_color)
        if y >= self._rows:  # a window that shrinks is painted once before its layout
            return Strip.blank(self.size.width, blank)
        row = shape(self._char, self._rows, tight=self._tight)[y]
        block = Style(bgcolor=Color.parse(theme.colour(self.app, self._ink)).rich_color)
        if self._rows == ROWS[-1] and y == 1:
            return Strip([Segment(row.replace("#", " "), block + theme.style(self.app, f"chip-{self._ink}"))])
        runs: list[Segment] = []
        start = 0
        for end in range(1, len(row) + 1):
            if end == len(row) or row[end] != row[start]:
                runs.append(Segment(" " * (end - start), block if row[start] == "#" else blank))
                start = end
        return Strip(runs, len(row))


class BigTime(Horizontal):
    """A time such as "42:17", "+02:15" or "1:02:03", 3, 5 or 9 rows high, of 5 rows also narrower.

    `show` with what is shown already does nothing. The layout moves only when the text's length changes.
    """

    DEFAULT_CSS = "BigTime { width: auto; height: auto; }"

    def __init__(self, *, rows: int = 5, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self.size_rows = rows
        self._columns: int | None = None
        self._ample: int | None = None
        self._glyphs = [Glyph() for _ in range(MOST)]
        self._shown = ("", "")

    def compose(self) -> ComposeResult:
        """Yield the glyphs, most of them not in use."""
        yield from self._glyphs

    def show(self, text: str, phase: str) -> None:
        """Show a time in the colour of its phase: see PHASE_COLOURS; any other is calm."""
        if (text, phase) == self._shown:
            return
        self._shown = (text, phase)
        self._draw()

    @property
    def text(self) -> str:
        """The time that is shown."""
        return self._shown[0]

    def set_rows(self, rows: int, columns: int | None = None, ample: int | None = None) -> None:
        """Set the height of the digits, 3, 5 or 9 rows; less where the time is wider than `columns` cells.

        Of 5 rows they are narrow already where the time is wider than `ample` cells.
        """
        if rows not in ROWS:
            raise ValueError(rows)
        if (rows, columns, ample) != (self.size_rows, self._columns, self._ample):
            self.size_rows, self._columns, self._ample = rows, columns, ample
            self._draw()

    def _draw(self) -> None:
        text, phase = self._shown
        rows, tight = largest(text, self.size_rows, self._columns, self._ample)
        for glyph, char in zip(self._glyphs, text[:MOST], strict=False):
            glyph.draw(char, rows, ink(phase), tight=tight)
        for glyph in self._glyphs[len(text) :]:
            glyph.display = False
