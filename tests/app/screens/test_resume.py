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
    make_desk,
    page_name,
    press,
    reopen,
    shown,
    stage,
    still_clock,
    type_text,
    wait,
)
from jusou_tui.live.session import Desk


async def left_in_a_round(place: Path) -> Desk:
    """Run a meeting into its round, with half a note typed, and leave."""
    desk = make_desk(place, still_clock())
    async with stage(desk) as pilot:
        await press(pilot, "f9", "f5", "f5", "ctrl+k", "ctrl+k")
        await type_text(pilot, "名札を用意す")
        pilot.app.screen.query_one("#entry-owner").focus()
        await type_text(pilot, "例野")
        await wait(pilot, 5)
        await press(pilot, "ctrl+q")
    return desk


async def test_everything_stands_where_it_stood(place: Path) -> None:
    desk = await left_in_a_round(place)
    before = desk.standing()
    again = reopen(desk)
    async with stage(again) as pilot:
        now = again.standing()
        assert page_name(pilot) == "RunScreen"
        assert now.row.key == before.row.key == "opening"
        assert now.countdown.remaining == before.countdown.remaining
        assert now.round.current == before.round.current
        assert TEAM[1] in facts(pilot)
        assert bar_of(pilot).entry == bar_of(pilot).entry.__class__(
            "名札を用意す", "todo", None, "例野", "", None
        )
        assert focus_of(pilot) == "entry-owner"


@pytest.mark.parametrize("page", ["f2", "f3"])
async def test_the_page_that_was_open_opens(place: Path, page: str) -> None:
    desk = make_desk(place, still_clock())
    async with stage(desk) as pilot:
        await press(pilot, "f9", page)
        name = page_name(pilot)
        await press(pilot, "ctrl+q")
    async with stage(reopen(desk)) as pilot:
        assert page_name(pilot) == name


@pytest.mark.parametrize(
    ("seconds", "answer", "counted"),
    [
        (120, "enter", True),
        (720, "enter", False),
        (720, "1", True),
        (720, "１", True),
        (120, "2", False),
        (120, "２", False),
    ],
)
async def test_a_gap_is_asked_about_once_and_the_answer_is_an_event(
    place: Path, seconds: float, answer: str, counted: bool
) -> None:
    desk = await left_in_a_round(place)
    left = desk.standing().countdown.remaining
    desk.clock.advance(seconds)
    again = reopen(desk)
    async with stage(again) as pilot:
        assert "空白がありました" in shown(pilot)
        assert f"{seconds // 60:.0f}分" in shown(pilot)
        await press(pilot, answer)
        event = last_event(again)
        assert (event.kind, event.counted) == ("gap", counted)
        spent = left - again.standing().countdown.remaining
        assert spent == pytest.approx(seconds + 1 if counted else 1, abs=1.5)
        assert "空白がありました" not in shown(pilot)
        assert focus_of(pilot) == "entry-owner"
    async with stage(reopen(again)) as pilot:
        assert "空白がありました" not in shown(pilot)
    assert kinds(again).count("gap") == 1


async def test_a_gap_in_a_pause_or_of_a_few_seconds_is_not_asked_about(place: Path) -> None:
    desk = make_desk(place, still_clock())
    async with stage(desk) as pilot:
        await press(pilot, "f9", "f6", "ctrl+q")
    desk.clock.advance(3600)
    again = reopen(desk)
    async with stage(again) as pilot:
        assert "空白がありました" not in shown(pilot)
        await press(pilot, "f6", "ctrl+q")
    again.clock.advance(40)
    async with stage(reopen(again)) as pilot:
        assert "空白がありました" not in shown(pilot)


async def test_a_laptop_that_slept_is_asked_about_too(place: Path) -> None:
    desk = make_desk(place, still_clock())
    async with stage(desk) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 60)
        desk.clock.advance(1800, slept=True)
        pilot.app.screen.after_change()
        await pilot.pause()
        assert "30分" in shown(pilot)
        await press(pilot, "2")
        assert 15 * 60 - desk.standing().countdown.remaining < 65


async def test_a_question_left_open_is_put_again(place: Path) -> None:
    desk = await left_in_a_round(place)
    desk.clock.advance(720)
    again = reopen(desk)
    async with stage(again) as pilot:
        assert "空白がありました" in shown(pilot)
    async with stage(reopen(again)) as pilot:
        assert "空白がありました" in shown(pilot)


async def test_home_goes_on_with_a_session(place: Path) -> None:
    desk = await left_in_a_round(place)
    desk.close()
    async with stage(clock=desk.clock) as pilot:
        assert "2026年度 第1回" in shown(pilot)
        await press(pilot, "enter")
        assert page_name(pilot) == "RunScreen"
        assert TEAM[1] in facts(pilot)
