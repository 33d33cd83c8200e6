"""What can be done about a row of the plan or the break for lunch, as a menu; some choices ask on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from jusou_tui.app.drawing.row_models import MenuChoice
from jusou_tui.app.plan_dialogs import row_choices
from jusou_tui.app.plan_dialogs.questions import RowMenuPage, choose_minutes, type_line
from jusou_tui.app.shell import menu
from jusou_tui.app.shell.dialogs import choose_one
from jusou_tui.app.shell.host import PlanPage
from jusou_tui.errors import CurriculumError, InputError
from jusou_tui.live import attendance, controls
from jusou_tui.live.planning import corrections, lunch, plan_edits, plan_export, rounds, typed_time
from jusou_tui.live.planning.plan_edits import others_to_swap
from jusou_tui.live.session import MeetingView
from jusou_tui.live.worksheets.sheets import case_now, name_case
from jusou_tui.text.terminal import clean_line
from jusou_tui.timekeeping.forecast.day_forecast import IntervalForecast
from jusou_tui.wording import message_text, t
from jusou_tui.wording.values import time_text

TIMERS = (1, 3, 5, 10)
"""Minutes offered for a timer."""
COVERED = frozenset({"skip", "skip_row"})
"""Commands of a page that the menu of a row has in its own words."""
WHO = "show_dialog('who')"
"""The command of a page for what the menu of the row that runs has in its own words."""
BREAKS = (5, 10, 15)
"""Minutes offered for a break."""


def open_row_menu(page: RowMenuPage, meeting: MeetingView, key: str | None) -> bool:
    """Ask what to change about a row of a meeting, and do it; return False without such a row."""
    row = meeting.schedule().row(key)
    if key is None or row is None:
        return False
    RowMenu(page, meeting, key).ask(t("timekeeping.change_title", label=row.title))
    return True


def open_add_menu(page: RowMenuPage, meeting: MeetingView, key: str) -> None:
    """Ask what to put in at a row, a break or an activity; where nothing more can be, say why."""
    offered = row_choices.additions(meeting, key)
    if not offered:
        page.host.say(t("timekeeping.row_over"))
        return
    labels = [MenuChoice(name, t(label)) for name, label in offered]
    choose_one(page.host, t("timekeeping.ask_add"), labels, RowMenu(page, meeting, key).take)


class RowMenu:
    """The menu of one row."""

    def __init__(self, page: RowMenuPage, meeting: MeetingView, key: str) -> None:
        self._page = page
        self._meeting = meeting
        self._key = key

    def ask(self, title: str) -> None:
        """Ask what to do with the row."""
        values = row_choices.label_values(self._meeting)
        offered = [
            MenuChoice(name, t(label, **values))
            for name, label in row_choices.choices(self._meeting, self._key)
        ]
        covered = COVERED | ({WHO} if any(choice.id == "who" for choice in offered) else set())
        of_page = [choice for choice in self._page.menu_choices() if choice.id not in covered]
        choose_one(self._page.host, title, [*offered, *of_page], self.take)

    def take(self, name: str) -> None:
        """Do what was chosen, or ask on. `name`: an id of `row_choices.choices`, or an action of the page."""
        meeting, key, act = self._meeting, self._key, self._page.act
        actions: dict[str, Callable[[], None]] = {
            "break_now": self._ask_break_now,
            "break": self._ask_break,
            "share": self._share,
            "extend": lambda: act(rounds.extend(meeting, rounds.A_MINUTE)),
            "leaves": self._speaker_leaves,
            "who": lambda: self._page.host.show_dialog("who", self._page.after_change),
            "name_case": self._ask_case,
            "timer": self._ask_timer,
            "time": self._ask_time,
            "insert": lambda: self._type("timekeeping.ask_insert", "timekeeping.hint_insert", self._insert),
            "split": lambda: self._type("timekeeping.ask_split", "timekeeping.hint_split", self._split),
            "swap": self._ask_swap,
            "skip": lambda: act(controls.skip(meeting, key)),
            "back": lambda: act(plan_edits.bring_back(meeting, key)),
            "remove": lambda: act(plan_edits.remove(meeting, key)),
            "park": self._park,
            "put_right": lambda: ask_correction(self._page, meeting),
            "save_plan": lambda: self._type(
                "timekeeping.ask_save_plan", "timekeeping.hint_save_plan", self._save_plan
            ),
        }
        if name in actions:
            actions[name]()
        else:
            menu.take(self._page, name)

    def _type(self, title: str, hint: str, take: Callable[[str], bool], **facts: object) -> None:
        question = f"{title}-{self._meeting.step.id}-{self._key}"
        type_line(self._page, question, t(title, **facts), hint, take)

    def _start(self) -> datetime:
        """Return when the row is expected to begin."""
        snapshot = self._meeting.snapshot()
        entry = snapshot.forecast.row(self._key)
        return entry.start if entry else snapshot.now

    def _ask_break_now(self) -> None:
        def begin(minutes: int) -> bool:
            return plan_edits.break_now(self._meeting, minutes)

        choose_minutes(self._page, "timekeeping.ask_break", BREAKS, begin, begin=self._meeting.live.clock.now)

    def _ask_break(self) -> None:
        def insert(minutes: int) -> bool:
            return bool(plan_edits.insert(self._meeting, self._key, t("timekeeping.break_title"), minutes))

        choose_minutes(self._page, "timekeeping.ask_break", BREAKS, insert, begin=self._start)

    def _ask_timer(self) -> None:
        def begin(minutes: int) -> bool:
            return controls.set_timer(self._meeting, minutes)

        now = self._meeting.live.clock.now
        choose_minutes(self._page, "timekeeping.ask_timer", TIMERS, begin, begin=now, off=True)

    def _share(self) -> None:
        values = row_choices.label_values(self._meeting)
        if rounds.take(self._meeting):
            self._page.after_change()
            self._page.host.say(t("timekeeping.shared", **values))

    def _park(self) -> None:
        """Leave the row for a later meeting, and say where it will come up again."""
        row = self._meeting.schedule().row(self._key)
        done = plan_edits.park(self._meeting, self._key)
        self._page.act(done)
        if done and row is not None:
            self._page.host.say(t("timekeeping.parked_now", label=row.label))

    def _speaker_leaves(self) -> None:
        """Note that the person whose turn it is leaves now."""
        turns = self._meeting.snapshot().round
        if turns is not None and turns.current is not None:
            at = attendance.leave(self._meeting, turns.current)
            self._page.after_change()
            if at is not None:
                name, time = self._meeting.live.name_of(turns.current), time_text(self._meeting.live.here(at))
                self._page.host.say(t("app.left_text", name=name, time=time))

    def _ask_case(self) -> None:
        number = case_now(self._meeting)
        if number is not None:
            type_line(
                self._page,
                f"case-{self._meeting.step.id}-{number}",
                t("timekeeping.ask_name_case", case=number),
                "sheet.title_hint",
                lambda typed: name_case(self._meeting, number, typed),
            )

    def _ask_time(self) -> None:
        row = self._meeting.schedule().row(self._key)
        self._type(
            "timekeeping.ask_time", "timekeeping.hint_time", self._set_time, label=row.label if row else ""
        )

    def _set_time(self, typed: str) -> bool:
        meeting, key = self._meeting, self._key
        wanted = typed_time.read(typed, meeting.schedule().start, self._start())
        if wanted.kind == "until":
            return plan_edits.end_at(meeting, key, wanted.at)
        if wanted.kind == "from":
            return plan_edits.start_at(meeting, key, wanted.at, end=wanted.until)
        if wanted.kind == "more":
            return plan_edits.lengthen(meeting, key, wanted.minutes)
        return plan_edits.set_minutes(meeting, key, wanted.minutes)

    def _insert(self, typed: str) -> bool:
        title, minutes = typed_time.with_title(typed, self._start())
        name = title or t("timekeeping.insert_title")
        return bool(plan_edits.insert(self._meeting, self._key, name, minutes, rests=False))

    def _split(self, typed: str) -> bool:
        row = self._meeting.schedule().row(self._key)
        first = typed_time.length(typed, self._start())
        if row is not None and first >= row.minutes:
            raise InputError("timekeeping.split_too_long", minutes=row.minutes, most=row.minutes - 1)
        return plan_edits.split(self._meeting, self._key, first)

    def _ask_swap(self) -> None:
        """Ask with which of the rows to come the row changes places."""
        rows = others_to_swap(self._meeting, self._key)
        row = self._meeting.schedule().row(self._key)
        if not rows or row is None:
            self._page.host.say(t("timekeeping.nothing_to_swap"))
            return
        labels = {one.key: one.label for one in rows}

        def swap(other: str) -> None:
            if plan_edits.swap(self._meeting, self._key, other):
                self._page.after_change()
                self._page.host.say(t("timekeeping.swapped", one=row.label, other=labels[other]))

        offered = [MenuChoice(key, label) for key, label in labels.items()]
        choose_one(self._page.host, t("timekeeping.ask_swap", label=row.label), offered, swap)

    def _save_plan(self, typed: str) -> bool:
        """Save the run's plan under a typed title; the session does not change."""
        try:
            path = plan_export.save_plan(self._meeting, typed)
        except CurriculumError as error:  # a session file can hold what no curriculum may
            self._page.host.say(message_text(error), failed=True)
            return False
        self._page.host.say(t("timekeeping.plan_saved", path=clean_line(str(path))))
        return False


def ask_correction(page: PlanPage, meeting: MeetingView) -> None:
    """Ask when the last key should have been pressed, and move it there."""
    found = corrections.last_key(meeting)
    if found is not None:
        title = t("timekeeping.ask_put_right", what=corrections.key_text(meeting, found[0]))
        question = f"put-right-{meeting.step.id}"
        type_line(
            page,
            question,
            title,
            "timekeeping.hint_put_right",
            lambda typed: corrections.correct(meeting, typed),
        )


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
        question = f"lunch-{choice}-{meeting.step.id}"
        type_line(page, question, title, hint, lambda typed: take(meeting, typed))

    offered = (
        MenuChoice("length", t("timekeeping.do_lunch")),
        MenuChoice("least", t("timekeeping.do_least_lunch", minutes=interval.least)),
    )
    choose_one(page.host, t("timekeeping.change_title", label=name), offered, ask)
