"""Keys of one read act in the order in which they came: a command takes the row that the arrows marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from app.stage import live_of, make_live, page_name, press, stage, still_clock


async def burst(pilot: Pilot[int], *keys: str) -> None:
    """Send keys as a terminal does that delivers them in one read."""
    for key in keys:
        character = key if len(key) == 1 else None
        pilot.app.post_message(events.Key(_character_to_key(key) if character else key, character))
    for _ in range(4):
        await pilot.pause()


@pytest.mark.parametrize(
    ("arrows", "row"), [(("down", "down"), 2), (("down", "up", "down"), 1), (("end",), -1)]
)
async def test_a_command_takes_the_row_that_arrows_in_the_same_read_marked(
    place: Path, arrows: tuple[str, ...], row: int
) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f2")
        before = [one.minutes for one in live.current.schedule().rows]
        await burst(pilot, *arrows, "f8")
        before[row] += 1
        assert [one.minutes for one in live.current.schedule().rows] == before


async def test_commands_among_arrows_take_each_its_own_row(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f2")
        before = [one.minutes for one in live.current.schedule().rows]
        await burst(pilot, "f8", "down", "f7", "down", "f8", "f8")
        changed = [one.minutes for one in live.current.schedule().rows]
        assert [now - then for now, then in zip(changed, before, strict=True)][:3] == [1, -1, 2]


async def test_enter_behind_letters_files_them_and_is_not_the_row_s(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f2")
        await burst(pilot, *"memo", "enter", "down", "f8")
        assert page_name(pilot) == "ScheduleScreen"
        assert [note.text.strip() for note in live_of(pilot).book.session.notes.values()] == ["memo"]


async def test_what_comes_behind_a_key_that_opens_a_page_is_for_that_page(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await burst(pilot, "f2", "down", "f8")
        assert page_name(pilot) == "ScheduleScreen"
        assert live.current.schedule().rows[1].minutes == 66
