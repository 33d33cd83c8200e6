"""Each state of the run page says one thing, and its keys have their seats."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from app.stage import (
    BEGIN,
    SIZES,
    TEAM,
    bar_of,
    facts,
    flashes,
    go_on,
    make_live,
    press,
    reopen,
    rows,
    said,
    shown,
    stage,
    still_clock,
    text_of,
    type_text,
    wait,
)
from fake_clock import FakeClock
from jusou_tui.app.alerts.flash import Flash, show_flash
from jusou_tui.app.meeting_text.row_heading import row_heading
from jusou_tui.app.screens.run.commands import RUN_COMMANDS, offered
from jusou_tui.app.screens.run.headline import heading
from jusou_tui.app.widgets.prompt_card import PromptCard
from jusou_tui.live import controls, entries
from jusou_tui.live.meeting_words.alerts import Alert
from jusou_tui.live.meeting_words.card import card_of
from jusou_tui.live.meeting_words.prompts import Carried
from jusou_tui.live.planning import plan_edits
from jusou_tui.live.session import LiveSession
from jusou_tui.wording import t


def in_a_break(place: Path) -> LiveSession:
    live = make_live(place, still_clock())
    go_on(live, 15 * 60)
    go_on(live, 10 * 60)
    plan_edits.break_now(live.current, 10)
    live.clock.advance(60)  # type: ignore[attr-defined]
    live.continuity.watch.read()
    live.continuity.heartbeat(force=True)
    return live


@pytest.mark.parametrize("size", SIZES)
async def test_a_break_says_when_it_goes_on_and_what_comes_next_and_nothing_else(
    place: Path, size: tuple[int, int]
) -> None:
    async with stage(in_a_break(place), size=size) as pilot:
        assert text_of(pilot, "#head").split() == ["休憩", "14:05に再開します"]
        assert facts(pilot).split()[0] == "あと"
        card = text_of(pilot, "#card")
        assert [word for word in ("次は", "手元に", "ねらい", "出席", "用意") if word in card] == [
            "次は",
            "手元に",
        ]
        assert "次は" not in facts(pilot)
        assert "F5" not in rows(pilot)[-1]


def test_a_break_that_is_over_says_when_it_was_to_go_on(place: Path) -> None:
    live = in_a_break(place)
    live.clock.advance(10 * 60)  # type: ignore[attr-defined]
    assert heading(live.current.snapshot(), 76, lines=1)[0][-1][0].strip() == "14:05に再開する予定でした"
    live.close()


def test_a_break_is_not_counted_and_what_it_put_off_keeps_its_number(place: Path) -> None:
    live = in_a_break(place)
    go_on(live)
    shown_there = "".join(piece for piece, _ in row_heading(live.current.snapshot(), 76, lines=1)[0])
    assert shown_there.startswith(" 2/4 ")
    assert "（続き）" in shown_there
    live.close()


@pytest.mark.parametrize("size", SIZES)
async def test_past_the_start_nothing_contradicts_that(place: Path, size: tuple[int, int]) -> None:
    live = make_live(place, FakeClock(BEGIN + timedelta(minutes=3)))
    async with stage(live, size=size) as pilot:
        assert "まもなく" not in shown(pilot)
        assert facts(pilot).split()[:3] == ["開始予定", "13:30", "3分過ぎています"]
        assert "用意" not in facts(pilot)
        assert (
            len([line for line in text_of(pilot, "#card").split("\n") if line.strip().startswith("用意  ")])
            == 1
        )


async def test_before_the_start_no_name_is_torn_and_what_begins_has_its_needs_on_the_card(
    place: Path,
) -> None:
    live = make_live(place, FakeClock(BEGIN - timedelta(minutes=3)), team=(*TEAM, "手本 大輔", "型紙 さくら"))
    async with stage(live, size=(60, 20)) as pilot:
        assert all(name in text_of(pilot, "#card") for name in live.labels.values())
    texts = [row.text for row in card_of(live.current, live.current.snapshot(), Carried()).rows]
    assert texts.count("まちのいまとこれからが分かる資料") == 1
    live.close()


async def test_a_round_of_nobody_counts_nothing_and_says_how_members_are_entered(place: Path) -> None:
    live = make_live(place, still_clock(), team=())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 60)
        await press(pilot, "f5")
        await wait(pilot, 20)
        assert "手順の超過" not in facts(pilot)
        assert "メンバー登録で1人ずつ計れます" in text_of(pilot, "#apart")
        assert text_of(pilot, "#apart").endswith("Ctrl+P 「メンバー」を探す")


@pytest.mark.parametrize("size", SIZES)
async def test_f1_to_f4_and_the_primary_key_have_their_seats_in_every_state(
    place: Path, size: tuple[int, int]
) -> None:
    live = make_live(place, still_clock())
    seats = ["F1 ヘルプ", "F2 予定", "F3 メモ", "F4 シート"]
    async with stage(live, size=size) as pilot:
        states = {
            "before": (),
            "running": ("f9",),
            "round": ("f5",),
            "paused": ("f6",),
            "moved": ("f6", "f9", "1"),
        }
        primary = {"before": "F9 始める", "round": "F5 次の人", "paused": "F5 次の人"}
        for state, keys in states.items():
            await press(pilot, *keys)
            await wait(pilot, 5)
            bar = rows(pilot)[-1].strip()
            assert bar.startswith("  ".join(seats)), state
            assert bar.endswith(primary.get(state, "F9 次へ")), state


def test_in_a_round_f9_says_what_it_does_where_there_is_room(place: Path) -> None:
    live = make_live(place, still_clock())
    go_on(live, 5)
    controls.advance(live.current)
    found = {one.action: one for one in offered(RUN_COMMANDS, live.current.snapshot())}
    assert (found["go_on"].label, found["go_on"].short) == ("app.next_after_round", "app.next")
    live.close()


async def test_the_clock_of_a_part_stands_under_the_text_that_it_is_of(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "f9", "f9", "f5")
        page = rows(pilot)
        now = next(line for line in page if "いま  動画2" in line)
        clock = next(line for line in page if "この手順の残り" in line)
        before = clock[: clock.index("46:")]
        assert not before[-6:].strip()
        assert len(before.encode("shift_jis")) == len(now[: now.index("動画2")].encode("shift_jis"))


async def test_a_note_that_is_emptied_in_a_round_is_of_who_has_the_turn_now(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f5")
        await type_text(pilot, "あ")
        await press(pilot, "f5")
        assert live.labels[bar_of(pilot).typed.author or ""] == TEAM[0]
        await press(pilot, "backspace")
        assert live.labels[bar_of(pilot).typed.author or ""] == TEAM[1]
        await press(pilot, "ctrl+k", "f5")
        assert live.labels[bar_of(pilot).typed.author or ""] == TEAM[2]
        assert bar_of(pilot).typed.kind != "note"


async def test_what_is_in_sight_of_the_notes_begins_with_an_hour(place: Path) -> None:
    live = make_live(place, still_clock())
    go_on(live)
    for text in ("長いメモの終わり" * 9, "短いメモ", "次のメモ"):
        entries.file(live.current, entries.Entry(text))
    async with stage(live, size=(60, 20)) as pilot:
        lines = [line for line in text_of(pilot, "#notes").split("\n") if line.strip()]
        assert [line.split()[-1] for line in lines] == ["短いメモ", "次のメモ"]


async def test_a_key_says_what_it_went_to_and_ends_what_was_said_before(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live, notices=True) as pilot:
        await press(pilot, "f9")
        await type_text(pilot, "あ")
        await pilot.press("f5")
        await pilot.pause()
        assert "1人ずつ自己紹介" in said(pilot)[-1]
        assert "F12 で戻せます" in shown(pilot)
        await press(pilot, "f8")
        assert "F12 で戻せます" not in shown(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_a_flash_covers_neither_the_figures_nor_what_is_now(place: Path, size: tuple[int, int]) -> None:
    async with stage(make_live(place, still_clock()), size=size, flash=True) as pilot:
        await press(pilot, "f9")
        show_flash(pilot.app.screen, (Alert("last_minute", "残り1分です。"),))
        await pilot.pause()
        await pilot.pause()
        assert flashes(pilot)
        [flash] = pilot.app.screen.query(Flash)
        kept = (
            ("#across", "#card", "#notes") if size == SIZES[0] else ("#head",)
        )  # little room: the heading goes
        for part in (*kept, "#clock", "#bar", "#entry-text"):
            assert not flash.region.overlaps(pilot.app.screen.query_one(part).region), part
        assert "残り1分です。" in shown(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_what_scrolls_by_itself_begins_with_a_sentence(place: Path, size: tuple[int, int]) -> None:
    async with stage(make_live(place, still_clock()), size=size) as pilot:
        await press(pilot, "f9", "f9")
        for _ in range(4):
            await press(pilot, "f5")
            card = pilot.app.screen.query_one(PromptCard)
            line = card.scroll_offset.y
            assert "いま" in text_of(pilot, "#card")
            assert line == 0 or card._begins_sentence(line)


@pytest.mark.parametrize("size", SIZES[:2])
async def test_of_a_long_note_its_beginning_and_its_end_are_in_sight(
    place: Path, size: tuple[int, int]
) -> None:
    async with stage(make_live(place, still_clock()), size=size) as pilot:
        await press(pilot, "f9")
        await type_text(pilot, "はじめに言ったこと、" + "あいだに言ったこと、" * 20 + "おわりに言ったこと")
        await press(pilot, "enter")
        lines = [line for line in text_of(pilot, "#notes").split("\n") if line.strip()]
        assert lines[0].split()[0] == "13:30"
        assert "はじめに" in lines[0]
        assert " .." in lines[0]
        assert "おわりに言ったこと" in lines[-1]


@pytest.mark.parametrize("size", SIZES)
async def test_what_is_now_and_next_stays_beside_the_digits_in_overtime(
    place: Path, size: tuple[int, int]
) -> None:
    async with stage(make_live(place, still_clock()), size=size) as pilot:
        await press(pilot, "f9", "f9", "f5")
        before = facts(pilot)
        await wait(pilot, 66 * 60)
        await pilot.pause()
        assert ".." not in facts(pilot)
        assert ("いま" in facts(pilot)) is ("いま" in before)
        digits = pilot.app.screen.query_one("#digits")
        assert digits.region.right <= pilot.app.screen.query_one("#left").region.right


async def test_an_activity_that_is_taken_up_again_shows_the_minutes_that_are_left(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "f9", "f9")
        await wait(pilot, 600)
        await press(pilot, "f9")
        await wait(pilot, 300)
        await press(pilot, "ctrl+b", "1")
        assert re.search(r"13:45-14:40 +55分", facts(pilot))


async def test_undo_and_redo_of_typing_say_what_they_do_where_there_is_none(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await type_text(pilot, "書きかけ")
        await press(pilot, "ctrl+q", "1")
    async with stage(reopen(live)) as pilot:
        await press(pilot, "ctrl+z")
        assert said(pilot)[-1] == t("app.no_typing_to_undo")
        assert bar_of(pilot).area.text == "書きかけ"
        await press(pilot, "ctrl+y")
        assert said(pilot)[-1] == t("app.no_typing_to_redo")
        await type_text(pilot, "の文")
        count = len(said(pilot))
        await press(pilot, "ctrl+z", "ctrl+y")
        assert bar_of(pilot).area.text == "書きかけの文"
        assert len(said(pilot)) == count
