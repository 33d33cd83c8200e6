"""Dates as texts."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui import wording
from jusou_tui.live.entries import urgency
from jusou_tui.text.days import FIRST_YEAR, LAST_YEAR
from jusou_tui.text.parse import parse_date
from jusou_tui.wording import LANGUAGES
from jusou_tui.wording.values import due_text, period_text, shortest_date_text, typed_date_text

TODAY = date(2026, 12, 10)


@pytest.mark.parametrize(
    ("days", "text", "ink"),
    [
        (-3, "12月7日（月） 3日超過", "late"),
        (0, "12月10日（木） 今日", "soon"),
        (1, "12月11日（金） 明日", "muted"),
        (14, "12月24日（木） あと14日", "muted"),
        (15, "12月25日（金）まで", "muted"),
        (40, "2027年1月19日（火）まで", "muted"),
    ],
)
def test_how_far_off_a_day_is_stands_beside_it(days: int, text: str, ink: str) -> None:
    due = TODAY + timedelta(days=days)
    assert due_text(due, TODAY) == text
    assert urgency(due, TODAY) == ink
    assert urgency(due, TODAY, done=True) == "muted"


def test_a_period_is_given_from_its_first_to_its_last_day() -> None:
    assert period_text(TODAY, date(2027, 1, 8), None, TODAY) == "12月10日（木）〜2027年1月8日（金）"
    assert period_text(None, TODAY, None, TODAY) == "12月10日（木）まで"
    assert period_text(None, None, None, TODAY) == ""


@given(st.dates(), st.dates(), st.booleans())
@settings(max_examples=80, deadline=None)
def test_any_due_date_has_a_text_in_every_language(due: date, today: date, done: bool) -> None:
    for language in LANGUAGES:
        wording.use(language)
        assert due_text(due, today, done=done)
    wording.use("ja")


@given(st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)))
@settings(max_examples=80, deadline=None)
def test_a_day_in_a_field_reads_back_as_the_same_day_in_every_language(day: date) -> None:
    for language in LANGUAGES:
        wording.use(language)
        assert parse_date(typed_date_text(day), TODAY) == day
    wording.use("ja")


def test_the_shortest_date_has_its_year_only_where_that_is_another_one() -> None:
    day = TODAY
    assert shortest_date_text(day) == shortest_date_text(day, date(2026, 1, 1)) == "12/10"
    assert shortest_date_text(day, date(2027, 1, 1)) == "2026/12/10"
