"""A start or an end far from the plan is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.stage import go_on, make_live, still_clock
from jusou_tui.app.screens.run.confirm import confirmation, early_end, other_day


@pytest.mark.parametrize(("sooner", "asks"), [(30, False), (90, True), (24 * 60, True), (-24 * 60, True)])
def test_a_start_far_from_the_plan_is_doubted(place: Path, sooner: int, asks: bool) -> None:
    clock = still_clock()
    clock.advance(-sooner * 60)
    live = make_live(place, clock)
    meeting = live.current
    assert (other_day(meeting, meeting.snapshot()) == meeting.record.start) == asks
    assert (confirmation(meeting) is not None) == asks
    live.close()


@pytest.mark.parametrize(("answer", "begins"), [("go", True), ("leave", False), (None, False)])
def test_only_the_answer_to_begin_begins(place: Path, answer: str | None, begins: bool) -> None:
    clock = still_clock()
    clock.advance(-90 * 60)
    live = make_live(place, clock)
    question = confirmation(live.current)
    assert question is not None
    assert question.take(answer) == begins
    assert live.current.is_under_way == begins
    live.close()


@pytest.mark.parametrize(("answer", "minutes"), [("planned", 10), ("now", 0)])
def test_a_late_start_begins_now_or_as_planned(place: Path, answer: str, minutes: int) -> None:
    clock = still_clock()
    clock.advance(10 * 60)
    live = make_live(place, clock)
    question = confirmation(live.current)
    assert question is not None
    assert question.take(answer)
    assert live.current.snapshot().progress.elapsed == minutes * 60
    live.close()


def test_an_end_is_doubted_until_five_minutes_before_it_is_expected(place: Path) -> None:
    live = make_live(place, still_clock())
    for _ in range(4):
        go_on(live)
    snapshot = live.current.snapshot()
    assert early_end(snapshot) is not None
    assert confirmation(live.current) is not None
    live.clock.advance(snapshot.countdown.remaining - 60)
    assert early_end(live.current.snapshot()) is None
    assert confirmation(live.current) is None
    live.close()
