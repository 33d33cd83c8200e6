"""Lengths of time, lateness and differences as texts."""

import pytest

from jusou_tui.wording.values import (
    clock_length_text,
    difference_text,
    exact_length_text,
    lateness_text,
    length_text,
    rough_length_text,
)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0秒"),
        (59.9, "59秒"),
        (60, "1分"),
        (3599, "59分"),
        (3600, "1時間"),
        (3660, "1時間1分"),
        (86400, "1日"),
        (90000, "1日1時間"),
    ],
)
def test_a_length_is_given_in_its_largest_units(seconds: float, text: str) -> None:
    assert length_text(seconds) == text


@pytest.mark.parametrize(("seconds", "text"), [(45, "45秒"), (60, "1分"), (90, "1分30秒"), (600, "10分")])
def test_an_exact_length_keeps_its_seconds(seconds: int, text: str) -> None:
    assert exact_length_text(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (1, "約10秒"),
        (36, "約40秒"),
        (50, "約50秒"),
        (51, "約1分"),
        (60, "約1分"),
        (61, "約1分半"),
        (91, "約2分"),
    ],
)
def test_a_rough_length_is_rounded_up(seconds: int, text: str) -> None:
    assert rough_length_text(seconds) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "予定どおり"), (6, "6分遅れ"), (-3, "3分早い"), (119, "119分遅れ"), (780, "13時間遅れ")],
)
def test_lateness_is_in_minutes_below_two_hours(minutes: int, text: str) -> None:
    assert lateness_text(minutes) == text


@pytest.mark.parametrize(("minutes", "text"), [(5, "+5分"), (-3, "-3分"), (0, "0分"), (None, "")])
def test_a_difference_has_its_sign(minutes: int | None, text: str) -> None:
    assert difference_text(minutes) == text


@pytest.mark.parametrize(("seconds", "text"), [(5, "0:05"), (65, "1:05"), (3661, "61:01")])
def test_a_clock_length_has_minutes_and_two_digits_of_seconds(seconds: int, text: str) -> None:
    assert clock_length_text(seconds) == text
