"""Sizes down to 60x20: nothing outside the screen or upon something else, the primary action in sight."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.stage import (
    CURRICULUM,
    SIZES,
    bar_of,
    facts,
    focus_of,
    joined,
    kinds,
    lines_fit,
    live_of,
    make_live,
    misplaced,
    page_name,
    press,
    primary_in_sight,
    shown,
    stage,
    still_clock,
    text_of,
    type_text,
    wait,
)
from jusou_tui import wording
from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession

pytestmark = pytest.mark.proof

LONG = "見本市 高齢者・障がい者 総合相談支援センター 連携推進担当　例野 一郎左衛門"
MORE_SIZES = ((76, 22), (200, 60))
WALK = {
    "before": (),
    "running": ("f9",),
    "round": ("f5",),
    "paused": ("f6",),
    "video": ("f6", "f9", "1"),
    "todo": ("ctrl+k", "ctrl+k"),
    "schedule": ("f2",),
    "notes": ("f3",),
    "help": ("f1",),
    "finished": ("escape", "escape", "escape", "f9", "f9", "f9", "1"),
}
"""A way through all pages of a meeting: what stands there after which keys."""


def full_desk(place: Path) -> LiveSession:
    """Return a session with long names, long notes and one of each kind."""
    live = make_live(place, still_clock(), team=(LONG, "例野 一郎", "雛形 健"))
    for number in range(12):
        live.book.notes.add(
            f"{number} {LONG}" * (1 + number % 3), step="step1", author=live.current.present[0]
        )
    live.book.notes.add("席を混ぜる", "decision", "step1")
    live.book.todos.add("一覧を作る" * 8, LONG, step="step1")
    return live


@pytest.mark.parametrize("language", wording.LANGUAGES)
async def test_every_page_of_a_meeting_fits(place: Path, language: str) -> None:
    wording.use(language)
    sizes = (*SIZES, *MORE_SIZES) if language == "ja" else SIZES
    async with stage(full_desk(place), size=SIZES[0]) as pilot:
        for name, keys in WALK.items():
            await press(pilot, *keys)
            for size in sizes:
                await pilot.resize_terminal(*size)
                assert misplaced(pilot) == [], (name, size)
                assert primary_in_sight(pilot), f"{name}\n{shown(pilot)}"
                assert lines_fit(pilot), (name, size)
        assert page_name(pilot) == "RunScreen"


@pytest.mark.parametrize("language", wording.LANGUAGES)
async def test_home_and_setup_fit(place: Path, language: str) -> None:
    wording.use(language)
    make_live(place, still_clock()).close()
    async with stage(size=SIZES[0]) as pilot:
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert misplaced(pilot) == []
            assert primary_in_sight(pilot)
    async with stage(source=CURRICULUM, size=SIZES[0]) as pilot:
        for field in ("date", "start", "end", "members"):
            pilot.app.screen.query_one(f"#{field}").focus()
            await type_text(pilot, "読めない" if field != "members" else f"{LONG}\n例野\n雛形\n仮名")
            for size in SIZES:
                await pilot.resize_terminal(*size)
                assert misplaced(pilot) == []
                assert primary_in_sight(pilot)
                assert lines_fit(pilot)


@pytest.mark.parametrize("keys", [("ctrl+w",), ("f9", "f2", "end", "enter", "enter")], ids=str)
async def test_dialogs_fit_and_show_their_keys(place: Path, keys: tuple[str, ...]) -> None:
    async with stage(full_desk(place), size=SIZES[0]) as pilot:
        await press(pilot, *keys)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert misplaced(pilot) == []
            assert " 閉じる" in shown(pilot) or "> 2  " in shown(pilot)


@pytest.mark.parametrize(
    "size", [(59, 20), (60, 19), (40, 10), (20, 5)], ids=lambda size: "x".join(map(str, size))
)
async def test_a_smaller_window_asks_for_a_larger_one_and_keeps_everything(
    place: Path, size: tuple[int, int]
) -> None:
    live = make_live(place, still_clock())
    async with stage(live, size=size) as pilot:
        assert "60文字×20行以上に広げてください" in joined(pilot)
        assert "残り" not in shown(pilot)
        await press(pilot, "f9")
        await type_text(pilot, "見えなくても残る")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert kinds(live) == []
        await press(pilot, "f9")
        assert "広げてください" not in joined(pilot)
        assert "見えなくても残る" in shown(pilot)
        assert "残り" in facts(pilot)


async def test_a_window_may_change_its_size_at_any_time(place: Path) -> None:
    live = full_desk(place)
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f9")
        for size in ((60, 20), (120, 40), (10, 3), (80, 24), (119, 33), (121, 34)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert misplaced(pilot) == [] or size == (10, 3), size
        assert page_name(pilot) == "RunScreen"


async def test_a_long_note_grows_its_field_and_moves_nothing_off_the_screen(place: Path) -> None:
    live = full_desk(place)
    async with stage(live, size=(60, 20)) as pilot:
        await press(pilot, "f9", "ctrl+k", "ctrl+k")
        await type_text(pilot, "連携と協働の意味をそろえる。" * 12)
        assert misplaced(pilot) == []
        assert primary_in_sight(pilot)
        assert "残り" in facts(pilot)


async def test_the_wide_window_shows_the_agenda_beside_the_meeting(place: Path) -> None:
    live = full_desk(place)
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f9")
        agenda = pilot.app.screen.query_one("#agenda")
        assert agenda.display
        assert agenda.region.x > pilot.app.screen.query_one("#card").region.right - 1


@pytest.mark.parametrize(("minutes", "over"), [(140, 0), (0, 115), (0, 300)])
async def test_a_hundred_minutes_and_more_fit_too(place: Path, minutes: int, over: int) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        controls.adjust(live.current, minutes)
        await wait(pilot, over * 60)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert misplaced(pilot) == []
            assert "時間超過" in facts(pilot) if over else "残り" in facts(pilot)


async def test_a_window_that_was_too_small_gives_the_page_back_as_it_was(place: Path) -> None:
    async with stage(full_desk(place)) as pilot:
        await press(pilot, "f9")
        await type_text(pilot, "席を")
        before = text_of(pilot, "#card")
        await pilot.resize_terminal(59, 19)
        await pilot.pause()
        assert "画面が小さすぎます。" in shown(pilot)
        assert "席を" not in shown(pilot)
        await press(pilot, "f9", "f6", "enter", "ctrl+k")
        await type_text(pilot, "混ぜ")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert page_name(pilot) == "RunScreen"
        assert kinds(live_of(pilot)) == ["start"]
        assert focus_of(pilot) == "entry-text"
        assert text_of(pilot, "#card") == before
        await type_text(pilot, "る")
        assert bar_of(pilot).entry.text == "席を混ぜる"


async def test_no_window_is_too_small_to_live(place: Path) -> None:
    async with stage(full_desk(place)) as pilot:
        for name in ("before", "round", "schedule", "notes", "help"):
            await press(pilot, *WALK[name])
            for size in ((1, 1), (2, 19), (20, 3), (59, 40), (200, 5)):
                await pilot.resize_terminal(*size)
                await pilot.pause()
                assert lines_fit(pilot), (name, size)
            await pilot.resize_terminal(80, 24)
            await pilot.pause()
            assert misplaced(pilot) == [], name
