"""The pages by name, each imported when it is first shown."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Literal

from textual.screen import Screen

Page = Literal["home", "setup", "run", "programme"]
"""Pages that stand alone."""

_OVERLAYS = {
    "review": ("jusou_tui.app.screens.review.screen", "ReviewScreen"),
    "schedule": ("jusou_tui.app.screens.schedule.screen", "ScheduleScreen"),
    "look": ("jusou_tui.app.screens.schedule.look_ahead", "LookScreen"),
    "notes": ("jusou_tui.app.screens.notes.screen", "NotesScreen"),
    "todos": ("jusou_tui.app.screens.todos.screen", "TodosScreen"),
    "checklist": ("jusou_tui.app.screens.checklist.screen", "ChecklistScreen"),
    "people": ("jusou_tui.app.screens.people.screen", "PeopleScreen"),
    "sheet": ("jusou_tui.app.screens.sheets.sheet", "SheetScreen"),
    "sheets": ("jusou_tui.app.screens.sheets.list", "SheetsScreen"),
}
"""Module and class of each page that lies over one of an open session."""

OVERLAYS = tuple(_OVERLAYS)
"""Pages that lie over another; one replaces the other."""


def page(name: Page, folder: Path) -> Screen[None]:
    """Return a page that stands alone. `folder`: where home looks for sessions."""
    if name == "home":
        from jusou_tui.app.screens.home.screen import HomeScreen

        return HomeScreen(folder)
    if name == "setup":
        from jusou_tui.app.screens.setup.screen import SetupScreen

        return SetupScreen()
    if name == "programme":
        from jusou_tui.app.screens.programme.screen import ProgrammeScreen

        return ProgrammeScreen()
    from jusou_tui.app.screens.run.screen import RunScreen

    return RunScreen()


def overlay(name: str) -> Screen[None] | None:
    """Return a page that lies over another, None where there is none of that name."""
    if name not in _OVERLAYS:
        return None
    module, screen = _OVERLAYS[name]
    made: Screen[None] = getattr(import_module(module), screen)()
    return made
