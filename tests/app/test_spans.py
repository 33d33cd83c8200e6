"""Days and spans in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui import wording
from jusou_tui.app.spans import due_ink, said_due, said_span, said_when, typed_day
from jusou_tui.curriculum.model import Length
from jusou_tui.text.numerals import parse_date
from jusou_tui.wording import LANGUAGES

TODAY = date(2026, 12, 10)


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (Length(minutes=(180, 180)), "180分"),
        (Length(minutes=(120, 180)), "120〜180分"),
        (Length(weeks=(2, 4)), "2〜4週間"),
        (Length(months=(1, 1)), "1か月"),
        (None, ""),
    ],
)
def test_a_span_is_told_in_its_own_unit(length: Length | None, said: str) -> None:
    assert said_span(length) == said


@pytest.mark.parametrize(
    ("days", "said", "ink"),
    [
        (-3, "12月7日（月） 3日超過", "late"),
        (0, "12月10日（木） 今日", "soon"),
        (1, "12月11日（金） あす", "muted"),
        (14, "12月24日（木） あと14日", "muted"),
        (15, "12月25日（金）まで", "muted"),
        (40, "2027年1月19日（火）まで", "muted"),
    ],
)
def test_how_far_off_a_day_is_stands_beside_it(days: int, said: str, ink: str) -> None:
    due = TODAY + timedelta(days=days)
    assert said_due(due, TODAY) == said
    assert due_ink(due, TODAY) == ink
    assert due_ink(due, TODAY, done=True) == "muted"


def test_a_period_is_told_from_its_first_to_its_last_day() -> None:
    assert said_when(TODAY, date(2027, 1, 8), None, TODAY) == "12月10日（木）〜2027年1月8日（金）"
    assert said_when(None, TODAY, None, TODAY) == "12月10日（木）まで"
    assert said_when(None, None, None, TODAY) == ""


@given(st.dates(), st.dates(), st.booleans())
@settings(max_examples=80, deadline=None)
def test_any_two_days_have_words_in_every_language(due: date, today: date, done: bool) -> None:
    for language in LANGUAGES:
        wording.use(language)
        assert said_due(due, today, done=done)
    wording.use("ja")


@given(st.dates())
@settings(max_examples=80, deadline=None)
def test_a_day_in_a_field_reads_back_as_the_same_day_in_every_language(day: date) -> None:
    for language in LANGUAGES:
        wording.use(language)
        assert parse_date(typed_day(day), TODAY) == day
    wording.use("ja")
