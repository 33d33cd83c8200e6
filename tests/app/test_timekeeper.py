"""The heartbeat: on every page the time goes on, signals come, and a sleep is asked about once."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import (
    app_of,
    desk_of,
    kinds,
    last_event,
    make_desk,
    page_name,
    press,
    reopen,
    rows,
    said,
    shown,
    stage,
    still_clock,
)
from fake_clock import FakeClock

PAGES = {
    "f2": "ScheduleScreen",
    "f3": "NotesScreen",
    "f4": "SheetScreen",
    "f11": "ProgrammeScreen",
}


async def let_pass(pilot: Pilot[int], seconds: float) -> None:
    """Let time pass in looks of twenty seconds, as a program that is awake sees it."""
    clock = app_of(pilot).clock
    assert isinstance(clock, FakeClock)
    while seconds > 0:
        clock.advance(min(seconds, 20.0))
        seconds -= 20.0
        app_of(pilot).timekeeper.now()
    await pilot.pause()


@pytest.mark.parametrize(("key", "name"), PAGES.items())
async def test_every_page_tells_what_is_left_and_when_it_ends(place: Path, key: str, name: str) -> None:
    async with stage(make_desk(place, still_clock())) as pilot:
        await press(pilot, "f9", key)
        assert page_name(pilot) == name
        await let_pass(pilot, 60)
        assert rows(pilot)[0].split()[:2] == ["残り", "13:59"]
        assert "終了見込み 16:20" in rows(pilot)[0]
        assert rows(pilot)[0].rstrip().endswith("13:31")


@pytest.mark.parametrize(("key", "name"), PAGES.items())
async def test_signals_come_on_every_page(place: Path, key: str, name: str) -> None:
    async with stage(make_desk(place, still_clock())) as pilot:
        await press(pilot, "f9", key)
        assert page_name(pilot) == name
        await let_pass(pilot, 14 * 60 + 20)
        assert any("1分" in sentence for sentence in said(pilot))
        assert rows(pilot)[0].split()[0] == "あと1分"
        await let_pass(pilot, 60)
        assert rows(pilot)[0].split()[0] == "時間超過"


async def test_a_signal_is_given_once_whichever_page_is_open(place: Path) -> None:
    async with stage(make_desk(place, still_clock())) as pilot:
        await press(pilot, "f9")
        await let_pass(pilot, 14 * 60 + 20)
        before = len(said(pilot))
        await press(pilot, "f2", "f9", "f11")
        await let_pass(pilot, 10)
        assert len(said(pilot)) == before


@pytest.mark.parametrize("key", ["f2", "f3", "f11"])
async def test_the_program_gives_its_sign_of_life_on_every_page(place: Path, key: str) -> None:
    async with stage(make_desk(place, still_clock())) as pilot:
        await press(pilot, "f9", key)
        await let_pass(pilot, 300)
        seen = desk_of(pilot).view.seen
        assert seen is not None
        assert (app_of(pilot).clock.now() - seen).total_seconds() < 40


@pytest.mark.parametrize("key", ["f2", "f3", "f11"])
async def test_a_sleep_is_asked_about_once_on_every_page(place: Path, key: str) -> None:
    desk = make_desk(place, still_clock())
    async with stage(desk) as pilot:
        await press(pilot, "f9", key)
        app_of(pilot).clock.advance(720, slept=True)
        app_of(pilot).timekeeper.now()
        await pilot.pause()
        assert "12分" in shown(pilot)
        await press(pilot, "2")
        assert (last_event(desk).kind, last_event(desk).counted) == ("gap", False)
        await let_pass(pilot, 10)
        assert kinds(desk).count("gap") == 1


async def test_a_dead_program_is_asked_about_where_the_programme_page_was_open(place: Path) -> None:
    desk = make_desk(place, still_clock())
    async with stage(desk) as pilot:
        await press(pilot, "f9", "f11", "ctrl+q")
    desk.clock.advance(720)
    again = reopen(desk)
    async with stage(again) as pilot:
        assert "12分" in shown(pilot)
        await press(pilot, "1")
        assert (last_event(again).kind, last_event(again).counted) == ("gap", True)
        assert page_name(pilot) == "ProgrammeScreen"


async def test_a_clock_put_forward_is_written_down_on_every_page(place: Path) -> None:
    desk = make_desk(place, still_clock())
    async with stage(desk) as pilot:
        await press(pilot, "f9", "f3")
        desk.clock.step(3600)
        await let_pass(pilot, 20)
        assert (last_event(desk).kind, round(last_event(desk).seconds or 0)) == ("clock", 3600)
        assert rows(pilot)[0].split()[:2] == ["残り", "14:39"]


async def test_before_and_after_a_meeting_pages_tell_the_clock_alone(place: Path) -> None:
    async with stage(make_desk(place, still_clock())) as pilot:
        await press(pilot, "f3")
        assert rows(pilot)[0].split() == ["メモ", "Step1", "キックオフ", "13:30"]
        await let_pass(pilot, 120)
        assert rows(pilot)[0].split()[-1] == "13:32"


async def test_in_a_pause_the_chip_says_so_and_stands_still(place: Path) -> None:
    async with stage(make_desk(place, still_clock())) as pilot:
        await press(pilot, "f9", "f6", "f3")
        before = rows(pilot)[0].split()[:2]
        assert before[0] == "一時停止中"
        await let_pass(pilot, 60)
        assert rows(pilot)[0].split()[:2] == before


async def test_while_a_gap_is_asked_about_its_signals_wait_for_the_answer(place: Path) -> None:
    for answer, told in (("2", False), ("1", True)):
        desk = make_desk(place, still_clock())
        async with stage(desk) as pilot:
            await press(pilot, "f9")
            await let_pass(pilot, 10)
            app_of(pilot).clock.advance(14.5 * 60, slept=True)
            app_of(pilot).timekeeper.now()
            await pilot.pause()
            app_of(pilot).timekeeper.now()
            assert said(pilot) == []
            await press(pilot, answer)
            assert bool(said(pilot)) is told
