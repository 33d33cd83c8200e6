"""Every page of an open session: a caret from the start, text that stays text, a whole key bar."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from app.stage import (
    app_of,
    kinds,
    live_of,
    make_live,
    page_name,
    press,
    rows,
    stage,
    still_clock,
    type_text,
)
from jusou_tui.app.shell.screen import JusouScreen
from jusou_tui.app.widgets.key_bar import KeyBar
from jusou_tui.app.widgets.note_area import NoteArea

PAGES = ("run", "schedule", "look", "notes", "todos", "checklist", "people", "sheets", "review", "programme")
SIZES = ((80, 24), (60, 20))


async def show(pilot: Pilot[int], name: str) -> None:
    """Show a page of the session by its name."""
    if name == "programme":
        app_of(pilot).show_programme()
    elif name != "run":
        if name == "sheet":
            app_of(pilot).show_page("sheets")
            await press(pilot, "enter")
            return
        app_of(pilot).show_page(name)
    await pilot.pause()
    await pilot.pause()


@pytest.mark.parametrize("name", [*PAGES, "sheet"])
async def test_a_page_of_a_session_takes_letters_as_text_and_shows_help_and_the_way_on(
    place: Path, name: str
) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await show(pilot, name)
        page = pilot.app.screen
        assert isinstance(page, JusouScreen)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            primary = next(one for one in page.query_one(KeyBar)._hints if one.primary)
            assert rows(pilot)[-1].startswith(" F1 ")
            assert rows(pilot)[-1].rstrip().endswith(f"{primary.key} {primary.label}")
        events, name_before = kinds(live_of(pilot)), page_name(pilot)
        field = page.focused
        assert isinstance(field, Input | TextArea), field
        assert field is page.page_field
        assert field.region.contains(*pilot.app.cursor_position)
        await type_text(pilot, "nanika x8 ｎＰ")
        assert (page_name(pilot), kinds(live_of(pilot))) == (name_before, events)
        field = page.page_field
        assert (field.text if isinstance(field, NoteArea) else getattr(field, "value", "")).strip() == (
            "nanika x8 ｎＰ"
        )


async def test_an_unbracketed_paste_files_lines_and_ends_nothing(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        for line in ("next p x 8", "ｎ d -"):
            await type_text(pilot, line)
            await press(pilot, "enter")
        assert [note.text for note in live.book.session.notes.values()] == ["next p x 8\n", "ｎ d -\n"]
        assert kinds(live) == ["start"]
