"""What this machine can do for a meeting: a line for each check, and a field in which to try the IME."""

from __future__ import annotations

import asyncio
import os
import shutil
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from jusou_tui.app.screens.doctor import rows
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import BACK, Command, bindings
from jusou_tui.app.shell.keys import Group, only_in_palette
from jusou_tui.app.shell.screen import BASE_STYLES, TALL, JusouScreen, start_worker
from jusou_tui.app.terminal.second_window import way_here
from jusou_tui.app.widgets.fields import LineInput
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.doctor import gather
from jusou_tui.doctor.checks import findings
from jusou_tui.doctor.machine import Terminal
from jusou_tui.doctor.report import summary
from jusou_tui.doctor.terminals import colours, kinds
from jusou_tui.live.awake import can_stay_awake
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording import t


class DoctorScreen(JusouScreen):
    """The checks of `jusou doctor` but for the width of signs; what is typed below is shown and not kept."""

    CSS_PATH = [BASE_STYLES, "screen.tcss"]
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("show_typed", "doctor.try", "doctor.try_help", keys.TAKE, rank=1, writes=False),
        Command("ask_again", "doctor.again", "doctor.again_help", only_in_palette(Group.PAGES)),
        BACK,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    listing = getters.query_one(RowList)
    field = getters.query_one("#try", LineInput)

    def body(self) -> ComposeResult:
        """Yield the list, and the field."""
        yield TopLine(id="top")
        yield Static(t("doctor.asking"), id="summary", markup=False)
        yield RowList(id="list")
        yield Static(t("doctor.try_hint"), id="tried", markup=False)
        yield LineInput(placeholder=t("doctor.try_here"), id="try", classes="page-field")

    def prepare(self) -> None:
        """Ask the machine beside the page; the caret stands in the field meanwhile."""
        super().prepare()
        self.query_one(TopLine).show(t("doctor.title"), t("app.name"), ())
        self.focus_field()
        self.action_ask_again()

    @property
    def marked_rows(self) -> RowList:
        """The list."""
        return self.listing

    def action_ask_again(self) -> None:
        """Ask the machine, and show what it says."""
        start_worker(self, self._ask, group="doctor", exclusive=True)

    async def _ask(self) -> None:
        live = self.host.live
        folder = self.host.start.folder if live is None else live.store.path.parent
        window = way_here(os.environ, shutil.which)
        machine = await asyncio.to_thread(
            gather.gather,
            folder,
            self._terminal(),
            window=window,
            can_stay_awake=can_stay_awake,
            environment=os.environ,
        )
        found = findings(machine)
        self.query_one("#summary", Static).update(summary(found))
        self.listing.roomy = self.app.size.height >= TALL
        shown = rows.rows(found)
        self.listing.show(shown, shown[0].key)

    def _terminal(self) -> Terminal:
        """Return the terminal; how wide its signs are is asked by the command alone."""
        return Terminal(
            *self.app.size,
            colours(os.environ),
            kinds(os.environ),
            kept_keys=tuple(sorted(map(keys.shown, keys.kept_in(os.environ)))),
            was_asked=False,
        )

    @on(Input.Submitted, "#try")
    def _submitted(self) -> None:
        self.action_show_typed()

    def action_show_typed(self) -> None:
        """Show what came of what was typed, and empty the field."""
        typed = clean_line(self.field.value)
        word = t("doctor.tried", text=typed, count=len(typed)) if typed else t("doctor.try_hint")
        self.query_one("#tried", Static).update(word)
        self.field.value = ""

    def action_back(self) -> None:
        """Return to the page below."""
        self.dismiss()
