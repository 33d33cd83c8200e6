"""A scrollbar of whole cells: the block characters of Textual's own are ambiguous in width."""

from __future__ import annotations

from math import ceil

from rich.color import Color
from rich.segment import Segment, Segments
from rich.style import Style
from textual.scrollbar import ScrollBar, ScrollBarRender


class WholeCells(ScrollBarRender):
    """Draws the thumb with coloured spaces, and letters where there is more: `^` above, `v` below."""

    @classmethod
    def render_bar(  # noqa: PLR0917 - the signature is the base's
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = Color.parse("#555555"),  # noqa: B008 - as the base declares it
        bar_color: Color = Color.parse("#aaaaaa"),  # noqa: B008
    ) -> Segments:
        """Return the bar's segments; a click before or after the thumb scrolls by a view."""
        blank = " " * (thickness if vertical else 1)
        thumb, start = 0, 0
        if window_size and virtual_size > window_size:
            thumb = min(max(1, ceil(size * window_size / virtual_size)), size)
            start = round((size - thumb) * position / (virtual_size - window_size))
            start = min(max(start, 0), size - thumb)
        before = Segment(blank, Style(bgcolor=back_color, meta={"@mouse.down": "scroll_up"}))
        grip = Segment(blank, Style(bgcolor=bar_color, meta={"@mouse.down": "grab"}))
        after = Segment(blank, Style(bgcolor=back_color, meta={"@mouse.down": "scroll_down"}))
        cells = [before] * start + [grip] * thumb + [after] * (size - start - thumb)
        if vertical and cells and window_size and virtual_size > window_size:
            if position >= 1:
                cells[0] = _signed(cells[0], "^", back_color if not start else bar_color)
            if position + window_size < virtual_size:
                at_end = start + thumb == size
                cells[-1] = _signed(cells[-1], "v", back_color if at_end else bar_color)
        if vertical:
            return Segments(cells, new_lines=True)
        return Segments([*cells, Segment.line()] * thickness, new_lines=False)


def _signed(cell: Segment, sign: str, color: Color) -> Segment:
    """Return a cell of the bar with a sign in it."""
    return Segment(sign.ljust(len(cell.text)), (cell.style or Style()) + Style(color=color))


def use_whole_cells() -> None:
    """Let every scrollbar of the program be drawn so."""
    ScrollBar.renderer = WholeCells
