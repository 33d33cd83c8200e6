"""ToDos: those of all steps in one list, by day; ticked off, changed, deleted, filtered."""

from __future__ import annotations

from typing import ClassVar, Literal

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from jusou_tui.app.screens.todos import rows
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import (
    BACK,
    CHANGE_ROW,
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
from jusou_tui.live import entries
from jusou_tui.wording import t


class TodosScreen(ListScreen):
    """Filters above, the list, the field below it."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "todos"
    SHOWS_TIME = False
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        NOTES,
        EDIT.but(help="programme.edit_todo_help"),
        Command("add", "programme.add_todo", "programme.add_todo_help", keys.ADD),
        TICK.but(rank=1),
        REMOVE.but(help="programme.remove_todo_help"),
        Command("move_row(-1)", "common.up", "programme.todo_up_help", keys.MOVE_UP),
        Command("move_row(1)", "common.down", "programme.todo_down_help", keys.MOVE_DOWN),
        KEEP_PRIVATE,
        FILTER.but(rank=5),
        CHANGE_ROW.but(label="app.menu_title", help="app.menu_help", rank=4),
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
            yield LineInput(placeholder=t("app.filter_hint"), waits=True, id="words")
        yield RowList(id="list")
        yield Static(t("programme.todos_none"), id="none", markup=False)
        yield NoteBar(self.live, kind="todo")

    def show_list(self) -> None:
        """Show what the filters let through."""
        todos = rows.todo_rows(self.live, self.state.value, self.owner.value, self.words.value)
        text, style = entries.todos_due_text(self.live)
        right = [(text, "muted" if style == "muted" else f"strong-{style}")] if text else []
        self.query_one(TopLine).show_page(t("programme.todos"), self.live.book.meta.title, right)
        self.show_rows(todos)
        self._begin_a_todo()

    def _begin_a_todo(self) -> None:
        """An empty field is for a ToDo here."""
        bar = self.query_one(EntryBar)
        if not bar.entry.text.strip() and bar.entry.kind != "todo":
            bar.show(bar.entry._replace(kind="todo"))

    @on(Choice.Changed, "#state")
    @on(Choice.Changed, "#owner")
    @on(LineInput.Changed, "#words")
    def _filtered(self) -> None:
        self.show_entries()

    def action_filter(self) -> None:
        """Go to the words of the filter, from there to its choices."""
        (self.state if self.words.has_focus else self.owner if self.state.has_focus else self.words).focus()

    def step_back(self) -> bool:
        """Leave the field, then the filter."""
        return super().step_back() or self._end_filter()

    def _end_filter(self) -> bool:
        """Show the open ones of everybody again. Return False where they are shown already."""
        if not self.words.value and (self.state.value, self.owner.value) == (rows.OPEN, rows.ANYONE):
            return False
        self.words.value, self.state.value, self.owner.value = "", rows.OPEN, rows.ANYONE
        return True

    def action_add(self) -> None:
        """Begin a new ToDo; what is in the field is set aside for it."""
        is_kept = self.note_bar.begin_another()
        self.host.say(t("programme.todo_begun_aside" if is_kept else "programme.todo_begun"))
        self.focus_field()
        self.refresh_keys()

    def action_move_row(self, by: Literal[-1, 1]) -> None:
        """Move the marked ToDo among those of the same day."""
        listed = [row.key for row in self.query_one(RowList).items]
        if entries.move(self.live, self.highlighted_key, by, listed):
            self.show_entries()
        elif self.highlighted_key:
            self.host.say(t("programme.todo_by_day"))

    @property
    def marked_text(self) -> str:
        """The marked ToDo."""
        listed = self.query_one(RowList).items
        return next((row.text for row in listed if row.key == self.highlighted_key), "")
