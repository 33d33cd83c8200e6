"""ToDos: those of all steps in one list, by day; ticked off, changed, deleted, filtered."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from jusou_tui.app.screens.todos import rows
from jusou_tui.app.shell.commands import Command, bindings
from jusou_tui.app.shell.common_commands import (
    BACK,
    EDIT,
    FILTER,
    NEXT_KIND,
    NOTES,
    REMOVE,
    TICK,
    session_commands,
)
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.shell.styles import BASE_STYLES
from jusou_tui.app.widgets.choice import Choice
from jusou_tui.app.widgets.entry_bar import EntryBar
from jusou_tui.app.widgets.line_input import LineInput
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.app.widgets.status_line import TopLine
from jusou_tui.live import entries
from jusou_tui.live.entries import Entry
from jusou_tui.live.todos_due import todos_due_text
from jusou_tui.wording import t


class TodosScreen(SessionScreen):
    """Filters above, the list, the field below it."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "todos"
    TELLS_TIME = False
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        NOTES,
        EDIT.but(help="programme.edit_todo_help"),
        FILTER.but(rank=4),
        TICK.but(letters=("t", " "), rank=1),
        REMOVE.but(help="programme.remove_todo_help"),
        BACK,
        *session_commands(NEXT_KIND),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    def body(self) -> ComposeResult:
        """Yield filters, list and field."""
        yield TopLine(id="top")
        with Horizontal(id="filter"):
            yield Choice([(key, t(name)) for key, name in rows.FILTERS.items()], rows.OPEN, id="state")
            yield Choice(rows.owners(self.live), rows.ANYONE, id="owner")
            yield LineInput(placeholder=t("app.filter_hint"), id="words")
        yield RowList(id="list")
        yield Static(t("programme.todos_none"), id="none", markup=False)
        yield EntryBar(self._begun(), self.authors, id="entry")

    def _begun(self) -> Entry:
        entry = entries.drafted(self.live)
        return entry if entry.text.strip() else replace(entry, kind="todo")

    def on_mount(self) -> None:
        """Show the ToDos and begin in the list, where there is one."""
        super().on_mount()
        self.show_entries()
        if self.query_one("#list").display:
            self.query_one("#list").focus()
        else:
            self.focus_entry()

    def show_entries(self) -> None:
        """Show what the filters let through."""
        state, owner = self.query_one("#state", Choice).value, self.query_one("#owner", Choice).value
        words = self.query_one("#words", LineInput).value
        todos = rows.todo_rows(self.live, state, owner, words)
        text, style = todos_due_text(self.live)
        right = [(text, "muted" if style == "muted" else f"strong-{style}")] if text else []
        self.query_one(TopLine).show(self.live.book.meta.title, t("programme.todos"), right)
        self.query_one("#list", RowList).show(todos, todos[0].key if todos else None)
        self.query_one("#list").display = bool(todos)
        self.query_one("#none").display = not todos
        self._begin_a_todo()

    def after_change(self) -> None:
        """Show what a key changed."""
        self.show_entries()

    def _begin_a_todo(self) -> None:
        """An empty field is for a ToDo here."""
        bar = self.query_one(EntryBar)
        if not bar.entry.text.strip() and bar.entry.kind != "todo":
            bar.show(replace(bar.entry, kind="todo"))

    @on(Choice.Changed, "#state")
    @on(Choice.Changed, "#owner")
    @on(LineInput.Changed, "#words")
    def _filtered(self) -> None:
        self.show_entries()

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        self.action_edit()

    def action_edit(self) -> None:
        """Take the marked ToDo into the field."""
        marked = self.query_one("#list", RowList).highlighted_key
        entry = entries.entry_of(self.live, marked) if marked else None
        if entry is None:
            return
        bar = self.query_one(EntryBar)
        if bar.entry.text.strip() and bar.entry.editing != marked:
            self.host.say(t("app.edit_busy"))
        else:
            bar.show(entry)
            entries.keep_draft(self.meeting, entry)
        self.focus_entry()

    def action_tick(self) -> None:
        """Tick the marked ToDo off, or on again."""
        marked = self.query_one("#list", RowList).highlighted_key or ""
        todo = self.live.book.session.todos.get(marked)
        if todo is not None:
            self.live.book.todos.tick(marked, todo.done is None)
            self.show_entries()

    def action_remove(self) -> None:
        """Delete the marked ToDo; undo brings it back."""
        marked = self.query_one("#list", RowList).highlighted_key or ""
        if marked in self.live.book.session.todos:
            self.live.book.todos.delete(marked)
            self.host.say(t("common.removed"))
            self.show_entries()

    def action_filter(self) -> None:
        """Go to the filters."""
        self.query_one("#state").focus()

    def action_leave_field(self) -> None:
        """Esc: out of an edit, out of a field, then back."""
        bar, found = self.query_one(EntryBar), self.query_one("#list")
        if bar.entry.editing is not None:
            bar.show(Entry(kind="todo", author=bar.entry.author))
            entries.keep_draft(self.meeting, Entry(author=bar.entry.author))
            found.focus()
        elif self.focused is not None and self.focused is not found and found.display:
            found.focus()
        else:
            self.action_back()
