"""Step1 and Step2 on one day: one table with the lunch between, keys that act on the right meeting."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.day_of_two import MORNING, at, two
from app.stage import (
    SIZES,
    kinds,
    lines_fit,
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
    text_of,
    type_text,
    wait,
)
from jusou_tui import wording
from jusou_tui.live import controls
from jusou_tui.live.planning import lunch


async def to_lunch(pilot: object) -> None:
    """Mark the lunch: the row behind the four of Step1."""
    await press(pilot, "home", "down", "down", "down", "down")  # type: ignore[arg-type]


async def test_one_table_has_both_meetings_and_the_lunch_between(place: Path) -> None:
    live = two(place)
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f2")
        table = text_of(pilot, "#table").splitlines()
        places = [
            next(n for n, line in enumerate(table) if part in line)
            for part in ("Step1 キックオフ", "09:00-09:15", "11:50-12:50", "Step2 取組", "12:50-13:05")
        ]
        assert places == sorted(places)
        assert "昼休み" in table[places[2]]
        assert "60分" in table[places[2]]
        assert "一日の終わりは" in text_of(pilot, "#outcome")
        assert "予定どおり" in text_of(pilot, "#outcome")
        assert f"{live.current.day_forecast().end:%H:%M}" in text_of(pilot, "#outcome")


async def test_meetings_with_one_date_are_one_day_whatever_the_variant(place: Path) -> None:
    live = two(place, date=MORNING.date(), start=at(13))
    live.book.set_meta(variant="standard")
    assert live.current.meetings_today == ("step1", "step2")
    live.book.meetings.set("step2", date=MORNING.date() + timedelta(days=1))
    assert live.current.meetings_today == ("step1",)
    live.book.set_meta(variant="same-day")
    assert live.current.meetings_today == ("step1",)
    live.close()


async def test_keys_act_on_the_meeting_of_the_marked_row(place: Path) -> None:
    live = two(place)
    async with stage(live) as pilot:
        await press(pilot, "f9", "f2")
        await to_lunch(pilot)
        await press(pilot, "down", "f8", "f8", "f7")
        second = live.meeting("step2")
        assert second.schedule().rows[0].minutes == 16
        assert kinds(live) == ["start"]
        await press(pilot, "down", "delete")
        assert second.snapshot().progress.skipped == {second.schedule().rows[1].key}
        assert live.current.snapshot().progress.skipped == frozenset()
        await press(pilot, "delete")
        assert second.snapshot().progress.skipped == frozenset()
        before = [row.key for row in second.schedule().rows]
        await press(pilot, "shift+down")
        assert [row.key for row in second.schedule().rows] == [
            before[0],
            before[2],
            before[1],
            *before[3:],
        ]
        await press(pilot, "ctrl+z")
        assert [row.key for row in second.schedule().rows] == before
        await press(pilot, "enter")
        assert page_name(pilot) == "LookScreen"
        assert "Step2" in rows(pilot)[0]
        await press(pilot, "enter")
        assert "ほかの実施内容だけ" in said(pilot)[-1]
        await press(pilot, "escape")
        assert page_name(pilot) == "ScheduleScreen"
        await press(pilot, "escape")
        assert page_name(pilot) == "RunScreen"
        assert live.current.step.id == "step1"


LUNCHES = [
    ("45", "12:35"),
    ("４５分", "12:35"),
    ("1:30", "13:20"),
    ("１：３０", "13:20"),
    ("1時間", "12:50"),
    ("1時間半", "13:20"),
    ("+10", "13:00"),
    ("＋１０", "13:00"),
    ("ー５", "12:45"),
    ("13:00まで", "13:00"),
    ("１３：１０まで", "13:10"),
    ("0", "11:50"),
]


@pytest.mark.parametrize(("typed", "expected"), LUNCHES)
def test_the_lunch_is_typed_in_many_ways(place: Path, typed: str, expected: str) -> None:
    live = two(place)
    second = live.meeting("step2")
    assert lunch.take_length(second, typed)
    assert f"{second.schedule().start:%H:%M}" == expected
    live.book.undo()
    assert f"{second.schedule().start:%H:%M}" == "12:50"
    live.close()


async def test_the_lunch_is_typed_and_undone_in_one_step(place: Path) -> None:
    live = two(place)
    async with stage(live) as pilot:
        await press(pilot, "f2")
        for typed, expected in (LUNCHES[3], LUNCHES[10]):
            await to_lunch(pilot)
            await press(pilot, "ctrl+d", "1")
            await type_text(pilot, typed)
            await press(pilot, "enter")
            assert page_name(pilot) == "ScheduleScreen"
            assert f"{live.meeting('step2').schedule().start:%H:%M}" == expected, typed
            await press(pilot, "ctrl+z")
            assert f"{live.meeting('step2').schedule().start:%H:%M}" == "12:50"


async def test_the_lunch_that_is_set_while_the_morning_is_late_counts_from_its_expected_end(
    place: Path,
) -> None:
    live = two(place)
    async with stage(live) as pilot:
        await wait(pilot, 20 * 60)
        await press(pilot, "f9", "1", "f2")
        await to_lunch(pilot)
        await press(pilot, "enter", "1")
        await type_text(pilot, "50")
        await press(pilot, "enter")
        pause = live.current.day_forecast().intervals[0]
        assert pause.minutes == 50
        assert f"{pause.expected.end:%H:%M}" == "13:00"
        await press(pilot, "f7")
        assert f"{live.current.day_forecast().intervals[0].expected.end:%H:%M}" == "12:59"
        meeting = on_disk(live).meetings["step2"]
        assert (meeting.lunch, meeting.start) == (49, at(12, 59))


async def test_how_short_the_lunch_may_get_is_set_and_kept_in_the_file(place: Path) -> None:
    live = two(place)
    async with stage(live) as pilot:
        await press(pilot, "f2")
        await to_lunch(pilot)
        await press(pilot, "ctrl+d", "2")
        await type_text(pilot, "６１")
        await press(pilot, "enter")
        assert "60分" in text_of(pilot, "#remark")
        await press(pilot, "backspace", "backspace")
        await type_text(pilot, "半時間")
        await press(pilot, "enter")
        assert on_disk(live).meetings["step2"].least_lunch == 30
        assert live.current.day_forecast().intervals[0].least == 30
    again = reopen(live)
    assert again.current.day_forecast().intervals[0].least == 30
    again.close()


async def test_a_lunch_is_never_left_out_or_moved_and_says_so(place: Path) -> None:
    live = two(place)
    async with stage(live) as pilot:
        await press(pilot, "f2")
        await to_lunch(pilot)
        await press(pilot, "delete")
        assert "省略できません" in said(pilot)[-1]
        await press(pilot, "shift+up")
        assert "動かせません" in said(pilot)[-1]
        await press(pilot, "ctrl+d", "1")
        await type_text(pilot, "13:00から")
        await press(pilot, "enter")
        assert "11:50" in text_of(pilot, "#remark")


async def test_after_the_first_meeting_the_second_shows_the_whole_day(place: Path) -> None:
    live = two(place)
    async with stage(live, size=(120, 40)) as pilot:
        for minutes in (0, 15, 65, 60, 42):
            await wait(pilot, minutes * 60)
            await press(pilot, "f9")
        assert live.current.snapshot().state == "finished"
        await wait(pilot, 30 * 60)
        live.book.set_view(screen="run", step="step2")
    again = reopen(live)
    async with stage(again, size=(120, 40)) as pilot:
        await press(pilot, "f2")
        table = text_of(pilot, "#table")
        assert "Step1 キックオフ" in table
        assert "09:00-09:15" in table
        assert "いま" in next(line for line in table.splitlines() if "昼休み" in line)
        assert again.current.snapshot().forecast.rows[0].start == at(12, 50)
        await press(pilot, "home", "f8")
        assert "すでに終わった行です" in said(pilot)[-1]


async def test_the_second_meeting_counts_with_what_the_first_one_leaves(place: Path) -> None:
    live = two(place)
    live.clock.advance(40 * 60)
    controls.go_on(live.current)
    second = live.meeting("step2")
    assert second.snapshot().forecast.rows[0].start == at(13, 15)
    assert second.snapshot().forecast.behind_minutes == 25
    assert second.not_before() == at(13, 15)
    assert live.current.not_before() is None
    live.close()


async def test_a_day_that_is_held_on_another_date_moves_as_a_whole(place: Path) -> None:
    live = two(place, start=at(13), booked_end=at(17))
    live.clock.advance(2 * 86400)
    controls.go_on(live.current)
    second = live.meeting("step2").schedule()
    assert (second.start, second.booked_end) == (at(13) + timedelta(days=2), None)
    live.book.meetings.set("step2", start=None)
    assert live.meeting("step2").schedule().booked_end is None
    live.close()


async def test_a_break_that_is_not_around_noon_is_no_lunch(place: Path) -> None:
    live = two(place)
    live.book.meetings.set("step1", start=at(13), date=MORNING.date())
    live.book.meetings.set("step2", lunch=15)
    pause = live.current.day_forecast().intervals[0]
    assert (lunch.name_of(pause), pause.planned.minutes) == ("休憩", 15)
    live.close()


@pytest.mark.proof
@pytest.mark.parametrize("language", wording.LANGUAGES)
async def test_the_table_of_a_day_fits(place: Path, language: str) -> None:
    wording.use(language)
    live = two(place, booked_end=at(15))
    async with stage(live) as pilot:
        await wait(pilot, 40 * 60)
        await press(pilot, "f9", "1")
        await press(pilot, "f2")
        await to_lunch(pilot)
        for size in SIZES:
            await pilot.resize_terminal(*size)
            assert lines_fit(pilot)
            assert primary_in_sight(pilot)
            assert misplaced(pilot) == []
        for keys in (("ctrl+d",), ("ctrl+d", "1"), ("ctrl+d", "2"), ("ctrl+e",)):
            await press(pilot, *keys)
            for size in SIZES:
                await pilot.resize_terminal(*size)
                assert lines_fit(pilot), keys
                assert "Esc" in shown(pilot), keys
                assert keys != ("ctrl+e",) or "Enter" in shown(pilot)
            await press(pilot, "escape")
