"""The page that stands until the first session is open: what it says, what keys do meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import (
    BEGIN,
    SIZES,
    app_of,
    bar_of,
    joined,
    leave_unsaved,
    listed,
    live_of,
    make_live,
    page_name,
    press,
    rows,
    still_clock,
    until,
)
from fake_clock import FakeClock
from jusou_tui.app.main import JusouApp
from jusou_tui.app.opening import Opening
from jusou_tui.app.start import FirstSession, Start
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.errors import InputError
from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession
from jusou_tui.session.format.filesystem import RealFileSystem
from jusou_tui.session.storage.backups import keep_copy
from jusou_tui.session.storage.lock import read_holder
from session.samples import identity

TYPED = ("f9", *"kiita", "enter")
"""Begins the meeting and files a note."""


class Unopened:
    """A program whose session is opened when the test says so."""

    def __init__(self, make: Callable[[], FirstSession], folder: Path) -> None:
        self._jobs: list[Callable[[], None]] = []
        self.opening = Opening(make, run=self._jobs.append)
        self.app = JusouApp(Start("session", folder), opening=self.opening)

    @property
    def is_asked(self) -> bool:
        return bool(self._jobs)

    def open(self) -> None:
        self._jobs.pop()()


@asynccontextmanager
async def unopened(
    make: Callable[[], FirstSession], folder: Path, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[int], Unopened]]:
    program = Unopened(make, folder)
    try:
        async with program.app.run_test(size=size) as pilot:
            await until(pilot, lambda: program.is_asked)
            yield pilot, program
    finally:
        program.app.close_session()
        program.opening.close()


async def opens(pilot: Pilot[int], program: Unopened) -> None:
    program.open()
    keys = app_of(pilot).keys_in_order
    await until(pilot, lambda: page_name(pilot) != "OpeningScreen" and not keys.is_busy)


@pytest.fixture
def live(place: Path) -> LiveSession:
    return make_live(place, still_clock())


async def test_keys_typed_before_the_session_is_open_mean_what_they_mean_afterwards(
    live: LiveSession, place: Path
) -> None:
    async with unopened(lambda: FirstSession(live), place) as (pilot, program):
        assert "記録を開いています" in joined(pilot)
        assert "Ctrl+Q" in rows(pilot)[-1]
        await pilot.press(*TYPED)
        assert page_name(pilot) == "OpeningScreen"
        assert list(live.book.session.notes) == []
        await opens(pilot, program)
        assert page_name(pilot) == "RunScreen"
        assert live_of(pilot) is live
        assert [note.text for note in live.book.session.notes.values()] == ["kiita\n"]
        assert live.current.snapshot().state == "running"


async def test_the_program_can_be_left_before_the_session_is_open(live: LiveSession, place: Path) -> None:
    async with unopened(lambda: FirstSession(live), place) as (pilot, program):
        await pilot.press("ctrl+c")
        assert "Ctrl+Q" in joined(pilot)
        await pilot.press("ctrl+q")
        assert pilot.app.return_value == 0
        program.open()
    assert program.app.live is None
    assert read_holder(live.store.path) is None


async def test_leaving_waits_where_something_was_typed_before(live: LiveSession, place: Path) -> None:
    controls.go_on(live.current)
    async with unopened(lambda: FirstSession(live), place) as (pilot, program):
        await pilot.press(*"kiita", "ctrl+q")
        assert pilot.app.is_running
        await opens(pilot, program)
        assert "kiita" in joined(pilot)
        assert page_name(pilot) == "LeavingQuestion"
        await press(pilot, "1")
    assert [draft.text for draft in live.book.session.drafts.values()] == ["kiita"]


async def test_who_leaves_a_second_time_waits_no_longer(live: LiveSession, place: Path) -> None:
    async with unopened(lambda: FirstSession(live), place) as (pilot, program):
        await pilot.press("enter", "ctrl+q")
        assert pilot.app.is_running
        await pilot.press("ctrl+q")
        assert pilot.app.return_value == 0
        assert not program.app.live


@pytest.mark.parametrize("turns", [1, 3])
async def test_a_signal_while_the_meetings_page_is_being_made_is_no_fault(
    live: LiveSession, place: Path, turns: int
) -> None:
    """Of the event loop: after one the page asks for the session, after three its fields are made."""
    async with unopened(lambda: FirstSession(live), place) as (_, program):
        program.open()
        for _ in range(turns):
            await asyncio.sleep(0)
        assert program.app.live is live
        program.app.close_session()
        program.app.exit(143, return_code=143)
    assert (program.app.return_code, program.app.crash_report) == (143, None)


@pytest.mark.parametrize("typed", [("3",), ("enter",), ("escape",)])
async def test_keys_answer_no_question_about_a_damaged_file_that_was_asked_after_them(
    live: LiveSession, place: Path, typed: tuple[str, ...]
) -> None:
    live.close()
    path = live.store.path
    keep_copy(live.book.meta.id, path, path.read_bytes(), BEGIN, RealFileSystem())
    path.write_bytes(b"schema = 1\n")
    async with unopened(lambda: FirstSession(None, damaged=path), place) as (pilot, program):
        await pilot.press(*typed)
        await opens(pilot, program)
        await until(pilot, lambda: "このファイルは読めません" in joined(pilot))
        await listed(pilot)
        assert page_name(pilot) == "Ask"
        if typed == ("3",):
            await until(pilot, lambda: "文字を入力できません" in joined(pilot))
    assert path.read_bytes() == b"schema = 1\n"


async def test_keys_answer_no_question_about_what_was_not_saved_and_act_on_the_page(
    live: LiveSession, place: Path
) -> None:
    controls.go_on(live.current)
    again = leave_unsaved(live, "控えにある話")
    async with unopened(lambda: FirstSession(again), place) as (pilot, program):
        await pilot.press("2", "enter")
        await opens(pilot, program)
        await until(pilot, lambda: page_name(pilot) == "Ask")
        assert [note.text for note in again.book.session.notes.values()] == ["2\n"]
        assert again.store.rescued is not None
        await press(pilot, "1")
        assert identity(80) in again.book.session.notes


@pytest.mark.parametrize(
    ("typed", "kept"), [(("1",), "1"), (("enter",), ""), ((*"abc", "enter", "2"), "abc2")]
)
async def test_keys_answer_no_question_about_a_time_without_the_program(
    live: LiveSession, place: Path, typed: tuple[str, ...], kept: str
) -> None:
    controls.go_on(live.current)
    assert isinstance(live.clock, FakeClock)
    live.clock.advance(1200)
    async with unopened(lambda: FirstSession(live), place) as (pilot, program):
        await pilot.press(*typed)
        await opens(pilot, program)
        await until(pilot, lambda: page_name(pilot) == "Ask")
        await pilot.pause()
        assert "20分のあいだ" in joined(pilot)
        await press(pilot, "1")
        assert page_name(pilot) == "RunScreen"
        assert bar_of(pilot).query_one(NoteArea).text == kept


@pytest.mark.parametrize("error", [InputError("cli.nothing_to_resume", folder="x"), PermissionError(13, "x")])
async def test_what_cannot_be_opened_ends_the_program_with_its_reason(error: Exception, place: Path) -> None:
    def fail() -> FirstSession:
        raise error

    async with unopened(fail, place) as (pilot, program):
        program.open()
        await until(pilot, lambda: pilot.app.return_value is not None)
        assert pilot.app.return_value == 2
    assert program.app.refusal is error


async def test_the_page_that_lay_over_the_meeting_lies_there_again(live: LiveSession, place: Path) -> None:
    controls.go_on(live.current)
    live.book.set_view(screen="schedule")
    async with unopened(lambda: FirstSession(live), place) as (pilot, program):
        await opens(pilot, program)
        assert [type(page).__name__ for page in pilot.app.screen_stack] == ["RunScreen", "ScheduleScreen"]


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_one_sentence_in_any_window(
    live: LiveSession, place: Path, size: tuple[int, int]
) -> None:
    async with unopened(lambda: FirstSession(live), place, size) as (pilot, _):
        shown = [line.strip() for line in rows(pilot) if line.strip()]
        assert shown[1] == "記録を開いています。"
        assert len(shown) == 3
