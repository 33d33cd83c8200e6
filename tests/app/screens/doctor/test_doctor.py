"""The page that says what this machine can do: what to look at first, and a field to try the IME in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import command, lines_fit, make_live, page_name, press, shown, stage, still_clock, type_text
from doctor.machines import FOLDER, WELL
from jusou_tui.app.screens.doctor.rows import rows
from jusou_tui.doctor import gather
from jusou_tui.doctor.checks import findings
from jusou_tui.doctor.machine import Machine, Terminal
from jusou_tui.wording import t


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Terminal | None]]:
    """Let the machine be one whose folder is synced; return the terminals that were asked about."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    seen: list[Terminal | None] = []

    def answer(_: Path, terminal: Terminal | None, **__: object) -> Machine:
        seen.append(terminal)
        return replace(WELL, terminal=terminal, folder=replace(FOLDER, synced_by="OneDrive"))

    monkeypatch.setattr(gather, "gather", answer)
    return seen


async def settled(pilot: Pilot[int]) -> None:
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def test_what_is_to_be_looked_at_comes_first_with_what_to_do() -> None:
    found = rows(findings(replace(WELL, can_stay_awake=False)))
    assert (found[0].key, found[0].ink) == ("awake", "late")
    assert found[0].text.count("\n") == 1
    assert {row.ink for row in found[1:-2]} == {"decided"}


async def test_it_is_opened_before_the_start_shows_the_checks_and_what_is_typed(
    place: Path, asked: list[Terminal | None]
) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "ctrl+d")
        assert t("doctor.title") in shown(pilot)
        await press(pilot, "escape")
        await command(pilot, "show_dialog('doctor')")
        await settled(pilot)
        assert page_name(pilot) == "DoctorScreen"
        assert "見てほしいことが1件" in shown(pilot)
        assert "OneDrive" in shown(pilot)
        assert (asked[0].columns, asked[0].rows, asked[0].was_asked) == (80, 24, False)  # type: ignore[union-attr]

        await type_text(pilot, "にほんご")
        await press(pilot, "enter")
        assert "届きました（4文字）：にほんご" in shown(pilot)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert lines_fit(pilot)

        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"


async def test_it_is_opened_from_home(place: Path) -> None:
    async with stage() as pilot:
        await command(pilot, "show_dialog('doctor')")
        await settled(pilot)
        await press(pilot, "escape")
        assert page_name(pilot) == "HomeScreen"
