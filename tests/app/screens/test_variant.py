"""The plan of a run saved as a curriculum by the change menu."""

from __future__ import annotations

from pathlib import Path

from app.stage import (
    CURRICULUM,
    app_of,
    joined,
    make_live,
    page_name,
    press,
    said,
    stage,
    still_clock,
    type_text,
)
from cli.calling import call
from jusou_tui import paths
from jusou_tui.curriculum import library
from jusou_tui.curriculum.load import load
from jusou_tui.live.planning import plan_edits, plan_export


async def save_by_menu(pilot: object, title: str) -> None:
    await press(pilot, "ctrl+d")  # type: ignore[arg-type]
    assert "計画を自分のカリキュラムとして保存" in joined(pilot)  # type: ignore[arg-type]
    screen = app_of(pilot).screen  # type: ignore[arg-type]
    screen.dismiss("save_plan")
    await pilot.pause()  # type: ignore[attr-defined]
    assert page_name(pilot) == "LineDialog"  # type: ignore[arg-type]
    await type_text(pilot, title)  # type: ignore[arg-type]
    await press(pilot, "enter")  # type: ignore[arg-type]


async def test_the_plan_is_saved_under_a_new_name_and_the_shipped_curriculum_stays(place: Path) -> None:
    shipped = CURRICULUM.read_bytes()
    live = make_live(place, still_clock())
    plan_edits.insert(live.current, live.current.schedule().rows[1].key, "休憩", 10)
    plan_edits.set_minutes(live.current, "opening", 20)
    async with stage(live) as pilot:
        await save_by_menu(pilot, "架空町の短い回")
        path = paths.user_curricula() / "team-building-2026-12-10.toml"
        assert str(path) in said(pilot)[-1]
        found = load(path)
        assert found.programme.title == "架空町の短い回"
        step = found.step("step1")
        assert step is not None
        assert [activity.id for activity in step.activities][:2] == ["opening", "break-1"]
        assert step.activities[0].duration is not None
        assert step.activities[0].duration.highest == 20
        await save_by_menu(pilot, "")
        again = load(path.with_name("team-building-2026-12-10-2.toml"))
        assert again.programme.title == "チームづくり編（2026年度 第1回）"
    assert CURRICULUM.read_bytes() == shipped
    assert "team-building-2026-12-10" in [entry.id for entry in library.available()]
    assert call("check", str(path)).status == 0
    table = call("schedule", path.stem, "step1", "--participants", "8", "--cases", "0", "--start", "13:30")
    assert table.status == 0
    assert "休憩" in table.out


async def test_a_folder_that_cannot_be_written_is_told_and_the_title_stays(place: Path) -> None:
    paths.user_curricula().parent.mkdir(parents=True)
    paths.user_curricula().write_text("no folder", encoding="utf-8")
    live = make_live(place, still_clock())
    async with stage(live) as pilot:
        await save_by_menu(pilot, "架空町の短い回")
        assert page_name(pilot) == "LineDialog"
        assert "保存できませんでした" in joined(pilot)


def test_a_title_left_empty_is_made_of_two_names(place: Path) -> None:
    live = make_live(place, still_clock())
    assert plan_export.usual_title(live) == "チームづくり編（2026年度 第1回）"
    live.close()
