"""Checklist: what is to be done for a step, with owner, day and note; for a meeting also the memos."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from jusou_tui.app.screens.checklist import rows
from jusou_tui.app.shell.commands import Command, bindings
from jusou_tui.app.shell.common_commands import (
    BACK,
    NEXT_AUTHOR,
    NEXT_KIND,
    NOTES,
    PEOPLE,
    SCROLL_DOWN,
    SCROLL_UP,
    SHEETS,
    TODOS,
    session_commands,
)
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.shell.styles import BASE_STYLES
from jusou_tui.app.widgets.line_input import LineInput
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.prompt_card import PromptCard
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.app.widgets.status_line import TopLine
from jusou_tui.live.fields import item_fields
from jusou_tui.live.sheets import at_hand, open_or_start
from jusou_tui.session.programme.checklist import Item, items_of
from jusou_tui.session.programme.progress import base_of
from jusou_tui.wording import t

FIELDS = ("owner", "due", "note")


class ChecklistScreen(SessionScreen):
    """The lines above, the marked one's explanation and fields below. What is typed counts at once."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "checklist"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        PEOPLE,
        NOTES.but(rank=4),
        Command("fields", "programme.write", "programme.write_help", ("f4",), ("i",), rank=2),
        Command("tick_item", "app.tick", "programme.tick_help", ("f6",), ("t", " "), rank=1),
        SHEETS.but(rank=3),
        TODOS.but(rank=5),
        SCROLL_DOWN.but(keys=("ctrl+down",)),
        SCROLL_UP.but(keys=("ctrl+up",), help="app.scroll_help"),
        BACK,
        *session_commands(NEXT_AUTHOR, NEXT_KIND),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    def body(self) -> ComposeResult:
        """Yield the lines, the explanation, the fields."""
        yield TopLine(id="top")
        yield RowList(id="items")
        with Vertical(id="below"):
            yield PromptCard(id="detail")
            with Horizontal(id="who-when"):
                yield Static(t("app.todo_owner"), classes="label", markup=False)
                yield LineInput(placeholder=t("app.todo_owner_hint"), id="owner")
                yield Static(t("app.todo_due"), classes="label", markup=False)
                yield LineInput(placeholder=t("app.todo_due_hint"), id="due")
                yield Static("", id="due-said", markup=False)
            yield NoteArea(
                placeholder=t("programme.note_hint"), files_on_enter=False, id="note", classes="note"
            )

    def on_mount(self) -> None:
        """Show the lines and begin in them."""
        super().on_mount()
        self.query_one("#detail").can_focus = False
        self._show()
        self.query_one("#items").focus()
        self.call_after_refresh(self._show_marked)

    def show_entries(self) -> None:
        """Show it again: another page may have changed it."""
        self._show()

    def after_change(self) -> None:
        """Show what a key changed."""
        self._show(anew=True)

    def _show(self, *, anew: bool = False) -> None:
        step = self.meeting.step
        self.query_one(TopLine).show(
            step.heading,
            t("programme.checklist"),
        )
        items = rows.item_rows(self.live, step)
        first = next((row.key for row in items), None)
        self.query_one("#items", RowList).show(items, first)
        self._show_marked(anew=anew)

    @property
    def _marked(self) -> Item | None:
        key = self.query_one("#items", RowList).highlighted_key
        return next(
            (one for one in items_of(self.live.book.session, self.meeting.step) if one.key == key), None
        )

    def _show_marked(self, *, anew: bool = False) -> None:
        """Show the marked line's explanation and fields; a field in which someone types stays as it is."""
        item = self._marked
        self.query_one("#below").display = item is not None
        if item is None:
            return
        self.query_one("#detail", PromptCard).show(rows.item_detail(self.live, self.meeting.step, item), None)
        self.query_one("#who-when").display = item.tickable
        fields = item_fields(self.meeting, item)
        note = self.query_one("#note", NoteArea)
        with self.prevent(LineInput.Changed, NoteArea.Edited, NoteArea.Changed):
            for name in ("owner", "due"):
                field = self.query_one(f"#{name}", LineInput)
                if (anew or not field.has_focus) and field.value != fields[name].text():
                    field.value = fields[name].text()
            if (anew or not note.has_focus) and note.text != fields["note"].text():
                note.load(fields["note"].text())
        self.query_one("#due-said", Static).update(fields["due"].wrong())

    @on(RowList.Highlighted)
    def _moved(self) -> None:
        self._show_marked()

    @on(RowList.Chosen)
    def _chosen(self) -> None:
        self.action_fields()

    @on(LineInput.Changed)
    def _typed(self, event: LineInput.Changed) -> None:
        self._take(event.input.id or "", event.value)

    @on(NoteArea.Edited)
    def _typed_note(self, event: NoteArea.Edited) -> None:
        self._take("note", event.text)

    def _take(self, name: str, text: str) -> None:
        item = self._marked
        if item is not None and name in FIELDS:
            item_fields(self.meeting, item)[name].type(text)
            self._show()

    @on(LineInput.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    @on(NoteArea.Edge)
    def _left_note(self, event: NoteArea.Edge) -> None:
        if event.direction < 0:
            self.focus_previous()

    def action_tick_item(self) -> None:
        """Tick the marked line off, or on again."""
        item = self._marked
        if item is None:
            return
        if not item.tickable:
            self.host.say(t("programme.tick_not_here"))
            return
        self.live.book.checklist.tick(self.meeting.step.id, item, not item.done)
        self._show()

    def action_sheets(self) -> None:
        """Open the sheet of the marked line; where there is none or a choice, show the list."""
        item = self._marked
        base, _ = base_of(self.live.curriculum, self.meeting.step.id)
        wanted = at_hand(self.meeting, base, item.activity) if item is not None and item.activity else []
        sheet = open_or_start(self.meeting, wanted[0]) if len(wanted) == 1 else None
        if sheet is None:
            self.host.show_page("sheets")
            return
        if sheet != self.live.view.sheet:
            self.live.book.set_view(sheet=sheet, cell=None)
        self.host.show_page("sheet")

    def action_fields(self) -> None:
        """Go to the marked line's first field."""
        if item := self._marked:
            self.query_one("#owner" if item.tickable else "#note").focus()

    def action_scroll(self, lines: int) -> None:
        """Scroll the explanation."""
        self.query_one("#detail", PromptCard).scroll_lines(2 * lines)

    def action_leave_field(self) -> None:
        """Esc: out of a field into the list, from there back."""
        items = self.query_one("#items")
        if self.focused is not None and self.focused is not items:
            items.focus()
            self._show_marked()
        else:
            self.action_back()
