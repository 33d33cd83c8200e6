"""The plan: the formula, the rows and their times, what is to be warned about."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Duration
from jusou_tui.errors import InputError
from jusou_tui.session.model.records import Insert, Meeting
from jusou_tui.timekeeping.plan.durations import span
from jusou_tui.timekeeping.plan.schedule import Schedule, plan
from jusou_tui.wording import t, use
from timekeeping.story import BERLIN, START, abc, activity, clock, planned, segment, step


def starts(schedule: Schedule) -> list[str]:
    return [clock(row.start) for row in schedule.rows]


@pytest.mark.parametrize(
    ("duration", "participants", "cases", "minutes"),
    [
        (Duration(minutes=15, base=5, per_participant=1), 8, 0, 15),
        (Duration(minutes=15, base=5, per_participant=1), 20, 0, 25),
        (Duration(minutes=15, base=5, per_participant=0.5), 8, 0, 15),
        (Duration(minutes=10, per_participant=0.5), 8, 0, 10),
        (Duration(minutes=10, per_participant=0.5), 30, 0, 15),
        (Duration(per_participant=0.5), 8, 0, 4),
        (Duration(per_participant=0.5), 9, 0, 5),
        (Duration(minutes=30, per_case=10), 8, 3, 60),
        (Duration(minutes=(20, 30)), 8, 0, 30),
        (Duration(minutes=(20, 30), plan=25), 8, 0, 25),
        (Duration(minutes=(0, 30), plan=0), 8, 0, 0),
        (Duration(minutes=0), 8, 0, 0),
        (Duration(per_participant=0.1), 10, 0, 1),
        (Duration(per_participant=0.7), 10, 0, 7),
        (Duration(base=0.1, per_participant=0.1, per_case=0.1), 8, 1, 1),
        (Duration(per_participant=1.1), 10, 0, 11),
    ],
)
def test_minutes_follow_the_formula(duration: Duration, participants: int, cases: int, minutes: int) -> None:
    assert span(duration, participants, cases).planned == minutes


def test_a_range_tells_the_least_and_the_most() -> None:
    found = span(Duration(minutes=(20, 30), base=5, per_participant=1, per_case=10), 20, 1)
    assert (found.planned, found.least, found.most) == (40, 35, 40)


def test_rows_follow_each_other() -> None:
    schedule = abc()
    assert starts(schedule) == ["13:30", "13:40", "14:00"]
    assert clock(schedule.end) == "14:30"
    assert schedule.minutes == 60
    assert schedule.warnings == ()


@pytest.mark.parametrize(("participants", "cases"), [(-1, 0), (1001, 0), (8, -1), (8, 101)])
def test_impossible_numbers_are_refused_with_a_sentence(participants: int, cases: int) -> None:
    with pytest.raises(InputError) as caught:
        planned(activity("a"), participants=participants, cases=cases)
    assert str(participants if cases == 0 else cases) in t(caught.value.message_id, **caught.value.facts)


def test_a_start_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        abc(start=START.replace(tzinfo=None))


def test_segments_are_sized_for_people_and_cases() -> None:
    parts = (
        segment("alone", seconds=300, alone=True),
        segment("video", clip={"start": "7:43", "end": "12:51"}),
        segment("tell", minutes_per_case=5),
        segment("talk", minutes_per_case=10),
        segment("around", seconds_per_participant=60),
        segment("rest"),
    )
    (row,) = planned(activity("a", 60, segments=parts), participants=9, cases=2).rows
    assert [(part.key, part.seconds, part.case) for part in row.segments] == [
        ("alone", 300, None),
        ("video", 308, None),
        ("tell.1", 300, 1),
        ("talk.1", 600, 1),
        ("tell.2", 300, 2),
        ("talk.2", 600, 2),
        ("around", 540, None),
        ("rest", None, None),
    ]
    assert row.segments[6].is_round
    assert row.segment(None) is row.segments[0]
    assert row.segment("talk.2") is row.segments[5]
    assert row.segment("talk.3") is None


def test_without_cases_the_segments_of_cases_fall_out() -> None:
    (row,) = planned(activity("a", 60, segments=[segment("tell", minutes_per_case=5)])).rows
    assert row.segments == ()


def test_an_activity_falls_out_with_the_step_that_it_needs() -> None:
    schedule = planned(activity("a"), activity("b", needs_step="step3"), activity("c"), without={"step3"})
    assert [row.key for row in schedule.rows] == ["a", "c"]


def test_this_runs_own_minutes_order_inserts_and_skips_are_taken() -> None:
    meeting = Meeting(
        minutes={"b": 25},
        order=("c", "a"),
        skipped=("a",),
        inserts={"01" + "A" * 24: Insert(title="休憩", minutes=5, after="c")},
    )
    schedule = abc(meeting=meeting)
    assert [(row.key[:2], row.minutes, row.skipped, row.kind) for row in schedule.rows] == [
        ("c", 30, False, "activity"),
        ("01", 5, False, "break"),
        ("a", 10, True, "activity"),
        ("b", 25, False, "activity"),
    ]
    assert starts(schedule) == ["13:30", "14:00", "14:05", "14:05"]
    assert schedule.minutes == 60


@pytest.mark.parametrize(("after", "place"), [(None, 0), ("a", 1), ("c", 3), ("gone", 3)])
def test_an_insert_stands_behind_its_row_or_at_the_end(after: str | None, place: int) -> None:
    schedule = abc(meeting=Meeting(inserts={"0" * 26: Insert(title="休憩", minutes=5, after=after)}))
    assert schedule.rows[place].title == "休憩"
    assert len(schedule.rows) == 4


def test_inserts_behind_each_other_keep_their_order() -> None:
    inserts = {
        "3": Insert(title="三", minutes=1, after="1"),
        "1": Insert(title="一", minutes=1, after="a"),
        "2": Insert(title="二", minutes=1, after="a"),
    }
    keys = [row.key for row in abc(meeting=Meeting(inserts=inserts)).rows]
    assert keys == ["a", "1", "3", "2", "b", "c"]


def test_an_order_with_unknown_or_double_names_loses_no_row() -> None:
    schedule = abc(meeting=Meeting(order=("gone", "b", "b")))
    assert sorted(row.key for row in schedule.rows) == ["a", "b", "c"]


def test_case_25_a_gap_before_a_pinned_row_stays_visible() -> None:
    schedule = planned(activity("a"), activity("b", pin="14:00"))
    assert [clock(row.end) for row in schedule.rows] == ["13:40", "14:10"]
    assert starts(schedule) == ["13:30", "14:00"]
    assert schedule.minutes == 40


def test_case_31_an_overlap_stays_visible_and_is_told() -> None:
    schedule = planned(activity("a", 60), activity("b", 20, pin="14:00"), activity("c"))
    assert starts(schedule) == ["13:30", "14:00", "14:30"]
    (warning,) = schedule.warnings
    assert (warning.message_id, warning.row, warning.facts["minutes"]) == ("timekeeping.overlap", "b", 30)


def test_case_31_a_pin_before_the_start_is_on_the_next_day() -> None:
    schedule = planned(activity("a"), activity("b", pin="09:00"))
    assert schedule.rows[1].start == datetime(2026, 12, 11, 9, 0, tzinfo=START.tzinfo)
    assert [row.day for row in schedule.rows] == [0, 1]


def test_a_pin_of_this_run_wins_and_one_of_another_day_keeps_its_time() -> None:
    own = START + timedelta(hours=1)
    for pin in (own, own - timedelta(days=7), own + timedelta(days=7)):
        schedule = planned(activity("a"), activity("b", pin="14:00"), meeting=Meeting(pins={"b": pin}))
        assert schedule.rows[1].start == own


def test_case_30_a_skipped_row_counts_nowhere_not_even_for_the_day() -> None:
    schedule = planned(
        activity("a"), activity("b", 300, pin="09:00"), activity("c"), meeting=Meeting(skipped=("b",))
    )
    skipped = schedule.rows[1]
    assert (skipped.day, skipped.pinned, skipped.start, skipped.end) == (
        0,
        False,
        schedule.rows[0].end,
        schedule.rows[0].end,
    )
    assert schedule.minutes == 20


def test_case_28_a_row_until_a_time_takes_what_is_left() -> None:
    schedule = planned(activity("a", 10), activity("b", None, until="15:00"), activity("c"))
    assert (schedule.rows[1].minutes, clock(schedule.rows[1].end)) == (80, "15:00")


def test_case_29_what_follows_an_until_row_starts_at_its_end() -> None:
    schedule = planned(activity("b", None, until="15:00"), activity("c"))
    assert starts(schedule) == ["13:30", "15:00"]


def test_case_28_a_row_until_a_time_that_has_passed_takes_none() -> None:
    schedule = planned(activity("a", 100), activity("b", 20, until="15:00"), activity("c"))
    assert [row.minutes for row in schedule.rows] == [100, 0, 10]
    assert clock(schedule.end) == "15:20"


def test_case_28_a_row_until_a_time_overnight_ends_the_next_morning() -> None:
    late = START.replace(hour=22)
    (row,) = planned(activity("a", None, until="06:00"), start=late).rows
    assert (row.minutes, row.end.day) == (450, 11)
    early = START.replace(hour=5)
    rows = planned(activity("a", 17 * 60), activity("b", None, until="06:00"), start=early).rows
    assert rows[1].minutes == 450


def test_this_runs_minutes_win_over_until() -> None:
    schedule = planned(activity("a", None, until="15:00"), meeting=Meeting(minutes={"a": 20}))
    assert (schedule.minutes, schedule.rows[0].until) == (20, False)


@pytest.mark.parametrize(
    ("start", "minutes", "ends", "day"),
    [
        (datetime(2026, 12, 10, 23, 30, tzinfo=START.tzinfo), 60, "00:30", 11),
        (datetime(2026, 12, 11, 0, 0, tzinfo=START.tzinfo), 30, "00:30", 11),
        (datetime(2026, 12, 10, 23, 0, tzinfo=START.tzinfo), 60, "00:00", 11),
    ],
)
def test_case_01_a_plan_crosses_midnight_starts_at_it_or_ends_at_it(
    start: datetime, minutes: int, ends: str, day: int
) -> None:
    schedule = planned(activity("a", minutes), start=start)
    assert (clock(schedule.end), schedule.end.day, schedule.minutes) == (ends, day, minutes)


def test_case_03_a_plan_over_two_midnights_counts_the_days() -> None:
    rows = planned(*[activity(key, 24 * 60) for key in "abc"]).rows
    assert [row.day for row in rows] == [0, 1, 2]


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        (datetime(2026, 10, 25, 1, 30, tzinfo=BERLIN), "03:30"),
        (datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN), "05:30"),
    ],
)
def test_case_04_a_plan_of_three_hours_lasts_three_hours_through_the_change_of_time(
    start: datetime, ends: str
) -> None:
    schedule = planned(activity("a", 180), start=start)
    assert (clock(schedule.end), schedule.minutes) == (ends, 180)


def test_case_04_a_pin_in_the_hour_that_is_left_out_is_as_far_behind_the_change() -> None:
    schedule = planned(activity("a", pin="02:30"), start=datetime(2026, 3, 29, 1, 0, tzinfo=BERLIN))
    assert (starts(schedule), schedule.minutes) == (["03:30"], 100)


def test_case_04_a_pin_in_the_doubled_hour_is_never_before_the_start() -> None:
    start = datetime(2026, 10, 25, 2, 15, tzinfo=BERLIN, fold=1)
    schedule = planned(activity("a", 5), activity("b", pin="02:30"), start=start)
    assert schedule.minutes == 25


def test_case_32_an_empty_plan_says_so() -> None:
    schedule = planned()
    assert (schedule.minutes, schedule.end, schedule.rows) == (0, START, ())
    assert [warning.message_id for warning in schedule.warnings] == ["timekeeping.no_rows"]


def test_case_32_a_plan_with_all_rows_skipped_says_so() -> None:
    schedule = abc(meeting=Meeting(skipped=("a", "b", "c")))
    assert [warning.message_id for warning in schedule.warnings] == ["timekeeping.no_rows"]


def test_case_32_all_rows_pinned() -> None:
    schedule = planned(activity("a", pin="14:00"), activity("b", pin="15:00"))
    assert starts(schedule) == ["14:00", "15:00"]
    assert schedule.minutes == 100


def test_a_plan_beyond_the_booked_end_its_length_and_its_cases_is_warned_about() -> None:
    long_step = step(activity("a", 200), length={"minutes": [120, 180]}, cases=(1, 3))
    schedule = plan(
        long_step, participants=8, cases=4, start=START, booked_end=START + timedelta(minutes=170)
    )
    assert [(warning.message_id, dict(warning.facts)) for warning in schedule.warnings] == [
        ("timekeeping.after_booked_end", {"end": "16:50", "booked_end": "16:20", "minutes": 30}),
        ("timekeeping.over_length", {"minutes": 200, "most": 180}),
        ("timekeeping.cases_outside", {"given": 4, "least": 1, "most": 3}),
    ]


def test_a_plan_that_ends_at_the_booked_end_is_fine() -> None:
    assert abc(booked_end=START + timedelta(minutes=60)).warnings == ()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_warning_has_its_sentence(language: str) -> None:
    use(language)
    crowded = step(activity("a", 60), activity("b", pin="14:00"), length={"minutes": [5, 10]}, cases=(1, 2))
    schedules = [plan(crowded, participants=8, cases=0, start=START, booked_end=START), planned()]
    warnings = [warning for schedule in schedules for warning in schedule.warnings]
    assert len({warning.message_id for warning in warnings}) == 5
    for warning in warnings:
        sentence = t(warning.message_id, **warning.facts)
        assert sentence != warning.message_id
        assert "{" not in sentence


@pytest.mark.parametrize(("participants", "minutes"), [(8, 170), (10, 170), (20, 180)])
def test_the_kick_off_of_the_shipped_curriculum_takes_170_minutes_for_a_small_team(
    participants: int, minutes: int
) -> None:
    kick_off = load(Path(__file__).parents[3] / "curricula" / "team-building.toml").step("step1")
    assert kick_off is not None
    schedule = plan(kick_off, participants=participants, cases=0, start=START)
    assert (schedule.minutes, len(schedule.rows)) == (minutes, 4)
