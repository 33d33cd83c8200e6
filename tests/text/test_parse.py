import contextlib
from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.errors import InputError
from jusou_tui.text.parse import (
    TypedWhen,
    parse_date,
    parse_datetime,
    parse_duration,
    parse_number,
    parse_time,
)
from jusou_tui.wording import LANGUAGES, message_text, use

TODAY = date(2026, 11, 23)
FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("13:30", time(13, 30)),
        ("1330", time(13, 30)),
        ("１３：３０", time(13, 30)),
        ("１３３０", time(13, 30)),
        ("13時30分", time(13, 30)),
        ("13時", time(13)),
        ("13時半", time(13, 30)),
        ("午後1時半", time(13, 30)),
        ("午前9:05", time(9, 5)),
        ("午後0時", time(12)),
        ("930", time(9, 30)),
        ("9:05", time(9, 5)),
        (" 13 : 30 ", time(13, 30)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
        ("1:30pm", time(13, 30)),
        ("4:30 PM", time(16, 30)),
        ("9 a.m.", time(9)),
        ("130pm", time(13, 30)),
        ("12pm", time(12)),
        ("12:15am", time(0, 15)),
        ("１：３０ｐｍ", time(13, 30)),
    ],
)
def test_times_are_read_as_officials_type_them(typed: str, expected: time) -> None:
    assert parse_time(typed) == expected


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "24:00",
            "13:60",
            "9:5",
            "13",
            "9",
            "あ",
            "13:30:15",
            "-9:30",
            "午後13時",
            "午後12時",
            "午前12時",
            "13pm",
            "0am",
            "1:60pm",
            "pm",
            "٣:٣٠",
            "13:30あ",
        ),
        "1" * 400,
    ],
)
def test_what_is_no_time_is_told_with_what_was_typed(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_time(typed)
    assert caught.value.message_id == "text.not_a_time"
    assert str(caught.value.facts["typed"])[:2] == typed[:2]


@given(st.times())
@settings(max_examples=60, deadline=None)
def test_a_clock_that_is_shown_can_be_typed(moment: time) -> None:
    minute = moment.replace(second=0, microsecond=0)
    shown = f"{moment:%H:%M}"
    assert parse_time(shown) == parse_time(shown.replace(":", "")) == minute
    assert parse_time(shown.translate(FULL_WIDTH)) == minute


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2026-12-10", date(2026, 12, 10)),
        ("2026/12/10", date(2026, 12, 10)),
        ("20261210", date(2026, 12, 10)),
        ("２０２６ー１２ー１０", date(2026, 12, 10)),
        ("2026−12－10", date(2026, 12, 10)),
        ("2026‐12‐1", date(2026, 12, 1)),
        ("2026年12月10日", date(2026, 12, 10)),
        ("12/10", date(2026, 12, 10)),
        ("12月10日", date(2026, 12, 10)),
        ("12月10日（木）", date(2026, 12, 10)),
        ("12月10日(木曜日)", date(2026, 12, 10)),
        ("令和8年12月10日", date(2026, 12, 10)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("R8.12.10", date(2026, 12, 10)),
        ("r8/12/10", date(2026, 12, 10)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("今日", TODAY),
        ("明日", date(2026, 11, 24)),
        ("11/23", TODAY),
        ("11/22", date(2027, 11, 22)),
        ("1/5", date(2027, 1, 5)),
        ("2/29", date(2028, 2, 29)),
    ],
)
def test_dates_are_read_as_officials_type_them(typed: str, expected: date) -> None:
    assert parse_date(typed, TODAY) == expected


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "2026-02-30",
            "13/1",
            "2/30",
            "2027/2/29",
            "26/12/10",
            "8.12.10",
            "R0.1.1",
            "10",
            "1210",
            "あした？",
        ),
        "0000-01-01",
    ],
)
def test_what_is_no_date_is_told(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_date(typed, TODAY)
    assert caught.value.message_id == "text.not_a_date"


def test_a_weekday_that_does_not_fit_is_told() -> None:
    with pytest.raises(InputError) as caught:
        parse_date("12月10日(金)", TODAY)
    assert caught.value.message_id == "text.weekday_differs"
    with pytest.raises(InputError) as caught:
        parse_datetime("12月10日(金) 13:30", TODAY)
    assert caught.value.message_id == "text.weekday_differs"


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.dates(date(2000, 1, 1), date(2090, 1, 1)))
@settings(max_examples=100, deadline=None)
def test_a_date_without_a_year_is_the_next_one(today: date, wanted: date) -> None:
    found = parse_date(f"{wanted.month}/{wanted.day}", today)
    assert (found.month, found.day) == (wanted.month, wanted.day)
    assert found >= today
    assert not any(
        (day.month, day.day) == (wanted.month, wanted.day)
        for day in (today + timedelta(days=count) for count in range((found - today).days))
    )


