"""The tour: each step is done by doing it, and what was not meant leads back to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest

from fake_clock import FakeClock
from jusou_tui.live import controls, entries
from jusou_tui.live.entries import Entry
from jusou_tui.live.planning.plan_edits import propose
from jusou_tui.live.session import LiveSession
from jusou_tui.live.tour.progress import Tour
from jusou_tui.live.tour.stage import prepare_tour, remember_taken, was_taken
from jusou_tui.live.tour.steps import STEPS, Look
from jusou_tui.live.worksheets import sheets

Act = Callable[[], object]


@pytest.fixture
def live(tmp_path: Path) -> Iterator[LiveSession]:
    clock = FakeClock(datetime(2026, 12, 10, 4, 30, tzinfo=UTC))
    opened = LiveSession.open(prepare_tour(tmp_path, clock), clock)
    yield opened
    opened.close()


def see(tour: Tour, act: Act | None = None, page: str = "run") -> str:
    """Do something a while after what was done before; return the text that the tour then has."""
    tour.live.clock.advance(2)  # type: ignore[attr-defined]  # the test's own clock
    if act is not None:
        act()
    tour.see(page)
    return tour.text


def write_cell(live: LiveSession) -> None:
    [wanted, *_] = sheets.of_activity(live.current)
    sheet = sheets.open_or_start(live.current, wanted)
    assert sheet is not None
    live.book.sheets.set_cell(sheet, "memo", "たのしかった")


def begin(live: LiveSession, kind: Literal["decision", "todo"]) -> None:
    entries.keep_draft(live.current, Entry("", kind=kind))


def test_the_steps_are_done_by_what_is_done_in_the_session(live: LiveSession) -> None:
    meeting, tour = live.current, Tour(live)

    def go_on() -> object:
        return controls.go_on(meeting)

    acts: list[tuple[Act | None, str, str]] = [
        (go_on, "run", "tour.note"),
        (lambda: entries.file(meeting, Entry("あいさつ")), "run", "tour.kind"),
        (lambda: begin(live, "todo"), "run", "tour.kind"),
        (lambda: begin(live, "decision"), "run", "tour.decision"),
        (lambda: entries.file(meeting, Entry("駅前で行う", kind="decision")), "run", "tour.next"),
        (go_on, "run", "tour.longer"),
        (lambda: controls.adjust(meeting, 1), "run", "tour.undo"),
        (live.book.undo, "run", "tour.pause"),
        (lambda: controls.toggle_pause(meeting), "run", "tour.resume"),
        (lambda: controls.toggle_pause(meeting), "run", "tour.sheet"),
        (None, "sheet", "tour.cell"),
        (lambda: write_cell(live), "sheet", "tour.to_run"),
        (None, "run", "tour.help"),
        (None, "help", "tour.to_run"),
        (None, "run", "tour.finish"),
        (go_on, "run", "tour.finish"),
        (go_on, "run", "tour.finish"),
        (go_on, "run", "tour.own"),
        (None, "programme", "tour.own"),
    ]
    assert tour.text == "tour.begin"
    assert [see(tour, act, page) for act, page, _ in acts] == [text for *_, text in acts]
    assert tour.is_at_end
    assert live.book.meta.demo


def test_each_step_can_be_skipped_with_those_that_make_no_sense_then(live: LiveSession) -> None:
    tour, seen = Tour(live), []
    while not tour.is_at_end:
        live.clock.advance(2)  # type: ignore[attr-defined]  # the test's own clock
        tour.skip()
        seen.append(see(tour))
        assert tour.praise in {"tour.skipped", ""}
    expected = ("note", "kind", "next", "longer", "pause", "sheet", "help", "finish", "own")
    assert seen == [f"tour.{one}" for one in expected]
    assert live.current.snapshot().state == "running"


def test_its_end_is_the_planned_one_so_nothing_is_late(live: LiveSession) -> None:
    controls.go_on(live.current)
    assert not propose(live.current).over
    assert live.current.record.booked_end is None


def at_step(live: LiveSession, text: str) -> Tour:
    """Return the tour at a step behind the decision."""
    tour, meeting = Tour(live), live.current
    see(tour, lambda: controls.go_on(meeting))
    see(tour, lambda: entries.file(meeting, Entry("あいさつ")))
    see(tour, lambda: entries.file(meeting, Entry("駅前", kind="decision")))
    while tour.text != text:
        see(tour, lambda: controls.go_on(meeting))
    return tour


def test_another_kind_is_named_and_nothing_is_praised_again(live: LiveSession) -> None:
    tour = Tour(live)
    see(tour, lambda: controls.go_on(live.current))
    see(tour, lambda: entries.file(live.current, Entry("あいさつ")))
    assert tour.praise == "tour.well_done"
    assert see(tour, lambda: begin(live, "todo")) == "tour.kind"
    assert (tour.kind, tour.praise) == ("todo", "")


def test_who_goes_on_without_a_note_is_followed(live: LiveSession) -> None:
    tour = Tour(live)
    assert see(tour, lambda: controls.go_on(live.current)) == "tour.note"
    assert see(tour, lambda: controls.go_on(live.current)) == "tour.longer"
    assert tour.praise == "tour.went_on"


def test_who_goes_on_to_another_activity_is_followed(live: LiveSession) -> None:
    tour, meeting = at_step(live, "tour.longer"), live.current
    assert see(tour, lambda: controls.go_on(meeting)) == "tour.longer"
    assert (tour.praise, tour.activity) == ("tour.went_on", "案を決める")
    assert see(tour, lambda: controls.adjust(meeting, 1)) == "tour.undo"


def test_a_meeting_that_was_ended_too_early_goes_on(live: LiveSession) -> None:
    tour, meeting = at_step(live, "tour.longer"), live.current
    for _ in range(9):
        live.clock.advance(2)  # type: ignore[attr-defined]  # the test's own clock
        controls.go_on(meeting)
    assert meeting.snapshot().state == "finished"
    see(tour)
    see(tour)
    assert tour.praise == "tour.put_back"
    assert meeting.snapshot().state == "running"


def test_on_another_page_it_says_how_to_get_back(live: LiveSession) -> None:
    tour = Tour(live)
    assert see(tour, lambda: controls.go_on(live.current)) == "tour.note"
    assert see(tour, page="notes") == "tour.to_run"
    assert tour.praise == ""
    assert see(tour) == "tour.note"


def test_another_step_that_was_opened_is_left_again_and_nothing_is_begun_there(live: LiveSession) -> None:
    tour = Tour(live)
    assert see(tour, lambda: controls.go_on(live.current)) == "tour.note"
    live.book.set_view(step="report")
    assert see(tour) == "tour.note"
    assert live.view.step == "meeting"
    assert live.meeting("report").events == []


def test_no_step_is_done_before_anything_was_done() -> None:
    seen = Look(page="programme", state="before")
    assert [step.text for step in STEPS if step.done(seen, seen)] == []


def test_that_it_was_taken_is_remembered(tmp_path: Path) -> None:
    assert not was_taken()
    remember_taken()
    assert was_taken()
    assert (tmp_path / "state").is_dir()
