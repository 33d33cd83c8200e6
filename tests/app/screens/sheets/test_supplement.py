"""The sheet page: its worked example, which is only read, and rows of a spreadsheet taken in."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.screens.sheets.test_sheet import with_sheet
from app.stage import command, live_of, page_name, press, said, shown, stage
from jusou_tui.app.screens.sheets.take_in import TakeInSheet
from jusou_tui.app.widgets.note_area import NoteArea

PASTED = "担当\tStep3までに取り組むこと（例）\t期限\n見本 花子\t地図を持ち寄る\t8月7日\n"


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_the_example_is_shown_and_nothing_of_it_gets_into_the_sheet(
    place: Path, size: tuple[int, int]
) -> None:
    live, identifier = with_sheet(place, "case-review")
    before = live.book.session.sheets[identifier]
    async with stage(live, size=size) as pilot:
        await command(pilot, "example")
        assert "架空の人とまちの例です" in shown(pilot)
        await press(pilot, "pagedown", "pagedown", "escape")
        await pilot.pause()
        assert live_of(pilot).book.session.sheets[identifier] == before


async def test_pasted_rows_are_shown_first_and_enter_takes_them_in_as_one_change(place: Path) -> None:
    live, identifier = with_sheet(place, "step3-preparation")
    before = live.book.session.sheets[identifier]
    async with stage(live) as pilot:
        await command(pilot, "take_in")
        assert isinstance(pilot.app.screen, TakeInSheet)
        area = pilot.app.screen.query_one(NoteArea)
        area.write(PASTED)
        await pilot.pause()
        assert "地図を持ち寄る" in shown(pilot)
        assert live.book.session.sheets[identifier] == before
        await press(pilot, "enter")
        assert page_name(pilot) == "SheetScreen"
        row = next(iter(live.book.session.sheets[identifier].rows.values()))
        assert (row["tasks/task"], row["tasks/owner"], row["tasks/due"]) == (
            "地図を持ち寄る",
            "見本 花子",
            "8月7日",
        )
        await press(pilot, "f12")
        assert live.book.session.sheets[identifier] == before


async def test_what_the_sheet_says_already_is_asked_about(place: Path) -> None:
    live, identifier = with_sheet(place, "idea")
    live.book.sheets.set_cell(identifier, "sheet/first", "はじめの案")
    file = place / "案.csv"
    file.write_text("（１）最初に取り組みたいアイデアとその理由,別の案\n", "utf-8-sig")
    async with stage(live) as pilot:
        await command(pilot, "take_in")
        pilot.app.screen.query_one(NoteArea).write(str(file))
        await pilot.pause()
        await press(pilot, "enter")
        assert live.book.session.sheets[identifier].cells["sheet/first"] == "はじめの案"
        await press(pilot, "2")
        assert live.book.session.sheets[identifier].cells["sheet/first"] == "別の案"
        assert "取り込みました" in said(pilot)[-1]


async def test_who_handed_in_pasted_rows_is_asked_for_and_ticked(place: Path) -> None:
    live, identifier = with_sheet(place, "case-review")
    async with stage(live) as pilot:
        await command(pilot, "take_in")
        pilot.app.screen.query_one(NoteArea).write("対象者の概要\t当初の状況\n花の好きな人\t一人で暮らす\n")
        await pilot.pause()
        await press(pilot, "enter")
        await pilot.pause()
        assert "どなたが提出したものですか" in shown(pilot)
        await press(pilot, "enter")
        ticked = [todo for todo in live.book.session.todos.values() if todo.item and todo.done]
        assert [todo.item.rpartition("-")[0] for todo in ticked if todo.item] == ["handed-case-review"]
        assert "提出済み" in said(pilot)[-1]
    assert live.book.session.sheets[identifier].cells
