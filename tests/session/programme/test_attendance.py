"""Who takes part in a meeting, and how many cases it has."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import make
from jusou_tui.session.model.ids import encode
from jusou_tui.session.model.records import Event, Meeting, Participant, Session
from jusou_tui.session.programme.attendance import attendees, case_count, meeting_day, members, team

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


def test_cases_are_as_chosen_else_the_fewest_of_the_step() -> None:
    assert [case_count(make.step(cases=(2, 3)), chosen) for chosen in (None, 0, 3)] == [2, 0, 3]
    assert (case_count(make.step(), None), case_count(make.step(), None, unknown=1)) == (0, 1)
