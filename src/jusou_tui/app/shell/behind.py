"""What is seen of a page behind a dialog: its whole lines above and below the box, dimmed, and its countdown.

Beside the box only pieces of lines would be left, with letters cut in two, and of big digits a half: these
lines are empty. So is the page's key bar, whose keys mean other things now, unless it says that a save
failed. Behind a dialog over another one stands the page too: of the lower box only a rim would be left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Region
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, Screen

from jusou_tui.app.drawing.paint import strip_of
from jusou_tui.app.drawing.pieces import Piece
from jusou_tui.app.widgets.digits import BigTime
from jusou_tui.app.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from typing import Any

    from textual.strip import Strip


def page_in_sight(stack: Sequence[Screen[Any]]) -> Screen[Any] | None:
    """Return the topmost page of a stack, whatever dialogs stand over it."""
    return next((screen for screen in reversed(stack) if not isinstance(screen, ModalScreen)), None)


def page_behind(dialog: Screen[Any]) -> Screen[Any] | None:
    """Return the page below a dialog and all dialogs under it; None for one that is not open."""
    stack = dialog.app.screen_stack
    return page_in_sight(stack[: stack.index(dialog)]) if dialog in stack else None


def dimmed(dialog: Screen[Any]) -> BackgroundScreen | None:
    """Return the page behind a dialog as it shows through, None where there is none."""
    page = page_behind(dialog)
    return None if page is None else BackgroundScreen(page, dialog.styles.background)


class LinesBehind:
    """The lines of a screen below a dialog, as they are while it is painted once.

    `box`: where the dialog is. `keys`: what the last line shows in place of the page's keys.
    """

    def __init__(self, dialog: Screen[Any], box: Region, keys: Sequence[Piece]) -> None:
        self._dialog = dialog
        self._keys = keys
        page = page_behind(dialog)
        widgets = list(page.query("BigTime, KeyBar")) if page is not None else []
        bars = (one for one in widgets if isinstance(one, KeyBar) and one.display and not one.has_failed)
        self._bars = [bar.region.line_range for bar in bars]
        self._halved = [one for one in widgets if isinstance(one, BigTime) and _is_halved(one, box)]
        self._covered = self._lines_covered(box)

    def _lines_covered(self, box: Region) -> range:
        """Return the lines that are not the page's: those of the box, and digits it would halve.

        Where there are such digits, the first line is one above the box: it shows their time.
        """
        if not box.area:
            return range(0)
        top, bottom = box.y, box.bottom
        for digits in self._halved:
            top, bottom = min(top, digits.region.y, max(box.y - 1, 0)), max(bottom, digits.region.bottom)
        return range(top, bottom)

    def line(self, y: int) -> Strip | None:
        """Return what a line of the screen shows in place of the page's own, None where that is seen."""
        if y in self._covered:
            first = y == self._covered.start
            return self._strip([(f"  {digits.text}", "strong") for digits in self._halved if first])
        return self._strip(self._keys) if any(y in lines for lines in self._bars) else None

    def _strip(self, pieces: Sequence[Piece]) -> Strip:
        """Return a line of the screen on the ground of the pages."""
        return strip_of(self._dialog, pieces, self._dialog.size.width, self._dialog.app.rich_style)


def _is_halved(digits: BigTime, box: Region) -> bool:
    """Return whether the box covers big digits, or a part of them."""
    region = digits.region
    return bool(digits.text and region.area and region.y < box.bottom and region.bottom > box.y)
