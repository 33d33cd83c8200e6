"""Where one can go from a row, and how many minutes can be taken."""

from __future__ import annotations

from jusou_tui.session.model.records import Meeting
from jusou_tui.timekeeping.running.going_back import previous_activity
from jusou_tui.timekeeping.running.progress import (
    allowed_adjustment,
    next_activity,
)
from timekeeping.story import Story, abc, activity, planned


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


def test_behind_the_only_row_there_is_no_next_one() -> None:
    story = Story().then("start", "a").wait(2)
    assert next_activity(planned(activity("a")), story.progress) is None
