"""Planning from past runs within the program: offered where there are some, shown, taken, taken back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from textual.pilot import Pilot

from app.stage import (
    BEGIN,
    app_of,
    command,
    joined,
    live_of,
    make_live,
    page_name,
    press,
    said,
    shown,
    stage,
    still_clock,
    until,
)
from jusou_tui import paths
from jusou_tui.app.plan_dialogs import learning as learning_dialog
from jusou_tui.app.widgets.row_list import RowList
from jusou_tui.live.planning import learning
from jusou_tui.live.session import LiveSession
from jusou_tui.timekeeping.history.past import has_runs
from report.test_stats import write

TRIAL = paths.shipped("curricula") / "trial.toml"
TEAM = paths.shipped("curricula") / "team-building.toml"


def planned(folder: Path, **view: str) -> LiveSession:
    return make_live(folder, still_clock(), source=TRIAL, **{"screen": "programme", "step": "meeting"} | view)


def held_before(folder: Path, *minutes: float, **meta: object) -> None:
    for number, taken in enumerate(minutes):
        write(folder, f"past-{number}", {"ideas": taken}, step="meeting", curriculum="trial", **meta)


async def ask(pilot: Pilot[int]) -> None:
    pilot.app.screen.query_one("#steps", RowList).highlight("meeting")
    await command(pilot, "learn")


async def settled(pilot: Pilot[int]) -> None:
    """Wait until what reads in a thread has been told."""
    await app_of(pilot).workers.wait_for_complete()
    await pilot.pause()


async def test_what_changes_is_shown_and_taken_as_one_change(place: Path) -> None:
    held_before(place, 6, 5.5, 6)
    async with stage(planned(place), folder=place) as pilot:
        await ask(pilot)
        await settled(pilot)
        assert "案を決める5→6分（3回の記録から）" in joined(pilot)
        assert live_of(pilot).current.record.minutes == {}
        await press(pilot, "1")
        assert live_of(pilot).current.record.minutes == {"ideas": 6}
        assert "F12" in said(pilot)[-1]
        await press(pilot, "f12")
        assert live_of(pilot).current.record.minutes == {}


async def test_it_can_be_left(place: Path) -> None:
    held_before(place, 6)
    async with stage(planned(place), folder=place) as pilot:
        await ask(pilot)
        await settled(pilot)
        await press(pilot, "escape")
        assert (page_name(pilot), live_of(pilot).current.record.minutes) == ("ProgrammeScreen", {})


async def test_from_the_set_up_it_is_taken_and_taken_back(place: Path) -> None:
    held_before(place, 6)
    async with stage(planned(place, screen="setup"), folder=place) as pilot:
        await command(pilot, "learn")
        await settled(pilot)
        await press(pilot, "1")
        assert (page_name(pilot), live_of(pilot).current.record.minutes) == ("SetupScreen", {"ideas": 6})
        await press(pilot, "f12")
        assert live_of(pilot).current.record.minutes == {}


async def test_the_set_up_offers_it_only_where_there_is_something_to_learn_from(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    is_offered = learning_dialog.is_offered

    async def notes_what_is_found(*where: Any) -> bool:
        looked.append(await is_offered(*where))
        return looked[-1]

    monkeypatch.setattr(learning_dialog, "is_offered", notes_what_is_found)
    monkeypatch.setattr("jusou_tui.app.screens.setup.screen.LOOK_AFTER", 0.01)
    for number, offers in enumerate((False, True), 1):
        async with stage(planned(place, screen="setup"), folder=place) as pilot:
            await until(pilot, lambda number=number: len(looked) == number)
            await settled(pilot)
            await press(pilot, "ctrl+d")
            assert ("実績から計画" in shown(pilot)) is offers
        held_before(place, 6)


@pytest.mark.parametrize(
    ("minutes", "told"), [((), "終わりまで行った記録がありません"), ((5.0,), "変更する内容はありません")]
)
async def test_where_nothing_is_to_be_learned_it_says_so(
    place: Path, minutes: tuple[float, ...], told: str
) -> None:
    held_before(place, *minutes)
    async with stage(planned(place), folder=place) as pilot:
        await ask(pilot)
        await settled(pilot)
        assert told in said(pilot)[-1]
        assert page_name(pilot) == "ProgrammeScreen"


async def test_a_meeting_that_has_begun_is_not_planned_anew(place: Path) -> None:
    held_before(place, 6)
    live = planned(place)
    live.book.events.add("start", "meeting", BEGIN, activity="opening")
    async with stage(live, folder=place) as pilot:
        await ask(pilot)
        await settled(pilot)
        assert "もう始まっています" in said(pilot)[-1]


LONGEST = 5.0
"""Seconds after which a test that failed while its thread waits lets the thread go."""


async def test_the_page_goes_on_while_the_runs_are_read(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held_before(place, 6)
    go_on = Event()
    read = learning.read_runs

    def waits(folder: Path, live: LiveSession) -> object:
        go_on.wait(LONGEST)
        return read(folder, live)

    monkeypatch.setattr(learning, "read_runs", waits)
    monkeypatch.setattr("quiet.WORKERS_COUNT", False)
    async with stage(planned(place), folder=place) as pilot:
        await ask(pilot)
        assert "読み込んでいます" in said(pilot)[-1]
        await press(pilot, "f3")
        assert page_name(pilot) == "NotesScreen"
        go_on.set()
        await settled(pilot)
        assert page_name(pilot) == "NotesScreen"


def test_the_session_at_hand_teaches_itself_nothing(place: Path) -> None:
    live = planned(place)
    for number, activity in enumerate(("ideas", "closing")):
        live.book.events.add("start", "meeting", BEGIN + timedelta(minutes=9 * number), activity=activity)
    live.book.events.add("finish", "meeting", BEGIN + timedelta(minutes=20))
    live.save()
    assert learning.read_runs(place, live) == []
    live.close()


def test_whether_there_are_runs_is_seen_without_parsing(tmp_path: Path) -> None:
    assert not has_runs(tmp_path, "trial")
    write(tmp_path, "rehearsed", {"ideas": 6}, curriculum="trial", rehearsal=True)
    write(tmp_path, "demo", {"ideas": 6}, curriculum="trial", demo=True)
    write(tmp_path, "open", {"ideas": 6}, curriculum="trial", finish=False)
    write(tmp_path, "other", {"ideas": 6}, curriculum="team-building")
    assert not has_runs(tmp_path, "trial")
    write(tmp_path, "held", {"ideas": 6}, curriculum="trial")
    assert has_runs(tmp_path, "trial")
