"""Which kind of field a widget is, without loading the one of several lines: a first page may have none."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeGuard

from textual.widgets import Input

from jusou_tui.app.widgets.ime import ImeCursor

if TYPE_CHECKING:
    from textual.widgets import TextArea

    from jusou_tui.app.widgets.note_area import NoteArea


def takes_text(widget: object) -> TypeGuard[Input | TextArea]:
    """Return whether one types into a widget, into one line or several."""
    return isinstance(widget, Input | ImeCursor)


def is_area(widget: object) -> TypeGuard[NoteArea]:
    """Return whether a widget is a field of several lines."""
    return isinstance(widget, ImeCursor) and widget.HAS_LINES
