"""Pictures of each page at the two sizes that matter. `--snapshot-update` takes them anew; look at each."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import BEGIN, CURRICULUM, STEP, app_of, press, still_clock, type_text
from fake_clock import FakeClock
from jusou_tui.app.main import JusouApp
from jusou_tui.app.start import Start
from jusou_tui.cli.interactive.demo import prepare_demo
from jusou_tui.curriculum.load import load
from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession

Compare = Callable[..., bool]
LARGE = (120, 40)
MOMENT = BEGIN.replace(hour=13, minute=55, second=20)


@pytest.fixture
def demo(place: Path) -> JusouApp:
    """The app on the shipped example, a few minutes into its second activity, with a clock that stands."""
    clock = FakeClock(MOMENT)
    path = prepare_demo(place, MOMENT)
    return JusouApp(
        Start("session", place, session=lambda: path), live=LiveSession.open(path, clock), clock=clock
    )


def keys(*pressed: str) -> Callable[[Pilot[int]], object]:
    """Return what presses keys before the picture is taken, and lets what was told in passing go."""

    async def play(pilot: Pilot[int]) -> None:
        await press(pilot, *pressed)
        app_of(pilot).notices.clear()
        if live := app_of(pilot).live:
            live.store.flush()  # "saved" stands on the page from now on
        await pilot.pause()

    return play


def test_run(demo: JusouApp, snap_compare: Compare) -> None:
    assert snap_compare(demo, run_before=keys())


def test_run_large(demo: JusouApp, snap_compare: Compare) -> None:
    assert snap_compare(demo, terminal_size=LARGE, run_before=keys())


def test_run_in_a_round(demo: JusouApp, snap_compare: Compare) -> None:
    assert snap_compare(demo, run_before=keys("ctrl+b", "2", "f5", "f5", "f5", "ctrl+k", "ctrl+k"))


def test_run_over_time(demo: JusouApp, snap_compare: Compare) -> None:
    controls.adjust(demo.open_live.current, -60)
    assert snap_compare(demo, terminal_size=LARGE, run_before=keys())


def test_schedule(demo: JusouApp, snap_compare: Compare) -> None:
    assert snap_compare(demo, run_before=keys("f2"))


def test_schedule_large(demo: JusouApp, snap_compare: Compare) -> None:
    assert snap_compare(demo, terminal_size=LARGE, run_before=keys("f2"))


def test_notes(demo: JusouApp, snap_compare: Compare) -> None:
    assert snap_compare(demo, run_before=keys("f3"))


def test_notes_large(demo: JusouApp, snap_compare: Compare) -> None:
    assert snap_compare(demo, terminal_size=LARGE, run_before=keys("f3"))


def test_help(demo: JusouApp, snap_compare: Compare) -> None:
    assert snap_compare(demo, run_before=keys("f1"))


def test_gap_question(demo: JusouApp, snap_compare: Compare) -> None:
    demo.clock.advance(720)
    assert snap_compare(demo, run_before=keys())


def test_home(place: Path, snap_compare: Compare) -> None:
    changed = MOMENT.timestamp()
    os.utime(prepare_demo(place, MOMENT), (changed, changed))
    assert snap_compare(JusouApp(Start("home", place), clock=FakeClock(MOMENT)), run_before=keys())


def test_setup_large(place: Path, snap_compare: Compare) -> None:
    async def play(pilot: Pilot[int]) -> None:
        for text in (
            "2026年度 第1回",
            "見本市 福祉総務課",
            "12/10",
            "１３：３０",
            "16:00",
            "見本 花子、福祉総務課、進行役\n例野 一郎",
        ):
            await type_text(pilot, text)
            await press(pilot, "tab")
        await keys("shift+tab")(pilot)

    app = JusouApp(
        Start("setup", place, curriculum=CURRICULUM), curriculum=load(CURRICULUM), clock=still_clock()
    )
    assert snap_compare(app, terminal_size=LARGE, run_before=play)


def test_before_the_start(demo: JusouApp, snap_compare: Compare) -> None:
    live = demo.open_live
    for event, _ in live.current.events:
        live.book.events.undo(event)
    live.book.meetings.set(STEP, start=BEGIN.replace(hour=14, minute=10))
    assert snap_compare(demo, run_before=keys())
