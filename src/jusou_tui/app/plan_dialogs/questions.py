"""The three kinds of question of the plan's dialogs, and what they need of the page below.

Asked for is one of a few, a number of minutes, or a typed line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from jusou_tui.app.shell.dialogs import choose_one
from jusou_tui.app.shell.host import Host, PlanPage
from jusou_tui.live.planning import typed_time
from jusou_tui.wording import t
from jusou_tui.wording.values import minutes_text


class AskingPage(Protocol):
    """A page that asks something."""

    @property
    def host(self) -> Host:
        """The program, which shows the dialogs and says sentences."""


class MenuPage(PlanPage, Protocol):
    """A page whose menu has the choices of a row and commands of its own."""

    def menu_choices(self) -> Sequence[tuple[str, ...]]:
        """Return what else the page's menu offers, as (action, label)."""

    def choose_command(self, action: str) -> None:
        """Do what was chosen of these."""


def choose(
    page: AskingPage, title: str, offered: Sequence[tuple[str, ...]], take: Callable[[str], None]
) -> None:
    """Ask for one of `offered`, as (id, label), or for nothing. `take` gets the id that was chosen."""
    choose_one(page.host, title, offered, take)


def type_line(page: PlanPage, title: str, hint: str, take: Callable[[str], bool]) -> None:
    """Ask for a line. `hint`: message id of the text below the title.

    `take` gets the line and returns whether it changed something; InputError keeps the dialog open.
    """
    from jusou_tui.app.shell.dialogs import LineDialog

    def closed(changed: bool | None) -> None:
        if changed:
            page.after_change()

    page.host.push_screen(LineDialog(title, t(hint), take), closed)


def choose_minutes(
    page: PlanPage,
    title: str,
    choices: tuple[int, ...],
    take: Callable[[int], bool],
    *,
    begin: Callable[[], datetime],
    off: bool = False,
) -> None:
    """Ask how many minutes something lasts. `title`: message id. `begin`: returns when it begins.

    `off` offers 0 minutes too. `take` gets the minutes and returns whether they changed something.
    """
    offered = [(str(minutes), minutes_text(minutes)) for minutes in choices]
    offered.append(("other", t("timekeeping.other_minutes")))
    if off:
        offered.append(("0", t("timekeeping.timer_off")))

    def read(typed: str) -> bool:
        return take(typed_time.length(typed, begin()))

    def chosen(answer: str) -> None:
        if answer == "other":
            type_line(page, t(title), "timekeeping.hint_minutes", read)
        else:
            page.act(take(int(answer)))

    choose(page, t(title), offered, chosen)
