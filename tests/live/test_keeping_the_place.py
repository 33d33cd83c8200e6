"""A break, a pause and going back keep the place: the segment, the turn and the time, to the second."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.stage import BEGIN, STEP, kinds, make_live, on_disk, reopen, still_clock
from jusou_tui.compare.runs import compare_runs
from jusou_tui.live import controls, entries
from jusou_tui.live.entries import Entry
from jusou_tui.live.meeting_words.prompts import finished_prompts
from jusou_tui.live.planning import corrections, plan_edits
from jusou_tui.live.session import LiveSession
from jusou_tui.live.worksheets import sheets
from jusou_tui.report.markdown import markdown
from jusou_tui.report.review.meeting_review import meeting_review
from jusou_tui.report.session.session import session_blocks
from jusou_tui.session.model.records import Insert
from jusou_tui.timekeeping.history.account import Account, AccountRow

MINUTE = 60
quickly = settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def tenths(least: float, most: int) -> st.SearchStrategy[float]:
    """Seconds as records hold them: whole milliseconds."""
    return st.integers(round(least * 10), most * 10).map(lambda number: number / 10)


tales = st.tuples(
    st.integers(1, 4),
    st.lists(
        st.tuples(tenths(1.5, 1500), st.sampled_from(["advance", "pause", "more", "less", "retreat"])),
        max_size=6,
    ),
    tenths(1.5, 2400),
)
"""How often to go on, what to do meanwhile (seconds before it, what), and how long to wait then."""


@pytest.fixture
def live(place: Path) -> LiveSession:
    return make_live(place, still_clock())


def wait(live: LiveSession, seconds: float) -> None:
    live.clock.advance(seconds)


def told(live: LiveSession, tale: tuple[int, list[tuple[float, str]], float]) -> None:
    """Let a meeting come to any instant of any activity."""
    activities, acts, last = tale
    for _ in range(activities):
        wait(live, 90)
        assert controls.go_on(live.current)
    acting = {
        "advance": controls.advance,
        "retreat": controls.retreat,
        "pause": controls.toggle_pause,
        "more": lambda meeting: controls.adjust(meeting, 7),
        "less": lambda meeting: controls.adjust(meeting, -7),
    }
    for seconds, act in acts:
        wait(live, seconds)
        acting[act](live.current)
    wait(live, last)


def place_of(live: LiveSession) -> tuple[object, ...]:
    """Return where an activity is: its segment, whose turn it is, and the times of all of them."""
    found = live.current.snapshot()
    assert found.row is not None
    assert found.countdown is not None
    turns, whole, part = found.round, found.countdown, found.segment_countdown
    times = (
        found.progress.elapsed,
        found.progress.segment_elapsed,
        whole.remaining,
        whole.share,
        part.remaining if part else 0.0,
        turns.turn_elapsed if turns else 0.0,
    )
    return (
        found.row.activity and found.row.activity.id,
        found.segment and found.segment.key,
        turns and (turns.current, turns.done, turns.later),
        *(round(seconds, 2) for seconds in times),
    )


def review(live: LiveSession) -> Account:
    found = meeting_review(live.book.session, live.curriculum, live.current.step)
    assert found is not None
    return found.account


def row_of(live: LiveSession, activity: str) -> AccountRow:
    return next(row for row in review(live).rows if row.key == activity)


@quickly
@given(tale=tales, minutes=st.integers(1, 30), rest=tenths(1.5, 4000))
def test_a_break_at_any_instant_keeps_the_place_and_the_forecast(
    place: Path, tmp_path_factory: pytest.TempPathFactory, tale: object, minutes: int, rest: float
) -> None:
    live = make_live(tmp_path_factory.mktemp("sessions"), still_clock())
    told(live, tale)
    before, end, snapshot = place_of(live), live.current.snapshot().forecast.end, live.current.snapshot()
    assert plan_edits.break_now(live.current, minutes)
    assert live.current.snapshot().row.kind == "break"
    moved = (live.current.snapshot().forecast.end - end).total_seconds()
    assert moved == pytest.approx(minutes * MINUTE, abs=1)
    wait(live, rest)
    expected = live.current.snapshot().forecast.end
    controls.go_on(live.current)
    after = live.current.snapshot()
    if after.row is None or after.row.activity is None or after.row.activity.id != before[0]:
        assert snapshot.countdown.remaining <= 0, "only what is over has nothing to go on with"
        return
    assert place_of(live) == before
    if rest <= minutes * MINUTE:
        assert abs((after.forecast.end - expected).total_seconds()) <= minutes * MINUTE
    else:
        assert after.forecast.end == expected
    again = reopen(live)
    assert place_of(again) == before
    again.close()


@quickly
@given(tale=tales, later=tenths(1.5, 59))
def test_going_back_within_a_minute_is_as_if_the_key_had_not_been_pressed(
    place: Path, tmp_path_factory: pytest.TempPathFactory, tale: object, later: float
) -> None:
    live = make_live(tmp_path_factory.mktemp("sessions"), still_clock())
    told(live, tale)
    before, runs = live.current.snapshot(), live.current.progress().runs
    assert controls.go_on(live.current)
    wait(live, later)
    note = entries.file(live.current, Entry("ここまでの話"))
    assert controls.go_back(live.current)
    after = live.current.snapshot()
    passed = 0.0 if before.state == "paused" else later
    assert (after.state, after.row.key) == (before.state, before.row.key)
    assert after.progress.elapsed == pytest.approx(before.progress.elapsed + passed, abs=0.01)
    assert after.countdown.remaining == pytest.approx(before.countdown.remaining - passed, abs=0.01)
    assert after.segment == before.segment
    assert [run.started for run in after.progress.runs] == [run.started for run in runs]
    if before.next_row is not None:
        assert live.book.session.notes[note].activity == before.row.key
    again = reopen(live)
    assert again.current.snapshot().progress.elapsed == pytest.approx(after.progress.elapsed, abs=0.01)
    again.close()


@quickly
@given(tale=tales, away=tenths(61, 4000))
def test_going_on_where_it_was_left_keeps_the_place_and_both_runs(
    place: Path, tmp_path_factory: pytest.TempPathFactory, tale: object, away: float
) -> None:
    live = make_live(tmp_path_factory.mktemp("sessions"), still_clock())
    told(live, tale)
    before = place_of(live)
    assert controls.go_on(live.current)
    wait(live, away)
    assert controls.ways_back(live.current).ways == ("goes_on", "again", "mistake")
    assert controls.go_back(live.current, "goes_on")
    assert place_of(live) == before
    wait(live, 90)
    again = reopen(live)
    assert again.current.snapshot().progress.elapsed == pytest.approx(before[3] + 90, abs=0.02)
    again.close()


@quickly
@given(tale=tales, pause=tenths(1.5, 4000))
def test_a_pause_at_any_instant_keeps_the_place(
    place: Path, tmp_path_factory: pytest.TempPathFactory, tale: object, pause: float
) -> None:
    live = make_live(tmp_path_factory.mktemp("sessions"), still_clock())
    told(live, tale)
    if live.current.snapshot().state == "paused":
        controls.toggle_pause(live.current)
        wait(live, 2)
    before = place_of(live)
    assert controls.toggle_pause(live.current)
    wait(live, pause)
    assert place_of(live) == before
    assert controls.toggle_pause(live.current)
    assert place_of(live) == before
    live.close()


def in_the_second_clip(live: LiveSession) -> None:
    """Come to 2 minutes and 20 seconds of the second clip."""
    controls.go_on(live.current)
    wait(live, 15 * MINUTE)
    controls.go_on(live.current)
    wait(live, 5 * MINUTE)
    controls.advance(live.current)
    wait(live, 2 * MINUTE + 20)


def test_after_a_break_in_the_second_clip_it_goes_on_in_it_with_what_was_left(live: LiveSession) -> None:
    in_the_second_clip(live)
    plan_edits.break_now(live.current, 10)
    wait(live, 10 * MINUTE)
    controls.go_on(live.current)
    found = live.current.snapshot()
    assert found.segment.key == "talk-video"
    assert found.segment_countdown.remaining == 46 * MINUTE + 5 - 140
    assert found.countdown.remaining == (65 - 7) * MINUTE - 20


def test_the_review_shows_one_activity_with_a_break_in_it(live: LiveSession) -> None:
    in_the_second_clip(live)
    plan_edits.break_now(live.current, 10)
    wait(live, 10 * MINUTE)
    during = row_of(live, "understanding")
    assert (during.state, during.planned, during.actual, during.breaks) == ("now", 65, 7, 1)
    controls.go_on(live.current)
    wait(live, 57 * MINUTE + 40)
    controls.go_on(live.current)
    rows = review(live).rows
    assert [(row.planned, row.actual) for row in rows] == [(15, 15), (65, 65), (10, 10), (60, 0), (30, None)]
    whole = rows[1]
    assert (whole.runs, whole.breaks, whole.state, rows[2].kind) == (1, 1, "done", "break")
    assert sum(row.added for row in rows) == 1
    card = [row.text for row in finished_prompts(live.current, live.current.snapshot())]
    assert [text.partition("  ")[2] for text in card] == [
        "計画15分 → 実績15分",
        "計画65分 → 実績65分",
        "計画10分 → 実績10分",
    ]


def test_two_breaks_leave_one_activity(live: LiveSession) -> None:
    in_the_second_clip(live)
    for _ in range(2):
        plan_edits.break_now(live.current, 5)
        wait(live, 5 * MINUTE)
        controls.go_on(live.current)
        wait(live, 10 * MINUTE)
    assert live.current.snapshot().countdown.remaining == (65 - 27) * MINUTE - 20
    assert (row_of(live, "understanding").planned, row_of(live, "understanding").breaks) == (65, 2)
    assert controls.ways_back(live.current).row == "opening", "what came before the whole activity"


def test_a_file_with_a_break_of_an_older_program_reads_the_same_way(live: LiveSession) -> None:
    in_the_second_clip(live)
    meeting, book = live.current, live.book
    key, rest = book.ledger.fresh_id(), ""
    meeting.set_record(
        inserts={key: Insert(title="休憩", minutes=10, after="understanding")}, minutes={"understanding": 7}
    )
    meeting.add_event("start", activity=key)
    rest = book.ledger.fresh_id()
    made = Insert(title="続き", minutes=58, after=key, kind="other", of="understanding")
    meeting.set_record(inserts={**meeting.record.inserts, rest: made})
    wait(live, 10 * MINUTE)
    controls.go_on(meeting)
    found = meeting.snapshot()
    assert (found.row.key, found.segment.key) == (rest, "talk-video")
    assert found.countdown.remaining == (65 - 7) * MINUTE - 20
    assert row_of(live, "understanding").breaks == 1


def test_a_break_begun_by_mistake_leaves_no_trace_in_the_plan(live: LiveSession) -> None:
    in_the_second_clip(live)
    schedule = live.current.schedule()
    plan_edits.break_now(live.current, 10)
    wait(live, 30)
    assert controls.go_back(live.current)
    assert [(row.key, row.minutes) for row in live.current.schedule().rows] == [
        (row.key, row.minutes) for row in schedule.rows
    ]
    assert live.current.snapshot().countdown.remaining == (65 - 7) * MINUTE - 50
    live.book.undo()
    assert live.current.snapshot().row.kind == "break"


def test_going_back_from_a_long_break_goes_on_behind_it(live: LiveSession) -> None:
    in_the_second_clip(live)
    before = place_of(live)
    plan_edits.break_now(live.current, 10)
    wait(live, 5 * MINUTE)
    assert controls.go_back(live.current)
    assert place_of(live) == before
    assert row_of(live, "understanding").breaks == 1


def test_the_break_that_a_correction_moves_leaves_what_was_left_then(live: LiveSession) -> None:
    in_the_second_clip(live)
    plan_edits.break_now(live.current, 10)
    wait(live, 60)
    corrections.correct_last_key(live.current, live.clock.now().replace(second=0) - 3 * (BEGIN - BEGIN))
    left = live.current.progress().runs[-2].elapsed
    wait(live, 9 * MINUTE)
    controls.go_on(live.current)
    assert live.current.snapshot().countdown.remaining == 65 * MINUTE - left


def test_an_activity_until_a_clock_time_still_ends_then_behind_a_break(live: LiveSession) -> None:
    in_the_second_clip(live)
    ends = BEGIN.replace(hour=15)
    plan_edits.end_at(live.current, "understanding", ends)
    plan_edits.break_now(live.current, 10)
    wait(live, 10 * MINUTE)
    controls.go_on(live.current)
    row = live.current.snapshot().forecast.row(live.current.snapshot().row.key)
    assert row.end == ends
    assert row_of(live, "understanding").breaks == 1


def test_what_was_parted_beforehand_keeps_its_own_minutes_and_goes_on_in_its_place(live: LiveSession) -> None:
    plan_edits.split(live.current, "understanding", 20)
    in_the_second_clip(live)
    wait(live, 3 * MINUTE - 20)
    controls.go_on(live.current)
    found = live.current.snapshot()
    assert (found.segment.key, found.countdown.remaining) == ("talk-video", 45 * MINUTE)
    assert found.segment_countdown.remaining == 46 * MINUTE + 5 - 5 * MINUTE
    assert [(row.planned, row.breaks) for row in review(live).rows[1:3]] == [(20, 0), (45, 0)]


def test_case_19_back_later_than_a_minute_is_another_run_and_both_are_in_the_history(
    live: LiveSession,
) -> None:
    for _ in range(2):
        controls.go_on(live.current)
        wait(live, 10 * MINUTE)
    assert controls.go_back(live.current)
    assert [run.activity for run in live.current.progress().runs] == ["opening", "understanding", "opening"]
    assert live.current.snapshot().countdown.remaining == 15 * MINUTE
    assert row_of(live, "opening").runs == 2
    assert kinds(live) == ["start", "start", "start"]


def test_a_mistake_that_was_noticed_late_can_still_be_taken_back(live: LiveSession) -> None:
    for _ in range(2):
        controls.go_on(live.current)
        wait(live, 10 * MINUTE)
    assert controls.go_back(live.current, "mistake")
    assert live.current.snapshot().progress.elapsed == 20 * MINUTE
    rows = {row.key: row.actual for row in review(live).rows}
    assert (rows["opening"], rows["understanding"]) == (20, None)


def test_the_end_pressed_by_mistake_and_an_activity_left_out_by_mistake_are_taken_back(
    live: LiveSession,
) -> None:
    for _ in range(4):
        controls.go_on(live.current)
        wait(live, 2 * MINUTE)
    left = live.current.snapshot().countdown.remaining
    controls.go_on(live.current)
    assert live.current.snapshot().state == "finished"
    wait(live, 20)
    assert controls.go_back(live.current)
    assert live.current.snapshot().countdown.remaining == left - 20
    wait(live, 2)
    controls.skip(live.current)
    wait(live, 20)
    assert controls.go_back(live.current)
    assert live.current.snapshot().progress.skipped == frozenset()
    assert live.current.snapshot().countdown.remaining == left - 42


def test_two_presses_of_going_back_within_a_second_are_one(live: LiveSession) -> None:
    for _ in range(3):
        controls.go_on(live.current)
        wait(live, 10)
    assert controls.go_back(live.current)
    wait(live, 0.4)
    assert not controls.go_back(live.current)
    assert live.current.snapshot().row.key == "understanding"
    wait(live, 2)
    assert controls.go_back(live.current)
    assert live.current.snapshot().row.key == "opening"


def test_the_segment_before_goes_on_to_the_second_within_a_minute(live: LiveSession) -> None:
    in_the_second_clip(live)
    controls.advance(live.current)
    wait(live, 15)
    assert controls.retreat(live.current)
    assert live.current.snapshot().segment.key == "talk-video"
    assert live.current.snapshot().progress.segment_elapsed == 155
    wait(live, 2)
    assert controls.retreat(live.current), "five minutes later it is another time"
    assert live.current.snapshot().segment.key == "introduction-video"
    assert live.current.snapshot().progress.segment_elapsed == 0
    wait(live, 2)
    assert not controls.retreat(live.current)


def test_an_older_program_finds_nothing_new_in_the_file(live: LiveSession) -> None:
    in_the_second_clip(live)
    plan_edits.break_now(live.current, 10)
    wait(live, 90)
    controls.go_on(live.current)
    wait(live, 90)
    controls.go_on(live.current)
    wait(live, 90)
    controls.go_back(live.current, "goes_on")
    wait(live, 2)
    live.close()
    saved = on_disk(live)
    assert {event.kind for event in saved.events.values()} == {"start", "segment"}
    assert all(not event.model_extra for event in saved.events.values())
    assert not saved.meetings[STEP].model_extra


def test_show_has_one_activity_and_its_notes_under_one_heading(live: LiveSession) -> None:
    in_the_second_clip(live)
    first = entries.file(live.current, Entry("前半の話"))
    plan_edits.break_now(live.current, 10)
    wait(live, 10 * MINUTE)
    controls.go_on(live.current)
    second = entries.file(live.current, Entry("後半の話"))
    wait(live, 57 * MINUTE + 40)
    controls.go_on(live.current)
    notes = live.book.session.notes
    assert {notes[first].activity, notes[second].activity} == {"understanding"}
    text = markdown(session_blocks(live.book.session, live.curriculum, STEP))
    title = live.current.step.activity("understanding").title
    assert [line for line in text.splitlines() if title in line and line.startswith("|")] == [
        f"| {title} | 13:45-14:50 65分 | 13:45-15:00 65分 | 済 |"
    ]
    assert "続き" not in text
    assert text.index("前半の話") < text.index("後半の話")
    rest = live.current.schedule().rows[3].key
    live.book.notes.edit(second, activity=rest)  # as older programs filed it
    assert markdown(session_blocks(live.book.session, live.curriculum, STEP)) == text


def test_the_sheet_and_the_memo_of_an_activity_are_there_behind_a_break_too(live: LiveSession) -> None:
    for _ in range(4):
        wait(live, 60)
        controls.go_on(live.current)
    wanted = sheets.of_activity(live.current)
    assert wanted
    plan_edits.break_now(live.current, 10)
    wait(live, 60)
    controls.go_on(live.current)
    assert live.current.snapshot().row.key != "next-step"
    assert sheets.of_activity(live.current) == wanted


def test_two_runs_side_by_side_have_one_activity_each(live: LiveSession, tmp_path: Path) -> None:
    other = make_live(tmp_path, still_clock())
    for one, breaks in ((live, True), (other, False)):
        in_the_second_clip(one)
        if breaks:
            plan_edits.break_now(one.current, 10)
            wait(one, 10 * MINUTE)
            controls.go_on(one.current)
        wait(one, 57 * MINUTE + 40)
        controls.go_on(one.current)
    runs = compare_runs(live.book.session, other.book.session, live.curriculum, other.curriculum)
    row = next(row for row in runs.rows if row.activity == "understanding")
    assert (row.planned, row.actual) == ((65, 65), (65, 65))
    assert [row.title for row in runs.rows].count(row.title) == 1
    other.close()


def test_a_break_and_what_it_leaves_are_two_rows_also_when_the_clock_was_put_back(live: LiveSession) -> None:
    in_the_second_clip(live)
    before = place_of(live)
    live.clock.step(-3600)
    live.continuity.watch.read()
    live.book.events.add("clock", STEP, seconds=-3600.0)
    assert place_of(live) == before
    plan_edits.break_now(live.current, 10)
    kinds_of_rows = [row.kind for row in live.current.schedule().rows]
    assert kinds_of_rows == ["activity", "activity", "break", "other", "activity", "activity"]
    wait(live, 10 * MINUTE)
    controls.go_on(live.current)
    assert place_of(live) == before


def test_a_key_taken_back_beside_a_break_files_notes_under_activities(live: LiveSession) -> None:
    in_the_second_clip(live)
    plan_edits.break_now(live.current, 10)
    wait(live, 10 * MINUTE)
    controls.go_on(live.current)
    rest = live.current.snapshot().row.key
    wait(live, 5 * MINUTE)
    controls.go_on(live.current)
    wait(live, 5)
    note = entries.file(live.current, Entry("まだ続いている話"))
    assert controls.go_back(live.current)
    assert live.current.snapshot().row.key == rest
    assert live.book.session.notes[note].activity == "understanding"


def test_going_on_after_a_break_taken_back_files_notes_under_the_break(live: LiveSession) -> None:
    in_the_second_clip(live)
    before = entries.file(live.current, Entry("休憩前の話"))
    plan_edits.break_now(live.current, 10)
    pause = live.current.snapshot().row.key
    wait(live, 2 * MINUTE)
    controls.go_on(live.current)
    wait(live, 5)
    note = entries.file(live.current, Entry("休憩中の話"))
    assert controls.go_back(live.current)
    assert live.current.snapshot().row.key == pause
    assert live.book.session.notes[note].activity == pause
    assert live.book.session.notes[before].activity == "understanding"


def test_minutes_that_were_given_before_a_break_are_not_said_to_have_been_planned(live: LiveSession) -> None:
    controls.go_on(live.current)
    wait(live, 60)
    first = live.current.snapshot().progress.activity
    assert first is not None
    planned = row_of(live, first).planned
    assert controls.adjust(live.current, 20)
    wait(live, 240)
    before = live.current.snapshot().countdown
    assert before is not None
    assert plan_edits.break_now(live.current, 10)
    assert row_of(live, first).planned == planned
    wait(live, 30)
    assert controls.go_back(live.current, "mistake")
    found = live.current.snapshot().countdown
    assert found is not None
    assert before.remaining - found.remaining == pytest.approx(30)
    assert row_of(live, first).planned == planned
    wait(live, 30)
    assert plan_edits.break_now(live.current, 10)
    wait(live, 600)
    assert controls.go_on(live.current)
    assert row_of(live, first).planned == planned


def test_going_back_again_at_once_leads_one_activity_further_back(place: Path) -> None:
    live = make_live(place, still_clock())
    for _ in range(3):
        assert controls.go_on(live.current)
        wait(live, 120)
    rows = [row.row.key for row in live.current.snapshot().forecast.rows if row.row.kind == "activity"]
    assert live.current.snapshot().row.key == rows[2]
    for expected in (rows[1], rows[0]):
        assert controls.go_back(live.current)
        wait(live, 2)
        assert live.current.snapshot().row.key == expected
    live.close()
