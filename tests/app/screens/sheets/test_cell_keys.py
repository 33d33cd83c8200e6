"""The keys of a sheet: letters are text; Enter, Del and arrows mean the cell until one writes in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot

from app.screens.sheets.test_sheet import cursor, task_texts, with_sheet
from app.stage import (
    app_of,
    command,
    focus_of,
    make_live,
    page_name,
    press,
    rows,
    said,
    shown,
    stage,
    still_clock,
    text_of,
    type_text,
)
from jusou_tui.app.screens.sheets.view import SheetView
from jusou_tui.app.shell.dialogs import AnswerList
from jusou_tui.app.shell.session_screen import SessionScreen
from jusou_tui.live.session import LiveSession
from jusou_tui.live.worksheets import sheets
from jusou_tui.session.worksheets.layout import TITLE
from jusou_tui.wording import t
from proof import first_quick

EXAMPLE = "個別の支援事例の情報収集"


@pytest.mark.parametrize("text", first_quick(["　下げて", "ＮＰＯ", "Ａさん", "nanika x 8"]))
async def test_every_letter_goes_into_the_marked_cell(place: Path, text: str) -> None:
    live, identifier = with_sheet(place, "idea")
    async with stage(live) as pilot:
        assert focus_of(pilot) == "cell-text"
        await type_text(pilot, text)
        assert live.book.session.sheets[identifier].cells == {"sheet/first": text}


async def test_typing_goes_on_at_the_end_of_what_is_in_the_cell(place: Path) -> None:
    live, identifier = with_sheet(place, "idea")
    live.book.sheets.set_cell(identifier, "sheet/first", "朝市")
    async with stage(live) as pilot:
        await press(pilot, "down", "up")
        await type_text(pilot, "の手伝い")
        assert live.book.session.sheets[identifier].cells == {"sheet/first": "朝市の手伝い"}


async def test_arrows_and_letters_of_one_burst_reach_their_cells(place: Path) -> None:
    live, identifier = with_sheet(place, "idea")
    async with stage(live) as pilot:
        for key in ("あ", "down", "い", "up", "う"):
            pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await pilot.pause()
        await pilot.pause()
        assert live.book.session.sheets[identifier].cells == {"sheet/first": "あう", "sheet/look-into": "い"}


async def test_arrows_go_through_filled_cells_until_enter_begins_to_write(place: Path) -> None:
    live, identifier = with_sheet(place, "step2-preparation")
    async with stage(live, size=(120, 40)) as pilot:
        first = cursor(pilot)
        await type_text(pilot, "役場に聞く")
        await press(pilot, "escape", "right")
        assert cursor(pilot) != first
        await press(pilot, "left", "enter", "left", "left")
        assert cursor(pilot) == first
        await type_text(pilot, "も")
        assert task_texts(live, identifier)[0] == "役場にも聞く"
        await press(pilot, "delete")
        assert task_texts(live, identifier)[0] == "役場にもく"


async def test_escape_ends_writing_first_and_then_leaves_the_page(place: Path) -> None:
    live, identifier = with_sheet(place, "idea")
    async with stage(live) as pilot:
        await type_text(pilot, "書きかけ")
        await press(pilot, "escape")
        assert page_name(pilot) == "SheetScreen"
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"
        assert live.book.session.sheets[identifier].cells == {"sheet/first": "書きかけ"}


async def test_del_empties_a_cell_and_never_removes_a_filled_row(place: Path) -> None:
    live, identifier = with_sheet(place, "step2-preparation")
    async with stage(live, size=(120, 40)) as pilot:
        await type_text(pilot, "役場に聞く")
        await press(pilot, "tab", "delete")
        assert task_texts(live, identifier)[0] == "役場に聞く"
        assert "Ctrl+D" in said(pilot)[-1]
        await press(pilot, "left", "delete")
        assert task_texts(live, identifier)[0] == ""
        assert len(task_texts(live, identifier)) == 6
        await press(pilot, "delete")
        assert len(task_texts(live, identifier)) == 5
        await press(pilot, "f12", "f12")
        assert task_texts(live, identifier)[0] == "役場に聞く"


async def test_del_removes_an_entry_of_a_zone_and_undo_brings_it_back(place: Path) -> None:
    live, identifier = with_sheet(place, "resources", "community-building")
    async with stage(live, size=(120, 40)) as pilot:
        await type_text(pilot, "魚つりが好き")
        await press(pilot, "enter", "shift+tab", "delete")
        assert live.book.session.sheets[identifier].rows == {}
        await press(pilot, "ctrl+z")
        assert [*live.book.session.sheets[identifier].rows.values()] == [{"circles/person": "魚つりが好き"}]


async def test_an_example_is_shown_as_one_and_typing_takes_its_place(place: Path) -> None:
    live, identifier = with_sheet(place, "step2-preparation")
    async with stage(live, size=(120, 40)) as pilot:
        assert f"（例）{EXAMPLE}" in text_of(pilot, "#sheet")
        await type_text(pilot, "役場に聞く")
        assert task_texts(live, identifier)[0] == "役場に聞く"
        assert f"（例）{EXAMPLE}" not in shown(pilot)
        await press(pilot, "ctrl+z")
        assert task_texts(live, identifier)[0] == EXAMPLE
        await press(pilot, "enter")
        await type_text(pilot, "役場")
        assert task_texts(live, identifier)[0] == "役場"


async def test_the_menu_moves_a_filled_row_and_removes_it(place: Path) -> None:
    live, identifier = with_sheet(place, "step2-preparation")
    async with stage(live, size=(120, 40)) as pilot:
        await type_text(pilot, "役場に聞く")
        await press(pilot, "ctrl+d")
        for words in (
            "common.move",
            "sheet.add_row",
            "sheet.empty",
            "sheet.remove_row",
            "sheet.rename",
            "sheet.another",
        ):
            assert t(words) in shown(pilot)
        await press(pilot, "1", "down", "down", "enter")
        assert task_texts(live, identifier)[2] == "役場に聞く"
        await press(pilot, "up")
        assert task_texts(live, identifier)[2] == "役場に聞く"
        await press(pilot, "down")
        await command(pilot, "remove_row")
        assert "役場に聞く" not in task_texts(live, identifier)


async def test_the_menu_gives_a_title_to_a_sheet_that_has_none(place: Path) -> None:
    live, identifier = with_sheet(place, "idea")
    async with stage(live) as pilot:
        await command(pilot, "rename")
        assert cursor(pilot) == TITLE
        await type_text(pilot, "二班")
        assert live.book.session.sheets[identifier].title == "二班"


async def test_the_menu_gives_minutes_also_on_the_sheet_of_another_step_than_the_one_that_runs(
    place: Path,
) -> None:
    live, _ = with_sheet(place, "step2-preparation")
    live.book.set_view(step="step2")
    live.book.events.add("start", "step1", activity="next-step")
    async with stage(live) as pilot:
        await press(pilot, "ctrl+d")
        assert {"control('minus')", "control('plus')"} <= {
            one.id for one in pilot.app.screen.query_one(AnswerList).answers
        }


async def test_ins_in_the_title_says_that_no_row_can_be_added_there(place: Path) -> None:
    live, _ = with_sheet(place, "idea")
    async with stage(live) as pilot:
        await command(pilot, "rename")
        await press(pilot, "escape", "insert")
        assert (cursor(pilot), said(pilot)[-1]) == (TITLE, t("sheet.nothing_to_add"))


async def test_f7_and_f8_give_minutes_to_the_running_activity_and_f9_asks(place: Path) -> None:
    live, identifier = with_sheet(place, "step2-preparation")
    live.book.events.add("start", live.current.step.id, activity="next-step")
    before = live.book.session.sheets[identifier]
    async with stage(live) as pilot:
        minutes = live.current.snapshot().progress.adjustment
        await press(pilot, "f8", "f8", "f7")
        assert live.current.snapshot().progress.adjustment == minutes + 1
        assert "短くしました" in said(pilot)[-1]
        await press(pilot, "f12", "f12", "f12")
        assert live.current.snapshot().progress.adjustment == minutes
        await press(pilot, "f6")
        assert live.current.snapshot().state == "paused"
        await press(pilot, "f9")
        assert live.book.session.sheets[identifier] == before
        assert live.current.running_activity == "next-step"
        await press(pilot, "escape")
        assert page_name(pilot) == "SheetScreen"
    live, _ = with_sheet(place, "idea")
    async with stage(live) as pilot:
        await press(pilot, "f8")
        assert t("app.nothing_runs") in said(pilot)[-1]
        assert live.book.session.events == {}


async def test_who_looks_on_reads_the_sheet_and_hears_why_nothing_is_written(place: Path) -> None:
    live, identifier = with_sheet(place, "step2-preparation")
    live.save()
    looking = LiveSession.open(live.store.path, still_clock(), look=True)
    async with stage(looking) as pilot:
        first = cursor(pilot)
        await press(pilot, "down")
        assert cursor(pilot) != first
        for key in ("delete", "enter", "insert", "shift+down", "ctrl+r"):
            pilot.app.told = []  # type: ignore[attr-defined]  # of the staged app
            await press(pilot, key)
            assert said(pilot) == [t("recover.looking")], key
        await type_text(pilot, "ＮＰＯ")
        assert looking.book.session.sheets[identifier] == live.book.session.sheets[identifier]
    live.close()


async def _click(pilot: Pilot[int], words: str) -> None:
    line = next(number for number, line in enumerate(rows(pilot)) if words in line)
    await pilot.click(offset=(8, line))
    await pilot.pause()


async def test_a_click_marks_a_cell_and_a_click_on_the_marked_one_writes(place: Path) -> None:
    live, identifier = with_sheet(place, "step2-preparation")
    before = live.book.session.sheets[identifier]
    async with stage(live, size=(120, 40)) as pilot:
        first = cursor(pilot)
        await _click(pilot, "（例）まちの統計情報の準備")
        second = cursor(pilot)
        assert second != first
        assert focus_of(pilot) == "cell-text"
        assert "Enter 書く" in shown(pilot)
        await _click(pilot, "（例）まちの統計情報の準備")
        assert cursor(pilot) == second
        assert "Enter 次の欄" in shown(pilot)
        assert live.book.session.sheets[identifier] == before


async def test_the_wheel_scrolls_a_sheet_and_marks_nothing_else(place: Path) -> None:
    live, identifier = with_sheet(place, "step2-preparation")
    for number in range(30):
        live.book.sheets.add_row(identifier, {"tasks/task": f"足した仕事{number}"})
    async with stage(live) as pilot:
        view, first = pilot.app.screen.query_one("#sheet", SheetView), cursor(pilot)
        for _ in range(5):
            view.post_message(
                events.MouseScrollDown(view, 5, 5, 0, 1, 0, False, False, False, screen_x=5, screen_y=8)
            )
        await pilot.pause()
        await pilot.pause()
        assert view.scroll_offset.y > 0
        assert cursor(pilot) == first
        await type_text(pilot, "役場に聞く")
        assert task_texts(live, identifier)[0] == "役場に聞く"


async def test_the_list_of_sheets_says_that_a_search_finds_nothing(place: Path) -> None:
    async with stage(make_live(place, still_clock(), screen="sheets")) as pilot:
        await type_text(pilot, "どこにもない")
        assert said(pilot)[-1] == t("app.search_none", words="どこにもない")


async def test_in_the_list_letters_search_enter_begins_ins_adds_one_more_and_del_removes(place: Path) -> None:
    live, identifier = with_sheet(place, "idea", screen="sheets")
    live.book.sheets.set_cell(identifier, "sheet/first", "朝市")
    async with stage(live) as pilot:
        await type_text(pilot, "取組アイデア")
        assert "事前準備用ワークシート" not in text_of(pilot, "#list")
        assert "朝市" in text_of(pilot, "#preview")
        await press(pilot, "enter")
        assert live.view.sheet == identifier
        await command(pilot, "list")
        await type_text(pilot, "取組アイデア")
        await press(pilot, "insert")
        assert page_name(pilot) == "SheetScreen"
        assert live.view.sheet != identifier
        assert [*live.book.session.sheets] == [identifier]
        await press(pilot, "f4")
        await type_text(pilot, "取組アイデア")
        await press(pilot, "delete")
        assert live.book.session.sheets == {}
        assert "F12" in said(pilot)[-1]
        await press(pilot, "f12")
        assert [*live.book.session.sheets] == [identifier]


def test_the_wanted_sheet_is_the_next_one_without_a_written_cell(place: Path) -> None:
    live = make_live(place, still_clock(), step="step2")
    live.book.events.add("start", "step2", activity="actions")

    def wanted() -> str | None:
        found = sheets.wanted_now(live.current)
        return found.worksheet if found else None

    def write(name: str, cell: str) -> None:
        blank = live.curriculum.worksheet(name)
        assert blank is not None
        live.book.sheets.set_cell(live.book.sheets.start(blank, "", "step2"), cell, "書いた")

    assert wanted() == "idea"
    write("idea", "sheet/first")
    assert wanted() == "step3-preparation"
    live.close()


def test_no_sheet_that_an_activity_only_reads_is_wanted(place: Path) -> None:
    live = make_live(place, still_clock(), step="step1")
    live.book.events.add("start", "step1", activity="opening")
    assert [one.purpose for one in sheets.of_activity(live.current)] == ["read"]
    assert sheets.wanted_now(live.current) is None
    live.close()


def test_the_cases_stand_in_their_order_and_the_one_at_hand_is_wanted(place: Path) -> None:
    live = make_live(place, still_clock(), step="step2")
    live.book.meetings.set("step2", cases=3)
    blank = live.curriculum.worksheet("case-review")
    assert blank is not None
    live.book.sheets.start(blank, "ケース2", "step2")
    live.book.events.add("start", "step2", activity="cases")
    titles = [one.title for one in sheets.of_activity(live.current) if one.worksheet == "case-review"]
    assert titles == ["ケース1", "ケース2", "ケース3"]
    found = sheets.wanted_now(live.current)
    assert found is not None
    assert found.title == "ケース1"
    live.close()


@pytest.mark.parametrize("page", first_quick(["run", "checklist", "todos", "programme"]))
async def test_a_sheet_leads_back_to_the_page_it_was_opened_from(place: Path, page: str) -> None:
    first = "programme" if page == "programme" else "run"
    live, identifier = with_sheet(place, "preparation-sheet", screen=first)
    async with stage(live) as pilot:
        if page != first:
            app_of(pilot).show_page(page)
            await pilot.pause()
        before = pilot.app.screen
        assert isinstance(before, SessionScreen)
        before.open_sheet(identifier)
        await pilot.pause()
        await type_text(pilot, "書く")
        await press(pilot, "escape", "escape")
        assert pilot.app.screen is before
