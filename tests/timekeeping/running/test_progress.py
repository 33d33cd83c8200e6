"""Progress: replayed from events, by timestamps only, whatever the clock and the file went through."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from jusou_tui.session.model.records import Event
from jusou_tui.text.days import FIRST_KEPT, LAST_KEPT
from jusou_tui.timekeeping.forecast.forecast import forecast
from jusou_tui.timekeeping.running.progress import Progress, progress
from timekeeping.story import BERLIN, START, TOKYO, Story, activity, planned


def running(start: datetime = START) -> Story:
    return Story(start).then("start", "a")


def test_before_the_start_nothing_runs() -> None:
    assert Story().progress == Progress(now=START)


def test_a_start_ends_what_ran() -> None:
    story = running().wait(minutes=12).then("start", "b").wait(minutes=5)
    found = story.progress
    assert [(run.activity, run.elapsed) for run in found.runs] == [("a", 720.0), ("b", 300.0)]
    assert (found.state, found.activity, found.elapsed, found.started) == ("running", "b", 300.0, START)
    assert found.runs[0].ended == found.runs[1].started


def test_a_finish_ends_the_meeting_and_a_start_opens_it_again() -> None:
    story = running().wait(minutes=10).then("finish").wait(minutes=3)
    assert (story.progress.state, story.progress.activity) == ("finished", None)
    assert story.progress.ended == START + timedelta(minutes=10)
    story.then("start", "a").wait(60)
    assert (story.progress.state, story.progress.elapsed, story.progress.ended) == ("running", 60.0, None)


def test_a_meeting_that_was_opened_again_ends_at_its_second_finish() -> None:
    story = running().wait(60).then("finish").wait(60).then("start", "b").wait(60).then("finish").wait(60)
    assert story.progress.ended == START + timedelta(seconds=180)
    assert [run.elapsed for run in story.progress.runs] == [60.0, 60.0]


def test_a_second_finish_changes_nothing() -> None:
    story = running().wait(60).then("finish").wait(60).then("finish")
    assert story.progress.ended == START + timedelta(seconds=60)


def test_a_pause_does_not_count_and_holds_the_time() -> None:
    story = running().wait(60).then("pause").wait(100)
    assert (story.progress.state, story.progress.elapsed) == ("paused", 60.0)
    assert story.progress.paused_since == START + timedelta(seconds=60)
    assert story.then("resume").wait(30).progress.elapsed == 90.0
    assert story.progress.paused_since is None


def test_case_15_pause_in_overtime_adjust_and_resume_leaves_the_pause_out() -> None:
    story = running().wait(minutes=15).then("pause").wait(minutes=2).then("adjust", "a", minutes=3)
    story.wait(minutes=2).then("resume").wait(minutes=1)
    assert (story.progress.elapsed, story.progress.adjustment) == (960.0, 3)


def test_a_start_or_a_finish_ends_the_pause() -> None:
    for kind, key in (("start", "b"), ("finish", None)):
        story = running().wait(60).then("pause").wait(60).then(kind, key).wait(60)
        assert story.progress.runs[0].elapsed == 60.0
        assert story.progress.paused_since is None
        assert story.progress.state in {"running", "finished"}


def test_adjustments_add_up_for_their_own_run_only() -> None:
    story = running().then("adjust", "a", minutes=5).then("adjust", minutes=-1)
    assert story.progress.adjustment == 4
    story.then("start", "b").then("start", "a")
    assert story.progress.adjustment == 0
    assert [run.adjustment for run in story.progress.runs] == [4, 0, 0]


def test_minutes_for_a_row_to_come_wait_for_its_start_and_undo_takes_them_back() -> None:
    story = running()
    story.then("adjust", "b", minutes=-3)
    taken = story.do("adjust", "b", minutes=-5)
    assert (story.progress.adjustment, dict(story.progress.pending)) == (0, {"b": -8})
    found = forecast(planned(activity("a", 10), activity("b", 20)), story.progress, story.now)
    assert found.rows[1].expected_minutes == 12
    story.then("undo", target=taken).then("start", "b")
    assert (story.progress.adjustment, dict(story.progress.pending)) == (-3, {})


def test_the_time_of_a_key_is_put_right_afterwards_and_undo_takes_that_back() -> None:
    story = running().wait(minutes=10)
    wrong = story.do("start", "b")
    story.wait(minutes=1)
    before = story.progress
    corrected = story.do("correct", target=wrong, seconds=-240.0)
    assert (story.progress.elapsed, story.progress.runs[0].elapsed) == (300.0, 360.0)
    story.do("correct", target=wrong, seconds=60.0)
    assert story.progress.elapsed == 240.0
    story.do("undo", target=story.events[-1][0])
    story.do("undo", target=corrected)
    assert story.progress.runs == before.runs


def test_segments_have_their_own_time() -> None:
    story = running().wait(60)
    assert (story.progress.segment, story.progress.segment_elapsed) == (None, 60.0)
    story.then("segment", "a", segment="talk").wait(10).then("pause").wait(10).then("resume").wait(10)
    assert (story.progress.segment, story.progress.segment_elapsed, story.progress.elapsed) == (
        "talk",
        20.0,
        80.0,
    )
    assert story.then("start", "b").progress.segment is None


def test_skips_and_restores_are_kept_and_a_start_restores() -> None:
    story = Story().then("skip", "a").then("skip", "b").then("skip", "c").then("restore", "b")
    assert story.progress.skipped == {"a", "c"}
    assert story.then("start", "c").progress.skipped == {"a"}


def test_an_undo_takes_back_and_an_undo_of_it_brings_back() -> None:
    story = running().wait(60)
    second = story.do("start", "b")
    undo = story.wait(5).do("undo", target=second)
    assert (story.progress.activity, story.progress.elapsed) == ("a", 65.0)
    again = story.do("undo", target=undo)
    assert (story.progress.activity, story.progress.elapsed) == ("b", 5.0)
    story.do("undo", target=again)
    assert story.progress.activity == "a"


def test_undos_of_nothing_of_themselves_and_in_a_circle_do_no_harm() -> None:
    story = running().wait(60)
    story.do("undo", target="0" * 26)
    story.do("undo")
    story.do("undo", target=f"{len(story.events) + 1:026d}")
    story.do("undo", target=f"{len(story.events) + 2:026d}")
    story.do("undo", target=f"{len(story.events):026d}")
    assert story.progress.elapsed == 60.0


def test_events_that_do_not_fit_are_passed_over() -> None:
    story = Story()
    for kind in ("pause", "resume", "finish", "start", "segment", "next_turn", "gap", "clock", "adjust"):
        story.do(kind)
    assert story.progress.state == "before"
    assert (story.progress.runs, story.progress.quiet) == ((), ())


@pytest.mark.parametrize("seconds", [float("inf"), float("nan"), 1e300, -5.0])
def test_impossible_seconds_do_no_harm(seconds: float) -> None:
    story = running().wait(600).then("gap", seconds=seconds, counted=False)
    assert story.progress.elapsed == 600.0
    if seconds != -5.0:
        assert story.then("clock", seconds=seconds).progress.elapsed == 600.0


@pytest.mark.parametrize(
    "edge", [datetime(FIRST_KEPT, 1, 2, tzinfo=TOKYO), datetime(LAST_KEPT, 12, 31, 23, tzinfo=TOKYO)]
)
def test_an_instant_at_the_edge_of_what_a_record_may_hold_does_no_harm(edge: datetime) -> None:
    event = Event(at=edge, step="step1", kind="start", activity="a")
    assert progress([("0" * 26, event)], START).activity == "a"


@pytest.mark.parametrize("hour", [23, 0])
def test_case_01_a_run_over_and_after_midnight_has_its_length(hour: int) -> None:
    story = running(datetime(2026, 12, 10, hour, 50, tzinfo=TOKYO)).wait(minutes=25)
    assert story.progress.elapsed == 1500.0


def test_case_01_a_run_that_ends_exactly_at_midnight_has_its_length() -> None:
    story = running(datetime(2026, 12, 10, 23, 50, tzinfo=TOKYO)).wait(minutes=10).then("finish")
    (run,) = story.wait(minutes=90).progress.runs
    assert (run.elapsed, str(run.ended)) == (600.0, "2026-12-11 00:00:00+09:00")


def test_case_02_a_pause_across_midnight_does_not_count() -> None:
    story = running(datetime(2026, 12, 10, 23, 50, tzinfo=TOKYO)).wait(minutes=5).then("pause")
    story.wait(minutes=20).then("resume").wait(minutes=1)
    assert story.progress.elapsed == 360.0


def test_case_02_a_pause_that_begins_at_midnight_is_a_pause() -> None:
    midnight = datetime(2026, 12, 11, tzinfo=TOKYO)
    story = running(midnight).then("pause").wait(minutes=5)
    assert (story.progress.state, story.progress.paused_since, story.progress.elapsed) == (
        "paused",
        midnight,
        0.0,
    )
    assert story.progress.started == midnight


def test_case_02_the_epoch_itself_is_an_instant_like_any_other() -> None:
    story = running(datetime(1970, 1, 1, tzinfo=UTC)).then("pause").wait(5)
    assert (story.progress.state, story.then("resume").wait(1).progress.elapsed) == ("paused", 1.0)


def test_case_03_a_run_over_two_midnights_has_its_length() -> None:
    assert running().wait(minutes=40 * 60).progress.elapsed == 40 * 3600


@pytest.mark.parametrize("date", [(2026, 3, 29), (2026, 10, 25)])
def test_case_04_an_hour_is_an_hour_through_the_change_of_time(date: tuple[int, int, int]) -> None:
    story = running(datetime(*date, 1, 30, tzinfo=BERLIN)).wait(minutes=60)
    assert story.progress.elapsed == 3600.0
    story.then("pause").wait(minutes=60)
    assert story.progress.elapsed == 3600.0
    paused = story.progress.paused_since
    assert paused is not None
    assert story.progress.now - paused == timedelta(hours=1)
    assert story.then("resume").wait(minutes=60).progress.elapsed == 7200.0


@pytest.mark.parametrize("stepped", [3600, -3600, 40 * 60, -40 * 60])
def test_case_05_a_stepped_clock_changes_no_elapsed_time(stepped: int) -> None:
    story = running().wait(minutes=30).then("segment", "a", segment="talk").wait(minutes=5)
    story.wall += timedelta(seconds=stepped)
    story.then("clock", seconds=float(stepped)).wait(minutes=5)
    assert (story.progress.elapsed, story.progress.segment_elapsed) == (2400.0, 600.0)
    assert story.progress.started == START + timedelta(seconds=stepped)
    story.then("start", "b").wait(minutes=1)
    assert [run.elapsed for run in story.progress.runs] == [2400.0, 60.0]


def test_case_05_a_clock_stepped_there_and_back_changes_nothing() -> None:
    story = running().wait(minutes=10)
    for stepped in (3600, -3600):
        story.wall += timedelta(seconds=stepped)
        story.then("clock", seconds=float(stepped)).wait(minutes=10)
    assert (story.progress.elapsed, story.progress.started) == (1800.0, START)


def test_case_05_a_clock_stepped_back_in_a_pause_leaves_the_pause_as_long_as_it_was() -> None:
    story = running().wait(minutes=10).then("pause").wait(minutes=5)
    story.wall -= timedelta(hours=1)
    story.then("clock", seconds=-3600.0).wait(minutes=5).then("resume").wait(minutes=1)
    assert (story.progress.state, story.progress.elapsed) == ("running", 660.0)


@pytest.mark.parametrize("seconds", [2, -2])
def test_case_05_two_seconds_from_a_time_server_are_two_seconds_and_no_more(seconds: int) -> None:
    story = running()
    story.wall += timedelta(seconds=seconds)
    assert story.progress.state == "running"
    assert story.progress.elapsed == max(0, seconds)


@pytest.mark.parametrize("gap", [90, 720, 9 * 3600])
def test_case_06_a_gap_counts_or_not_as_was_answered(gap: int) -> None:
    for counted in (True, False):
        story = running().wait(60).wait(gap).then("gap", seconds=float(gap), counted=counted).wait(30)
        assert story.progress.elapsed == 90.0 + (gap if counted else 0)


def test_case_06_a_sleep_in_a_pause_is_subtracted_once() -> None:
    story = running().wait(60).then("pause").wait(720).then("gap", seconds=720.0, counted=False)
    assert story.wait(60).then("resume").wait(30).progress.elapsed == 90.0


def test_case_07_events_out_of_order_and_from_another_zone_tell_the_same() -> None:
    story = running().wait(60).then("pause").wait(60).then("resume").wait(60).then("start", "b").wait(5)
    other = [
        (key, event.model_copy(update={"at": event.at.astimezone(UTC)}))
        for key, event in reversed(story.events)
    ]
    assert progress(other, story.now) == story.progress


def test_case_07_a_clock_before_the_start_shows_nothing_negative() -> None:
    story = running().wait(minutes=5).then("segment", "a", segment="talk")
    found = progress(story.events, START - timedelta(hours=1))
    assert (found.state, found.elapsed, found.segment_elapsed) == ("running", 0.0, 0.0)


def test_case_19_a_finished_activity_gone_through_again_has_both_runs() -> None:
    story = running().wait(60).then("start", "b").wait(5).then("start", "a").wait(30).then("start", "b")
    assert [run.elapsed for run in story.progress.runs_of("a")] == [60.0, 30.0]
    assert len(story.progress.runs) == 4


def test_case_24_nothing_of_a_finished_run_leaks_into_the_next() -> None:
    story = running().then("adjust", "a", minutes=5).then("segment", "a", segment="talk")
    story.then("next_turn", "a", participant="x").wait(60).then("pause").wait(60).then("start", "b").wait(7)
    found = story.progress
    assert (found.state, found.elapsed, found.adjustment, found.segment, found.segment_elapsed) == (
        "running",
        7.0,
        0,
        None,
        7.0,
    )
    assert found.turns == ()


def test_case_24_a_pause_a_timer_and_minutes_of_a_finished_meeting_are_over_when_it_is_opened_again() -> None:
    story = running().then("adjust", "b", minutes=5).then("timer", seconds=600.0).wait(60).then("pause")
    story.wait(60).then("finish").wait(600).then("start", "b").wait(30)
    found = story.progress
    assert (found.state, found.elapsed, found.paused_since, found.timer) == ("running", 30.0, None, None)
    assert (found.adjustment, dict(found.pending), found.ended) == (5, {}, None)
    again = story.then("start", "a").wait(10).then("start", "b").wait(20).progress
    assert (again.adjustment, again.elapsed) == (0, 20.0)


@pytest.mark.parametrize("step", [1.0, 0.25, 7.3])
def test_case_08_elapsed_time_does_not_drift_however_it_is_looked_at(step: float) -> None:
    story = running().wait(3000).then("pause").wait(77.5).then("resume")
    begin = story.now
    looks = int(3 * 3600 / step)
    for number in range(0, looks, 97):
        story.wall = (begin + timedelta(seconds=number * step)).astimezone(UTC)
        assert story.progress.elapsed == pytest.approx(3000 + number * step, abs=1e-5)
