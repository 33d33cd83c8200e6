"""What is asked about time without the program, and a clock that is behind the file."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from jusou_tui.timekeeping.running.gaps import Gap, clock_behind, gap_question
from timekeeping.story import START, TOKYO, Story


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
