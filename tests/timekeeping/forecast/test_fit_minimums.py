"""How short a row may get: who says so first, and that people always have their time."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.session.model.records import Insert, Meeting
from jusou_tui.timekeeping.forecast.fit import fit, minimums, still_needed
from jusou_tui.timekeeping.plan.schedule import Schedule
from jusou_tui.timekeeping.running import rounds
from timekeeping.story import Story, activity, planned, segment

MEMBERS = tuple("ABCDEFGH")


def least(schedule: Schedule, **given: Any) -> dict[str, int]:
    return minimums(schedule, **{"participants": 8, "cases": 0, **given})


def test_the_one_who_chooses_goes_before_the_activity_and_that_before_curriculum_and_machine() -> None:
    schedule = planned(
        activity("own", duration={"minutes": 40, "shortest_share": 60}),
        activity("plain", 40),
        activity("range", duration={"minutes": [30, 40]}),
        activity("told", duration={"minutes": 40, "shortest": 10}),
    )
    assert least(schedule) == {"own": 24, "plain": 32, "range": 30, "told": 10}
    assert least(schedule, share=90) == {"own": 24, "plain": 36, "range": 30, "told": 10}
    assert least(schedule, share=90, chosen=50) == {"own": 20, "plain": 20, "range": 30, "told": 10}


@given(
    minutes=st.integers(1, 30),
    share=st.integers(50, 100),
    own=st.sampled_from([{}, {"shortest": 3}, {"shortest_share": 50}]),
)
def test_a_break_keeps_what_the_curriculum_says_else_five_minutes(
    minutes: int, share: int, own: dict[str, int]
) -> None:
    duration = {"minutes": minutes, **own} if own.get("shortest", 0) <= minutes else {"minutes": minutes}
    schedule = planned(
        activity("own", duration=duration, form="休憩"),
        activity("a", 40),
        meeting=Meeting(inserts={"put-in": Insert(title="休憩", minutes=minutes, after="a")}),
    )
    found = least(schedule, share=share)
    assert found["own"] >= min(minutes, duration.get("shortest", 5))
    assert found["put-in"] >= min(minutes, 5)
    assert all(found[row.key] <= row.minutes for row in schedule.rows)


def test_a_floor_holds_for_rows_that_count_only() -> None:
    schedule = planned(activity("a", 10), activity("b", 10))
    assert least(schedule, floors={"a": 12, "b": 3, "gone": 5}) == {"a": 12, "b": 8}


def in_a_round(spoken: int, waited: float, each: int = 60) -> tuple[Schedule, Story]:
    parts = [
        segment("intro", minutes=5),
        segment("around", seconds_per_participant=each),
        segment("talk"),
    ]
    schedule = planned(activity("a", 30, segments=parts), activity("b", 30))
    story = Story().then("start", "a").wait(minutes=5).then("segment", "a", segment="around")
    for member in MEMBERS[:spoken]:
        story.wait(each).then("next_turn", "a", participant=member)
    return schedule, story.wait(waited)


def floor_of(schedule: Schedule, story: Story) -> int:
    row = schedule.row("a")
    assert row is not None
    progress = story.progress
    return still_needed(row, progress, rounds.round_state(MEMBERS, progress))


def test_half_through_a_round_those_left_keep_their_time() -> None:
    schedule, story = in_a_round(spoken=4, waited=30)
    assert floor_of(schedule, story) == 5 + 4 + 4
    story.wait(300)
    assert floor_of(schedule, story) == math.ceil((300 + 240 + 330 + 180) / 60)


def test_extra_time_and_a_share_count_in_what_is_still_needed() -> None:
    schedule, story = in_a_round(spoken=4, waited=0)
    story.then("adjust", "a", participant="E", seconds=60.0)
    assert floor_of(schedule, story) == 5 + 4 + 5
    story.then("adjust", "a", segment="around", seconds=30.0)
    assert floor_of(schedule, story) == 5 + 4 + 3


def test_a_clip_that_runs_and_those_behind_it_keep_what_is_left_of_them() -> None:
    clip = {"start": "0:00", "end": "10:00", "url": "https://example.com/v"}
    schedule = planned(
        activity("a", 40, segments=[segment("one", clip=clip), segment("two", clip=clip), segment("talk")])
    )
    row = schedule.row("a")
    assert row is not None
    story = Story().then("start", "a").wait(minutes=4)
    assert still_needed(row, story.progress, None) == 20
    story.wait(minutes=8)
    assert still_needed(row, story.progress, None) == 22
    story.then("segment", "a", segment="talk")
    assert still_needed(row, story.progress, None) == 12


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "minutes": st.integers(0, 60),
            "wide": st.integers(0, 30),
            "base": st.sampled_from([0, 2.5, 5]),
            "each": st.sampled_from([0, 0.5, 1, 1.1]),
            "round": st.sampled_from([0, 30, 45, 90]),
            "share": st.none() | st.integers(50, 100),
            "shortest": st.none() | st.integers(0, 60),
        }
    ),
    min_size=1,
    max_size=4,
)


def row_of(number: int, told: dict[str, Any]) -> Any:
    low, high = told["minutes"], told["minutes"] + told["wide"]
    duration = {"minutes": [low, high], "base": told["base"], "per_participant": told["each"]}
    if told["shortest"] is not None:
        duration["shortest"] = min(told["shortest"], high)
    elif told["share"] is not None and low == high:
        duration["shortest_share"] = told["share"]
    parts = [segment("around", seconds_per_participant=told["round"])] if told["round"] else []
    return activity(f"r{number}", duration=duration, segments=parts)


@settings(max_examples=150, deadline=None)
@given(ROWS, st.integers(0, 30), st.integers(50, 100), st.none() | st.integers(50, 100))
def test_no_check_out_and_no_round_goes_below_its_time_per_person(
    rows: Any, people: int, share: int, chosen: int | None
) -> None:
    schedule = planned(*(row_of(number, told) for number, told in enumerate(rows)), participants=people)
    found = minimums(schedule, participants=people, cases=0, share=share, chosen=chosen)
    for told, row in zip(rows, schedule.rows, strict=True):
        tenths = round(10 * told["base"]) + round(10 * told["each"]) * people
        of_people = max(-(-tenths // 10), math.ceil(told["round"] * people / 60))
        assert min(row.minutes, of_people) <= found[row.key] <= row.minutes


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 7),
    st.floats(0, 900),
    st.sampled_from([20, 45, 60, 90]),
    st.integers(50, 100),
    st.sets(st.sampled_from(MEMBERS), max_size=4),
)
def test_a_fit_half_through_a_round_leaves_those_left_their_time(
    spoken: int, waited: float, each: int, share: int, gone: set[str]
) -> None:
    schedule, story = in_a_round(spoken, waited, each)
    here = tuple(member for member in MEMBERS if member not in gone or member in MEMBERS[:spoken])
    row = schedule.row("a")
    assert row is not None
    seen = story.progress
    state = rounds.round_state(here, seen)
    floors = {"a": still_needed(row, seen, state)}
    found = least(schedule, chosen=share, floors=floors)
    proposed = fit(schedule, seen, story.now, minimums=found)
    after = next((one.after for one in proposed.rows if one.key == "a"), 0)
    if proposed.changes.get("a"):
        left = sum(
            max(0.0, each - state.turn_elapsed) if member == state.current else each
            for member in here
            if member not in state.done
        )
        assert after * 60 >= seen.elapsed + left - 0.001


@pytest.mark.parametrize("minutes", [[20, 30], 20])
def test_shortest_told_twice_is_a_mistake(minutes: Any) -> None:
    told = {"minutes": minutes, "shortest_share": 80}
    if minutes == 20:
        told["shortest"] = 10
    with pytest.raises(ValueError, match=r"curriculum\.shortest_twice"):
        activity("a", duration=told)
