"""What the programme page says of a step's day: planned, held, or held on another day than planned."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.stage import BEGIN, go_on, make_live
from fake_clock import FakeClock
from jusou_tui import wording
from jusou_tui.app.screens.programme import rows


def test_a_meeting_held_on_another_day_stands_there_and_its_plan_is_said(place: Path) -> None:
    live = make_live(place, FakeClock(BEGIN - timedelta(days=13, minutes=10)))
    listed = {row.key: row.right for row in rows.stage_rows(live, rows.stages(live))}
    assert listed["step1"] == "12月10日（木） 13:30"
    for _ in range(5):
        go_on(live, 600)
    found = rows.stages(live)
    listed = {row.key: row.right for row in rows.stage_rows(live, found)}
    assert listed["step1"] == "11月27日（金） 13:20"
    assert "予定は12月10日（木）でした。" in [row.text for row in rows.detail_rows(live, found, "step1")]
    live.close()


def test_steps_out_of_order_are_said_before_they_start(place: Path) -> None:
    live = make_live(place, FakeClock(BEGIN - timedelta(days=13)))
    live.book.meetings.set("step2", date=BEGIN.date() - timedelta(days=1))
    found = rows.stages(live)
    said = "日付の順が Step の順と違います：Step1 2026年12月10日（木）、Step2 2026年12月9日（水）"
    for step in ("step1", "step2"):
        assert said in [row.text for row in rows.detail_rows(live, found, step)]
    assert said not in [row.text for row in rows.detail_rows(live, found, "step3")]
    live.close()


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_what_is_said_of_a_missing_start_names_the_key_of_the_set_up(language: str) -> None:
    wording.use(language)
    assert "Ctrl+D" in wording.t("programme.wants_start")
