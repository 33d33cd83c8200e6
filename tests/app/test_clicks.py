"""No single click changes a plan, on any page: it marks, and only a second one acts or asks."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import app_of, make_live, press, said, shown, stage, still_clock
from app.test_every_page import PAGES, only, show
from jusou_tui.app.shell.dialogs import AnswerList, Ask
from jusou_tui.app.widgets.fields import Choice
from jusou_tui.app.widgets.key_bar import KeyBar
from jusou_tui.app.widgets.selectable_view import SelectableView
from jusou_tui.live.session import LiveSession
from proof import first_quick, first_then_others

PLAN_EVENTS = frozenset({"adjust", "skip", "restore"})


def plan_of(live: LiveSession) -> object:
    """Return what a meeting is planned with: its record, the variant, what was changed on the day."""
    session = live.book.session
    changed = [event for event in session.events.values() if event.kind in PLAN_EVENTS]
    return (dict(session.meetings), live.book.meta.variant, changed)


def spans(pilot: Pilot[int]) -> list[tuple[int, int, str]]:
    """Return where the hints of the key bar stand on the screen: first and last cell, action."""
    assert shown(pilot)
    return list(pilot.app.screen.query_one(KeyBar)._spans)


def places(pilot: Pilot[int]) -> list[tuple[int, int]]:
    """Return where something can be clicked: every row, chooser and hint of the key bar."""
    screen = pilot.app.screen
    found = [
        (view.region.x + 4, y)
        for view in screen.query(SelectableView)
        for y in range(view.region.y, view.region.bottom)
    ]
    found += [(choice.region.x + 2, choice.region.y) for choice in screen.query(Choice)]
    for bar in screen.query(KeyBar):
        found += [(bar.content_region.x + start, bar.region.y) for start, _, _ in bar._spans]
    return [place for place in found if screen.region.contains(*place)]


@pytest.mark.parametrize("names", first_then_others([*PAGES, "setup"]))
async def test_one_click_anywhere_on_a_page_leaves_the_plan_as_it_is(
    place: Path, names: tuple[str, ...]
) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        for name in names:
            await begin(pilot, name)
            page, before = pilot.app.screen, plan_of(live)
            for x, y in places(pilot):
                await pilot.click(offset=(x, y))
                await pilot.pause()
                assert plan_of(live) == before, (name, x, y)
                if pilot.app.screen is not page:
                    await begin(pilot, name)
                    page = pilot.app.screen


async def begin(pilot: Pilot[int], name: str) -> None:
    if name == "setup":
        await only(pilot, "run")
        app_of(pilot).show_setup()
        await pilot.pause()
    else:
        await only(pilot, name)


async def test_a_hint_that_changes_the_plan_is_marked_by_the_first_click_and_done_by_the_second(
    place: Path,
) -> None:
    live = make_live(place, still_clock())
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f2")
        start = next(start for start, _, action in spans(pilot) if action == "minutes(1)")
        minutes = live.current.schedule().rows[0].minutes
        await pilot.click(KeyBar, offset=(start + 1, 0))
        assert live.current.schedule().rows[0].minutes == minutes
        await pilot.click(KeyBar, offset=(start + 1, 0))
        await pilot.pause()
        assert live.current.schedule().rows[0].minutes == minutes + 1


@pytest.mark.parametrize("name", first_quick(["run", "schedule", "notes"]))
async def test_one_click_on_a_key_changes_nothing_and_says_that_a_second_one_does(
    place: Path, name: str
) -> None:
    live = make_live(place, still_clock())
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f9")
        await show(pilot, name)
        page = pilot.app.screen
        written = {hint.action for hint in page.query_one(KeyBar)._hints if hint.twice}
        assert written
        for start, _, _ in [span for span in spans(pilot) if span[2] in written]:
            before = live.content_version
            await pilot.click(KeyBar, offset=(start + 1, 0))
            await pilot.pause()
            assert pilot.app.screen is page
            assert live.content_version == before
            assert any("もう一度クリック" in text for text in said(pilot))


async def test_a_second_click_on_a_chooser_shows_its_options_and_one_is_taken_there(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        app_of(pilot).show_setup()
        await pilot.pause()
        choice = pilot.app.screen.query(Choice).first()
        before = choice.value
        for _ in range(2):
            await pilot.click(choice)
            await pilot.pause()
        question = pilot.app.screen
        assert isinstance(question, Ask)
        assert question.answer_list.answers[question.answer_list.index].id == before
        for _ in range(2):
            await pilot.click(AnswerList, offset=(4, 1))
            await pilot.pause()
        assert choice.value == choice.options[1][0]
