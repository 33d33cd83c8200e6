"""Steering: where one can go, and what is to be asked after a gap."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from jusou_tui.session.model.records import Meeting
from jusou_tui.timekeeping.running.gaps import Gap, clock_behind, gap_question
from jusou_tui.timekeeping.running.progress import (
    allowed_adjustment,
    next_activity,
    previous_activity,
)
from timekeeping.story import START, TOKYO, Story, abc, activity, planned


def ways(story: Story, **options: object) -> tuple[str | None, str | None]:
    return previous_activity(abc(**options), story.progress), next_activity(abc(**options), story.progress)


def test_case_21_at_the_first_in_the_middle_and_at_the_last() -> None:
    assert ways(Story()) == (None, "a")
    assert ways(Story().then("start", "a")) == (None, "b")
    assert ways(Story().then("start", "b")) == ("a", "c")
    assert ways(Story().then("start", "c")) == ("b", None)


def test_case_21_over_skipped_rows() -> None:
    assert ways(Story().then("start", "a").then("skip", "b")) == (None, "c")
    assert ways(Story().then("start", "c").then("skip", "b")) == ("a", None)
    assert ways(Story().then("skip", "a")) == (None, "b")
    assert ways(Story().then("start", "a"), meeting=Meeting(skipped=("b",))) == (None, "c")


def test_case_21_with_all_skipped() -> None:
    story = Story().then("skip", "a").then("skip", "b").then("skip", "c")
    assert ways(story) == (None, None)
    story = Story().then("start", "b").then("skip", "a").then("skip", "b").then("skip", "c")
    assert ways(story) == (None, None)


def test_case_32_in_an_empty_plan_there_is_nowhere_to_go() -> None:
    empty = planned()
    for story in (Story(), Story().then("start", "gone")):
        assert next_activity(empty, story.progress) is None
        assert previous_activity(empty, story.progress) is None


def test_after_the_finish_one_can_only_go_back() -> None:
    assert ways(Story().then("start", "a").then("start", "b").then("finish")) == ("b", None)


def test_case_20_when_the_running_row_is_gone_the_way_goes_on_from_the_one_before() -> None:
    story = Story().then("start", "a").then("start", "gone")
    assert ways(story) == ("a", "b")


def test_case_18_start_next_and_back_within_a_second_end_at_the_first() -> None:
    story = Story().then("start", "a").wait(0.2).then("start", "b").wait(0.2).then("start", "a").wait(0.2)
    assert story.progress.activity == "a"
    assert ways(story) == (None, "b")
    assert [run.activity for run in story.progress.runs] == ["a", "b", "a"]


def test_case_13_no_more_minutes_are_taken_than_there_are() -> None:
    row = abc().rows[0]
    story = Story().then("start", "a").then("adjust", minutes=-8)
    assert [allowed_adjustment(row, story.progress, wish) for wish in (-1, -5, 3)] == [-1, -2, 3]
    assert allowed_adjustment(row, story.then("adjust", minutes=-8).progress, -1) == 0


@pytest.mark.parametrize(
    ("seconds", "gap"),
    [
        (30, None),
        (59.9, None),
        (60, Gap(60.0, True)),
        (299, Gap(299.0, True)),
        (300, Gap(300.0, False)),
        (720, Gap(720.0, False)),
        (9 * 3600, Gap(9 * 3600.0, False)),
    ],
)
def test_case_06_a_gap_is_asked_about_by_its_length(seconds: float, gap: Gap | None) -> None:
    story = Story().then("start", "a").wait(60)
    seen = story.now
    assert gap_question(story.progress, seen, story.wait(seconds).now) == gap


def test_case_06_a_gap_over_midnight_goes_by_its_length_too() -> None:
    story = Story(datetime(2026, 12, 10, 23, 58, tzinfo=TOKYO)).then("start", "a").wait(60)
    seen = story.now
    assert gap_question(story.progress, seen, story.wait(120).now) == Gap(120.0, True)
    assert gap_question(story.progress, seen, story.wait(8 * 3600).now) == Gap(8 * 3600.0 + 120, False)


def test_case_06_no_gap_is_asked_about_in_a_pause_before_or_after() -> None:
    paused = Story().then("start", "a").then("pause")
    finished = Story().then("start", "a").then("finish")
    for story in (Story(), paused, finished):
        assert gap_question(story.progress, START, story.wait(720).now) is None


def test_no_gap_is_asked_about_when_nothing_is_known_or_the_clock_went_back() -> None:
    story = Story().then("start", "a").wait(720)
    assert gap_question(story.progress, None, story.now) is None
    assert gap_question(story.progress, story.now + timedelta(hours=1), story.now) is None


def test_a_gap_is_asked_about_once() -> None:
    story = Story().then("start", "a").wait(720)
    assert gap_question(story.progress, START, story.now) is not None
    story.then("gap", seconds=720.0, counted=False)
    assert gap_question(story.progress, START, story.now) is None


def test_case_07_a_clock_that_is_behind_the_file_is_noticed_and_put_right() -> None:
    story = Story().then("start", "a").wait(minutes=20)
    seen = story.now
    story.wall -= timedelta(hours=2)
    behind = clock_behind(story.progress, seen, story.now)
    assert behind == 7200.0
    story.then("clock", seconds=-behind).wait(minutes=1)
    assert story.progress.elapsed == 1260.0


def test_a_clock_that_goes_right_is_not_behind() -> None:
    story = Story().then("start", "a").wait(2)
    assert clock_behind(story.progress, story.now + timedelta(seconds=2), story.now) == 0.0
    assert clock_behind(Story().progress, None, START) == 0.0
    assert next_activity(planned(activity("a")), story.progress) is None
