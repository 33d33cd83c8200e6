"""What pages of a running meeting share: to end on time, and changing the day, a row or a key's time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from jusou_tui.app import case_names, day, turns, typed_time, variant
from jusou_tui.app.commands import Command
from jusou_tui.app.screens.session import SessionScreen
from jusou_tui.app.widgets.dialog import Answer, Ask
from jusou_tui.app.words import said_exactly, said_time
from jusou_tui.errors import CurriculumError
from jusou_tui.messages import t, word
from jusou_tui.text.clean import clean_line
from jusou_tui.text.numerals import parse_duration

FIT = Command("fit", "timekeeping.fit", "timekeeping.fit_help", ("ctrl+e",), ("t",))
CHANGE = Command("change_day", "timekeeping.change", "timekeeping.change_help", ("ctrl+d",), ("d",))
DAY_COMMANDS = (FIT, CHANGE)
TIMERS = (1, 3, 5, 10)
BREAKS = (5, 10, 15)
A_MINUTE = 60


class DayScreen(SessionScreen):
    """A page from which the day can be changed; `day_row` names the row that is meant."""

    @property
    def day_row(self) -> str | None:
        """The row at hand: the one that runs, else the next one."""
        standing = self.desk.standing()
        row = standing.row or standing.next_row
        return row.key if row else None

    def action_fit(self) -> None:
        """Show how the meeting could end on time."""
        from jusou_tui.app.screens.fit import FitScreen

        standing = self.desk.standing()
        if standing.state == "finished":
            self.jusou.say(t("timekeeping.fit_finished"))
            return
        found = day.propose(self.desk)
        if not found.over:
            self.jusou.say(t("timekeeping.fit_nothing"))
            return
        self.app.push_screen(FitScreen(), self._changed)

    def ask_start(self, planned: datetime) -> None:
        """Ask once, at a late start, whether it begins now or has begun as planned."""
        start = said_time(planned)
        answers = (
            Answer("now", t("timekeeping.late_now"), "1", primary=True, safe=True),
            Answer("planned", t("timekeeping.late_planned", start=start), "2"),
        )

        def begin(answer: str | None) -> None:
            self.act(day.begin_from(self.desk, planned) if answer == "planned" else self.desk.go_on())

        question = t("timekeeping.late_question", start=start)
        self.app.push_screen(Ask(t("timekeeping.late_title"), question, answers), begin)

    def action_review(self) -> None:
        """Show how the meeting went."""
        self.jusou.show_page("review")

    def _changed(self, done: bool | None) -> None:
        if done:
            self.after_change()

    def action_change_day(self) -> None:
        """Ask what to change about the row at hand, and do it."""
        key = self.day_row
        row = self.desk.schedule().row(key)
        if key is None or row is None:
            return
        choices = self._choices(key)
        facts = self._facts()
        answers = [
            Answer(name, t(label, **facts), str(number), primary=number == 1)
            for number, (name, label) in enumerate(choices, 1)
        ]
        answers.append(Answer("leave", t("timekeeping.leave"), "escape", safe=True))
        self.app.push_screen(
            Ask(t("timekeeping.change_title", label=row.title), "", answers),
            lambda answer: self._do(answer or "leave", key),
        )

    def _choices(self, key: str) -> list[tuple[str, str]]:
        standing = self.desk.standing()
        running = standing.state in {"running", "paused"}
        here = key == standing.progress.activity
        coming = not here and not standing.progress.runs_of(key)
        found = []
        if running and here:
            found.append(("break_now", "timekeeping.do_break_now"))
        if here and turns.offer(self.desk):
            found.append(("share", "timekeeping.do_share"))
        if here and turns.speaker(self.desk, standing):
            found.append(("extend", "timekeeping.do_extend"))
        if here and case_names.case_now(self.desk):
            found.append(("name_case", "timekeeping.do_name_case"))
        if coming:
            found.append(("break", "timekeeping.do_break"))
        if running:
            found.append(("timer", "timekeeping.do_timer"))
        if here or coming:
            found.append(("time", "timekeeping.do_time"))
        if coming:
            found += [("insert", "timekeeping.do_insert"), ("split", "timekeeping.do_split")]
            found.append(
                ("remove", "timekeeping.do_remove")
                if key in self.desk.meeting.inserts
                else ("park", "timekeeping.do_park")
            )
        if day.last_key(self.desk):
            found.append(("put_right", "timekeeping.do_put_right"))
        found.append(("save_plan", "timekeeping.do_save_plan"))
        return found

    def _facts(self) -> dict[str, object]:
        """Return what the choices tell: whose turn it is, what each of those left has and could have."""
        speaker = turns.speaker(self.desk, self.desk.standing())
        facts: dict[str, object] = {"name": speaker, "case": case_names.case_now(self.desk)}
        if found := turns.offer(self.desk):
            before, after = said_exactly(found.before), said_exactly(found.after)
            facts |= {"before": before, "after": after, "people": found.people}
        return facts

    def _share(self) -> None:
        facts = self._facts()
        if turns.take(self.desk):
            self.after_change()
            self.jusou.say(t("timekeeping.shared", **facts))

    def _do(self, name: str, key: str) -> None:
        actions: dict[str, Callable[[str], None]] = {
            "break_now": lambda _: self._ask_minutes("timekeeping.ask_break", BREAKS, self._break_now),
            "break": lambda row: self._ask_minutes(
                "timekeeping.ask_break", BREAKS, lambda minutes: self._break_before(row, minutes)
            ),
            "share": lambda _: self._share(),
            "extend": lambda _: self.act(turns.extend(self.desk, A_MINUTE)),
            "name_case": lambda _: self._ask_case(),
            "timer": lambda _: self._ask_minutes("timekeeping.ask_timer", TIMERS, self._timer, off=True),
            "time": self._ask_time,
            "insert": self._ask_insert,
            "split": self._ask_split,
            "remove": lambda row: self.act(day.remove(self.desk, row)),
            "park": lambda row: self.act(day.park(self.desk, row)),
            "put_right": lambda _: self._ask_put_right(),
            "save_plan": lambda _: self._type(
                t("timekeeping.ask_save_plan"), "timekeeping.hint_save_plan", self._save_plan
            ),
        }
        if name in actions:
            actions[name](key)

    def _ask_case(self) -> None:
        number = case_names.case_now(self.desk)
        if number is not None:
            self._type(
                t("timekeeping.ask_name_case", case=number),
                "sheet.title_hint",
                lambda typed: case_names.name_case(self.desk, number, typed),
            )

    def _save_plan(self, typed: str) -> bool:
        try:
            path = variant.save_plan(self.desk, typed)
        except CurriculumError as error:  # a session file can hold what no curriculum may
            self.jusou.say(word(error), failed=True)
            return False
        self.jusou.say(t("timekeeping.plan_saved", path=clean_line(str(path))))
        return False

    def _break_now(self, minutes: int) -> bool:
        return day.break_now(self.desk, minutes)

    def _break_before(self, key: str, minutes: int) -> bool:
        return bool(day.insert(self.desk, key, t("timekeeping.break_title"), minutes))

    def _timer(self, minutes: int) -> bool:
        return day.set_timer(self.desk, minutes)

    def _ask_minutes(
        self, title: str, choices: tuple[int, ...], take: Callable[[int], bool], *, off: bool = False
    ) -> None:
        offered = [(str(minutes), t("common.minutes", minutes=minutes)) for minutes in choices]
        offered.append(("other", t("timekeeping.other_minutes")))
        if off:
            offered.append(("0", t("timekeeping.timer_off")))
        answers = [Answer(name, label, str(number)) for number, (name, label) in enumerate(offered, 1)]
        answers.append(Answer("leave", t("timekeeping.leave"), "escape", safe=True))

        def given(answer: str | None) -> None:
            if answer == "other":
                self._type(t(title), "timekeeping.hint_minutes", lambda typed: take(_minutes(typed)))
            elif answer is not None and answer != "leave":
                self.act(take(int(answer)))

        self.app.push_screen(Ask(t(title), "", answers), given)

    def _type(self, title: str, hint: str, take: Callable[[str], bool]) -> None:
        from jusou_tui.app.screens.typing import TypeScreen

        self.app.push_screen(TypeScreen(title, t(hint), take), self._changed)

    def _ask_time(self, key: str) -> None:
        row = self.desk.schedule().row(key)
        title = t("timekeeping.ask_time", label=row.label if row else "")
        self._type(title, "timekeeping.hint_time", lambda typed: self._take_time(key, typed))

    def _take_time(self, key: str, typed: str) -> bool:
        standing = self.desk.standing()
        entry = standing.forecast.row(key)
        near = entry.start if entry else standing.now
        wanted = typed_time.read(typed, standing.schedule.start, near)
        if wanted.kind == "until":
            return day.end_at(self.desk, key, wanted.at)
        if wanted.kind == "from":
            return day.start_at(self.desk, key, wanted.at)
        if wanted.kind == "more":
            return day.lengthen(self.desk, key, wanted.minutes)
        return day.set_minutes(self.desk, key, wanted.minutes)

    def _ask_insert(self, key: str) -> None:
        self._type(
            t("timekeeping.ask_insert"),
            "timekeeping.hint_insert",
            lambda typed: self._take_insert(key, typed),
        )

    def _take_insert(self, key: str, typed: str) -> bool:
        title, _, minutes = typed.strip().replace("\u3000", " ").rpartition(" ")
        count = _minutes(minutes)
        name = title.strip() or t("timekeeping.insert_title")
        return bool(day.insert(self.desk, key, name, count, rests=False))

    def _ask_split(self, key: str) -> None:
        self._type(
            t("timekeeping.ask_split"),
            "timekeeping.hint_minutes",
            lambda typed: day.split(self.desk, key, _minutes(typed)),
        )

    def _ask_put_right(self) -> None:
        found = day.last_key(self.desk)
        if found is None:
            return
        self._type(
            t("timekeeping.ask_put_right", what=day.said_key(self.desk, found[0])),
            "timekeeping.hint_put_right",
            self._take_put_right,
        )

    def _take_put_right(self, typed: str) -> bool:
        """Take `4` (minutes ago) or `14:03`."""
        now = self.desk.clock.now()
        folded = typed.strip()
        if any(sign in folded for sign in ":：時"):
            earliest = now - timedelta(hours=12)
            return day.put_right(self.desk, typed_time.clock_time(folded, earliest, now))
        ago = _minutes(folded.removesuffix("前").strip())
        return day.put_right(self.desk, now - timedelta(minutes=ago))


def _minutes(typed: str) -> int:
    return parse_duration(typed).minutes
