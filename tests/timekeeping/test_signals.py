"""Signals: each once, again after added time, never those of another run."""

from __future__ import annotations

from jusou_tui.timekeeping.countdown import countdown
from jusou_tui.timekeeping.schedule import Row
from jusou_tui.timekeeping.signals import Signal, due
from timekeeping.story import Story, activity, planned

TEN = planned(activity("a", 10), activity("b", 10)).rows


def told(story: Story, seconds: int, row: Row = TEN[0], tick: int = 1) -> list[Signal]:
    """The signals given while so many seconds pass."""
    signals: list[Signal] = []
    before = countdown(row, story.progress)
    for _ in range(0, seconds, tick):
        now = countdown(row, story.wait(tick).progress)
        signals += due(before, now)
        before = now
    return signals


def test_case_16_each_signal_is_given_once() -> None:
    assert told(Story().then("start", "a"), 700, tick=7) == ["soon", "last_minute", "over"]


def test_case_16_signals_come_again_after_added_time() -> None:
    story = Story().then("start", "a")
    assert told(story, 605, tick=5) == ["soon", "last_minute", "over"]
    before = countdown(TEN[0], story.progress)
    after = countdown(TEN[0], story.then("adjust", minutes=5).progress)
    assert due(before, after) == ()
    assert told(story, 400, tick=5) == ["soon", "last_minute", "over"]


def test_taken_time_gives_what_became_due() -> None:
    story = Story().then("start", "a").wait(60)
    before = countdown(TEN[0], story.progress)
    after = countdown(TEN[0], story.then("adjust", minutes=-8).progress)
    assert due(before, after) == ("last_minute",)


def test_case_16_a_threshold_longer_than_the_activity_gives_nothing() -> None:
    short = planned(activity("a", 1)).rows[0]
    assert told(Story().then("start", "a"), 70, short) == ["soon", "over"]


def test_a_fifth_of_a_short_activity_is_not_told_after_its_last_minute() -> None:
    short = planned(activity("a", 2)).rows[0]
    assert told(Story().then("start", "a"), 130, short) == ["last_minute", "over"]


def test_case_17_an_activity_of_zero_minutes_gives_no_signal() -> None:
    assert told(Story().then("start", "a"), 120, planned(activity("a", 0)).rows[0], tick=10) == []


def test_a_first_look_gives_nothing_so_a_resume_in_overtime_is_calm() -> None:
    assert due(None, countdown(TEN[0], Story().then("start", "a").wait(700).progress)) == ()


def test_case_24_the_signals_of_one_run_do_not_ring_in_another() -> None:
    story = Story().then("start", "a")
    before = countdown(TEN[0], story.progress)
    story.wait(700).then("start", "b").wait(650)
    assert due(before, countdown(TEN[1], story.progress)) == ()
    assert due(before, countdown(TEN[0], story.then("start", "a").wait(700).progress)) == ()


def test_a_pause_gives_no_signal() -> None:
    assert told(Story().then("start", "a").wait(479).then("pause"), 600, tick=10) == []


def test_a_late_look_gives_the_mildest_first() -> None:
    story = Story().then("start", "a")
    before = countdown(TEN[0], story.progress)
    assert due(before, countdown(TEN[0], story.wait(900).progress)) == ("soon", "last_minute", "over")
