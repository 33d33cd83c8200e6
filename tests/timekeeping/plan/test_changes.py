"""The day changed by hand: breaks, splits, another order, clock times; the time of a key put right."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from jusou_tui.session.model.records import Insert, Meeting
from jusou_tui.text.seconds import face
from jusou_tui.timekeeping.clock.instants import local
from jusou_tui.timekeeping.forecast.breaks import next_break, next_pinned
from jusou_tui.timekeeping.forecast.forecast import forecast
from jusou_tui.timekeeping.plan import changes
from jusou_tui.timekeeping.plan.day import plan_day
from jusou_tui.timekeeping.plan.schedule import Schedule
from jusou_tui.timekeeping.running.countdown import timer_countdown
from jusou_tui.timekeeping.running.progress import correction, last_correctable
from timekeeping.story import START, Story, abc, activity, clock, planned, segment, step
from timekeeping.warnings_ahead import long_stretches

BREAK = Insert(title="休憩", minutes=10, after="a")


def after_change(meeting: Meeting, made: dict[str, Any], **options: Any) -> Schedule:
    return abc(meeting=meeting.model_copy(update=made), **options)


def shown(schedule: Schedule) -> list[tuple[str, str, int]]:
    return [(row.key, clock(row.start), row.minutes) for row in schedule.rows]


def test_a_break_goes_in_behind_a_row_and_out_again() -> None:
    meeting = Meeting()
    made = meeting.model_copy(update=changes.inserted(meeting, "x", BREAK))
    schedule = abc(meeting=made)
    assert shown(schedule) == [("a", "13:30", 10), ("x", "13:40", 10), ("b", "13:50", 20), ("c", "14:10", 30)]
    both = made.model_copy(update=changes.inserted(made, "y", Insert(title="話", minutes=5, after="x")))
    gone = both.model_copy(update=changes.removed(both, "x"))
    assert shown(abc(meeting=gone))[1] == ("y", "13:40", 5)


def test_a_row_moves_up_and_down_and_stays_at_the_ends() -> None:
    schedule = abc()
    assert changes.moved(schedule, "a", -1) == {}
    assert changes.moved(schedule, "c", 1) == {}
    assert [row.key for row in after_change(Meeting(), changes.moved(schedule, "c", -1)).rows] == [
        "a",
        "c",
        "b",
    ]
    assert [row.key for row in after_change(Meeting(), changes.swapped(schedule, "a", "c")).rows] == [
        "c",
        "b",
        "a",
    ]


def test_a_split_row_has_its_minutes_in_two_parts_with_the_same_prompts() -> None:
    made = changes.split(abc(), Meeting(), "b", 8, ("rest", "内容 b（続き）"))
    schedule = after_change(Meeting(), made)
    assert shown(schedule) == [
        ("a", "13:30", 10),
        ("b", "13:40", 8),
        ("rest", "13:48", 12),
        ("c", "14:00", 30),
    ]
    rest = schedule.row("rest")
    assert rest is not None
    assert rest.activity == schedule.row("b").activity  # type: ignore[union-attr]
    assert (rest.title, rest.kind) == ("内容 b（続き）", "other")
    assert changes.split(abc(), Meeting(), "b", 20, ("rest", "x")) == {}
    assert changes.split(abc(), Meeting(), "b", 0, ("rest", "x")) == {}


def test_a_row_of_this_run_starts_and_ends_by_the_clock_until_that_is_taken_away() -> None:
    meeting = Meeting()
    made = changes.pinned(meeting, "b", START + timedelta(minutes=30))
    pinned = meeting.model_copy(update=made)
    assert shown(abc(meeting=pinned))[1] == ("b", "14:00", 20)
    ends = pinned.model_copy(update=changes.ending(pinned, "b", START + timedelta(minutes=45)))
    schedule = abc(meeting=ends)
    assert shown(schedule)[1:] == [("b", "14:00", 15), ("c", "14:15", 30)]
    assert schedule.rows[1].until
    typed = ends.model_copy(update=changes.with_minutes(ends, {"b": 5}))
    assert shown(abc(meeting=typed))[1:] == [("b", "14:00", 5), ("c", "14:05", 30)]
    free = typed.model_copy(update=changes.pinned(typed, "b", None) | changes.ending(typed, "b", None))
    assert shown(abc(meeting=free))[1] == ("b", "13:40", 5)


def test_case_28_a_row_that_ends_by_this_run_s_clock_absorbs_delays() -> None:
    schedule = abc(meeting=Meeting(ends={"b": START + timedelta(minutes=30)}))
    story = Story().then("start", "a").wait(minutes=15).then("start", "b")
    found = forecast(schedule, story.progress, story.now)
    assert (clock(found.rows[1].end), found.behind_minutes) == ("14:00", 0)


def test_the_time_of_the_last_key_is_put_right_between_the_key_before_and_now() -> None:
    story = Story()
    assert last_correctable(story.events) is None
    story.then("start", "a").wait(minutes=10)
    wrong = story.do("start", "b")
    story.wait(minutes=5)
    found = last_correctable(story.events)
    assert found is not None
    entry, earliest = found
    assert (entry.id, earliest) == (wrong, START)
    assert correction(entry, earliest, story.now - timedelta(minutes=9), story.now) == -240.0
    assert correction(entry, earliest, START - timedelta(hours=1), story.now) == -600.0
    assert correction(entry, earliest, story.now + timedelta(hours=1), story.now) == 300.0
    story.do("correct", target=wrong, seconds=-240.0)
    again = last_correctable(story.events)
    assert again is not None
    assert again[0].at == local(START + timedelta(minutes=6), None)


def test_a_timer_runs_beside_the_activity_through_a_pause_until_the_next_one() -> None:
    story = Story().then("start", "a").then("timer", seconds=180.0).wait(60).then("pause").wait(30)
    left = timer_countdown(story.progress)
    assert left is not None
    assert str(face(left.remaining)) == "1:30"
    story.wait(100)
    assert timer_countdown(story.progress).phase == "over"  # type: ignore[union-attr]
    assert timer_countdown(story.then("timer", seconds=0.0).progress) is None
    story.then("timer", seconds=60.0).then("start", "b")
    assert timer_countdown(story.progress) is None


def test_ninety_minutes_without_a_break_are_warned_about() -> None:
    long = [activity("a", 50), activity("b", 40), activity("c", 60)]
    (found,) = long_stretches(planned(*long))
    assert found.facts == {"start": "13:30", "end": "16:00", "minutes": 150}
    rested = Meeting(inserts={"x": Insert(title="休憩", minutes=10, after="a")})
    (rest,) = long_stretches(planned(*long, meeting=rested))
    assert rest.row == "b"
    twice = Meeting(inserts={**rested.inserts, "y": Insert(title="休憩", minutes=5, after="b")})
    assert long_stretches(planned(*long, meeting=twice)) == ()
    assert long_stretches(planned(activity("a", 89))) == ()
    assert long_stretches(planned(activity("a", 50), activity("b", 80, pin="14:25"))) == ()


def test_the_next_break_and_the_next_pinned_row_are_told_in_minutes() -> None:
    inserts = {"x": Insert(title="休憩", minutes=10, after="b")}
    rows = [activity("a", 10), activity("b", 20), activity("c", 30, pin="15:00")]
    schedule = planned(*rows, meeting=Meeting(inserts=inserts))
    story = Story().then("start", "a").wait(minutes=12.5)
    found = forecast(schedule, story.progress, story.now)
    coming, guest = next_break(found, story.now), next_pinned(found, story.now)
    assert coming is not None
    assert guest is not None
    assert (coming.row.key, coming.minutes) == ("x", 20)
    assert (guest.row.key, guest.minutes) == ("c", 78)
    story.then("start", "x")
    assert next_break(forecast(schedule, story.progress, story.now), story.now) is None


def test_two_meetings_on_one_day_have_lunch_between() -> None:
    one = step(activity("a", 60), activity("b", 60))
    two = step(activity("c", 90, segments=[segment("s")])).model_copy(update={"id": "step2"})
    start = START.replace(hour=10, minute=0)
    options: dict[str, Any] = {"participants": 8, "cases": {}, "start": start}
    day = plan_day([one, two], **options, booked_end=start.replace(hour=14))
    assert [(clock(plan.start), clock(plan.end)) for plan in day.schedules] == [
        ("10:00", "12:00"),
        ("13:00", "14:30"),
    ]
    assert (clock(day.intervals[0].start), day.intervals[0].minutes, day.over) == ("12:00", 60, 30)
    later = plan_day([one, two], **options, next_at="13:15")
    assert (clock(later.schedules[1].start), later.intervals[0].minutes) == ("13:15", 75)
    held = plan_day([one, two], **options, next_at="12:10", lunch=45)
    assert clock(held.schedules[1].start) == "12:45"
    assert plan_day([], **options).end == start
