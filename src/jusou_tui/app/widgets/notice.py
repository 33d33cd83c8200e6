"""A notice: what is said in passing, on lines of its own, so that nothing is covered and no letter is cut."""

from __future__ import annotations

import re

from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from jusou_tui.app.drawing.paint import strip_of
from jusou_tui.text.terminal import TERMS, clean, cut, wrap_phrases

UNBROKEN = r"(?:[0-9]+年)?[0-9]+月[0-9]+日(?:（.）)?|[0-9]+(?:[/:-][0-9]+)+"
"""A pattern of what is never broken over two lines."""
MOST_LINES = 4


def notice_lines(text: str, cells: int) -> list[str]:
    """Return a notice in lines of so many cells, broken between phrases, never within a day or a time."""
    found = wrap_phrases(clean(text), max(cells, 1), terms=(*TERMS, *re.findall(UNBROKEN, text)))
    if len(found) > MOST_LINES:
        found[MOST_LINES - 1] = cut(found[MOST_LINES - 1] + found[MOST_LINES], cells)
    return found[:MOST_LINES]


class Notice(Widget):
    """As many lines as its text takes; none without a text."""

    DEFAULT_CSS = """
    Notice { display: none; height: auto; width: 1fr; padding: 0 1; background: $accent; }
    Notice.-failed { background: $error; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def show(self, text: str, *, failed: bool = False) -> None:
        """Show a text, as something that failed in another colour; "" takes the notice away."""
        self.text = text
        self.set_class(failed, "-failed")
        self.display = bool(text)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines."""
        return len(notice_lines(self.text, width))

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        lines = notice_lines(self.text, self.size.width)
        return strip_of(self, [(lines[y], "strong-ground")] if y < len(lines) else [], self.size.width)
