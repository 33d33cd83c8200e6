"""Parts of an activity: work alone, cases by name, clips with their time codes, and the signals of a part."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from app.stage import (
    BEGIN,
    SIZES,
    app_of,
    facts,
    joined,
    live_of,
    make_live,
    press,
    rows,
    said,
    shown,
    stage,
    still_clock,
    text_of,
    type_text,
    wait,
)
from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession
from jusou_tui.live.worksheets import sheets
from jusou_tui.session.model.queries import sheets_of
from jusou_tui.text.terminal import cell_width

CASES = ("f9", "f9", "1")
"""The keys to the first case of Step2: the opening's round is left in which nobody has spoken."""

ALONE = (*CASES, "f9")
"""The keys to the part of Step2 in which each works alone."""


def step2(place: Path, cases: int = 2) -> LiveSession:
    live = make_live(place, still_clock(), step="step2")
    end = BEGIN.replace(hour=16, minute=30)
    live.book.meetings.set("step2", date=BEGIN.date(), start=BEGIN, booked_end=end, cases=cases)
    return live


async def name_case(pilot: Pilot[int], title: str) -> None:
    await press(pilot, "ctrl+d", "2")
    await type_text(pilot, title)
    await press(pilot, "enter")


def titles(live: LiveSession) -> list[str]:
    return [sheet.title for _, sheet in sheets_of(live.book.session, worksheet="case-review")]


async def test_work_alone_is_told_in_a_word_with_its_countdown_and_what_follows(place: Path) -> None:
    live = step2(place)
    async with stage(live) as pilot:
        await press(pilot, *ALONE)
        await wait(pilot, 1)
        await wait(pilot, 1)  # with 99 minutes the digits leave more room than with 100
        assert "04:58" in facts(pilot)
        assert "個人ワーク" in facts(pilot)
        assert "次 見せ合って" in facts(pilot)
        await press(pilot, "f5")
        assert "個人ワーク" not in facts(pilot)


async def test_the_card_says_which_part_is_done_alone(place: Path) -> None:
    live = step2(place)
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, *ALONE, "f5")
        assert "一人で付箋に書く（個人ワーク5分）" in joined(pilot)


async def test_a_part_has_one_early_signal_and_one_at_its_end_with_what_follows(place: Path) -> None:
    live = step2(place)
    async with stage(live) as pilot:
        await press(pilot, *ALONE)
        before = len(said(pilot))
        await wait(pilot, 238)
        assert said(pilot)[before:] == []
        await wait(pilot, 3)
        assert said(pilot)[before:] == ["個人ワークはあと1分です。次は「見せ合って、強みと課題..」です。"]
        await wait(pilot, 50)
        assert len(said(pilot)) == before + 1
        await wait(pilot, 10)
        assert said(pilot)[-1] == "個人ワークの時間が終わりました。次は「見せ合って、強みと課題..」です。"
        await wait(pilot, 60)
        assert len(said(pilot)) == before + 2


async def test_the_signals_of_a_part_are_quiet(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[None] = []
    live = step2(place)
    async with stage(live) as pilot:
        monkeypatch.setattr(app_of(pilot), "bell", lambda: rung.append(None))
        await press(pilot, *ALONE)
        before = len(said(pilot))
        await wait(pilot, 241)
        await wait(pilot, 60)
        assert len(said(pilot)) == before + 2
        assert rung == []


async def test_the_last_part_does_not_say_again_what_the_activity_says(place: Path) -> None:
    live = step2(place)
    async with stage(live) as pilot:
        await press(pilot, *CASES)
        await wait(pilot, 600)
        assert said(pilot)[-1] == "この手順の時間が終わりました。次は「ケース2：ケースを1件ず..」です。"
        await press(pilot, "f5")
        before = len(said(pilot))
        await wait(pilot, 545)
        await wait(pilot, 60)
        assert [sentence for sentence in said(pilot)[before:] if "この手順" in sentence] == []


async def test_the_end_of_a_part_is_told_with_another_word_of_the_activity(place: Path) -> None:
    live = step2(place)
    async with stage(live) as pilot:
        await press(pilot, *CASES)
        controls.adjust(live.current, -9)
        await wait(pilot, 599)
        await wait(pilot, 2)
        assert (
            said(pilot)[-1]
            == "残り1分です。この手順の時間が終わりました。次は「ケース2：ケースを1件ず..」です。"
        )


async def test_a_case_is_named_in_the_change_menu_and_told_by_its_name(place: Path) -> None:
    live = step2(place)
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, *CASES, "ctrl+d")
        assert "ケース1に題名を付ける" in shown(pilot)
        await press(pilot, "2")
        await pilot.pause()
        assert "ケース1の題名" in shown(pilot)
        assert "何のシートか分かる題名を付けます。" in shown(pilot)
        await type_text(pilot, "架空の一家の話")
        await press(pilot, "enter")
        assert "いま  ケース1 架空の一家の話：ケースを1件ずつ共有する（10分）" in facts(pilot)
        assert "ケース1架空の一家の話：ケースを1件ずつ共有する（10分）" in joined(pilot)
        assert titles(live) == ["ケース1 架空の一家の話"]
        await press(pilot, "ctrl+z")
        assert titles(live) == []
        assert "架空の一家" not in shown(pilot)


