"""How long texts to read aloud take, against their slots."""

from __future__ import annotations

from jusou_tui.session.model.records import Meeting
from jusou_tui.timekeeping.plan.read_aloud import read_aloud
from timekeeping.story import activity, planned

MINUTE = "あ" * 300
"""What takes a minute to read."""


def test_a_text_that_takes_more_than_a_third_or_so_of_its_slot_is_long() -> None:
    schedule = planned(
        activity("short", 4, read_aloud=MINUTE),
        activity("long", 3, read_aloud=MINUTE),
        activity("silent", 10),
        activity("untimed", None, read_aloud=MINUTE),
        activity("out", 3, read_aloud=MINUTE),
        meeting=Meeting(skipped=("out",)),
    )
    assert [(text.row.key, text.seconds, text.is_long) for text in read_aloud(schedule)] == [
        ("short", 60, False),
        ("long", 60, True),
        ("untimed", 60, False),
    ]


def test_a_row_that_this_run_shortened_makes_its_text_long() -> None:
    rows = [activity("a", 10, read_aloud=MINUTE)]
    assert not read_aloud(planned(*rows))[0].is_long
    assert read_aloud(planned(*rows, meeting=Meeting(minutes={"a": 3})))[0].is_long
