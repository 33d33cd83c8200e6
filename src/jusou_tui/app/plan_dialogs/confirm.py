"""Questions before a meeting begins, ends or leaves a round where its plan does not expect it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.live import controls
from jusou_tui.live.planning import corrections
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.timekeeping.clock.instants import clock_minutes, local, seconds_between
from jusou_tui.wording import t
from jusou_tui.wording.values import date_text, time_text

EARLY_START = timedelta(minutes=60)
"""Before the planned start from which on a beginning needs no question."""
EARLY_END = timedelta(minutes=5)
"""Before the expected end from which on an end needs no question."""


@dataclass(frozen=True)
class Confirmation:
    """A question before a meeting goes on; `steps`: what to do by an answer's id, nothing for others."""

    dialog: Ask
    steps: Mapping[str, Callable[[], bool]]

    def take(self, answer: str | None) -> bool:
        """Do what was answered. Return whether something changed."""
        step = self.steps.get(answer or "")
        return step is not None and step()


def confirmation(meeting: MeetingView) -> Confirmation | None:
    """Return the question before the meeting begins, ends or leaves a round too early, None where none is."""
    snapshot = meeting.snapshot()

    def go_on() -> bool:
        return controls.go_on(meeting)

    if late := corrections.late_start(meeting, snapshot):
        begin = partial(corrections.begin_from, meeting, late)
        return Confirmation(ask_late_start(late), {"now": go_on, "planned": begin})
    if (planned := other_day(meeting, snapshot)) is not None:
        return Confirmation(ask_start(planned), {"go": go_on})
    if people := still_to_speak(snapshot):
        question = ask_end_of_round(people, ends=snapshot.next_row is None)
        return Confirmation(question, {"go": go_on})
    left = early_end(snapshot)
    return None if left is None else Confirmation(ask_finish(left), {"go": go_on})


@dataclass(frozen=True)
class Planned:
    """For when a meeting is planned; `start` is None where only the day is known."""

    day: date
    start: datetime | None = None


def other_day(meeting: MeetingView, snapshot: MeetingSnapshot) -> Planned | None:
    """Return the plan of a meeting on another day or more than an hour off, None where it is near.

    A meeting without a start of its own has its day, or follows the one before it on its day.
    """
    if snapshot.state != "before" or meeting.book.meta.rehearsal:
        return None
    planned, today = meeting.planned_start(), snapshot.now.date()
    if planned is None:
        day = meeting.planned_day
        return Planned(day) if day is not None and day != today else None
    start = local(planned, snapshot.now.tzinfo)
    wait = seconds_between(snapshot.now, start)
    is_near = start.date() == today and wait <= EARLY_START.total_seconds()
    return None if is_near else Planned(start.date(), start)


def ask_start(planned: Planned) -> Ask:
    """Return the question whether to begin now although the plan says another time; no is the safe answer."""
    answers = (
        Answer("go", t("app.other_day_begin"), "1"),
        Answer("leave", t("app.other_day_wait"), "2", safe=True),
    )
    day = date_text(planned.day)
    if planned.start is None:
        question = t("app.other_day_no_time", date=day)
    else:
        question = t("app.other_day", date=day, time=time_text(planned.start))
    return Ask(t("app.other_day_title"), question, answers)


def ask_late_start(planned: datetime) -> Ask:
    """Return the question whether a late meeting begins now or has begun as planned; neither is safe."""
    start = time_text(planned)
    answers = (
        Answer("now", t("timekeeping.late_now"), "1"),
        Answer("planned", t("timekeeping.late_planned", start=start), "2"),
        Answer("leave", t("app.other_day_wait"), "3", safe=True),
    )
    return Ask(t("timekeeping.late_title"), t("timekeeping.late_question", start=start), answers)


def early_end(snapshot: MeetingSnapshot) -> int | None:
    """Return how many minutes are left where finishing now would end early, None where it would not."""
    if not snapshot.is_under_way or snapshot.next_row is not None:
        return None
    end = snapshot.forecast.end
    if seconds_between(snapshot.now, end) <= EARLY_END.total_seconds():
        return None
    return clock_minutes(snapshot.now, end)


def ask_finish(minutes: int) -> Ask:
    """Return the question whether to finish with so many minutes left."""
    answers = (
        Answer("go", t("app.early_end_finish"), "1"),
        Answer("leave", t("app.early_end_stay"), "2", safe=True),
    )
    return Ask(t("app.finish"), t("app.early_end", minutes=minutes), answers)


def still_to_speak(snapshot: MeetingSnapshot) -> int:
    """Return how many people have not spoken in the round that runs; whose turn it is has not, either."""
    turns = snapshot.round
    return 0 if turns is None or turns.current is None else turns.left


def ask_end_of_round(people: int, *, ends: bool = False) -> Ask:
    """Return the question whether to go on although so many people have not spoken; no is the safe answer.

    `ends`: going on ends the meeting.
    """
    answers = (
        Answer("go", t("app.early_end_finish" if ends else "app.next_after_round"), "1"),
        Answer("leave", t("app.round_goes_on"), "2", safe=True),
    )
    title = t("app.finish" if ends else "app.next_title")
    return Ask(title, t("app.round_left", people=people), answers)
