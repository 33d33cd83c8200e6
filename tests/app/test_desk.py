"""The desk without a screen: what the keys do, and what stands in the file afterwards."""

from __future__ import annotations

from dataclasses import replace
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
    make_desk,
    on_disk,
    reopen,
    still_clock,
)
from fake_clock import FakeClock
from jusou_tui.app.widgets.entry_bar import Entry
from jusou_tui.curriculum.load import load
from jusou_tui.errors import InputError, JusouError, SessionFileError, StoreError
from jusou_tui.live import entries
from jusou_tui.live.session import Desk
from jusou_tui.session.format.read import read


@pytest.fixture
def desk(place: Path) -> Desk:
    return make_desk(place, still_clock())


def go(desk: Desk, times: int = 1) -> None:
    for _ in range(times):
        desk.clock.advance(60)
        assert desk.go_on()


def test_a_new_desk_has_a_file_named_after_its_programme_and_day(place: Path) -> None:
    desk = Desk.create(load(CURRICULUM), CURRICULUM, place, "第1回", still_clock())
    assert desk.store.path.name == "チームづくり編-2026-12-10.session.toml"
    assert on_disk(desk).session.title == "第1回"
    another = Desk.create(load(CURRICULUM), CURRICULUM, place, "第2回", still_clock())
    assert another.store.path != desk.store.path
    desk.close()
    another.close()


def test_a_shipped_curriculum_is_found_by_its_id_on_any_machine(desk: Desk) -> None:
    assert desk.book.meta.curriculum_path is None
    assert reopen(desk).curriculum == desk.curriculum


def test_a_curriculum_elsewhere_is_found_beside_its_session_too(place: Path) -> None:
    own = place / "own.toml"
    own.write_bytes(CURRICULUM.read_bytes().replace(b'id = "team-building"', b'id = "own"', 1))
    desk = make_desk(place, still_clock(), source=own)
    desk.close()
    moved = place / "moved"
    moved.mkdir()
    for path in (own, desk.store.path):
        path.rename(moved / path.name)
    again = Desk.open(moved / desk.store.path.name, desk.clock)
    assert again.curriculum.id == "own"
    again.close()


def test_a_changed_curriculum_is_noticed_and_not_fatal(place: Path) -> None:
    own = place / "own.toml"
    own.write_bytes(CURRICULUM.read_bytes().replace(b'id = "team-building"', b'id = "own"', 1))
    desk = make_desk(place, still_clock(), source=own)
    desk.close()
    own.write_bytes(own.read_bytes() + "\n# 書き足した\n".encode())
    again = Desk.open(desk.store.path, desk.clock)
    assert again.curriculum_changed
    assert not reopen(again).curriculum_changed


def test_a_session_without_its_curriculum_is_told_and_let_go(place: Path) -> None:
    own = place / "own.toml"
    own.write_bytes(CURRICULUM.read_bytes().replace(b'id = "team-building"', b'id = "own"', 1))
    desk = make_desk(place, still_clock(), source=own)
    desk.close()
    own.rename(place / "gone.txt")
    before = desk.store.path.read_bytes()
    with pytest.raises(JusouError):
        Desk.open(desk.store.path, desk.clock)
    assert desk.store.path.read_bytes() == before
    (place / "gone.txt").rename(own)
    Desk.open(desk.store.path, desk.clock).close()


def test_a_file_that_cannot_be_read_is_told_and_left_alone(place: Path) -> None:
    path = place / "x.session.toml"
    path.write_text("schema = 1\n", encoding="utf-8")
    with pytest.raises(SessionFileError):
        Desk.open(path, still_clock())
    assert path.read_text(encoding="utf-8") == "schema = 1\n"


def test_a_second_desk_on_the_same_file_is_refused(desk: Desk) -> None:
    with pytest.raises(StoreError):
        Desk.open(desk.store.path, desk.clock)


def test_go_on_walks_through_the_agenda_to_the_finish(desk: Desk) -> None:
    go(desk, 4)
    assert desk.standing().row.key == "next-step"
    assert desk.standing().next_row is None
    go(desk)
    assert desk.standing().state == "finished"
    desk.clock.advance(60)
    assert not desk.go_on()
    assert kinds(desk) == ["start"] * 4 + ["finish"]


