"""The key for "next" on any page: it asks, names what ends and what begins, and then shows the meeting."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.stage import (
    app_of,
    command,
    kinds,
    make_live,
    page_name,
    press,
    said,
    shown,
    stage,
    still_clock,
    type_text,
)
from jusou_tui.app.shell.dialogs import AnswerList
from jusou_tui.live import controls
from jusou_tui.wording import t
from proof import first_quick


@pytest.mark.parametrize("page", first_quick(["f2", "f3", "f4", "f11"]))
async def test_next_asks_elsewhere_than_on_the_meetings_page(place: Path, page: str) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", page)
        before = page_name(pilot)
        await press(pilot, "f9")
        assert page_name(pilot) == "Ask"
        assert "オープニング" in shown(pilot)
        await press(pilot, "enter")
        assert (page_name(pilot), kinds(live)) == (before, ["start"])
        await press(pilot, "ctrl+g", "1")
        assert (page_name(pilot), kinds(live)) == ("RunScreen", ["start", "start"])
        await press(pilot, "f12")
        assert live.current.snapshot().row.key == "opening"  # type: ignore[union-attr] # it runs


@pytest.mark.parametrize(
    ("action", "page"),
    [("control('go_on')", "schedule"), ("go_there", "look"), ("home", "run"), ("go_on", "run")],
)
async def test_what_moves_or_leaves_the_meeting_has_1_and_what_stays_2(
    place: Path, action: str, page: str
) -> None:
    live = make_live(place, still_clock())
    if (action, page) == ("go_on", "run"):
        live.clock.advance(-5 * 3600)  # type: ignore[attr-defined] # long before the planned start
    else:
        controls.go_on(live.current)
    async with stage(live) as pilot:
        if page != "run":
            app_of(pilot).show_page(page)
            await pilot.pause()
        await command(pilot, action)
        answers = pilot.app.screen.query_one(AnswerList)
        assert [(one.key, one.safe) for one in answers.answers] == [("1", False), ("2", True)]
        assert answers.index == 1


async def test_a_doubled_f5_says_that_it_counted_once(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f5")
        await pilot.press("f5")
        await pilot.pause()
        assert said(pilot)[-1] == t("app.counted_once")


async def test_pressed_twice_it_moves_nothing(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f3", "f9", "f9", "f9", "escape")
        assert kinds(live) == ["start"]


async def test_a_press_that_did_not_count_leaves_the_page_where_it_is(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f3")
        monkeypatch.setattr(controls, "go_on", lambda _: False)
        await press(pilot, "f9", "1")
        assert (page_name(pilot), live.view.screen) == ("NotesScreen", "notes")


async def test_where_no_meeting_runs_the_due_one_begins_after_a_question(place: Path) -> None:
    live = make_live(place, still_clock(), screen="programme")
    async with stage(live) as pilot:
        await press(pilot, "f9")
        assert "キックオフ" in shown(pilot)
        await press(pilot, "1")
        assert (page_name(pilot), kinds(live)) == ("RunScreen", ["start"])


async def test_undo_on_a_page_takes_back_what_that_page_did(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f2", "f12")
        what, page = t("session.change_event_start"), t("app.page_run")
        assert said(pilot)[-1] == t("app.undo_elsewhere", what=what, page=page)
        assert kinds(live) == ["start"]
        await press(pilot, "end", "delete")
        assert live.current.snapshot().progress.skipped
        await press(pilot, "escape")
        await type_text(pilot, "メモ")
        await press(pilot, "enter", "f2", "f12")
        assert not live.current.snapshot().progress.skipped
        assert [note.text for note in live.book.session.notes.values()] == ["メモ\n"]


@pytest.mark.parametrize(
    ("key", "sentence", "way_back"),
    [
        ("f6", "一時停止しました", "F6"),
        ("f8", "1分延ばしました", "戻せます"),
        ("f9", "に進みました", "戻せます"),
    ],
)
async def test_a_key_that_came_while_one_typed_says_what_it_did_and_how_it_is_taken_back(
    place: Path, key: str, sentence: str, way_back: str
) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "x")
        await pilot.press(key)
        await pilot.pause()
        assert sentence in said(pilot)[-1]
        assert way_back in said(pilot)[-1]
        count = len(said(pilot))
        await press(pilot, "f6")
        assert len(said(pilot)) == count


async def test_the_keys_of_time_act_from_other_pages_too_and_say_what_they_did(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f3", "f6")
        assert said(pilot)[-1] == t("app.nothing_runs")
        await press(pilot, "escape", "f9", "f3", "f6")
        assert live.current.snapshot().state == "paused"
        assert "一時停止しました" in said(pilot)[-1]
        await press(pilot, "f6", "f8", "f8", "f7")
        assert live.current.snapshot().progress.adjustment == 1
        assert "1分短くしました" in said(pilot)[-1]


PLACES = {"f2": "ScheduleScreen", "f3": "NotesScreen", "f4": "SheetsScreen"}


@pytest.mark.parametrize("page", first_quick(["people", "aloud", "review"]))
async def test_schedule_notes_sheets_and_the_way_back_are_a_key_away_from_every_page(
    place: Path, page: str
) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        for key, name in PLACES.items():
            app_of(pilot).show_page(page)
            await press(pilot, key)
            assert page_name(pilot) == name
            await press(pilot, "escape")
        await press(pilot, "ctrl+e")
        assert "終わ" in said(pilot)[-1]
        await press(pilot, "ctrl+b")
        assert said(pilot)[-1] == t("app.back_nothing")


async def test_back_to_the_activity_before_asks_elsewhere_and_shows_the_meeting(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f9")
        first, begun = live.current.snapshot().schedule.rows[0], kinds(live)
        await press(pilot, "f3", "ctrl+b")
        assert first.label in shown(pilot)
        await press(pilot, "enter")
        assert (page_name(pilot), kinds(live)) == ("NotesScreen", begun)
        await press(pilot, "ctrl+b", "1")
        assert page_name(pilot) == "RunScreen"
        assert live.current.snapshot().row == first


async def test_the_schedule_of_the_due_meeting_is_shown_where_a_list_of_things_to_do_is_open(
    place: Path,
) -> None:
    live = make_live(place, still_clock())
    fieldwork = next(step.id for step in live.curriculum.steps if step.kind != "meeting")
    async with stage(live) as pilot:
        app_of(pilot).show_page("checklist", step=fieldwork)
        await press(pilot, "f2")
        assert page_name(pilot) == "ScheduleScreen"
        assert live.current.step.kind == "meeting"
        await press(pilot, "escape")
        assert live.current.step.id == fieldwork


async def test_the_key_for_the_next_part_says_elsewhere_that_there_is_none(place: Path) -> None:
    live = make_live(place, still_clock())
    controls.start(live.current, "understanding")
    async with stage(live) as pilot:
        await press(pilot, "f3")
        for _ in range(4):
            live.clock.advance(2)  # type: ignore[attr-defined]
            await press(pilot, "f5")
        assert t("timekeeping.hint_parts") in said(pilot)[-1]
