"""Times of a row, a break and a key as they are typed in dialogs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.stage import BEGIN, go_on, make_live, still_clock
from jusou_tui.errors import InputError
from jusou_tui.live.planning import plan_edits
from jusou_tui.live.planning.corrections import correct
from jusou_tui.live.planning.typed_time import Typed, length, moment_before, read


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("15時30まで", Typed("until", at=BEGIN.replace(hour=15))),
        ("〜15:30", Typed("until", at=BEGIN.replace(hour=15))),
        ("15:30〜", Typed("from", at=BEGIN.replace(hour=15))),
        ("15:30から", Typed("from", at=BEGIN.replace(hour=15))),
        ("14:30〜15:30", Typed("from", at=BEGIN.replace(hour=14), until=BEGIN.replace(hour=15))),
        ("+10", Typed("more", 10)),
        ("-5", Typed("more", -5)),
        ("1:30", Typed("minutes", 90)),
    ],
)
def test_a_time_of_a_row_is_read(typed: str, expected: Typed) -> None:
    assert read(typed, BEGIN, BEGIN) == expected


def test_noon_is_read_and_may_be_past() -> None:
    morning = BEGIN.replace(hour=10)
    assert read("正午まで", morning, morning) == Typed("until", at=BEGIN.replace(hour=12, minute=0))
    with pytest.raises(InputError) as caught:
        read("正午まで", BEGIN, BEGIN)
    assert caught.value.message_id == "timekeeping.time_is_past"


def test_a_range_is_as_long_as_it_says() -> None:
    assert length("15:00〜15:20", BEGIN) == 20
    assert length("14:10まで", BEGIN) == 40
    with pytest.raises(InputError):
        length("15:00から", BEGIN)


@pytest.mark.parametrize("typed", ["13:20", "1320", "13時20分", "13時20", "午後1時20分", "10", "10分前"])
def test_when_a_key_was_meant_is_read(typed: str) -> None:
    assert moment_before(typed, BEGIN) == BEGIN - timedelta(minutes=10)


def test_a_range_gives_a_row_its_start_and_its_end(place: Path) -> None:
    live = make_live(place, still_clock())
    row = live.current.schedule().rows[1]
    start, end = BEGIN.replace(hour=14, minute=0), BEGIN.replace(hour=14, minute=40)
    assert plan_edits.start_at(live.current, row.key, start, end)
    planned = live.current.schedule().row(row.key)
    assert planned is not None
    assert (planned.start, planned.end) == (start, end)
    live.book.undo()
    assert live.current.record.pins == {}
    assert live.current.record.ends == {}
    live.close()


def test_a_key_is_put_right_by_the_clock(place: Path) -> None:
    live = make_live(place, still_clock())
    go_on(live, 600)
    go_on(live, 300)
    assert correct(live.current, "1342")
    assert live.current.progress().runs[1].started.minute == 42
    live.close()
