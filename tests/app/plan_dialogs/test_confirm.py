"""A start or an end far from the plan is asked about."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.day_of_two import MORNING, at, two
from app.stage import BEGIN, go_on, make_live, still_clock
from jusou_tui.app.plan_dialogs.confirm import confirmation
from jusou_tui.live.controls import advance
from jusou_tui.live.meeting_words.questions import Planned, early_end, other_day, still_to_speak


@pytest.mark.parametrize(("sooner", "asks"), [(30, False), (90, True), (24 * 60, True), (-24 * 60, True)])
def test_a_start_far_from_the_plan_is_doubted(place: Path, sooner: int, asks: bool) -> None:
    clock = still_clock()
    clock.advance(-sooner * 60)
    live = make_live(place, clock)
    meeting = live.current
    assert (other_day(meeting, meeting.snapshot()) is not None) == asks
    assert (confirmation(meeting) is not None) == asks
    live.close()


def test_without_a_start_time_another_day_is_doubted_as_with_one(place: Path) -> None:
    live = make_live(place, still_clock())
    meeting = live.current
    for days, asks in ((0, False), (1, True), (-1, True)):
        day = BEGIN.date() + timedelta(days=days)
        meeting.set_record(date=day, start=None, booked_end=None)
        found = confirmation(meeting)
        assert (found is not None) == asks
        assert other_day(meeting, meeting.snapshot()) == (Planned(day) if asks else None)
    meeting.set_record(date=None)
    assert confirmation(meeting) is None
    live.close()


def test_a_meeting_that_follows_another_one_is_doubted_by_when_that_lets_it_begin(place: Path) -> None:
    live = make_live(place, still_clock())
    second = live.meeting("step2")
    second.set_record(date=BEGIN.date())
    planned = other_day(second, second.snapshot())
    assert planned is not None
    assert planned.start == second.schedule().start
    assert confirmation(second) is not None
    live.close()


def test_a_meeting_that_moved_with_the_one_before_it_is_near_its_time(place: Path) -> None:
    live = two(place, date=MORNING.date(), start=at(13))
    live.clock.advance(-3 * 86400)
    for _ in range(5):
        go_on(live, 3000)
    second = live.meeting("step2")
    assert other_day(second, second.snapshot()) is None
    live.close()


@pytest.mark.parametrize(("answer", "begins"), [("go", True), ("leave", False), (None, False)])
def test_only_the_answer_to_begin_begins(place: Path, answer: str | None, begins: bool) -> None:
    clock = still_clock()
    clock.advance(-90 * 60)
    live = make_live(place, clock)
    question = confirmation(live.current)
    assert question is not None
    assert question.take(answer) == begins
    assert live.current.is_under_way == begins
    live.close()


@pytest.mark.parametrize(("answer", "minutes"), [("planned", 10), ("now", 0), ("leave", None), (None, None)])
def test_a_late_start_begins_now_or_as_planned_or_not_yet(
    place: Path, answer: str | None, minutes: int | None
) -> None:
    clock = still_clock()
    clock.advance(10 * 60)
    live = make_live(place, clock)
    question = confirmation(live.current)
    assert question is not None
    assert question.take(answer) == (minutes is not None)
    if minutes is None:
        assert live.current.events == []
    else:
        assert live.current.snapshot().progress.elapsed == minutes * 60
    live.close()


def test_an_end_is_doubted_until_five_minutes_before_it_is_expected(place: Path) -> None:
    live = make_live(place, still_clock())
    for _ in range(4):
        go_on(live)
    snapshot = live.current.snapshot()
    assert early_end(snapshot) is not None
    assert confirmation(live.current) is not None
    live.clock.advance(snapshot.countdown.remaining - 60)
    assert early_end(live.current.snapshot()) is None
    assert confirmation(live.current) is None
    live.close()


def test_a_round_is_not_left_unasked_before_everybody_has_spoken(place: Path) -> None:
    live = make_live(place, still_clock())
    go_on(live)
    advance(live.current)
    assert live.current.snapshot().round is not None
    for people in range(len(live.current.present), 0, -1):
        assert still_to_speak(live.current.snapshot()) == people  # whose turn it is included
        assert confirmation(live.current) is not None
        live.clock.advance(30)
        advance(live.current)
    assert still_to_speak(live.current.snapshot()) == 0
    assert confirmation(live.current) is None
    live.close()
