"""The change menu of a row: every change for every kind of row, each typed as people type."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.stage import (
    BEGIN,
    SIZES,
    joined,
    kinds,
    lines_fit,
    make_live,
    page_name,
    press,
    reopen,
    said,
    shown,
    stage,
    still_clock,
    text_of,
    type_text,
    until,
    wait,
)
from jusou_tui.app.shell.dialogs import AnswerList
from jusou_tui.errors import InputError
from jusou_tui.live import controls
from jusou_tui.live.planning import plan_edits, typed_time
from jusou_tui.live.planning.plan_edits import others_to_swap
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.records import Insert
from proof import first_quick

KEYS = ["opening", "understanding", "reflection", "next-step"]


def keys(live: LiveSession) -> list[str]:
    return [row.key for row in live.current.schedule().rows]


def titles(live: LiveSession) -> list[tuple[str, int]]:
    return [(row.title, row.minutes) for row in live.current.schedule().rows]


async def choose(pilot: Any, label: str) -> None:
    """Take the choice with that label, by the arrows and Enter: the keys that work while an IME is on."""
    answers = pilot.app.screen.query_one(AnswerList)
    target = next(n for n, answer in enumerate(answers.answers) if label in answer.label)
    await press(pilot, *["down"] * ((target - answers.index) % len(answers.answers)), "enter")


async def test_a_row_is_swapped_with_one_from_a_list_and_undone_in_one_step(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f2", "down", "ctrl+d")
        await choose(pilot, "ほかの行と入れ替える")
        assert "どの行と入れ替えますか" in joined(pilot)
        assert all("オープニング" not in one.label for one in pilot.app.screen.query_one(AnswerList).answers)
        await choose(pilot, "Step2 に向けた準備")
        assert keys(live) == ["opening", "next-step", "reflection", "understanding"]
        assert "入れ替えました" in said(pilot)[-1]
        assert "Step2 に向けた準備" in said(pilot)[-1]
        await press(pilot, "ctrl+z")
        assert keys(live) == KEYS
        assert "入れ替え" in said(pilot)[-1]


async def test_what_runs_or_is_over_is_swapped_with_nothing(place: Path) -> None:
    live = make_live(place, still_clock())
    controls.go_on(live.current)
    assert not plan_edits.swap(live.current, "opening", "next-step")
    assert not plan_edits.swap(live.current, "next-step", "opening")
    assert not plan_edits.swap(live.current, "next-step", "next-step")
    assert [row.key for row in others_to_swap(live.current, "reflection")] == [
        "understanding",
        "next-step",
    ]
    live.close()


@pytest.mark.proof
async def test_a_long_list_to_swap_with_is_gone_through_to_its_end(place: Path) -> None:
    live = make_live(place, still_clock())
    for number in range(12):
        live.book.meetings.set(
            "step1",
            inserts={
                **live.current.record.inserts,
                f"x{number:02}": Insert(title=f"追加 {number}", minutes=5),
            },
        )
    async with stage(live, size=SIZES[0]) as pilot:
        await press(pilot, "f2", "end", "ctrl+d")
        await choose(pilot, "ほかの行と入れ替える")
        for _ in range(14):
            await press(pilot, "down")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert re.search("> +E +わがまち", shown(pilot))
            assert "Esc  やめる" in shown(pilot) or "下にあります" in shown(pilot)
            assert not ("Esc  やめる" in shown(pilot) and "下にあります" in shown(pilot))
            assert lines_fit(pilot)
        await press(pilot, "enter")
        assert keys(live)[-2:] == ["next-step", "reflection"]


async def test_a_row_left_out_comes_back_from_the_menu_and_by_its_key(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f2", "end", "ctrl+d")
        await choose(pilot, "この会では省略する")
        assert live.current.snapshot().progress.skipped == {"next-step"}
        await press(pilot, "ctrl+d")
        assert "この前に休憩" not in shown(pilot)
        await choose(pilot, "予定に戻す")
        assert live.current.snapshot().progress.skipped == frozenset()


async def test_a_row_that_was_passed_over_comes_back_behind_what_runs(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 600)
        controls.start(live.current, "reflection")
        await press(pilot, "f2", "home", "down")
        assert "Del 戻す" in shown(pilot)
        await press(pilot, "delete")
        assert keys(live) == ["opening", "reflection", "understanding", "next-step"]
        assert live.current.snapshot().next_row.key == "understanding"  # type: ignore[union-attr]
        await press(pilot, "ctrl+z")
        assert keys(live) == KEYS


async def test_a_row_that_the_plan_leaves_out_comes_back(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.meetings.set("step1", skipped=("reflection",))
    async with stage(live) as pilot:
        await press(pilot, "f2", "end", "up", "delete")
        assert live.current.record.skipped == ()
        assert kinds(live) == []
        await press(pilot, "ctrl+z")
        assert live.current.record.skipped == ("reflection",)


async def test_what_is_over_is_not_changed_and_says_so(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 600)
        await press(pilot, "f9", "f2", "home", "delete")
        assert "すでに終わった行です" in said(pilot)[-1]
        await press(pilot, "f8")
        assert kinds(live) == ["start", "start"]
        await press(pilot, "shift+down")
        assert "動かせません" in said(pilot)[-1]


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("15", 15),
        ("90", 90),
        ("１５分", 15),
        ("1:30", 90),
        ("１：３０", 90),
        ("1時間半", 90),
        ("+10", 10),
        ("＋１０", 10),
        ("15:00まで", 75),
        ("１５：００まで", 75),
    ],
)
def test_a_length_is_read_however_it_is_typed(typed: str, minutes: int) -> None:
    assert typed_time.length(typed, BEGIN.replace(minute=45)) == minutes


@pytest.mark.proof
@pytest.mark.parametrize(("typed", "minutes"), first_quick([("１５：００まで", None), ("１：３０", 90)]))
async def test_every_field_for_a_length_takes_it_as_it_is_typed(
    place: Path, typed: str, minutes: int | None
) -> None:
    """A break at a row and now, something else, the first part of a row, a timer."""
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f2", "home", "down", "ctrl+d")  # the row from 13:45
        await choose(pilot, "この前に休憩")
        await choose(pilot, "ほかの長さ")
        await type_text(pilot, typed)
        await press(pilot, "enter")
        expected = 75 if minutes is None else minutes
        assert titles(live)[1] == ("休憩", expected)
        await press(pilot, "ctrl+z", "home", "down", "ctrl+d")
        await choose(pilot, "この前に内容を追加する")
        await type_text(pilot, f"見学　{typed}")
        await press(pilot, "enter")
        assert titles(live)[1] == ("見学", expected)
        await press(pilot, "ctrl+z", "home", "down", "f8", "ctrl+d")
        await choose(pilot, "長さ・開始・終了")
        await type_text(pilot, "120")
        await press(pilot, "enter", "ctrl+d")
        await choose(pilot, "2つに分ける")
        await type_text(pilot, typed)
        await press(pilot, "enter")
        assert [row.minutes for row in live.current.schedule().rows[1:3]] == [expected, 120 - expected]
        await press(pilot, "escape", "f9")
        now = live.clock.now()
        to_three = BEGIN.replace(hour=15, minute=0) - now
        await press(pilot, "ctrl+d")
        await choose(pilot, "タイマーを動かす")
        await choose(pilot, "ほかの長さ")
        await type_text(pilot, typed)
        await press(pilot, "enter")
        timer = live.current.snapshot().progress.timer
        assert timer is not None
        if minutes is not None:
            assert timer[1] == minutes * 60
        else:
            assert abs(timer[1] - to_three.total_seconds()) < 120
        await press(pilot, "ctrl+d")
        await choose(pilot, "いま休憩にする")
        await choose(pilot, "ほかの長さ")
        await type_text(pilot, typed)
        await press(pilot, "enter")
        row = live.current.snapshot().row
        assert row is not None
        assert row.kind == "break"
        if minutes is not None:
            assert row.minutes == minutes
        else:
            assert abs(row.minutes * 60 - to_three.total_seconds()) < 120


@pytest.mark.parametrize("typed", ["-5", "ー５", "0", "13:00まで", "15:00から", "そのうち", ""])
def test_what_is_no_length_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        typed_time.length(typed, BEGIN)


@pytest.mark.parametrize("examples", [("ー５",), ("15:00から", "")])
async def test_what_is_no_length_is_refused_with_a_sentence(place: Path, examples: tuple[str, ...]) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f2")
        for typed in examples:
            await press(pilot, "home", "down", "ctrl+d")
            await choose(pilot, "この前に休憩")
            await choose(pilot, "ほかの長さ")
            await type_text(pilot, typed)
            await press(pilot, "enter")
            assert page_name(pilot) == "LineDialog", typed
            assert text_of(pilot, "#remark").strip(), typed
            assert keys(live) == KEYS
            while page_name(pilot) != "ScheduleScreen":
                await press(pilot, "escape")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ごあいさつ 5", ("ごあいさつ", 5)),
        ("ごあいさつ　５分", ("ごあいさつ", 5)),
        ("ごあいさつ5分", ("ごあいさつ", 5)),
        ("オープナー１０分", ("オープナー", 10)),
        ("意見交換2 10分", ("意見交換2", 10)),
        ("第2部5分", ("第2部", 5)),
        ("第２部の見学1時間30分", ("第２部の見学", 90)),
        ("町の見学 15:00まで", ("町の見学", 90)),
        ("町の見学 1時間半", ("町の見学", 90)),
        ("10", ("", 10)),
    ],
)
def test_a_title_is_typed_with_its_minutes(typed: str, expected: tuple[str, int]) -> None:
    assert typed_time.with_title(typed, BEGIN) == expected


@pytest.mark.parametrize("typed", ["ごあいさつ", "", "ごあいさつ -5", "ごあいさつ ー５", "5分 ごあいさつ"])
def test_a_title_without_minutes_is_refused(typed: str) -> None:
    with pytest.raises(InputError):
        typed_time.with_title(typed, BEGIN)


@pytest.mark.parametrize(
    ("typed", "ago"),
    [("4", 4), ("４分前", 4), ("1時間", 60), ("1時間半前", 90), ("13:20", 10), ("１３時２０分", 10)],
)
def test_when_something_was_is_typed_as_how_long_ago_or_as_a_time(typed: str, ago: int) -> None:
    assert typed_time.moment_before(typed, BEGIN) == BEGIN - timedelta(minutes=ago)


def test_a_minus_before_plain_minutes_is_a_minus() -> None:
    found = typed_time.read("-100", BEGIN, BEGIN)
    assert (found.kind, found.minutes) == ("more", -100)
    until = typed_time.read("~15:00", BEGIN, BEGIN)
    assert (until.kind, until.at) == ("until", BEGIN.replace(hour=15, minute=0))


async def test_a_first_part_as_long_as_the_row_is_refused_with_how_long_it_can_be(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f2", "end", "ctrl+d")
        await choose(pilot, "2つに分ける")
        await type_text(pilot, "30")
        await press(pilot, "enter")
        assert "29分まで" in text_of(pilot, "#remark")
        await press(pilot, "escape")
        assert keys(live) == KEYS


async def test_a_row_that_was_put_in_has_every_change_too(place: Path) -> None:
    live = make_live(place, still_clock())
    plan_edits.insert(live.current, "reflection", "休憩", 10)
    async with stage(live) as pilot:
        await press(pilot, "f9", "f2", "home", "down", "down", "f8", "shift+down")
        assert titles(live)[3] == ("休憩", 10)
        assert live.current.snapshot().progress.pending
        await press(pilot, "ctrl+d")
        for label in (
            "休憩",
            "長さ・開始・終了",
            "追加する",
            "分ける",
            "入れ替える",
            "追加した内容を取り除く",
        ):
            assert label in shown(pilot), label
        await choose(pilot, "追加した内容を取り除く")
        assert keys(live) == KEYS


async def test_a_break_now_makes_no_meeting_early(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 5 * 60)
        end = live.current.snapshot().forecast.end
        await press(pilot, "ctrl+d")
        await choose(pilot, "いま休憩にする")
        await choose(pilot, "10分")
        snapshot = live.current.snapshot()
        assert abs((snapshot.forecast.end - end).total_seconds() - 600) < 60
        assert snapshot.forecast.behind_minutes == 0
        assert [row.minutes for row in snapshot.schedule.rows[:3]] == [5, 10, 10]
        await press(pilot, "ctrl+z")
        assert live.current.schedule().rows[0].minutes == 15


@pytest.mark.parametrize("running", [True, False])
async def test_an_end_by_the_clock_holds_whatever_was_given_before(place: Path, running: bool) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        key = live.current.schedule().rows[0 if running else 1].key
        await press(pilot, "f2", "home", *([] if running else ["down"]), "f8", "f8", "f8", "ctrl+d")
        await choose(pilot, "長さ・開始・終了")
        await type_text(pilot, "１４：３０まで")
        await press(pilot, "enter")
        row = live.current.snapshot().forecast.row(key)
        assert row is not None
        assert f"{row.end:%H:%M}" == "14:30"
        await press(pilot, "ctrl+z")
        row = live.current.snapshot().forecast.row(key)
        assert row is not None
        assert f"{row.end:%H:%M}" != "14:30"


async def test_the_rest_of_a_split_row_is_left_out_and_comes_back_like_any_activity(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f2", "home", "down", "ctrl+d")
        await choose(pilot, "2つに分ける")
        await type_text(pilot, "30")
        await press(pilot, "enter", "home", "down", "down", "ctrl+d")
        assert "追加した内容を取り除く" not in shown(pilot)
        await press(pilot, "escape", "delete", "delete")
        assert [row.minutes for row in live.current.schedule().rows[1:3]] == [30, 35]
        assert live.current.snapshot().progress.skipped == frozenset()


async def test_what_was_typed_before_the_program_began_does_not_hold_up_undo(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await type_text(pilot, "書きかけ")
        await press(pilot, "ctrl+q", "1")
    again = reopen(live)
    async with stage(again) as pilot:
        await press(pilot, "f8", "ctrl+z")  # this key stays in a field with text
        assert kinds(again) == ["start", "adjust"]
        await press(pilot, "f12")
        assert kinds(again) == ["start"]
        assert "書きかけ" in shown(pilot)


async def test_commands_are_found_by_what_they_do(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "ctrl+p")
        await type_text(pilot, "休憩")
        await until(pilot, lambda: "できること  Ctrl+D" in shown(pilot))


def test_a_key_cannot_have_been_pressed_in_the_future() -> None:
    with pytest.raises(InputError) as raised:
        typed_time.moment_before("１４：００", BEGIN)
    assert raised.value.message_id == "timekeeping.not_yet"
    assert typed_time.moment_before("１３：２５", BEGIN) == BEGIN.replace(minute=25)
