"""A key pressed twice within a second counts once."""

from __future__ import annotations

from fake_clock import FakeClock
from jusou_tui.live.double_press import DoublePress
from jusou_tui.timekeeping.clock.clock import RehearsalClock
from timekeeping.story import START, Story


def test_case_18_a_double_press_is_told_from_a_second_one() -> None:
    events, clock = Story().then("start", "a").events, FakeClock(START)
    presses = DoublePress(clock)
    clock.advance(0.4)
    assert presses.is_repeat("start", events)
    assert not presses.is_repeat("pause", events)
    clock.advance(0.6)
    assert not presses.is_repeat("start", events)


def test_case_18_a_press_that_was_undone_does_not_hinder_the_next() -> None:
    story, clock = Story().then("start", "a"), FakeClock(START)
    story.wait(0.3).do("undo", target=story.events[0][0])
    clock.advance(0.6)
    assert not DoublePress(clock).is_repeat("start", story.events)


def test_in_a_rehearsal_it_is_the_real_second_that_counts() -> None:
    events, clock = Story().then("start", "a").events, FakeClock(START)
    presses = DoublePress(RehearsalClock(clock, 60.0, START))
    clock.advance(0.9)
    assert presses.is_repeat("start", events)
    clock.advance(0.1)
    assert not presses.is_repeat("start", events)
