import contextlib
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.errors import InputError
from jusou_tui.messages import LANGUAGES, use, word
from jusou_tui.text import numerals
from jusou_tui.text.numerals import (
    Countdown,
    Duration,
    countdown,
    mmss,
    parse_date,
    parse_datetime,
    parse_duration,
    parse_number,
    parse_time,
)

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
    shown = numerals.clock(moment)
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
    assert parse_datetime(typed, TODAY) == datetime.combine(date(2026, 12, 10), time(13, 30))


def test_a_time_alone_is_meant_for_today_and_a_day_may_be_named() -> None:
    assert parse_datetime("13:30", TODAY) == datetime.combine(date(2026, 11, 23), time(13, 30))
    assert parse_datetime("明日13:30", TODAY) == datetime.combine(date(2026, 11, 24), time(13, 30))
    assert parse_datetime("明日 13:30", TODAY) == datetime.combine(date(2026, 11, 24), time(13, 30))


@pytest.mark.parametrize(
    "typed", ["2026-12-10", "2026-12-10 25:00", "2026-13-10 13:30", "いつか", "2026-12-10 13:30 14:00"]
)
def test_what_is_no_date_and_time_is_told(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_datetime(typed, TODAY)
    assert caught.value.message_id == "text.not_a_date_and_time"


@pytest.mark.parametrize(
    ("typed", "minutes", "sign"),
    [
        ("90", 90, ""),
        ("９０分", 90, ""),
        ("90分間", 90, ""),
        ("1:30", 90, ""),
        ("１：３０", 90, ""),
        ("1時間半", 90, ""),
        ("1時間30分", 90, ""),
        ("1時間", 60, ""),
        ("半時間", 30, ""),
        ("1.5時間", 90, ""),
        ("１．５時間", 90, ""),
        ("1h30", 90, ""),
        ("5 min", 5, ""),
        ("0", 0, ""),
        ("+10", 10, "+"),
        ("＋１０分", 10, "+"),
        ("-5", 5, "-"),
        ("－５", 5, "-"),
        ("ー５", 5, "-"),
        ("−５", 5, "-"),
        ("‐5", 5, "-"),
        ("▲5", 5, "-"),
    ],
)
def test_durations_are_read_as_officials_type_them(typed: str, minutes: int, sign: str) -> None:
    found = parse_duration(typed)
    assert (found.minutes, found.sign) == (minutes, sign)
    assert found.signed == (-minutes if sign == "-" else minutes)


@pytest.mark.parametrize(
    "typed", ["1.5", "1:75", "1.01時間", "1時間半30分", "--5", "5-", "あ", "1e3", "9" * 30, ":30"]
)
def test_what_is_no_duration_is_told(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_duration(typed)
    assert caught.value.message_id == "text.not_a_duration"


def test_a_duration_out_of_range_is_told_with_the_range() -> None:
    assert parse_duration("24時間") == Duration(1440)
    with pytest.raises(InputError) as caught:
        parse_duration("25時間")
    assert caught.value.message_id == "text.duration_out_of_range"
    with pytest.raises(InputError) as caught:
        parse_duration("0", low=1)
    assert caught.value.facts["low"] == 1


@given(st.integers(0, 1440), st.sampled_from(["", "+", "-", "＋", "－", "ー", "−"]))
@settings(max_examples=60, deadline=None)
def test_every_way_of_writing_a_length_gives_the_same(minutes: int, sign: str) -> None:
    hours, rest = divmod(minutes, 60)
    ways = [
        f"{sign}{minutes}",
        f"{sign}{minutes}分",
        f"{sign}{hours}:{rest:02}",
        f"{sign}{hours}時間{rest}分",
    ]
    expected = {"": "", "+": "+", "＋": "+"}.get(sign, "-")
    for way in [*ways, *(way.translate(FULL_WIDTH) for way in ways)]:
        assert parse_duration(way) == Duration(minutes, expected)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("8", 8), ("８", 8), ("８人", 8), ("20名", 20), (" 3 件 ", 3), ("0", 0), ("ー2", -2)],
)
def test_numbers_are_read_as_officials_type_them(typed: str, expected: int) -> None:
    assert parse_number(typed, low=-5, high=20) == expected


def test_what_is_no_number_or_beyond_the_bounds_is_told() -> None:
    for typed in ("八つ", "8.5", "1e2", "8 9人か", "9" * 5000):
        with pytest.raises(InputError) as caught:
            parse_number(typed)
        assert caught.value.message_id == "text.not_a_number"
    for typed in ("2", "21", "-3"):
        with pytest.raises(InputError) as caught:
            parse_number(typed, low=3, high=20)
        assert caught.value.message_id == "text.number_out_of_range"


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
        sentence = word(caught.value)
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
