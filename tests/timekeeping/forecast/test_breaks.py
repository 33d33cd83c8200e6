"""Breaks: how long people sit without one, as it goes; how long it is until the next one and the next pin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from drawn import holds_for
from jusou_tui.session.model.records import Insert, Meeting
from jusou_tui.timekeeping.forecast.breaks import (
    LONGEST_STRETCH,
    FixedPoint,
    long_stretches_ahead,
    next_break,
    next_pinned,
)
from jusou_tui.timekeeping.forecast.forecast import forecast
from jusou_tui.timekeeping.plan.schedule import Schedule
from timekeeping.forecast.test_fit_properties import ANY, Task
from timekeeping.story import START, Story, activity, planned
from timekeeping.warnings_ahead import long_stretches


def rested(**changed: Any) -> Schedule:
    """a 50, a break of ten minutes, b 60, another break, c 30, a guest at 17:00."""
    inserts = {
        "x": Insert(title="休憩", minutes=10, after="a"),
        "y": Insert(title="休憩", minutes=10, after="b"),
    }
    rows = [activity("a", 50), activity("b", 60), activity("c", 30), activity("guest", 20, pin="17:00")]
    return planned(*rows, meeting=Meeting(inserts=inserts, **changed))


def sat(schedule: Schedule, story: Story) -> list[tuple[object, ...]]:
    found = forecast(schedule, story.progress, story.now)
    warnings = long_stretches_ahead(schedule, found, story.progress)
    return [(one.facts["start"], one.facts["end"], one.facts["minutes"]) for one in warnings]


def ahead(schedule: Schedule, story: Story) -> tuple[tuple[str, int] | None, tuple[str, int] | None]:
    found = forecast(schedule, story.progress, story.now)

    def told(one: FixedPoint | None) -> tuple[str, int] | None:
        return None if one is None else (one.row.key, one.minutes)

    return told(next_break(found, story.now)), told(next_pinned(found, story.now))


def begun(*keys: str, minutes: float = 0) -> Story:
    story = Story()
    for key in keys:
        story.then("start", key).wait(minutes=minutes)
    return story


def test_a_rested_day_is_not_warned_about() -> None:
    assert sat(rested(), Story()) == sat(rested(), begun("a", minutes=40)) == []


def test_a_break_that_is_left_out_is_missed() -> None:
    story = begun("a").wait(minutes=10).then("skip", "x")
    assert sat(rested(), story) == [("13:30", "15:20", 110)]
    assert sat(rested(skipped=("x",)), Story()) == [("13:30", "15:20", 110)]
    assert sat(rested(), story.then("restore", "x")) == []


def test_a_break_that_was_cut_short_is_missed_and_one_that_has_begun_is_not() -> None:
    story = begun("a").wait(minutes=50).then("start", "x").wait(minutes=2)
    assert sat(rested(), story) == []
    assert sat(rested(), story.then("start", "b")) == [("13:30", "15:22", 112)]
    assert (
        sat(rested(), begun("a").wait(minutes=50).then("start", "x").wait(minutes=5).then("start", "b")) == []
    )


def test_delays_make_a_sitting_long_and_a_pause_of_five_minutes_is_a_rest() -> None:
    story = begun("a").wait(minutes=85)
    assert sat(rested(), story) == []
    story.wait(minutes=7)
    assert sat(rested(), story) == [("13:30", "15:02", 92)]
    story.then("pause").wait(minutes=4)
    assert sat(rested(), story) == [("13:30", "15:06", 96)]
    story.wait(minutes=1)
    assert sat(rested(), story) == []
    assert sat(rested(), story.then("resume").wait(minutes=3)) == []


def test_what_is_over_is_not_told_any_more() -> None:
    story = begun("a").wait(minutes=95)
    assert len(sat(rested(), story)) == 1
    assert sat(rested(), story.then("start", "x").wait(minutes=1)) == []


def test_a_gap_before_a_pinned_row_is_a_rest_until_delays_have_eaten_it() -> None:
    schedule = planned(activity("a", 70), activity("b", 30, pin="14:50"))
    assert sat(schedule, Story()) == []
    assert sat(schedule, begun("a").wait(minutes=74)) == []
    assert sat(schedule, begun("a").wait(minutes=76)) == [("13:30", "15:20", 110)]


def test_the_next_break_is_told_around_pauses_skipped_rows_and_breaks_that_have_begun() -> None:
    story = begun("a").wait(minutes=20)
    assert ahead(rested(), story) == (("x", 30), ("guest", 190))
    story.then("pause").wait(minutes=10)
    assert ahead(rested(), story) == (("x", 30), ("guest", 180))
    story.then("resume").wait(minutes=10)
    assert ahead(rested(), story) == (("x", 20), ("guest", 170))
    story.then("skip", "x")
    assert ahead(rested(), story)[0] == ("y", 80)
    story.then("skip", "guest")
    assert ahead(rested(), story)[1] is None
    story.then("restore", "guest").then("start", "x")
    assert ahead(rested(), story)[0] == ("y", 70)
    story.then("start", "y").wait(minutes=30)
    assert ahead(rested(), story) == (None, ("guest", 140))
    story.then("start", "guest")
    assert ahead(rested(), story) == (None, None)


def test_before_the_start_and_in_overtime_the_minutes_are_those_to_its_real_beginning() -> None:
    assert ahead(rested(), Story(START - timedelta(minutes=15)))[0] == ("x", 65)
    assert ahead(rested(), Story(START + timedelta(minutes=15)))[0] == ("x", 50)
    story = begun("a").wait(minutes=80)
    assert ahead(rested(), story) == (("x", 0), ("guest", 130))
    assert ahead(rested(), story.then("finish")) == (None, None)


@pytest.mark.parametrize("seconds", [0, 1, 59, 60])
def test_a_part_of_a_minute_counts_as_one_until_it_begins(seconds: int) -> None:
    story = begun("a").wait(minutes=49).wait(seconds)
    assert ahead(rested(), story)[0] == ("x", 0 if seconds == 60 else 1)


@holds_for(200, ANY)
def test_before_the_start_it_is_told_as_of_the_plan(task: Task) -> None:
    schedule, _, _ = task
    told = long_stretches(schedule)
    rows = [row for row in schedule.rows if not row.skipped]
    assert all(LONGEST_STRETCH <= int(str(one.facts["minutes"])) <= schedule.minutes for one in told)
    assert {one.row for one in told} <= {row.key for row in rows if row.kind != "break" or row.minutes < 5}
    if sum(row.minutes for row in rows) < LONGEST_STRETCH and not any(row.pinned for row in rows):
        assert told == ()


def test_the_minutes_of_a_stretch_are_those_between_its_times() -> None:
    late = START + timedelta(seconds=50)
    (found,) = long_stretches(planned(activity("a", 60), activity("b", until="15:10"), start=late))
    assert found.facts == {"start": "13:30", "end": "15:10", "minutes": 100}
