"""Questions about a meeting: before it goes on where its plan does not expect it, what going back means."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from jusou_tui.live import controls
from jusou_tui.live.controls import Way, WaysBack
from jusou_tui.live.planning import corrections
from jusou_tui.live.session import MeetingView
from jusou_tui.live.snapshot import MeetingSnapshot
from jusou_tui.timekeeping.clock.instants import clock_minutes, local, seconds_between
from jusou_tui.timekeeping.running.gaps import Gap
from jusou_tui.wording import t
from jusou_tui.wording.values import date_text, length_text, time_text

EARLY_START = timedelta(minutes=60)
"""Before the planned start from which on a beginning needs no question."""
EARLY_END = timedelta(minutes=5)
"""Before the expected end from which on an end needs no question."""


class Choice(NamedTuple):
    """An answer that can be given: `act` does what was chosen, and returns whether something changed.

    `id`: names it among those of its question. `safe`: it changes nothing or loses nothing.
    """

    id: str
    label: str
    act: Callable[[], bool] = lambda: False
    safe: bool = False


class Question(NamedTuple):
    """A question with its title, and the answers that can be given; the text may be ""."""

    title: str
    text: str
    choices: tuple[Choice, ...]

    @property
    def safe(self) -> Choice | None:
        """The answer for whoever gives none."""
        return next((one for one in self.choices if one.safe), None)


def before_going_on(meeting: MeetingView) -> Question | None:
    """Return the question before the meeting begins, ends or leaves a round too early, None where none is."""
    snapshot = meeting.snapshot()
    if late := corrections.late_start(meeting, snapshot):
        return _late_start(meeting, late)
    if (planned := other_day(meeting, snapshot)) is not None:
        return _start(meeting, planned)
    if people := still_to_speak(snapshot):
        return _end_of_round(meeting, people, ends=snapshot.next_row is None)
    left = early_end(snapshot)
    return None if left is None else _finish(meeting, left)


def whether_to_go_on(meeting: MeetingView) -> Question:
    """Return the question whether to go on, which names what ends and what begins; to stay is safe."""
    text = going_on_text(meeting, meeting.snapshot())
    return _yes_or_no(meeting, t("app.next_title"), text, t("app.next_go"), t("app.next_stay"))


def going_on_text(meeting: MeetingView, snapshot: MeetingSnapshot) -> str:
    """Return what ends and what begins where the meeting goes on now."""
    ends = snapshot.row.label if snapshot.row is not None else ""
    if snapshot.next_row is None:
        return t("app.next_finish", ends=ends)
    begins = snapshot.next_row.label
    if snapshot.state == "before":
        return t("app.next_begin", step=meeting.step.heading, begins=begins)
    return t("app.next_text", ends=ends, begins=begins)


_WAYS: Mapping[Way, str] = MappingProxyType(
    {"goes_on": "app.back_goes_on", "again": "app.back_again", "mistake": "app.back_mistake"}
)


def what_going_back_means(meeting: MeetingView, found: WaysBack) -> Question:
    """Return the question what going back means; each answer changes something."""
    ways = (Choice(way, t(_WAYS[way]), partial(controls.go_back, meeting, way)) for way in found.ways)
    return Question(t("app.back_title", label=_label(meeting, found.row)), "", tuple(ways))


def taken_back_text(meeting: MeetingView, found: WaysBack) -> str:
    """Return the sentence after a key that was pressed by mistake was taken back."""
    return t("app.back_taken", label=_label(meeting, found.row))


def _label(meeting: MeetingView, key: str) -> str:
    row = meeting.schedule().row(key)
    return row.label if row is not None else ""


def whether_gap_counts(meeting: MeetingView, gap: Gap) -> Question:
    """Return the question whether the time without the program counts as time of the meeting."""

    def answer(counted: bool) -> bool:
        meeting.live.continuity.answer_gap(meeting.snapshot(), gap.seconds, counted=counted)
        return True

    counts = gap.count_by_default
    choices = (
        Choice("count", t("app.gap_count"), partial(answer, counted=True), safe=counts),
        Choice("leave", t("app.gap_leave"), partial(answer, counted=False), safe=not counts),
    )
    return Question(t("app.gap_title"), t("app.gap_question", length=length_text(gap.seconds)), choices)


def _yes_or_no(meeting: MeetingView, title: str, text: str, yes: str, no: str) -> Question:
    go = Choice("go", yes, partial(controls.go_on, meeting))
    return Question(title, text, (go, Choice("leave", no, safe=True)))


class Planned(NamedTuple):
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


def _start(meeting: MeetingView, planned: Planned) -> Question:
    """Return the question whether to begin now although the plan says another time; no is the safe answer."""
    day = date_text(planned.day)
    if planned.start is None:
        text = t("app.other_day_no_time", date=day)
    else:
        text = t("app.other_day", date=day, time=time_text(planned.start))
    title = t("app.other_day_title")
    return _yes_or_no(meeting, title, text, t("app.other_day_begin"), t("app.other_day_wait"))


def _late_start(meeting: MeetingView, planned: datetime) -> Question:
    """Return the question whether a late meeting begins now or has begun as planned; neither is safe."""
    start = time_text(planned)
    begin = partial(corrections.begin_from, meeting, planned)
    choices = (
        Choice("now", t("timekeeping.late_now"), partial(controls.go_on, meeting)),
        Choice("planned", t("timekeeping.late_planned", start=start), begin),
        Choice("leave", t("app.other_day_wait"), safe=True),
    )
    return Question(t("timekeeping.late_title"), t("timekeeping.late_question", start=start), choices)


def early_end(snapshot: MeetingSnapshot) -> int | None:
    """Return how many minutes are left where finishing now would end early, None where it would not."""
    if not snapshot.is_under_way or snapshot.next_row is not None:
        return None
    end = snapshot.forecast.end
    if seconds_between(snapshot.now, end) <= EARLY_END.total_seconds():
        return None
    return clock_minutes(snapshot.now, end)


def _finish(meeting: MeetingView, minutes: int) -> Question:
    """Return the question whether to finish with so many minutes left."""
    text = t("app.early_end", minutes=minutes)
    return _yes_or_no(meeting, t("app.finish"), text, t("app.early_end_finish"), t("app.early_end_stay"))


def still_to_speak(snapshot: MeetingSnapshot) -> int:
    """Return how many people have not spoken in the round that runs; whose turn it is has not, either."""
    turns = snapshot.round
    return 0 if turns is None or turns.current is None else turns.left


def _end_of_round(meeting: MeetingView, people: int, *, ends: bool) -> Question:
    """Return the question whether to go on although so many people have not spoken; no is the safe answer.

    `ends`: going on ends the meeting.
    """
    title = t("app.finish" if ends else "app.next_title")
    yes = t("app.early_end_finish" if ends else "app.next_after_round")
    return _yes_or_no(meeting, title, t("app.round_left", people=people), yes, t("app.round_goes_on"))
