"""A sheet: the whole of it above, the current cell with its heading, its hint and its text below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import events, getters, on
from textual.actions import SkipAction
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from jusou_tui.app.screens.sheets import cell_help
from jusou_tui.app.screens.sheets.layout import paint_within
from jusou_tui.app.screens.sheets.todo_states import with_states
from jusou_tui.app.screens.sheets.view import SheetView
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import (
    BACK,
    NO_FIELD,
    NOTES,
    SCHEDULE,
    TICK,
    Command,
    bindings,
    session_commands,
)
from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.keys import Group, in_menu
from jusou_tui.app.shell.screen import BASE_STYLES, TALL
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.widgets.lines import Lines, TopLine
from jusou_tui.app.widgets.note_area import HELD_SECONDS, NoteArea
from jusou_tui.errors import JusouError
from jusou_tui.live import undoing
from jusou_tui.live.worksheets import sheets
from jusou_tui.live.worksheets.sheet_editor import SheetEditor
from jusou_tui.live.worksheets.sheet_start import begin_with, starts
from jusou_tui.session.programme.todos import todo_columns
from jusou_tui.wording import message_text, t


class CellArea(NoteArea):
    """A note field whose keys after a Tab wait, too, until it holds the other cell's text."""

    class Passed(NoteArea.AreaMessage):
        """Tab (1) or Shift+Tab (-1) was pressed; who hears it calls `load`."""

        def __init__(self, area: NoteArea, by: int) -> None:
            super().__init__(area)
            self.by = by

    async def on_key(self, event: events.Key) -> None:
        """Leave the field by Tab."""
        if self._held is None and event.key in {"tab", "shift+tab"}:
            event.stop()
            event.prevent_default()
            self._post_edit()
            self.post_message(self.Passed(self, 1 if event.key == "tab" else -1))
            self._held = []
            self.set_timer(HELD_SECONDS, self._release)

    def action_undo(self) -> None:
        """Leave the key to the page: what is typed is in the cell at once."""
        raise SkipAction


ADD = Command("add", "sheet.add_row", "sheet.add_help", keys.ADD, rank=1, unconverted=("f5",))
REMOVE = Command("remove", "sheet.remove_row", "sheet.remove_help", keys.REMOVE, rank=3, unconverted=("f8",))
BEFORE = Command("shift(-1)", "common.up", "sheet.row_up_help", keys.MOVE_UP, rank=2, unconverted=("f6",))
AFTER = Command("shift(1)", "common.down", "sheet.row_down_help", keys.MOVE_DOWN, rank=2, unconverted=("f7",))
OF_ROWS = (ADD, BEFORE, AFTER, REMOVE)
TICK_ROW = TICK.but(help="sheet.tick_help", rank=5, unconverted=("ctrl+t",))
ENTRY_WORDS = {
    ADD: ("sheet.add_entry", "sheet.add_help"),
    BEFORE: ("sheet.zone_before", "sheet.zone_before_help"),
    AFTER: ("sheet.zone_after", "sheet.zone_after_help"),
    REMOVE: ("common.remove", "sheet.remove_help"),
}


