"""One way back: from every page of a session Esc leads to the page one came from, with its step."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import app_of, live_of, make_live, page_name, press, stage, still_clock
from jusou_tui.app import navigation
from jusou_tui.app.shell.screen import JusouScreen

PAGES = (*navigation._OVERLAYS, "programme", "setup")


def way(pilot: Pilot[int]) -> list[str]:
    """The names of the pages in the stack, the lowest first."""
    return [page.PAGE for page in pilot.app.screen_stack if isinstance(page, JusouScreen)]


async def open_page(pilot: Pilot[int], name: str) -> None:
    app_of(pilot).show_page(name)
    await pilot.pause()


@pytest.mark.proof
async def test_each_page_leads_back_to_the_one_it_was_opened_from(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.set_view(sheet=live.book.sheets.add("preparation-sheet"))
    async with stage(live) as pilot:
        for before, name in zip(PAGES, (*PAGES[1:], PAGES[0]), strict=True):
            await open_page(pilot, before)
            await open_page(pilot, name)
            replaced = (before, name) == ("sheet", "sheets")
            assert way(pilot) == ["run", name] if replaced else ["run", before, name]
            await press(pilot, "escape")
            if not replaced:
                assert way(pilot) == ["run", before]
                await press(pilot, "escape")
            assert way(pilot) == ["run"]


async def test_ways_never_lead_in_a_circle(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        for name in ("notes", "todos", "schedule", "todos", "notes"):
            await open_page(pilot, name)
        assert way(pilot) == ["run", "notes"]


async def test_the_meeting_has_its_step_again_when_one_comes_back_to_it(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "f11", "up", "enter")
        assert (page_name(pilot), live_of(pilot).current.step.id) == ("ChecklistScreen", "preparation")
        await press(pilot, "escape")
        assert page_name(pilot) == "ProgrammeScreen"
        await press(pilot, "escape")
        assert (page_name(pilot), live_of(pilot).current.step.id) == ("RunScreen", "step1")


async def test_a_set_up_that_cannot_be_read_leads_back_too(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await open_page(pilot, "setup")
        pilot.app.screen.query_one("#start").focus()
        await press(pilot, "end", "x", "escape")
        assert page_name(pilot) == "RunScreen"
        await open_page(pilot, "setup")
        assert pilot.app.screen.query_one("#start").value == "13:30x"
