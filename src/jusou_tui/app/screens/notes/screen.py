"""Notes: all of them, by kind or by words; one can be changed, deleted, ticked off."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from jusou_tui.app.meeting_text.entry_rows import entry_rows
from jusou_tui.app.shell.commands import Command, bindings
from jusou_tui.app.shell.common_commands import BACK, EDIT, FILTER, REMOVE, SCHEDULE, SESSION_COMMANDS, TICK
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.shell.styles import BASE_STYLES
from jusou_tui.app.widgets.choice import Choice
from jusou_tui.app.widgets.entry_bar import EntryBar
from jusou_tui.app.widgets.entry_list import EntryList
from jusou_tui.app.widgets.line_input import LineInput
from jusou_tui.app.widgets.status_line import TopLine
from jusou_tui.live import entries
from jusou_tui.live.entries import Entry
from jusou_tui.wording import t
from jusou_tui.wording.labels import kind_options

ALL = "all"
EDITING = (
    Command("keep_edit", "app.edit_keep", "app.edit_help", ("enter",), rank=0, primary=True),
    Command("leave_field", "app.edit_drop", "app.leave_field_help", ("escape",), rank=1),
)


class NotesScreen(SessionScreen):
    """A list, a filter above it, the field below it."""

    CSS_PATH = [
        BASE_STYLES,
        Path(__file__).with_name("screen.tcss"),
    ]  # the second note-taker's page is one, too
    PAGE = "notes"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        SCHEDULE,
        EDIT,
        REMOVE,
        TICK,
        Command("keep_back", "programme.keep_back", "programme.keep_back_help", ("f7",), ("k",)),
        FILTER,
        BACK.but(keys=("f9", "f3")),
        *SESSION_COMMANDS,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    def body(self) -> ComposeResult:
        """Yield filter, list and field."""
        yield TopLine(id="top")
        with Horizontal(id="filter"):
            yield Static(t("app.filter"), classes="label", markup=False)
            yield Choice(
                [(ALL, t("common.all")), *kind_options()],
                ALL,
                id="kind",
            )
            yield LineInput(placeholder=t("app.filter_hint"), id="words")
            yield Static(t("app.filter_keys"), id="filter-keys", markup=False)
        yield EntryList(roomy=True, id="list")
        yield Static(t("app.notes_none"), id="none", markup=False)
        yield EntryBar(entries.drafted(self.live), self.authors, id="entry")

    def on_mount(self) -> None:
        """Show the notes and begin in the list, where there is one."""
        super().on_mount()
        step = self.meeting.step
        self.query_one(TopLine).show(
            step.heading,
            t("app.notes"),
        )
        self.show_entries()
        if self.query_one("#list").display:
            self.query_one("#list").focus()
        else:
            self.focus_entry()

    def show_entries(self) -> None:
        """Show what the filter lets through."""
        kind = self.query_one("#kind", Choice).value
        words = self.query_one("#words", LineInput).value.split()
        lines = entry_rows(self.live, entries.listed(self.live, None if kind == ALL else kind))
        found = [line for line in lines if all(part in f"{line.text} {line.author}" for part in words)]
        self.query_one("#list", EntryList).show(found)
        self.query_one("#list").display = bool(found)
        self.query_one("#none").display = not found
        self.query_one("#none", Static).update(
            t("app.notes_not_found") if lines or kind != ALL else t("app.notes_none")
        )

    @on(Choice.Changed, "#kind")
    @on(LineInput.Changed, "#words")
    def _filtered(self) -> None:
        self.show_entries()

    @on(EntryList.Chosen)
    def _chosen(self, event: EntryList.Chosen) -> None:
        self._edit(event.id)

    def action_edit(self) -> None:
        """Take the marked note into the field."""
        if marked := self.query_one("#list", EntryList).highlighted_key:
            self._edit(marked)

    def _edit(self, record_id: str) -> None:
        entry = entries.entry_of(self.live, record_id)
        if entry is None:
            return
        bar = self.query_one(EntryBar)
        if bar.entry.text.strip() and bar.entry.editing != record_id:
            self.host.say(t("app.edit_busy"))
            self.focus_entry()
            return
        bar.show(entry)
        entries.keep_draft(self.meeting, entry)
        self.focus_entry()
        self.refresh_keys()

    def commands(self) -> Iterable[Command]:
        """Return the commands; while a note is being changed, how to keep or to drop the change."""
        editing = any(bar.entry.editing for bar in self.query(EntryBar))
        return EDITING if editing else self.PAGE_COMMANDS

    def action_keep_edit(self) -> None:
        """Keep the changed note, as Enter does in the field."""
        bar = self.query_one(EntryBar)
        if bar.entry.text.strip():
            bar.post_message(EntryBar.Filed(bar.typed))

    def after_change(self) -> None:
        """Show the keys that make sense now."""
        super().after_change()
        self.refresh_keys()

    def action_remove(self) -> None:
        """Delete the marked note; undo brings it back."""
        marked = self.query_one("#list", EntryList).highlighted_key
        if marked is None:
            return
        if marked in self.live.book.session.notes:
            self.live.book.notes.delete(marked)
        elif marked in self.live.book.session.todos:
            self.live.book.todos.delete(marked)
        self.host.say(t("common.removed"))
        self.show_entries()

    def action_tick(self) -> None:
        """Tick a ToDo off, or on again."""
        marked = self.query_one("#list", EntryList).highlighted_key or ""
        todo = self.live.book.session.todos.get(marked)
        note = self.live.book.session.notes.get(marked)
        if note is not None and note.kept:
            self.live.book.notes.settle(marked, note.settled is None)
        elif todo is None:
            self.host.say(t("app.tick_only_todo"))
            return
        else:
            self.live.book.todos.tick(marked, todo.done is None)
        self.show_entries()

    def action_keep_back(self) -> None:
        """Keep a topic back for the end of the meeting, or no longer."""
        marked = self.query_one("#list", EntryList).highlighted_key or ""
        note = self.live.book.session.notes.get(marked)
        if note is None:
            self.host.say(t("programme.keep_only_note"))
            return
        self.live.book.notes.keep_back(marked, not note.kept)
        self.host.say(t("programme.let_go_now") if note.kept else t("programme.kept_now"))
        self.show_entries()

    def action_filter(self) -> None:
        """Go to the filter's words, from there to its kinds."""
        words = self.query_one("#words")
        (self.query_one("#kind") if words.has_focus else words).focus()

    def action_leave_field(self) -> None:
        """Esc: out of the field, out of an edit, then back to the meeting."""
        bar = self.query_one(EntryBar)
        if bar.entry.editing is not None:
            bar.show(Entry())
            entries.keep_draft(self.meeting, bar.entry)
            self.refresh_keys()
            self.query_one("#list").focus()
        elif self.focused is not None and self.focused.id != "list" and self.query_one("#list").display:
            self.query_one("#list").focus()
        else:
            self.action_back()
