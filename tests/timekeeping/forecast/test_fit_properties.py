"""Fit: what holds for any plan and any story, with clock times close enough to be in the way."""

from __future__ import annotations

import math
import sys
from datetime import datetime, timedelta
from random import Random
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import holds_for
from jusou_tui.session.model.records import Insert, Meeting
from jusou_tui.timekeeping.clock.instants import seconds_between
from jusou_tui.timekeeping.forecast.fit import Fit, chain, fit, minimums, minutes_over
from jusou_tui.timekeeping.forecast.forecast import forecast
from jusou_tui.timekeeping.plan.schedule import Schedule
from jusou_tui.timekeeping.running.countdown import countdown
from jusou_tui.timekeeping.running.progress import adjusted
from timekeeping.forecast.test_fit import TASKS, least
from timekeeping.story import START, Story, activity, planned
from timekeeping.test_properties import KEYS

some = settings(max_examples=200, deadline=None)
WAITS = st.sampled_from([0.0, 30.0, 59.5, 600.0, 1234.567, 3000.0])
Task = tuple[Schedule, Story, dict[str, int]]


def clock_time(minutes: int) -> str:
    """So many minutes after the start of the plan."""
    at = (START.hour * 60 + START.minute + minutes) % 1440
    return f"{at // 60:02d}:{at % 60:02d}"


@st.composite
def tight(draw: st.DrawFn) -> Task:
    """A plan whose pins and ends lie close to where its rows come anyway, and a meeting well on its way."""
    count = draw(st.integers(1, len(KEYS)))
    activities, reached = [], 0
    for key in KEYS[:count]:
        minutes = draw(st.integers(0, 40))
        near = max(0, reached + draw(st.integers(-30, 40)))
        held: dict[str, Any] = {}
        if draw(st.integers(0, 3)) == 0:
            held["pin"] = clock_time(near)
        if draw(st.integers(0, 4)) == 0:
            held["until"] = clock_time(near + minutes)
        activities.append(activity(key, minutes, **held))
        reached += minutes
    inserts = {
        "1" * 26: Insert(title="休憩", minutes=draw(st.integers(1, 15)), after=draw(st.sampled_from(KEYS)))
    }
    meeting = Meeting(
        skipped=tuple(draw(st.sets(st.sampled_from(KEYS), max_size=2))),
        order=tuple(draw(st.permutations(KEYS))) if draw(st.integers(0, 3)) == 0 else (),
        inserts=inserts if draw(st.booleans()) else {},
    )
    schedule = planned(*activities, meeting=meeting)
    story = Story(START).wait(minutes=draw(st.integers(-20, 30)))
    for key in KEYS[: draw(st.integers(0, count))]:
        story.then("start", key).wait(draw(WAITS))
        extra = draw(st.sampled_from(["", "", "", "adjust", "skip", "pause"]))
        if extra == "adjust":
            story.then(extra, draw(st.sampled_from(KEYS)), minutes=draw(st.integers(-30, 30)))
        elif extra:
            story.then(extra, draw(st.sampled_from(KEYS))).wait(draw(WAITS))
    booked = schedule.end + timedelta(minutes=draw(st.integers(-60, 30)))
    return (
        schedule._replace(booked_end=booked),
        story,
        least(schedule, draw(st.sampled_from([0, 50, 80, 100]))),
    )


ANY = st.one_of(tight(), TASKS)


def found_for(task: Task) -> Fit:
    schedule, story, floor = task
    return fit(schedule, story.progress, story.now, minimums=floor)


def end_with(task: Task, more: dict[str, int]) -> datetime:
    schedule, story, _ = task
    return forecast(schedule, adjusted(story.progress, more), story.now).end


@holds_for(200, ANY)
def test_the_chain_ends_when_the_forecast_does(task: Task) -> None:
    schedule, story, _ = task
    seen = story.progress
    assert (
        max(end for _, end in chain(schedule, seen, story.now).ends())
        == forecast(schedule, seen, story.now).end
    )


@holds_for(200, ANY)
def test_the_end_is_met_to_the_minute_and_what_is_missing_is_what_the_minimums_leave(
    task: Task,
) -> None:
    schedule, story, floor = task
    found, seen = found_for(task), story.progress
    if seen.state == "finished":
        assert (found.changes, found.over, found.missing, found.offers) == ({}, 0, 0, ())
        return
    assert found.over == minutes_over(found.end_before, found.target)
    assert found.missing == minutes_over(end_with(task, found.changes), found.target)
    if found.changes:
        beyond = seconds_between(found.target, end_with(task, found.changes)) - 60 * found.missing
        assert -0.001 <= beyond < 60
    everything = {
        row.key: min(floor.get(row.key, row.before) - row.before, 0) for row in found.rows if not row.fixed
    }
    if seen.activity in everything:
        row = schedule.row(seen.activity)
        assert row is not None
        left = math.floor(max(0.0, countdown(row, seen).remaining) / 60)
        everything[row.key] = max(everything[row.key], -left)
    assert found.missing == minutes_over(end_with(task, everything), found.target)