@pytest.mark.parametrize("before", range(5))
def test_a_double_press_of_next_counts_once_wherever_it_falls(desk: Desk, before: int) -> None:
    go(desk, before)
    desk.clock.advance(60)
    assert desk.go_on()
    desk.clock.advance(0.3)
    assert not desk.go_on()
    assert len(desk.events) == before + 1


def test_a_double_press_of_pause_does_not_resume(desk: Desk) -> None:
    go(desk)
    assert desk.toggle_pause()
    desk.clock.advance(0.3)
    assert not desk.toggle_pause()
    assert desk.standing().state == "paused"
    desk.clock.advance(0.8)
    assert desk.toggle_pause()
    desk.clock.advance(0.3)
    assert not desk.toggle_pause()
    assert desk.standing().state == "running"


def test_a_double_press_into_a_round_takes_no_turn(desk: Desk) -> None:
    go(desk)
    assert desk.advance()
    desk.clock.advance(0.3)
    assert not desk.advance()
    assert desk.name_of(desk.standing().round.current) == TEAM[0]


def test_a_double_press_of_skip_leaves_out_one_activity(desk: Desk) -> None:
    go(desk)
    desk.clock.advance(60)
    assert desk.skip()
    desk.clock.advance(0.3)
    assert not desk.skip()
    assert desk.standing().progress.skipped == frozenset({"opening"})
    assert desk.standing().row.key == "understanding"


def test_skipping_the_last_activity_finishes(desk: Desk) -> None:
    go(desk, 4)
    desk.clock.advance(60)
    assert desk.skip()
    assert desk.standing().state == "finished"


def test_going_back_after_the_end_opens_the_last_activity_again(desk: Desk) -> None:
    go(desk, 5)
    desk.clock.advance(60)
    assert desk.go_back()
    assert desk.standing().state == "running"
    assert desk.standing().row.key == "next-step"


def test_nothing_runs_before_the_start(desk: Desk) -> None:
    assert not any([desk.toggle_pause(), desk.adjust(1), desk.advance(), desk.retreat(), desk.later()])
    assert not any([desk.absent(), desk.go_back(), desk.skip()])
    assert desk.events == []


def test_an_activity_never_gets_less_than_no_time(desk: Desk) -> None:
    go(desk)
    assert desk.adjust(-20)
    assert last_event(desk).minutes == -15
    assert not desk.adjust(-1)


def test_the_schedule_follows_who_is_here(desk: Desk) -> None:
    for number in range(20):
        desk.book.people.add(f"例野 {number}郎")
    assert desk.schedule().row("opening").minutes == 29
    desk.book.meetings.set(STEP, present=desk.present[:8])
    assert desk.schedule().row("opening").minutes == 15


def test_a_meeting_held_on_another_day_moves_there_with_its_booked_end(desk: Desk) -> None:
    desk.clock.advance(3 * 86400)
    go(desk)
    assert desk.schedule().start.date() == (BEGIN + timedelta(days=3)).date()
    assert desk.schedule().booked_end.date() == (BEGIN + timedelta(days=3)).date()


def test_a_meeting_without_a_start_begins_now(place: Path) -> None:
    desk = Desk.create(load(CURRICULUM), CURRICULUM, place, "第1回", still_clock())
    assert desk.schedule().start == BEGIN
    desk.clock.advance(90)
    assert desk.schedule().start == BEGIN + timedelta(minutes=1)


@pytest.mark.parametrize("counted", [True, False])
def test_a_gap_is_answered_once(desk: Desk, counted: bool) -> None:
    go(desk)
    left = desk.standing().countdown.remaining
    desk.clock.advance(600)
    again = reopen(desk)
    gap = again.open_gap()
    assert gap.seconds == pytest.approx(600, abs=1)
    assert not gap.count_by_default
    again.answer_gap(gap.seconds, counted=counted)
    assert again.open_gap() is None
    assert again.standing().countdown.remaining == pytest.approx(left - 600 * counted, abs=1)
    assert reopen(again).open_gap() is None


