"""Every text field of the program keeps what is typed on the disk; a new one that does not fails here."""

from __future__ import annotations

import ast
import pkgutil
import sys
from collections.abc import Awaitable, Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, TextArea

from app.screens.compare.test_compare import conflicted
from app.stage import app_of, live_of, press, stage, still_clock, type_text
from jusou_tui import app as app_package
from jusou_tui.app.plan_dialogs.questions import type_line
from jusou_tui.app.screens.compare.screen import ConflictsScreen
from jusou_tui.app.shell.note_bar import NoteBar
from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession

Site = tuple[str, int]
"""Where a field is made: file below app/, line."""
Show = Callable[[Pilot[int]], Awaitable[object]]

APP = Path(app_package.__file__ or "").parent
SEARCHES = {"SearchField"}
NOT_KEPT = {"words", "try"}
"""What is not kept: searches, by their class; Textual's palette; by their id the words of a filter, and what
is typed to try the input method before a meeting."""
LETTERS = iter(range(0x3400, 0x4DB0))
"""What is typed: rare ideographs, none of which any page shows."""


def field_classes() -> set[str]:
    """Return the names of all classes of text fields, Textual's too."""
    for module in pkgutil.walk_packages(app_package.__path__, f"{app_package.__name__}."):
        import_module(module.name)

    def below(kind: type[Widget]) -> Iterator[type[Widget]]:
        yield kind
        for one in kind.__subclasses__():
            yield from below(one)

    return {one.__name__ for kind in (Input, TextArea) for one in below(kind)}


def sites() -> set[Site]:
    """Return where the program makes a field whose text is to be kept."""
    classes, found = field_classes() - SEARCHES, set[Site]()
    for path in APP.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in classes:
                named = [one.value for one in node.keywords if one.arg == "id"]
                if not any(isinstance(one, ast.Constant) and one.value in NOT_KEPT for one in named):
                    found.add((path.relative_to(APP).as_posix(), node.lineno))
    return found


@pytest.fixture(autouse=True)
def _remember_sites(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remember for each field where it was made."""
    for kind in (Input, TextArea):
        monkeypatch.setattr(kind, "__init__", remembering(kind.__init__))


def remembering(make: Callable[..., None]) -> Callable[..., None]:
    def made(self: Widget, *values: object, **named: object) -> None:
        frame = sys._getframe(1)
        while frame.f_code.co_name == "__init__" and frame.f_back is not None:
            frame = frame.f_back
        file = Path(frame.f_code.co_filename)
        self.made_at = (file.relative_to(APP).as_posix() if APP in file.parents else "", frame.f_lineno)  # type: ignore[attr-defined]
        make(self, *values, **named)

    return made


def page(name: str, *keys: str) -> Show:
    async def show(pilot: Pilot[int]) -> None:
        app_of(pilot).show_page(name)
        await pilot.pause()
        await press(pilot, *keys)

    return show


def programme(*keys: str) -> Show:
    async def show(pilot: Pilot[int]) -> None:
        app_of(pilot).show_programme()
        await pilot.pause()
        await press(pilot, *keys)

    return show


def dialog(name: str) -> Show:
    async def show(pilot: Pilot[int]) -> None:
        app_of(pilot).show_dialog(name)
        await pilot.pause()

    return show


async def todo(pilot: Pilot[int]) -> None:
    bar = pilot.app.screen.query_one(NoteBar)
    for _ in range(9):
        if bar.due_field.display and bar.due_field.region:
            return
        await press(pilot, "ctrl+k")


async def question(pilot: Pilot[int]) -> None:
    type_line(pilot.app.screen, "frage", "題", "timekeeping.hint_minutes", lambda _: True)  # type: ignore[arg-type]
    await pilot.pause()


async def take_in_sheet(pilot: Pilot[int]) -> None:
    await page("sheets", "enter")(pilot)
    await pilot.app.screen.run_action("take_in")
    await pilot.pause()


async def setup(pilot: Pilot[int]) -> None:
    pilot.app.screen.action_edit_setup()  # type: ignore[attr-defined]
    await pilot.pause()


async def conflict(pilot: Pilot[int]) -> None:
    pilot.app.push_screen(ConflictsScreen())
    await pilot.pause()
    await press(pilot, "4")


PAGES: dict[str, Show] = {
    "run": lambda pilot: pilot.pause(),
    "a ToDo": todo,
    "todos": page("todos"),
    "checklist": page("checklist", "down"),
    "people": page("people", "enter"),
    "programme": programme("home"),
    "days of a fieldwork": programme("home", "down", "down"),
    "take in": dialog("take_in"),
    "cases": dialog("cases"),
    "a question": question,
    "sheet": page("sheets", "enter"),
    "take in a sheet": take_in_sheet,
    "setup": setup,
    "a conflict": conflict,
}


def on_disk(pilot: Pilot[int]) -> str:
    live = live_of(pilot)
    live.save()
    return live.store.path.read_text(encoding="utf-8")


def fields_of(pilot: Pilot[int]) -> list[Input | TextArea]:
    found = pilot.app.screen.query("*").results()
    return [
        one
        for one in found
        if isinstance(one, Input | TextArea)
        and type(one).__name__ not in SEARCHES
        and one.id not in NOT_KEPT
        and one.focusable
        and one.region.area
    ]


async def check_fields(pilot: Pilot[int], name: str) -> set[Site]:
    """Type into each field in sight, and look for it in the file; return where they were made."""
    seen = set[Site]()
    for field in fields_of(pilot):
        field.focus()
        await pilot.pause()
        typed = "".join(chr(next(LETTERS)) for _ in range(3))
        await type_text(pilot, f"{typed}、課、線{typed[0]}")
        await pilot.pause()
        text = on_disk(pilot)
        assert typed in text, (name, field)
        assert f"線{typed[0]}" in text, (name, field)
        seen.add(field.made_at)  # type: ignore[attr-defined]
    return seen


async def fields_checked(place: Path, pages: dict[str, Show]) -> set[Site]:
    """Check the fields of the pages one after the other; return where they were made."""
    live = LiveSession.open(conflicted(place), still_clock())
    controls.go_on(live.current)
    seen = set[Site]()
    async with stage(live, size=(120, 50)) as pilot:
        for name, show in pages.items():
            await show(pilot)
            found = await check_fields(pilot, name)
            assert found, name
            seen |= found
            for _ in range(8):
                if len(pilot.app.screen_stack) == 1:
                    break
                await press(pilot, "escape")
    return seen


async def test_what_is_typed_while_a_meeting_runs_is_on_the_disk(place: Path) -> None:
    await fields_checked(place, {"run": PAGES["run"]})


@pytest.mark.proof
async def test_what_is_typed_into_any_field_is_on_the_disk(place: Path) -> None:
    assert sites() - await fields_checked(place, PAGES) == set()
