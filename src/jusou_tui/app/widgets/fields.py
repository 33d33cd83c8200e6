"""Fields of one line: a text that is typed, and one of a few that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.suggester import SuggestFromList
from textual.widgets import Input
from textual.widgets.input import Selection

from jusou_tui.app.drawing.paint import OneLine
from jusou_tui.app.drawing.pieces import Piece
from jusou_tui.app.widgets.ime import ImeCursor, unprintable_text
from jusou_tui.text.terminal import cell_width, clean, clean_line, cut, pad

if TYPE_CHECKING:
    from textual.widgets import TextArea

NO_EDITING = "ctrl+u,ctrl+k,ctrl+f,ctrl+w"
"""Keys with which Textual deletes words and lines: they mean something else here, or nothing."""
LEAVE_KEY = "leave_key"
"""The action of a field by which it leaves a key to the page."""


def make_compact(field: Input | TextArea) -> None:
    """Take the borders of a new field away; its argument `compact` would style it a second time."""
    field.set_reactive(type(field).compact, True)
    field.add_class("-textual-compact", update=False)


class LineInput(ImeCursor, Input, inherit_css=False):
    """An input whose cursor does not blink and whose IME follows; full-width digits stay as typed.

    Of what is `offered`, the first text that begins as typed stands faintly behind it; Right takes it.
    `waits`: what is typed is no record yet, so that Ctrl+Z takes it back here and is the page's only where
    the field is empty.
    """

    # Whole: Textual's own has eighteen rules for borders, validation and themes that are none of ours.
    DEFAULT_CSS = """
    LineInput {
        width: 100%;
        height: 1;
        overflow: auto auto;
        scrollbar-size-horizontal: 0;
        pointer: text;
        color: $foreground;
        background: $panel;
        & > .input--placeholder, & > .input--suggestion { color: $muted; }
        & > .input--cursor { background: $now; color: $background; text-style: $input-cursor-text-style; }
        & > .input--selection {
            background: $input-selection-background;
            color: $input-selection-foreground;
        }
    }
    """
    COMPONENT_CLASSES = Input.COMPONENT_CLASSES

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "home", show=False),
        Binding("ctrl+end", "end", show=False),
        Binding("ctrl+z", "undo", show=False),
        Binding(NO_EDITING, LEAVE_KEY, show=False),
    ]

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
        waits: bool = False,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(
            clean_line(value),
            clean_line(placeholder),
            select_on_focus=False,
            suggester=SuggestFromList(map(clean_line, offered)) if offered else None,
            id=id,
            classes=classes,
        )
        make_compact(self)
        self.cursor_blink = False
        self.waits = waits
        self._entered = self.value

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell of the cursor on the screen, right also at the end and in a scrolled field."""
        before = cell_width(self.value[: self.cursor_position])
        return self.content_region.offset + Offset(before - self.scroll_offset.x, 0)

    def action_leave_key(self) -> None:
        """Leave a key to the page."""
        raise SkipAction

    def on_mount(self) -> None:
        """Let the IME follow each layout."""
        self.follow_layout()

    def on_focus(self) -> None:
        """Let the IME follow; what is typed from now on can be taken back."""
        self._entered = self.value
        self.call_after_refresh(self._show_cursor)

    def on_blur(self) -> None:
        """Show the text from its beginning while nobody types in it."""
        self.scroll_to(x=0, animate=False, force=True)

    def _show_cursor(self) -> None:
        """Scroll to the cursor, which the IME follows."""
        if self.has_focus:
            self.scroll_to_region(Region(self._cursor_offset, 0, 1, 1), force=True, animate=False)
        self.place_cursor()

    def action_undo(self) -> None:
        """Take back what was typed since the field was entered, else leave the key to the page."""
        if not self.waits or not self.value:
            raise SkipAction
        self.value = self._entered

    def on_key(self, event: events.Key) -> None:
        """Take a full-width space, which Textual takes for unprintable; a letter with Alt is not text."""
        if event.key.startswith("alt+"):
            event.prevent_default()
        elif text := unprintable_text(event):
            event.stop()
            event.prevent_default()
            self._put(text)

    def _watch_selection(self, selection: Selection) -> None:
        """Leave the terminal cursor where one types: Textual moves it for every field that is filled."""
        place = self.app.cursor_position
        super()._watch_selection(selection)
        if not self.has_focus:
            self.app.cursor_position = place
            if self.scroll_offset.x:
                self.scroll_to(x=0, animate=False, force=True)

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

    def write(self, text: str) -> None:
        """Write `text` where the cursor is, as if it were typed."""
        self._put(clean_line(text))

    def _put(self, text: str) -> None:
        """Type a text where the cursor is, in the place of what is selected."""
        if self.selection.is_empty:
            self.insert_text_at_cursor(text)
        else:
            self.replace(text, *self.selection)