async def test_the_second_case_can_be_named_first_and_a_name_can_be_changed(place: Path) -> None:
    live = step2(place)
    async with stage(live) as pilot:
        await press(pilot, *CASES, "f5")
        await name_case(pilot, "川沿い")
        assert titles(live) == ["ケース2 川沿い"]
        await press(pilot, "ctrl+up")
        await name_case(pilot, "ケース1（だんだんの家）")
        await name_case(pilot, "だんだんの家")
        assert sorted(titles(live)) == ["ケース1 だんだんの家", "ケース2 川沿い"]
        await name_case(pilot, "")
        assert sorted(titles(live)) == ["ケース1", "ケース2 川沿い"]


async def test_a_case_more_during_the_meeting_has_its_number_and_one_less_leaves_its_sheet(
    place: Path,
) -> None:
    live = step2(place, cases=1)
    live.book.sheets.start(live.curriculum.worksheet("case-review"), "川沿い", "step2")  # type: ignore[arg-type]
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, *CASES)
        assert "ケース1 川沿い" in facts(pilot)
        live.book.meetings.set("step2", cases=2)
        await press(pilot, "f5")
        assert "いま  ケース2：" in facts(pilot)
        live.book.meetings.set("step2", cases=1)
        await wait(pilot, 1)
        assert titles(live) == ["川沿い"]


async def test_an_activity_without_sheets_of_cases_offers_no_name(place: Path) -> None:
    live = step2(place)
    async with stage(live) as pilot:
        await press(pilot, "f9", "ctrl+d")
        assert "題名を付ける" not in shown(pilot)


def test_the_list_of_sheets_offers_the_cases_that_have_none_whatever_the_others_are_called(
    place: Path,
) -> None:
    live = step2(place, cases=3)
    worksheet = live.curriculum.worksheet("case-review")
    assert worksheet is not None
    live.book.sheets.start(worksheet, "ケース2", "step2")
    live.book.sheets.start(worksheet, "だんだんの家", "step2")
    offered = [one.title for one in sheets.of_activity(live.current, "step2", "cases") if one.sheet is None]
    assert offered == ["ケース3"]
    another_sheet = live.book.sheets.get(sheets.another(live.current, worksheet) or "")
    assert another_sheet is not None
    assert another_sheet.title == "ケース3"
    live.close()


@pytest.mark.proof
async def test_what_is_now_is_whole_at_every_size(place: Path) -> None:
    async with stage(make_live(place, still_clock()), size=SIZES[0]) as pilot:
        await press(pilot, "f9", "f9", "f5")
        await wait(pilot, 1)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert "いま動画2「トークセッション」を見る（はじめ〜46分5秒）" in joined(pilot)
            assert "46:04" in facts(pilot)
            assert all(cell_width(line) <= size[0] for line in rows(pilot))


@pytest.mark.proof
async def test_the_name_of_a_case_is_whole_in_what_is_now(place: Path) -> None:
    async with stage(step2(place), size=SIZES[0]) as pilot:
        await press(pilot, *CASES)
        await name_case(pilot, "とても長い名前の付いた架空の一家のこれまでとこれからの話")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            now = "".join(text_of(pilot, "#details-top", "#across").split())
            assert "ケース1とても長い名前の付いた架空の一家のこれまでとこれからの話" in now
            assert "（10分）" in now


async def test_a_round_shared_out_anew_tells_the_new_seconds(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 12 * 60)
        await press(pilot, "f5")
        assert "いまの持ち時間だと、残りの4人で1分ほど足りません" in said(pilot)[-1]
        await press(pilot, "ctrl+d", "2")
        state = live_of(pilot).current.snapshot().round
        assert state is not None
        assert f"1人{state.seconds}秒" in text_of(pilot, "#details-top")
        assert f"（1人{state.seconds}秒）" in joined(pilot)
        told = len(said(pilot))
        await wait(pilot, 5)
        assert len(said(pilot)) == told
