"""The field for notes: Enter files the text, Ctrl+J begins a new line.

Without the kitty protocol Alt+Enter and Shift+Enter arrive as Enter; Ctrl+J and Alt+J arrive everywhere.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from rich.segment import Segment
from textual import events, on
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widgets import TextArea

from jusou_tui.app.widgets.fields import LEAVE_KEY, NO_EDITING, make_compact
from jusou_tui.app.widgets.ime import ImeCursor, unprintable_text
from jusou_tui.text.terminal import cell_width, clean, wrap

LONGEST_LINE = 2000
"""Characters of a line; a longer one is broken, because each key costs the whole line."""

_GOOD_ENDS = "。、.,!?！？ 　"
_LOOK_BACK = 200
HELD_SECONDS = 0.3
"""How long keys wait after Enter at most for the field to be filled anew."""


def broken(text: str) -> str:
    """Return `text` in lines of at most LONGEST_LINE characters, broken after punctuation if there is any."""
    return "\n".join(part for line in text.split("\n") for part in _parts(line))


def _parts(line: str) -> list[str]:
    parts: list[str] = []
    while len(line) > LONGEST_LINE:
        last = max(line.rfind(end, LONGEST_LINE - _LOOK_BACK, LONGEST_LINE) for end in _GOOD_ENDS)
        place = last + 1 if last > 0 else LONGEST_LINE
        parts.append(line[:place])
        line = line[place:]
    return [*parts, line]


def masked_strip(strip: Strip) -> Strip:
    """Return a line with a star in each cell of its text."""
    return Strip([Segment(_stars(text), style) for text, style, _ in strip], strip.cell_length)


def _stars(text: str) -> str:
    typed = text.rstrip(" ")
    return "*" * cell_width(typed) + text[len(typed) :]


class Hint(Content):
    """What an empty field shows. Its lines break between phrases, as all other texts do."""

    def wrap(self, width: int, **_: object) -> list[Content]:
        """Return its lines for a width in cells."""
        return [Content(line) for line in wrap(self.plain, width)]


class NoteArea(ImeCursor, TextArea):
    """A text field of fixed height: `rows` at rest, up to `most_rows` while the text needs them.

    `Edited` always comes before the `Submitted` of the same text. Keys that follow an Enter in one burst
    wait until `load` fills the field anew, so that they are neither filed nor wiped out with the old text.

    A `masked` field shows a star in each cell of what is typed.
    With `files_on_enter=False` Enter begins a new line, and the height is the style sheet's.
    """

    HAS_LINES = True
    DEFAULT_CSS = """
    NoteArea {
        height: 1;
        padding: 0;
        background: $panel;
        scrollbar-size: 0 0;
        & .text-area--placeholder { color: $muted; }
        &:dark .text-area--cursor, &:light .text-area--cursor {
            background: $now;
            color: $background;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j,alt+enter,shift+enter", "new_line", show=False),
        Binding("ctrl+home", "document_end(-1)", show=False),
        Binding("ctrl+end", "document_end(1)", show=False),
        Binding(NO_EDITING, LEAVE_KEY, show=False),
    ]

    class AreaMessage(Message):
        """Something about this field."""

        def __init__(self, area: NoteArea) -> None:
            super().__init__()
            self.area = area

        @property
        def control(self) -> NoteArea:
            """The field, for selectors."""
            return self.area

    class _TextMessage(AreaMessage):
        """Something about the text of this field."""

        def __init__(self, area: NoteArea, text: str) -> None:
            super().__init__(area)
            self.text = text

    class Submitted(_TextMessage):
        """Enter was pressed; who hears it files the text and calls `load`."""

    class Edited(_TextMessage):
        """The text changed: it can be kept as a draft."""

    class NothingToUndo(AreaMessage):
        """Ctrl+Z was pressed over a text, none of which was typed since the field was filled."""

    class NothingToRedo(AreaMessage):
        """Ctrl+Y was pressed, and no typing was taken back before."""

    class Edge(AreaMessage):
        """Up in the first line (-1) or Down in the last (1): the focus may go to the widget there."""

        def __init__(self, area: NoteArea, direction: Literal[-1, 1]) -> None:
            super().__init__(area)
            self.direction = direction

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        files_on_enter: bool = True,
        rows: int = 1,
        most_rows: int = 5,
        masked: bool = False,
        id: str | None = None,  # noqa: A002
        classes: str | None = None,
    ) -> None:
        super().__init__(
            broken(clean(text)),
            soft_wrap=True,
            placeholder=Hint(clean(placeholder)),
            highlight_cursor_line=False,
            id=id,
            classes=classes,
        )
        make_compact(self)
        self.cursor_blink = False
        self.match_cursor_bracket = False
        self.files_on_enter = files_on_enter
        self._masked = masked
        self.rows = rows
        self.most_rows = most_rows
        self._posted = self.text
        self._emptied = False
        self._held: list[events.Key | events.Paste] | None = None

    def on_mount(self) -> None:
        """Stand at the end of the text, with the terminal cursor there."""
        self.move_cursor(self.document.end)
        self.follow_layout()

    def render_line(self, y: int) -> Strip:
        """Return one line."""
        strip = super().render_line(y)
        return masked_strip(strip) if self._masked and self.text else strip

    def on_focus(self) -> None:
        """Let the IME follow."""
        self.call_after_refresh(self.place_cursor)

    def load(self, text: str) -> None:
        """Put `text` into the field, the cursor at its end; posts no `Edited`."""
        self.load_text(broken(clean(text)))
        self._posted = self.text
        self.move_cursor(self.document.end)
        self._fit_height()
        self._release()

    def write(self, text: str) -> None:
        """Write `text` where the cursor is, as if it were typed."""
        self._put(broken(clean(text)))

    async def on_key(self, event: events.Key) -> None:
        """File the text on Enter; what follows before the field is filled anew waits.

        A letter with Alt is not text: terminals send the letter itself along.
        """
        if self._held is not None:
            self._hold(event, self._held)
        elif event.key.startswith("alt+"):
            event.prevent_default()
            if event.key == "alt+j":
                event.stop()
                self.action_new_line()
        elif text := unprintable_text(event):
            event.stop()
            event.prevent_default()
            self._put(text)
        elif event.key == "enter" and self.files_on_enter:
            event.stop()
            event.prevent_default()
            self._post_edit()
            self.post_message(self.Submitted(self, self.text))
            self._held = []
            self.set_timer(HELD_SECONDS, self._release)

    async def on_paste(self, event: events.Paste) -> None:
        """Insert what was pasted, all lines of it, cleaned."""
        if self._held is not None:
            self._hold(event, self._held)
            return
        event.stop()
        event.prevent_default()
        self._put(broken(clean(event.text)))

    def action_undo(self) -> None:
        """Take back typing that waits for Enter. The key is the page's where the field is empty.

        It is that, too, where the field became empty by this key: what was there before stays gone.
        """
        typed = self.text
        if not self.files_on_enter or (not typed and self._emptied):
            raise SkipAction
        super().action_undo()
        self._emptied = not self.text
        if not typed and not self.text:
            raise SkipAction
        if self.text == typed:
            self.post_message(self.NothingToUndo(self))

    def action_redo(self) -> None:
        """Type again what was taken back."""
        typed = self.text
        super().action_redo()
        if self.text == typed and self.files_on_enter:
            self.post_message(self.NothingToRedo(self))

    def action_new_line(self) -> None:
        """Begin a new line."""
        self._put("\n")

    def action_leave_key(self) -> None:
        """Leave a key to the page."""
        raise SkipAction

    def action_document_end(self, direction: Literal[-1, 1]) -> None:
        """Go to the beginning (-1) or the end (1) of the text."""
        self.move_cursor((0, 0) if direction < 0 else self.document.end)

    def action_cursor_up(self, select: bool = False) -> None:
        """Go one line up; in the first line say so."""
        if not select and self.wrapped_document.location_to_offset(self.cursor_location).y == 0:
            self._post_edit()
            self.post_message(self.Edge(self, -1))
            return
        super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Go one line down; in the last line say so."""
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        if not select and row >= self.wrapped_document.height - 1:
            self._post_edit()
            self.post_message(self.Edge(self, 1))
            return
        super().action_cursor_down(select)

    @on(TextArea.Changed)
    def _text_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._emptied = self._emptied and not self.text
        self._break_long_line()
        self._fit_height()
        self._post_edit()

    def on_resize(self) -> None:
        """Fit the height to what is wrapped anew."""
        self.call_after_refresh(self._fit_height)

    def _put(self, text: str) -> None:
        """Put text in the place of the selection."""
        result = self.replace(text, *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)

    def _post_edit(self) -> None:
        """Post the text unless it was posted already."""
        text = self.text
        if text != self._posted:
            self._posted = text
            self.post_message(self.Edited(self, text))

    @staticmethod
    def _hold(event: events.Key | events.Paste, held: list[events.Key | events.Paste]) -> None:
        event.stop()
        event.prevent_default()
        held.append(event)

    def _release(self) -> None:
        """Let the keys through that waited."""
        held, self._held = self._held or [], None
        for event in held:
            again = event.copy() if isinstance(event, events.Key) else events.Paste(event.text)
            self.post_message(again)

    def _break_long_line(self) -> None:
        """Break the line under the cursor when it has become too long."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if len(line) > LONGEST_LINE:
            place = len(_parts(line)[0])
            self.insert("\n", (row, place))
            if column >= place:
                self.move_cursor((row + 1, column - place))

    @property
    def lines_in_sight(self) -> tuple[int, int]:
        """The first and the last line of the text that are in sight, from 1; wrapped ones in part."""
        top = round(self.scroll_y)
        first, last = (
            self.wrapped_document.offset_to_location(Offset(0, y))[0]
            for y in (top, top + max(self.size.height, 1) - 1)
        )
        return first + 1, last + 1

    def show_hint(self, text: str) -> None:
        """Show a text as long as the field is empty."""
        self.placeholder = Hint(clean(text))

    def set_rows(self, rows: int, most_rows: int) -> None:
        """Stand `rows` high at rest and `most_rows` at the most; equal ones never move what is around."""
        self.rows, self.most_rows = rows, most_rows
        self._fit_height()

    def _fit_height(self) -> None:
        if not self.files_on_enter:
            return
        wanted = min(max(self.wrapped_document.height, self.rows), self.most_rows)
        if self.styles.height is None or self.styles.height.value != wanted:
            self.styles.height = wanted
            self.call_after_refresh(self.scroll_cursor_visible)
