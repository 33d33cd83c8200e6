"""Text marked by `[-…-]` and `{+…+}` as wrapped lines, removed and added parts in colour as well."""

from __future__ import annotations

from dataclasses import dataclass

from jusou_tui.app.drawing.pieces import Drawn
from jusou_tui.compare.text_diff import Op
from jusou_tui.report.differences.fields import marked_parts
from jusou_tui.text.terminal import clean, wrap

_STYLES = {"same": "", "removed": "failed", "added": "decided"}


def marked_lines(text: str, cells: int) -> Drawn:
    """Return the lines of a marked text as pieces."""
    drawn: Drawn = []
    inside: Op = "same"
    for line in wrap(clean(text).strip("\n"), max(cells, 10)):
        parts, inside = marked_parts(line, inside)
        drawn.append([(part.text, _STYLES[part.op]) for part in parts])
    return drawn


@dataclass(frozen=True)
class Passage:
    """A passage of a marked text. With a `style` of its own its text holds no marks."""

    text: str
    style: str = ""

    def lines(self, cells: int) -> Drawn:
        """Return the passage wrapped to a width."""
        if self.style:
            return [[(line, self.style)] for line in wrap(clean(self.text).strip("\n"), max(cells, 10))]
        return marked_lines(self.text, cells)
