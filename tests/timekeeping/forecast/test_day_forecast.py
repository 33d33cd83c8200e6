"""A day with several meetings: what a delay does to the break between and to the meeting behind it."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.session.model.records import Meeting
from jusou_tui.timekeeping.clock.instants import after, local, nearest_minute, seconds_between, utc
from jusou_tui.timekeeping.forecast.day_forecast import DayForecast, DayMeeting, forecast_day
from jusou_tui.timekeeping.plan.changes import least_lunch, with_lunch
from jusou_tui.timekeeping.plan.day import LEAST_LUNCH, Interval, booked_end_of, start_after
from jusou_tui.timekeeping.plan.schedule import Schedule
from jusou_tui.timekeeping.running.replay import Replay, replay
from timekeeping.story import BERLIN, START, Story, activity, clock, planned
from timekeeping.test_properties import BEGINNINGS, schedules

some = settings(max_examples=80, deadline=None)
MORNING = START.replace(hour=10, minute=0)


def first(**options: object) -> Schedule:
    """The morning's meeting, two and a half hours: 10:00 to 12:30."""
    return planned(activity("a", 60), activity("b", 90), start=MORNING, **options)


def second(start: datetime, **options: object) -> Schedule:
    """The afternoon's meeting: an hour and a half."""
    return planned(activity("c", 30), activity("d", 60), start=start, **options)


def day_of(
    story: Story, lunch: int = 60, least: int = LEAST_LUNCH, *, behind: Replay | None = None
) -> DayForecast:
    """The day as expected at the story's moment."""
    morning = first()
    later = second(start_after(morning, lunch))
    parts = (
        DayMeeting("step1", morning, replay(story.events)),
        DayMeeting("step2", later, behind or replay([]), least),
    )
    return forecast_day(parts, story.now)


def late_story(minutes: float) -> Story:
    """The morning's meeting, begun so many minutes late."""
    return Story(MORNING).wait(minutes=minutes).then("start", "a")


def test_on_time_the_day_is_as_planned() -> None:
    day = day_of(late_story(0))
    (interval,) = day.intervals
    assert (clock(interval.expected.start), clock(interval.expected.end)) == ("12:30", "13:30")
    assert (interval.state, interval.behind_minutes, interval.absorbed_minutes) == ("next", 0, 0)
    assert (clock(day.start), clock(day.end), day.late_minutes) == ("10:00", "15:00", 0)
    assert interval.planned.is_lunch


def test_half_a_minute_late_is_as_planned() -> None:
    interval = day_of(late_story(0.5)).intervals[0]
    assert (interval.minutes, interval.absorbed_minutes, interval.behind_minutes) == (60, 0, 0)
    assert day_of(late_story(12.7)).intervals[0].minutes == 48


def test_twelve_minutes_late_shorten_the_lunch_and_move_nothing_behind_it() -> None:
    day = day_of(late_story(12))
    (interval,) = day.intervals
    assert (interval.planned.minutes, interval.minutes, interval.absorbed_minutes) == (60, 48, 12)
    assert (clock(interval.expected.start), clock(interval.expected.end)) == ("12:42", "13:30")
    assert (interval.behind_minutes, clock(day.end)) == (0, "15:00")


def test_what_the_least_lunch_cannot_take_up_moves_the_second_meeting() -> None:
    day = day_of(late_story(27))
    (interval,) = day.intervals
    assert (interval.minutes, interval.behind_minutes, interval.least) == (45, 12, 45)
    rows = day.meetings[1].rows
    assert [clock(row.start) for row in rows] == ["13:42", "14:12"]
    assert [row.behind_minutes for row in rows] == [12, 12]
    assert (clock(day.end), day.late_minutes) == ("15:12", 12)


def test_a_lunch_that_is_planned_shorter_than_the_least_keeps_its_minutes() -> None:
    (interval,) = day_of(late_story(10), lunch=20).intervals
    assert (interval.minutes, interval.least, interval.behind_minutes) == (20, 20, 10)


def test_an_early_first_meeting_gives_a_longer_lunch_and_no_earlier_second() -> None:
    story = Story(MORNING).then("start", "a").wait(minutes=60).then("start", "b").wait(minutes=70)
    (interval,) = day_of(story.then("finish")).intervals
    assert (interval.state, interval.minutes, clock(interval.expected.end)) == ("now", 80, "13:30")


