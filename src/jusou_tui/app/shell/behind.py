"""What is seen of a page behind a dialog: its whole lines above and below the box, dimmed, and its countdown.

Beside the box only pieces of lines would be left, with letters cut in two, and of big digits a half: these
lines are empty. So is the page's key bar, whose keys mean other things now, unless it says that a save
failed. Behind a dialog over another one stands the page too: of the lower box only a rim would be left.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from textual.geometry import Region
from textual.renderables.background_screen import BackgroundScreen
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from jusou_tui.app.drawing.paint import strip_of
from jusou_tui.app.drawing.pieces import Piece
from jusou_tui.app.widgets.digits import BigTime
from jusou_tui.app.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from typing import Any

    from textual.strip import Strip

Found = TypeVar("Found", bound=Widget)


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


def covered(dialog: Screen[Any], box: Region) -> range:
    """Return the lines of a screen that are not the page's: those of the box, and digits it would halve.

    Where there are such digits, the first line is one above the box: it shows their time.
    """
    top, bottom = box.y, box.bottom
    for digits in _halved(dialog, box):
        top, bottom = min(top, digits.region.y, max(box.y - 1, 0)), max(bottom, digits.region.bottom)
    return range(top, bottom)


def line_behind(dialog: Screen[Any], y: int, box: Region, keys: Sequence[Piece]) -> Strip | None:
    """Return what a line of the screen shows in place of the page's own, None where that is seen.

    `keys`: what the last line shows in place of the page's keys.
    """
    lines = covered(dialog, box) if box.area else range(0)
    if y in lines:
        times = [(f"  {digits.text}", "strong") for digits in _halved(dialog, box) if y == lines.start]
        return _line(dialog, times)
    bars = (bar for bar in _page_widgets(dialog, KeyBar) if bar.display and not bar.has_failed)
    return _line(dialog, keys) if any(y in bar.region.line_range for bar in bars) else None


def _line(dialog: Screen[Any], pieces: Sequence[Piece]) -> Strip:
    """Return a line of the screen on the ground of the pages."""
    return strip_of(dialog, pieces, dialog.size.width, dialog.app.rich_style)


def _halved(dialog: Screen[Any], box: Region) -> list[BigTime]:
    """Return the big digits of the page that the box covers, or a part of them."""
    found = (digits for digits in _page_widgets(dialog, BigTime) if digits.text and digits.region.area)
    return [one for one in found if one.region.y < box.bottom and one.region.bottom > box.y]


def _page_widgets(dialog: Screen[Any], kind: type[Found]) -> list[Found]:
    """Return the widgets of a kind on the page behind a dialog."""
    page = page_behind(dialog)
    return [] if page is None else list(page.query(kind))
