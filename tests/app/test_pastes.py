"""A paste goes whole into a field, wherever the caret is; where there is no field that is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from app.stage import app_of, make_live, page_name, press, said, stage, still_clock
from jusou_tui.app.shell.dialogs import Answer, Ask
from jusou_tui.app.shell.screen import JusouScreen
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.live import controls
from jusou_tui.wording import t

TEXT = "xnb 貼り付けた文\n\n二行目 8"


async def paste(pilot: Pilot[int], text: str = TEXT) -> None:
    pilot.app.post_message(events.Paste(text))
    for _ in range(3):
        await pilot.pause()


def text_of(pilot: Pilot[int]) -> str:
    page = pilot.app.screen
    assert isinstance(page, JusouScreen)
    field = page.page_field
    assert field is not None
    return field.text if isinstance(field, NoteArea) else field.value


@pytest.mark.parametrize("name", ["schedule", "notes", "checklist", "sheets", "programme"])
async def test_a_paste_while_no_field_has_the_caret_goes_whole_into_the_page_s(
    place: Path, name: str
) -> None:
    live = make_live(place, still_clock())
    controls.go_on(live.current)
    async with stage(live) as pilot:
        app_of(pilot).show_page(name)
        await pilot.pause()
        before, events_before = page_name(pilot), len(live.book.session.events)
        pilot.app.screen.set_focus(None)
        await paste(pilot)
        found = text_of(pilot)
        assert found.split() == TEXT.split()
        assert (page_name(pilot), len(live.book.session.events)) == (before, events_before)
        await paste(pilot, "三行目\n四行目")
        assert text_of(pilot).split()[-1] == "四行目"


async def test_a_paste_without_marks_while_no_field_has_the_caret_is_typed_into_the_page_s(
    place: Path,
) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f2")
        pilot.app.screen.set_focus(None)
        for letter in TEXT.split("\n", maxsplit=1)[0]:
            pilot.app.post_message(events.Key(letter if letter != " " else "space", letter))
        await press(pilot)
        assert text_of(pilot) == TEXT.split("\n", maxsplit=1)[0]
        assert page_name(pilot) == "ScheduleScreen"


async def test_a_paste_where_there_is_no_field_is_refused_in_words(tmp_path: Path) -> None:
    async with stage(folder=tmp_path) as pilot:
        app_of(pilot).push_screen(Ask("題", "文", (Answer("a", "はい", safe=True),)))
        await pilot.pause()
        await paste(pilot)
        assert said(pilot)[-1] == t("app.typed_refused")
        assert isinstance(pilot.app.screen, Ask)
