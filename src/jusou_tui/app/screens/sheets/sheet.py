"""A sheet: the whole of it above, the current cell with its heading, its hint and its text below."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical

from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.screens.sheets import cell_help, menu, reading
from jusou_tui.app.screens.sheets.cell_area import CellArea
from jusou_tui.app.screens.sheets.layout import paint_within
from jusou_tui.app.screens.sheets.todo_states import with_states
from jusou_tui.app.screens.sheets.view import SheetView
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import (
    BACK,
    CHANGE_ROW,
    NEXT_AUTHOR,
    NEXT_KIND,
    NOTES,
    SCHEDULE,
    TICK,
    WHO,
    Command,
    bindings,
    session_commands,
)
from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.keys import Group, in_menu
from jusou_tui.app.shell.menu import BY_ARROWS
from jusou_tui.app.shell.screen import BASE_STYLES, MEDIUM, NORMAL, TALL, WIDE, after_refresh
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.widgets.lines import Lines, TopLine
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.errors import JusouError
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.live.worksheets import sheets
from jusou_tui.live.worksheets.sheet_editor import Deleted, Kind, SheetEditor
from jusou_tui.live.worksheets.sheet_start import begin_with, starts
from jusou_tui.session.book.history import Blocked, Undone
from jusou_tui.session.worksheets.layout import TITLE
from jusou_tui.wording import message_text, t

ADD = Command("add", "sheet.add_row", "sheet.add_help", keys.ADD, rank=4)
REMOVE = Command("remove", "common.remove", "sheet.remove_help", keys.REMOVE)
MOVE = (
    Command("shift(-1, 0)", "common.up", "sheet.row_up_help", keys.MOVE_UP),
    Command("shift(1, 0)", "common.down", "sheet.row_down_help", keys.MOVE_DOWN),
)
MOVE_ZONE = (
    Command("shift(0, -1)", "sheet.zone_before", "sheet.zone_before_help", keys.MOVE_LEFT),
    Command("shift(0, 1)", "sheet.zone_after", "sheet.zone_after_help", keys.MOVE_RIGHT),
)
TICK_ROW = TICK.but(help="sheet.tick_help", rank=5)
WRITE = Command("edit", "sheet.edit", "sheet.edit_help", keys.TAKE, rank=1, writes=True)
OF_KIND: Mapping[Kind, tuple[Command, ...]] = {
    "title": (),
    "fixed": (),
    "row": (ADD, *MOVE),
    "entry": (ADD.but(label="sheet.add_entry"), *MOVE, *MOVE_ZONE),
}
"""The commands that only cells of a kind have."""
DELETED: Mapping[Deleted, str] = {
    "emptied": "sheet.emptied",
    "removed": "common.removed",
    "filled": "sheet.row_is_filled",
    "nothing": "sheet.nothing_to_remove",
}
"""What is said of what Del did."""


EXPORT_SHEET = Command(
    "show_dialog('export_sheet')", "export.sheet", "export.sheet_help", in_menu(Group.ROW), writes=False
)

EXAMPLE_CELLS = 56
"""Cells of a line of an example that lies over the page."""


class SheetScreen(SessionScreen):
    """One filled worksheet, by keys alone. What is typed is in the cell at once, and is saved so."""

    CSS_PATH = [BASE_STYLES, "sheet.tcss"]
    PAGE = "sheet"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        SCHEDULE.but(rank=7),
        NOTES.but(rank=6),
        Command("list", "sheet.list", "sheet.list_help", keys.SHEET, rank=2),
        WRITE,
        ADD,
        REMOVE,
        *MOVE,
        *MOVE_ZONE,
        Command("beside(1)", "sheet.next_cell", "sheet.next_cell_help", keys.OTHER_PLACE),
        Command("beside(-1)", "sheet.previous_cell", "sheet.previous_cell_help", keys.PLACE_BEFORE),
        TICK_ROW,
        CHANGE_ROW.but(label="app.menu_title", help="sheet.menu_help", rank=3),
        Command("remove_row", "sheet.remove_row", "sheet.remove_row_help", in_menu(Group.ROW), writes=True),
        Command("rename", "sheet.rename", "sheet.rename_help", in_menu(Group.ROW), writes=True),
        Command("example", "supplement.example_show", "supplement.example_help", in_menu(Group.PAGES)),
        Command("take_in", "supplement.take_in", "supplement.take_in_help", in_menu(Group.ROW), writes=True),
        Command("another", "sheet.another", "sheet.another_help", in_menu(Group.ROW), writes=True),
        Command(
            "show_dialog('export_sheet')",
            "export.sheet",
            "export.sheet_help",
            in_menu(Group.ROW),
            writes=False,
        ),
        BACK,
        *session_commands(NEXT_AUTHOR, NEXT_KIND),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    view = getters.query_one("#sheet", SheetView)
    beside = getters.query_one("#beside", SheetView)
    field = getters.query_one("#cell-text", CellArea)

    def body(self) -> ComposeResult:
        """Yield the sheet and the current cell."""
        where = self.live.view
        self._sheet = SheetEditor(self.live, where.sheet or "", where.cell)
        self._synced = ("", "")
        self._is_unfolded = False
        self._shows_example = False
        yield TopLine(id="top")
        yield Lines(id="caution")
        with Horizontal(id="sheets"):
            yield SheetView(id="sheet")
            yield SheetView(id="beside")
        with Vertical(id="cell"):
            yield Lines(id="cell-head")
            yield CellArea(rows=2, most_rows=6, id="cell-text", classes="page-field")

    def prepare(self) -> None:
        """Begin in the current cell."""
        super().prepare()
        self.field.disabled = self.live.store.read_only
        self.view.can_focus = self.field.disabled
        self.show_sheet()
        if self.field.disabled:
            self.view.focus()
        else:
            self.focus_field()
            after_refresh(self, partial(offer_starts, self, self._sheet.identifier))

    @property
    def marked_rows(self) -> SheetView:
        """The sheet."""
        return self.view

    @property
    def field_comes_first(self) -> bool:
        """Whether keys belong to the text: a cell to which one only went is not being written in."""
        return self.field.is_writing if self.focused is self.field else super().field_comes_first

    @on(events.Resize)
    def _wrap_anew(self) -> None:
        """Wrap the texts around the sheet anew."""
        after_refresh(self, self.show_sheet)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands; those of rows, of entries and of ToDos where there are some."""
        kind = self._sheet.kind
        of_kind = {command.action: command for command in OF_KIND[kind]}
        others = {command.action for command in (ADD, *MOVE, *MOVE_ZONE)} - of_kind.keys()
        others |= set() if menu.has_todos(self._sheet) else {TICK_ROW.action}
        if self.field.is_writing:
            of_kind[WRITE.action] = WRITE.but(label="sheet.next_cell")
        return tuple(
            of_kind.get(command.action, command)
            for command in self.PAGE_COMMANDS
            if command.action not in others
        )

    def show_sheet(self) -> None:
        """Show the sheet and the current cell as they are now."""
        one = self._sheet
        if one.sheet is None:
            return
        one.settle()
        worksheet = one.worksheet
        self._show_beside()
        if self.view.cells:
            airs = (2, 1) if worksheet and worksheet.large_print else (1, 0)
            size = self.view.cells, self.view.size.height
            self.view.is_folded = not self._is_unfolded and self.app.size.height < TALL
            block = paint_within(
                with_states(one), *size, airs=airs, title=one.title_cell, folds=self.view.is_folded
            )
            self.view.show(block, one.key)
        step = sheets.step_of(self.meeting, worksheet)
        self.query_one(TopLine).show(f"{one.sheet.title}  {one.name}".strip(), step.label if step else "")
        across, down = self.app.size
        caution = self.query_one("#caution", Lines)
        reminder = cell_help.caution(worksheet, across - 2)
        caution.show(reminder)
        caution.display = bool(reminder)
        room = across - (4 if down >= TALL else 2)  # what the style sheet leaves of the width
        self.query_one("#cell-head", Lines).show(cell_help.head(one, max(room, 10), self._title_shown))
        self.field.most_rows = 10 if down >= TALL else 5
        if self._synced != (one.key, one.own_text):
            self._load()
        example = cell_help.example(one.cell)
        empty = "sheet.empty_field_below" if self.view.hides_beginning else "sheet.empty_field"
        self.field.show_hint(example or t(empty))
        self.refresh_keys()

    @property
    def _title_shown(self) -> cell_help.TitleShown:
        """How much of the heading stands beside the text: in a low window none that is in sight."""
        if self.app.size.height >= MEDIUM:
            return "whole"
        return "none" if self.view.keeps_heading(of_row=self._sheet.kind == "row") else "line"

    def shows_end(self, snapshot: MeetingSnapshot) -> bool:
        """Return whether the top line shows when the meeting ends: where that leaves the sheet its name."""
        return super().shows_end(snapshot) and self.app.size.width >= NORMAL

    def _show_beside(self) -> None:
        """Show what is read while one fills this sheet, where there is room."""
        is_wide, worksheet = self.app.size.width >= WIDE, self._sheet.worksheet
        to_read = sheets.to_read(self.meeting) if is_wide else []
        as_example = worksheet if is_wide and self._shows_example else None
        self.beside.display = bool(to_read or as_example)
        if not self.beside.display or not self.beside.cells:
            return
        block = reading.example(self.live, as_example, self.beside.cells) if as_example else None
        self.beside.show(block or reading.reading(self.live, to_read, self.beside.cells), "")

    def _load(self) -> None:
        self.field.load(self._sheet.own_text)
        self._synced = (self._sheet.key, self._sheet.own_text)

    def show_entries(self) -> None:
        """Show what undo or another page changed."""
        if self._sheet.sheet is None:
            self.host.say(t("sheet.gone"))
            self.call_later(self.host.back)
            return
        self.show_sheet()

    def _show_undone(self, undone: Undone | Blocked | None, message: str) -> None:
        """Say what was undone or redone, and go to the cell that it changed."""
        if isinstance(undone, Undone):
            self._sheet.go_to_change(undone.change.edits)
            self._load()
        super()._show_undone(undone, message)

    def after_change(self) -> None:
        """Show what a key changed."""
        self.show_sheet()

    @on(SheetView.Resized)
    def _resized(self) -> None:
        self.show_sheet()

    @on(SheetView.Unfolded)
    def _unfold(self) -> None:
        """Show all of the text above the cells, until another cell is the current one."""
        self._is_unfolded = True
        self.show_sheet()
        self.view.show_above()

    @on(SheetView.Moved)
    def _moved(self, event: SheetView.Moved) -> None:
        self._go(event.key)

    @on(SheetView.Begun)
    @on(CellArea.Begun)
    def _begun(self) -> None:
        self.action_edit()

    @on(NoteArea.Edited)
    def _edited(self, event: NoteArea.Edited) -> None:
        event.stop()
        if event.text == event.area.text:  # else it is about a cell that was left, or more comes
            self.keep_typed()
            self.show_sheet()

    def keep_typed(self) -> None:
        """Write the text of the field into the current cell."""
        one, text = self._sheet, self.field.text
        if one.sheet is None or text.rstrip("\n") == self._synced[1].rstrip("\n"):
            return
        try:
            one.write(text)
        except JusouError as error:
            self.host.say(message_text(error), failed=True)
        self._synced = (one.key, one.own_text)

    @on(NoteArea.Submitted)
    def _submitted(self, event: NoteArea.Submitted) -> None:
        """Go on to the next cell; in the last one stay."""
        event.stop()
        self._go(self._sheet.beside(1) or self._sheet.key)

    @on(CellArea.Passed)
    def _passed(self, event: CellArea.Passed) -> None:
        """Go on, or back; at the sheet's ends stay."""
        event.stop()
        self._go(self._sheet.beside(event.by) or self._sheet.key)

    @on(CellArea.Walked)
    def _walked(self, event: CellArea.Walked) -> None:
        """Go to the cell in a direction."""
        event.stop()
        if key := self.view.neighbour(event.down, event.right):
            self._go(key)
        else:
            self.field.stay()

    def _go(self, key: str) -> None:
        self._is_unfolded = False
        self.keep_typed()
        self._sheet.go(key)
        self._load()
        self.show_sheet()

    def _try(self, change: Callable[[], bool], impossible: str) -> None:
        """Make a change and show it; say why it is not possible, else the sentence of the id `impossible`."""
        if not self.live.book.ledger.permits():
            return
        self.keep_typed()
        try:
            done = change()
        except JusouError as error:
            self.host.say(message_text(error), failed=True)
            return
        if not done:
            self.host.say(t(impossible))
        self.show_sheet()

    def action_edit(self) -> None:
        """Write into the current cell."""
        if self.live.book.ledger.permits():
            self.field.start_writing()
            self.focus_field()
        self.refresh_keys()

    def action_beside(self, by: int) -> None:
        """Go to the next cell, or the one before."""
        if key := self._sheet.beside(by):
            self._go(key)

    def step_back(self) -> bool:
        """End writing in the cell: what is written stays."""
        if not (self.focused is self.field and self.field.is_writing):
            return super().step_back()
        self.keep_typed()
        self.field.stop_writing()
        self.show_sheet()
        return True

    @on(events.DescendantFocus)
    def _keep_cell(self, event: events.DescendantFocus) -> None:
        """Keep the cell, not the widget: that is where one goes on."""
        event.prevent_default()
        self._sheet.remember()

    def action_add(self) -> None:
        """Add a row, or an entry, and go there."""
        self._try(self._sheet.add, "sheet.nothing_to_add")
        self.focus_field()

    def action_remove(self) -> None:
        """Empty the cell, or remove the empty row or the entry; undo brings it back."""
        self._say_deleted(self._sheet.delete)

    def action_remove_row(self) -> None:
        """Remove the row or the entry with all that is written in it; undo brings it back."""
        self._say_deleted(lambda: "removed" if self._sheet.remove() else "nothing")

    def _say_deleted(self, delete: Callable[[], Deleted]) -> None:
        if not self.live.book.ledger.permits():
            return
        self.keep_typed()
        deleted = delete()
        self._load()
        self.show_sheet()
        self.host.say(t(DELETED[deleted]))

    def action_tick(self) -> None:
        """Tick the current row off, or on again."""
        if not self.live.book.ledger.permits():
            return
        self.keep_typed()
        if not self._sheet.tick():
            self.host.say(t("app.tick_only_todo"))
        self.show_sheet()

    def action_shift(self, down: int, right: int) -> None:
        """Move the row up or down; the entry within its zone, or into the zone before or the next one."""
        one = self._sheet
        self._try(lambda: one.move(down) if down else one.move_zone(right), "common.nothing_to_move")

    def action_rename(self) -> None:
        """Write the sheet's title."""
        if not self.live.book.ledger.permits():
            return
        self._sheet.offers_title = True
        self._go(TITLE)
        self.action_edit()

    @property
    def marked_text(self) -> str:
        """What the current cell is called."""
        return self._sheet.place_name

    def menu_choices(self) -> Sequence[MenuChoice]:
        """Return what can be done with the cell, its row and its sheet, and with the running activity."""
        offered = menu.choices(self._sheet, reads=bool(sheets.to_read(self.meeting)))
        shown = {one.action: one.key_shown for one in self.PAGE_COMMANDS} | {BY_ARROWS: t("app.move_keys")}
        of_sheet = {BY_ARROWS, *(one.action for one in self.PAGE_COMMANDS if one.action != WHO.action)}
        of_session = [choice for choice in super().menu_choices() if choice.id not in of_sheet]
        found = [*(MenuChoice(action, t(label), shown[action]) for action, label in offered), *of_session]
        return sorted(found, key=lambda choice: choice.id in menu.REMOVING)

    def action_list(self) -> None:
        """Show all sheets."""
        self.host.show_page("sheets")

    def action_example(self) -> None:
        """Show the worked example: in a wide window beside the sheet, and away again; else over it."""
        worksheet = self._sheet.worksheet
        block = reading.example(self.live, worksheet, EXAMPLE_CELLS) if worksheet else None
        if block is None:
            self.host.say(t("supplement.example_none"))
        elif self.app.size.width >= WIDE:
            self._shows_example = not self._shows_example
            self.show_sheet()
        else:
            close = Answer("leave", t("app.close"), "escape", safe=True)
            self.app.push_screen(Ask(self._sheet.name, reading.text_of(block), [close]))

    def action_take_in(self) -> None:
        """Take in rows that are pasted, or a file."""
        worksheet = self._sheet.worksheet
        if worksheet is not None and self.live.book.ledger.permits():
            from jusou_tui.app.screens.sheets.take_in import TakeInSheet
            from jusou_tui.session.worksheets.lines import SheetKey

            self.keep_typed()
            sheet = SheetKey(worksheet.id, self._sheet.identifier)
            self.app.push_screen(TakeInSheet(sheet, self.after_change))

    def action_another(self) -> None:
        """Make another sheet of the same worksheet, and open it."""
        worksheet = self._sheet.worksheet
        if worksheet is None:
            return
        identifier = sheets.another(self.meeting, worksheet)
        if identifier is not None:
            self.open_sheet(identifier)


_BLANK = "blank"


def offer_starts(page: SessionScreen, identifier: str) -> None:
    """Ask on the page of an empty sheet what it is to begin with, and write that into its cells."""
    found = starts(page.live, identifier)
    if not found or page.app.screen is not page:
        return

    def begin(answer: str | None) -> None:
        if answer is not None and answer != _BLANK:
            begin_with(page.live, identifier, found[int(answer)])
            page.after_change()

    listed = [Answer(str(number), start.label) for number, start in enumerate(found)]
    blank = Answer(_BLANK, t("sheet.start_blank"), safe=True)
    page.app.push_screen(
        Ask(t("sheet.start_title"), t("sheet.start_text"), [*listed, blank], begin="0"), begin
    )
