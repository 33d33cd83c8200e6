"""The keys of a page in the bottom line, the primary one and a short status at its right; and of dialogs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from jusou_tui.app.drawing.paint import OneLine, strip_of
from jusou_tui.app.drawing.pieces import Piece
from jusou_tui.text.terminal import cell_width, clean_line, cut

Kind = Literal["quiet", "good", "failed"]
_STYLES: dict[Kind, str] = {"quiet": "muted", "good": "decided", "failed": "strong-failed"}
_BETWEEN = "  "
_FUNCTION_KEY = re.compile(r"F([0-9]+)")
_APART = 3
"""Cells between the keys of a dialog."""
_LEAST_MESSAGE = 16
"""Cells of a failure that stay readable even where keys have to go for it."""


class KeyHint(NamedTuple):
    """A key, what it does, the action that a click runs. The lower `rank`, the longer it stays; 0: always.

    `twice`: one click only marks it, the second runs it, because it changes something at once.
    `short`: a label for where there is no room for the whole one, "" for none.
    """

    key: str
    label: str
    action: str
    primary: bool = False
    rank: int = 5
    twice: bool = False
    short: str = ""

    @property
    def cells(self) -> int:
        """The cells it takes, without the gap to the next one."""
        return cell_width(self.key) + 1 + cell_width(self.label)


class KeyBar(OneLine):
    """One line of keys. What does not fit is said shorter, else goes, the least important first; none is cut.

    F1, F2, ... stand as on the keyboard, other keys behind them in the order given.

    A quiet message shows where there is room; others make room for themselves and stay.
    """

    DEFAULT_CSS = "KeyBar { height: 1; width: 1fr; dock: bottom; padding: 0 0 0 1; background: $background; }"

    class HintClicked(Message):
        """A hint was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    class HintMarked(Message):
        """A hint was clicked whose command only the next click runs."""

        def __init__(self, hint: KeyHint) -> None:
            super().__init__()
            self.hint = hint

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._hints: tuple[KeyHint, ...] = ()
        self._message: tuple[str, Kind] = ("", "quiet")
        self._spans: list[tuple[int, int, str]] = []
        self._clicked = ""

    def show(self, keys: Sequence[KeyHint]) -> None:
        """Show hints, the primary one at the right."""
        if tuple(keys) != self._hints:
            self._hints = tuple(keys)
            self._clicked = ""
            self.refresh()

    def message(self, text: str, kind: Kind = "quiet") -> None:
        """Show a short status ("" takes it away): quiet, good, or failed, which stays in sight."""
        shown = (clean_line(text), kind)
        if shown == self._message:
            return
        before = self._layout(self.size.width)
        self._message = shown
        if self._layout(self.size.width) != before:  # what has no room changes nothing in sight
            self.refresh()

    @property
    def has_failed(self) -> bool:
        """Whether it says that something failed."""
        return bool(self._message[0]) and self._message[1] == "failed"

    def _kept(self, cells: int) -> list[KeyHint]:
        """Return the hints, without the primary one, that fit in `cells` cells, by their ranks."""
        hints = [hint for hint in self._hints if not hint.primary]
        if _width(hints) > cells:
            hints = [hint._replace(label=hint.short or hint.label) for hint in hints]
        kept: list[KeyHint] = []
        for hint in sorted(hints, key=lambda one: one.rank):
            if not hint.rank or _width([*kept, hint]) <= cells:
                kept.append(hint)
        return sorted((hint for hint in hints if hint in kept), key=_place)

    def _layout(self, cells: int) -> tuple[list[Piece], list[tuple[int, int, str]]]:
        """Return the line's pieces and which cells belong to which action."""
        primary = next((hint for hint in self._hints if hint.primary), None)
        block = f" {primary.key} {primary.label} " if primary else ""
        room = cells - cell_width(block)
        text, kind = self._message
        needed = min(cell_width(text), max(room // 2, _LEAST_MESSAGE)) + 2 if text and kind != "quiet" else 0
        pieces: list[Piece] = []
        spans: list[tuple[int, int, str]] = []
        used = 0
        for hint in self._kept(room - 1 - needed):
            if pieces:
                pieces.append((_BETWEEN, ""))
                used += len(_BETWEEN)
            marked = hint.action == self._clicked
            pieces += [
                (hint.key, "chip-now" if marked else "strong-now"),
                (f" {hint.label}", "chip-now" if marked else ""),
            ]
            spans.append((used, used + hint.cells, hint.action))
            used += hint.cells
        left = room - used - 3
        if kind == "quiet" and cell_width(text) > left:
            text = ""
        shown = cut(text, left) if left > 0 else ""
        gap = max(room - used - cell_width(shown) - (2 if shown else 0), 0)
        pieces += [(" " * gap, ""), (shown, _STYLES[kind]), (_BETWEEN if shown else "", "")]
        if primary:
            pieces.append((block, "chip-soon" if primary.action == self._clicked else "chip-now"))
            spans.append((room, cells, primary.action))
        return pieces, spans

    def pieces(self) -> list[Piece]:
        """Return the line."""
        pieces, self._spans = self._layout(self.size.width)
        return pieces

    def on_click(self, event: events.Click) -> None:
        """Post what was clicked; what changes something is marked by the first click."""
        event.stop()
        place = event.get_content_offset(self)
        if place is None:
            return
        for start, end, action in self._spans:
            if start <= place.x < end:
                self._click(action)

    def _click(self, action: str) -> None:
        marked = next((hint for hint in self._hints if hint.twice and hint.action == action), None)
        runs = marked is None or action == self._clicked
        self._clicked = "" if runs else action
        self.refresh()
        self.post_message(self.HintClicked(action) if runs or marked is None else self.HintMarked(marked))


class DialogKeys(Widget):
    """Hints side by side, in as many lines as they need; a click does what the key does."""

    DEFAULT_CSS = "DialogKeys { height: auto; width: 1fr; margin: 1 0 0 0; }"

    def __init__(self, *hints: KeyHint) -> None:
        super().__init__()
        self._hints = hints

    def show(self, *hints: KeyHint) -> None:
        """Show other keys."""
        if hints != self._hints:
            self._hints = hints
            self.refresh(layout=True)

    def _lines(self, width: int) -> list[list[KeyHint]]:
        lines: list[list[KeyHint]] = [[]]
        used = 0
        for hint in self._hints:
            if lines[-1] and used + _APART + hint.cells > width:
                lines.append([])
                used = 0
            used += hint.cells + (_APART if lines[-1] else 0)
            lines[-1].append(hint)
        return lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the number of lines."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        lines = self._lines(self.size.width)
        pieces: list[Piece] = []
        for hint in lines[y] if y < len(lines) else ():
            pieces += [(" " * _APART, "")] if pieces else []
            pieces += [(hint.key, "strong-now"), (f" {hint.label}", "muted")]
        return strip_of(self, pieces, self.size.width)

    async def on_click(self, event: events.Click) -> None:
        """Do what was clicked."""
        place = event.get_content_offset(self)
        hint = self._hint_at(self._lines(self.size.width), place.x, place.y) if place is not None else None
        if hint is not None:
            event.stop()
            action = hint.action if hint.action.startswith("app.") else f"screen.{hint.action}"
            await self.run_action(action)

    @staticmethod
    def _hint_at(lines: Sequence[Sequence[KeyHint]], x: int, y: int) -> KeyHint | None:
        start = 0
        for hint in lines[y] if y < len(lines) else ():
            if start <= x < start + hint.cells:
                return hint
            start += hint.cells + _APART
        return None


def _width(hints: Sequence[KeyHint]) -> int:
    """Return the cells of hints beside one another."""
    return sum(hint.cells for hint in hints) + len(_BETWEEN) * max(len(hints) - 1, 0)


def _place(hint: KeyHint) -> int:
    """Return a hint's sort key: the number of its function key, 100 for any other key."""
    number = _FUNCTION_KEY.fullmatch(hint.key)
    return int(number[1]) if number else 100
