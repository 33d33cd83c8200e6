"""The menu of a page (Ctrl+D): all that can be done with the marked thing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import Command
from jusou_tui.app.shell.host import Host
from jusou_tui.app.shell.keys import Without
from jusou_tui.text.terminal import clean_line, cut
from jusou_tui.wording import t

TITLE_CELLS = 44
"""Cells of what the title says of the marked thing."""
BY_ARROWS = "by_arrows"
"""The id of the choice to move the marked row by the arrows."""


class MenuPage(Protocol):
    """A page that has a menu."""

    @property
    def host(self) -> Host:
        """The program, which shows the dialogs and says sentences."""

    @property
    def marked_text(self) -> str:
        """What the marked thing says, "" where there is none."""

    def commands(self) -> Iterable[Command]:
        """Return the commands that make sense now."""

    def menu_choices(self) -> Sequence[MenuChoice]:
        """Return what the menu offers now."""

    async def run_command(self, action: str) -> None:
        """Run an action of the page, else of the program."""


def choice_of(command: Command) -> MenuChoice:
    """Return a command as a choice."""
    return MenuChoice(command.action, t(command.label), command.key_shown)


def choices_of(commands: Iterable[Command]) -> list[MenuChoice]:
    """Return what a menu has of these commands.

    Those that move the marked row are one: it is moved with the arrows until Enter. What removes comes last:
    Enter takes the first one.
    """
    offered = [one for one in commands if one.meaning.found is Without.MENU]
    found = [choice_of(one) for one in offered if one.meaning not in (*keys.MOVES, keys.REMOVE)]
    if any(one.meaning in keys.MOVES for one in offered):
        found.append(MenuChoice(BY_ARROWS, t("common.move"), t("app.move_keys")))
    return [*found, *(choice_of(one) for one in offered if one.meaning is keys.REMOVE)]


def open_menu(page: MenuPage) -> None:
    """Ask what to do with the marked thing, and do it."""
    from jusou_tui.app.shell.dialogs import choose_one

    label = cut(clean_line(page.marked_text), TITLE_CELLS)
    title = t("timekeeping.change_title", label=label) if label else t("app.menu_title")
    if offered := page.menu_choices():
        choose_one(page.host, title, offered, lambda chosen: take(page, chosen))


def take(page: MenuPage, chosen: str) -> None:
    """Do what was chosen in a page's menu; the marked row is moved by the arrows until Enter."""
    if chosen != BY_ARROWS:
        page.host.call_later(page.run_command, chosen)
        return
    from jusou_tui.app.shell.dialogs import MoveRow

    moves = (one for one in page.commands() if one.meaning in keys.MOVES)
    by_arrow = {one.meaning.keys[0].removeprefix("shift+"): one.action for one in moves}
    page.host.push_screen(MoveRow(by_arrow, page.run_command))
