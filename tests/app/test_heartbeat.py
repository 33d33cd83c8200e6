"""The heartbeat: on every page the time goes on, signals come, and a sleep is asked about once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import (
    BEGIN,
    app_of,
    command,
    kinds,
    last_event,
    live_of,
    make_live,
    page_name,
    press,
    reopen,
    rows,
    said,
    shown,
    stage,
    still_clock,
)
from app.ticks import Ticks
from fake_clock import FakeClock
from jusou_tui.session.storage.beside import ASK, LIVE, WATCH, hidden_path
from proof import first_quick


@pytest.fixture
def ticks(monkeypatch: pytest.MonkeyPatch) -> Ticks:
    """Let the program's own ticks come when they are due by the fake clock."""
    return Ticks(monkeypatch)


PAGES = {
    "f2": "ScheduleScreen",
    "f3": "NotesScreen",
    "f4": "SheetsScreen",
    "f11": "ProgrammeScreen",
}


async def let_pass(pilot: Pilot[int], seconds: float) -> None:
    """Let time pass in looks of twenty seconds, as a program that is awake sees it."""
    clock = app_of(pilot).clock
    assert isinstance(clock, FakeClock)
    while seconds > 0:
        clock.advance(min(seconds, 20.0))
        seconds -= 20.0
        app_of(pilot).heartbeat.now()
    await pilot.pause()


@pytest.mark.parametrize(("key", "name"), first_quick(PAGES.items()))
async def test_every_page_tells_what_is_left_and_when_it_ends_and_gives_signals(
    place: Path, key: str, name: str
) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "f9", key)
        assert page_name(pilot) == name
        await let_pass(pilot, 60)
        assert rows(pilot)[0].split()[:2] == ["残り", "13:59"]
        assert "終了見込み 16:20" in rows(pilot)[0]
        assert rows(pilot)[0].rstrip().endswith("13:31")
        await let_pass(pilot, 13 * 60 + 20)
        assert any("1分" in sentence for sentence in said(pilot))
        assert rows(pilot)[0].split()[0] == "あと1分"
        seen = live_of(pilot).view.seen
        assert seen is not None
        assert (app_of(pilot).clock.now() - seen).total_seconds() < 40, "a heartbeat"
        await let_pass(pilot, 60)
        assert rows(pilot)[0].split()[0] == "時間超過"


async def test_nothing_is_written_for_a_shared_screen_while_none_is_open(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "f9")
        await let_pass(pilot, 60)
        await press(pilot, "ctrl+u")
        live_of(pilot).save()
        assert not any(hidden_path(live_of(pilot).store.path, one).exists() for one in (LIVE, WATCH, ASK))


async def test_a_signal_is_given_once_whichever_page_is_open(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "f9")
        await let_pass(pilot, 14 * 60 + 20)
        before = len(said(pilot))
        await press(pilot, "f2", "escape", "f11")
        await let_pass(pilot, 10)
        assert len(said(pilot)) == before


