"""The schedule page by keys."""

from __future__ import annotations

from pathlib import Path

from app.stage import (
    book_until_plan_ends,
    kinds,
    live_of,
    make_live,
    page_name,
    press,
    said,
    shown,
    stage,
    still_clock,
    text_of,
    wait,
)


async def test_the_table_has_every_row_with_planned_actual_and_expected(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 20 * 60)
        await press(pilot, "f9", "f2")
        table = text_of(pilot, "#table")
        for part in ("オープニング", "13:30-13:45", "65分", "20分", "いま", "済", "13:50-14:55", "実績"):
            assert part in table


async def test_looking_ahead_never_moves_the_meeting(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f2", "down", "down", "up", "end", "home", "end", "enter")
        assert page_name(pilot) == "LookScreen"
        assert kinds(live) == ["start"]


async def test_a_row_is_left_out_and_taken_in_again(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f2", "end", "delete")
        assert "省" in text_of(pilot, "#table")
        assert live.current.snapshot().progress.skipped == frozenset({"next-step"})
        await press(pilot, "delete")
        assert live.current.snapshot().progress.skipped == frozenset()
        await press(pilot, "home", "delete")
        assert live.current.snapshot().progress.skipped == frozenset()
        assert "いま行っている行です" in said(pilot)[-1]


async def test_a_row_gets_more_and_fewer_minutes_and_undo_takes_it_back(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f2", "end", "f7", "f7", "f8")
        assert live.current.schedule().row("next-step").minutes == 29
        await press(pilot, "ctrl+z")
        assert live.current.schedule().row("next-step").minutes == 28
        assert "28分" in text_of(pilot, "#table")


async def test_the_running_row_gets_its_minutes_as_in_the_meeting(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f2", "f8")
        assert kinds(live) == ["start", "adjust"]


async def test_a_length_that_was_fitted_stands_beside_the_planned_one(place: Path) -> None:
    async with stage(make_live(place, still_clock())) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 26 * 60)
        await press(pilot, "ctrl+e", "enter", "f2")
        assert "60→59分" in text_of(pilot, "#table")


async def test_esc_leads_back_from_a_page_to_the_meeting(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        for there, back in (("f2", "escape"), ("f3", "escape")):
            await press(pilot, there, back)
            assert page_name(pilot) == "RunScreen", (there, back)
        await press(pilot, "f2", "f3")
        assert page_name(pilot) == "NotesScreen"
        await press(pilot, "f2", "escape")
        assert page_name(pilot) == "RunScreen"
        assert live_of(pilot) is live


async def test_a_meeting_past_its_booked_end_says_so(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.meetings.set("step1", booked_end=live.current.record.start.replace(hour=16, minute=0))
    async with stage(live) as pilot:
        await press(pilot, "f2")
        assert "20分" in text_of(pilot, "#outcome")


async def test_the_figures_below_the_table_follow_what_is_left_out(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f2", "end")
        assert "13:30-16:20" in text_of(pilot, "#outcome")
        assert "実施内容4つ" in text_of(pilot, "#outcome")
        assert "Del 省略する" in shown(pilot)
        await press(pilot, "delete")
        assert "13:30-15:50" in text_of(pilot, "#outcome")
        assert "実施内容3つ" in text_of(pilot, "#outcome")
        assert "Del 戻す" in shown(pilot)
        await press(pilot, "home")
        assert "Del 省略する" in shown(pilot)


async def test_an_end_beyond_the_booked_one_is_told_while_the_meeting_runs(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 60 * 60)
        await press(pilot, "f2")
        assert "会場の終了時刻16:30を35分過ぎます" in text_of(pilot, "#outcome")


async def test_after_the_end_no_key_of_a_row_is_offered(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f9", "f9", "f9", "f9", "1", "f2")
        assert live.current.snapshot().state == "finished"
        for word in ("省略する", "-1分", "+1分", "終了時刻に合わせる"):
            assert word not in shown(pilot), word


async def test_what_is_done_shows_when_it_was_and_what_comes_when_it_is_expected(place: Path) -> None:
    live = make_live(place, still_clock())
    book_until_plan_ends(live)
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 20 * 60)
        await press(pilot, "f9", "f2", "end")
        late = next(line for line in text_of(pilot, "#table").splitlines() if "14:50-15:50" in line)
        assert late.split()[0] == "遅"
        await press(pilot, "delete")
        table = text_of(pilot, "#table").splitlines()
        done, now, coming, out = (
            next(line for line in table if part in line)
            for part in ("オープニング", "13:45-14:50", "14:50-15:50", "Step2 に向けた")
        )
        assert done.split()[0] == "済"
        assert "13:30-13:45" in done
        assert done.rstrip().endswith("13:30-13:50")
        assert now.split()[-2:] == ["13:50-14:55", "5分遅れ"]
        assert coming.split()[0] != "遅", "without its last activity the meeting ends in time"
        assert coming.split()[-2:] == ["14:55-15:55", "5分遅れ"]
        assert "省" in out.split()[:2]
        assert out.rstrip().endswith("30分")


async def test_rows_behind_midnight_say_so_as_planned_and_as_expected(place: Path) -> None:
    live = make_live(place, still_clock())
    late = live.current.record.start.replace(hour=22, minute=40)  # type: ignore[union-attr]
    live.book.meetings.set("step1", start=late, booked_end=None)
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f2")
        table = text_of(pilot, "#table")
        assert table.count("00:00（+1日）-01:00") == 2
        assert "22:40-22:55" in table
        assert "22:55-00:00（" not in table
