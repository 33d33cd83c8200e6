"""ToDos: those of all steps in one list, by day; ticked off, changed, deleted, filtered."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from jusou_tui.app.screens.todos import rows
from jusou_tui.app.shell.commands import (
    BACK,
    EDIT,
    FILTER,
    KEEP_PRIVATE,
    NEXT_KIND,
    NOTES,
    REMOVE,
    TICK,
    Command,
    bindings,
    session_commands,
)
from jusou_tui.app.shell.list_screen import ListScreen
from jusou_tui.app.shell.note_bar import NoteBar
from jusou_tui.app.shell.screen import BASE_STYLES
from jusou_tui.app.widgets.entry_bar import EntryBar
from jusou_tui.app.widgets.fields import Choice, LineInput
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.live.entries import todos_due_text
from jusou_tui.wording import t


class TodosScreen(ListScreen):
    """Filters above, the list, the field below it."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "todos"
    SHOWS_TIME = False
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        NOTES,
        EDIT.but(help="programme.edit_todo_help"),
        FILTER.but(rank=4),
        TICK.but(rank=1),
        REMOVE.but(help="programme.remove_todo_help"),
        KEEP_PRIVATE,
        BACK,
        *session_commands(NEXT_KIND),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    state = getters.query_one("#state", Choice)
    owner = getters.query_one("#owner", Choice)
    words = getters.query_one("#words", LineInput)

    def body(self) -> ComposeResult:
        """Yield filters, list and field."""
        yield TopLine(id="top")
        with Horizontal(id="filter"):
            yield Choice([(key, t(name)) for key, name in rows.FILTERS.items()], rows.OPEN, id="state")
            yield Choice(rows.owners(self.live), rows.ANYONE, id="owner")
            yield LineInput(placeholder=t("app.filter_hint"), id="words")
        yield RowList(id="list")
        yield Static(t("programme.todos_none"), id="none", markup=False)
        yield NoteBar(self.live, kind="todo")

    def show_list(self) -> None:
        """Show what the filters let through."""
        todos = rows.todo_rows(self.live, self.state.value, self.owner.value, self.words.value)
        text, style = todos_due_text(self.live)
        right = [(text, "muted" if style == "muted" else f"strong-{style}")] if text else []
        self.query_one(TopLine).show(self.live.book.meta.title, t("programme.todos"), right)
        self.show_rows(todos)
        self._begin_a_todo()

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

    def action_filter(self) -> None:
        """Go to the filters."""
        self.state.focus()
