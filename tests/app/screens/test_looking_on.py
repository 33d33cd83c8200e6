"""Who only looks on: a mark on every page, no primary key, closed fields, a sentence for what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from app.stage import (
    app_of,
    command,
    joined,
    make_live,
    page_name,
    press,
    rows,
    said,
    shown,
    stage,
    still_clock,
    type_text,
)
from fake_clock import FakeClock
from jusou_tui import settings
from jusou_tui.app.shell import session_screen
from jusou_tui.app.shell.commands import with_shared
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.app.widgets.fields import Choice, LineInput
from jusou_tui.app.widgets.key_bar import KeyBar
from jusou_tui.app.widgets.search_field import SearchField
from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession
from jusou_tui.wording import t
from proof import first_then_others

PAGES = ("run", "schedule", "look", "aloud", "notes", "todos", "checklist", "people", "sheets", "sheet")
PAGES += ("review", "programme")
REFUSED = "閲覧専用です。変更はできません。"


@pytest.fixture
def writer(place: Path) -> Iterator[LiveSession]:
    """A meeting that runs, with a note, a ToDo and a sheet."""
    live = make_live(place, still_clock())
    controls.go_on(live.current)
    live.book.notes.add("見本の話", step="step1")
    live.book.todos.add("名札を用意する", step="step1")
    live.book.set_view(sheet=live.book.sheets.add("preparation-sheet"))
    live.save()
    yield live
    live.close()


def look(writer: LiveSession) -> tuple[LiveSession, FakeClock]:
    clock = FakeClock(writer.clock.now())
    return LiveSession.open(writer.store.path, clock, look=True), clock


async def show(pilot: Pilot[int], name: str) -> SessionScreen:
    if name == "programme":
        app_of(pilot).show_programme()
    elif name != "run":
        app_of(pilot).show_page(name)
    await pilot.pause()
    await pilot.pause()
    page = pilot.app.screen
    assert isinstance(page, SessionScreen)
    return page


def open_fields(page: SessionScreen) -> list[str]:
    fields = (one for kind in (LineInput, TextArea, Choice) for one in page.query(kind) if not one.disabled)
    return [
        str(one.id)
        for one in fields
        if not isinstance(one, SearchField) and not any(above.id == "filter" for above in one.ancestors)
    ]


@pytest.mark.parametrize("names", first_then_others(PAGES))
async def test_a_page_says_that_one_only_looks_on_and_changes_nothing(
    writer: LiveSession, names: tuple[str, ...]
) -> None:
    looking, clock = look(writer)
    before, file = looking.book.session.model_dump(exclude={"view"}), writer.store.path.read_bytes()
    async with stage(looking, clock=clock) as pilot:
        for name in names:
            while len(pilot.app.screen_stack) > 1:
                pilot.app.pop_screen()
            await check_page(pilot, await show(pilot, name))
            assert looking.book.session.model_dump(exclude={"view"}) == before, name
    assert writer.store.path.read_bytes() == file


async def check_page(pilot: Pilot[int], page: SessionScreen) -> None:
    assert rows(pilot)[0].split()[0] == "閲覧中"
    assert [hint for hint in page.query_one(KeyBar)._hints if hint.primary] == []
    assert open_fields(page) == []
    for one in with_shared(page.PAGE_COMMANDS, page.SHARED_COMMANDS):
        if one.is_refused_to_onlookers:
            told = len(said(pilot))
            await page.run_command(one.action)
            await pilot.pause()
            assert said(pilot)[told:] == [REFUSED], one.action
            assert page_name(pilot) == type(page).__name__, one.action
    assert "で残す" not in joined(pilot)
    await type_text(pilot, "見本 x8")
    await press(pilot, "delete", "insert", "ctrl+r", "shift+down")
    await press(pilot, "ctrl+w")
    assert page_name(pilot) == "AttendanceScreen"


async def test_the_settings_of_the_machine_are_changed_also_while_one_only_looks_on(
    writer: LiveSession,
) -> None:
    looking, clock = look(writer)
    async with stage(looking, clock=clock) as pilot:
        await command(pilot, "show_dialog('settings')")
        await press(pilot, "enter")
        assert settings.load() != settings.Settings()
        await press(pilot, "delete")
        assert settings.load() == settings.Settings()


async def test_who_is_here_and_the_groups_can_be_looked_at_only(writer: LiveSession) -> None:
    looking, clock = look(writer)
    before = looking.book.session.model_dump(exclude={"view"})
    async with stage(looking, clock=clock) as pilot:
        await show(pilot, "people")
        await press(pilot, "ctrl+w")
        assert page_name(pilot) == "AttendanceScreen"
        assert "Space" not in "".join(rows(pilot))
        await press(pilot, "space", "insert", "enter")
        app_of(pilot).show_dialog("groups")
        await pilot.pause()
        await press(pilot, "ctrl+d", "enter", "escape")
        assert said(pilot)[-1] == REFUSED
        assert looking.book.session.model_dump(exclude={"view"}) == before


async def test_help_and_menu_list_only_what_it_has(
    writer: LiveSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_screen, "FOLLOW_SECONDS", 3600)  # else a slow machine shows the mark of doubt
    looking, clock = look(writer)
    async with stage(looking, clock=clock, size=(60, 20)) as pilot:
        await show(pilot, "schedule")
        await press(pilot, "f1")
        assert not {"F7", "F8", "F9", "Del"} & set(shown(pilot).split())
        assert ".." not in shown(pilot)
        await press(pilot, "escape", "ctrl+d")
        assert t("timekeeping.do_break_now") not in joined(pilot)
        await press(pilot, "escape")
        for minutes, verdict in ((25, "予定どおり"), (10, "10分遅れ")):
            clock.advance(minutes * 60)
            app_of(pilot).heartbeat.now()
            await pilot.pause()
            assert rows(pilot)[0].split()[-2:] == [verdict, f"{clock.now():%H:%M}"]
            assert ". " not in rows(pilot)[0]