def test_a_second_meeting_that_is_not_begun_moves_with_the_clock() -> None:
    story = late_story(0).wait(minutes=150).then("finish").wait(minutes=65)
    day = day_of(story)
    assert (day.intervals[0].minutes, day.intervals[0].behind_minutes) == (65, 5)
    assert clock(day.end) == "15:05"


def test_once_the_second_meeting_has_begun_the_lunch_is_what_it_was() -> None:
    story = late_story(0).wait(minutes=160).then("finish")
    afternoon = Story(MORNING.replace(hour=13, minute=35)).then("start", "c").wait(minutes=5)
    story.wait(minutes=60)
    (interval,) = day_of(story, behind=replay(afternoon.events)).intervals
    assert (interval.state, clock(interval.expected.start), clock(interval.expected.end)) == (
        "done",
        "12:40",
        "13:35",
    )
    assert (interval.minutes, interval.behind_minutes) == (55, 5)


def test_a_first_meeting_that_was_left_open_counts_as_it_stood_when_the_second_began() -> None:
    afternoon = Story(MORNING.replace(hour=13)).then("start", "c").wait(minutes=200)
    story = late_story(0).wait(minutes=60 * 6)
    day = day_of(story, behind=replay(afternoon.events))
    assert clock(day.meetings[0].end) == "14:30"  # `b` as planned behind `a`, which ran until 13:00
    assert (day.intervals[0].minutes, day.intervals[0].overlap_minutes) == (0, 0)
    assert day.end == day.meetings[1].end


def test_meetings_that_are_planned_into_each_other_stay_so_and_are_told() -> None:
    morning, later = first(), second(MORNING.replace(hour=12, minute=10))
    parts = (DayMeeting("step1", morning, replay([])), DayMeeting("step2", later, replay([])))
    (interval,) = forecast_day(parts, MORNING).intervals
    assert (interval.overlap_minutes, interval.minutes, interval.least) == (20, 0, 0)
    assert clock(interval.expected.end) == "12:10"


def test_the_day_is_booked_until_the_end_that_lies_behind_its_last_meeting() -> None:
    morning = first(booked_end=MORNING.replace(hour=12, minute=30))
    later = second(MORNING.replace(hour=13, minute=30))
    assert booked_end_of([morning, later]) is None
    whole = first(booked_end=MORNING.replace(hour=14, minute=50))
    assert booked_end_of([whole, later]) == MORNING.replace(hour=14, minute=50)
    parts = (DayMeeting("step1", whole, replay([])), DayMeeting("step2", later, replay([])))
    assert forecast_day(parts, MORNING).late_minutes == 10


def test_a_break_is_a_lunch_around_noon_only() -> None:
    for begin, end, expected in (
        ("12:30", "13:30", True),
        ("10:30", "10:50", False),
        ("15:00", "15:15", False),
    ):
        start, stop = (MORNING.replace(hour=int(at[:2]), minute=int(at[3:])) for at in (begin, end))
        assert Interval(start, stop).is_lunch is expected


def test_an_interval_has_the_minutes_between_its_times_as_they_are_shown() -> None:
    start, stop = MORNING.replace(hour=12, minute=0, second=40), MORNING.replace(hour=13, minute=0, second=5)
    assert Interval(start, stop).minutes == 60
    assert Interval(stop, start).minutes == 0


def test_a_lunch_that_is_set_is_the_start_of_the_meeting_or_its_distance() -> None:
    start = MORNING.replace(hour=13, minute=30)
    assert with_lunch(Meeting(), 50, None) == {"lunch": 50}
    assert with_lunch(Meeting(), 48, start) == {"lunch": 48, "start": start, "date": MORNING.date()}
    held = Meeting(start=start, date=MORNING.date(), least_lunch=20)
    assert with_lunch(held, 30, start)["start"] == start
    assert "least_lunch" not in with_lunch(held, 30, start)
    assert with_lunch(held, 10, start)["least_lunch"] == 10
    assert (least_lunch(held), least_lunch(Meeting())) == (20, 45)


def test_the_nearest_whole_minute_is_found_by_the_same_clocks() -> None:
    for second, minute in ((0, 42), (20, 42), (29, 42), (31, 43), (59, 43)):
        at = MORNING.replace(hour=12, minute=42, second=second)
        assert nearest_minute(at) == MORNING.replace(hour=12, minute=minute)
        assert nearest_minute(at).utcoffset() == at.utcoffset()


