"""What can be said of a member at a meeting, and the words for it."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from jusou_tui.live import attendance, undoing
from jusou_tui.live.session import MeetingView
from jusou_tui.wording import t
from jusou_tui.wording.values import movement_label, time_text

STATES: dict[attendance.State, str] = {
    "there": "common.attendance",
    "left": "common.left_early",
    "away": "app.who_away",
}


class Option(NamedTuple):
    """What can be said of a member: what it means (see `attendance_answers`), and in words."""

    id: str
    label: str


def attendance_answers(meeting: MeetingView, person: str) -> list[Option]:
    """Return what can be said of a member once the meeting has begun.

    Ids: `arrived` and `left` now, `late:`, `arrived:` and `left:` at a time to be typed, `there` or `away`
    all the time, `move:<id>` puts the time of a coming or going right.
    """
    if not attendance.has_begun(meeting):
        return [
            Option("there", t("common.attendance")),
            Option("away", t("app.who_tick_away")),
        ]
    state, moved = attendance.state_of(meeting, person), attendance.moved(meeting, person)
    now = _now_choices(meeting, state) if meeting.is_under_way else []
    late = [] if any(one.kind == "late" for one in moved) else [Option("late:", t("app.who_came_at"))]
    at = {
        "there": [Option("left:", t("app.who_left_at")), *late],
        "left": [Option("arrived:", t("app.who_returned_at")), *late],
        "away": [Option("late:", t("app.who_came_at"))],
    }
    right = [
        Option(f"move:{one.id}", t("app.who_move", what=movement_label(one.kind), time=time_text(one.at)))
        for one in moved
    ]
    whole = [Option("there", t("app.who_all_the_time"))] if moved or state == "away" else []
    whole += [Option("away", t("app.who_not_at_all"))] if state != "away" else []
    return [*now, *at[state], *right, *whole]


def _now_choices(meeting: MeetingView, state: attendance.State) -> list[Option]:
    time = time_text(meeting.live.clock.now())
    if state == "there":
        return [Option("left", t("app.who_leaves", time=time))]
    return [Option("arrived", t("app.who_comes" if state == "away" else "app.who_returns", time=time))]


def take_answer(meeting: MeetingView, person: str, answer: str, typed: str = "") -> str:
    """Record what was said of a member; return the sentence that says so, "" where nothing changed.

    `answer`: an id of `attendance_answers`; `typed`: the time, for those that want one. Raises InputError
    where that cannot be read, or lies outside the meeting.
    """
    verb, asks, identifier = answer.partition(":")
    with undoing.made_in("who", meeting.live):
        if identifier:
            moved = attendance.put_right(meeting, person, identifier, typed)
            return t("app.time_put_right", name=meeting.live.name_of(person)) if moved else ""
        if verb in {"there", "away"}:
            attendance.set_attends(meeting, person, verb == "there")
            if (attendance.state_of(meeting, person) == "away") is not (verb == "away"):
                return ""
            text = "app.there_text" if verb == "there" else "app.away_text"
            return t(text, name=meeting.live.name_of(person))
        at = attendance.typed_moment(meeting, person, typed, late=verb == "late") if asks else None
        return _note(meeting, person, verb, at)


def _note(meeting: MeetingView, person: str, verb: str, at: datetime | None) -> str:
    """Note that somebody came or left, and say so."""
    returns = attendance.state_of(meeting, person) == "left" and verb != "late"
    done = attendance.leave if verb == "left" else attendance.arrive
    when = done(meeting, person, at)
    text = "app.left_text" if verb == "left" else "app.returned_text" if returns else "app.arrived_text"
    if when is None:
        return ""
    return t(text, name=meeting.live.name_of(person), time=time_text(meeting.live.here(when)))
