"""What holds for any plan and any story."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from drawn import holds_for
from jusou_tui.curriculum.model import Duration
from jusou_tui.session.model.records import Meeting
from jusou_tui.text.seconds import face
from jusou_tui.timekeeping.clock.instants import seconds_between
from jusou_tui.timekeeping.forecast.forecast import forecast
from jusou_tui.timekeeping.plan.durations import span
from jusou_tui.timekeeping.plan.schedule import Schedule
from jusou_tui.timekeeping.running.countdown import countdown
from jusou_tui.timekeeping.running.progress import Progress, next_activity, progress
from timekeeping.story import BERLIN, START, TOKYO, Story, activity, planned

some = settings(max_examples=80, deadline=None)
KEYS = ("a", "b", "c", "d", "e")
SHARES = st.sampled_from([0.0, 0.1, 0.3, 0.5, 1.0, 1.1, 2.5])
CLOCK_TIMES = st.builds("{:02d}:{:02d}".format, st.integers(0, 23), st.integers(0, 59))
BEGINNINGS = st.builds(
    lambda zone, day, minute: datetime(*day, tzinfo=zone).replace(hour=minute // 60, minute=minute % 60),
    st.sampled_from([TOKYO, BERLIN]),
    st.sampled_from([(2026, 12, 10), (2026, 3, 28), (2026, 3, 29), (2026, 10, 24), (2026, 10, 25)]),
    st.integers(0, 24 * 60 - 1),
)


@st.composite
def durations(draw: st.DrawFn) -> Duration:
    low = draw(st.integers(0, 60))
    high = draw(st.integers(low, 90))
    plan = draw(st.none() | st.integers(low, high))
    shares = {name: draw(SHARES) for name in ("base", "per_participant", "per_case")}
    return Duration(minutes=(low, high), plan=plan, **shares)


@st.composite
def schedules(draw: st.DrawFn, pins: bool = True) -> Schedule:
    count = draw(st.integers(0, len(KEYS)))
    activities = []
    for key in KEYS[:count]:
        changed: dict[str, Any] = {}
        if pins and draw(st.integers(0, 4)) == 0:
            changed["pin"] = draw(CLOCK_TIMES)
        if pins and draw(st.integers(0, 4)) == 0:
            changed["until"] = draw(CLOCK_TIMES)
        activities.append(activity(key, draw(st.integers(0, 90)), **changed))
    skipped = tuple(draw(st.sets(st.sampled_from(KEYS)))) if draw(st.booleans()) else ()
    return planned(*activities, start=draw(BEGINNINGS), meeting=Meeting(skipped=skipped))


DURATIONS = durations()
SCHEDULES = schedules()
WAITS = st.sampled_from([0.0, 0.5, 1.0, 59.5, 60.0, 333.25, 1800.0, 7000.0])
STEPS = st.one_of(
    st.tuples(st.just("start"), st.sampled_from(KEYS), st.just({})),
    st.tuples(st.sampled_from(["skip", "restore"]), st.sampled_from(KEYS), st.just({})),
    st.tuples(st.sampled_from(["pause", "resume", "finish"]), st.none(), st.just({})),
    st.tuples(st.just("adjust"), st.none(), st.fixed_dictionaries({"minutes": st.integers(-30, 30)})),
    st.tuples(st.just("segment"), st.none(), st.fixed_dictionaries({"segment": st.sampled_from(KEYS)})),
    st.tuples(st.just("next_turn"), st.none(), st.fixed_dictionaries({"participant": st.sampled_from("AB")})),
    st.tuples(
        st.just("gap"),
        st.none(),
        st.fixed_dictionaries({"seconds": st.floats(0, 9000, allow_nan=False), "counted": st.booleans()}),
    ),
    st.tuples(
        st.just("clock"),
        st.none(),
        st.fixed_dictionaries({"seconds": st.sampled_from([3600.0, -3600.0, -9.5])}),
    ),
)
TALES = st.lists(st.tuples(WAITS, STEPS), max_size=14)


def told(tale: list[Any], start: datetime = START) -> Story:
    story = Story(start)
    for wait, (kind, key, facts) in tale:
        story.wait(wait)
        if kind == "clock":
            story.wall += timedelta(seconds=facts["seconds"])
        story.do(kind, key, **facts)
    return story.wait(17.0)


@holds_for(80, SCHEDULES, st.integers(0, 300))
def test_case_35_with_no_events_the_forecast_is_the_plan(schedule: Schedule, early: int) -> None:
    now = schedule.start - timedelta(minutes=early)
    found = forecast(schedule, Progress(now=now), now)
    assert [(row.start, row.end) for row in found.rows] == [(row.start, row.end) for row in schedule.rows]
    assert (found.end, found.behind_minutes) == (schedule.end, 0)


@holds_for(80, schedules(pins=False), TALES)
def test_case_35_actual_and_rest_make_the_forecast(schedule: Schedule, tale: list[Any]) -> None:
    story = told(tale, schedule.start)
    seen = story.progress
    found = forecast(schedule, seen, story.now)
    if seen.state == "finished":
        assert found.end == seen.ended
        return
    left = 0.0
    for row in found.rows:
        if row.state == "next":
            left += row.row.minutes * 60.0
        if row.state == "now" and row.row.key not in seen.skipped and not row.row.skipped:
            left += max(0.0, countdown(row.row, seen).remaining)
    begin = story.now if seen.state != "before" else max(story.now, schedule.start)
    assert abs(seconds_between(begin, found.end) - left) < 0.001


@holds_for(80, SCHEDULES, TALES)
def test_no_row_to_come_starts_before_the_one_above_unless_it_is_pinned(
    schedule: Schedule, tale: list[Any]
) -> None:
    story = told(tale, schedule.start)
    found = forecast(schedule, story.progress, story.now)
    rest = [row for row in found.rows if row.state in {"now", "next"}]
    for above, below in pairwise(rest):
        assert below.start >= above.end or below.row.pinned
    assert all(row.end >= row.start for row in found.rows)
    assert found.end >= max((row.end for row in rest), default=found.end)


@holds_for(80, SCHEDULES)
def test_no_planned_row_starts_before_the_one_above_unless_it_is_pinned(schedule: Schedule) -> None:
    rows = [row for row in schedule.rows if not row.skipped]
    for above, below in pairwise(rows):
        assert below.start >= above.end or below.pinned
    assert all(row.start >= schedule.start and row.end >= row.start for row in rows)
    assert schedule.minutes * 60 >= seconds_between(schedule.start, schedule.end) > schedule.minutes * 60 - 60


@holds_for(80, SCHEDULES, TALES)
def test_the_next_row_of_the_forecast_is_where_next_goes(schedule: Schedule, tale: list[Any]) -> None:
    story = told(tale, schedule.start)
    following = forecast(schedule, story.progress, story.now).next_row
    assert next_activity(schedule, story.progress) == (following.row.key if following else None)


@holds_for(80, TALES, STEPS)
def test_case_35_the_undo_of_any_event_brings_everything_back(tale: list[Any], step: Any) -> None:
    story = told(tale)
    before = story.progress
    kind, key, facts = step
    done = story.do(kind, key, **facts)
    undo = story.do("undo", target=done)
    assert story.progress == before
    after = progress(story.events[:-1], story.now)
    story.do("undo", target=undo)
    assert story.progress == after


@holds_for(80, TALES, st.integers(0, 1 << 32).map(Random))
def test_case_35_the_replay_of_a_shuffled_file_is_the_live_state(tale: list[Any], random: Any) -> None:
    story = told(tale)
    shuffled = list(story.events)
    random.shuffle(shuffled)
    assert progress(shuffled, story.now) == story.progress


@holds_for(80, TALES)
def test_no_time_is_ever_negative_or_counted_twice(tale: list[Any]) -> None:
    story = told(tale)
    seen = story.progress
    assert all(run.elapsed >= 0 for run in seen.runs)
    assert seen.elapsed >= seen.segment_elapsed >= 0
    if seen.started is not None:
        total = sum(run.elapsed for run in seen.runs)
        assert total <= max(0.0, seconds_between(seen.started, story.now)) + 0.001


@holds_for(80, DURATIONS, st.integers(0, 60), st.integers(0, 9))
def test_more_people_and_more_cases_never_take_less_time(
    duration: Duration, participants: int, cases: int
) -> None:
    here = span(duration, participants, cases)
    assert here.least <= here.planned <= here.most
    for more in (span(duration, participants + 1, cases), span(duration, participants, cases + 1)):
        assert (more.planned, more.least, more.most) >= (here.planned, here.least, here.most)


@holds_for(80, DURATIONS, st.integers(0, 60), st.integers(0, 9))
def test_the_minutes_are_the_formula_rounded_up(duration: Duration, participants: int, cases: int) -> None:
    tenths = [round(10 * share) for share in (duration.base, duration.per_participant, duration.per_case)]
    slot = duration.highest if duration.plan is None else duration.plan
    exact = max(10 * slot, tenths[0] + tenths[1] * participants) + tenths[2] * cases
    assert span(duration, participants, cases).planned == -(-exact // 10)


@some
@given(BEGINNINGS, st.integers(0, 4 * 3600))
def test_case_04_and_08_three_hours_looked_at_each_second_are_three_hours(
    start: datetime, seconds: int
) -> None:
    story = Story(start).then("start", "a").wait(seconds)
    assert story.progress.elapsed == seconds
    assert story.progress.started == start.astimezone(
        UTC
    )  # a time that summer time leaves out equals nothing


@some
@given(st.floats(-1e6, 1e6, allow_nan=False))
def test_case_10_a_face_tells_the_time_and_never_sixty_seconds(remaining: float) -> None:
    shown = face(remaining)
    total = (shown.minutes * 60 + shown.seconds) * (-1 if shown.over else 1)
    assert 0 <= shown.seconds < 60
    assert -0.001 <= total - remaining < 1.001
    assert not (shown.over and total == 0)
