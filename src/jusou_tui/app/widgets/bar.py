"""How much of the time is gone: a bar of whole cells with its percentage; in a pause a band that says so."""

from __future__ import annotations

from jusou_tui.app.drawing.paint import OneLine
from jusou_tui.app.drawing.pieces import Piece
from jusou_tui.text.terminal import cut, pad

_BAR_COLOURS = {"soon": "on-bar-soon", "last_minute": "on-bar-soon", "over": "on-bar-over"}
_PERCENT = 6
"""Cells for a gap and "100%" at the right."""


STEPS = 20
"""Parts of the bar of a short time, such as a turn's, so that it is not painted each second."""


class TimeBar(OneLine):
    """A bar that repaints only when one more cell is full, or in another phase."""

    DEFAULT_CSS = "TimeBar { height: 1; width: 1fr; }"

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._share = 0.0
        self._drawn = (-1, "", "", True)
        self._phase = ""
        self._words = ""
        self._begun = True

    def show(
        self, share: float, phase: str, *, in_steps: bool = False, words: str = "", begun: bool = True
    ) -> None:
        """Show a share (0 to 1; more counts as 1) in the colour of a phase, "soon" and "over" among them.

        `in_steps`: in STEPS parts, for a short time. `words` take the bar's place, as a band. Nothing is said
        of a share where the time has not `begun`.
        """
        share = min(max(share, 0.0), 1.0)
        self._share = int(share * STEPS + 1e-9) / STEPS if in_steps else share
        self._phase, self._words, self._begun = phase, words, begun
        if self._to_draw() != self._drawn:
            self.refresh()

    def _to_draw(self) -> tuple[int, str, str, bool]:
        """Return the full cells, their colour, the words in their place, and whether the time has begun."""
        full = int(self._share * self._length + 1e-9)
        return full, _BAR_COLOURS.get(self._phase, "on-bar"), self._words, self._begun

    @property
    def _length(self) -> int:
        return max(self.size.width - _PERCENT, 1)

    def pieces(self) -> list[Piece]:
        """Return the bar. The percentage is that of the full cells, so it asks for no repaint of its own."""
        full, colour, words, begun = self._drawn = self._to_draw()
        if words:
            return [(pad(cut(words, self.size.width), self.size.width, "center"), "chip-now")]
        percent = -(-full * 100 // self._length)
        return [
            (" " * full, colour),
            (" " * (self._length - full), "on-track"),
            ((f"{percent}%" if begun else "").rjust(_PERCENT), "muted"),
        ]
