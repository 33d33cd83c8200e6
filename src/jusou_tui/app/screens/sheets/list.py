"""All sheets of the programme: those for now first, then by step; one opens, or begins."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from jusou_tui.app.screens.sheets.list_view import SheetLine, SheetList
from jusou_tui.app.shell.commands import Command, bindings
from jusou_tui.app.shell.common_commands import BACK, NO_FIELD, NOTES, REMOVE, SCHEDULE, session_commands
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.shell.styles import BASE_STYLES
from jusou_tui.app.widgets.status_line import TopLine
from jusou_tui.live import sheets
from jusou_tui.live.sheets import Listed
from jusou_tui.wording import t

STATES = {
    "none": ("sheet.state_none", "muted"),
    "empty": ("sheet.state_empty", "muted"),
    "begun": ("sheet.state_begun", "decided"),
}
PURPOSES = {"fill": "sheet.purpose_fill", "read": "sheet.purpose_read"}
NOW = "now "


class SheetsScreen(SessionScreen):
    """The list from which a sheet is chosen."""

    CSS_PATH = [BASE_STYLES, "list.tcss"]
    PAGE = "sheets"
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        SCHEDULE,
        NOTES.but(rank=4),
        Command("choose", "common.open", "sheet.choose_help", ("f6",), ("i",), rank=1),
        Command("another", "sheet.another", "sheet.another_help", ("f5", "ctrl+n"), ("n",), rank=2),
        REMOVE.but(help="sheet.remove_sheet_help"),
        BACK.but(keys=("f9", "escape", "f4")),
        *session_commands(*NO_FIELD),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    def body(self) -> ComposeResult:
        """Yield the list."""
        yield TopLine(id="top")
        yield SheetList(id="list")
        yield Static(t("sheet.none"), id="none", markup=False)

    def on_mount(self) -> None:
        """Show the sheets, the one that was open last at hand."""
        super().on_mount()
        self._listed: dict[str, Listed] = {}
        self.query_one(TopLine).show(
            self.live.curriculum.programme.short_title,
            t("sheet.list"),
        )
        self.show_entries()
        self.query_one(SheetList).focus()
        self.call_after_refresh(self._find_last)

    def _find_last(self) -> None:
        """Mark the sheet that was open last, else the first one."""
        view, last = self.query_one(SheetList), self.live.view.sheet or ""
        if not (view.highlight(f"{NOW}{last}") or view.highlight(last)):
            view.action_first()

    def show_entries(self) -> None:
        """Show the sheets as they are now."""
        now = {f"{NOW}{one.key}": one for one in sheets.at_hand(self.meeting)}
        every = {one.key: one for one in sheets.listed(self.meeting)}
        self._listed = {**now, **every}
        lines: list[SheetLine] = []
        group = ""
        for key, one in self._listed.items():
            heading = t("sheet.at_hand") if key in now else one.step or t("sheet.elsewhere")
            lines.append(_line(key, one, heading if heading != group else ""))
            group = heading
        view = self.query_one(SheetList)
        marked = view.highlighted_key
        view.set_items(lines)
        view.keep_highlight(marked)
        view.display = bool(lines)
        self.query_one("#none").display = not lines

    @property
    def _marked(self) -> Listed | None:
        return self._listed.get(self.query_one(SheetList).highlighted_key or "")

    @on(SheetList.Chosen)
    def _chosen(self, event: SheetList.Chosen) -> None:
        if one := self._listed.get(event.key):
            self._open(sheets.open_or_start(self.meeting, one))

    def action_choose(self) -> None:
        """Open the marked sheet."""
        if one := self._marked:
            self._open(sheets.open_or_start(self.meeting, one))

    def action_another(self) -> None:
        """Make another sheet of the marked worksheet, and open it."""
        worksheet = self.live.curriculum.worksheet(self._marked.worksheet) if self._marked else None
        if worksheet is not None:
            self._open(sheets.another(self.meeting, worksheet))

    def action_remove(self) -> None:
        """Remove the marked sheet; undo brings it back."""
        one = self._marked
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


def _line(key: str, one: Listed, heading: str) -> SheetLine:
    state, style = STATES[one.state]
    name = f"{one.name}  {one.title}".rstrip()
    if one.purpose in PURPOSES:
        name = f"{t(PURPOSES[one.purpose])}: {name}"
    return SheetLine(key, heading, t(state), style, name, t("sheet.sensitive") if one.sensitive else "")
