"""The sheet page and the list of sheets: by keys alone, as a team fills them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from app.stage import (
    HOSTILE,
    STEP,
    command,
    focus_of,
    joined,
    last_event,
    lines_fit,
    live_of,
    make_live,
    misplaced,
    on_disk,
    page_name,
    press,
    primary_in_sight,
    reopen,
    rows,
    said,
    shown,
    stage,
    still_clock,
    text_of,
    type_text,
)
from jusou_tui import paths
from jusou_tui.app.screens.sheets.view import SheetView
from jusou_tui.live.session import LiveSession
from jusou_tui.live.worksheets import sheets
from jusou_tui.session.format.read import read
from jusou_tui.session.worksheets.layout import NEW, TITLE, row_order
from proof import first_quick

CURRICULA = paths.shipped("curricula")
SIZES = ((60, 20), (80, 24), (120, 40))


def with_sheet(
    place: Path, worksheet: str, curriculum: str = "team-building", **view: Any
) -> tuple[LiveSession, str]:
    """Return a session that was left with a new sheet of this worksheet open."""
    live = make_live(place, still_clock(), source=CURRICULA / f"{curriculum}.toml")
    blank = live.curriculum.worksheet(worksheet)
    assert blank is not None
    identifier = live.book.sheets.start(blank, "ケース1" if blank.per_case else "", live.current.step.id)
    live.book.set_view(**({"screen": "sheet", "sheet": identifier, "cell": None} | view))
    return live, identifier


def cursor(pilot: Pilot[int]) -> str:
    return pilot.app.screen.query_one(SheetView).cursor


def task_texts(live: LiveSession, identifier: str, column: str = "tasks/task") -> list[str]:
    sheet = live.book.session.sheets[identifier]
    return [sheet.rows[row].get(column, "").strip() for row in row_order(sheet)]


@pytest.mark.parametrize(
    ("curriculum", "worksheet"),
    first_quick(
        [
            ("team-building", "case-review"),
            ("team-building", "preparation-sheet"),
            ("team-building", "strengths"),
            ("team-building", "step2-preparation"),
            ("community-building", "resources"),
            ("community-building", "interview"),
            ("community-building", "case-memo"),
        ]
    ),
)
async def test_each_layout_is_written_in_and_stands_whole_on_the_page(
    place: Path, curriculum: str, worksheet: str
) -> None:
    live, identifier = with_sheet(place, worksheet, curriculum)
    async with stage(live) as pilot:
        assert page_name(pilot) == "SheetScreen"
        at = cursor(pilot)
        await press(pilot, "enter")
        await type_text(pilot, "連携の話し合い\n二行目も書く")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert misplaced(pilot) == []
            assert lines_fit(pilot)
            assert primary_in_sight(pilot)
            for words in ("連携の話し合い", "二行目も書く"):
                assert words in "".join(text_of(pilot, "#sheet").split())
                assert words in text_of(pilot, "#cell-text")
        address = at.rpartition(":")[2]
        sheet = live.book.session.sheets[identifier]
        texts = [*sheet.cells.items(), *(pair for row in sheet.rows.values() for pair in row.items())]
        assert any(name == address and "連携の話し合い\n二行目も書く\n" in text for name, text in texts)


async def test_headings_and_hint_of_the_cell_at_hand_are_always_told(place: Path) -> None:
    live, _ = with_sheet(place, "strengths")
    async with stage(live) as pilot:
        await press(pilot, "down", "right")
        told = "".join(text_of(pilot, "#cell-head").split())
        assert "支援関係機関における連携と自律に向けた支援/②できたらよい・あったらよいと思うこと" in told
        assert "重なり合った困り事についての情報共有" in told
        assert "②できたらよい" in text_of(pilot, "#sheet")


async def test_a_low_window_has_rows_rather_than_headings_twice_and_names_the_column_below(
    place: Path,
) -> None:
    live, _ = with_sheet(place, "strengths")
    async with stage(live, size=(60, 20)) as pilot:
        await press(pilot, "right", "left")
        sheet = text_of(pilot, "#sheet")
        assert "①できている" in sheet
        assert "支援関係機関に" in sheet
        assert "③取り組むべき" in sheet
        assert "①" not in text_of(pilot, "#cell-head")
        assert "行は「場面・フェーズ」" not in sheet
        await press(pilot, "pageup")
        assert "行は「場面・フェーズ」" in text_of(pilot, "#sheet")
        assert "わがまちの強み・課題検討シート" in rows(pilot)[0]


async def test_the_heading_of_a_field_stays_in_sight_on_the_way_up(place: Path) -> None:
    live, _ = with_sheet(place, "idea")
    async with stage(live, size=(60, 20)) as pilot:
        await press(pilot, "end", "home", "down", "up")
        assert "（１）最初に取り組みたい" in text_of(pilot, "#sheet")
        assert "（１）" not in text_of(pilot, "#cell-head")


async def test_column_headings_stay_in_sight_however_far_one_goes(place: Path) -> None:
    live, identifier = with_sheet(place, "step2-preparation")
    for number in range(30):
        live.book.sheets.add_row(identifier, {"tasks/task": f"足した仕事{number}"})
    async with stage(live) as pilot:
        await press(pilot, "end")
        assert cursor(pilot).startswith(f"{NEW}:")
        assert "担当" in text_of(pilot, "#sheet").split("\n")[0]
        assert "足した仕事29" in text_of(pilot, "#sheet")
        await press(pilot, "home")
        assert "Step2までにやることを挙げ" in "".join(text_of(pilot, "#sheet").split())


async def test_enter_goes_on_to_the_next_cell_and_stays_in_the_last(place: Path) -> None:
    live, identifier = with_sheet(place, "idea")
    async with stage(live) as pilot:
        await press(pilot, "enter")
        assert focus_of(pilot) == "cell-text"
        await type_text(pilot, "朝市の手伝い")
        await press(pilot, "enter")
        await type_text(pilot, "だれが運ぶか")
        last = cursor(pilot)
        await press(pilot, "enter")
        assert (cursor(pilot), focus_of(pilot)) == (last, "cell-text")
        assert live.book.session.sheets[identifier].cells == {
            "sheet/first": "朝市の手伝い",
            "sheet/look-into": "だれが運ぶか",
        }


async def test_tab_and_arrows_move_in_the_field_and_outside_it(place: Path) -> None:
    live, _ = with_sheet(place, "idea")
    async with stage(live) as pilot:
        first = cursor(pilot)
        await press(pilot, "tab")
        second = cursor(pilot)
        assert second != first
        await press(pilot, "up")
        assert cursor(pilot) == first
        await press(pilot, "enter", "down")
        assert (cursor(pilot), focus_of(pilot)) == (second, "cell-text")
        await press(pilot, "shift+tab")
        assert (cursor(pilot), focus_of(pilot)) == (first, "cell-text")
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"


async def test_japanese_typed_outside_the_field_begins_to_write(place: Path) -> None:
    live, identifier = with_sheet(place, "idea")
    async with stage(live) as pilot:
        await type_text(pilot, "振り返りの集まり")
        assert focus_of(pilot) == "cell-text"
        assert live.book.session.sheets[identifier].cells == {"sheet/first": "振り返りの集まり"}


@pytest.mark.parametrize(
    ("pasted", "written"),
    [
        ("一行目\r\n\x1b[2J二行目", "一行目\n二行目\n"),
        ("ＮＰＯ\n八百屋さん\nx 8", "ＮＰＯ\n八百屋さん\nx 8\n"),
    ],
)
async def test_what_is_pasted_goes_in_whole_and_cleaned(place: Path, pasted: str, written: str) -> None:
    live, identifier = with_sheet(place, "idea")
    async with stage(live) as pilot:
        pilot.app.post_message(events.Paste(pasted))
        await pilot.pause()
        await pilot.pause()
        assert live.book.session.sheets[identifier].cells == {"sheet/first": written}


async def test_rows_are_added_moved_and_removed_and_undo_brings_them_back(place: Path) -> None:
    live, identifier = with_sheet(place, "step2-preparation")
    start = task_texts(live, identifier)
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "shift+down")
        assert task_texts(live, identifier)[:2] == [start[1], start[0]]
        assert task_texts(live, identifier, "tasks/number") == ["1", "2", "3", "4", "5", "6"]
        await press(pilot, "insert")
        assert focus_of(pilot) == "cell-text"
        await type_text(pilot, "会場の鍵を借りる")
        assert task_texts(live, identifier)[2] == "会場の鍵を借りる"
        await press(pilot, "escape", "delete")
        assert task_texts(live, identifier)[2] == ""
        assert "空にしました" in said(pilot)[-1]
        await press(pilot, "delete")
        assert len(task_texts(live, identifier)) == 6
        assert "F12" in said(pilot)[-1]
        await press(pilot, "ctrl+z", "ctrl+z")
        assert task_texts(live, identifier)[2] == "会場の鍵を借りる"
        await press(pilot, "ctrl+z", "ctrl+z", "ctrl+z")
        assert task_texts(live, identifier) == start
        await command(pilot, "redo")
        assert task_texts(live, identifier)[:2] == [start[1], start[0]]


async def test_tab_passes_by_the_numbers_and_undo_goes_back_to_the_cell_and_names_it(place: Path) -> None:
    live, identifier = with_sheet(place, "step2-preparation")
    second = row_order(live.book.session.sheets[identifier])[1]
    async with stage(live) as pilot:
        await press(pilot, "tab", "tab")
        await type_text(pilot, "12月4日")
        await press(pilot, "tab")
        assert live.view.cell == f"{second}:tasks/task"
        await press(pilot, "left", "f12")
        assert live.view.cell is not None
        assert live.view.cell.endswith(":tasks/due")
        assert live.view.cell != f"{second}:tasks/due"
        assert task_texts(live, identifier, "tasks/due") == [""] * 6
        assert "「1行目 / 期限」の記入" in said(pilot)[-1]


async def test_the_line_below_the_last_row_grows_the_table(place: Path) -> None:
    live, identifier = with_sheet(place, "step2-preparation")
    async with stage(live) as pilot:
        await press(pilot, "end", "left", "left", "enter")
        await type_text(pilot, "お礼の手紙")
        assert task_texts(live, identifier)[-1] == "お礼の手紙"
        assert task_texts(live, identifier, "tasks/number")[-1] == "7"
        assert "（追加）" in shown(pilot)


async def test_entries_go_from_zone_to_zone_with_their_words(place: Path) -> None:
    live, identifier = with_sheet(place, "resources", "community-building")
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "enter")
        await type_text(pilot, "魚つりが好き")
        await press(pilot, "enter")
        await type_text(pilot, "人に教えるのが上手")
        await press(pilot, "enter", "up", "shift+right")

        def zones() -> list[dict[str, str]]:
            sheet = live.book.session.sheets[identifier]
            return [sheet.rows[row] for row in row_order(sheet)]

        assert zones() == [{"circles/person": "魚つりが好き"}, {"circles/near": "人に教えるのが上手"}]
        assert cursor(pilot).endswith(":circles/near")
        await press(pilot, "shift+right", "shift+right")
        assert zones()[1] == {"circles/town": "人に教えるのが上手"}
        assert "動かせません" in said(pilot)[-1]
        await press(pilot, "shift+left", "shift+left", "shift+up")
        assert zones()[0] == {"circles/person": "人に教えるのが上手"}
        await press(pilot, "ctrl+z", "ctrl+z", "ctrl+z")
        assert {"circles/town": "人に教えるのが上手"} in zones()


async def test_undo_in_the_field_takes_the_typing_back_in_the_cell_too(place: Path) -> None:
    live, identifier = with_sheet(place, "idea")
    async with stage(live) as pilot:
        await press(pilot, "enter")
        await type_text(pilot, "朝市")
        live.clock.advance(10)  # type: ignore[attr-defined]
        await type_text(pilot, "の手伝い")
        await press(pilot, "ctrl+z")
        assert live.book.session.sheets[identifier].cells == {"sheet/first": "朝市"}
        assert text_of(pilot, "#cell-text").split() == ["朝市"]
        await command(pilot, "redo")
        assert text_of(pilot, "#cell-text").split() == ["朝市の手伝い"]


async def test_what_is_half_typed_survives_and_one_goes_on_in_the_same_cell(place: Path) -> None:
    live, identifier = with_sheet(place, "proposal")
    async with stage(live) as pilot:
        await press(pilot, "tab", "tab", "enter")
        await type_text(pilot, "途中まで書いた効")
        live.save()
        killed = read(live.store.path)
        assert killed.sheets[identifier].cells == {"sheet/effects": "途中まで書いた効"}
        assert (killed.view.screen, killed.view.sheet) == ("sheet", identifier)
        assert killed.view.cell == "sheet/effects"
    again = reopen(live)
    async with stage(again) as pilot:
        assert page_name(pilot) == "SheetScreen"
        assert cursor(pilot) == "sheet/effects"
        assert text_of(pilot, "#cell-text").split() == ["途中まで書いた効"]
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"


async def test_typing_never_repaints_away_what_was_typed_at_its_end(place: Path) -> None:
    live, _ = with_sheet(place, "idea")
    async with stage(live) as pilot:
        await press(pilot, "enter")
        await type_text(pilot, "一行目\n")
        await type_text(pilot, "二行目")
        assert text_of(pilot, "#cell-text").split() == ["一行目", "二行目"]


async def test_keys_in_one_burst_write_each_into_its_own_cell(place: Path) -> None:
    live, identifier = with_sheet(place, "idea")
    async with stage(live) as pilot:
        await press(pilot, "enter")
        for key, letter in (
            ("あ", "あ"),
            ("い", "い"),
            ("tab", None),
            ("う", "う"),
            ("shift+tab", None),
            ("え", "え"),
        ):
            pilot.app.post_message(events.Key(key, letter))
        await pilot.pause()
        await pilot.pause()
        assert live.book.session.sheets[identifier].cells == {
            "sheet/first": "あいえ",
            "sheet/look-into": "う",
        }


async def test_another_writers_cell_comes_in_and_what_is_typed_stays(place: Path) -> None:
    live, identifier = with_sheet(place, "idea")
    async with stage(live) as pilot:
        await press(pilot, "enter")
        await type_text(pilot, "ここで書いたこと")
        sheet = live.book.session.sheets[identifier]
        theirs = sheet.model_copy(update={"cells": {**sheet.cells, "sheet/look-into": "よそで書いたこと"}})
        live.book.ledger.absorb({("sheets", identifier): (sheet, theirs)})
        await pilot.pause()
        await pilot.pause()
        assert "よそで書いたこと" in text_of(pilot, "#sheet")
        assert text_of(pilot, "#cell-text").split() == ["ここで書いたこと"]


async def test_a_sensitive_sheet_says_so_by_a_word_and_reminds(place: Path) -> None:
    live, _ = with_sheet(place, "case-review")
    async with stage(live) as pilot:
        assert "取扱注意" in text_of(pilot, "#caution")
        assert "名前や住所など" in joined(pilot)
    plain, _ = with_sheet(place, "step2-preparation")
    async with stage(plain) as pilot:
        assert text_of(pilot, "#caution") == ""


async def test_a_case_sheet_has_a_title_of_its_own(place: Path) -> None:
    live, identifier = with_sheet(place, "case-review")
    async with stage(live) as pilot:
        await press(pilot, "home")
        assert cursor(pilot) == TITLE
        await press(pilot, "enter")
        await type_text(pilot, "（川沿い）")
        assert live.book.session.sheets[identifier].title == "ケース1（川沿い）"
        assert "ケース1（川沿い）" in rows(pilot)[0]
        await command(pilot, "another")
        assert live.view.sheet != identifier
        assert "ケース2" in rows(pilot)[0]
        assert [*live.book.session.sheets] == [identifier]
        assert page_name(pilot) == "SheetScreen"


async def test_foreign_markup_and_sequences_in_a_sheet_never_break_the_page(place: Path) -> None:
    live, identifier = with_sheet(place, "step2-preparation")
    live.book.sheets.rename(identifier, HOSTILE)
    live.book.sheets.add_row(identifier, {"tasks/task": HOSTILE})
    live.book.sheets.set_cell(identifier, "gone/cell", HOSTILE)
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "end", "enter")
        assert "[/]" in shown(pilot)
        assert "\x1b" not in shown(pilot)
        await press(pilot, "escape", "f4")
        assert "[/]" in shown(pilot)


async def test_f4_opens_what_the_activity_fills_and_begins_it_once(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f9", "f9", "f9")
        assert last_event(live).activity == "next-step"
        await press(pilot, "f4")
        assert page_name(pilot) == "SheetScreen"
        assert "Step2に向けた準備シート" in rows(pilot)[0]
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"
        await press(pilot, "f4")
        assert page_name(pilot) == "SheetScreen"
        assert live.book.session.sheets == {}
        await press(pilot, "enter")
        await type_text(pilot, "書く")
        assert [sheet.worksheet for sheet in live.book.session.sheets.values()] == ["step2-preparation"]


async def test_f4_again_lists_what_is_wanted_now_first_and_marks_what_is_read_beside_it(place: Path) -> None:
    live = make_live(place, still_clock())
    blank = live.curriculum.worksheet("case-review")
    assert blank is not None
    for title in ("ケース1", "ケース2"):
        identifier = live.book.sheets.start(blank, title, STEP)
        live.book.sheets.set_cell(identifier, "case/person", f"{title}の話")
    live.book.meetings.set("step2", cases=2)
    live.book.set_view(step="step2")
    live.book.events.add("start", "step2", activity="ideas")
    async with stage(live) as pilot:
        await press(pilot, "f4")
        assert "わがまちの強み" in rows(pilot)[0]
        await press(pilot, "f4")
        assert page_name(pilot) == "SheetsScreen"
        told = shown(pilot)
        assert told.index("書く：わがまちの強み") < told.index("見る：ケース検討シート")
        assert told.index("見る：ケース検討シート  ケース1") < told.index("見る：ケース検討シート  ケース2")
        assert told.count("記入あり") >= 2
        assert "見る：ケース検討シート  ケース1" in rows(pilot)[_marked_row(pilot)]
        assert "ケース1の話" in text_of(pilot, "#preview")
        await press(pilot, "enter")
        assert page_name(pilot) == "SheetScreen"
        assert "ケース1の話" in shown(pilot)


async def test_the_list_has_every_worksheet_by_step_and_begins_one_per_case(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.meetings.set("step2", cases=3)
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f4")
        for worksheet in live.curriculum.worksheets:
            assert worksheet.name in shown(pilot)
        assert shown(pilot).count("ケース検討シート") == 3
        for _ in range(20):
            await press(pilot, "up")
        while "ケース2" not in rows(pilot)[_marked_row(pilot)]:
            await press(pilot, "down")
        await press(pilot, "enter", "enter")
        await type_text(pilot, "書く")
        (sheet,) = live.book.session.sheets.values()
        assert (sheet.worksheet, sheet.title) == ("case-review", "ケース2")


async def test_a_sheet_is_deleted_from_the_list_and_undo_brings_it_back(place: Path) -> None:
    live, identifier = with_sheet(place, "idea")
    live.book.sheets.set_cell(identifier, "sheet/first", "大事な話")
    async with stage(live) as pilot:
        await press(pilot, "f4", "delete")
        assert live.book.session.sheets == {}
        await press(pilot, "ctrl+z")
        assert live.book.session.sheets[identifier].cells == {"sheet/first": "大事な話"}
        assert "記入あり" in shown(pilot)
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"


async def test_undo_in_a_sheet_goes_back_to_the_blank_and_not_beyond(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.events.add("start", STEP, activity="next-step")
    before = len(live.book.session.events)
    async with stage(live) as pilot:
        await press(pilot, "f4", "enter")
        await type_text(pilot, "書く")
        assert len(live_of(pilot).book.session.sheets) == 1
        await press(pilot, "ctrl+z", "ctrl+z", "ctrl+z")
        assert live_of(pilot).book.session.sheets == {}
        assert page_name(pilot) == "SheetScreen"
        assert len(live.book.session.events) == before


async def test_everything_typed_is_on_disk_as_it_stands_on_the_page(place: Path) -> None:
    live, identifier = with_sheet(place, "step2-preparation")
    async with stage(live) as pilot:
        await press(pilot, "right", "enter")
        await type_text(pilot, "例野 一郎")
        assert "例野 一郎" in [
            cells.get("tasks/owner") for cells in on_disk(live).sheets[identifier].rows.values()
        ]


def _marked_row(pilot: Pilot[int]) -> int:
    return next(number for number, line in enumerate(rows(pilot)) if line.lstrip().startswith(">"))


IDEAS = "・相談の受け方をそろえる（理由：窓口で迷う人が多い）\n福祉の現場を見て歩く\n"


async def test_a_proposal_can_be_started_from_an_idea_with_its_reason(place: Path) -> None:
    live, proposal = with_sheet(place, "proposal")
    idea = live.book.sheets.start(live.curriculum.worksheet("idea"), "", "step2")  # type: ignore[arg-type]
    live.book.sheets.set_cell(idea, "sheet/first", IDEAS)
    async with stage(live) as pilot:
        await pilot.pause()
        assert page_name(pilot) == "Ask"
        for told in ("相談の受け方をそろえる", "福祉の現場を見て歩く", "何も写さずに始める"):
            assert told in shown(pilot)
        await press(pilot, "enter")
        assert page_name(pilot) == "SheetScreen"
        assert {name: text.strip() for name, text in on_disk(live).sheets[proposal].cells.items()} == {
            "sheet/idea": "相談の受け方をそろえる",
            "sheet/why": "窓口で迷う人が多い",
        }
        await press(pilot, "f4")
        await press(pilot, "enter")
        assert page_name(pilot) == "SheetScreen"


async def test_a_proposal_can_begin_blank_and_nothing_is_asked_without_ideas(place: Path) -> None:
    live, proposal = with_sheet(place, "proposal")
    async with stage(live) as pilot:
        await pilot.pause()
        assert page_name(pilot) == "SheetScreen"
        idea = live.book.sheets.start(live.curriculum.worksheet("idea"), "", "step2")  # type: ignore[arg-type]
        live.book.sheets.set_cell(idea, "sheet/first", IDEAS)
        await command(pilot, "another")
        await pilot.pause()
        assert page_name(pilot) == "Ask"
        await press(pilot, "escape")
        assert page_name(pilot) == "SheetScreen"
        assert live.book.session.sheets[proposal].cells == {}


def test_a_further_meeting_has_the_sheets_of_its_step_at_hand(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.meetings.set("step2-2", left_out=False)
    first = {one.worksheet for one in sheets.of_activity(live.current, "step2")}
    assert first
    assert {one.worksheet for one in sheets.of_activity(live.current, "step2-2")} == first
    live.close()


async def test_a_search_of_the_list_ends_where_a_sheet_is_opened(place: Path) -> None:
    live, _ = with_sheet(place, "idea", screen="sheets")
    async with stage(live) as pilot:
        await type_text(pilot, "強み")
        assert "事前準備用" not in text_of(pilot, "#list")
        await press(pilot, "enter", "f4")
        assert page_name(pilot) == "SheetsScreen"
        assert "事前準備用" in text_of(pilot, "#list")
