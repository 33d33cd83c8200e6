"""Questions of the plan's dialogs for a number of minutes and for a typed line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.plan_dialogs.line_dialog import LineDialog
from jusou_tui.app.shell.dialogs import choose_one
from jusou_tui.app.shell.host import PlanPage
from jusou_tui.app.shell.menu import MenuPage
from jusou_tui.live.fields import LineDraft
from jusou_tui.live.planning import typed_time
from jusou_tui.wording import t
from jusou_tui.wording.values import minutes_text


class RowMenuPage(PlanPage, MenuPage, Protocol):
    """A page whose menu has the choices of a row of the plan, and commands of its own."""


def type_line(page: PlanPage, question: str, title: str, hint: str, take: Callable[[str], bool]) -> None:
    """Ask for a line. `hint`: message id of the text below the title.

    `question` names it, and what it is about: under that name what is typed is kept meanwhile.
    `take` gets the line and returns whether it changed something; InputError keeps the dialog open.
    """

    def closed(changed: bool | None) -> None:
        if changed:
            page.after_change()

    draft = LineDraft(page.host.open_live.book, question)
    page.host.push_screen(LineDialog(title, t(hint), take, draft), closed)


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
    offered = [MenuChoice(str(minutes), minutes_text(minutes)) for minutes in choices]
    offered.append(MenuChoice("other", t("timekeeping.other_minutes")))
    if off:
        offered.append(MenuChoice("0", t("timekeeping.timer_off")))

    def read(typed: str) -> bool:
        return take(typed_time.length(typed, begin()))

    def chosen(answer: str) -> None:
        if answer == "other":
            type_line(page, title, t(title), "timekeeping.hint_minutes", read)
        else:
            page.act(take(int(answer)))

    choose_one(page.host, t(title), offered, chosen)
