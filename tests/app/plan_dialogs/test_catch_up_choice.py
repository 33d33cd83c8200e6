"""What the dialog that ends a meeting on time offers, and what comes of its marks."""

from __future__ import annotations

from pathlib import Path

from app.stage import BEGIN, go_on, make_live, still_clock
from jusou_tui.live import controls
from jusou_tui.live.planning.catch_up import CatchUpChoice
from jusou_tui.live.planning.plan_edits import propose
from jusou_tui.live.session import LiveSession


def late(place: Path, minutes: int = 12) -> LiveSession:
    """Return a session so late in its second row, whose room must be empty at 16:20."""
    live = make_live(place, still_clock())
    live.book.meetings.set("step1", booked_end=BEGIN.replace(hour=16, minute=20))
    go_on(live, (15 + minutes) * 60)
    go_on(live)
    return live


def test_all_rows_that_give_minutes_are_marked_and_end_it_on_time(place: Path) -> None:
    live = late(place)
    choice = CatchUpChoice(live.current)
    assert all(line.marked for line in choice.lines() if not line.out)
    assert "（" not in choice.title()  # the day has one meeting
    assert "16:20を12分過ぎます" in choice.now_text()
    assert "16:20に終わります" in choice.then_text()
    assert choice.take()
    assert live.current.snapshot().forecast.behind_minutes == 0
    assert live.current.schedule().row("reflection").minutes == 60
    live.close()


def test_the_share_is_called_usual_only_where_it_is_and_holds_for_no_row_set_by_hand(place: Path) -> None:
    live = late(place)
    choice = CatchUpChoice(live.current)
    assert "（通常）" in choice.then_text()
    choice.change_share(1)
    assert "下限とします。" in choice.then_text()
    choice.change_minutes(choice.lines()[0].name, -1)
    assert "ご自分で変えた行のほかは" in choice.then_text()
    live.close()


def test_a_row_without_its_mark_keeps_its_minutes(place: Path) -> None:
    live = late(place)
    choice = CatchUpChoice(live.current)
    line = choice.lines()[0]
    choice.toggle(line.name)
    assert line.key not in choice.minutes
    assert not choice.lines()[0].marked
    assert "→" not in choice.lines()[0].text
    assert "足りません" in choice.then_text()
    choice.toggle(line.name)
    assert line.key in choice.minutes
    live.close()


def test_a_row_is_left_more_or_fewer_minutes_by_hand_within_its_bounds(place: Path) -> None:
    live = late(place)
    choice = CatchUpChoice(live.current)
    line = choice.lines()[0]
    row = next(row for row in choice.fit.rows if row.key == line.key)
    choice.toggle(line.name)
    choice.change_minutes(line.name, 1)
    assert choice.minutes.get(line.key, 0) == row.after + 1 - row.before
    assert choice.lines()[0].marked
    assert "足りません" in choice.then_text()
    for _ in range(row.before):
        choice.change_minutes(line.name, -1)
    assert row.before + choice.minutes[line.key] == row.least
    for _ in range(row.before):
        choice.change_minutes(line.name, 1)
    assert line.key not in choice.minutes
    assert choice.lines()[0].key == line.key
    live.close()


def test_rows_that_could_be_left_out_are_offered_and_taken(place: Path) -> None:
    live = late(place, 60)
    choice = CatchUpChoice(live.current)
    offer = next(line for line in choice.lines() if line.out)
    assert not offer.marked
    choice.toggle(offer.name)
    assert next(line for line in choice.lines() if line.key == offer.key and line.out).marked
    assert choice.take()
    assert offer.key in live.current.snapshot().progress.skipped
    live.close()


def test_the_share_that_rows_keep_stays_between_its_bounds(place: Path) -> None:
    live = late(place)
    choice = CatchUpChoice(live.current)
    shares = []
    for steps in (-1, -1, 1, -3, 9):
        choice.change_share(steps)
        shares.append(choice.share)
    assert shares == [70, 60, 70, 50, 100]
    assert "100%" in choice.then_text()
    live.close()


def test_the_curriculum_s_share_is_the_usual_one_until_another_is_chosen(place: Path) -> None:
    live = late(place)
    live.curriculum = live.curriculum.model_copy(update={"shortest_share": 90})
    choice = CatchUpChoice(live.current)
    assert "短縮は、元の90%" in choice.then_text()
    assert choice.fit.changes == propose(live.current, 90).changes
    choice.change_share(-1)
    assert "短縮は、元の80%" in choice.then_text()
    assert "短縮は、元の90%" in CatchUpChoice(live.current).then_text()
    live.close()


def test_half_through_a_round_the_running_row_keeps_time_for_those_left(place: Path) -> None:
    live = make_live(place, still_clock())
    live.book.meetings.set("step1", booked_end=BEGIN.replace(hour=15, minute=45))
    go_on(live, 11 * 60)
    for seconds in (1, 40):
        controls.advance(live.current)
        live.clock.advance(seconds)
    snapshot = live.current.snapshot()
    assert snapshot.turn_countdown is not None
    opening = next(row for row in propose(live.current, 50).rows if row.key == "opening")
    assert opening.after * 60 >= snapshot.progress.elapsed + snapshot.turn_countdown.remaining + 2 * 60
    live.close()
