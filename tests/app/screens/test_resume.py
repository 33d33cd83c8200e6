"""Coming back: the same page, activity, time, turn, focus and draft; the time between is asked about once."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.stage import (
    TEAM,
    bar_of,
    facts,
    focus_of,
    kinds,
    last_event,
    make_live,
    page_name,
    press,
    reopen,
    said,
    shown,
    stage,
    still_clock,
    type_text,
    wait,
)
from jusou_tui.live.session import LiveSession
from jusou_tui.live.steps import open_at_due
from jusou_tui.session.format.headers import LostHeader
from proof import first_quick


async def left_in_a_round(place: Path) -> LiveSession:
    """Run a meeting into its round, with half a note typed, and leave."""
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f5", "f5", "ctrl+k", "ctrl+k")
        await type_text(pilot, "名札を用意す")
        pilot.app.screen.query_one("#entry-owner").focus()
        await type_text(pilot, "例野")
        await wait(pilot, 5)
        await press(pilot, "ctrl+q", "1")
    return live


async def test_everything_stands_where_it_stood(place: Path) -> None:
    live = await left_in_a_round(place)
    before = live.current.snapshot()
    again = reopen(live)
    async with stage(again) as pilot:
        now = again.current.snapshot()
        assert page_name(pilot) == "RunScreen"
        assert now.row.key == before.row.key == "opening"
        assert now.countdown.remaining == before.countdown.remaining
        assert now.round.current == before.round.current
        assert TEAM[1] in facts(pilot)
        speaker = before.round.current
        assert bar_of(pilot).entry == bar_of(pilot).entry.__class__(
            "名札を用意す", "todo", speaker, "例野", "", None
        )
        assert focus_of(pilot) == "entry-owner"


@pytest.mark.parametrize("page", first_quick(["f2", "f3"]))
async def test_the_page_that_was_open_opens(place: Path, page: str) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", page)
        name = page_name(pilot)
        await press(pilot, "ctrl+q", "1")
    async with stage(reopen(live)) as pilot:
        assert page_name(pilot) == name


async def test_a_sheet_that_was_opened_and_not_written_in_opens_as_the_list_of_sheets(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.events.add("start", "step1", activity="next-step")
    async with stage(live) as pilot:
        await press(pilot, "f4", "enter")
        assert page_name(pilot) == "SheetScreen"
        await press(pilot, "ctrl+q", "1")
    again = reopen(live)
    async with stage(again) as pilot:
        assert (page_name(pilot), again.book.session.sheets) == ("SheetsScreen", {})


async def test_a_lost_header_is_said_on_opening(place: Path) -> None:
    live = make_live(place, still_clock())
    live.store.lost_headers = (LostHeader(12, ("notes", "text"), "[notes.…]"),)
    async with stage(live) as pilot:
        assert "12行目" in said(pilot)[-1]


@pytest.mark.parametrize(
    ("seconds", "answer", "counted"),
    first_quick(
        [
            (720, "1", True),
            (120, "enter", True),
            (720, "enter", False),
            (720, "１", True),
            (120, "2", False),
            (120, "２", False),
        ]
    ),
)
async def test_a_gap_is_asked_about_once_and_the_answer_is_an_event(
    place: Path, seconds: float, answer: str, counted: bool
) -> None:
    live = await left_in_a_round(place)
    left = live.current.snapshot().countdown.remaining
    live.clock.advance(seconds)
    again = reopen(live)
    async with stage(again) as pilot:
        assert "あいだ動いていませんでした" in shown(pilot)
        assert f"{seconds // 60:.0f}分" in shown(pilot)
        await press(pilot, answer)
        event = last_event(again)
        assert (event.kind, event.counted) == ("gap", counted)
        spent = left - again.current.snapshot().countdown.remaining
        assert spent == pytest.approx(seconds if counted else 0, abs=2.5)
        assert "あいだ動いていませんでした" not in shown(pilot)
        assert focus_of(pilot) == "entry-owner"
    async with stage(reopen(again)) as pilot:
        assert "あいだ動いていませんでした" not in shown(pilot)
    assert kinds(again).count("gap") == 1


async def test_a_gap_in_a_pause_or_of_a_few_seconds_is_not_asked_about(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f6", "ctrl+q", "1")
    live.clock.advance(3600)
    again = reopen(live)
    async with stage(again) as pilot:
        assert "あいだ動いていませんでした" not in shown(pilot)
        await press(pilot, "f6", "ctrl+q", "1")
    again.clock.advance(40)
    async with stage(reopen(again)) as pilot:
        assert "あいだ動いていませんでした" not in shown(pilot)


async def test_a_laptop_that_slept_is_asked_about_too(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 60)
        live.clock.advance(1800, slept=True)
        pilot.app.screen.after_change()
        await pilot.pause()
        assert "30分" in shown(pilot)
        await press(pilot, "2")
        assert 15 * 60 - live.current.snapshot().countdown.remaining < 65


async def test_a_question_left_open_is_put_again(place: Path) -> None:
    live = await left_in_a_round(place)
    live.clock.advance(720)
    again = reopen(live)
    async with stage(again) as pilot:
        assert "あいだ動いていませんでした" in shown(pilot)
    async with stage(reopen(again)) as pilot:
        assert "あいだ動いていませんでした" in shown(pilot)


async def test_home_goes_on_with_a_session(place: Path) -> None:
    live = await left_in_a_round(place)
    live.close()
    async with stage(clock=live.clock) as pilot:
        assert "2026年度 第1回" in shown(pilot)
        await press(pilot, "enter")
        assert page_name(pilot) == "RunScreen"
        assert TEAM[1] in facts(pilot)


def test_a_session_opens_at_the_meeting_that_is_due_however_it_is_opened(place: Path) -> None:
    live = make_live(place, still_clock())
    steps = [step.id for step in live.curriculum.steps if step.kind == "meeting"]
    live.book.set_view(screen="programme", step=steps[-1])
    open_at_due(live)
    assert (live.view.screen, live.current.step.id) == ("run", "step1")
    for step in live.curriculum.steps:
        live.book.meetings.set(step.id, left_out=True)
    open_at_due(live)
    assert live.view.screen == "programme"
    live.close()