@pytest.mark.parametrize(
    "typed",
    [
        "2026-12-10 13:30",
        "2026-12-10T13:30",
        "2026/12/10　１３：３０",
        "12月10日13時30分",
        "12月10日（木）13時30分",
        "12月10日 (木) 午後1時半",
        "令和8年12月10日 1330",
        " 12/10  13:30 ",
    ],
)
def test_a_date_and_a_time_are_read_together(typed: str) -> None:
    assert parse_datetime(typed, TODAY) == TypedWhen(date(2026, 12, 10), start=time(13, 30))


def test_a_time_alone_is_meant_for_today_and_a_day_may_be_named() -> None:
    assert parse_datetime("13:30", TODAY) == TypedWhen(TODAY, start=time(13, 30))
    assert parse_datetime("明日13:30", TODAY) == TypedWhen(date(2026, 11, 24), start=time(13, 30))
    assert parse_datetime("明日 13:30", TODAY) == TypedWhen(date(2026, 11, 24), start=time(13, 30))


@pytest.mark.parametrize(
    "typed", ["2026-12-10", "2026-12-10 25:00", "2026-13-10 13:30", "いつか", "2026-12-10 13:30 14:00"]
)
def test_what_is_no_date_and_time_is_told(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_datetime(typed, TODAY)
    assert caught.value.message_id == "text.not_a_date_and_time"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "typed", ["", "　", "{0}", "\x1b[31m長い" * 30, "あ", "12月10日(金)", "9999", "９９９９"]
)
def test_every_failure_can_be_told_in_both_languages_on_one_safe_line(typed: str, language: str) -> None:
    use(language)
    for parse in (
        parse_time,
        lambda text: parse_date(text, TODAY),
        lambda text: parse_datetime(text, TODAY),
        parse_duration,
        lambda text: parse_number(text, high=20),
    ):
        with pytest.raises(InputError) as caught:
            parse(typed)
        sentence = message_text(caught.value)
        assert not sentence.startswith("text.")
        assert sentence.isprintable()
        assert len(sentence) < 200


@given(st.text(max_size=20))
@settings(max_examples=200, deadline=None)
def test_nothing_that_is_typed_breaks_a_parser(typed: str) -> None:
    for parse in (
        parse_time,
        lambda text: parse_date(text, TODAY),
        lambda text: parse_datetime(text, TODAY),
        parse_duration,
        parse_number,
    ):
        with contextlib.suppress(InputError):
            assert parse(typed) is not None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("12/5まで", date(2026, 12, 5)),
        ("今週金曜", date(2026, 11, 27)),
        ("来週金曜", date(2026, 12, 4)),
        ("来週の金曜日まで", date(2026, 12, 4)),
        ("再来週月", date(2026, 12, 7)),
        ("月曜", TODAY),
        ("日曜日", date(2026, 11, 29)),
        ("今週月曜", TODAY),
    ],
)
def test_days_named_by_their_weekday_are_read(typed: str, expected: date) -> None:
    assert parse_date(typed, TODAY) == expected


@pytest.mark.parametrize("typed", ["0001-01-01", "1899/12/31", "3000年1月1日", "9999-12-31T23:59:59Z"])
def test_what_names_no_day_is_told(typed: str) -> None:
    with pytest.raises(InputError):
        parse_date(typed, TODAY)


@pytest.mark.parametrize(
    "typed", ["0001-01-01", "1899/12/31", "3000年1月1日", "9999-12-31", "9999-12-31T23:59:59Z"]
)
def test_a_year_that_nobody_can_mean_is_refused_as_that(typed: str) -> None:
    for read in (parse_date, parse_datetime):
        with pytest.raises(InputError) as caught:
            read(typed if read is parse_date or "T" in typed else f"{typed} 13:30", date(2026, 12, 10))
        assert caught.value.message_id == "text.year_out_of_range"
    assert parse_date("1900-01-01", date(2026, 12, 10)) == date(1900, 1, 1)
    assert parse_date("2999-12-31", date(2026, 12, 10)) == date(2999, 12, 31)
