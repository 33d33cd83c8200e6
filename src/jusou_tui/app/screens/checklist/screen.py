"""Checklist: what is to be done for a step, with owner, day and note; for a meeting also the memos."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from jusou_tui.app.screens.checklist import rows
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import (
    BACK,
    NEXT_AUTHOR,
    NEXT_KIND,
    NOTES,
    PEOPLE,
    SCROLL_DOWN,
    SCROLL_UP,
    SHEETS,
    TODOS,
    Command,
    bindings,
    session_commands,
)
from jusou_tui.app.shell.keys import Group, in_menu, only_in_palette
from jusou_tui.app.shell.list_screen import ListScreen
from jusou_tui.app.shell.screen import BASE_STYLES
from jusou_tui.app.widgets.fields import LineInput
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.prompt_card import PromptCard
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.live.fields import item_fields
from jusou_tui.live.worksheets.sheets import of_activity, open_or_start
from jusou_tui.session.programme.checklist import ChecklistItem
from jusou_tui.session.programme.run_steps import base_of
from jusou_tui.wording import t


class ChecklistScreen(ListScreen):
    """The lines above, the highlighted one's explanation and fields below. What is typed counts at once."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "checklist"
    FIELDS = ("owner", "due", "note")
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        PEOPLE,
        NOTES.but(rank=4),
        Command("fields", "programme.write", "programme.write_help", keys.TAKE, rank=2, unconverted=("f4",)),
        Command("tick_item", "app.tick", "programme.tick_help", keys.DONE, rank=1, unconverted=("f6",)),
        SHEETS.but(meaning=in_menu(Group.PAGES), rank=3, unconverted=("f5",)),
        TODOS.but(rank=5),
        SCROLL_DOWN.but(meaning=only_in_palette(Group.ROW), unconverted=("ctrl+down",)),
        SCROLL_UP.but(meaning=only_in_palette(Group.ROW), unconverted=("ctrl+up",)),
        BACK,
        *session_commands(NEXT_AUTHOR, NEXT_KIND),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    detail = getters.query_one("#detail", PromptCard)

    def body(self) -> ComposeResult:
        """Yield the lines, the explanation, the fields."""
        yield TopLine(id="top")
        yield RowList(id="items")
        with Vertical(id="below"):
            yield PromptCard(id="detail")
            with Horizontal(id="who-when"):
                yield Static(t("app.todo_owner"), classes="label", markup=False)
                yield LineInput(placeholder=t("common.name"), id="owner")
                yield Static(t("app.todo_due"), classes="label", markup=False)
                yield LineInput(placeholder=t("app.todo_due_hint"), id="due")
                yield Static("", id="due-remark", markup=False)
            yield NoteArea(
                placeholder=t("programme.note_hint"),
                files_on_enter=False,
                id="note",
                classes="note page-field",
            )

    def prepare(self) -> None:
        """Show the lines and begin in them."""
        super().prepare()
        self.detail.can_focus = False
        self.after_refresh(self.show_highlighted)

    def show_list(self) -> None:
        """Show the lines."""
        step = self.meeting.step
        self.query_one(TopLine).show(step.heading, t("programme.checklist"))
        self.show_rows(rows.item_rows(self.live, step))

    @property
    def _highlighted(self) -> ChecklistItem | None:
        items = rows.items(self.live, self.meeting.step)
        return next((one for one in items if one.key == self.highlighted_key), None)

    def show_highlighted(self, *, anew: bool = False) -> None:
        """Show the line's explanation and fields; a field in which someone types stays as it is."""
        item = self._highlighted
        self.query_one("#below").display = item is not None
        if item is None:
            return
        self.detail.show(rows.item_detail(self.live, self.meeting.step, item), None)
        self.query_one("#who-when").display = item.tickable
        fields = item_fields(self.meeting, item)
        self.show_fields(fields, anew=anew)
        self.query_one("#due-remark", Static).update(fields["due"].wrong())

    def type_field(self, name: str, text: str) -> None:
        """Take what was typed about the highlighted line."""
        if (item := self._highlighted) is not None:
            item_fields(self.meeting, item)[name].type(text, self.editing)
            self.show_entries()

    @on(LineInput.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def action_tick_item(self) -> None:
        """Tick the highlighted line off, or on again."""
        item = self._highlighted
        if item is None:
            return
        if not item.tickable:
            self.host.say(t("programme.tick_not_here"))
            return
        self.live.book.checklist.tick(self.meeting.step.id, item, not item.done)
        self.show_entries()

    def action_sheets(self) -> None:
        """Open the sheet of the highlighted line; where there is none or a choice, show the list."""
        item = self._highlighted
        base, _ = base_of(self.live.curriculum, self.meeting.step.id)
        wanted = of_activity(self.meeting, base, item.activity) if item is not None and item.activity else []
        self.open_sheet(open_or_start(self.meeting, wanted[0]) if len(wanted) == 1 else None)

    def edit_highlighted(self) -> None:
        """Enter on the highlighted line: go to its first field."""
        self.action_fields()

    def action_fields(self) -> None:
        """Go to the highlighted line's first field."""
        if item := self._highlighted:
            self.query_one("#owner" if item.tickable else "#note").focus()

    def action_scroll(self, lines: int) -> None:
        """Scroll the explanation."""
        self.detail.scroll_lines(2 * lines)
