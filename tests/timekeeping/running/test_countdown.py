"""Countdowns: what is left of an activity, a segment, a turn, and what is shown of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from jusou_tui.text.seconds import face, seconds_to_change
from jusou_tui.timekeeping.plan.schedule import Row
from jusou_tui.timekeeping.running import rounds
from jusou_tui.timekeeping.running.countdown import (
    Countdown,
    countdown,
    current_segment,
    phase_of,
    planned_end,
    segment_countdown,
    turn_countdown,
)
from timekeeping.story import START, TOKYO, Story, activity, planned, segment


def row(minutes: int = 10, **changed: object) -> Row:
    return planned(activity("a", minutes, **changed)).rows[0]


def running() -> Story:
    return Story().then("start", "a")


def left(story: Story, of: Row | None = None) -> Countdown:
    return countdown(of or row(), story.progress)


def test_a_row_that_does_not_run_has_all_its_time() -> None:
    found = left(Story().then("start", "b").wait(60))
    assert (found.phase, found.remaining, found.share) == ("idle", 600.0, 0.0)


def test_a_row_counts_down_and_then_overtime_up() -> None:
    story = running().wait(minutes=4)
    assert (left(story).remaining, left(story).share, left(story).phase) == (360.0, 0.4, "running")
    story.wait(minutes=8)
    assert (left(story).remaining, left(story).share, left(story).phase) == (-120.0, 1.0, "over")


def test_the_phase_grows_with_what_is_missing() -> None:
    phases = [phase_of(remaining, 600.0) for remaining in (600, 121, 120, 61, 60, 1, 0, -1)]
    assert phases == ["running"] * 2 + ["soon"] * 2 + ["last_minute"] * 2 + ["over"] * 2


@pytest.mark.parametrize(
    ("budget", "remaining", "phase"),
    [(60.0, 60.0, "running"), (60.0, 12.0, "soon"), (120.0, 61.0, "running"), (120.0, 24.0, "last_minute")],
)
def test_case_16_a_threshold_as_long_as_the_activity_is_left_out(
    budget: float, remaining: float, phase: str
) -> None:
    assert phase_of(remaining, budget) == phase


def test_case_17_an_activity_of_zero_minutes_is_untimed_and_not_late() -> None:
    found = left(running().wait(30), row(0))
    assert (found.phase, found.share, found.remaining) == ("untimed", 1.0, -30.0)
    given = left(running().then("adjust", minutes=5).wait(30), row(0))
    assert (given.phase, given.remaining) == ("running", 270.0)


def test_case_12_minutes_are_added_and_taken_in_overtime() -> None:
    story = running().wait(minutes=12)
    assert left(story.then("adjust", minutes=1)).remaining == -60.0
    assert left(story.then("adjust", minutes=4)).remaining == 180.0
    assert left(story.then("adjust", minutes=-4)).remaining == -60.0


def test_case_13_taking_more_than_is_left_makes_it_over_and_counts_the_time_once() -> None:
    story = running().wait(minutes=6).then("adjust", minutes=-5)
    assert (left(story).remaining, left(story).phase) == (-60.0, "over")
    story.then("start", "b").wait(minutes=1)
    assert [run.elapsed for run in story.progress.runs] == [360.0, 60.0]


def test_case_13_no_budget_is_below_nothing() -> None:
    story = running().wait(minutes=1).then("adjust", minutes=-50)
    assert (left(story).budget, left(story).remaining, left(story).phase) == (0.0, -60.0, "over")


def test_case_14_the_end_is_never_before_the_start_or_now() -> None:
    story = running().then("adjust", minutes=-50)
    assert planned_end(row(), story.progress) == START
    assert planned_end(row(), story.wait(60).progress) == story.now
    behind = running()
    behind.wall -= timedelta(hours=1)
    assert planned_end(row(), behind.progress) >= START


def test_a_paused_countdown_stands() -> None:
    story = running().wait(60).then("pause").wait(600)
    assert (left(story).remaining, left(story).paused) == (540.0, True)


def test_case_28_a_row_until_a_time_ends_then_however_late_it_starts() -> None:
    until = planned(activity("a", None, until="13:50")).rows[0]
    story = Story().wait(minutes=5).then("start", "a").wait(minutes=5)
    assert (left(story, until).remaining, left(story, until).budget) == (600.0, 900.0)
    assert left(story.then("adjust", minutes=2), until).remaining == 720.0
    assert left(story.wait(minutes=14), until).remaining == -120.0


def test_case_28_a_row_until_a_time_that_starts_after_it_counts_overtime_from_its_start() -> None:
    until = planned(activity("a", None, until="13:50")).rows[0]
    story = Story().wait(minutes=30).then("start", "a").wait(minutes=1)
    assert (left(story, until).remaining, left(story, until).phase) == (-60.0, "over")


def test_case_28_a_row_until_a_time_overnight_counts_down_over_midnight() -> None:
    start = datetime(2026, 12, 10, 23, 30, tzinfo=TOKYO)
    until = planned(activity("a", None, until="00:30"), start=start).rows[0]
    story = Story(start).then("start", "a").wait(minutes=45)
    assert left(story, until).remaining == 900.0


def timed() -> Row:
    return row(segments=[segment("first", seconds=120), segment("rest"), segment("last", minutes=2)])


def test_the_first_segment_is_current_until_one_is_chosen() -> None:
    story = running().wait(30)
    assert current_segment(timed(), story.progress) == timed().segments[0]
    found = segment_countdown(timed(), story.progress)
    assert found is not None
    assert (found.remaining, found.key) == (90.0, "a/first")


def test_an_untimed_segment_has_no_countdown() -> None:
    assert segment_countdown(timed(), running().then("segment", segment="rest").progress) is None
    assert segment_countdown(row(), running().progress) is None
    assert segment_countdown(timed(), Story().progress) is None


def test_a_segment_that_is_gone_from_the_curriculum_is_the_first_one() -> None:
    story = running().then("segment", segment="gone")
    assert current_segment(timed(), story.progress) == timed().segments[0]


def test_a_turn_has_its_own_countdown() -> None:
    around = row(segments=[segment("around", seconds_per_participant=60)]).segments[0]
    story = running().wait(45)
    found = turn_countdown(around, rounds.round_state(("A",), story.progress))
    assert found is not None
    assert (found.remaining, found.phase, found.key) == (15.0, "running", "around/A")
    story.then("next_turn", participant="A")
    assert turn_countdown(around, rounds.round_state(("A",), story.progress)) is None
    assert turn_countdown(timed().segments[0], rounds.round_state(("A",), story.progress)) is None


@pytest.mark.parametrize(
    ("remaining", "shown"),
    [
        (1.0, "0:01"),
        (0.2, "0:01"),
        (0.0, "0:00"),
        (-0.0, "0:00"),
        (-0.9, "0:00"),
        (-1.0, "+0:01"),
        (1e-9, "0:00"),
        (-1e-9, "0:00"),
    ],
)
def test_case_09_around_zero_there_is_no_minus(remaining: float, shown: str) -> None:
    assert str(face(remaining)) == shown


@pytest.mark.parametrize(
    ("remaining", "shown"),
    [
        (59.99999, "1:00"),
        (60.0, "1:00"),
        (59.5, "1:00"),
        (59.0, "0:59"),
        (-59.9999, "+1:00"),
        (-60.0, "+1:00"),
        (3599.5, "60:00"),
        (7380.0, "123:00"),
    ],
)
def test_case_10_there_are_never_sixty_seconds(remaining: float, shown: str) -> None:
    assert str(face(remaining)) == shown
    assert 0 <= face(remaining).seconds < 60


def test_case_08_looking_again_when_told_shows_each_second_once() -> None:
    remaining, shown = 65.3, []
    while remaining > -65:
        shown.append(str(face(remaining)))
        wait = seconds_to_change(remaining)
        assert 0 < wait <= 1.001
        remaining -= wait
    assert len(set(shown)) == len(shown) == 131
    assert shown[:2] == ["1:06", "1:05"]


def test_case_08_late_ticks_lose_no_time() -> None:
    story = running()
    for late in (1.2, 0.9, 3.7, 0.2):
        story.wait(late)
    assert left(story).remaining == pytest.approx(594.0)
