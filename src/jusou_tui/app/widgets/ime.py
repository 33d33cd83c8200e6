"""The terminal cursor follows the field's cursor, so that an IME shows its candidates where one types.

Textual puts the terminal cursor at `App.cursor_position`, and only when something is painted. It forgets to
move it when a layout moves the field, and at the first focus.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeGuard

from textual import events
from textual.app import App
from textual.geometry import Offset, Region
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from jusou_tui.app.theme import ThemedApp
from jusou_tui.text.terminal import clean

if TYPE_CHECKING:
    from textual.widgets import TextArea


class _Field(Protocol):
    """What a field with a cursor has; both `TextArea` and `Input` do."""

    @property
    def app(self) -> App[Any]: ...
    @property
    def screen(self) -> Screen[Any]: ...
    @property
    def has_focus(self) -> bool: ...
    @property
    def content_region(self) -> Region: ...
    @property
    def cursor_screen_offset(self) -> Offset: ...
    def refresh(self, *regions: Region) -> object: ...
    def place_cursor(self) -> None: ...


class Marked(Protocol):
    """A widget that marks one of its parts."""

    @property
    def marked_at(self) -> Offset:
        """Where on the screen the part begins that the next key acts on."""
        ...


def acts_at(widget: Widget | None, in_field: Offset) -> Offset:
    """Return where on the screen the next key acts, for whoever follows the terminal cursor: a screen reader.

    Of a field that is `in_field`, where its cursor is; without focus, too. Of a widget that marks something
    it is that, of any other its beginning.
    """
    if widget is None or isinstance(widget, ImeCursor):
        return in_field
    marked: Offset | None = getattr(widget, "marked_at", None)
    return widget.content_region.offset if marked is None else marked


class CursorApp(ThemedApp):
    """An app whose terminal cursor stands where the next key acts."""

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal cursor stands. Fields set it; elsewhere it follows the focus."""
        return acts_at(self.screen.focused if self.screen_stack else None, self._cursor_in_field)

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        self._cursor_in_field = place


class ImeCursor:
    """For fields: call `follow_layout` when mounted and `place_cursor` when the cursor may have moved."""

    HAS_LINES: ClassVar[bool] = False
    """Whether it takes several lines of text."""

    def follow_layout(self: _Field) -> None:
        """Place the cursor again after each layout of the screen."""
        self.screen.screen_layout_refresh_signal.subscribe(
            self,  # type: ignore[arg-type] # a field is a node
            lambda _: self.place_cursor(),
        )

    def place_cursor(self: _Field) -> None:
        """Put the terminal cursor where the field's cursor is, painting its line so that it goes there.

        A cell alone would cut a wide letter in two: that of a placeholder, or of a notification over it.
        """
        if not self.has_focus:
            return
        place = self.cursor_screen_offset
        if place == self.app.cursor_position:
            return
        self.app.cursor_position = place
        line = place.y - self.content_region.y
        self.refresh(Region(0, line, self.content_region.width, 1))


def takes_text(widget: object) -> TypeGuard[Input | TextArea]:
    """Return whether one types into a widget, into one line or several."""
    return isinstance(widget, Input | ImeCursor)


def typed_text(event: events.Key) -> str:
    """Return the text that a key types, "" for a key that types none: a letter with Alt is not text."""
    if event.key.startswith("alt+"):
        return ""
    return event.character or "" if event.is_printable else unprintable_text(event)


def unprintable_text(event: events.Key) -> str:
    """Return what a key types that Textual leaves out, "" for other keys.

    Python calls unprintable: a full-width space, a private-use character (a town's own ideograph, 外字) and
    an ideograph newer than its tables.
    """
    character = event.character or ""
    if len(character) != 1 or character.isprintable():
        return ""
    return clean(character) if unicodedata.category(character) in {"Zs", "Co", "Cn"} else ""
