"""Lines of cells made from pieces of text and style names: what the widgets draw with."""

from __future__ import annotations

from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from jusou_tui.app import theme
from jusou_tui.app.drawing.pieces import Piece
from jusou_tui.text.terminal import cell_width


def style_of(widget: Widget, name: str, base: Style | None = None) -> Style:
    """Return the style of a name on the widget's own ground (or on `base`)."""
    ground = widget.rich_style if base is None else base
    return ground + theme.style(widget.app, name) if name else ground


def strip_of(widget: Widget, pieces: Iterable[Piece], cells: int, base: Style | None = None) -> Strip:
    """Return one line of `cells` cells: the pieces, then the widget's ground."""
    ground = widget.rich_style if base is None else base
    segments: list[Segment] = []
    used = 0
    for text, name in pieces:
        if text:
            segments.append(Segment(text, style_of(widget, name, ground)))
            used += cell_width(text)
    if used < cells:
        segments.append(Segment(" " * (cells - used), ground))
    line = Strip(segments, max(used, cells))
    return line if used <= cells else line.crop(0, cells)


class OneLine(Widget):
    """A widget of one line: subclasses return its pieces."""

    def pieces(self) -> list[Piece]:
        """Return the line's pieces, made for the widget's width."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Return the line; should there be more room, what is below stays empty."""
        return strip_of(self, [] if y else self.pieces(), self.size.width)
