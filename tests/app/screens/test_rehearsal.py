"""Rehearsals: begun from the list or the command, marked on each page, left, resumed and deleted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import (
    BEGIN,
    CURRICULUM,
    app_of,
    command,
    kinds,
    live_of,
    make_live,
    page_name,
    press,
    said,
    shown,
    stage,
    still_clock,
    type_text,
)
from fake_clock import FakeClock
from jusou_tui.app.alerts.flash import seconds_of
from jusou_tui.app.screens.home.list_view import HomeList
from jusou_tui.app.screens.run.commands import RUN_COMMANDS, offered
from jusou_tui.app.shell.dialogs import AnswerList
from jusou_tui.curriculum.load import load
from jusou_tui.live import controls
from jusou_tui.live.beginning.rehearsal import create_rehearsal
from jusou_tui.live.session import LiveSession
from jusou_tui.paths import REHEARSALS as FOLDER
from jusou_tui.session.format.read import read
from jusou_tui.session.library import list_sessions, newest_unfinished
from jusou_tui.timekeeping.clock.clock import USUAL_REHEARSAL_SPEED, RehearsalClock
from jusou_tui.timekeeping.history.past import past_runs, runs_by_version


def top(pilot: Pilot[int]) -> str:
    return shown(pilot).splitlines()[0].strip()


def mark_entry(pilot: Pilot[int], words: str) -> None:
    listing = pilot.app.screen.query_one(HomeList)
    assert listing.highlight(next(one.key for one in listing.items if words in one.title))


def rehearsal(folder: Path, clock: FakeClock, speed: float = 60) -> LiveSession:
    """A rehearsal that is set up and has not begun."""
    return make_live(folder, RehearsalClock(clock, speed))


async def test_a_curriculum_is_rehearsed_from_the_list_as_fast_as_is_chosen(place: Path) -> None:
    clock = still_clock()
    folder = place / "sessions"
    async with stage(folder=folder, clock=clock) as pilot:
        mark_entry(pilot, "おためし")
        await command(pilot, "rehearse_at")
        assert "練習の速さ" in shown(pilot)
        answers = pilot.app.screen.query_one(AnswerList)
        assert answers.answers[answers.index].id == f"{USUAL_REHEARSAL_SPEED:g}"
        await press(pilot, "4")
        assert page_name(pilot) == "SetupScreen"
        assert top(pilot).startswith("練習 60倍")
        await type_text(pilot, "けいこ")
        live = live_of(pilot)
        assert (live.book.meta.rehearsal, live.book.meta.speed) == (True, 60.0)
        assert live.store.path.parent == (folder / FOLDER).resolve()
        began = live.clock.now()
        clock.advance(1)
        assert live.clock.now() == began
        controls.go_on(live.current)
        clock.advance(1)
        assert live.clock.now() - began == timedelta(minutes=1)


async def test_the_plan_of_the_real_day_is_rehearsed_with_its_people_and_stays_as_it_is(place: Path) -> None:
    clock = still_clock()
    real = make_live(place, clock)
    day = timedelta(days=5)
    real.book.meetings.set("step1", start=BEGIN + day, booked_end=None, minutes={"opening": 25})
    real.close()
    before = real.store.path.read_bytes()
    async with stage(folder=place, clock=clock) as pilot:
        mark_entry(pilot, "2026年度 第1回")
        await press(pilot, "ctrl+d", "2")
        assert top(pilot).startswith("練習 10倍")
        live = live_of(pilot)
        assert live.store.path.parent.name == FOLDER
        assert len(live.current.present) == 4
        assert live.current.schedule().rows[0].minutes == 25
        clock.advance(3600)
        await press(pilot, "f9")
        assert kinds(live) == ["start"]
        assert live.current.events[0][1].at == BEGIN + day
    assert real.store.path.read_bytes() == before


async def test_the_step_to_rehearse_is_the_first_that_was_not_held(place: Path) -> None:
    clock = still_clock()
    real = make_live(place, clock)
    real.book.events.add("start", "step1", BEGIN, activity="opening")
    real.book.events.add("finish", "step1", BEGIN)
    real.book.meetings.set("step2", start=BEGIN + timedelta(days=9))
    real.close()
    made = read(create_rehearsal(real.store.path, place, clock, 60))
    assert made.view.step == "step2"
    assert made.meetings["step1"].closed is not None
    assert made.session.created == BEGIN + timedelta(days=9)


@pytest.mark.parametrize("speed", [1, 60, 600])
def test_a_press_within_a_real_second_counts_once_however_fast_the_rehearsal(
    place: Path, speed: float
) -> None:
    clock = still_clock()
    live = rehearsal(place, clock, speed)
    assert controls.go_on(live.current)
    clock.advance(0.4)
    assert not controls.go_on(live.current)
    clock.advance(0.7)
    assert controls.go_on(live.current)
    assert kinds(live) == ["start", "start"]
    live.close()


def test_a_rehearsal_that_is_opened_again_goes_on_where_it_was_left_as_fast_as_before(place: Path) -> None:
    clock = still_clock()
    live = rehearsal(place, clock)
    controls.go_on(live.current)
    clock.advance(5)
    left = live.clock.now()
    assert left - BEGIN == timedelta(minutes=5)
    live.close()
    clock.advance(86_400)
    again = LiveSession.open(live.store.path, clock)
    assert again.clock.now() - left < timedelta(seconds=1)
    assert again.continuity.open_gap(again.current.snapshot()) is None
    elapsed = again.current.snapshot().progress.elapsed
    clock.advance(2)
    assert again.current.snapshot().progress.elapsed - elapsed == pytest.approx(120)
    assert [event.kind for _, event in again.current.events] == ["start"]
    again.close()


def test_a_gap_is_asked_about_after_a_real_minute_and_counts_below_five(place: Path) -> None:
    clock = still_clock()
    live = rehearsal(place, clock)
    controls.go_on(live.current)
    clock.advance(50)
    assert live.continuity.open_gap(live.current.snapshot()) is None
    clock.advance(15)
    gap = live.continuity.open_gap(live.current.snapshot())
    assert gap is not None
    assert (gap.seconds, gap.count_by_default) == (65 * 60.0, True)
    live.close()


def test_signs_of_life_are_as_rare_as_in_a_real_meeting(place: Path) -> None:
    clock = still_clock()
    live = rehearsal(place, clock, 600)
    controls.go_on(live.current)
    written = live.view.seen
    for _ in range(29):
        clock.advance(1)
        live.continuity.heartbeat()
    assert live.view.seen == written
    clock.advance(2)
    live.continuity.heartbeat()
    assert live.view.seen != written
    live.close()


def test_a_rehearsal_is_no_run_to_go_on_with_and_none_to_learn_from(place: Path) -> None:
    clock = still_clock()
    live = rehearsal(place, clock)
    for _ in range(5):
        controls.go_on(live.current)
        clock.advance(20)
    live.close()
    assert newest_unfinished(place / FOLDER, BEGIN.date()) is None
    assert list_sessions(place / FOLDER, BEGIN.date())[0].rehearsal
    assert runs_by_version(past_runs(place).samples) == []


async def test_each_page_of_a_rehearsal_begins_with_its_mark(place: Path) -> None:
    live = rehearsal(place, still_clock())
    pages = set()
    async with stage(live) as pilot:
        for page in ("run", "schedule", "notes", "sheets", "people", "todos", "checklist", "programme"):
            if page != "run":
                app_of(pilot).show_page(page)
                await pilot.pause()
            pages.add(page_name(pilot))
            assert top(pilot).startswith("練習 60倍"), page_name(pilot)
    assert len(pages) >= 7


async def test_one_leaves_a_rehearsal_by_a_key_and_deletes_it_after_a_question(place: Path) -> None:
    clock = still_clock()
    live = rehearsal(place, clock)
    path = live.store.path
    async with stage(live, folder=place, clock=clock) as pilot:
        await command(pilot, "home")
        assert page_name(pilot) == "HomeScreen"
        assert not top(pilot).startswith("練習")
        assert app_of(pilot).clock is clock
        assert "Del" in said(pilot)[-1]
        mark_entry(pilot, "練習 60倍")
        await pilot.pause()
        await press(pilot, "delete", "enter")
        assert path.exists()
        await press(pilot, "delete", "1")
        assert not path.exists()
        assert "練習 60倍" not in shown(pilot)


async def test_a_session_is_deleted_after_a_question_and_its_file_stays(place: Path) -> None:
    clock = still_clock()
    real = make_live(place, clock)
    real.close()
    written = real.store.path.read_bytes()
    async with stage(folder=place, clock=clock) as pilot:
        mark_entry(pilot, "2026年度 第1回")
        await press(pilot, "delete", "enter")
        assert real.store.path.exists()
        await press(pilot, "delete", "1")
        assert "2026年度 第1回" not in shown(pilot)
    assert not real.store.path.exists()
    assert (place / "deleted" / real.store.path.name).read_bytes() == written


async def test_run_rehearse_without_a_curriculum_lets_one_choose_it(place: Path) -> None:
    clock = RehearsalClock(still_clock(), 10)
    async with stage(folder=place, clock=clock) as pilot:
        assert top(pilot).startswith("練習 10倍")
        assert "練習するカリキュラム" in shown(pilot)
        mark_entry(pilot, load(CURRICULUM).programme.title)
        await press(pilot, "enter")
        assert (page_name(pilot), top(pilot).startswith("練習 10倍")) == ("SetupScreen", True)


def test_the_key_bar_says_as_long_as_the_key_does_that_it_takes_back(place: Path) -> None:
    clock = still_clock()
    live = rehearsal(place, clock, speed=10)
    for _ in range(2):
        clock.advance(60)
        controls.go_on(live.current)
    clock.advance(30)  # five minutes of the rehearsal
    assert controls.ways_back(live.current).ways == ("mistake",)

    def is_in_the_bar() -> bool:
        commands = offered(RUN_COMMANDS, live.current.snapshot())
        return next(one.rank for one in commands if one.action == "go_back") is not None

    assert is_in_the_bar()
    clock.advance(31)
    assert controls.ways_back(live.current).ways != ("mistake",)
    assert not is_in_the_bar()


def test_the_clock_waits_for_each_beginning_and_a_late_hand_makes_no_meeting_late(place: Path) -> None:
    clock = still_clock()
    live = rehearsal(place, clock)
    second = live.meeting("step2")
    second.set_record(date=BEGIN.date(), start=BEGIN + timedelta(hours=5))
    clock.advance(600)
    assert live.clock.now() == BEGIN
    controls.go_on(live.current)
    assert live.current.events[0][1].at == BEGIN
    while live.current.snapshot().state == "running":
        clock.advance(30)
        controls.go_on(live.current)
    ended = live.clock.now()
    clock.advance(600)
    assert live.clock.now() == ended
    controls.go_on(second)
    assert second.events[0][1].at == BEGIN + timedelta(hours=5)
    live.close()


@pytest.mark.parametrize(("speed", "in_a_turn"), [(60, 10), (5, 5)])
def test_a_turn_goes_slowly_enough_to_be_practised(place: Path, speed: float, in_a_turn: float) -> None:
    clock = still_clock()
    live = rehearsal(place, clock, speed)
    paces = []
    controls.go_on(live.current)
    for _ in range(8):
        clock.advance(2)
        snapshot = live.current.snapshot()
        has_turn = snapshot.round is not None and snapshot.round.current is not None
        paces.append((has_turn, live.clock.pace))  # type: ignore[attr-defined] # a rehearsal's
        controls.advance(live.current)
    assert {pace for has_turn, pace in paces if has_turn} == {in_a_turn}
    assert {pace for has_turn, pace in paces if not has_turn} == {speed}
    live.close()


def test_a_flash_is_as_short_as_the_time_is_fast_and_still_seen() -> None:
    assert [seconds_of(pace) for pace in (0, 1, 3, 60)] == [6, 6, 2, 1]
