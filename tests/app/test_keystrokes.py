"""How many keys the usual tasks take, besides the words that are typed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.stage import BEGIN, kinds, live_of, make_live, page_name, press, stage, still_clock, type_text
from jusou_tui.live import controls

START = ("enter", "f9")
REHEARSE = ("ctrl+d", "2", "f9")
SHEET = ("f4",)


async def test_from_home_to_running_in_two_keys(place: Path) -> None:
    clock = still_clock()
    make_live(place, clock).close()
    async with stage(folder=place, clock=clock) as pilot:
        await press(pilot, *START)
        assert (page_name(pilot), kinds(live_of(pilot))) == ("RunScreen", ["start"])


async def test_from_home_to_a_rehearsal_that_runs_in_three_keys(place: Path) -> None:
    clock = still_clock()
    live = make_live(place, clock)
    live.book.meetings.set("step1", start=BEGIN + timedelta(days=5), booked_end=None)
    live.close()
    async with stage(folder=place, clock=clock) as pilot:
        await press(pilot, *REHEARSE)
        assert live_of(pilot).book.meta.rehearsal
        assert kinds(live_of(pilot)) == ["start"]


@pytest.mark.proof
async def test_a_new_session_is_set_up_and_runs_by_these_keys_beside_what_is_typed(place: Path) -> None:
    async with stage(folder=place) as pilot:
        for before, typed in (
            (("insert", "1"), "見本市の第1回"),
            (("enter",), "見本市"),
            (("enter",), "12/10 13:30〜16:30"),
            (("enter", "enter", "enter"), "見本 花子、福祉課"),
            (("f9", "f9"), ""),
        ):
            await press(pilot, *before)
            await type_text(pilot, typed)
        live = live_of(pilot)
        assert (live.book.meta.title, len(live.current.present)) == ("見本市の第1回", 1)
        assert kinds(live) == ["start"]


async def test_the_sheet_of_the_activity_is_open_after_one_key(place: Path) -> None:
    live = make_live(place, still_clock(), step="step2")
    async with stage(live) as pilot:
        controls.start(live.current, live.current.schedule().rows[1].key)
        await press(pilot, *SHEET)
        assert page_name(pilot) == "SheetScreen"