def test_a_clock_that_was_put_back_between_two_runs_takes_no_time_away(desk: Desk) -> None:
    go(desk)
    desk.clock.advance(300)
    desk.sign_of_life(force=True)
    left = desk.standing().countdown.remaining
    desk.close()
    early = FakeClock(BEGIN - timedelta(hours=2))
    again = Desk.open(desk.store.path, early)
    assert again.standing().countdown.remaining == pytest.approx(left, abs=1)
    early.advance(60)
    assert again.standing().countdown.remaining == pytest.approx(left - 60, abs=1)


def test_a_stepped_clock_moves_no_countdown(desk: Desk) -> None:
    go(desk)
    desk.watch.look()
    left = desk.standing().countdown.remaining
    desk.clock.step(3600)
    desk.step_clock(desk.watch.look().stepped_seconds)
    assert desk.standing().countdown.remaining == left


def test_undo_takes_back_a_step_of_the_meeting(desk: Desk) -> None:
    go(desk, 2)
    desk.book.undo()
    assert desk.standing().row.key == "opening"
    desk.book.redo()
    assert desk.standing().row.key == "understanding"


@pytest.mark.parametrize("kind", ["note", "decision", "question", "todo"])
def test_filing_leaves_no_draft_and_the_next_note_to_nobody(desk: Desk, kind: str) -> None:
    author = desk.present[1]
    entry = Entry("席を混ぜる", kind, author, "例野", "12/24" if kind == "todo" else "")
    entries.keep_draft(desk, entry)
    assert entries.drafted(desk) == entry
    entries.file(desk, entry)
    assert entries.drafted(desk) == Entry()
    assert len(entries.lines(desk)) == 1
    assert (len(desk.book.session.todos), len(desk.book.session.notes)) == (
        (1, 0) if kind == "todo" else (0, 1)
    )


def test_a_date_that_cannot_be_read_files_nothing_and_keeps_the_draft(desk: Desk) -> None:
    entry = Entry("一覧を作る", "todo", None, "", "いつか")
    entries.keep_draft(desk, entry)
    with pytest.raises(InputError):
        entries.file(desk, entry)
    assert entries.drafted(desk) == entry
    assert entries.lines(desk) == []


def test_an_edit_of_something_deleted_is_filed_anew(desk: Desk) -> None:
    record = entries.file(desk, Entry("古い文"))
    entry = replace(entries.entry_of(desk, record), text="直した文")
    desk.book.notes.delete(record)
    entries.file(desk, entry)
    assert [line.text for line in entries.lines(desk)] == ["直した文"]


def test_everything_is_on_disk_after_closing(desk: Desk) -> None:
    go(desk, 2)
    entries.file(desk, Entry("言葉をそろえる", "decision"))
    entries.keep_draft(desk, Entry("書きか"))
    desk.close()
    kept = read(desk.store.path)
    assert [event.kind for event in kept.events.values()] == ["start", "start"]
    assert [note.text for note in kept.notes.values()] == ["言葉をそろえる\n"]
    assert kept.drafts["note"].text == "書きか"
    assert kept == desk.book.session


KEYS = ["go_on", "go_back", "skip", "toggle_pause", "advance", "retreat", "later", "absent"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(KEYS), st.floats(0, 900)), max_size=25))
def test_whatever_is_pressed_the_desk_stands_and_comes_back_the_same(
    place: Path, tmp_path_factory: pytest.TempPathFactory, presses: list[tuple[str, float]]
) -> None:
    desk = make_desk(tmp_path_factory.mktemp("sessions"), still_clock())
    for key, seconds in presses:
        desk.clock.advance(seconds)
        getattr(desk, key)()
        standing = desk.standing()
        assert (
            standing.forecast.end >= standing.now.replace(second=0, microsecond=0)
            or standing.state == "finished"
        )
        assert (standing.row is None) == (standing.state in ("before", "finished"))
    before = desk.standing()
    again = reopen(desk)
    assert again.standing() == before
    again.close()
