"""Checklist: what is to be done for a step, with owner, day and note; for a meeting also the memos."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from jusou_tui.app.screens.checklist import rows
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import (
    BACK,
    CHANGE_ROW,
    NEXT_AUTHOR,
    NEXT_KIND,
    NOTES,
    PEOPLE,
    SCROLL_DOWN,
    SCROLL_UP,
    TODOS,
    Command,
    bindings,
    session_commands,
)
from jusou_tui.app.shell.keys import Group, in_menu, only_in_palette
from jusou_tui.app.shell.list_screen import ListScreen
from jusou_tui.app.shell.screen import BASE_STYLES, WIDE, after_refresh
from jusou_tui.app.widgets.fields import LineInput
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.app.widgets.prompt_card import PromptCard
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.live.fields import LineDraft, item_fields
from jusou_tui.live.worksheets.sheets import of_activity, open_or_start
from jusou_tui.session.programme.checklist import ChecklistItem
from jusou_tui.session.programme.run_steps import base_of
from jusou_tui.wording import t

ADD = Command("add", "programme.add_line", "programme.add_line_help", keys.ADD, rank=4)
TICK_ITEM = Command("tick_item", "app.tick", "programme.tick_help", keys.DONE, rank=1)
ADD_LINE = Command(
    "add_line", "programme.add_line", "programme.add_other_line_help", in_menu(Group.ROW), writes=True
)
"""A line of one's own beside the visits of a fieldwork, for which the key is there."""


