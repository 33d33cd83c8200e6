"""Help: what can be done on the page one came from, with every key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from jusou_tui.app.drawing.row_models import PromptRow
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import Command, bindings
from jusou_tui.app.shell.screen import BASE_STYLES, JusouScreen
from jusou_tui.app.widgets.lines import TopLine
from jusou_tui.app.widgets.prompt_card import PromptCard
from jusou_tui.wording import t


class GuideScreen(JusouScreen):
    """A page to read; Esc goes back."""

    CSS_PATH = [BASE_STYLES, "help_screen.tcss"]
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("back", "app.close", "common.back_help", keys.BACK, rank=0, primary=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = tuple(commands)

    def body(self) -> ComposeResult:
        """Yield the text."""
        yield TopLine(id="top")
        yield PromptCard(id="guide")

    def prepare(self) -> None:
        """Show the commands."""
        super().prepare()
        self.query_one(TopLine).show(t("app.help"), t("app.name"), ())
        rows = [
            PromptRow(t("app.guide_first"), t("app.guide_letters"), "plain"),
            PromptRow("", t("app.guide_saved"), "plain"),
        ]
        rows += [
            PromptRow(
                command.key_shown or t(command.meaning.found.value),
                f"{t(command.label)}: {t(command.help)}",
                "plain",
            )
            for command in self._commands
        ]
        card = self.query_one(PromptCard)
        card.show(rows, None)
        card.focus()

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()
