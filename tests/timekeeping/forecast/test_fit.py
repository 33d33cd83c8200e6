"""Fit: which rows give how much to end on time. Case 33, and what holds for any plan and any story."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import holds_for
from jusou_tui.session.model.records import Insert, Meeting
from jusou_tui.timekeeping.clock.instants import seconds_between
from jusou_tui.timekeeping.forecast.fit import Fit, fit, minimums
from jusou_tui.timekeeping.forecast.forecast import forecast
from jusou_tui.timekeeping.plan.schedule import Schedule
from jusou_tui.timekeeping.running.progress import Progress, adjusted
from timekeeping.story import START, Story, activity, planned, segment
from timekeeping.test_properties import TALES, schedules, told

some = settings(max_examples=100, deadline=None)


def least(schedule: Schedule, share: int = 80) -> dict[str, int]:
    return minimums(schedule, participants=8, cases=0, share=share)


def late(minutes: int = 12, **options: Any) -> tuple[Schedule, Story]:
    """a 10, b 20, c 30, d 40 booked to 15:10 exactly; b began `minutes` late."""
    rows = [activity("a", 10), activity("b", 20), activity("c", 30), activity("d", 40)]
    schedule = planned(*rows, booked_end=START + timedelta(minutes=100), **options)
    return schedule, Story().then("start", "a").wait(minutes=10 + minutes).then("start", "b")


def end_after(schedule: Schedule, story: Story, found: Fit) -> datetime:
    """Return when the meeting ends once the fit is taken."""
    return forecast(schedule, adjusted(story.progress, found.changes), story.now).end


def given_minutes(found: Fit) -> dict[str, int]:
    return {key: -minutes for key, minutes in found.changes.items()}


def test_twelve_minutes_late_the_rows_to_come_give_in_proportion() -> None:
    schedule, story = late()
    found = fit(schedule, story.progress, story.now, minimums=least(schedule))
    assert (found.over, found.missing) == (12, 0)
    assert given_minutes(found) == {"b": 3, "c": 4, "d": 5}
    assert [(row.label, row.before, row.after) for row in found.rows][1:] == [
        ("内容 c", 30, 26),
        ("内容 d", 40, 35),
    ]
    assert end_after(schedule, story, found) == schedule.booked_end
    assert found.offers == ()


def test_the_row_that_runs_gives_what_is_left_of_it_at_most() -> None:
    schedule, story = late()
    story.wait(minutes=18)
    found = fit(schedule, story.progress, story.now, minimums=least(schedule))
    assert given_minutes(found)["b"] == 2
    story.wait(minutes=10)
    found = fit(schedule, story.progress, story.now, minimums=least(schedule))
    assert "b" not in given_minutes(found)
    assert (found.over, found.missing) == (20, 6)


def test_on_time_nothing_is_to_be_given() -> None:
    schedule, story = late(0)
    found = fit(schedule, story.progress, story.now, minimums=least(schedule))
    assert (found.over, found.missing, found.changes) == (0, 0, {})


def test_without_a_booked_end_the_plan_s_end_is_what_counts() -> None:
    schedule = planned(activity("a", 10), activity("b", 50))
    story = Story().wait(minutes=5).then("start", "a")
    found = fit(schedule, story.progress, story.now, minimums=least(schedule))
    assert (found.target, sum(given_minutes(found).values())) == (schedule.end, 5)


def test_case_33_minimums_beyond_the_booked_end_say_by_how_much_and_what_could_go() -> None:
    schedule, story = late(40)
    found = fit(schedule, story.progress, story.now, minimums=least(schedule))
    assert (found.over, found.missing) == (40, 22)
    assert given_minutes(found) == {"b": 4, "c": 6, "d": 8}
    assert [(offer.key, offer.minutes, offer.enough) for offer in found.offers] == [
        ("c", 24, True),
        ("d", 32, True),
    ]


def test_case_33_what_is_done_only_as_needed_is_offered_first() -> None:
    rows = [
        activity("a", 10),
        activity("b", 40),
        activity("c", 5, as_needed=True),
        activity("d", 5, segments=[segment("round", seconds_per_participant=30)]),
    ]
    schedule = planned(*rows, booked_end=START + timedelta(minutes=30))
    story = Story().then("start", "a")
    found = fit(schedule, story.progress, story.now, minimums=least(schedule))
    assert [offer.key for offer in found.offers] == ["c", "b", "d"]


def test_case_33_nothing_left_to_shorten() -> None:
    schedule, story = late(12)
    story.then("start", "d").wait(minutes=60)
    found = fit(schedule, story.progress, story.now, minimums=least(schedule))
    assert found.changes == {}
    assert (found.over, found.missing, found.offers) == (0, 0, ())  # in overtime of the last row: it is 14:52
    story.wait(minutes=30)
    found = fit(schedule, story.progress, story.now, minimums=least(schedule))
    assert (found.changes, found.missing > 0, found.offers) == ({}, True, ())


@pytest.mark.parametrize("minutes", [5, 12, 40])
def test_case_33_applied_twice_it_changes_nothing(minutes: int) -> None:
    schedule, story = late(minutes)
    first = fit(schedule, story.progress, story.now, minimums=least(schedule))
    end = end_after(schedule, story, first)
    for key, more in first.changes.items():
        story.do("adjust", key, minutes=more)
    second = fit(schedule, story.progress, story.now, minimums=least(schedule))
    assert second.changes == {}
    assert second.missing == first.missing
    assert second.end_before == end


def test_case_33_before_the_meeting_it_becomes_the_plan_and_changes_nothing_more() -> None:
    rows = [activity("a", 10), activity("b", 50), activity("c", 60)]
    end = START + timedelta(minutes=100)
    schedule = planned(*rows, booked_end=end)
    found = fit(schedule, Progress(now=START), START, minimums=least(schedule))
    own = {row.key: row.after for row in found.rows if row.given}
    again = planned(*rows, booked_end=end, meeting=Meeting(minutes=own))
    assert again.end == end
    assert fit(again, Progress(now=START), START, minimums=least(again)).changes == {}
    tight = planned(*rows, booked_end=end, meeting=Meeting(minutes={"a": 8, "b": 40, "c": 48}))
    assert least(tight) == {"a": 8, "b": 40, "c": 48}


def test_a_pinned_guest_is_left_alone_and_only_what_helps_is_shortened() -> None:
    end = START + timedelta(minutes=100)
    rows = [activity("a", 20), activity("b", 30), activity("guest", 30, pin="14:30"), activity("d", 20)]
    schedule = planned(*rows, booked_end=end)
    story = Story().then("start", "a").wait(minutes=22).then("start", "b").wait(minutes=1)
    story.wait(minutes=39)  # b is 10 minutes in overtime, the guest waits for 2, d would end at 15:22
    found = fit(schedule, story.progress, story.now, minimums=least(schedule))
    assert (given_minutes(found), found.over, found.missing) == ({"d": 4}, 12, 8)
    assert next(row for row in found.rows if row.key == "guest").fixed


def test_before_a_gap_nobody_is_hurried() -> None:
    end = START + timedelta(minutes=110)
    rows = [activity("a", 20), activity("b", 30), activity("guest", 30, pin="14:30"), activity("d", 20)]
    schedule = planned(*rows, booked_end=end - timedelta(minutes=4))
    story = Story().then("start", "a")
    found = fit(schedule, story.progress, story.now, minimums=least(schedule))
    assert given_minutes(found) == {"d": 4}


def test_rows_before_a_late_pin_give_at_most_what_it_is_late() -> None:
    rows = [activity("a", 50), activity("guest", 30, pin="14:30"), activity("d", 20)]
    schedule = planned(*rows, booked_end=START + timedelta(minutes=110))
    story = Story().wait(minutes=13).then("start", "a")  # the guest would begin at 14:33, not 14:30
    found = fit(schedule, story.progress, story.now, minimums=least(schedule))
    assert (found.over, found.missing) == (3, 0)
    assert sum(given_minutes(found).values()) == 3
    assert given_minutes(found).get("a", 0) <= 3


def test_minimums_come_from_the_range_else_the_curriculum_s_shortest_else_a_share() -> None:
    rows = [
        activity("range", duration={"minutes": [20, 40], "plan": 30}),
        activity("told", duration={"minutes": 30, "shortest": 12}),
        activity("share", 30),
        activity("empty", None),
    ]
    schedule = planned(*rows)
    assert least(schedule) == {"range": 20, "told": 12, "share": 24, "empty": 0}
    assert least(schedule, share=50)["share"] == 15


def test_rounds_check_outs_and_clips_keep_their_time() -> None:
    clip = {"start": "0:00", "end": "9:30", "url": "https://example.com/v"}
    rows = [
        activity("out", duration={"per_participant": 0.5}),
        activity("opening", duration={"minutes": 15, "base": 5, "per_participant": 1, "shortest": 1}),
        activity("round", 10, segments=[segment("r", seconds_per_participant=70)]),
        activity("film", 11, segments=[segment("c", clip=clip)]),
    ]
    schedule = planned(*rows)
    assert least(schedule) == {"out": 4, "opening": 13, "round": 10, "film": 10}
    many = minimums(planned(*rows, participants=20), participants=20, cases=0, share=10)
    assert (many["out"], many["opening"]) == (10, 25)


def test_cases_keep_their_time() -> None:
    schedule = planned(activity("a", duration={"minutes": 30, "per_case": 10}), cases=3)
    assert minimums(schedule, participants=8, cases=3)["a"] == 48
    told_short = planned(activity("a", duration={"minutes": 30, "per_case": 10, "shortest": 15}), cases=3)
    assert minimums(told_short, participants=8, cases=3)["a"] == 45


def test_a_break_that_was_put_in_gives_its_share() -> None:
    insert = Insert(title="休憩", minutes=10, after="a")
    schedule = planned(activity("a", 50), meeting=Meeting(inserts={"x": insert}))
    assert least(schedule) == {"a": 40, "x": 8}


@st.composite
def tasks(draw: st.DrawFn) -> tuple[Schedule, Story, dict[str, int]]:
    schedule = draw(schedules())
    story = told(draw(TALES), schedule.start)
    story.wait(minutes=draw(st.integers(-200, 60)))
    booked = schedule.end + timedelta(minutes=draw(st.integers(-60, 30)))
    booked_schedule = Schedule(
        schedule.start,
        schedule.end,
        booked,
        schedule.minutes,
        schedule.rows,
        schedule.warnings,
        schedule.zone,
    )
    return booked_schedule, story, least(schedule, draw(st.sampled_from([0, 50, 80, 100])))


TASKS = tasks()


@holds_for(100, TASKS)
def test_never_below_minimums_and_never_touching_done_or_pinned_rows(
    task: tuple[Schedule, Story, dict[str, int]],
) -> None:
    schedule, story, floor = task
    seen = story.progress
    found = fit(schedule, seen, story.now, minimums=floor)
    before = forecast(schedule, seen, story.now)
    states = {row.row.key: row.state for row in before.rows}
    for row in found.rows:
        assert row.after == row.before or row.after >= floor[row.key]
        assert row.given >= 0
        if row.given:
            assert states[row.key] in {"now", "next"}
            assert not row.fixed
    after = forecast(schedule, adjusted(seen, found.changes), story.now)
    for one, other in zip(before.rows, after.rows, strict=True):
        if one.state in {"done", "skipped"} or one.row.pinned:
            assert one.expected_minutes == other.expected_minutes


@holds_for(100, TASKS)
def test_exact_to_the_minute_and_applied_twice_the_same(task: tuple[Schedule, Story, dict[str, int]]) -> None:
    schedule, story, floor = task
    seen = story.progress
    found = fit(schedule, seen, story.now, minimums=floor)
    assert found == fit(schedule, seen, story.now, minimums=floor)
    if seen.state == "finished":
        assert found.changes == {}
        return
    beyond = seconds_between(found.target, end_after(schedule, story, found))
    assert found.missing == max(0, int(beyond // 60))
    if found.changes and not found.missing:
        assert -0.001 <= beyond < 60
    again = fit(schedule, adjusted(seen, found.changes), story.now, minimums=floor)
    assert again.changes == {}


@some
@given(
    st.lists(st.tuples(st.integers(1, 90), st.integers(0, 90)), min_size=1, max_size=5), st.integers(1, 200)
)
def test_where_nothing_is_pinned_it_gives_exactly_what_is_needed_or_all_there_is(
    sizes: list[tuple[int, int]], over: int
) -> None:
    rows = [activity(f"r{number}", minutes) for number, (minutes, _) in enumerate(sizes)]
    floor = {f"r{number}": min(low, minutes) for number, (minutes, low) in enumerate(sizes)}
    whole = sum(minutes for minutes, _ in sizes)
    schedule = planned(*rows, booked_end=START + timedelta(minutes=whole - over))
    found = fit(schedule, Progress(now=START), START, minimums=floor)
    can = whole - sum(floor.values())
    assert sum(given_minutes(found).values()) == min(over, can)
    assert found.missing == max(0, over - can)