async def test_a_sleep_is_asked_about_once_on_every_page(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        for count, key in enumerate(("f2", "f3", "f11"), 1):
            await press(pilot, key)
            app_of(pilot).clock.advance(720, slept=True)
            app_of(pilot).heartbeat.now()
            await pilot.pause()
            assert "12分" in shown(pilot)
            await press(pilot, "2")
            assert (last_event(live).kind, last_event(live).counted) == ("gap", False)
            await let_pass(pilot, 10)
            assert kinds(live).count("gap") == count
            await press(pilot, "escape")


async def test_a_dead_program_is_asked_about_where_the_programme_page_was_open(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f11", "ctrl+q", "1")
    live.clock.advance(720)
    again = reopen(live)
    async with stage(again) as pilot:
        assert "12分" in shown(pilot)
        await press(pilot, "1")
        assert (last_event(again).kind, last_event(again).counted) == ("gap", True)
        assert page_name(pilot) == "ProgrammeScreen"


async def test_a_clock_put_forward_is_written_down_on_every_page(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f3")
        live.clock.step(3600)
        await let_pass(pilot, 20)
        assert (last_event(live).kind, round(last_event(live).seconds or 0)) == ("clock", 3600)
        assert rows(pilot)[0].split()[:2] == ["残り", "14:39"]


async def test_before_and_after_a_meeting_pages_tell_the_clock_alone(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "f3")
        assert rows(pilot)[0].split() == ["メモ", "Step1", "キックオフ", "13:30"]
        await let_pass(pilot, 120)
        assert rows(pilot)[0].split()[-1] == "13:32"


async def test_in_a_pause_the_chip_says_so_and_stands_still(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "f9", "f6", "f3")
        before = rows(pilot)[0].split()[:2]
        assert before[0] == "一時停止中"
        await let_pass(pilot, 60)
        assert rows(pilot)[0].split()[:2] == before


async def test_while_a_gap_is_asked_about_its_signals_wait_for_the_answer(place: Path) -> None:
    for answer, told in (("2", False), ("1", True)):
        live = make_live(place, still_clock())
        async with stage(live) as pilot:
            await press(pilot, "f9")
            await let_pass(pilot, 10)
            app_of(pilot).clock.advance(14.5 * 60, slept=True)
            app_of(pilot).heartbeat.now()
            await pilot.pause()
            app_of(pilot).heartbeat.now()
            assert said(pilot) == []
            await press(pilot, answer)
            assert bool(said(pilot)) is told


async def test_the_meeting_under_way_is_kept_while_another_step_is_in_view(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f11")
        live.book.set_view(step="step2")
        await let_pass(pilot, 14 * 60 + 20)
        assert any("1分" in sentence for sentence in said(pilot))
        assert live.under_way().step.id == "step1"
        assert (live.clock.now() - live.view.seen).total_seconds() < 40
        app_of(pilot).clock.advance(720, slept=True)
        app_of(pilot).heartbeat.now()
        await pilot.pause()
        assert "12分" in shown(pilot)
        await press(pilot, "2")
        gaps = [event for event in live.book.session.events.values() if event.kind == "gap"]
        assert [(gap.step, gap.counted) for gap in gaps] == [("step1", False)]


async def test_a_running_activity_that_has_left_the_agenda_is_no_sleep(place: Path, ticks: Ticks) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        live.book.events.add("start", "step1", activity="gone")
        app_of(pilot).heartbeat.now()
        for _ in range(20):
            assert await ticks.pass_by(pilot) < 30
        assert kinds(live) == ["start", "start"]
        assert page_name(pilot) == "RunScreen"


async def test_what_ends_by_the_clock_gives_its_signals_in_a_pause_too(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.meetings.set("step1", ends={"opening": BEGIN + timedelta(minutes=10)})
    async with stage(live) as pilot:
        await press(pilot, "f9", "f6")
        await let_pass(pilot, 9 * 60 + 20)
        assert any("1分" in sentence for sentence in said(pilot))
        await let_pass(pilot, 60)
        assert any("時間になりました" in sentence for sentence in said(pilot))


async def test_leaving_out_what_runs_is_one_step_for_undo(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await command(pilot, "skip")
        assert kinds(live) == ["start", "skip", "start"]
        await press(pilot, "f12")
        assert kinds(live) == ["start"]
        assert live.current.snapshot().progress.skipped == frozenset()


async def test_only_a_press_that_did_not_count_is_told_to_have_counted_once(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await pilot.press("ctrl+up")
        assert said(pilot) == []
        await pilot.press("f9")
        await pilot.pause()
        assert kinds(live) == ["start"]
        assert len(said(pilot)) == 1


async def test_the_last_part_answers_each_wish_for_the_next_one(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f9")
        for _ in range(12):
            await press(pilot, "f5")
        assert said(pilot)[-2:] == [said(pilot)[-1]] * 2
        assert "最後の手順" in said(pilot)[-1]
