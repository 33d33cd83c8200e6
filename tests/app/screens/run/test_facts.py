"""Where the words about a meeting stand, at each size: what is now and next whole, the turn, the promise."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.stage import BEGIN, STEP, go_on, make_live, still_clock
from jusou_tui.app.drawing.pieces import Drawn, width_of
from jusou_tui.app.meeting_text.clock_face import big_digits
from jusou_tui.app.screens.run.facts import Facts, Room, facts
from jusou_tui.live import controls
from jusou_tui.live.session import LiveSession

ROOMS = (Room(21, 5, 57, scarce=True), Room(12, 5, 57, scarce=True), Room(37, 6, 76), Room(66, 9, 66))
"""At 60x20 with short and with long digits, at 80x24 and at 120x40."""
KEYS = {"catch_up": "Ctrl+E", "later": "Ctrl+L", "pass_turn": "Ctrl+T", "extend(30)": "Ctrl+Right"}
WIDE_ENOUGH = 20
"""Cells from which on the promise and the next speaker have a line beside the digits."""
NAMES = tuple(f"架空{number} 花子" for number in "一二三四五六七八九十壱弐参")


def text(lines: Drawn) -> str:
    return "\n".join("".join(piece for piece, _ in line) for line in lines)


def found(live: LiveSession, room: Room) -> Facts:
    """Return the words, checked to fit their place."""
    shown = facts(live.current, live.current.snapshot(), room, KEYS)
    beside = [*shown.top, *shown.ticking, *shown.rest]
    assert len(beside) <= room.lines
    assert all(width_of(line) <= room.cells for line in beside), text(beside)
    below = [list(shown.apart), *shown.across]
    assert all(width_of(line) <= room.across for line in below)
    assert ".." not in text([*beside, *below])
    return shown


def all_of(shown: Facts) -> str:
    return "".join(text([*shown.top, *shown.ticking, *shown.rest, *shown.across]).split())


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_now_and_what_comes_next_are_whole(place: Path, room: Room) -> None:
    live = make_live(place, still_clock())
    go_on(live)
    go_on(live)
    controls.advance(live.current)
    words = all_of(found(live, room))
    assert "動画2「トークセッション」を見る（はじめ〜46分5秒）" in words
    assert "わがまちの連携・協働を振り返る" in words
    live.close()


@pytest.mark.parametrize("room", [ROOMS[0], *ROOMS[2:]])
def test_before_the_start_the_check_of_the_machine_has_a_line(place: Path, room: Room) -> None:
    live = make_live(place, still_clock())
    assert "Ctrl+Dこの端末の確認" in all_of(found(live, room))
    go_on(live)
    assert "この端末の確認" not in all_of(found(live, room))
    live.close()


@pytest.mark.parametrize("room", ROOMS)
def test_a_late_meeting_says_its_promise_and_the_way_to_keep_it(place: Path, room: Room) -> None:
    live = make_live(place, still_clock())
    live.book.meetings.set(STEP, booked_end=BEGIN + timedelta(minutes=170))
    go_on(live, 27 * 60)
    go_on(live)
    shown = found(live, room)
    assert text([list(shown.apart)]).startswith("12分縮めれば16:20に終わります")
    assert text([list(shown.apart)]).endswith("Ctrl+E 案を見る")
    assert ("約束  16:20に終わる" in text(shown.rest)) == (room.cells >= WIDE_ENOUGH)
    live.close()


@pytest.mark.parametrize("room", ROOMS)
def test_in_a_round_the_digits_are_the_turn_s_and_its_keys_stand_with_it(place: Path, room: Room) -> None:
    live = make_live(place, still_clock())
    go_on(live, 5)
    controls.advance(live.current)
    live.clock.advance(18)  # type: ignore[attr-defined]
    assert big_digits(live.current.snapshot()).text == "00:42"
    shown = found(live, room)
    assert "見本" in text(shown.top)
    assert text(shown.ticking).startswith("14:37  ")
    assert text(shown.across) == "一巡   見本  例野  雛形  仮名"
    if room.cells >= WIDE_ENOUGH:
        assert "次は  例野 一郎さん" in text(shown.rest)
        assert "Ctrl+L 後回し" in text(shown.rest)
        assert "Ctrl+T パス" in text(shown.rest)
    live.close()


def test_a_long_round_counts_who_has_spoken_and_who_is_still_to_come(place: Path) -> None:
    live = make_live(place, still_clock(), team=NAMES)
    go_on(live, 5)
    controls.advance(live.current)
    for _ in range(9):
        live.clock.advance(30)  # type: ignore[attr-defined]
        controls.advance(live.current)
    row = text(found(live, Room(37, 6, 60)).across)
    assert row.startswith("一巡  ")
    assert "人済" in row
    assert " 架空十  架空壱" in row
    live.close()


def test_whoever_passed_stays_in_the_row_of_the_round(place: Path) -> None:
    live = make_live(place, still_clock())
    go_on(live, 5)
    controls.advance(live.current)
    before = text(found(live, ROOMS[0]).top)
    assert controls.pass_turn(live.current)
    shown = found(live, ROOMS[0])
    assert "見本 パス" in text(shown.across)
    assert ("1/4" in before, "2/4" in text(shown.top)) == (True, True)
    live.clock.advance(5)  # type: ignore[attr-defined]
    controls.advance(live.current)
    assert "見本 パス" in (row := text(found(live, ROOMS[0]).across))
    assert row.index("見本 パス") < row.index("例野 済")
    live.close()


def test_the_last_one_of_a_round_sees_what_comes_after_it(place: Path) -> None:
    live = make_live(place, still_clock(), team=NAMES[:1])
    go_on(live, 5)
    controls.advance(live.current)
    assert "連携・協働について理解を深める" in all_of(found(live, ROOMS[2]))
    live.close()