class ChecklistScreen(ListScreen):
    """The lines above, the highlighted one's explanation and fields below. What is typed counts at once."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE = "checklist"
    FIELDS = ("owner", "due", "note")
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        NOTES,
        Command("fields", "programme.write", "programme.write_help", keys.TAKE, rank=2, writes=True),
        TICK_ITEM,
        ADD,
        ADD_LINE,
        Command("clear", "programme.clear", "programme.clear_help", keys.REMOVE, rank=5),
        Command("sheets", "common.sheets", "programme.line_sheet_help", in_menu(Group.ROW)),
        CHANGE_ROW.but(label="app.menu_title", help="app.menu_help", rank=3),
        TODOS,
        PEOPLE,
        SCROLL_DOWN.but(meaning=only_in_palette(Group.PAGES)),
        SCROLL_UP.but(meaning=only_in_palette(Group.PAGES)),
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
                yield Static(t("app.todo_due"), classes="label", id="due-label", markup=False)
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
        after_refresh(self, self.show_highlighted)

    def show_list(self) -> None:
        """Show the lines."""
        self._show_top()
        self.show_rows(rows.item_rows(self.live, self.meeting.step))

    def on_resize(self) -> None:
        """Say which page it is in the room there is now."""
        after_refresh(self, self._show_top)

    def _show_top(self) -> None:
        """Say which page it is, of which step."""
        step = self.meeting.step
        heading = step.heading if self.app.size.width >= WIDE else step.label
        self.query_one(TopLine).show_page(t("programme.checklist"), heading)

    @property
    def _highlighted(self) -> ChecklistItem | None:
        items = rows.items(self.live, self.meeting.step)
        return next((one for one in items if one.key == self.highlighted_key), None)

    def show_highlighted(self, *, anew: bool = False) -> None:
        """Show the line's explanation and fields; a field in which someone types stays as it is."""
        item = self._highlighted
        self.refresh_keys()
        self.query_one("#below").display = item is not None
        if item is None:
            return
        self.query_one("#below").set_class(item.activity is None, "-plain")
        self.detail.show(rows.item_detail(self.live, self.meeting.step, item), None)
        self.query_one("#who-when").display = item.tickable
        fields = item_fields(self.meeting, item)
        self.show_fields(fields, anew=anew)
        is_visit = item.kind == "visit"
        self.query_one("#due-label", Static).update(t("common.when" if is_visit else "app.todo_due"))
        hint = t("programme.visit_when_hint" if is_visit else "app.todo_due_hint")
        self.query_one("#due", LineInput).placeholder = hint
        self._show_due_remark()

    def _show_due_remark(self) -> None:
        """Say beside the field that the day is not understood; why, once the field is left."""
        item = self._highlighted
        wrong = item_fields(self.meeting, item)["due"].wrong() if item is not None else ""
        self.query_one("#due-remark", Static).update(t("programme.due_not_read") if wrong else "")

    @on(events.DescendantBlur, "#due")
    def _say_what_is_wrong(self) -> None:
        """Say whole why the day that was typed is not understood."""
        item = self._highlighted
        if item is not None and (wrong := item_fields(self.meeting, item)["due"].wrong()):
            self.host.say(wrong, failed=True)

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
            self.host.say(t("programme.tick_not_here" if item.has_memo else "programme.tick_remark"))
            return
        self.live.book.checklist.tick(self.meeting.step.id, item, not item.done)
        self.show_entries()

    def action_sheets(self) -> None:
        """Open the sheet of the highlighted line; where there is none or a choice, show the list."""
        item = self._highlighted
        base, _ = base_of(self.live.curriculum, self.meeting.step.id)
        wanted = of_activity(self.meeting, base, item.activity) if item is not None and item.activity else []
        self.open_sheet(open_or_start(self.meeting, wanted[0]) if len(wanted) == 1 else None)

    def commands(self) -> Iterable[Command]:
        """Return the commands; the key that adds is for visits where the step is a fieldwork.

        A line without a state is not ticked off.
        """
        item = self._highlighted if self.is_whole else None
        own = [one for one in self.PAGE_COMMANDS if item is None or item.tickable or one is not TICK_ITEM]
        if self.meeting.step.kind != "fieldwork":
            return [one for one in own if one is not ADD_LINE]
        visit = ADD.but(label="programme.add_visit", help="programme.add_visit_help")
        return [visit if one is ADD else one for one in own]

    @property
    def marked_text(self) -> str:
        """The highlighted line."""
        return "" if (item := self._highlighted) is None else rows.line_text(self.live, item)

    def action_add(self) -> None:
        """Ask for a line of one's own; in a fieldwork for whom to visit."""
        if self.meeting.step.kind != "fieldwork":
            self.action_add_line()
            return
        book = self.live.book.checklist
        self._ask("visit", t("programme.visit_title"), t("programme.visit_hint"), book.add_visit)

    def action_add_line(self) -> None:
        """Ask for a line of one's own."""
        book = self.live.book.checklist
        self._ask("checklist-line", t("programme.line_title"), t("programme.line_hint"), book.add_line)

    def _ask(self, question: str, title: str, hint: str, add: Callable[[str, str], str]) -> None:
        """Ask for the words of a new line, mark it, and go to its owner."""
        from jusou_tui.app.plan_dialogs.line_dialog import LineDialog

        added: list[str] = []

        def take(typed: str) -> bool:
            added.append(add(self.meeting.step.id, typed))
            return True

        def closed(done: bool | None) -> None:
            if not done:
                return
            self.after_change()
            self.listing.highlight(added[-1])
            self.show_highlighted(anew=True)
            self.action_fields()

        draft = LineDraft(self.live.book, f"{question}-{self.meeting.step.id}")
        self.host.push_screen(LineDialog(title, hint, take, draft), closed)

    def action_clear(self) -> None:
        """Clear tick, owner and day of the highlighted line; one that somebody added goes as a whole."""
        item, book = self._highlighted, self.live.book.checklist
        if item is None:
            return
        if item.added:
            book.remove_line(self.meeting.step.id, item)
            self.host.say(t("common.removed"))
        elif book.clear(self.meeting.step.id, item):
            self.host.say(t("programme.line_cleared"))
        else:
            self.host.say(t("programme.line_clear_nothing"))
            return
        self.after_change()

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
