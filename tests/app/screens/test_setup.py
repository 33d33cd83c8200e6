"""The set-up form by keys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.stage import (
    CURRICULUM,
    HOSTILE,
    app_of,
    desk_of,
    focus_of,
    joined,
    make_desk,
    page_name,
    press,
    said,
    shown,
    stage,
    still_clock,
    type_text,
)
from jusou_tui.app.widgets.line_input import LineInput
from jusou_tui.app.widgets.note_area import NoteArea
from jusou_tui.session.library import list_sessions


async def test_looking_at_the_setup_makes_no_file(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        await press(pilot, "tab", "tab", "f1", "escape", "escape")
        assert page_name(pilot) == "HomeScreen"
        assert list_sessions(Path("sessions")) == []


@pytest.mark.parametrize(
    ("typed", "meant"), [("12/10", "12月10日（木）"), ("１２月１１日", "12月11日（金）")]
)
async def test_a_date_is_read_back_in_words(place: Path, typed: str, meant: str) -> None:
    async with stage(source=CURRICULUM) as pilot:
        await press(pilot, "tab", "tab")
        await type_text(pilot, typed)
        assert meant in shown(pilot)


async def test_the_outcome_follows_each_field(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        pilot.app.screen.query_one("#start").focus()
        await type_text(pilot, "１３３０")
        pilot.app.screen.query_one("#members").focus()
        await type_text(pilot, "20")
        assert "13:30-16:30180分実施内容4つ20人" in joined(pilot)


async def test_a_plan_past_the_booked_end_is_said(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        pilot.app.screen.query_one("#start").focus()
        await type_text(pilot, "13:30")
        await press(pilot, "enter")
        await type_text(pilot, "16:00")
        desk = desk_of(pilot)
        assert [warning.message_id for warning in desk.schedule().warnings]
        assert "16:00" in joined(pilot)


async def test_what_cannot_be_read_is_said_and_stops_the_way_on(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        pilot.app.screen.query_one("#start").focus()
        await type_text(pilot, "25:99")
        await press(pilot, "f9")
        assert page_name(pilot) == "SetupScreen"
        assert focus_of(pilot) == "start"
        assert said(pilot)


async def test_a_half_filled_form_comes_back(place: Path) -> None:
    clock = still_clock()
    async with stage(source=CURRICULUM, clock=clock) as pilot:
        await type_text(pilot, "見本市の第1回")
        await press(pilot, "tab", "tab")
        await type_text(pilot, "12月")
        await press(pilot, "escape")
        assert page_name(pilot) == "HomeScreen"
        assert "見本市の第1回" in shown(pilot)
        await press(pilot, "f9")
        assert page_name(pilot) == "SetupScreen"
        assert pilot.app.screen.query_one("#title", LineInput).value == "見本市の第1回"
        assert pilot.app.screen.query_one("#date", LineInput).value == "12月"


async def test_japanese_goes_into_every_field(place: Path) -> None:
    text = "重層的支援　体制整備事業"
    async with stage(source=CURRICULUM) as pilot:
        for field in pilot.app.screen.query("LineInput, NoteArea"):
            field.focus()
            await type_text(pilot, text)
            typed = field.value if isinstance(field, LineInput) else field.text
            assert typed == text, field.id
        assert app_of(pilot).is_running


async def test_hostile_text_goes_into_every_field_and_breaks_nothing(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        for field in list(pilot.app.screen.query("LineInput, NoteArea")):
            field.focus()
            await pilot.pause()
            await type_text(pilot, "[/] [b]{x}\\[")
        await press(pilot, "escape")
        assert page_name(pilot) == "HomeScreen"
        assert "[/] [b]{x}" in shown(pilot)


async def test_members_keep_their_ids_while_their_names_are_mended(place: Path) -> None:
    desk = make_desk(place, still_clock(), screen="setup")
    before = desk.present
    async with stage(desk) as pilot:
        area = pilot.app.screen.query_one("#members", NoteArea)
        area.load(area.text.replace("例野 一郎", "例野 二郎"))
        area.focus()
        await press(pilot, "end")
        await type_text(pilot, "\n新顔 さくら")
        assert desk.present[:4] == before
        assert [desk.name_of(person) for person in desk.present[1:]][-1] == "新顔 さくら"


async def test_the_setup_can_be_changed_during_a_meeting(place: Path) -> None:
    desk = make_desk(place, still_clock())
    async with stage(desk) as pilot:
        await press(pilot, "f9", "escape", "e")
        assert page_name(pilot) == "SetupScreen"
        pilot.app.screen.query_one("#end").focus()
        await press(pilot, "end", *["backspace"] * 5)
        await type_text(pilot, "17:00")
        await press(pilot, "f9")
        assert page_name(pilot) == "RunScreen"
        assert desk.schedule().booked_end.hour == 17
        assert desk.standing().row.key == "opening"


async def test_the_schedule_is_one_key_away_and_comes_back(place: Path) -> None:
    async with stage(source=CURRICULUM) as pilot:
        await press(pilot, "f2")
        assert page_name(pilot) == "ScheduleScreen"
        await press(pilot, "f9")
        assert page_name(pilot) == "SetupScreen"
        assert desk_of(pilot).meeting.date is None or desk_of(pilot).meeting.date == date(2026, 12, 10)


async def test_a_hostile_title_from_a_file_is_shown_as_it_is(place: Path) -> None:
    desk = make_desk(place, still_clock(), team=(HOSTILE,), screen="setup")
    desk.book.set_meta(title=HOSTILE)
    async with stage(desk) as pilot:
        assert "[/] [b]x[/b]" in shown(pilot)
