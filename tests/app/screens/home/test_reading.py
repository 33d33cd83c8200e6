"""The home page stands before sessions are read; keys that come meanwhile mean what they mean afterwards."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from threading import Event

import pytest

from app.stage import BEGIN, StagedApp, make_live, page_name, shown, stage, still_clock, until
from jusou_tui.app.screens.home import reading, screen
from jusou_tui.app.screens.home.list_view import HomeList
from jusou_tui.app.screens.home.reading import Reading
from jusou_tui.app.screens.home.rows import Section
from jusou_tui.app.start import Start

BEFORE_THE_FIRST_FRAME = """
import sys
from jusou_tui.app.main import JusouApp
from jusou_tui.app.screens.home.screen import HomeScreen
from jusou_tui.app.screens.home.rows import first_sections
assert [one.title for one in first_sections(is_empty=False)[1].entries]
print(*(name for name in sys.modules if name.partition(".")[0] in {"pydantic", "pydantic_core"}))
"""


@pytest.mark.proof
def test_no_models_are_built_before_the_first_frame() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BEFORE_THE_FIRST_FRAME], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == ""


async def test_keys_that_come_before_the_list_take_the_row_that_it_will_have(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for changed, title in enumerate(("第1回", "第2回")):
        live = make_live(place, still_clock())
        live.book.set_meta(title=title)
        live.close()
        os.utime(live.store.path, (changed, changed))  # the list begins with what was changed last
    goes_on, read = Event(), Reading._read
    monkeypatch.setattr(Reading, "_read", lambda self: goes_on.wait() and read(self))
    monkeypatch.setattr(screen, "HOLD_SECONDS", 1e6)
    app = StagedApp(Start("home", place), clock=still_clock())
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: "読み込んでいます" in shown(pilot))
            assert "チームづくり編" in shown(pilot)
            await pilot.press("down", "f9")
            assert page_name(pilot) == "HomeScreen"
            goes_on.set()
            await until(pilot, lambda: page_name(pilot) == "RunScreen")
            assert app.open_live.book.meta.title == "第1回"
            await until(pilot, lambda: "次は" in shown(pilot))
    finally:
        goes_on.set()
        app.close_session()


async def test_the_mark_is_on_the_first_session_although_they_come_in_parts(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PART_SECONDS", -1.0)
    for title in ("第1回", "第2回", "第3回"):
        live = make_live(place, still_clock())
        live.book.set_meta(title=title)
        live.close()
    async with stage(folder=place) as pilot:
        assert pilot.app.screen.query_one(HomeList).highlighted == 0


def test_what_takes_long_is_handed_over_in_parts(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "PART_SECONDS", -1.0)
    for title in ("第1回", "第2回"):
        live = make_live(place, still_clock())
        live.book.set_meta(title=title)
        live.close()
    parts: list[list[str]] = []
    ended = Event()

    def take(_: Reading, found: list[Section], is_all: bool) -> None:
        parts.append([one.kind for one in found[0].entries])
        if is_all:
            ended.set()

    Reading(place, BEGIN.date(), take, print).begin()
    assert ended.wait(60)
    assert parts == [["session", "reading"], ["session", "session", "reading"], ["session", "session"]]


def test_a_folder_that_cannot_be_read_lists_curricula_all_the_same(tmp_path: Path) -> None:
    found: list[Section] = []
    ended = Event()
    Reading(
        tmp_path / "none", date(2026, 12, 10), lambda _, part, __: (found.extend(part), ended.set()), print
    ).begin()
    assert ended.wait(60)
    assert [one.kind for one in found[0].entries][:1] in (["tour"], ["curriculum"])
