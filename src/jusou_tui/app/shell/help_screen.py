"""Help: the keys of the page one came from on one screen, and behind one key all commands in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from jusou_tui.app.alerts import NEVER_COVERED
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import APP_COMMANDS, Command, bindings
from jusou_tui.app.shell.dialogs import Dialog
from jusou_tui.app.shell.help_rows import long_help, short_help
from jusou_tui.app.shell.host import Host
from jusou_tui.app.shell.screen import BASE_STYLES, JusouScreen, declared_commands, usable
from jusou_tui.app.widgets.lines import Lines, TopLine
from jusou_tui.app.widgets.prompt_card import PromptCard
from jusou_tui.wording import t

AROUND = 2
"""Cells of the margins at the left and the right; lines of the top line and the key bar."""


class GuideScreen(JusouScreen):
    """A page to read; Esc goes back."""

    DEFAULT_CLASSES = NEVER_COVERED

    CSS_PATH = [BASE_STYLES, "help_screen.tcss"]
    PAGE_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("more", "app.guide_more", "app.guide_more_help", keys.OTHER_PLACE, rank=1),
        Command("back", "app.close", "common.back_help", keys.BACK, rank=0, primary=True),
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings(PAGE_COMMANDS)

    short = getters.query_one("#short", Lines)
    guide = getters.query_one("#guide", PromptCard)

    def __init__(self, commands: Sequence[Command]) -> None:
        super().__init__()
        self._commands = tuple(commands)

    def body(self) -> ComposeResult:
        """Yield the keys, and the text that stands in their place."""
        yield TopLine(id="top")
        yield Lines(id="short")
        yield PromptCard(id="guide")

    def prepare(self) -> None:
        """Show the keys."""
        super().prepare()
        self.query_one(TopLine).show(t("app.help"), t("app.name"), ())
        self.guide.show(long_help(self._commands), None)
        self.guide.display = False
        self.on_resize()

    def on_resize(self) -> None:
        """Lay the keys out in the room there is."""
        across, down = self.app.size
        self.short.show(short_help(self._commands, across - AROUND, down - AROUND - self.host.tour.lines))

    def action_more(self) -> None:
        """Show all commands in words, or the keys again."""
        self.guide.display = not self.guide.display
        self.short.display = not self.guide.display
        self.set_focus(self.guide if self.guide.display else None)
        self.refresh_keys()

    def commands(self) -> tuple[Command, ...]:
        """Return the commands, the one for more with the word that fits."""
        more, back = self.PAGE_COMMANDS
        is_long = self.is_mounted and self.guide.display
        return (more.but(label="app.guide_less") if is_long else more, back)

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()


def turn_guide(host: Host) -> None:
    """Show the commands of the page in sight, or what a dialog is for; on the page of commands go back."""
    page = host.screen
    if isinstance(page, GuideScreen):
        page.dismiss()
    elif isinstance(page, Dialog) and page.about:
        host.say(t(page.about))
    else:
        host.push_screen(GuideScreen(usable(page, (*declared_commands(page), *APP_COMMANDS))))
