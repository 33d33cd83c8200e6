"""A page of one list: the marked row, its fields, and how Esc leads back to the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.widgets import Static

from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.widgets.line_input import LineInput
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.row_list import Row, RowList
from jusou_tui.app.widgets.selectable_view import SelectableView


class ListScreen(SessionScreen):
    """A page with one list in its body; a Static `#none` may stand in place of an empty list.

    Subclasses show the rows in `show_list`; those with fields name them in FIELDS, show them in `show_marked`
    and take what is typed in `type_field`.
    """

    FIELDS: ClassVar[tuple[str, ...]] = ()
    """The ids of the fields (LineInput or NoteArea) in which the marked row is edited."""

    @property
    def listing(self) -> SelectableView[Any]:
        """The list."""
        return self.query_one(SelectableView)

    @property
    def marked_key(self) -> str:
        """The key of the marked row, "" where none is marked."""
        return self.listing.highlighted_key or ""

    def on_mount(self) -> None:
        """Show the list and begin in it, else in the note field."""
        super().on_mount()
        self.show_entries()
        self.begin()

    def begin(self) -> None:
        """Put the cursor into the list, where it is empty into the note field."""
        if self.listing.display:
            self.listing.focus()
        else:
            self.focus_entry()

    def show_list(self) -> None:
        """Show the rows, and what the page says of all of them."""
        raise NotImplementedError

    def show_marked(self, *, anew: bool = False) -> None:
        """Show what belongs to the marked row; `anew`: also in the field in which someone types."""

    def show_entries(self) -> None:
        """Show the list again: another page may have changed it."""
        self.show_list()
        self.show_marked()

    def after_change(self) -> None:
        """Show what a key changed, also in the field in which someone types."""
        self.show_list()
        self.show_marked(anew=True)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show rows in the page's RowList, the first one marked where none was."""
        self.query_one(RowList).show(rows, rows[0].key if rows else None)
        self.show_emptiness(not rows)

    def show_emptiness(self, is_empty: bool) -> None:
        """Show the list, or the sentence that stands in its place."""
        for sentence in self.query("#none").results(Static):
            sentence.display = is_empty
            self.listing.display = not is_empty

    def show_fields(self, value: Callable[[str], str], *, anew: bool = False) -> None:
        """Show `value(id)` in each field; one in which someone types stays as it is, unless `anew`."""
        with self.prevent(LineInput.Changed, NoteArea.Edited, NoteArea.Changed):
            for name in self.FIELDS:
                field, text = self.query_one(f"#{name}"), value(name)
                if field.has_focus and not anew:
                    continue
                if isinstance(field, NoteArea) and field.text != text:
                    field.load(text)
                elif isinstance(field, LineInput) and field.value != text:
                    field.value = text

    def type_field(self, name: str, text: str) -> None:
        """Take what was typed into a field of the marked row."""

    @on(SelectableView.Highlighted)
    def _moved(self) -> None:
        self.show_marked()

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        if event.input.id in self.FIELDS:
            self.type_field(event.input.id, event.value)

    @on(NoteArea.Edited)
    def _typed_text(self, event: NoteArea.Edited) -> None:
        if event.area.id in self.FIELDS:
            self.type_field(event.area.id, event.text)

    def action_leave_field(self) -> None:
        """Esc: out of a field into the list, from there back."""
        listing = self.listing
        if self.focused is not None and self.focused is not listing and listing.display:
            listing.focus()
            self.show_marked()
        else:
            self.action_back()
