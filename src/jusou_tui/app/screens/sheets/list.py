"""All sheets of the programme: those for now first, then by step; one opens, or begins."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from jusou_tui.app.screens.sheets import rows
from jusou_tui.app.screens.sheets.list_view import SheetList
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import (
    BACK,
    NO_FIELD,
    NOTES,
    REMOVE,
    SCHEDULE,
    Command,
    bindings,
    session_commands,
)
from jusou_tui.app.shell.list_screen import ListScreen
from jusou_tui.app.shell.screen import BASE_STYLES
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.app.widgets.search_field import SearchField
from jusou_tui.live.worksheets import sheets
from jusou_tui.live.worksheets.sheets import Listed
from jusou_tui.wording import t


class SheetsScreen(ListScreen):
    """The list from which a sheet is chosen."""

    CSS_PATH = [BASE_STYLES, "list.tcss"]
    PAGE = "sheets"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        SCHEDULE,
        NOTES.but(rank=4),
        Command("choose", "common.open", "sheet.choose_help", keys.TAKE, rank=1, unconverted=("f6",)),
        Command("another", "sheet.another", "sheet.another_help", keys.ADD, rank=2, unconverted=("f5",)),
        REMOVE.but(help="sheet.remove_sheet_help"),
        BACK.but(unconverted=("f9", "f4")),
        *session_commands(*NO_FIELD),
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
        yield SearchField()

    def prepare(self) -> None:
        """Show the sheets, the one that was open last highlighted."""
        super().prepare()
        self.query_one(TopLine).show(self.live.curriculum.programme.short_title, t("sheet.list"))
        self.after_refresh(self._find_last)

    def _find_last(self) -> None:
        """Highlight the sheet that was open last, else the first one."""
        last = self.live.view.sheet or ""
        if not (self.listing.highlight(f"{rows.NOW}{last}") or self.listing.highlight(last)):
            self.listing.action_first()

    def show_list(self) -> None:
        """Show the sheets as they are now."""
        self._listed = rows.listed_sheets(self.meeting)
        highlighted = self.listing.highlighted_key
        lines = rows.sheet_lines(self._listed)
        lets_through = self.query_one(SearchField).lets_through
        self.listing.set_items([line for line in lines if lets_through(line.name, line.heading, line.state)])
        self.listing.keep_highlight(highlighted)
        self.show_emptiness(not self._listed)

    @property
    def _highlighted(self) -> Listed | None:
        return self._listed.get(self.highlighted_key)

    def edit_highlighted(self) -> None:
        """Enter on a sheet: open it."""
        self.action_choose()

    def action_choose(self) -> None:
        """Open the highlighted sheet."""
        if one := self._highlighted:
            self._open(sheets.open_or_start(self.meeting, one))

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
        self.live.book.sheets.remove(one.sheet)
        self.host.say(t("common.removed"))
        self.show_entries()

    def _open(self, identifier: str | None) -> None:
        if identifier is None:
            if not self.live.store.read_only:
                self.host.say(t("sheet.gone"))
            return
        self.open_sheet(identifier)
