"""A page of one list: the highlighted row, its fields, and the page's field with the caret."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import events, getters, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from jusou_tui.app.drawing.row_models import ListRow, MenuChoice
from jusou_tui.app.meeting_text.entry_rows import EntryRows
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import TICK, Command
from jusou_tui.app.shell.note_bar import NoteBar
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.widgets.entry_list import EntryList
from jusou_tui.app.widgets.fields import Choice, LineInput
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.app.widgets.search_field import SearchField
from jusou_tui.app.widgets.selectable_view import SelectableView
from jusou_tui.live import entries
from jusou_tui.live.fields import Editing, Fields
from jusou_tui.live.session import LiveSession
from jusou_tui.text.search import Finder
from jusou_tui.wording import t
from jusou_tui.wording.values import kind_options

EDITING = (
    Command("file", "app.edit_keep", "app.edit_keep_help", keys.TAKE, rank=0, primary=True),
    Command("escape", "app.edit_drop", "app.edit_drop_help", keys.BACK, rank=1),
)
"""What the key bar shows while a note is being changed."""


class ListScreen(SessionScreen):
    """A page with one list in its body; a Static `#none` may stand in place of an empty list.

    Subclasses show the rows in `show_list`; those with fields name them in FIELDS, show them in
    `show_highlighted` and take what is typed in `type_field`.
    """

    FIELDS: ClassVar[tuple[str, ...]] = ()
    """The ids of the fields (LineInput or NoteArea) in which the highlighted row is edited."""

    def __init__(self) -> None:
        super().__init__()
        self.editing = Editing()

    listing = getters.query_one(SelectableView)
    note_bar = getters.query_one(NoteBar)

    @property
    def highlighted_key(self) -> str:
        """The key of the highlighted row, "" where none is."""
        return self.listing.highlighted_key or ""

    def prepare(self) -> None:
        """Show the list and begin in the page's field, else in the list."""
        super().prepare()
        self.show_entries()
        self.focus_start()

    def focus_start(self) -> None:
        """Put the caret into the page's field; where nothing may be written go to the list."""
        if self.page_field is not None:
            self.listing.take_no_focus()
            self.focus_field()
        else:
            self.listing.focus()

    @property
    def marked_rows(self) -> SelectableView[Any]:
        """The list."""
        return self.listing

    def commands(self) -> Iterable[Command]:
        """Return the commands; while a filed record is being changed, how to keep or to drop the change."""
        return EDITING if self.is_editing else super().commands()

    def show_list(self) -> None:
        """Show the rows, and what the page says of all of them."""
        raise NotImplementedError

    def show_highlighted(self, *, anew: bool = False) -> None:
        """Show what belongs to the highlighted row; `anew`: also in the field in which someone types."""

    def show_entries(self) -> None:
        """Show the list again: another page may have changed it."""
        self.show_list()
        self.show_highlighted()

    def after_change(self) -> None:
        """Show what a key changed, also in the field in which someone types."""
        self.editing.end()
        self.show_list()
        self.show_highlighted(anew=True)

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Show rows in the page's list: of a search what it finds, the first highlighted where none was."""
        for search in self.query(SearchField):
            rows = search.find(rows, lambda row: (row.name, row.text, row.detail, row.right))
        self.query_one(RowList).show(rows, rows[0].key if rows else None)
        self.show_emptiness(not rows)

    def show_emptiness(self, is_empty: bool) -> None:
        """Show the list, or the sentence in place of an empty one."""
        for sentence in self.query("#none").results(Static):
            sentence.display = is_empty
            self.listing.display = not is_empty

    def show_fields(self, fields: Fields, *, anew: bool = False) -> None:
        """Show the text of each field; one in which someone types stays as it is, unless `anew`."""
        with self.prevent(LineInput.Changed, NoteArea.Edited, NoteArea.Changed):
            for name in self.FIELDS:
                field, text = self.query_one(f"#{name}"), fields[name].text()
                if field.has_focus and not anew:
                    continue
                if isinstance(field, NoteArea) and field.text != text:
                    field.load(text)
                elif isinstance(field, LineInput) and field.value != text:
                    field.value = text

    def type_field(self, name: str, text: str) -> None:
        """Take what was typed into a field of the highlighted row."""

    def _take_typed(self, field: Widget, text: str) -> None:
        """Take what was typed; a message of a field that was left may be about another row."""
        if field.id in self.FIELDS and field.has_focus:
            self.type_field(field.id or "", text)

    def on_key(self, event: events.Key) -> None:
        """Tab: behind the fields of the entry that is typed one is where the page begins."""
        if event.key == "tab" and any(bar.due_field.has_focus for bar in self.query(NoteBar)):
            event.stop()
            event.prevent_default()
            self.focus_start()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Each visit to a field is an edit of its own."""
        self.editing.enter(event.widget.id)

    @on(SelectableView.Highlighted)
    def _moved(self) -> None:
        self.editing.end()
        self.show_highlighted(anew=True)

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        if isinstance(event.input, SearchField):
            self.show_entries()
        else:
            self._take_typed(event.input, event.value)

    @on(NoteBar.Recorded)
    def _mark_record(self, event: NoteBar.Recorded) -> None:
        """Mark what was just filed, once it is in the list: Del and the menu mean that one."""
        self.call_later(self.listing.highlight, event.record)

    @on(LineInput.Submitted, "#words")
    def _searched(self) -> None:
        """Enter in the words of a filter: what was found stays, the caret goes back to the page's field."""
        self.focus_field()

    @on(NoteArea.Edited)
    def _typed_text(self, event: NoteArea.Edited) -> None:
        self._take_typed(event.area, event.text)

    @on(SelectableView.Chosen)
    def _chosen(self) -> None:
        takes = (one for one in self.PAGE_COMMANDS if one.meaning is keys.TAKE)
        if self.looks_on and any(one.is_refused_to_onlookers for one in takes):
            self.host.say(t("recover.looking"))
        else:
            self.edit_highlighted()

    def edit_highlighted(self) -> None:
        """Enter on the highlighted row: take its record into the note field."""
        self.action_edit()

    def action_edit(self) -> None:
        """Take the highlighted note or ToDo into the note field, unless another text is in it."""
        self.note_bar.edit(self.highlighted_key)
        self.refresh_keys()

    @property
    def is_editing(self) -> bool:
        """Whether a filed record is being changed in the note field."""
        return any(bar.is_editing for bar in self.query(NoteBar))

    def action_remove(self) -> None:
        """Delete the highlighted note or ToDo; undo brings it back. While one is changed do nothing."""
        if self.is_editing:
            raise SkipAction
        if entries.remove(self.live, self.highlighted_key):
            self.host.say(t("common.removed"))
            self.show_entries()

    def action_keep_private(self) -> None:
        """Mark the highlighted note or ToDo as private, or no longer."""
        is_private = entries.keep_private(self.live, self.highlighted_key)
        if is_private is not None:
            self.host.say(t("app.private_now") if is_private else t("app.public_now"))
            self.show_entries()

    def action_tick(self) -> None:
        """Tick a ToDo off, settle a topic that was kept back, or undo that."""
        if entries.tick(self.live, self.highlighted_key):
            self.show_entries()
        elif self.highlighted_key:
            self.host.say(t("app.tick_only_todo"))

    def menu_choices(self) -> Sequence[MenuChoice]:
        """Return what the menu offers for the highlighted row: nothing is ticked off that has no state."""
        found = super().menu_choices()
        has_state = entries.has_state(self.live, self.highlighted_key)
        return found if has_state else [one for one in found if one.id != TICK.action]

    def step_back(self) -> bool:
        """Leave an edit as it was filed, else go back to where the page begins."""
        is_changed = any(bar.is_changed for bar in self.query(NoteBar))
        if any(bar.drop_edit() for bar in self.query(NoteBar)):
            if is_changed:
                self.host.say(t("app.edit_dropped"))
            self.focus_field()
            self.show_highlighted()
            self.refresh_keys()
            return True
        listing = self.listing
        if self.page_field is None and listing.focusable and self.focused not in (None, listing):
            listing.focus()
            return True
        return super().step_back()


