"""The forecast: what holds for any plan, any story and any time at which one looks."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from drawn import holds_for
from jusou_tui.timekeeping.clock.instants import seconds_between, utc
from jusou_tui.timekeeping.forecast.breaks import next_break, next_pinned
from jusou_tui.timekeeping.forecast.forecast import Forecast, forecast
from jusou_tui.timekeeping.plan.schedule import Schedule
from jusou_tui.timekeeping.running.progress import progress
from timekeeping.forecast.test_fit_properties import ANY, Task
from timekeeping.story import Story

STEPS = st.lists(st.sampled_from([0.001, 0.5, 1.0, 1.0, 1.0, 59.0, 600.0, 4000.0]), max_size=25)
WITHOUT_KEYS_TO_COME = ANY.filter(
    lambda task: task[1].progress.touched is None or task[1].progress.touched <= task[1].now
)


def seen(schedule: Schedule, story: Story, later: float = 0.0) -> Forecast:
    now = story.now + timedelta(seconds=later)
    return forecast(schedule, progress(story.events, now), now)


def looks(task: Task, steps: list[float]) -> list[Forecast]:
    """ClockReading again and again; no key is pressed between."""
    schedule, story, _ = task
    moments, reached = [0.0], 0.0
    for step in steps:
        reached += step
        moments.append(reached)
    return [seen(schedule, story, moment) for moment in moments]


@holds_for(200, WITHOUT_KEYS_TO_COME, STEPS)
def test_as_time_passes_nothing_is_expected_earlier_than_before(task: Task, steps: list[float]) -> None:
    for before, after in pairwise(looks(task, steps)):
        assert after.end >= before.end
        for one, other in zip(before.rows, after.rows, strict=True):
            assert one.state == other.state
            assert (other.start >= one.start, other.end >= one.end) == (True, True)


@holds_for(200, WITHOUT_KEYS_TO_COME, STEPS)
def test_case_27_late_and_early_never_take_turns_while_no_key_is_pressed(
    task: Task, steps: list[float]
) -> None:
    behind = [found.behind_minutes for found in looks(task, steps)]
    assert behind == sorted(behind)


@holds_for(200, ANY)
def test_case_27_late_is_positive_early_negative_by_the_times_that_are_shown(task: Task) -> None:
    schedule, story, _ = task
    found = seen(schedule, story)
    assert found.behind_minutes == minutes_shown(schedule.end, found.end)
    assert schedule.booked_end is not None
    assert found.late_minutes == minutes_shown(schedule.booked_end, found.end)


def minutes_shown(one: datetime, other: datetime) -> int:
    shown = (utc(at).replace(second=0, microsecond=0) for at in (one, other))
    return round(seconds_between(*shown) / 60)


@holds_for(200, ANY)
def test_case_14_no_row_ends_before_it_starts_in_any_story(task: Task) -> None:
    found = seen(task[0], task[1])
    assert all(row.start <= row.end for row in found.rows)
    assert all(row.expected_minutes >= 0 and (row.actual_minutes or 0) >= 0 for row in found.rows)


@holds_for(200, ANY)
def test_case_26_a_pinned_row_never_starts_early(task: Task) -> None:
    found = seen(task[0], task[1])
    assert all(row.start >= row.row.start for row in found.rows if row.state == "next" and row.row.pinned)


@holds_for(200, ANY)
def test_case_25_a_gap_takes_up_exactly_what_it_can_and_an_overlap_is_always_told(task: Task) -> None:
    schedule, story, _ = task
    rest = [row for row in seen(schedule, story).rows if row.state in {"now", "next"}]
    reached = rest[0].end if rest else None
    for row in rest[1:]:
        assert reached is not None
        if row.start > reached:  # only a clock time lets anybody wait
            assert row.row.pinned
            assert row.start in {row.row.start, max(story.now, schedule.start)}
        if row.start < reached:
            assert row.row.pinned
            assert row.overlap_minutes * 60 >= seconds_between(row.start, reached)
        assert bool(row.overlap_minutes) == (row.start < reached)
        reached = max(reached, row.end)


@holds_for(200, ANY, STEPS)
def test_the_time_to_the_next_break_and_pin_is_never_negative_and_counts_down(
    task: Task, steps: list[float]
) -> None:
    schedule, story, _ = task
    later = 0.0
    before: dict[Any, int] = {}
    for step in [0.0, *steps]:
        later += step
        found, now = seen(schedule, story, later), story.now + timedelta(seconds=later)
        for of in (next_break, next_pinned):
            ahead = of(found, now)
            if ahead is None:
                continue
            assert ahead.minutes >= 0
            row = found.row(ahead.row.key)
            assert row is not None
            assert row.state == "next"
            assert ahead.minutes <= before.get((of, ahead.row.key), ahead.minutes)
            before[of, ahead.row.key] = ahead.minutes
