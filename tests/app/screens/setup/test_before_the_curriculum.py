"""The set-up stands before its curriculum is read; what is typed meanwhile is typed."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.stage import CURRICULUM, StagedApp, curriculum, shown, still_clock, until
from jusou_tui import paths
from jusou_tui.app.start import Start
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.curriculum.titles import Titles, titles
from jusou_tui.errors import CurriculumError
from jusou_tui.live.beginning.new_run import NewRun

BEFORE_THE_FIRST_FRAME = """
import sys
from jusou_tui.app.main import JusouApp
from jusou_tui.app.screens.setup.screen import SetupScreen
print(*(name for name in sys.modules if name.partition(".")[0] in {"pydantic", "pydantic_core"}))
"""


def starts_with(source: Path, folder: Path) -> StagedApp:
    return StagedApp(Start("setup", folder, curriculum=source, titles=titles(source)), clock=still_clock())


def files_of(folder: Path) -> list[Path]:
    return list(folder.iterdir())


@pytest.mark.proof
def test_no_models_are_built_before_the_first_frame() -> None:
    done = subprocess.run(
        [sys.executable, "-c", BEFORE_THE_FIRST_FRAME], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("name", ["team-building", "community-building", "trial"])
def test_titles_say_of_the_steps_what_the_curriculum_says(name: str, tmp_path: Path) -> None:
    source = paths.shipped("curricula") / f"{name}.toml"
    known, unread = NewRun(None, source, tmp_path), NewRun(None, source, tmp_path, titles(source))
    assert known.curriculum
    assert (known.is_unread, unread.is_unread) == (False, True)
    assert (unread.steps, unread.programme) == (known.steps, known.programme)
    assert unread.is_unread


async def test_what_is_typed_before_the_curriculum_is_read_comes_into_the_session(place: Path) -> None:
    app = starts_with(CURRICULUM, place)
    held: list[object] = []
    app.first_frame.then = held.append  # type: ignore[method-assign]  # the first frame stands for as long as wanted
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            assert curriculum().programme.short_title in shown(pilot)
            await pilot.press("a", "b", "f9")
            assert app.live is None
            for work in held:
                assert callable(work)
                work()
            await until(pilot, lambda: app.live is not None and app.live.view.screen == "run")
            assert app.open_live.book.meta.title == "ab"
            await until(pilot, lambda: "次は" in shown(pilot))
    finally:
        app.close_session()


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
async def test_the_first_frame_looks_as_the_page_does_once_all_its_fields_are_there(
    size: tuple[int, int], place: Path
) -> None:
    app = starts_with(CURRICULUM, place)
    held: list[object] = []
    app.first_frame.then = held.append  # type: ignore[method-assign]
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            first = shown(pilot)
            assert not pilot.app.screen.query("#members, #cases")
            for work in held:
                assert callable(work)
                work()
            await until(pilot, lambda: bool(pilot.app.screen.query_one("#members").size))
            assert pilot.app.screen.query("#cases")
            assert shown(pilot) == first
    finally:
        app.close_session()


async def test_members_that_are_typed_before_their_field_is_there_are_in_it(place: Path) -> None:
    app = starts_with(CURRICULUM, place)
    held: list[object] = []
    app.first_frame.then = held.append  # type: ignore[method-assign]
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("tab", "tab", "tab", "tab", "tab", "8")
            for work in held:
                assert callable(work)
                work()
            await until(pilot, lambda: app.live is not None)
            assert pilot.app.screen.query_one("#members", NoteArea).text == "8"
    finally:
        app.close_session()


@pytest.mark.parametrize(("right", "wrong"), [("duration =", "durations ="), ("schema = 1", "schema = 1 2")])
async def test_a_curriculum_that_turns_out_to_be_broken_ends_the_program_with_its_mistakes(
    right: str, wrong: str, tmp_path: Path
) -> None:
    source = tmp_path / "broken.toml"
    source.write_text(CURRICULUM.read_text("utf-8").replace(right, wrong, 1), "utf-8")
    assert isinstance(titles(source), Titles)
    app = starts_with(source, tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: app.refusal is not None)
    assert app.return_value == 2
    assert isinstance(app.refusal, CurriculumError)
    assert app.refusal.problems
    assert files_of(tmp_path) == [source]
