"""Changing the break between two meetings of one day."""

from __future__ import annotations

from jusou_tui.app.plan_dialogs.questions import PlanPage, choose, type_line
from jusou_tui.live.planning import lunch
from jusou_tui.live.session import MeetingView
from jusou_tui.timekeeping.forecast.forecast import IntervalForecast
from jusou_tui.wording import t


def open_lunch_menu(page: PlanPage, meeting: MeetingView, interval: IntervalForecast) -> None:
    """Ask what to change about the interval before a meeting, and do it; of one that is over say so."""
    name = lunch.name_of(interval)
    if interval.state == "done":
        page.host.say(t("timekeeping.lunch_over", name=name))
        return

    def ask(choice: str) -> None:
        if choice == "length":
            title = t("timekeeping.ask_lunch", name=name, minutes=interval.minutes)
            hint, take = "timekeeping.hint_lunch", lunch.take_length
        else:
            title = t("timekeeping.ask_least_lunch", name=name)
            hint, take = "timekeeping.hint_least_lunch", lunch.set_least
        type_line(page, title, hint, lambda typed: take(meeting, typed))

    offered = (
        ("length", t("timekeeping.do_lunch")),
        ("least", t("timekeeping.do_least_lunch", minutes=interval.least)),
    )
    choose(page, t("timekeeping.change_title", label=name), offered, ask)
