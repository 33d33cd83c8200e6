"""What pages of a running meeting share: to end on time, and changing the day, a row or a key's time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from jusou_tui.app.plan_dialogs import row_menu
from jusou_tui.app.shell.commands import Command
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.widgets.dialog import Answer, Ask
from jusou_tui.errors import CurriculumError, InputError
from jusou_tui.live import case_names, plan_edits, plan_export, rounds, row_order, typed_time
from jusou_tui.live.session import Desk
from jusou_tui.text.clean import clean_line
from jusou_tui.timekeeping.clock.instants import local
from jusou_tui.wording import message_text, t
from jusou_tui.wording.lengths import exact_length_text, minutes_text
from jusou_tui.wording.times import time_text

FIT = Command("fit", "timekeeping.fit", "timekeeping.fit_help", ("ctrl+e",), ("t",))
CHANGE = Command("change_day", "timekeeping.change", "timekeeping.change_help", ("ctrl+d",), ("d",))
DAY_COMMANDS = (FIT, CHANGE)
TIMERS = (1, 3, 5, 10)
BREAKS = (5, 10, 15)
A_MINUTE = 60
DIGITS = range(1, 10)
"""Choices that a digit takes; further ones are chosen with the arrows."""


class DayScreen(SessionScreen):
    """A page from which the day can be changed; `day_row` names the row that is meant."""

    @property
    def row_desk(self) -> Desk:
        """The session at the meeting of the row that is meant."""
        return self.desk

    @property
    def day_row(self) -> str | None:
        """The row at hand: the one that runs, else the next one."""
        standing = self.desk.standing()
        row = standing.row or standing.next_row
        return row.key if row else None

    def action_fit(self) -> None:
        """Show how the meeting could end on time."""
        from jusou_tui.app.plan_dialogs.catch_up import FitScreen

        desk = self.row_desk
        if desk.standing().state == "finished":
            self.jusou.say(t("timekeeping.fit_finished"))
            return
        found = plan_edits.propose(desk)
        if not found.over:
            end, target = time_text(found.end_before), time_text(found.target)
            self.jusou.say(t("timekeeping.fit_nothing", end=end, target=target))
        else:
            self.app.push_screen(FitScreen(desk), self._changed)

    def ask_start(self, planned: datetime) -> None:
        """Ask once, at a late start, whether it begins now or has begun as planned."""
        start = time_text(planned)
        answers = (
            Answer("now", t("timekeeping.late_now"), "1", primary=True, safe=True),
            Answer("planned", t("timekeeping.late_planned", start=start), "2"),
        )

        def begin(answer: str | None) -> None:
            self.act(plan_edits.begin_from(self.desk, planned) if answer == "planned" else self.desk.go_on())

        question = t("timekeeping.late_question", start=start)
        self.app.push_screen(Ask(t("timekeeping.late_title"), question, answers), begin)

    def action_review(self) -> None:
        """Show how the meeting went."""
        self.jusou.show_page("review")

    def action_look(self) -> None:
        """Look at what comes next, or at the row at hand, without moving the meeting."""
        self.look_at(None)

    def look_at(self, key: str | None) -> None:
        """Look at a row, at the next one without a key."""
        self.desk.book.set_view(activity=key)
        self.jusou.show_page("look")

    def _changed(self, done: bool | None) -> None:
        if done:
            self.after_change()

    def action_change_day(self) -> None:
        """Ask what to change about the row at hand, and do it."""
        key, desk = self.day_row, self.row_desk
        row = desk.schedule().row(key)
        if key is None or row is None:
            return
        facts = self._facts()
        offered = [(name, t(label, **facts)) for name, label in row_menu.choices(desk, key)]
        title = t("timekeeping.change_title", label=row.title)
        self.ask_one(title, offered, lambda name: self._do(name, key))

    def ask_one(self, title: str, offered: Sequence[tuple[str, str]], take: Callable[[str], None]) -> None:
        """Ask for one of what is offered, as (id, label), or for nothing."""
        answers = [
            Answer(name, label, str(number) if number in DIGITS else "", primary=number == 1)
            for number, (name, label) in enumerate(offered, 1)
        ]
        answers.append(Answer("leave", t("timekeeping.leave"), "escape", safe=True))

        def given(answer: str | None) -> None:
            if answer is not None and answer != "leave":
                take(answer)

        self.app.push_screen(Ask(title, "", answers), given)

    def _facts(self) -> dict[str, object]:
        """Return what the choices tell: whose turn it is, what each of those left has and could have."""
        desk = self.row_desk
        speaker = rounds.speaker(desk, desk.standing())
        facts: dict[str, object] = {"name": speaker, "case": case_names.case_now(desk)}
        if found := rounds.offer(desk):
            before, after = exact_length_text(found.before), exact_length_text(found.after)
            facts |= {"before": before, "after": after, "people": found.people}
        return facts

    def _share(self) -> None:
        facts = self._facts()
        if rounds.take(self.row_desk):
            self.after_change()
            self.jusou.say(t("timekeeping.shared", **facts))

    def _do(self, name: str, key: str) -> None:
        actions: dict[str, Callable[[str], None]] = {
            "break_now": lambda _: self._ask_minutes("timekeeping.ask_break", BREAKS, self._break_now),
            "break": self._ask_break,
            "share": lambda _: self._share(),
            "extend": lambda _: self.act(rounds.extend(self.row_desk, A_MINUTE)),
            "name_case": lambda _: self._ask_case(),
            "timer": lambda _: self._ask_minutes("timekeeping.ask_timer", TIMERS, self._timer, off=True),
            "time": self._ask_time,
            "insert": self._ask_insert,
            "split": self._ask_split,
            "swap": self._ask_swap,
            "skip": lambda row: self.act(self.row_desk.skip(row)),
            "back": lambda row: self.act(row_order.bring_back(self.row_desk, row)),
            "remove": lambda row: self.act(plan_edits.remove(self.row_desk, row)),
            "park": lambda row: self.act(plan_edits.park(self.row_desk, row)),
            "put_right": lambda _: self._ask_put_right(),
            "save_plan": lambda _: self.ask_line(
                t("timekeeping.ask_save_plan"), "timekeeping.hint_save_plan", self._save_plan
            ),
        }
        if name in actions:
            actions[name](key)

    def _ask_swap(self, key: str) -> None:
        """Ask with which of the rows to come a row changes places."""
        rows = row_order.others_to_swap(self.row_desk, key)
        row = self.row_desk.schedule().row(key)
        if not rows or row is None:
            self.jusou.say(t("timekeeping.nothing_to_swap"))
            return
        labels = {one.key: one.label for one in rows}

        def swap(other: str) -> None:
            if row_order.swap(self.row_desk, key, other):
                self.after_change()
                self.jusou.say(t("timekeeping.swapped", one=row.label, other=labels[other]))

        self.ask_one(t("timekeeping.ask_swap", label=row.label), list(labels.items()), swap)

    def _ask_case(self) -> None:
        number = case_names.case_now(self.row_desk)
        if number is not None:
            self.ask_line(
                t("timekeeping.ask_name_case", case=number),
                "sheet.title_hint",
                lambda typed: case_names.name_case(self.row_desk, number, typed),
            )

    def _save_plan(self, typed: str) -> bool:
        try:
            path = plan_export.save_plan(self.desk, typed)
        except CurriculumError as error:  # a session file can hold what no curriculum may
            self.jusou.say(message_text(error), failed=True)
            return False
        self.jusou.say(t("timekeeping.plan_saved", path=clean_line(str(path))))
        return False

    def _break_now(self, minutes: int) -> bool:
        return plan_edits.break_now(self.row_desk, minutes)

    def _ask_break(self, key: str) -> None:
        """Ask how long a break before a row lasts."""
        desk = self.row_desk

        def insert(minutes: int) -> bool:
            return bool(plan_edits.insert(desk, key, t("timekeeping.break_title"), minutes))

        self._ask_minutes("timekeeping.ask_break", BREAKS, insert, begin=self._start_of(key))

    def _start_of(self, key: str) -> datetime:
        """Return when a row is expected to begin."""
        standing = self.row_desk.standing()
        entry = standing.forecast.row(key)
        return entry.start if entry else standing.now

    def _timer(self, minutes: int) -> bool:
        return plan_edits.set_timer(self.row_desk, minutes)

    def _ask_minutes(
        self,
        title: str,
        choices: tuple[int, ...],
        take: Callable[[int], bool],
        *,
        begin: datetime | None = None,
        off: bool = False,
    ) -> None:
        """Ask how long something lasts that begins at `begin` (without one: now)."""
        offered = [(str(minutes), minutes_text(minutes)) for minutes in choices]
        offered.append(("other", t("timekeeping.other_minutes")))
        if off:
            offered.append(("0", t("timekeeping.timer_off")))

        def read(typed: str) -> bool:
            return take(typed_time.length(typed, begin or self.desk.clock.now()))

        def given(answer: str) -> None:
            if answer == "other":
                self.ask_line(t(title), "timekeeping.hint_minutes", read)
            else:
                self.act(take(int(answer)))

        self.ask_one(t(title), offered, given)

    def ask_line(self, title: str, hint: str, take: Callable[[str], bool]) -> None:
        """Ask for a line; `take` does what it says, or raises InputError."""
        from jusou_tui.app.shell.type_screen import TypeScreen

        self.app.push_screen(TypeScreen(title, t(hint), take), self._changed)

    def _ask_time(self, key: str) -> None:
        row = self.row_desk.schedule().row(key)
        title = t("timekeeping.ask_time", label=row.label if row else "")
        self.ask_line(title, "timekeeping.hint_time", lambda typed: self._take_time(key, typed))

    def _take_time(self, key: str, typed: str) -> bool:
        desk = self.row_desk
        wanted = typed_time.read(typed, desk.schedule().start, self._start_of(key))
        if wanted.kind == "until":
            return plan_edits.end_at(desk, key, wanted.at)
        if wanted.kind == "from":
            return plan_edits.start_at(desk, key, wanted.at)
        if wanted.kind == "more":
            return plan_edits.lengthen(desk, key, wanted.minutes)
        return plan_edits.set_minutes(desk, key, wanted.minutes)

    def _ask_insert(self, key: str) -> None:
        self.ask_line(
            t("timekeeping.ask_insert"),
            "timekeeping.hint_insert",
            lambda typed: self._take_insert(key, typed),
        )

    def _take_insert(self, key: str, typed: str) -> bool:
        title, minutes = typed_time.with_title(typed, self._start_of(key))
        name = title or t("timekeeping.insert_title")
        return bool(plan_edits.insert(self.row_desk, key, name, minutes, rests=False))

    def _ask_split(self, key: str) -> None:
        self.ask_line(
            t("timekeeping.ask_split"), "timekeeping.hint_split", lambda typed: self._take_split(key, typed)
        )

    def _take_split(self, key: str, typed: str) -> bool:
        desk = self.row_desk
        row = desk.schedule().row(key)
        first = typed_time.length(typed, self._start_of(key))
        if row is not None and first >= row.minutes:
            raise InputError("timekeeping.split_too_long", minutes=row.minutes, most=row.minutes - 1)
        return plan_edits.split(desk, key, first)

    def _ask_put_right(self) -> None:
        found = plan_edits.last_key(self.row_desk)
        if found is None:
            return
        self.ask_line(
            t("timekeeping.ask_put_right", what=plan_edits.said_key(self.row_desk, found[0])),
            "timekeeping.hint_put_right",
            self._take_put_right,
        )

    def _take_put_right(self, typed: str) -> bool:
        """Take `4` (minutes ago) or `14:03`, from the minute of the key before it on."""
        now = self.desk.clock.now()
        wanted = typed_time.moment_before(typed, now)
        _, earliest = plan_edits.last_key(self.row_desk) or (None, None)
        if earliest is not None and wanted < earliest.replace(second=0, microsecond=0):
            before = f"{local(earliest, now.tzinfo):%H:%M}"
            raise InputError("timekeeping.before_last_key", typed=clean_line(typed), before=before)
        return plan_edits.put_right(self.row_desk, wanted)