@holds_for(200, ANY)
def test_nobody_is_hurried_in_vain(task: Task) -> None:
    found = found_for(task)
    for key, minutes in found.changes.items():
        assert end_with(task, {**found.changes, key: minutes + 1}) > end_with(task, found.changes)


@holds_for(200, ANY)
def test_case_33_applied_twice_it_changes_nothing_whatever_holds_a_clock_time(task: Task) -> None:
    schedule, story, floor = task
    found = found_for(task)
    again = fit(schedule, adjusted(story.progress, found.changes), story.now, minimums=floor)
    assert (again.changes, again.missing, again.end_before) == (
        {},
        found.missing,
        end_with(task, found.changes),
    )


@holds_for(200, ANY, st.integers(0, 1 << 32).map(Random))
def test_the_same_input_gives_the_same_output_in_whatever_order_it_is_told(task: Task, random: Any) -> None:
    schedule, story, floor = task
    shuffled, events = list(floor.items()), list(story.events)
    random.shuffle(shuffled)
    random.shuffle(events)
    other = Story(START)
    other.wall, other.events = story.wall, events
    assert fit(schedule, other.progress, story.now, minimums=dict(shuffled)) == found_for(task)


@holds_for(200, ANY)
def test_case_33_what_is_enough_to_leave_out_suffices_and_what_is_not_offered_helps_nothing(
    task: Task,
) -> None:
    schedule, story, floor = task
    found, seen = found_for(task), story.progress
    if not found.missing:
        assert found.offers == ()
        return
    offered = {offer.key: offer for offer in found.offers}
    for entry in forecast(schedule, seen, story.now).rows:
        if entry.state != "next" or entry.row.pinned or entry.row.until:
            assert entry.row.key not in offered
            continue
        without = seen._replace(skipped=seen.skipped | {entry.row.key})
        then = fit(schedule, without, story.now, minimums=floor).missing
        offer = offered.get(entry.row.key)
        if offer is None:
            assert then == found.missing
        elif offer.enough:
            assert then == 0
        else:
            assert then == found.missing - offer.minutes > 0


@some
@given(tight(), st.data())
def test_any_part_of_a_fit_makes_it_end_no_later_and_undo_brings_the_end_back(
    task: Task, data: st.DataObject
) -> None:
    schedule, story, _ = task
    found = found_for(task)
    taken: dict[str, int] = {}
    end = found.end_before
    for key in data.draw(st.permutations(sorted(found.changes))):
        taken[key] = found.changes[key]
        assert end_with(task, taken) <= end
        end = end_with(task, taken)
    fitted = end_with(task, found.changes)
    assert end == fitted
    written = [story.do("adjust", key, minutes=minutes) for key, minutes in taken.items()]
    assert forecast(schedule, story.progress, story.now).end == fitted
    for event in reversed(written):
        story.do("undo", target=event)
    assert forecast(schedule, story.progress, story.now).end == found.end_before


@some
@given(st.integers(0, 40), st.integers(1, 30), st.integers(0, 100), st.sampled_from([0, 50, 80]))
def test_what_people_need_is_left_to_them(people: int, late: int, early: int, share: int) -> None:
    rows = [
        activity("in", duration={"minutes": 15, "base": 5, "per_participant": 0.5}),
        activity("work", 40),
        activity("out", duration={"per_participant": 0.5}),
    ]
    schedule = planned(*rows, participants=people)
    schedule = schedule._replace(booked_end=schedule.end - timedelta(minutes=early))
    story = Story(START).wait(minutes=late).then("start", "in")
    floor = minimums(schedule, participants=people, cases=0, share=share)
    after = {row.key: row.after for row in fit(schedule, story.progress, story.now, minimums=floor).rows}
    assert after["in"] >= 5 + people / 2
    assert after["out"] >= people / 2


def lines_run(rows: int, *, done: int) -> int:
    """Return how many lines of code a fit of so many rows takes, some of them gone through."""
    schedule = planned(*(activity(f"r{number}", 10) for number in range(rows)))
    schedule = schedule._replace(booked_end=schedule.end - timedelta(minutes=rows))
    story = Story(START)
    for number in range(done):
        story.then("start", f"r{number}").wait(minutes=11)
    seen, floor, count = story.progress, least(schedule), 0

    def counted(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal count
        count += event == "line"
        return counted

    before = sys.gettrace()
    sys.settrace(counted)
    try:
        fit(schedule, seen, story.now, minimums=floor)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.proof
def test_twice_the_rows_cost_twice_the_work() -> None:
    assert lines_run(2000, done=0) < 2.05 * lines_run(1000, done=0)
    assert lines_run(2000, done=1000) < 2.05 * lines_run(1000, done=500)
