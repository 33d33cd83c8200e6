"""The menu (Ctrl+D) of what is marked on a page, made from the page's own commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jusou_tui.app.plan_dialogs.questions import choose
from jusou_tui.app.shell.keys import Group, Without
from jusou_tui.text.terminal import clean_line, cut
from jusou_tui.wording import t

if TYPE_CHECKING:
    from collections.abc import Collection

    from jusou_tui.app.shell.commands import Command
    from jusou_tui.app.shell.session_screen import SessionScreen

_LABEL = 44
"""Cells of what the title says of the marked thing."""


def menu_commands(page: SessionScreen, without: Collection[str] = ()) -> list[Command]:
    """Return a page's commands whose twin is the menu: those of rows, then pages that no key leads to."""
    found = [one for one in page.commands() if one.meaning.found is Without.MENU]
    found = [one for one in found if one.action not in without]
    of_rows = [one for one in found if one.group is Group.ROW]
    return of_rows + [one for one in found if one.group is Group.PAGES and not one.meaning.keys]


def open_menu(page: SessionScreen, label: str, without: Collection[str] = ()) -> None:
    """Ask what to do with the thing that `label` names, and do it. `without`: actions of no use for it."""
    offered = [(one.action, t(one.label)) for one in menu_commands(page, without)]

    def take(action: str) -> None:
        page.call_later(page.run_command, action)

    choose(page, t("timekeeping.change_title", label=cut(clean_line(label), _LABEL)), offered, take)
