"""Look ahead: any activity's prompts, while the meeting stays where it is; one key back to now."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.stage import (
    SIZES,
    TEAM,
    app_of,
    command,
    focus_of,
    joined,
    kinds,
    lines_fit,
    make_live,
    misplaced,
    page_name,
    press,
    primary_in_sight,
    reopen,
    rows,
    said,
    shown,
    stage,
    still_clock,
    text_of,
    type_text,
)
from jusou_tui import wording
from jusou_tui.app.widgets.prompt_card import PromptCard


async def test_one_key_shows_what_comes_next_and_one_leads_back_to_now(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await type_text(pilot, "途中まで")
        await command(pilot, "look")
        assert page_name(pilot) == "LookScreen"
        assert "2/4" in text_of(pilot, "#head")
        assert "13:45-14:50  65分" in text_of(pilot, "#when")
        assert "動画1" in shown(pilot)
        assert rows(pilot)[0].split()[0] == "残り"
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"
        assert app_of(pilot).screen.query_one("#entry-text").text == "途中まで"
    assert kinds(live) == ["start"]


async def test_one_goes_from_row_to_row_and_to_the_ends(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await command(pilot, "look")
        for onward, back in (("right", "left"),):
            await press(pilot, onward)
            assert "3/4" in text_of(pilot, "#head")
            await press(pilot, onward, onward)
            assert "4/4" in text_of(pilot, "#head")
            assert said(pilot)[-1] == "これより先はありません。"
            await press(pilot, back, back, back)
            assert "1/4" in text_of(pilot, "#head")
            assert "いま" in text_of(pilot, "#when")
            await press(pilot, onward)
    assert kinds(live) == ["start"]


async def test_up_and_down_scroll_the_prompts_while_the_caret_stays_in_the_field(place: Path) -> None:
    async with stage(make_live(place, still_clock()), size=(60, 20)) as pilot:
        await command(pilot, "look")
        card = pilot.app.screen.query_one("#card", PromptCard)
        await press(pilot, "down", "down", "up", "down")
        assert (card.scroll_offset.y, focus_of(pilot)) == (2, "entry-text")
        await press(pilot, "home")
        assert card.scroll_offset.y == 0


async def test_going_there_is_asked_first(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f2", "end", "enter", "enter")
        assert "いま始めますか" in joined(pilot)
        await press(pilot, "escape")
        assert kinds(live) == ["start"]
        await press(pilot, "enter", "１")
        assert page_name(pilot) == "RunScreen"
        row = live.current.snapshot().row
        assert row is not None
        assert row.key == "next-step"


async def test_where_one_is_already_there_is_nowhere_to_go(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await command(pilot, "look")
        await press(pilot, "enter")
        assert "ほかの実施内容だけ" in said(pilot)[-1]
        await press(pilot, "escape", "f9")
        await command(pilot, "look")
        await press(pilot, "left", "enter")
        assert kinds(live) == ["start"]


async def test_the_expected_start_moves_while_one_looks(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await command(pilot, "look")
        live.clock.advance(25)
        for _ in range(60):
            live.clock.advance(20)
            app_of(pilot).heartbeat.now()
        await pilot.pause()
        assert "13:50-14:55" in text_of(pilot, "#when")


async def test_the_row_can_be_changed_from_there(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await command(pilot, "look")
        await press(pilot, "ctrl+d", "1", "1")
        assert [row.kind for row in live.current.schedule().rows][:2] == ["activity", "break"]
        assert page_name(pilot) == "LookScreen"


async def test_a_break_has_its_name_and_its_minutes(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f2", "down", "ctrl+d", "1", "2", "down", "up", "enter")
        await press(pilot, "left")
        assert "休憩" in text_of(pilot, "#head")
        assert "10分" in text_of(pilot, "#when")


async def test_the_page_opens_again_where_it_was_left(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await command(pilot, "look")
        await press(pilot, "right", "ctrl+q", "1")
    async with stage(reopen(live)) as pilot:
        assert page_name(pilot) == "LookScreen"
        assert "3/4" in text_of(pilot, "#head")


async def test_an_activity_that_is_gone_gives_way_to_the_next_one(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.set_view(screen="look", activity="gone")
    async with stage(live) as pilot:
        assert page_name(pilot) == "LookScreen"
        assert "1/4" in text_of(pilot, "#head")


@pytest.mark.proof
@pytest.mark.parametrize("language", ["ja", "en"])
async def test_the_page_fits(place: Path, language: str) -> None:
    wording.use(language)
    live = make_live(place, still_clock(), team=TEAM * 2)
    async with stage(live) as pilot:
        await press(pilot, "escape")
        await command(pilot, "look")
        assert page_name(pilot) == "LookScreen"
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert misplaced(pilot) == []
            assert lines_fit(pilot)
            assert primary_in_sight(pilot)
