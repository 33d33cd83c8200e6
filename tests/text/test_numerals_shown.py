from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.text import numerals
from jusou_tui.text.numerals import Countdown, countdown, mmss


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (0, "00:00"),
        (1, "00:01"),
        (59, "00:59"),
        (60, "01:00"),
        (2537, "42:17"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (3737, "1:02:17"),
    ],
)
def test_a_length_of_time_is_shown_as_on_a_clock(seconds: int, expected: str) -> None:
    assert mmss(seconds) == expected


def test_a_negative_length_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="-1"):
        mmss(-1)


@pytest.mark.parametrize(
    ("seconds", "sign", "text"),
    [
        (135.0, "", "02:15"),
        (134.2, "", "02:15"),
        (60.0, "", "01:00"),
        (59.99, "", "01:00"),
        (1.0, "", "00:01"),
        (0.4, "", "00:01"),
        (0.0, "", "00:00"),
        (-0.0, "", "00:00"),
        (-0.4, "", "00:00"),
        (-0.99, "", "00:00"),
        (-1.0, "+", "00:01"),
        (-1.5, "+", "00:01"),
        (-59.999, "+", "00:59"),
        (-60.0, "+", "01:00"),
        (60.00000001, "", "01:00"),
        (-0.99999999, "+", "00:01"),
    ],
)
def test_a_countdown_is_exact_around_zero(seconds: float, sign: str, text: str) -> None:
    assert countdown(seconds) == Countdown(sign, text)  # type: ignore[arg-type]


@given(st.floats(-90_000, 90_000, allow_nan=False))
@settings(max_examples=300, deadline=None)
def test_a_countdown_never_shows_minus_nothing_nor_sixty_seconds(seconds: float) -> None:
    shown = countdown(seconds)
    assert "-" not in shown.text
    parts = [int(part) for part in shown.text.split(":")]
    assert all(part < 60 for part in parts[1:])
    assert parts[0] < 60 or len(parts) == 3
    if shown.text == "00:00":
        assert shown.sign == ""
    assert (shown.sign == "+") == (round(seconds, 6) <= -1)


@given(st.integers(-4000, 4000), st.floats(0.001, 0.999))
@settings(max_examples=200, deadline=None)
def test_each_second_is_shown_once_and_none_is_skipped(second: int, part: float) -> None:
    def value(seconds: float) -> int:
        shown = countdown(seconds)
        total = 0
        for piece in shown.text.split(":"):
            total = total * 60 + int(piece)
        return -total if shown.sign else total

    assert value(second) == second
    assert value(second + part) == second + 1
    assert value(second) - value(second - 1) == 1


def test_spans_and_weekdays() -> None:
    assert (
        numerals.time_span(time(13, 45), datetime.combine(date(2026, 12, 10), time(14, 50))) == "13:45-14:50"
    )
    assert numerals.weekday(date(2026, 12, 10)) == 3
