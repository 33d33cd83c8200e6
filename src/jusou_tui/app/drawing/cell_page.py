"""A page of cells that a tick changes: only the cells that differ are written to the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import COLOR_SYSTEMS
from rich.control import Control
from rich.style import Style
from textual._compositor import CompositorUpdate
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from jusou_tui.app.drawing.cell_runs import changed_runs
from jusou_tui.app.drawing.paint import strip_of
from jusou_tui.app.drawing.pieces import Drawn, Piece, width_of
from jusou_tui.text.terminal import cell_width

if TYPE_CHECKING:
    from rich.console import Console

Run = tuple[int, int, str, Style]
"""Cells to write: column, row, text and style."""


class CellRuns(CompositorUpdate):
    """Runs of cells, as short as a terminal takes them: each style once, then where and what."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self._styles: dict[Style, list[str]] = {}
        for x, y, text, style in runs:
            self._styles.setdefault(style, []).append(Control.move_to(x, y).segment.text + text)

    def render_segments(self, console: Console) -> str:
        """Return what is written."""
        colours = COLOR_SYSTEMS.get(console.color_system or "")
        return "".join(
            style.render("".join(parts), color_system=colours) for style, parts in self._styles.items()
        )


class CellPage(Widget):
    """Shows lines of pieces, as many and as wide as it is. It fills the screen: its cells are the terminal's.

    Textual paints a widget's changed line from its left; digits of many rows would cost a kilobyte a second.
    """

    DEFAULT_CSS = "CellPage { width: 1fr; height: 1fr; background: $background; color: $foreground; }"

    def __init__(self) -> None:
        super().__init__()
        self._lines: Drawn = []

    def show(self, lines: Drawn) -> None:
        """Show other lines."""
        before, self._lines = self._lines, lines
        if before == lines:
            return
        if len(lines) != len(before):
            self.refresh()
        else:
            self._write(before, [y for y, line in enumerate(lines) if line != before[y]])

    @property
    def lines(self) -> Drawn:
        """What is shown."""
        return self._lines

    def _write(self, before: Drawn, changed: Sequence[int]) -> None:
        """Write the cells that differ, past Textual, which keeps nothing of this widget."""
        runs: list[Run] = []
        base = self.rich_style  # computed anew each time it is asked for
        for y in changed:
            for x, pieces in changed_runs(before[y], self._lines[y]):
                runs += self._placed(x, y, pieces, base)
        self.app._display(self.screen, CellRuns(runs))  # type: ignore[arg-type]  # noqa: SLF001

    def _placed(self, x: int, y: int, pieces: Sequence[Piece], base: Style) -> Iterable[Run]:
        for text, style, _ in self._filtered(strip_of(self, pieces, width_of(pieces), base)):
            yield x, y, text, style or Style.null()
            x += cell_width(text)

    def _filtered(self, strip: Strip) -> Strip:
        """Return cells in the colours that the terminal has, none where it is to have none."""
        _, background = self.background_colors
        for one in self.get_line_filters():
            strip = strip.apply_filter(one, background)
        return strip

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines, never kept ones: what `show` wrote is on the terminal already."""
        lines = (self._lines[y] if y < len(self._lines) else [] for y in crop.line_range)
        width, base = self.size.width, self.rich_style
        strips = (self._filtered(strip_of(self, line, width, base)) for line in lines)
        return [strip.crop(crop.x, crop.right) for strip in strips]
