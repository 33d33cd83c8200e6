"""Signals: each once, again after added time, never those of another run."""

from __future__ import annotations

from jusou_tui.timekeeping.countdown import Countdown, countdown, phase_of
from jusou_tui.timekeeping.schedule import Row
from jusou_tui.timekeeping.signals import Signal, due, part_due
from timekeeping.story import START, Story, activity, planned

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


def part(seconds: int, remaining: float) -> Countdown:
    phase = phase_of(remaining, seconds, part=True)
    return Countdown("a/b", START, remaining, seconds, 0.5, phase, part=True)


def activity_with(remaining: float) -> Countdown:
    return Countdown("a", START, remaining, 1200.0, 0.5, phase_of(remaining, 1200.0))


def test_a_part_gives_one_early_signal_a_fifth_or_a_minute_before_its_end() -> None:
    far = activity_with(800.0)
    assert part_due(part(2765, 61), part(2765, 59), far) == "soon"
    assert part_due(part(2765, 554), part(2765, 552), far) is None
    assert part_due(part(90, 61), part(90, 59), far) is None
    assert part_due(part(90, 19), part(90, 17), far) == "soon"
    assert part_due(part(90, 1), part(90, -1), far) == "over"
    assert part_due(part(90, 20), part(90, -1), far) == "over"
    assert part_due(None, part(90, -1), far) is None


def test_a_part_that_ends_with_its_activity_gives_no_signal_of_its_own() -> None:
    assert part_due(part(300, 1), part(300, -1), activity_with(4.0)) is None
    assert part_due(part(300, 61), part(300, 59), activity_with(63.0)) is None
    assert part_due(part(300, 61), part(300, 59), activity_with(240.0)) is None
    assert part_due(part(300, 1), part(300, -1), activity_with(60.0)) == "over"
    untimed = Countdown("a", START, 0.0, 0.0, 1.0, "untimed")
    assert part_due(part(300, 1), part(300, -1), untimed) == "over"
