"""The review page after a meeting, and rehearsals that nobody takes for one."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.stage import (
    BEGIN,
    CURRICULUM,
    SIZES,
    app_of,
    joined,
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
from fake_clock import FakeClock
from jusou_tui import wording
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.live.session import LiveSession
from jusou_tui.timekeeping.clock.clock import RehearsalClock


async def hold(pilot: object) -> None:
    """Hold the meeting: each activity takes 30 minutes."""
    for _ in range(4):
        await press(pilot, "f9")  # type: ignore[arg-type]
        await wait(pilot, 30 * 60)  # type: ignore[arg-type]
    await press(pilot, "f9")  # type: ignore[arg-type]


@pytest.mark.proof
@pytest.mark.parametrize("language", wording.LANGUAGES)
async def test_the_review_fits(place: Path, language: str) -> None:
    wording.use(language)
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await hold(pilot)
        await press(pilot, "f9")
        assert page_name(pilot) == "ReviewScreen"
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert misplaced(pilot) == []
            assert primary_in_sight(pilot)
            assert lines_fit(pilot)


async def test_planned_and_actual_stand_beside_one_another_with_decisions_and_todos(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live, size=(120, 60)) as pilot:
        await press(pilot, "f9", "f5")
        await wait(pilot, 40)
        await press(pilot, "f5")
        live.book.notes.add("窓口を一つにする", "decision", "step1")
        live.book.todos.add("一覧を作る", "例野", step="step1")
        for keys in (("f9", "1"), ("f9",), ("f9",)):
            await wait(pilot, 30 * 60)
            await press(pilot, *keys)
        await press(pilot, "f9", "1", "f9")
        text = joined(pilot)
        for part in ("オープニング13:3013:3015分30分+15分", "窓口を一つにする", "一覧を作る（例野）"):
            assert part in text, part
        assert "見本花子0:4" in text
        assert "内訳：開始のずれ0分、延びた分+15分、縮んだ分-95分、終了のずれ-80分" in text
        assert "計画と実績の帯" in text


async def test_a_bar_tells_what_was_lost_and_won_without_colour(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await hold(pilot)
        await press(pilot, "f9")
        bars = shown(pilot).split("計画と実績の帯")[1].splitlines()[1:5]
        assert ["+" in bar.rsplit(" ", 1)[0] for bar in bars] == [True, False, False, False]
        assert [".." in bar for bar in bars] == [False, True, True, False]


async def test_a_review_of_a_meeting_that_runs_says_so(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 20 * 60)
        await press(pilot, "f9")
        app_of(pilot).show_page("review")
        await pilot.pause()
        text = joined(pilot)
        assert "まだ終わっていません" in text
        assert "これから" in text
        assert "終了のずれ" not in text
        assert "F9次へ" in text
        assert "F9終える" not in text


async def test_the_review_scrolls_and_leads_back_or_on(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live, size=(60, 20)) as pilot:
        await hold(pilot)
        await press(pilot, "f9")
        first = text_of(pilot, "#review")
        await press(pilot, "pagedown")
        assert text_of(pilot, "#review") != first
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"
        await press(pilot, "f9", "f9")
        assert page_name(pilot) == "ProgrammeScreen"


async def test_a_rehearsal_is_marked_on_every_page_and_is_a_session_of_its_own_kind(place: Path) -> None:
    real = FakeClock(BEGIN)
    async with stage(source=CURRICULUM, folder=place / "rehearsals", clock=RehearsalClock(real, 10)) as pilot:
        await type_text(pilot, "けいこ")
        await press(pilot, "f9")
        live = app_of(pilot).open_live
        assert live.book.meta.rehearsal
        assert live.store.path.parent.name == "rehearsals"
        for key in ((), ("f2",), ("f3",)):
            await press(pilot, *key)
            assert shown(pilot).splitlines()[0].strip().startswith("練習"), page_name(pilot)
        real.advance(6)
        assert live.clock.now() == BEGIN
        for key in ("escape", "escape", "f9"):
            real.advance(1)
            await press(pilot, key)
        assert page_name(pilot) == "RunScreen"
        real.advance(6)
        assert (live.clock.now() - BEGIN).total_seconds() >= 60


async def test_a_rehearsal_opened_again_is_still_marked(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.set_meta(rehearsal=True)
    live.close()
    again = LiveSession.open(live.store.path, live.clock)
    async with stage(again) as pilot:
        assert shown(pilot).splitlines()[0].strip().startswith("練習")


async def test_from_the_end_f9_leads_over_the_review_to_the_next_step_and_esc_back(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await hold(pilot)
        await press(pilot, "f9", "f9")
        assert page_name(pilot) == "ProgrammeScreen"
        assert pilot.app.screen.query_one("#steps", RowList).highlighted_key == "step2"
        assert "終了" in shown(pilot)
        await press(pilot, "escape", "escape")
        assert (page_name(pilot), live_of(pilot).current.step.id) == ("RunScreen", "step1")
        await press(pilot, "f11", "enter")
        assert (page_name(pilot), live_of(pilot).current.step.id) == ("RunScreen", "step2")
