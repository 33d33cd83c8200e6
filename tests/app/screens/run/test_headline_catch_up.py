"""What would bring a late meeting back, as a line; else how far off what is fixed."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from app.stage import BEGIN, go_on, make_live, still_clock
from jusou_tui.app.drawing.pieces import width_of
from jusou_tui.app.screens.run.headline import catch_up_line, fixed_line
from jusou_tui.live.planning import plan_edits
from jusou_tui.live.planning.plan_edits import propose, take_fit
from jusou_tui.live.session import LiveSession


def booked(place: Path, minutes: int | None = 170) -> LiveSession:
    """Return a session whose room must be empty so many minutes after the start."""
    live = make_live(place, still_clock())
    end = None if minutes is None else BEGIN + timedelta(minutes=minutes)
    live.book.meetings.set("step1", booked_end=end)
    return live


def text(live: LiveSession, cells: int = 100) -> str:
    snapshot = live.current.snapshot()
    pieces = catch_up_line(live.current, snapshot, "Ctrl+E", cells) or fixed_line(snapshot)
    assert width_of(pieces) <= cells
    return "".join(piece for piece, _ in pieces)


def test_it_names_the_row_that_gives_most_and_goes_when_it_is_taken(place: Path) -> None:
    live = booked(place)
    go_on(live, 27 * 60)
    go_on(live)
    assert text(live).startswith(
        "12分縮めれば16:20に終わります（わがまちの連携・協働を振り返る 60→53分 ほか2件）"
    )
    assert text(live).endswith("  Ctrl+E 案を見る")
    assert text(live, 70).startswith("12分縮めれば16:20に終わります（3か所を縮める）")
    assert text(live, 50).split() == ["12分縮めれば16:20に終わります", "Ctrl+E", "案を見る"]
    take_fit(live.current, propose(live.current).changes)
    assert text(live) == ""
    live.book.undo()
    assert "12分縮めれば" in text(live)
    live.close()


def test_where_shortening_is_not_enough_it_says_by_how_much(place: Path) -> None:
    live = booked(place, 110)
    go_on(live)
    assert "すべて縮めても15:20を" in text(live)
    assert "Ctrl+E" in text(live)
    live.close()


def test_without_a_booked_end_the_plan_is_what_counts(place: Path) -> None:
    live = booked(place, None)
    go_on(live, 27 * 60)
    go_on(live)
    assert text(live).startswith("12分縮めれば16:20に終わります")
    live.close()


def test_within_a_minute_nothing_is_said_to_be_late(place: Path) -> None:
    live = booked(place)
    go_on(live, 15 * 60 + 50)
    go_on(live)
    assert text(live) == ""
    live.close()


def test_on_time_it_says_how_long_it_is_to_the_break(place: Path) -> None:
    live = make_live(place, still_clock())
    go_on(live)
    plan_edits.insert(live.current, live.current.schedule().rows[-1].key, "休憩", 10)
    assert text(live).startswith("次の休憩まで")
    live.clock.advance(60)
    assert "139分" in text(live)
    live.close()


def test_before_and_after_the_meeting_there_is_nothing_to_say(place: Path) -> None:
    live = booked(place)
    assert text(live) == ""
    for _ in range(5):
        go_on(live)
    assert live.current.snapshot().state == "finished"
    assert text(live) == ""
    live.close()
