"""Who takes part in a meeting, and how many cases it has."""

from __future__ import annotations

import ast
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import jusou_tui
import make
from jusou_tui.session.model.ids import encode
from jusou_tui.session.model.records import Event, Meeting, Participant, Presence, PresenceKind, Session
from jusou_tui.session.programme.attendance import (
    attendance,
    attendees,
    case_count,
    current_members,
    meeting_day,
    members,
    movements,
    team,
)

DAY = make.NOW.date()
STAYS, LEAVES = encode(1, 0), encode(2, 0)


def session(left: date | None = None, **tables: Any) -> Session:
    people = {LEAVES: Participant(name="離野 実", left=left), STAYS: Participant(name="残田 花", rank=1)}
    return make.session(participants=people, **tables)


def begun(at: timedelta = timedelta(), **more: Event) -> dict[str, Event]:
    return {encode(1, 1): Event(at=make.NOW + at, step="step1", kind="start", activity="opening"), **more}


def test_everybody_takes_part_in_the_order_of_the_team_unless_who_is_there_was_ticked_off() -> None:
    assert attendees(session(), "step1") == (LEAVES, STAYS)
    ticked = session(meetings={"step1": Meeting(present=(STAYS,))})
    assert (members(ticked, "step1"), attendees(ticked, "step1")) == ((LEAVES, STAYS), (STAYS,))
    assert attendees(ticked, "step2") == (LEAVES, STAYS)


def test_the_day_of_leaving_is_the_first_one_away() -> None:
    planned = {"step1": Meeting(date=DAY)}
    for days, there in ((-1, (STAYS,)), (0, (STAYS,)), (1, (LEAVES, STAYS))):
        assert attendees(session(DAY + timedelta(days=days), meetings=planned), "step1") == there


def test_the_day_is_when_it_was_held_else_when_it_is_planned_else_today() -> None:
    week = timedelta(days=7)
    planned = {"step1": Meeting(date=DAY)}
    assert meeting_day(session(meetings=planned, events=begun(week)), "step1") == DAY + week
    assert meeting_day(session(meetings=planned), "step1", DAY + week) == DAY
    assert meeting_day(session(meetings={"step1": Meeting(start=make.NOW)}), "step1") == DAY
    assert meeting_day(session(), "step1", DAY) == DAY
    assert meeting_day(session(meetings={"step1": Meeting()}), "step1") is None


def test_a_start_that_was_undone_or_written_by_a_wrong_clock_is_no_day() -> None:
    undo = Event(at=make.NOW, step="step1", kind="undo", target=encode(1, 1))
    assert meeting_day(session(events=begun(**{encode(2, 1): undo})), "step1", date(2020, 1, 1)).year == 2020
    years = timedelta(days=800)
    back = Event(at=make.NOW, step="step1", kind="clock", seconds=-years.total_seconds())
    assert meeting_day(session(events=begun(years, **{encode(2, 1): back})), "step1") == DAY


def test_without_any_day_whoever_leaves_at_all_is_no_member() -> None:
    assert members(session(DAY), "step1") == (STAYS,)
    assert members(session(DAY), "step1", today=DAY - timedelta(days=1)) == (LEAVES, STAYS)


def test_whoever_was_a_member_at_one_meeting_belongs_to_the_run() -> None:
    meetings = {"step1": Meeting(date=DAY), "step2": Meeting(date=DAY + timedelta(days=30))}
    assert team(session(DAY + timedelta(days=9), meetings=meetings)) == (LEAVES, STAYS)
    assert team(session(DAY, meetings=meetings)) == (STAYS,)
    assert team(session(DAY)) == (STAYS,)


def at(minutes: float) -> datetime:
    return make.NOW + timedelta(minutes=minutes)


def present(*said: tuple[PresenceKind, float], step: str = "step1", **tables: Any) -> Session:
    """Return a meeting from minute 0 on, of which so much was recorded about one attendee."""
    records = {
        encode(5000, number): Presence(at=at(minutes), step=step, participant=LEAVES, kind=kind)
        for number, (kind, minutes) in enumerate(said)
    }
    return session(events=begun(), presence=records, **tables)


def told(found: Session) -> list[tuple[str, float]]:
    moved = movements(found, "step1").get(LEAVES, ())
    return [(one.kind, (one.at - make.NOW) / timedelta(minutes=1)) for one in moved]


def here(found: Session, minutes: float) -> bool:
    return LEAVES in attendance(found, "step1").here_at(at(minutes))