ALL = "all"


class NotesPane(Vertical):
    """Shows what its filter lets through. Whoever changes a note calls `show`."""

    kind = getters.query_one("#kind", Choice)
    words = getters.query_one("#words", LineInput)
    listing = getters.query_one(EntryList)
    none = getters.query_one("#none", Static)

    def __init__(self, live: LiveSession) -> None:
        super().__init__(id="notes")
        self._live = live
        self._rows = EntryRows(live)
        self._finder = Finder()

    def compose(self) -> ComposeResult:
        """Yield the filter and the list."""
        with Horizontal(id="filter"):
            yield Static(t("app.filter"), classes="label", markup=False)
            yield Choice([(ALL, t("common.all")), *kind_options()], ALL, id="kind")
            yield LineInput(placeholder=t("app.filter_hint"), waits=True, id="words")
            yield Static(t("app.filter_keys"), id="filter-keys", markup=False)
        yield EntryList(roomy=True, id="list")
        yield Static(t("app.notes_none"), id="none", markup=False)

    def show(self) -> None:
        """Show the notes as they are now."""
        kind = self.kind.value
        lines = self._rows.rows(entries.listed(self._live, None if kind == ALL else kind))
        found = self._finder.find(self.words.value, lines, lambda line: (line.text, line.author))
        self.listing.show(found)
        self.listing.display = bool(found)
        self.none.display = not found
        self.none.update(t("app.notes_not_found") if lines or kind != ALL else t("app.notes_none"))

    @on(Choice.Changed)
    @on(LineInput.Changed)
    def _filtered(self) -> None:
        self.show()

    @property
    def highlighted_text(self) -> str:
        """What the highlighted note says."""
        key = self.listing.highlighted_key
        return next((one.text for one in self.listing.items if one.id == key), "")

    def go_to_filter(self) -> None:
        """Go to the filter's words, from there to its kinds."""
        (self.kind if self.words.has_focus else self.words).focus()

    def end_filter(self) -> bool:
        """Let everything through again. Return False where it does already."""
        if not self.words.value and self.kind.value == ALL:
            return False
        self.words.value, self.kind.value = "", ALL
        return True
