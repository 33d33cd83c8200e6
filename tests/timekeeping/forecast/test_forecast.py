"""The forecast: one walk forward through what was, is and is to come."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from jusou_tui.session.model.records import Insert, Meeting
from jusou_tui.timekeeping.forecast.forecast import Forecast, forecast, row_state
from jusou_tui.timekeeping.plan.schedule import Schedule
from jusou_tui.timekeeping.running.countdown import countdown
from timekeeping.story import BERLIN, START, TOKYO, Story, abc, activity, clock, planned


def seen(schedule: Schedule, story: Story) -> Forecast:
    found = forecast(schedule, story.progress, story.now)
    by_key = [row_state(schedule, story.progress, row.key) for row in schedule.rows]
    assert by_key == [row.state for row in found.rows], "a row has the same state without the walk"
    return found


def starts(found: Forecast) -> list[str]:
    return [clock(row.start) for row in found.rows]


def states(found: Forecast) -> list[str]:
    return [row.state for row in found.rows]


def test_before_the_start_the_forecast_is_the_plan() -> None:
    schedule = abc(booked_end=START + timedelta(minutes=70))
    found = seen(schedule, Story(START - timedelta(minutes=20)))
    assert [(row.start, row.end) for row in found.rows] == [(row.start, row.end) for row in schedule.rows]
    assert (found.end, found.behind_minutes, found.minutes_to_booked_end) == (schedule.end, 0, 10)
    assert found.next_row is not None
    assert found.next_row.row.key == "a"


def test_case_22_a_late_start_moves_everything() -> None:
    found = seen(abc(), Story().wait(minutes=7))
    assert (starts(found), found.behind_minutes) == (["13:37", "13:47", "14:07"], 7)


def test_done_running_and_coming_rows_are_told() -> None:
    story = Story().then("start", "a").wait(minutes=13).then("start", "b").wait(minutes=4)
    found = seen(abc(), story)
    assert states(found) == ["done", "now", "next"]
    assert starts(found) == ["13:30", "13:43", "14:03"]
    assert [row.actual_minutes for row in found.rows] == [13, 4, None]
    assert [row.expected_minutes for row in found.rows] == [13, 20, 30]
    assert (clock(found.end), found.behind_minutes) == ("14:33", 3)


def test_overtime_and_pauses_push_the_rest_on() -> None:
    story = Story().then("start", "a").wait(minutes=15)
    assert (starts(seen(abc(), story))[1:], seen(abc(), story).behind_minutes) == (["13:45", "14:05"], 5)
    story = Story().then("start", "a").wait(minutes=5).then("pause").wait(minutes=8)
    assert clock(seen(abc(), story).rows[0].end) == "13:48"


def test_case_12_added_minutes_in_overtime_show_no_wrong_end_at_any_moment() -> None:
    story = Story().then("start", "a").wait(minutes=14)
    assert clock(seen(abc(), story).end) == "14:34"
    assert clock(seen(abc(), story.then("adjust", minutes=1)).end) == "14:34"
    assert clock(seen(abc(), story.then("adjust", minutes=4)).end) == "14:35"
    assert clock(seen(abc(), story.then("adjust", minutes=-9)).end) == "14:34"


def test_case_14_no_row_ends_before_it_starts() -> None:
    story = Story().then("start", "a").then("adjust", minutes=-60)
    for _ in range(3):
        assert all(row.end >= row.start for row in seen(abc(), story).rows)
        story.wait(minutes=30)


def pinned() -> Schedule:
    """a 13:30-13:40, a gap of twenty minutes, b from 14:00 on, then c."""
    return planned(activity("a", 10), activity("b", 20, pin="14:00"), activity("c", 30))


@pytest.mark.parametrize(
    ("minutes", "expected", "behind"),
    [
        (10, ["14:00", "14:20"], 0),
        (25, ["14:00", "14:20"], 0),
        (30, ["14:00", "14:20"], 0),
        (42, ["14:12", "14:32"], 12),
    ],
)
def test_case_25_a_gap_before_a_pinned_row_takes_up_what_it_can(
    minutes: int, expected: list[str], behind: int
) -> None:
    found = seen(pinned(), Story().then("start", "a").wait(minutes=minutes))
    assert (starts(found)[1:], found.behind_minutes) == (expected, behind)


def test_case_25_without_a_gap_none_of_the_delay_is_taken_up() -> None:
    schedule = planned(activity("a", 30), activity("b", 20, pin="14:00"))
    found = seen(schedule, Story().then("start", "a").wait(minutes=36))
    assert (starts(found)[1], found.behind_minutes) == ("14:06", 6)


def test_case_26_early_pinned_rows_stay() -> None:
    story = Story(START - timedelta(minutes=20)).then("start", "a").wait(minutes=2)
    found = seen(pinned(), story)
    assert (starts(found), found.behind_minutes) == (["13:10", "14:00", "14:20"], 0)


def test_case_31_an_overlap_in_the_plan_stays_and_is_told() -> None:
    schedule = planned(activity("a", 60), activity("b", 20, pin="14:00"), activity("c"))
    found = seen(schedule, Story(START - timedelta(minutes=1)))
    assert starts(found) == ["13:30", "14:00", "14:30"]
    assert [(row.row.key, row.overlap_minutes) for row in found.overlaps] == [("b", 30)]
    later = seen(schedule, Story().then("start", "a").wait(minutes=70))
    assert (starts(later)[1:], [row.overlap_minutes for row in later.overlaps]) == (["14:40", "15:00"], [])


@pytest.mark.parametrize(
    ("seconds", "behind"),
    [(59, 0), (60, 1), (119, 1), (-59, -1), (-60, -1), (-119, -2), (0, 0)],
)
def test_case_27_late_is_positive_early_negative_by_the_times_that_are_shown(
    seconds: int, behind: int
) -> None:
    schedule = planned(activity("a", 10))
    story = Story().then("start", "a").wait(600 + seconds).then("finish")
    assert seen(schedule, story.wait(500)).behind_minutes == behind


@pytest.mark.parametrize(("booked", "late"), [(62, -4), (57, 1), (50, 8), (None, -2)])
def test_late_and_early_are_judged_against_the_booked_end_where_there_is_one(
    booked: int | None, late: int
) -> None:
    schedule = abc(booked_end=None if booked is None else START + timedelta(minutes=booked))
    found = seen(schedule, Story().then("start", "a").wait(minutes=8).then("start", "b"))
    assert (found.behind_minutes, found.late_minutes) == (-2, late)


def test_case_27_the_booked_end_is_told_apart_from_the_plan() -> None:
    schedule = abc(booked_end=START + timedelta(minutes=65))
    found = seen(schedule, Story().wait(minutes=3))
    assert (found.behind_minutes, found.minutes_to_booked_end) == (3, 2)
    found = seen(schedule, Story().wait(minutes=9))
    assert (found.behind_minutes, found.minutes_to_booked_end) == (9, -4)
    assert seen(abc(), Story()).minutes_to_booked_end is None


def until() -> Schedule:
    return planned(activity("a", 10), activity("b", None, until="14:00"), activity("c", 30))


@pytest.mark.parametrize(
    ("minutes", "row_starts", "end"),
    [(5, "13:40", "14:30"), (20, "13:50", "14:30"), (45, "14:15", "14:45")],
)
def test_case_28_a_row_until_a_time_gives_way_to_delays(minutes: int, row_starts: str, end: str) -> None:
    found = seen(until(), Story().then("start", "a").wait(minutes=minutes))
    if minutes > 10:
        row_starts = clock(START + timedelta(minutes=minutes))
    assert (starts(found)[1], clock(found.end)) == (row_starts, end)


@pytest.mark.parametrize(
    ("late", "adjusted", "ends"), [(5, 0, "14:00"), (5, 3, "14:03"), (5, -10, "13:50"), (40, 0, "14:10")]
)
def test_case_28_a_running_row_until_a_time_ends_then_or_now(late: int, adjusted: int, ends: str) -> None:
    story = Story().then("start", "a").wait(minutes=late).then("start", "b")
    if adjusted:
        story.then("adjust", "b", minutes=adjusted)
    found = seen(until(), story)
    assert (clock(found.rows[1].end), clock(found.rows[2].start)) == (ends, ends)


def test_case_28_an_until_row_as_the_last_one_in_overtime() -> None:
    schedule = planned(activity("a", None, until="14:00"))
    found = seen(schedule, Story().then("start", "a").wait(minutes=42))
    assert (clock(found.end), found.behind_minutes) == ("14:12", 12)


@pytest.mark.parametrize(("more", "row_ends"), [(5, "14:05"), (-5, "13:55"), (-25, "13:40"), (0, "14:00")])
def test_case_28_minutes_given_before_its_turn_move_the_end_of_an_until_row(more: int, row_ends: str) -> None:
    story = Story().then("start", "a").then("adjust", "b", minutes=more)
    found = seen(until(), story)
    assert (clock(found.rows[1].end), clock(found.rows[2].start)) == (row_ends, row_ends)
    assert clock(seen(until(), story.wait(minutes=10).then("start", "b")).rows[1].end) == row_ends


def test_case_28_an_until_row_overnight_ends_the_next_morning_however_late_it_starts() -> None:
    start = START.replace(hour=22, minute=0)
    schedule = planned(activity("a", 10), activity("b", None, until="06:00"), activity("c", 30), start=start)
    story = Story(start).then("start", "a").wait(minutes=150).then("start", "b").wait(minutes=5)
    found = seen(schedule, story)
    assert (clock(found.rows[1].end), found.rows[1].expected_minutes, found.behind_minutes) == (
        "06:00",
        330,
        0,
    )
    assert [row.day for row in found.rows] == [0, 1, 1]
    assert seen(schedule, story.wait(minutes=355)).behind_minutes == 30


@pytest.mark.parametrize("late", [0, 15, 29, 30, 31, 90])
@pytest.mark.parametrize("paused", [False, True])
def test_case_29_what_follows_an_until_row_starts_at_its_end_or_where_that_has_passed_at_once(
    late: int, paused: bool
) -> None:
    story = Story().then("start", "a").wait(minutes=late)
    if paused:
        story.then("pause")
    rows = seen(until(), story).rows
    assert rows[2].start == rows[1].end == max(rows[1].start, START.replace(hour=14, minute=0))
    story.then("start", "b").wait(minutes=1)
    if paused:
        story.then("pause").wait(minutes=1)
    rows = seen(until(), story).rows
    assert rows[2].start == rows[1].end == max(story.now, START.replace(hour=14, minute=0))


@pytest.mark.parametrize("by_event", [True, False])
def test_case_30_a_skipped_row_counts_nowhere(by_event: bool) -> None:
    schedule = abc() if by_event else abc(meeting=Meeting(skipped=("b",)))
    story = Story().then("start", "a")
    if by_event:
        story.then("skip", "b")
    found = seen(schedule, story.wait(minutes=10))
    assert (states(found), starts(found)) == (["now", "skipped", "next"], ["13:30", "13:40", "13:40"])
    assert clock(found.end) == "14:10"
    assert found.behind_minutes == (-20 if by_event else 0)


def test_a_row_that_was_passed_over_is_left_out() -> None:
    found = seen(abc(), Story().then("start", "a").wait(minutes=10).then("start", "c"))
    assert (states(found), clock(found.end)) == (["done", "skipped", "now"], "14:10")


def test_case_19_going_back_brings_what_follows_up_again() -> None:
    story = Story().then("start", "a").wait(minutes=10).then("start", "b").wait(60).then("start", "a")
    found = seen(abc(), story.wait(minutes=2))
    assert states(found) == ["now", "next", "next"]
    assert [row.actual_minutes for row in found.rows] == [12, 1, None]
    assert starts(found) == ["13:41", "13:51", "14:11"]


def test_case_20_the_running_row_is_edited() -> None:
    longer = abc(meeting=Meeting(minutes={"a": 15}))
    assert clock(seen(longer, Story().then("start", "a").wait(minutes=2)).rows[0].end) == "13:45"


def test_case_20_the_running_row_is_moved() -> None:
    moved = abc(meeting=Meeting(order=("b", "a", "c")))
    found = seen(moved, Story().then("start", "a").wait(minutes=2))
    assert (states(found), clock(found.end)) == (["skipped", "now", "next"], "14:10")


def test_case_20_the_running_row_is_skipped() -> None:
    found = seen(abc(), Story().then("start", "a").wait(minutes=2).then("skip", "a"))
    assert (states(found), starts(found)) == (["now", "next", "next"], ["13:30", "13:32", "13:52"])


def test_case_20_the_running_row_is_deleted() -> None:
    key = "1" * 26
    with_break = abc(meeting=Meeting(inserts={key: Insert(title="休憩", minutes=5, after="a")}))
    story = Story().then("start", "a").wait(minutes=10).then("start", key).wait(minutes=3)
    assert states(seen(with_break, story)) == ["done", "now", "next", "next"]
    found = seen(abc(), story)
    assert (states(found), starts(found)) == (["done", "next", "next"], ["13:30", "13:43", "14:03"])


@pytest.mark.parametrize(("hours", "behind"), [(-13, -780), (-72, -4320), (13, 780), (26, 1560)])
def test_case_03_and_22_far_early_and_far_late_are_told_over_midnights(hours: int, behind: int) -> None:
    story = Story(START + timedelta(hours=hours)).then("start", "a")
    found = seen(abc(), story)
    assert found.behind_minutes == behind
    assert found.end == START + timedelta(hours=hours + 1)


def test_case_01_a_forecast_that_ends_exactly_at_midnight() -> None:
    start = datetime(2026, 12, 10, 23, 0, tzinfo=TOKYO)
    found = seen(abc(start=start), Story(start).then("start", "a").wait(minutes=3))
    assert (str(found.end), found.behind_minutes) == ("2026-12-11 00:00:00+09:00", 0)


@pytest.mark.parametrize(("day", "ends"), [((3, 29), "04:30"), ((10, 25), "02:30")])
def test_case_04_the_forecast_goes_through_the_change_of_time(day: tuple[int, int], ends: str) -> None:
    start = datetime(2026, *day, 1, 30, tzinfo=BERLIN)
    schedule = planned(activity("a", 30), activity("b", 90), start=start)
    story = Story(start).then("start", "a").wait(minutes=30)
    assert (clock(seen(schedule, story).end), seen(schedule, story).behind_minutes) == (ends, 0)
    story.then("pause").wait(minutes=90)
    assert seen(schedule, story).behind_minutes == 90


def test_case_07_a_laptop_in_another_zone_sees_the_same_meeting() -> None:
    story = Story().then("start", "a").wait(minutes=15).then("start", "b").wait(minutes=1)
    here = seen(abc(), story)
    story.zone = ZoneInfo("America/New_York")
    there = seen(abc(), story)
    assert there == here
    assert clock(there.end) == "14:35"


def test_case_32_an_empty_plan_one_row_and_all_rows_pinned() -> None:
    assert seen(planned(), Story()).end == START
    assert seen(planned(), Story().then("start", "gone").wait(60)).rows == ()
    assert seen(planned(activity("a")), Story().then("start", "a")).next_row is None
    schedule = planned(activity("a", pin="14:00"), activity("b", pin="15:00"))
    found = seen(schedule, Story().then("start", "a").wait(minutes=45))
    assert (starts(found), found.behind_minutes) == (["13:30", "15:00"], 0)


def test_a_finished_meeting_has_its_real_end() -> None:
    story = Story().then("start", "a").wait(minutes=10).then("start", "b").wait(minutes=25).then("finish")
    found = seen(abc(), story.wait(minutes=300))
    assert states(found) == ["done", "done", "skipped"]
    assert (clock(found.end), found.behind_minutes, found.next_row) == ("14:05", -25, None)


def resumed(kind: str) -> Story:
    story = Story()
    if kind == "before":
        return story.wait(minutes=-5)
    story.then("start", "a").wait(minutes=4)
    if kind == "paused":
        story.then("pause").wait(minutes=2)
    if kind == "overtime":
        story.wait(minutes=9)
    if kind == "between":
        story.wait(minutes=6).then("start", "b")
    if kind == "after":
        story.then("finish").wait(minutes=2)
    return story


@pytest.mark.parametrize(
    ("kind", "state", "end"),
    [
        ("running", "running", "14:30"),
        ("paused", "paused", "14:32"),
        ("overtime", "running", "14:33"),
        ("between", "running", "14:30"),
        ("before", "before", "14:30"),
        ("after", "finished", "13:34"),
    ],
)
def test_case_23_a_resume_sees_what_was_left(kind: str, state: str, end: str) -> None:
    story = resumed(kind)
    copy = Story()
    copy.wall, copy.events = story.wall, list(reversed(story.events))
    found = seen(abc(), copy)
    assert (copy.progress.state, clock(found.end)) == (state, end)
    assert found == seen(abc(), story)


def test_the_countdown_and_the_forecast_agree() -> None:
    story = Story().then("start", "a").wait(123)
    left = countdown(abc().rows[0], story.progress).remaining
    assert (seen(abc(), story).rows[0].end - story.now).total_seconds() == left
