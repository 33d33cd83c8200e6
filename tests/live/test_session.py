"""A live session without a screen: what the keys do, and what stands in the file afterwards."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.stage import (
    BEGIN,
    CURRICULUM,
    STEP,
    TEAM,
    kinds,
    last_event,
    make_live,
    on_disk,
    reopen,
    still_clock,
)
from fake_clock import FakeClock
from jusou_tui.curriculum.load import load
from jusou_tui.errors import InputError, SessionFileError, StoreError
from jusou_tui.live import controls, entries
from jusou_tui.live.entries import Entry
from jusou_tui.live.session import LiveSession
from jusou_tui.session.format.read import read


@pytest.fixture
def live(place: Path) -> LiveSession:
    return make_live(place, still_clock())


def go(live: LiveSession, times: int = 1) -> None:
    for _ in range(times):
        live.clock.advance(60)
        assert controls.go_on(live.current)


def test_a_new_desk_has_a_file_named_after_its_programme_and_day(place: Path) -> None:
    live = LiveSession.create(load(CURRICULUM), CURRICULUM, place, "第1回", still_clock())
    assert live.store.path.name == "チームづくり編-2026-12-10.session.toml"
    assert on_disk(live).session.title == "第1回"
    another = LiveSession.create(load(CURRICULUM), CURRICULUM, place, "第2回", still_clock())
    assert another.store.path != live.store.path
    live.close()
    another.close()


def test_a_shipped_curriculum_is_found_by_its_id_on_any_machine(live: LiveSession) -> None:
    assert live.book.meta.curriculum_path is None
    assert reopen(live).curriculum == live.curriculum


def test_a_curriculum_elsewhere_is_found_beside_its_session_too(place: Path) -> None:
    own = place / "own.toml"
    own.write_bytes(CURRICULUM.read_bytes().replace(b'id = "team-building"', b'id = "own"', 1))
    live = make_live(place, still_clock(), source=own)
    live.close()
    moved = place / "moved"
    moved.mkdir()
    for path in (own, live.store.path):
        path.rename(moved / path.name)
    again = LiveSession.open(moved / live.store.path.name, live.clock)
    assert again.curriculum.id == "own"
    again.close()


def test_a_changed_curriculum_is_noticed_and_not_fatal(place: Path) -> None:
    own = place / "own.toml"
    own.write_bytes(CURRICULUM.read_bytes().replace(b'id = "team-building"', b'id = "own"', 1))
    live = make_live(place, still_clock(), source=own)
    live.close()
    own.write_bytes(own.read_bytes().replace(b"minutes = 65", b"minutes = 64"))
    again = LiveSession.open(live.store.path, live.clock)
    assert again.curriculum_changed
    again.book.notes.add("直したあとの話")
    assert not reopen(again).curriculum_changed


def test_a_curriculum_of_which_only_texts_changed_raises_no_alarm(place: Path) -> None:
    own = place / "own.toml"
    own.write_bytes(CURRICULUM.read_bytes().replace(b'id = "team-building"', b'id = "own"', 1))
    live = make_live(place, still_clock(), source=own)
    was = live.book.meta
    live.close()
    own.write_bytes(own.read_bytes().replace("オープニング".encode(), "はじめに".encode()))
    again = LiveSession.open(live.store.path, live.clock)
    assert not again.curriculum_changed
    again.book.notes.add("直したあとの話")
    now = again.book.meta
    assert (now.curriculum_digest != was.curriculum_digest, now.curriculum_plan) == (
        True,
        was.curriculum_plan,
    )
    again.close()


def test_a_session_of_the_first_version_raises_no_alarm_with_the_shipped_texts_of_today(place: Path) -> None:
    live = make_live(place, still_clock())
    live.close()
    text = live.store.path.read_text(encoding="utf-8")
    first = "sha256:0f9e0934f342314be2e66e4e868784e7f5fce5472aa8a02318b8f71a419d61e6"
    text = re.sub(
        r'curriculum_digest = ".*"\ncurriculum_plan = ".*"\n', f'curriculum_digest = "{first}"\n', text
    )
    assert "curriculum_plan" not in text
    live.store.path.write_text(text, encoding="utf-8", newline="")
    again = LiveSession.open(live.store.path, live.clock)
    assert not again.curriculum_changed
    again.close()


def test_a_session_whose_curriculum_went_is_opened_and_let_go_again(place: Path) -> None:
    own = place / "own.toml"
    own.write_bytes(CURRICULUM.read_bytes().replace(b'id = "team-building"', b'id = "own"', 1))
    live = make_live(place, still_clock(), source=own)
    live.close()
    own.rename(place / "gone.txt")
    before = live.store.path.read_bytes()
    for _ in range(2):
        opened = LiveSession.open(live.store.path, still_clock())
        assert opened.curriculum_fault is not None
        opened.close()
    assert live.store.path.read_bytes() == before


def test_a_file_that_cannot_be_read_is_told_and_left_alone(place: Path) -> None:
    path = place / "x.session.toml"
    path.write_text("schema = 1\n", encoding="utf-8")
    with pytest.raises(SessionFileError):
        LiveSession.open(path, still_clock())
    assert path.read_text(encoding="utf-8") == "schema = 1\n"


def test_a_second_desk_on_the_same_file_is_refused(live: LiveSession) -> None:
    with pytest.raises(StoreError):
        LiveSession.open(live.store.path, live.clock)


def test_go_on_walks_through_the_agenda_to_the_finish(live: LiveSession) -> None:
    go(live, 4)
    assert live.current.snapshot().row.key == "next-step"
    assert live.current.snapshot().next_row is None
    go(live)
    assert live.current.snapshot().state == "finished"
    live.clock.advance(60)
    assert not controls.go_on(live.current)
    assert kinds(live) == ["start"] * 4 + ["finish"]


@pytest.mark.parametrize("before", range(5))
def test_a_double_press_of_next_counts_once_wherever_it_falls(live: LiveSession, before: int) -> None:
    go(live, before)
    live.clock.advance(60)
    assert controls.go_on(live.current)
    live.clock.advance(0.3)
    assert not controls.go_on(live.current)
    assert len(live.current.events) == before + 1


def test_a_double_press_of_pause_does_not_resume(live: LiveSession) -> None:
    go(live)
    assert controls.toggle_pause(live.current)
    live.clock.advance(0.3)
    assert not controls.toggle_pause(live.current)
    assert live.current.snapshot().state == "paused"
    live.clock.advance(0.8)
    assert controls.toggle_pause(live.current)
    live.clock.advance(0.3)
    assert not controls.toggle_pause(live.current)
    assert live.current.snapshot().state == "running"


def test_a_double_press_into_a_round_takes_no_turn(live: LiveSession) -> None:
    go(live)
    assert controls.advance(live.current)
    live.clock.advance(0.3)
    assert not controls.advance(live.current)
    assert live.name_of(live.current.snapshot().round.current) == TEAM[0]


def test_a_double_press_of_skip_leaves_out_one_activity(live: LiveSession) -> None:
    go(live)
    live.clock.advance(60)
    assert controls.skip(live.current)
    live.clock.advance(0.3)
    assert not controls.skip(live.current)
    assert live.current.snapshot().progress.skipped == frozenset({"opening"})
    assert live.current.snapshot().row.key == "understanding"


def test_skipping_the_last_activity_finishes(live: LiveSession) -> None:
    go(live, 4)
    live.clock.advance(60)
    assert controls.skip(live.current)
    assert live.current.snapshot().state == "finished"


def test_going_back_after_the_end_opens_the_last_activity_again(live: LiveSession) -> None:
    go(live, 5)
    live.clock.advance(60)
    assert controls.go_back(live.current)
    assert live.current.snapshot().state == "running"
    assert live.current.snapshot().row.key == "next-step"


def test_nothing_runs_before_the_start(live: LiveSession) -> None:
    assert not any(
        [
            controls.toggle_pause(live.current),
            controls.adjust(live.current, 1),
            controls.advance(live.current),
            controls.retreat(live.current),
            controls.speak_later(live.current),
        ]
    )
    assert not any(
        [controls.pass_turn(live.current), controls.go_back(live.current), controls.skip(live.current)]
    )
    assert live.current.events == []


def test_an_activity_never_gets_less_than_no_time(live: LiveSession) -> None:
    go(live)
    assert controls.adjust(live.current, -20)
    assert last_event(live).minutes == -15
    assert not controls.adjust(live.current, -1)


def test_the_schedule_follows_who_is_here(live: LiveSession) -> None:
    for number in range(20):
        live.book.people.add(f"例野 {number}郎")
    assert live.current.schedule().row("opening").minutes == 29
    live.book.meetings.set(STEP, present=live.current.present[:8])
    assert live.current.schedule().row("opening").minutes == 15


def test_a_meeting_held_on_another_day_moves_there_without_its_booked_end(live: LiveSession) -> None:
    booked = live.current.record.booked_end
    assert live.current.schedule().booked_end == booked is not None
    live.clock.advance(3 * 86400)
    go(live)
    assert live.current.schedule().start.date() == (BEGIN + timedelta(days=3)).date()
    assert live.current.schedule().booked_end is None
    assert live.current.snapshot().forecast.minutes_to_booked_end is None
    assert live.current.record.booked_end == booked
    live.current.set_record(start=BEGIN + timedelta(days=3), booked_end=BEGIN + timedelta(days=3, hours=3))
    assert live.current.schedule().booked_end == BEGIN + timedelta(days=3, hours=3)


def test_a_meeting_whose_day_is_past_is_not_a_day_late_before_it_begins(live: LiveSession) -> None:
    live.clock.advance(3600)
    assert live.current.snapshot().forecast.behind_minutes == 60
    live.clock.advance(86400)
    snapshot = live.current.snapshot()
    assert snapshot.is_another_day
    assert (snapshot.forecast.behind_minutes, snapshot.forecast.end) == (0, snapshot.schedule.end)
    go(live)
    assert live.current.schedule().start == live.clock.now().replace(second=0)


def test_a_booked_end_without_a_start_is_that_of_its_own_day(place: Path) -> None:
    live = LiveSession.create(load(CURRICULUM), CURRICULUM, place, "第1回", still_clock())
    live.current.set_record(booked_end=BEGIN + timedelta(hours=3))
    assert live.current.schedule().booked_end == BEGIN + timedelta(hours=3)
    live.clock.advance(86400)
    assert live.current.schedule().booked_end is None
    live.close()


def test_a_meeting_without_a_start_begins_now(place: Path) -> None:
    live = LiveSession.create(load(CURRICULUM), CURRICULUM, place, "第1回", still_clock())
    assert live.current.schedule().start == BEGIN
    live.clock.advance(90)
    assert live.current.schedule().start == BEGIN + timedelta(minutes=1)


@pytest.mark.parametrize("counted", [True, False])
def test_a_gap_is_answered_once(live: LiveSession, counted: bool) -> None:
    go(live)
    left = live.current.snapshot().countdown.remaining
    live.clock.advance(600)
    again = reopen(live)
    gap = again.continuity.open_gap(again.current.snapshot())
    assert gap.seconds == pytest.approx(600, abs=1)
    assert not gap.count_by_default
    again.continuity.answer_gap(again.current.snapshot(), gap.seconds, counted=counted)
    assert again.continuity.open_gap(again.current.snapshot()) is None
    assert again.current.snapshot().countdown.remaining == pytest.approx(left - 600 * counted, abs=1)
    back = reopen(again)
    assert back.continuity.open_gap(back.current.snapshot()) is None


def test_a_clock_that_was_put_back_between_two_runs_takes_no_time_away(live: LiveSession) -> None:
    go(live)
    live.clock.advance(300)
    live.continuity.heartbeat(force=True)
    left = live.current.snapshot().countdown.remaining
    live.close()
    early = FakeClock(BEGIN - timedelta(hours=2))
    again = LiveSession.open(live.store.path, early)
    assert again.current.snapshot().countdown.remaining == pytest.approx(left, abs=1)
    early.advance(60)
    assert again.current.snapshot().countdown.remaining == pytest.approx(left - 60, abs=1)


def test_a_stepped_clock_moves_no_countdown(live: LiveSession) -> None:
    go(live)
    live.continuity.watch.read()
    left = live.current.snapshot().countdown.remaining
    live.clock.step(3600)
    live.continuity.step_clock(live.current.snapshot(), live.continuity.watch.read().stepped_seconds)
    assert live.current.snapshot().countdown.remaining == left


def test_undo_takes_back_a_step_of_the_meeting(live: LiveSession) -> None:
    go(live, 2)
    live.book.undo()
    assert live.current.snapshot().row.key == "opening"
    live.book.redo()
    assert live.current.snapshot().row.key == "understanding"


@pytest.mark.parametrize("kind", ["note", "decision", "question", "todo"])
def test_filing_leaves_no_draft_and_the_next_note_to_nobody(live: LiveSession, kind: str) -> None:
    author = live.current.present[1]
    entry = Entry("席を混ぜる", kind, author, "例野", "12/24" if kind == "todo" else "")
    entries.keep_draft(live.current, entry)
    assert entries.drafted(live) == entry
    entries.file(live.current, entry)
    assert entries.drafted(live) == Entry()
    assert len(entries.listed(live)) == 1
    assert (len(live.book.session.todos), len(live.book.session.notes)) == (
        (1, 0) if kind == "todo" else (0, 1)
    )


def test_a_date_that_cannot_be_read_files_nothing_and_keeps_the_draft(live: LiveSession) -> None:
    entry = Entry("一覧を作る", "todo", None, "", "いつか")
    entries.keep_draft(live.current, entry)
    with pytest.raises(InputError):
        entries.file(live.current, entry)
    assert entries.drafted(live) == entry
    assert entries.listed(live) == []


def test_an_edit_of_something_deleted_is_filed_anew(live: LiveSession) -> None:
    record = entries.file(live.current, Entry("古い文"))
    entry = entries.entry_of(live, record)._replace(text="直した文")
    live.book.notes.delete(record)
    entries.file(live.current, entry)
    assert [note.text for _, note in entries.listed(live)] == ["直した文\n"]


def test_everything_is_on_disk_after_closing(live: LiveSession) -> None:
    go(live, 2)
    entries.file(live.current, Entry("言葉をそろえる", "decision"))
    entries.keep_draft(live.current, Entry("書きか"))
    live.close()
    kept = read(live.store.path)
    assert [event.kind for event in kept.events.values()] == ["start", "start"]
    assert [note.text for note in kept.notes.values()] == ["言葉をそろえる\n"]
    assert kept.drafts["note"].text == "書きか"
    assert kept == live.book.session


KEYS = ["go_on", "go_back", "skip", "toggle_pause", "advance", "retreat", "speak_later", "pass_turn"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(KEYS), st.floats(0, 900)), max_size=25))
def test_whatever_is_pressed_the_session_stands_and_comes_back_the_same(
    place: Path, tmp_path_factory: pytest.TempPathFactory, presses: list[tuple[str, float]]
) -> None:
    live = make_live(tmp_path_factory.mktemp("sessions"), still_clock())
    for key, seconds in presses:
        live.clock.advance(seconds)
        getattr(controls, key)(live.current)
        snapshot = live.current.snapshot()
        assert (
            snapshot.forecast.end >= snapshot.now.replace(second=0, microsecond=0)
            or snapshot.state == "finished"
        )
        assert (snapshot.row is None) == (snapshot.state in ("before", "finished"))
    before = live.current.snapshot()
    again = reopen(live)
    assert again.current.snapshot() == before
    again.close()


def test_a_session_has_one_view_of_each_step_whoever_asks(live: LiveSession) -> None:
    first, second = live.meeting("step1"), live.meeting("step2")
    assert first is live.meeting("step1") is live.current
    live.book.set_view(step="step2")
    assert live.current is second
    assert controls.go_on(first)
    assert live.under_way() is first
    assert second.live is first.live is live
    with pytest.raises(KeyError):
        live.meeting("no such step")
