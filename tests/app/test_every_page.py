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
    shown,
    stage,
    still_clock,
    type_text,
)
from jusou_tui.app.plan_dialogs.row_menu import COVERED, WHO
from jusou_tui.app.shell import keys
from jusou_tui.app.shell.commands import with_shared
from jusou_tui.app.shell.dialogs import Ask
from jusou_tui.app.shell.keys import Without
from jusou_tui.app.shell.screen import JusouScreen
from jusou_tui.app.widgets.key_bar import KeyBar
from jusou_tui.live import controls
from jusou_tui.wording import t
from proof import first_then_others

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


@pytest.mark.parametrize("names", first_then_others([*PAGES, "sheet"]))
async def test_a_page_of_a_session_takes_letters_as_text_and_shows_help_and_the_way_on(
    place: Path, names: tuple[str, ...]
) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        for name in names:
            await only(pilot, name)
            for size in SIZES:
                await pilot.resize_terminal(*size)
                await pilot.pause()
                primary = next(one for one in page_of(pilot).query_one(KeyBar)._hints if one.primary)
                assert rows(pilot)[-1].startswith(" F1 "), name
                assert rows(pilot)[-1].rstrip().endswith(f"{primary.key} {primary.label}"), name
            await check_letters(pilot, name)


async def check_letters(pilot: Pilot[int], name: str) -> None:
    """Check that letters go into the field of the page, where the caret is from the start; leave it empty."""
    page, events, name_before = page_of(pilot), kinds(live_of(pilot)), page_name(pilot)
    field = page.focused
    assert isinstance(field, Input | TextArea), (name, field)
    assert field is page.page_field, name
    assert field.region.contains(*pilot.app.cursor_position), name
    await type_text(pilot, "nanika x8 ｎＰ")
    assert (page_name(pilot), kinds(live_of(pilot))) == (name_before, events), name
    field = page.page_field
    assert isinstance(field, Input | TextArea), (name, field)
    typed = field.text if isinstance(field, TextArea) else field.value
    assert typed.strip() == "nanika x8 ｎＰ", name
    field.clear()
    await pilot.pause()


def page_of(pilot: Pilot[int]) -> JusouScreen:
    page = pilot.app.screen
    assert isinstance(page, JusouScreen)
    return page


async def only(pilot: Pilot[int], name: str) -> None:
    """Show a page of the session, nothing below it but the one that the program began with."""
    while len(pilot.app.screen_stack) > 1:
        pilot.app.pop_screen()
    await show(pilot, name)


MARKED = {"schedule": "end", "notes": "down", "todos": "down"}
UNFIT = {
    "schedule": {"skip_row"},  # by the row's own words: leave out, put off
    "run": {"later", "pass_turn", "extend(30)", "extend(-30)"},  # nobody has a turn
    "sheet": {"remove", "remove_row"},  # nothing is written
    "sheets": {"remove"},
    "programme": {"leave_out"},
    "notes": {"publish"},  # no decision
}
"""Of a page's menu what does not fit what is marked in this test: the meeting runs, the sheet is empty."""


@pytest.mark.parametrize("names", first_then_others([*PAGES, "sheet"]))
async def test_the_menu_offers_what_the_help_says_and_removes_by_no_enter_alone(
    place: Path, names: tuple[str, ...]
) -> None:
    live = make_live(place, still_clock())
    live.book.notes.add("見本の話", step="step1")
    live.book.todos.add("名札を用意する", step="step1")
    async with stage(live, size=(80, 60)) as pilot:
        await press(pilot, "f9")
        for name in names:
            await only(pilot, name)
            page = page_of(pilot)
            await press(pilot, *MARKED.get(name, "").split(), "ctrl+d")
            asked = pilot.app.screen
            assert isinstance(asked, Ask), name
            offered = [one.id for one in asked.answer_list.answers]
            wanted = [
                one
                for one in with_shared(tuple(page.commands()), page.SHARED_COMMANDS)
                if one.meaning.found is Without.MENU and one.meaning not in keys.MOVES
            ]
            without = UNFIT.get(name, set()) | COVERED | ({WHO} if "who" in offered else set())
            assert {one.action for one in wanted} - set(offered) - without == set(), name
            removing = {one.action for one in wanted if one.meaning is keys.REMOVE}
            assert offered[0] not in removing, name


async def test_the_menu_is_there_after_the_end_and_without_a_row(place: Path) -> None:
    live = make_live(place, still_clock())
    controls.go_on(live.current)
    live.book.events.add("finish", live.current.step.id)
    async with stage(live) as pilot:
        await press(pilot, "ctrl+d")
        assert t("app.who") in shown(pilot)


async def test_an_unbracketed_paste_files_lines_and_ends_nothing(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        for line in ("next p x 8", "ｎ d -"):
            await type_text(pilot, line)
            await press(pilot, "enter")
        assert [note.text for note in live.book.session.notes.values()] == ["next p x 8\n", "ｎ d -\n"]
        assert kinds(live) == ["start"]
