"""The cases of time as they stand on the screen: late and early, other days, clock times that do not hold."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.stage import (
    BEGIN,
    SIZES,
    STEP,
    TEAM,
    book_until_plan_ends,
    joined,
    kinds,
    lines_fit,
    make_live,
    press,
    rows,
    said,
    shown,
    stage,
    still_clock,
    wait,
)
from jusou_tui import wording
from jusou_tui.app.meeting_text.top_line import right_pieces
from jusou_tui.live import controls
from jusou_tui.session.model.records import Meeting
from jusou_tui.wording import t
from proof import first_quick

DAY = 86400
LATENESS = [
    (0, "予定どおり", "on time"),
    (59, "予定どおり", "on time"),
    (60, "1分遅れ", "1 min late"),
    (119 * 60, "119分遅れ", "119 min late"),
    (125 * 60, "2時間5分遅れ", "2 h 5 min late"),
    (11 * 3600, "11時間遅れ", "11 h late"),
    (-59, "1分早い", "1 min early"),
    (-60, "1分早い", "1 min early"),
    (-11 * 3600, "11時間早い", "11 h early"),
]


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_case_27_late_and_early_are_said_the_same_way(place: Path, language: str) -> None:
    wording.use(language)
    for number, (seconds, japanese, english) in enumerate(LATENESS):
        clock = still_clock()
        live = make_live(place / str(number), clock)
        book_until_plan_ends(live)
        clock.advance(seconds)
        controls.go_on(live.current)
        texts = [text for text, _ in right_pieces(live.current.snapshot(), short=False)]
        assert (japanese if language == "ja" else english) in texts, seconds
        live.close()


@pytest.mark.parametrize("language", wording.LANGUAGES)
async def test_case_27_late_is_said_on_every_page(place: Path, language: str) -> None:
    wording.use(language)
    seconds, *words = LATENESS[4]
    said_as = words[wording.LANGUAGES.index(language)]
    clock = still_clock()
    live = make_live(place, clock)
    book_until_plan_ends(live)
    clock.advance(seconds)
    controls.go_on(live.current)
    async with stage(live) as pilot:
        assert f" {said_as} " in rows(pilot)[0]
        await press(pilot, "f2")
        assert f" {said_as} " in rows(pilot)[0]
        assert lines_fit(pilot)


@pytest.mark.parametrize("language", wording.LANGUAGES)
async def test_case_27_the_longest_lateness_leaves_the_end_and_the_clock_in_sight(
    place: Path, language: str
) -> None:
    wording.use(language)
    clock = still_clock()
    live = make_live(place, clock)
    controls.go_on(live.current)
    clock.advance(60)
    live.continuity.heartbeat(force=True)
    clock.advance(13 * DAY + 7 * 3600)
    async with stage(live) as pilot:
        await press(pilot, "1")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            top = rows(pilot)[0]
            assert ("13日6時間遅れ" if language == "ja" else "13 d 6 h late") in top
            assert top.rstrip().endswith(f"{clock.now():%H:%M}")
            assert f"{live.current.snapshot().forecast.end:%H:%M}" in top
            assert lines_fit(pilot)


@pytest.mark.parametrize("language", wording.LANGUAGES)
async def test_case_27_a_week_s_gap_is_asked_about_in_days(place: Path, language: str) -> None:
    wording.use(language)
    clock = still_clock()
    live = make_live(place, clock)
    controls.go_on(live.current)
    clock.advance(60)
    live.continuity.heartbeat(force=True)
    clock.advance(7 * DAY)
    async with stage(live) as pilot:
        question = joined(pilot)
        assert ("7日のあいだ動いていませんでした" if language == "ja" else "stoppedfor7d") in question
        assert "10080" not in question
        await press(pilot, "enter")
        (gap,) = [event for _, event in live.current.events if event.kind == "gap"]
        assert gap.counted is False
        assert "10080" not in joined(pilot)


@pytest.mark.parametrize(("language", "mark"), [("ja", "（+1日）"), ("en", "(+1d)")])
async def test_case_31_what_falls_on_the_next_day_says_so(place: Path, language: str, mark: str) -> None:
    wording.use(language)
    live = make_live(place, still_clock())
    live.book.meetings.set(STEP, pins={"reflection": (BEGIN + timedelta(days=1)).replace(hour=9, minute=0)})
    async with stage(live, size=SIZES[0]) as pilot:
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert mark in "".join(rows(pilot)[0].split())
        await press(pilot, "f2")
        for size in SIZES:
            await pilot.resize_terminal(*size)
            table = joined(pilot)
            assert f"09:00{mark}" in table
            assert table.count(mark) >= 3  # the row itself, the one behind it, the end at the top
            assert lines_fit(pilot)


async def test_case_31_a_delay_over_midnight_brings_the_rows_to_the_next_day(place: Path) -> None:
    clock = still_clock()
    live = make_live(place, clock)
    late = BEGIN.replace(hour=23, minute=0)
    clock.advance((late - clock.now()).total_seconds())
    controls.go_on(live.current)
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f2")
        reflection = next(line for line in rows(pilot) if "わがまちの連携" in line)
        assert "00:20（+1日）-01:20" in reflection
        assert "01:50（+1日）" in rows(pilot)[0]
        await wait(pilot, 90 * 60)
        assert "（+1日）" not in rows(pilot)[0]  # it is that day by now


@pytest.mark.parametrize("language", wording.LANGUAGES)
async def test_case_25_a_guest_who_will_have_to_wait_is_said_under_the_row(
    place: Path, language: str
) -> None:
    wording.use(language)
    clock = still_clock()
    live = make_live(place, clock)
    live.book.meetings.set(STEP, pins={"reflection": BEGIN.replace(hour=15, minute=0)})
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 20 * 60)
        await press(pilot, "f2")
        sentence = "15:00に開始の予定ですが" if language == "ja" else "Plannedtobeginat15:00"
        assert sentence not in joined(pilot)  # the gap before it takes the delay up
        await wait(pilot, 12 * 60)
        assert sentence in joined(pilot)
        assert ("7分遅れそうです" if language == "ja" else "probablybe7minlate") in joined(pilot)
        await wait(pilot, 3 * 3600)
        assert ("3時間7分遅れそうです" if language == "ja" else "3h7min") in joined(pilot)


@pytest.mark.parametrize("language", wording.LANGUAGES)
async def test_case_28_a_row_whose_end_has_passed_before_its_turn_says_so(place: Path, language: str) -> None:
    wording.use(language)
    live = make_live(place, still_clock())
    live.book.meetings.set(STEP, ends={"understanding": BEGIN.replace(hour=14, minute=0)})
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 20 * 60)
        await press(pilot, "f2")
        sentence = "14:00までなので、時間が残っていません" if language == "ja" else "Endsat14:00"
        assert sentence not in joined(pilot)
        await wait(pilot, 15 * 60)
        assert sentence in joined(pilot)
        assert live.current.snapshot().forecast.row("understanding").expected_minutes == 0


async def test_case_18_start_next_and_back_within_a_second_count_once_and_undo_is_on_the_screen(
    place: Path,
) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await pilot.press("f9")
        await pilot.press("f9")
        await pilot.press("ctrl+b")
        await pilot.pause()
        assert kinds(live) == ["start"]
        assert live.current.snapshot().row.key == "opening"
        counted, nothing_before = said(pilot)
        assert "1回として扱いました" in counted
        assert "F12" in counted
        assert nothing_before == t("app.back_nothing")
        await press(pilot, "f9")
        assert len(said(pilot)) == 2  # once for each press that did not count, none for one that does
        assert "Ctrl+B 前へ戻る" in rows(pilot)[-1]
        await wait(pilot, 60)
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert "F12 元に戻す" in rows(pilot)[-1]
        await press(pilot, "f12")
        assert live.current.snapshot().row.key == "opening"


@pytest.mark.parametrize("paused", first_quick([True, False]))
async def test_case_12_minutes_in_overtime_show_no_wrong_end_at_any_key(place: Path, paused: bool) -> None:
    live = make_live(place, still_clock())
    book_until_plan_ends(live)
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 20 * 60)
        if paused:
            await press(pilot, "f6")
        late = live.current.snapshot().forecast.behind_minutes
        assert late == 5
        for key in (*["f8"] * 3, *["f7"] * 6, *["f8"] * 3):
            await press(pilot, key)
            top = rows(pilot)[0]
            assert "16:25" in top
            assert "5分遅れ" in top
            assert live.current.snapshot().forecast.end >= live.current.snapshot().now
        for _ in range(7):
            await press(pilot, "f8")
        assert "16:27" in rows(pilot)[0]
        assert "7分遅れ" in rows(pilot)[0]


async def test_case_02_a_pause_that_begins_at_midnight_exactly_stands_on_the_screen(place: Path) -> None:
    clock = still_clock()
    live = make_live(place, clock)
    midnight = (BEGIN + timedelta(days=1)).replace(hour=0, minute=0)
    start = midnight - timedelta(minutes=5)
    live.book.meetings.set(STEP, date=start.date(), start=start, booked_end=None)
    clock.advance((start - clock.now()).total_seconds())
    controls.go_on(live.current)
    clock.advance(300)
    assert clock.now() == midnight
    controls.toggle_pause(live.current)
    clock.advance(600)
    async with stage(live) as pilot:
        assert "一時停止中" in shown(pilot)
        assert live.current.snapshot().progress.paused_since == midnight
        assert live.current.snapshot().countdown.remaining == 600
        await press(pilot, "f6")
        assert live.current.snapshot().progress.elapsed == pytest.approx(300)
        assert "10分遅れ" in rows(pilot)[0]


async def test_case_32_with_all_rows_left_out_nothing_begins_and_nothing_breaks(place: Path) -> None:
    live = make_live(place, still_clock())
    keys = tuple(row.key for row in live.current.schedule().rows)
    live.book.meetings.set(STEP, skipped=keys)
    async with stage(live) as pilot:
        await press(pilot, "f9")
        assert kinds(live) == []
        assert live.current.snapshot().state == "before"
        await press(pilot, "f2")
        assert lines_fit(pilot)
        assert wording.t("timekeeping.no_rows")[:8] in joined(pilot)
    assert live.current.record == Meeting(**{**dict(live.current.record), "skipped": keys})


async def test_case_33_what_cannot_be_done_is_said_by_how_much_with_what_could_be_left_out(
    place: Path,
) -> None:
    clock = still_clock()
    live = make_live(place, clock, team=TEAM)
    live.book.meetings.set(STEP, booked_end=BEGIN.replace(hour=16, minute=20))
    clock.advance(3 * 3600 - 60)
    controls.go_on(live.current)
    async with stage(live) as pilot:
        await press(pilot, "ctrl+e")
        text = joined(pilot)
        assert "16:20を2時間59分過ぎます" in text
        assert "足りません" in text
        assert "省略：" in text
        assert lines_fit(pilot)
        await press(pilot, "enter")
        before = live.current.snapshot().forecast.end
        await press(pilot, "ctrl+e")
        assert "→" not in joined(pilot)  # nothing is left to shorten
        await press(pilot, "enter")
        assert abs(live.current.snapshot().forecast.end - before) < timedelta(seconds=3)
