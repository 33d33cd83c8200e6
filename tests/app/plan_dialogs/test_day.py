"""The day changed by keys: to end on time, breaks, typed times, order, a timer, a key's time put right."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.stage import (
    BEGIN,
    SIZES,
    app_of,
    facts,
    flashes,
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
    wait,
)
from jusou_tui import settings, wording
from jusou_tui.app.alerts.flash import Flash
from jusou_tui.app.widgets.fields import LineInput
from jusou_tui.errors import InputError
from jusou_tui.live.planning.plan_edits import propose
from jusou_tui.live.planning.typed_time import read
from jusou_tui.live.session import LiveSession
from jusou_tui.session.model.queries import notes_of

BOOKED = 16, 20


def tight_session(place: Path) -> LiveSession:
    """Return a session whose room must be empty when the plan ends: 16:20."""
    live = make_live(place, still_clock())
    live.book.meetings.set("step1", booked_end=BEGIN.replace(hour=BOOKED[0], minute=BOOKED[1]))
    return live


def minutes(live: LiveSession) -> list[int]:
    return [row.expected_minutes for row in live.current.snapshot().forecast.rows]


async def late(pilot: object, by: int = 12) -> None:
    """Begin, and be so many minutes late in the second activity."""
    await press(pilot, "f9")  # type: ignore[arg-type]
    await wait(pilot, (15 + by) * 60)  # type: ignore[arg-type]
    await press(pilot, "f9")  # type: ignore[arg-type]


async def test_twelve_minutes_late_one_key_shows_and_one_takes_what_ends_on_time(place: Path) -> None:
    live = tight_session(place)
    async with stage(live) as pilot:
        await late(pilot)
        assert "12分縮めれば" in shown(pilot)
        before = minutes(live)
        await press(pilot, "ctrl+e")
        assert page_name(pilot) == "CatchUpDialog"
        text = joined(pilot)
        assert "16:20を12分過ぎます" in text
        assert "60→5" in text
        assert "16:20に終わります" in text
        await press(pilot, "enter")
        assert abs(live.current.snapshot().forecast.end - live.current.record.booked_end) < timedelta(
            seconds=30
        )
        assert live.current.snapshot().forecast.behind_minutes == 0
        assert live.current.schedule().row("reflection").minutes == 60  # the plan stays, to be compared with
        assert "縮めれば" not in shown(pilot)
        await press(pilot, "ctrl+z")
        assert minutes(live) == before
        assert live.current.snapshot().forecast.behind_minutes == 12


async def test_a_part_of_a_fit_is_taken_and_escape_takes_nothing(place: Path) -> None:
    live = tight_session(place)
    async with stage(live) as pilot:
        await late(pilot)
        before = minutes(live)
        await press(pilot, "ctrl+e", "escape")
        assert minutes(live) == before
        await press(pilot, "ctrl+e", "down", "space", "enter")
        taken = propose(live.current)
        assert taken.over > 0
        assert minutes(live)[2] == 60
        assert minutes(live)[3] < 30


async def test_what_could_be_left_out_is_offered_where_shortening_is_not_enough(place: Path) -> None:
    live = tight_session(place)
    async with stage(live) as pilot:
        await late(pilot, 60)
        await press(pilot, "ctrl+e")
        assert "足りません" in joined(pilot)
        assert "省略：" in joined(pilot)
        assert "80%" in joined(pilot)
        await press(pilot, "left", "left")
        assert "60%" in joined(pilot)
        await press(pilot, "right", "right")
        assert "80%" in joined(pilot)
        await press(pilot, "end", "up", "space", "enter")
        assert live.current.snapshot().progress.skipped
        await press(pilot, "ctrl+z")
        assert not live.current.snapshot().progress.skipped


async def test_before_the_meeting_a_fit_changes_the_plan(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.meetings.set("step1", booked_end=BEGIN.replace(hour=16, minute=0))
    async with stage(live) as pilot:
        await press(pilot, "f2", "ctrl+e", "enter")
        assert live.current.schedule().end == live.current.record.booked_end
        assert kinds(live) == []
        await press(pilot, "ctrl+e")
        assert "短くする必要はありません" in said(pilot)[-1]


async def test_a_break_now_keeps_the_rest_of_the_activity_behind_it(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 5 * 60)
        await press(pilot, "ctrl+d", "1", "2")
        rows = live.current.schedule().rows
        assert [row.title for row in rows[1:3]] == ["休憩", f"{rows[0].label}（続き）"]
        assert live.current.snapshot().row.kind == "break"
        assert rows[2].activity is rows[0].activity
        assert "休憩" in shown(pilot)
        await press(pilot, "ctrl+z")
        assert [row.kind for row in live.current.schedule().rows] == ["activity"] * 4
        assert live.current.snapshot().row.key == "opening"


async def test_the_marked_row_gets_a_break_before_it_of_any_length(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f2", "end", "ctrl+d", "1", "4")
        await type_text(pilot, "１２")
        await press(pilot, "enter")
        rows = live.current.schedule().rows
        assert [(row.title, row.minutes) for row in rows[3:]] == [("休憩", 12), (rows[4].title, 30)]
        await press(pilot, "home", "end", "up", "ctrl+d")
        assert "追加した内容を取り除く" in shown(pilot)


TIMES = [
    ("１：３０", ("15:50", "17:20")),
    ("16:00から", ("16:00", "16:30")),
    ("90", ("15:50", "17:20")),
    ("1時間半", ("15:50", "17:20")),
    ("+10", ("15:50", "16:30")),
    ("－５", ("15:50", "16:15")),
    ("16:00まで", ("15:50", "16:00")),
    ("１６：１０まで", ("15:50", "16:10")),
]


@pytest.mark.parametrize("examples", [TIMES[:2], TIMES[2:]])
async def test_times_of_a_row_are_typed_in_many_ways(
    place: Path, examples: list[tuple[str, tuple[str, str]]]
) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f2")
        for typed, expected in examples:
            await press(pilot, "end", "ctrl+d", "2")
            await type_text(pilot, typed)
            await press(pilot, "enter")
            row = live.current.schedule().row("next-step")
            assert (f"{row.start:%H:%M}", f"{row.end:%H:%M}") == expected, typed
            await press(pilot, "ctrl+z")
            assert live.current.schedule().row("next-step").minutes == 30


async def test_what_cannot_be_read_is_said_and_can_be_changed(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f2", "end", "ctrl+d", "2")
        await type_text(pilot, "そのうち")
        await press(pilot, "enter")
        assert page_name(pilot) == "LineDialog"
        assert "そのうち" in text_of(pilot, "#remark")
        await press(pilot, "escape")
        assert live.current.schedule().row("next-step").minutes == 30


async def test_a_row_moves_and_what_runs_or_is_done_stays(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f2", "end", "shift+up")
        assert [row.key for row in live.current.schedule().rows] == [
            "opening",
            "understanding",
            "next-step",
            "reflection",
        ]
        await press(pilot, "shift+up", "shift+up")
        assert live.current.schedule().rows[0].key == "opening"
        assert "動かせません" in said(pilot)[-1]


async def test_a_row_is_put_off_with_a_topic_that_is_kept_and_both_go_with_one_undo(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f2", "end", "ctrl+d")
        place_of = next(n for n, line in enumerate(shown(pilot).splitlines()) if "次回以降へ回す" in line)
        first = next(n for n, line in enumerate(shown(pilot).splitlines()) if "この前に休憩" in line)
        await press(pilot, str(place_of - first + 1))
        assert live.current.snapshot().progress.skipped == frozenset({"next-step"})
        (note,) = [note for _, note in notes_of(live.book.session, "step1")]
        assert note.kept
        await press(pilot, "ctrl+z")
        assert live.current.snapshot().progress.skipped == frozenset()
        assert notes_of(live.book.session, "step1") == []


async def test_a_timer_counts_down_beside_the_activity_and_survives_the_program(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "ctrl+d", "2", "2")
        await wait(pilot, 60)
        assert "タイマー" in facts(pilot)
        assert "02:00" in facts(pilot) or "01:59" in facts(pilot)
        await wait(pilot, 125)
        assert "タイマーの時間です" in said(pilot)[-1]
    again = reopen(live)
    assert again.current.snapshot().progress.timer is not None
    again.close()


async def test_next_was_four_minutes_ago(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 20 * 60)
        await press(pilot, "f9")
        before = live.current.snapshot().progress.elapsed
        await press(pilot, "ctrl+d", "4")
        assert "訂正後の時刻" in shown(pilot)
        await type_text(pilot, "４")
        await press(pilot, "enter")
        now = live.current.snapshot().progress
        assert 235 < now.elapsed - before < 250
        assert now.runs[0].elapsed < 17 * 60
        await press(pilot, "ctrl+z")
        assert live.current.snapshot().progress.elapsed < 20


async def test_a_key_is_not_put_before_the_one_before_it_without_a_word(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9")
        await wait(pilot, 20 * 60)
        await press(pilot, "f9")
        before = live.current.events
        await press(pilot, "ctrl+d", "4")
        for typed in ("30", "13:12", "１３：２９"):
            await type_text(pilot, typed)
            await press(pilot, "enter")
            assert page_name(pilot) == "LineDialog"
            assert f"「{typed}」は、1つ前の操作の13:30より前です。" in joined(pilot)
            assert live.current.events == before
            pilot.app.screen.query_one(LineInput).value = ""
        pilot.app.screen.query_one(LineInput).value = "13:30"  # the minute of that key: held at its second
        await press(pilot, "enter")
        assert page_name(pilot) == "RunScreen"
        assert live.current.snapshot().progress.runs[0].elapsed == pytest.approx(0, abs=1)


async def test_case_22_a_late_start_asks_once_from_when(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await wait(pilot, 8 * 60)
        await press(pilot, "f9")
        assert "13:30" in shown(pilot)
        await press(pilot, "2")
        assert live.current.snapshot().progress.started == BEGIN
        await press(pilot, "ctrl+z", "f9", "escape")
        assert live.current.snapshot().state == "before"  # Esc leaves it for later
        await press(pilot, "f9", "1")
        assert live.current.snapshot().progress.started > BEGIN + timedelta(minutes=8)
        await press(pilot, "f9")
        assert page_name(pilot) == "RunScreen"


async def test_overtime_is_told_every_five_minutes_and_settings_keep_it_quiet(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[int] = []
    live = make_live(place, still_clock())
    async with stage(live, flash=True) as pilot:
        monkeypatch.setattr(app_of(pilot), "bell", lambda: rung.append(1))
        await press(pilot, "f9")
        await wait(pilot, 16 * 60)
        assert len(rung) == 1
        assert flashes(pilot)
        await wait(pilot, 3 * 60)
        assert len(rung) == 1
        await wait(pilot, 60 + 10)
        assert "5分超過しました" in said(pilot)[-1]
        settings.change("bell", False)
        settings.change("screen_flash", False)
        pilot.app.screen.query_one(Flash).end()
        await wait(pilot, 5 * 60)
        assert "10分超過しました" in said(pilot)[-1]
        assert len(rung) == 2
        assert not flashes(pilot)
        assert kinds(live) == ["start"]


async def test_the_page_says_how_long_it_is_to_the_break_and_where_none_is(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f2")
        assert "170分、休憩がありません" in joined(pilot)
        await press(pilot, "end", "up", "ctrl+d", "1", "2")
        assert "次の休憩まで80分" in joined(pilot)


async def test_an_overlap_is_said_under_its_row(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.meetings.set("step1", pins={"reflection": BEGIN.replace(hour=14, minute=40)})
    async with stage(live, size=(120, 40)) as pilot:
        await press(pilot, "f2")
        assert "前の内容と10分重なります" in joined(pilot)


@pytest.mark.proof
@pytest.mark.parametrize("language", wording.LANGUAGES)
async def test_the_dialogs_fit(place: Path, language: str) -> None:
    wording.use(language)
    live = tight_session(place)
    async with stage(live) as pilot:
        await late(pilot, 60)
        for keys in (("ctrl+e",), ("ctrl+d",), ("ctrl+d", "3"), ("f2",)):
            await press(pilot, *keys)
            for size in SIZES:
                await pilot.resize_terminal(*size)
                assert lines_fit(pilot), keys
                if keys == ("ctrl+e",):
                    assert "Enter" in shown(pilot)
            await press(pilot, "escape")


def test_a_time_that_is_none_is_refused() -> None:
    for typed in ("まで", "25:00まで", "-", "+", "から"):
        with pytest.raises(InputError):
            read(typed, BEGIN, BEGIN)


async def test_the_menu_names_the_row_in_full_and_how_one_chooses(place: Path) -> None:
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await press(pilot, "f9", "f2", "down", "ctrl+d")
        assert live.current.schedule().rows[1].title in joined(pilot).replace(">", "")
        assert "下にあります。上下で選んでEnter" in joined(pilot)