def test_a_lunch_over_the_end_of_summer_time_lasts_as_long_as_it_says() -> None:
    night = datetime(2026, 10, 25, 0, 30, tzinfo=BERLIN)
    early = planned(activity("a", 60), start=night)
    later = planned(activity("c", 60), start=start_after(early, 120))
    parts = (DayMeeting("step1", early, replay([])), DayMeeting("step2", later, replay([])))
    day = forecast_day(parts, night)
    assert (clock(day.intervals[0].expected.start), clock(day.intervals[0].expected.end)) == (
        "01:30",
        "02:30",
    )
    assert (day.intervals[0].minutes, day.late_minutes) == (120, 0)


def test_a_day_goes_over_midnight() -> None:
    evening = MORNING.replace(hour=22)
    early = planned(activity("a", 90), start=evening)
    later = planned(activity("c", 60), start=start_after(early, 60))
    story = Story(evening).wait(minutes=20).then("start", "a")
    parts = (DayMeeting("step1", early, replay(story.events)), DayMeeting("step2", later, replay([])))
    day = forecast_day(parts, story.now)
    assert (clock(day.intervals[0].expected.start), day.intervals[0].minutes) == ("23:50", 45)
    assert (day.meetings[1].rows[0].day, clock(day.meetings[1].rows[0].start)) == (0, "00:35")
    assert day.meetings[1].end.date() == evening.date() + timedelta(days=1)


@st.composite
def days(draw: st.DrawFn) -> tuple[Schedule, Schedule, int]:
    early = planned(activity("a", draw(st.integers(1, 200))), start=draw(BEGINNINGS))
    gap = draw(st.integers(0, 180))
    later = planned(activity("c", draw(st.integers(0, 120))), start=start_after(early, gap))
    return early, later, draw(st.integers(0, 120))


@some
@given(st.lists(schedules(), min_size=1, max_size=3), st.integers(0, 90), st.integers(0, 120))
def test_case_35_with_no_events_the_forecast_of_a_day_is_its_plan(
    plans: list[Schedule], gap: int, least: int
) -> None:
    moved = [plans[0]]
    for number, _ in enumerate(plans[1:], 2):
        start = start_after(moved[-1], gap)
        moved.append(planned(activity(f"x{number}", 25), activity(f"y{number}", 5), start=start))
    parts = [DayMeeting(f"step{number}", plan, replay([]), least) for number, plan in enumerate(moved)]
    found = forecast_day(parts, plans[0].start)
    assert found.late_minutes == 0
    for plan, meeting in zip(moved, found.meetings, strict=True):
        assert meeting.end == plan.end
        assert [(row.start, row.end) for row in meeting.rows if row.state == "next"] == [
            (row.start, row.end) for row in plan.rows if not row.skipped
        ]
    assert all(interval.expected == interval.planned for interval in found.intervals)


@some
@given(days(), st.integers(0, 400))
def test_the_second_meeting_moves_by_exactly_what_the_lunch_cannot_take_up(
    told: tuple[Schedule, Schedule, int], late: int
) -> None:
    early, later, least = told
    story = Story(early.start).wait(minutes=late).then("start", "a")
    parts = (DayMeeting("step1", early, replay(story.events)), DayMeeting("step2", later, replay([]), least))
    (interval,) = forecast_day(parts, story.now).intervals
    kept = min(least, interval.planned.minutes)
    assert interval.least == kept
    assert interval.minutes >= kept
    assert utc(interval.expected.end) >= utc(later.start)
    assert interval.behind_minutes == max(0, late - (interval.planned.minutes - kept))
    assert interval.absorbed_minutes + interval.behind_minutes == late
    assert seconds_between(early.end, interval.expected.start) == late * 60


@some
@given(days(), st.floats(0, 30000, allow_nan=False), st.floats(0, 30000, allow_nan=False))
def test_whatever_happens_the_lunch_keeps_its_least_and_the_second_its_start(
    told: tuple[Schedule, Schedule, int], waited: float, ran: float
) -> None:
    early, later, least = told
    story = Story(early.start).wait(waited).then("start", "a").wait(ran)
    for history in (replay(story.events), replay(story.then("finish").events)):
        parts = (DayMeeting("step1", early, history), DayMeeting("step2", later, replay([]), least))
        found = forecast_day(parts, local(after(story.now, 1.0), early.zone))
        (interval,) = found.intervals
        assert seconds_between(interval.expected.start, interval.expected.end) >= interval.least * 60 - 0.001
        assert utc(interval.expected.end) >= utc(later.start)
        assert found.meetings[1].rows[0].start == interval.expected.end
        assert utc(found.end) >= utc(found.meetings[0].end)
