"""A field of one line for forms: a title, a date, a name."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.geometry import Offset
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input

from jusou_tui.app.widgets.ime import ImeCursor, unprintable_text
from jusou_tui.text.terminal import cell_width, clean, clean_line


class LineInput(ImeCursor, Input):
    """An input whose cursor does not blink and whose IME follows; full-width digits stay as typed.

    Of what is `offered`, the first text that begins as typed stands faintly behind it; Right takes it.
    """

    DEFAULT_CSS = """
    LineInput {
        background: $panel;
        & > .input--placeholder { color: $muted; }
        & > .input--cursor { background: $now; color: $background; }
        &:focus { background-tint: $foreground 0%; }
    }
    """

    class PasteCut(Message):
        """Several lines were pasted; only the first one fits. `lines` counts those with text."""

        def __init__(self, field: LineInput, lines: int) -> None:
            super().__init__()
            self.input = field
            self.lines = lines

        @property
        def control(self) -> LineInput:
            """The field, for selectors."""
            return self.input

    def __init__(
        self,
        value: str = "",
        placeholder: str = "",
        *,
        offered: Sequence[str] = (),
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(
            clean_line(value),
            clean_line(placeholder),
            select_on_focus=False,
            compact=True,
            suggester=SuggestFromList(map(clean_line, offered)) if offered else None,
            id=id,
            classes=classes,
        )
        self.cursor_blink = False

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell of the cursor on the screen, right also at the end and in a scrolled field."""
        before = cell_width(self.value[: self.cursor_position])
        return self.content_region.offset + Offset(before - self.scroll_offset.x, 0)

    def on_mount(self) -> None:
        """Let the IME follow each layout."""
        self.follow_layout()

    def on_focus(self) -> None:
        """Let the IME follow."""
        self.call_after_refresh(self.place_cursor)

    def on_key(self, event: events.Key) -> None:
        """Take a full-width space, which Textual takes for unprintable; a letter with Alt is not text."""
        if event.key.startswith("alt+"):
            event.prevent_default()
        elif text := unprintable_text(event):
            event.stop()
            event.prevent_default()
            self._put(text)

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Let the IME follow where the text scrolls under the cursor."""
        super().watch_scroll_x(old_value, new_value)
        self.place_cursor()

    def on_paste(self, event: events.Paste) -> None:
        """Insert the first line that has text, and say so when there were more."""
        event.stop()
        event.prevent_default()
        lines = [line.strip() for line in clean(event.text).split("\n") if line.strip()]
        if not lines:
            return
        self._put(lines[0])
        if len(lines) > 1:
            self.post_message(self.PasteCut(self, len(lines)))

    def _put(self, text: str) -> None:
        """Type a text where the cursor is, in the place of what is selected."""
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)
