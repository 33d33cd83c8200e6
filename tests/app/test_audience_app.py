"""The shared screen's program: what its few keys do, what it draws, and what it never shows."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from audience.hand_follower import NOW, VIEW, HandFollower, at_once
from jusou_tui.app.audience_app import KEYS_SECONDS, AudienceApp
from jusou_tui.app.drawing.cell_page import CellPage
from jusou_tui.app.opening import Opening
from jusou_tui.audience.view import Reception
from jusou_tui.errors import InputError
from jusou_tui.wording import t


@asynccontextmanager
async def screen(follower: HandFollower, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[int]]:
    app = AudienceApp(Opening(lambda: follower, run=at_once))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield pilot


@asynccontextmanager
async def unopened(
    make: Callable[[], HandFollower],
) -> AsyncIterator[tuple[Pilot[int], Callable[[], Awaitable[None]]]]:
    """Yield a screen before its session is open, and what opens it."""
    jobs: list[Callable[[], None]] = []
    app = AudienceApp(Opening(make, run=jobs.append))

    async def opens() -> None:
        jobs.pop()()
        await pilot.pause()

    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        yield pilot, opens


def shown(pilot: Pilot[int]) -> str:
    """Return what stands in the window, without blanks, as it is painted."""
    strips = pilot.app.screen._compositor.render_strips()
    return "".join("".join(strip.text for strip in strips).split())


def digit_rows(pilot: Pilot[int]) -> int:
    lines = pilot.app.query_one(CellPage).lines
    return sum(any(name == "on-digits" for _, name in line) for line in lines)


async def test_it_shows_the_page_and_closes_by_two_keys() -> None:
    for presses in (("escape", "escape"), ("ctrl+q",)):
        async with screen(HandFollower()) as pilot:
            assert "わがまちの連携を振り返る" in shown(pilot)
            assert digit_rows(pilot) == 10
            await pilot.press(*presses)
            assert pilot.app.return_value == 0


async def test_one_escape_closes_nothing_while_a_meeting_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    follower = HandFollower()
    again = "".join(t("screen.again").split())
    async with screen(follower) as pilot:
        now = 100.0
        monkeypatch.setattr(AudienceApp, "_now", staticmethod(lambda: now))
        await pilot.press("escape")
        assert again in shown(pilot)
        now += KEYS_SECONDS
        await pilot.press("escape")
        assert pilot.app.return_value is None
        assert again in shown(pilot)
    for state in ("before", "finished"):
        async with screen(HandFollower(replace(VIEW, state=state))) as pilot:
            await pilot.press("escape")
            assert pilot.app.return_value == 0


async def test_before_the_session_is_open_a_calm_page_without_digits_stands() -> None:
    async with unopened(HandFollower) as (pilot, opens):
        assert t("screen.title") in shown(pilot)
        assert t("screen.opening") in shown(pilot)
        assert digit_rows(pilot) == 0
        assert not any(letter.isdigit() for letter in shown(pilot))
        await opens()
        assert t("screen.opening") not in shown(pilot)
        assert digit_rows(pilot) == 10


async def test_a_curtain_wanted_before_the_session_is_open_is_drawn_before_anything_shows() -> None:
    for drawn_already, presses, asked in ((False, 1, [True]), (True, 1, []), (False, 2, [])):
        follower = HandFollower(replace(VIEW, curtain=drawn_already))
        async with unopened(lambda follower=follower: follower) as (pilot, opens):
            await pilot.press(*["ctrl+u"] * presses)
            assert (t("audience.wait") in shown(pilot)) is (presses == 1)
            await opens()
            assert follower.asked == asked
            assert ("困ったな" in shown(pilot)) is (presses == 2)


async def test_other_keys_count_before_the_session_is_open() -> None:
    async with screen(HandFollower(), (80, 24)) as pilot:
        await pilot.press("ctrl+down")
        smaller = digit_rows(pilot)
    async with unopened(HandFollower) as (pilot, opens):
        await pilot.press("x")
        assert "".join(t("screen.keys").split()) in shown(pilot)
        await pilot.press("ctrl+down")
        await opens()
        assert digit_rows(pilot) == smaller
    async with unopened(HandFollower) as (pilot, opens):
        await pilot.press("escape")
        assert pilot.app.return_value == 0
        await opens()


async def test_a_session_that_cannot_be_followed_ends_it_without_a_crash() -> None:
    def refuse() -> HandFollower:
        raise InputError("cli.screen_over", title="第1回")

    async with unopened(refuse) as (pilot, opens):
        await opens()
        assert pilot.app.return_value == 2
        assert isinstance(pilot.app, AudienceApp)
        assert isinstance(pilot.app.refusal, InputError)
        assert pilot.app.crash_report is None


async def test_the_curtain_is_drawn_here_at_once_and_asked_for() -> None:
    follower = HandFollower()
    async with screen(follower) as pilot:
        await pilot.press("ctrl+u")
        assert follower.asked == [True]
        assert "困ったな" not in shown(pilot)
        assert t("audience.wait") in shown(pilot)
        await pilot.press("ctrl+u")
        assert follower.asked == [True, False]
        assert "困ったな" in shown(pilot)


async def test_two_keys_change_the_size_within_limits() -> None:
    async with screen(HandFollower(), (120, 40)) as pilot:
        usual = digit_rows(pilot)
        await pilot.press("ctrl+up")
        larger = digit_rows(pilot)
        await pilot.press("ctrl+down", "ctrl+down")
        smaller = digit_rows(pilot)
        assert larger > usual > smaller
        await pilot.press(*["ctrl+down"] * 20, *["ctrl+up"] * 4)
        assert digit_rows(pilot) == usual
        await pilot.press(*["ctrl+up"] * 20)
        assert "困ったな" in shown(pilot)


async def test_any_other_key_shows_the_keys_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    async with screen(HandFollower()) as pilot:
        app = pilot.app
        assert isinstance(app, AudienceApp)
        for key in ("a", "f9", "enter", "ctrl+p", "tab", "ctrl+c", "space"):
            await pilot.press(key)
            assert "".join(t("screen.keys").split()) in shown(pilot)
            app._keys_until = 0.0
            app._draw()
            assert "".join(t("screen.keys").split()) not in shown(pilot)
        assert len(app.screen_stack) == 1
        assert not app._exit


async def test_pastes_and_clicks_do_nothing() -> None:
    follower = HandFollower()
    async with screen(follower) as pilot:
        before = shown(pilot)
        pilot.app.post_message(events.Paste("\x15\x1b秘密"))
        await pilot.click(offset=(10, 10))
        await pilot.pause()
        assert shown(pilot) == before
        assert follower.asked == []


async def test_news_are_shown_at_the_next_look_and_time_by_itself() -> None:
    follower = HandFollower()
    async with screen(follower) as pilot:
        app = pilot.app
        assert isinstance(app, AudienceApp)
        follower.shown = replace(VIEW, activity="次回に向けた準備")
        follower.news = True
        app._glance()
        await pilot.pause()
        assert "次回に向けた準備" in shown(pilot)
        follower.shown = replace(VIEW, time=replace(VIEW.time, seconds=30.0), now=NOW + timedelta(hours=1))
        assert app._watch is not None
        app._watch._due = 0.0  # a second later
        app._glance()
        await pilot.pause()
        assert t("audience.soon") in shown(pilot)
        assert "15:43" in shown(pilot)


async def test_what_stands_still_says_so() -> None:
    follower = HandFollower(replace(VIEW, time=replace(VIEW.time, goes=False)))
    follower.still = Reception(NOW - timedelta(seconds=200), 200.0)
    async with screen(follower) as pilot:
        assert t("audience.still") in shown(pilot)


async def test_a_window_of_another_size_is_laid_out_anew() -> None:
    async with screen(HandFollower()) as pilot:
        for size in ((60, 20), (120, 40), (20, 6), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            lines = pilot.app.query_one(CellPage).lines
            assert len(lines) == size[1]
            assert all(strip.cell_length == size[0] for strip in pilot.app.screen._compositor.render_strips())


async def test_a_fault_leaves_a_report_and_no_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUSOU_STATE", str(tmp_path))
    app = AudienceApp(Opening(HandFollower, run=at_once))

    def broken() -> None:
        raise ValueError("秘密")

    async def run() -> None:
        async with app.run_test() as pilot:
            app.call_later(broken)
            await pilot.pause()

    with pytest.raises(ValueError, match="秘密"):
        await run()
    assert app.return_code == 2
    report = next((tmp_path / "crashes").iterdir()).read_text(encoding="utf-8")
    assert "秘密" not in report
    assert "ValueError" in report


def test_the_keys_are_those_of_the_table() -> None:
    from jusou_tui.app import audience_app
    from jusou_tui.app.shell import keys

    assert {"escape", "ctrl+q"} == audience_app.LEAVE | audience_app.CLOSE
    assert {"ctrl+u"} == audience_app.CURTAIN
    assert {key for one in keys.TABLE for key in one.keys} >= {*audience_app.SIZE}
