"""All sheets of the programme: those for now first, then by step; one opens, or begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.screens.sheets import reading, rows
from jusou_tui.app.screens.sheets.list_view import SheetList
from jusou_tui.app.screens.sheets.view import SheetView
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import (
    BACK,
    CHANGE_ROW,
    NOTES,
    OF_NOTE_FIELD,
    REMOVE,
    SCHEDULE,
    Command,
    bindings,
    session_commands,
)
from jusou_tui.app.shell.list_screen import ListScreen
from jusou_tui.app.shell.menu import choice_of
from jusou_tui.app.shell.screen import BASE_STYLES, MEDIUM, after_refresh
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.app.widgets.search_field import SearchField
from jusou_tui.live.worksheets import sheets
from jusou_tui.live.worksheets.sheets import Listed
from jusou_tui.wording import t

OPEN = Command("choose", "common.open", "sheet.choose_help", keys.TAKE, rank=1)
ANOTHER = Command("another", "sheet.another", "sheet.another_help", keys.ADD, rank=2)
DELETE = REMOVE.but(help="sheet.remove_sheet_help")


class SheetsScreen(ListScreen):
    """The list from which a sheet is chosen."""

    CSS_PATH = [BASE_STYLES, "list.tcss"]
    PAGE = "sheets"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        SCHEDULE,
        NOTES.but(rank=5),
        OPEN,
        ANOTHER,
        DELETE,
        CHANGE_ROW.but(label="app.menu_title", help="app.menu_help", rank=4),
        Command("list", "sheet.list", "sheet.list_help", keys.SHEET),
        BACK,
        *session_commands(*OF_NOTE_FIELD),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    listing = getters.query_one(SheetList)

    def __init__(self) -> None:
        super().__init__()
        self._listed: dict[str, Listed] = {}

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield TopLine(id="top")
        yield SheetList(id="list")
        yield Static(t("sheet.none"), id="none", markup=False)
        yield SheetView(id="preview")
        yield SearchField()

    def prepare(self) -> None:
        """Show the sheets, the one that was open last highlighted."""
        super().prepare()
        self._show_top()
        after_refresh(self, self._find_last)

    def _show_top(self) -> None:
        """Say which page it is, and where there is room of which programme."""
        self.query_one(TopLine).show_page(t("sheet.list"), self.live.curriculum.programme.short_title)

    def _find_last(self) -> None:
        """Highlight the sheet that was open last; of one that is wanted now what is read beside it.

        In a break the first of those that are to be at hand.
        """
        last = sheets.open_last(self.meeting)
        wanted = [f"{rows.NOW}{key}" for key in [*sheets.to_read(self.meeting), last]]
        if sheets.for_next(self.meeting) is not None:
            wanted += [f"{rows.NOW}{one.key}" for one in sheets.of_activity(self.meeting)[:1]]
        if not any(map(self.listing.highlight, [*wanted, last])):
            self.listing.action_first()

    def show_list(self) -> None:
        """Show the sheets as they are now."""
        self._listed = rows.listed_sheets(self.meeting)
        highlighted = self.listing.highlighted_key
        lines = rows.sheet_lines(self._listed)
        search = self.query_one(SearchField)
        self.listing.set_items(search.find(lines, lambda line: (line.name, line.heading, line.state)))
        self.listing.keep_highlight(highlighted)
        self.show_emptiness(not self._listed)

    @property
    def _highlighted(self) -> Listed | None:
        return self._listed.get(self.highlighted_key)

    def show_highlighted(self, *, anew: bool = False) -> None:
        """Show what is written in the highlighted sheet, of one without anything what it is for."""
        del anew
        one, view = self._highlighted, self.query_one("#preview", SheetView)
        view.display = one is not None and self.app.size.height >= MEDIUM
        if one is None or not view.cells:
            return
        width = view.cells
        if one.sheet and one.state == "begun":
            view.show(reading.written(self.live, one.sheet, width), "")
        else:
            view.show(reading.purpose(self.live, one.worksheet, width), "")
        view.scroll_to(y=0, animate=False, force=True)

    @property
    def marked_text(self) -> str:
        """The highlighted sheet."""
        return "" if (one := self._highlighted) is None else f"{one.name}  {one.title}".strip()

    @on(SheetView.Resized)
    def _resized(self) -> None:
        self._show_top()
        self.show_highlighted()

    def edit_highlighted(self) -> None:
        """Enter on a sheet: open it."""
        self.action_choose()

    def action_choose(self) -> None:
        """Open the highlighted sheet."""
        if one := self._highlighted:
            self._open(sheets.open_or_start(self.meeting, one))

    def action_list(self) -> None:
        """Begin at the first of all sheets again: this is the list."""
        self._end_search()
        self.listing.action_first()

    def _end_search(self) -> None:
        self.query_one(SearchField).value = ""

    def menu_choices(self) -> Sequence[MenuChoice]:
        """Return what can be done with the highlighted sheet, and with the running activity."""
        one = self._highlighted
        without = set() if one is not None and one.sheet else {DELETE.action}
        offered = [choice for choice in super().menu_choices() if choice.id not in without]
        return [choice_of(OPEN), *offered] if one is not None else offered

    def action_another(self) -> None:
        """Make another sheet of the highlighted worksheet, and open it."""
        worksheet = self.live.curriculum.worksheet(self._highlighted.worksheet) if self._highlighted else None
        if worksheet is not None:
            self._open(sheets.another(self.meeting, worksheet))

    def action_remove(self) -> None:
        """Remove the highlighted sheet; undo brings it back."""
        one = self._highlighted
        if one is None or one.sheet is None:
            self.host.say(t("sheet.nothing_to_remove"))
            return
        if not self.live.book.ledger.permits():
            return
        self.live.book.sheets.remove(one.sheet)
        self.host.say(t("common.removed"))
        self.show_entries()

    def _open(self, identifier: str | None) -> None:
        if identifier is None:
            if not self.live.store.read_only:
                self.host.say(t("sheet.gone"))
            return
        self._end_search()
        self.open_sheet(identifier)
