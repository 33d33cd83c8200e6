"""What the schedule says of a day with two meetings: its rows, the lunch between, and when it all ends."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from app.day_of_two import MORNING, at, two
from app.stage import go_on
from jusou_tui.app.screens.schedule.outlook import outlook
from jusou_tui.app.screens.schedule.rows import find, key_of, rows
from jusou_tui.live.planning.catch_up import CatchUpChoice
from jusou_tui.live.session import LiveSession


def lunch_row(live: LiveSession) -> str:
    """Return the sentence below the lunch in the table."""
    return next(row for row in rows(live.current, live.current.snapshot()) if row.key == "step2:").warn


def sentences(live: LiveSession) -> str:
    return outlook(live.current, live.current.snapshot())


def test_rows_name_their_meeting_in_their_keys(place: Path) -> None:
    live = two(place)
    keys = [row.key for row in rows(live.current, live.current.snapshot())]
    first, second = live.meeting("step1"), live.meeting("step2")
    assert keys[:5] == [*(row.key for row in first.schedule().rows), "step2:"]
    assert keys[5:] == [f"step2/{row.key}" for row in second.schedule().rows]
    assert [key_of(live, second, row.key) for row in second.schedule().rows] == keys[5:]
    found = [find(live, key) for key in (*keys[4:6], None)]
    assert [(one.meeting, one.row) for one in found if one] == [
        (second, None),
        (second, second.schedule().rows[0].key),
    ]
    assert found[0] is not None
    assert found[0].interval == live.current.day_forecast().intervals[0]
    assert [row.above for row in rows(live.current, live.current.snapshot()) if row.above] == [
        first.step.heading,
        second.step.heading,
    ]
    live.close()


def test_a_late_morning_shortens_the_lunch_and_then_moves_the_afternoon(place: Path) -> None:
    live = two(place, booked_end=at(15, 30))
    live.clock.advance(12 * 60)
    go_on(live, 0)
    assert lunch_row(live) == "昼休み 60→48分"
    live.clock.advance(30 * 60)
    assert lunch_row(live) == "昼休み 60→45分、Step2は12分遅れて始まる"
    assert "13:02-13:17" in rows(live.current, live.current.snapshot())[5].cells
    assert "一日の終わりは15:47の見込み（17分遅れ）" in sentences(live)
    assert "会場の終了時刻15:30を17分過ぎます" in sentences(live)
    live.close()


def test_meetings_that_are_planned_into_each_other_are_named(place: Path) -> None:
    live = two(place, start=at(11, 30))
    assert lunch_row(live) == "Step2の開始11:30と、前の会が20分重なります。"
    live.close()


def test_while_the_morning_runs_the_time_to_the_lunch_is_named(place: Path) -> None:
    live = two(place)
    go_on(live, 0)
    assert "次の昼休みまで170分" in sentences(live)
    live.close()


def test_to_end_on_time_says_what_the_lunch_takes_up(place: Path) -> None:
    live = two(place)
    live.clock.advance(12 * 60)
    go_on(live, 0)
    text = CatchUpChoice(live.current).now_text()
    assert "昼休み60→48分にすれば、Step2は予定どおり12:50に始められます" in text.replace(" ", "")
    live.clock.advance(20 * 60)
    text = CatchUpChoice(live.current).now_text()
    assert "昼休みを45分に短縮してもStep2は" in text
    assert "一日の終わりは" in text
    live.close()


def test_of_a_meeting_of_another_day_the_day_is_said_and_no_minutes_until_its_breaks(place: Path) -> None:
    live = two(place)
    assert "昼休みまで" in sentences(live)
    live.clock.advance(-20 * 3600)
    said = sentences(live)
    assert said.startswith("12月10日（木）  ")
    assert "昼休みまで" not in said
    snapshot = live.current.snapshot()
    assert f"{snapshot.forecast.end.date()}" == "2026-12-10"
    assert snapshot.forecast.end_day == 0
    live.book.meetings.set("step2", left_out=True)
    assert sentences(live).startswith("12月10日（木）  ")
    live.close()


def test_a_meeting_that_was_not_held_on_its_day_stands_alone_later(place: Path) -> None:
    live = two(place)
    for _ in range(5):
        go_on(live, 600)
    assert live.meeting("step2").meetings_today == ("step1", "step2")
    live.clock.advance(7 * 86400)
    second = live.meeting("step2")
    assert second.meetings_today == ("step2",)
    assert second.before_on_the_day() is None
    live.close()


def test_without_a_start_time_a_meeting_of_another_day_is_not_counted_from_now(place: Path) -> None:
    live = two(place)
    live.book.meetings.set("step2", left_out=True)
    live.current.set_record(date=MORNING.date() + timedelta(days=3), start=None)
    assert live.current.snapshot().schedule.start == MORNING + timedelta(days=3)
    assert sentences(live).startswith("12月13日（日）  ")
    live.current.set_record(date=MORNING.date() - timedelta(days=3))
    assert live.current.snapshot().schedule.start == MORNING
    live.close()


def test_a_day_held_on_another_date_names_the_planned_one_and_no_booked_end(place: Path) -> None:
    live = two(place, booked_end=at(15, 30))
    live.book.meetings.set("step1", booked_end=at(9, 30))
    live.clock.advance(86400)
    go_on(live)
    text = sentences(live)
    assert "予定していた日時：2026年12月10日（木） 09:00-09:30" in text
    assert "会場" not in text
    live.close()