def test_who_came_late_and_left_early_is_there_in_between_and_attended() -> None:
    found = present(("arrived", 35), ("left", 100))
    assert told(found) == [("late", 35), ("left", 100)]
    assert [here(found, minutes) for minutes in (0, 34.9, 35, 99.9, 100, 200)] == [
        *(False, False, True, True, False, False)
    ]
    assert attendees(found, "step1") == (LEAVES, STAYS)
    moments = {"opening": at(15), "talk": at(60), "end": at(120)}
    assert attendance(found, "step1").head_counts(moments) == {"opening": 1, "talk": 2, "end": 1}


def test_who_left_for_a_while_comes_back() -> None:
    found = present(("left", 20), ("arrived", 40))
    assert told(found) == [("left", 20), ("back", 40)]
    assert [here(found, minutes) for minutes in (0, 20, 39, 40)] == [True, False, False, True]


def test_what_two_people_recorded_about_one_coming_is_one_coming() -> None:
    """Two copies of a file are united record by record."""
    assert told(present(("arrived", 6), ("arrived", 5), ("left", 90), ("left", 91))) == [
        *(("late", 5), ("left", 90))
    ]


def test_who_came_before_the_meeting_began_did_not_come_late() -> None:
    found = present(("arrived", 0), ("arrived", 10), ("left", 50))
    assert told(found) == [("left", 50)]
    assert here(found, 0)


def test_a_record_of_another_step_or_of_who_is_away_says_nothing() -> None:
    assert told(present(("left", 20), step="step2")) == []
    away = present(("arrived", 20), meetings={"step1": Meeting(present=(STAYS,))})
    assert attendance(away, "step1").here_at(at(30)) == (STAYS,)
    assert attendance(away, "step1").movements == {}


def test_a_time_recorded_by_a_wrong_clock_moves_with_the_events() -> None:
    found = present(("left", 20))
    stepped = Event(at=at(30), step="step1", kind="clock", seconds=-300.0)
    found.events[encode(9000, 0)] = stepped
    assert told(found) == [("left", 15)]


@given(
    st.lists(
        st.tuples(st.sampled_from(["arrived", "left"]), st.integers(1, 99)),
        max_size=6,
        unique_by=lambda one: one[1],
    )
)
def test_comings_and_goings_alternate_whatever_was_recorded(said: list[tuple[PresenceKind, int]]) -> None:
    found = present(*said)
    moved = told(found)
    assert [kind for kind, _ in moved[1:]] == ["back" if kind == "left" else "left" for kind, _ in moved[:-1]]
    assert [minutes for _, minutes in moved] == sorted(minutes for _, minutes in moved)
    for kind, minutes in moved:
        assert kind == "left" or not here(found, minutes - 0.5)
        if (kind, minutes) == moved[-1]:
            assert here(found, minutes) == (kind != "left")


def test_who_belongs_to_the_team_today_has_not_left_yet() -> None:
    assert current_members(session(DAY), DAY) == (STAYS,)
    assert current_members(session(DAY), DAY - timedelta(days=1)) == (LEAVES, STAYS)


STEPS = [
    make.step(id="before", kind="preparation"),
    make.step(id="first", cases=(2, 3)),
    make.step(id="second"),
    make.step(id="third", cases=(1, 3)),
]
KEYS = [step.id for step in STEPS]


@pytest.mark.parametrize(
    ("chosen", "counts"),
    [
        ({}, [2, 2, 2, 2]),
        ({"first": 3}, [3, 3, 3, 3]),
        ({"first": 0}, [0, 0, 0, 0]),
        ({"first": 3, "third": 1}, [3, 3, 3, 1]),
        ({"second": 4}, [2, 2, 4, 4]),
        ({"third": None, "first": 3}, [3, 3, 3, 3]),
    ],
)
def test_cases_are_one_number_from_where_it_was_chosen_on(
    chosen: dict[str, int | None], counts: list[int]
) -> None:
    assert [case_count(STEPS, chosen, key) for key in KEYS] == counts


def test_where_nobody_speaks_of_cases_there_are_none() -> None:
    assert case_count([make.step()], {}, "step1") == 0
    assert case_count(STEPS[2:], {}, "second") == 0


def test_nobody_else_reads_how_many_cases_were_chosen_for_a_meeting() -> None:
    """`.cases` elsewhere is the range that a curriculum gives a step, or what a command was asked for."""
    root = Path(jusou_tui.__file__).parent
    home = root / "session/programme/attendance.py"
    found = {
        f"{path.relative_to(root)}:{node.lineno} {ast.unparse(node)}"
        for path in root.rglob("*.py")
        if path != home and path.parent.name != "curriculum"
        if "cases" in (source := path.read_text("utf-8"))  # to parse all of them takes long
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute)
        and node.attr == "cases"
        and ast.unparse(node.value) not in {"step", "self.step", "request", "wish"}
    }
    assert found == set()