class SheetScreen(SessionScreen):
    """One filled worksheet, by keys alone. What is typed is in the cell at once, and is saved so."""

    CSS_PATH = [BASE_STYLES, "sheet.tcss"]
    PAGE = "sheet"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        SCHEDULE.but(rank=7),
        NOTES.but(rank=6),
        Command("list", "sheet.list", "sheet.list_help", keys.SHEET, rank=4),
        *OF_ROWS,
        Command("edit", "sheet.edit", "sheet.edit_help", keys.TAKE),
        Command("beside(1)", "sheet.next_cell", "sheet.next_cell_help", keys.OTHER_PLACE),
        Command("beside(-1)", "sheet.previous_cell", "sheet.previous_cell_help", keys.PLACE_BEFORE),
        Command("place(-1)", "common.up", "sheet.row_up_help", in_menu(Group.ROW), unconverted=("ctrl+up",)),
        Command(
            "place(1)", "common.down", "sheet.row_down_help", in_menu(Group.ROW), unconverted=("ctrl+down",)
        ),
        TICK_ROW,
        Command("another", "sheet.another", "sheet.another_help", in_menu(Group.ROW)),
        BACK,
        *session_commands(*NO_FIELD),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    view = getters.query_one(SheetView)
    field = getters.query_one("#cell-text", CellArea)

    def body(self) -> ComposeResult:
        """Yield the sheet and the current cell."""
        where = self.live.view
        self._sheet = SheetEditor(self.live, where.sheet or "", where.cell)
        self._synced = ("", "")
        yield TopLine(id="top")
        yield Lines(id="caution")
        yield SheetView(id="sheet")
        with Vertical(id="cell"):
            yield Lines(id="cell-head")
            yield CellArea(placeholder=t("sheet.empty_field"), rows=2, most_rows=6, id="cell-text")

    def prepare(self) -> None:
        """Begin in the current cell."""
        super().prepare()
        self.field.disabled = self.live.store.read_only
        self.show_sheet()
        self.view.focus()
        if not self.live.store.read_only:
            self.after_refresh(partial(offer_starts, self, self._sheet.identifier))

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the texts around the sheet anew."""
        del event
        self.after_refresh(self.show_sheet)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands; those of rows, of entries and of ToDos where there are some."""
        kind, worksheet = self._sheet.kind, self._sheet.worksheet
        if kind == "row" and worksheet is not None and todo_columns(worksheet):
            return self.PAGE_COMMANDS
        found = tuple(command for command in self.PAGE_COMMANDS if command != TICK_ROW)
        if kind == "row":
            return found
        if kind == "entry":
            return tuple(_of_entry(command) for command in found)
        return tuple(command for command in found if command not in OF_ROWS)

    def show_sheet(self) -> None:
        """Show the sheet and the current cell as they are now."""
        one = self._sheet
        if one.sheet is None:
            return
        one.settle()
        worksheet = one.worksheet
        if self.view.cells:
            airs = (2, 1) if worksheet and worksheet.large_print else (1, 0)
            size = self.view.cells, self.view.size.height
            self.view.show(paint_within(with_states(one), *size, airs=airs, title=one.title_cell), one.key)
        name = worksheet.name if worksheet else one.sheet.worksheet
        self.query_one(TopLine).show(f"{name}  {one.sheet.title}".rstrip(), self.meeting.step.label or "")
        across, down = self.app.size
        self.query_one("#caution", Lines).show(cell_help.caution(worksheet, across - 2))
        room = across - (4 if down >= TALL else 2)  # what the style sheet leaves of the width
        self.query_one("#cell-head", Lines).show(cell_help.head(one, max(room, 10)))
        self.field.most_rows = 10 if down >= TALL else 5
        if self._synced != (one.key, one.cell.text):
            self.field.load(one.cell.text)
            self._synced = (one.key, one.cell.text)
        self.refresh_keys()

    def show_entries(self) -> None:
        """Show what undo or another page changed."""
        if self._sheet.sheet is None:
            self.host.say(t("sheet.gone"))
            self.call_later(self.host.back)
            return
        self.show_sheet()

    def after_change(self) -> None:
        """Show what a key changed."""
        self.show_sheet()

    @on(SheetView.Resized)
    def _resized(self) -> None:
        self.show_sheet()

    @on(SheetView.Moved)
    def _moved(self, event: SheetView.Moved) -> None:
        self._go(event.key)

    @on(SheetView.Begun)
    def _begun(self, event: SheetView.Begun) -> None:
        self.field.focus()
        if event.text and not self.field.disabled:
            self.field.type(event.text)

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
        self._synced = (one.key, one.cell.text)

    @on(NoteArea.Submitted)
    def _submitted(self, event: NoteArea.Submitted) -> None:
        """Go on to the next cell; behind the last one leave the field."""
        event.stop()
        following = self._sheet.beside(1, skip_numbers=True)
        if following is None:
            event.area.load(self._sheet.cell.text)
            self.view.focus()
            return
        self._go(following, load=True)

    @on(CellArea.Passed)
    def _passed(self, event: CellArea.Passed) -> None:
        """Go on, or back, within the field; at the sheet's ends stay."""
        event.stop()
        self._go(self._sheet.beside(event.by) or self._sheet.key, load=True)

    @on(NoteArea.Edge)
    def _edge(self, event: NoteArea.Edge) -> None:
        self.view.action_go(event.direction, 0)

    def _go(self, key: str, *, load: bool = False) -> None:
        self.keep_typed()
        self._sheet.go(key)
        if load:
            self.field.load(self._sheet.cell.text)
            self._synced = (self._sheet.key, self._sheet.cell.text)
        self.show_sheet()

    def _try(self, change: Callable[[], bool]) -> None:
        """Make a change and show it; say why it is not possible."""
        self.keep_typed()
        try:
            done = change()
        except JusouError as error:
            self.host.say(message_text(error), failed=True)
            return
        if not done:
            self.host.say(t("sheet.nothing_to_move"))
        self.show_sheet()

    def action_edit(self) -> None:
        """Write into the current cell."""
        self.field.focus()

    def action_beside(self, by: int) -> None:
        """Go to the next cell, or the one before, in the field as well as outside it."""
        if key := self._sheet.beside(by):
            self._go(key)

    def leave_place(self) -> bool:
        """Go out of the field, where one writes in it."""
        if self.focused is not self.field:
            return False
        self.view.focus()
        return True

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Keep the cell, not the widget: that is where one goes on."""
        event.prevent_default()
        self._sheet.remember()
        writing = event.widget.id == "cell-text"
        invitation = t("sheet.writing_field") if writing else t("sheet.empty_field")
        self.field.placeholder = Content(invitation)

    def action_add(self) -> None:
        """Add a row, or an entry, and write in it."""
        self._try(self._sheet.add)
        self.field.focus()

    def action_remove(self) -> None:
        """Remove the row or the entry; undo brings it back."""
        self.keep_typed()
        if not self._sheet.remove():
            self.host.say(t("sheet.nothing_to_remove"))
            return
        self.host.say(t("common.removed"))
        self.show_sheet()

    def action_tick(self) -> None:
        """Tick the current row off, or on again."""
        self.keep_typed()
        if not self._sheet.tick():
            self.host.say(t("app.tick_only_todo"))
        self.show_sheet()

    def action_shift(self, by: int) -> None:
        """Move the row up or down, the entry into the zone before or the next one."""
        entry = self._sheet.kind == "entry"
        self._try(lambda: self._sheet.move_zone(by) if entry else self._sheet.move(by))

    def action_place(self, by: int) -> None:
        """Move the row, or the entry within its zone."""
        self._try(lambda: self._sheet.move(by))

    def action_undo(self) -> None:
        """Undo the last change; what was typed between two pauses is one. In a blank sheet there is none."""
        self.keep_typed()
        self.show_undone(undoing.undo(self.live) if self._sheet.is_record else None, "app.undone")

    def action_list(self) -> None:
        """Show all sheets."""
        self.host.show_page("sheets")

    def action_another(self) -> None:
        """Make another sheet of the same worksheet, and open it."""
        worksheet = self._sheet.worksheet
        if worksheet is None:
            return
        identifier = sheets.another(self.meeting, worksheet)
        if identifier is not None:
            self.open_sheet(identifier)


def _of_entry(command: Command) -> Command:
    """Return a command with the words for an entry of a zone."""
    words = ENTRY_WORDS.get(command)
    return replace(command, label=words[0], help=words[1]) if words else command


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
    page.app.push_screen(Ask(t("sheet.start_title"), t("sheet.start_text"), [*listed, blank]), begin)
