"""The tour on its pages: from the home page of a first start through every step and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import (
    BEGIN,
    app_of,
    live_of,
    misplaced,
    page_name,
    press,
    said,
    shown,
    stage,
    text_of,
    type_text,
    until,
)
from jusou_tui import wording
from jusou_tui.app.screens.home import session_rows
from jusou_tui.live.tour.stage import was_taken
from jusou_tui.wording import t

WALK: tuple[tuple[str | tuple[str, ...], ...], ...] = (
    (("f9",),),
    ("こんにちは", ("enter",)),
    (("ctrl+k",), "駅前で行う", ("enter",)),
    (("f9",),),
    (("f8",),),
    (("f12",),),
    (("f6",),),
    (("f6",),),
    (("f4",), "たのしかった"),
    (("escape", "escape"),),
    (("f1",),),
    (("escape",),),
    (("f9", "f9", "f9"),),
)
"""What is typed, and which keys are pressed, for each step but the last."""


@pytest.mark.proof
@pytest.mark.parametrize(("size", "language"), [((80, 24), "ja"), ((60, 20), "en")])
async def test_the_whole_tour_from_the_home_page_and_back(
    size: tuple[int, int], language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    wording.use(language)
    async with stage(folder=tmp_path / "sessions", size=size) as pilot:
        await press(pilot, "enter")
        for number, acts in enumerate(WALK, 1):
            await until(pilot, lambda number=number: at(pilot, number))  # type: ignore[misc]  # bound now
            assert misplaced(pilot) == []
            assert len(text_of(pilot, "#tour").splitlines()) in {2, 3}
            assert f"Ctrl+Q {t('tour.skip_or_leave')}" in shown(pilot)
            for act in acts:
                await (type_text(pilot, act) if isinstance(act, str) else press(pilot, *act))
        await until(pilot, lambda: at(pilot, len(WALK) + 1))
        await press(pilot, "ctrl+q")
        await until(pilot, lambda: page_name(pilot) == "HomeScreen")
        assert said(pilot)[-1] == t("tour.over")
        assert was_taken()
        assert not pilot.app.screen.query("#tour")


def at(pilot: Pilot[int], number: int) -> bool:
    """Return whether the page in sight shows the step of a number."""
    return bool(pilot.app.screen.query("#tour")) and text_of(pilot, "#tour").startswith(f"  {number}/")


async def test_a_click_on_what_says_how_to_leave_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    async with stage(folder=tmp_path / "sessions") as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: at(pilot, 1))
        await pilot.click("#tour", offset=(3, 1))
        assert app_of(pilot).tour.is_on
        await pilot.click("#tour", offset=(70, 1))
        await until(pilot, lambda: page_name(pilot) == "Ask")
        await press(pilot, "2")
        await until(pilot, lambda: page_name(pilot) == "HomeScreen")


async def test_the_same_key_skips_a_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    async with stage(folder=tmp_path / "sessions") as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: at(pilot, 1))
        await press(pilot, "ctrl+q", "enter")
        await until(pilot, lambda: at(pilot, 2))
        assert t("tour.skipped") in text_of(pilot, "#tour")
        assert live_of(pilot).current.is_under_way
        await press(pilot, "ctrl+q", "escape")
        assert at(pilot, 2)


async def test_the_key_pressed_twice_leaves_it_from_a_dialog_too_and_it_is_no_longer_the_first_entry(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder, today = tmp_path / "sessions", BEGIN.date()
    assert session_rows.sections(folder, today)[0].entries[0].kind == "tour"
    async with stage(folder=folder) as pilot:
        await press(pilot, "enter")
        await until(pilot, lambda: at(pilot, 1))
        await press(pilot, "ctrl+w", "ctrl+q", "ctrl+q")
        await until(pilot, lambda: page_name(pilot) == "HomeScreen")
        assert not app_of(pilot).tour.is_on
    found = [entry.kind for section in session_rows.sections(folder, today) for entry in section.entries]
    assert (found[0], found[-1]) == ("curriculum", "tour")
