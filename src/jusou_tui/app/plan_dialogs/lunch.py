"""Changing the break between two meetings of one day."""

from __future__ import annotations

from collections.abc import Callable

from jusou_tui.app.plan_dialogs.page import PlanPage
from jusou_tui.app.plan_dialogs.questions import type_line
from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.live import lunch
from jusou_tui.live.session import MeetingView
from jusou_tui.timekeeping.forecast.day_forecast import IntervalForecast
from jusou_tui.wording import t


class LunchMenu:
    """What there is to change about a break, asked on a page.

    `meeting`: the one behind it.
    """

    def __init__(self, page: PlanPage, meeting: MeetingView, interval: IntervalForecast) -> None:
        self._page = page
        self._meeting = meeting
        self._pause = interval

    def ask(self) -> None:
        """Ask what to change, and do it; what is over cannot be changed."""
        name = lunch.name_of(self._pause)
        if self._pause.state == "done":
            self._page.host.say(t("timekeeping.lunch_over", name=name))
            return
        answers = (
            Answer("length", t("timekeeping.do_lunch"), "1", primary=True),
            Answer("least", t("timekeeping.do_least_lunch", minutes=self._pause.least), "2"),
            Answer("leave", t("timekeeping.leave"), "escape", safe=True),
        )
        self._page.host.push_screen(Ask(t("timekeeping.change_title", label=name), "", answers), self._do)

    def _do(self, answer: str | None) -> None:
        name, minutes = lunch.name_of(self._pause), self._pause.minutes
        if answer == "length":
            self._type(t("timekeeping.ask_lunch", name=name, minutes=minutes), "length", lunch.take_length)
        elif answer == "least":
            self._type(t("timekeeping.ask_least_lunch", name=name), "least", lunch.set_least)

    def _type(self, title: str, what: str, take: Callable[[MeetingView, str], bool]) -> None:
        hint = "timekeeping.hint_lunch" if what == "length" else "timekeeping.hint_least_lunch"
        type_line(self._page, title, hint, lambda typed: take(self._meeting, typed))