class Choice(OneLine, can_focus=True):
    """Left and Right go round. Letters and digits are text, also here: they choose nothing.

    A click goes to it, a second one asks for the options to be shown. `shown_as`: how one looks that another
    key turns, without marks.
    """

    DEFAULT_CSS = "Choice { height: 1; width: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "go(1)", show=False),
        Binding("left", "go(-1)", show=False),
        Binding("home", "take(0)", show=False),
        Binding("end", "take(-1)", show=False),
    ]

    class Opened(Message):
        """The chooser was clicked a second time: somebody wants to see its options."""

        def __init__(self, choice: Choice) -> None:
            super().__init__()
            self.choice = choice

    class Changed(Message):
        """Another option was taken."""

        def __init__(self, choice: Choice, value: str) -> None:
            super().__init__()
            self.choice = choice
            self.value = value

        @property
        def control(self) -> Choice:
            """The chooser, for selectors."""
            return self.choice

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        value: str | None = None,
        *,
        shown_as: Literal["chip", "name"] | None = None,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.shown_as = shown_as
        if not options:
            raise ValueError("a choice needs an option")
        self._options = [(key, clean_line(label)) for key, label in options]
        self._index = next((i for i, (key, _) in enumerate(self._options) if key == value), 0)
        self._was_clicked = False

    @property
    def options(self) -> list[tuple[str, str]]:
        """The options as (id, label)."""
        return self._options

    @property
    def value(self) -> str:
        """The id of the option taken. Setting an id that is none raises KeyError."""
        return self._options[self._index][0]

    @value.setter
    def value(self, value: str) -> None:
        for index, (key, _) in enumerate(self._options):
            if key == value:
                self._take(index)
                return
        raise KeyError(value)

    def next(self) -> None:
        """Take the next option."""
        self._take((self._index + 1) % len(self._options))

    def action_go(self, by: int) -> None:
        """Take an option before or after; after the last comes the first."""
        self._take((self._index + by) % len(self._options))

    def action_take(self, index: int) -> None:
        """Take an option by its place; -1 is the last."""
        self._take(index % len(self._options))

    def on_click(self, event: events.Click) -> None:
        """Go there; with a second click ask for the options: no single click chooses."""
        event.stop()
        if self._was_clicked:
            self.post_message(self.Opened(self))
        self._was_clicked = True

    def on_focus(self) -> None:
        """Show that the arrows work here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that they no longer do."""
        self._was_clicked = False
        self.refresh()

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """Return the cells of the longest option between its two marks."""
        return max(cell_width(label) for _, label in self._options) + self._beside

    @property
    def _beside(self) -> int:
        """The cells beside an option: those of the marks, else of a chip's edges."""
        return 4 if self.shown_as is None else 2 if self.shown_as == "chip" else 0

    def pieces(self) -> list[Piece]:
        """Return the option taken, between marks while the arrows work."""
        room = max(self.size.width - self._beside, 0)
        label = cut(self._options[self._index][1], room)
        label = label if self.shown_as is not None else pad(label, room)
        if self.has_focus:
            return [(f"< {label} >", "chip-now")]
        if self.shown_as is not None:
            whole = f" {label} " if self.shown_as == "chip" else label
            return [(whole, "chip-digits" if self.shown_as == "chip" else "strong-digits")]
        return [(f"  {label}  ", "strong-digits")]

    def _take(self, index: int) -> None:
        if index != self._index:
            self._index = index
            self.refresh()
            self.post_message(self.Changed(self, self.value))
