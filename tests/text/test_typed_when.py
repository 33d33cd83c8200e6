"""Days and times as people write them: with weekday and holiday, as a range, as an ISO instant."""

from __future__ import annotations

import contextlib
import time as machine_time
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.errors import InputError
from jusou_tui.text.parse import TypedWhen, parse_date, parse_datetime, parse_time, parse_when
from jusou_tui.text.typed_days import Expected

TODAY = date(2026, 11, 27)
DAY = date(2026, 12, 10)
FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("正午", time(12)),
        ("正子", time(0)),
        ("0時", time(0)),
        ("零時", time(0)),
        ("13時30", time(13, 30)),
        ("１３時３０", time(13, 30)),
        ("13:30〜", time(13, 30)),
        ("13:30～", time(13, 30)),
        ("13時から", time(13)),
        ("13:30開始", time(13, 30)),
        ("13:30:00", time(13, 30)),
        ("十三時三十分", time(13, 30)),
        ("朝9時", time(9)),
        ("夕方5時", time(17)),
        ("夜の7時半", time(19, 30)),
        ("昼1時", time(13)),
        ("pm1:30", time(13, 30)),
        ("noon", time(12)),
    ],
)
def test_a_time_of_day_is_read(typed: str, expected: time) -> None:
    assert parse_time(typed) == expected


@pytest.mark.parametrize(
    "typed", ["13時3", "24時", "25時30", "正午半", "13:30ごろ", "〜16:00", "13:30〜16:00", "夜3時"]
)
def test_what_is_no_single_time_is_refused_kindly(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_time(typed)
    assert caught.value.message_id == "text.not_a_time"


@pytest.mark.parametrize(
    "typed", ["13〜16", "10-12", "13:30〜16", "16:00〜", "13:30 16:00", "13:30〜16:00〜17:00"]
)
def test_a_range_needs_a_time_at_both_ends(typed: str) -> None:
    with contextlib.suppress(InputError):
        found = parse_when(typed, TODAY)
        assert found.start is None or found.end is None


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("13:30〜16:00", TypedWhen(start=time(13, 30), end=time(16))),
        ("１３：３０～１６：００", TypedWhen(start=time(13, 30), end=time(16))),
        ("13:30-16:00", TypedWhen(start=time(13, 30), end=time(16))),
        ("13時30分から16時まで", TypedWhen(start=time(13, 30), end=time(16))),
        ("午後1時半〜4時", TypedWhen(start=time(13, 30), end=time(16))),
        ("午前10時〜12時", TypedWhen(start=time(10), end=time(12))),
        ("10時〜正午", TypedWhen(start=time(10), end=time(12))),
        ("1:30-4pm", TypedWhen(start=time(13, 30), end=time(16))),
        ("13〜16時", TypedWhen(start=time(13), end=time(16))),
        ("午後1〜4時", TypedWhen(start=time(13), end=time(16))),
        ("1-4pm", TypedWhen(start=time(13), end=time(16))),
        ("午後11時〜1時", TypedWhen(start=time(23), end=time(1))),
        ("12/10 13-16時", TypedWhen(DAY, start=time(13), end=time(16))),
        ("9-10pm", TypedWhen(start=time(21), end=time(22))),
        ("9時〜午後10時", TypedWhen(start=time(9), end=time(22))),
        ("10:00-1pm", TypedWhen(start=time(10), end=time(13))),
        ("22:00〜1:00", TypedWhen(start=time(22), end=time(1))),
        ("13:30〜", TypedWhen(start=time(13, 30))),
        ("16:00まで", TypedWhen(end=time(16))),
        ("〜16:00", TypedWhen(end=time(16))),
        ("15時", TypedWhen(at=time(15))),
        ("12/10 13:30", TypedWhen(DAY, at=time(13, 30))),
        ("12/10 13:30〜16:00", TypedWhen(DAY, start=time(13, 30), end=time(16))),
        ("12月10日（木・祝）13:30～16:00", TypedWhen(DAY, start=time(13, 30), end=time(16))),
        ("2026-12-10 13:30-16:00", TypedWhen(DAY, start=time(13, 30), end=time(16))),
        ("12/10の午後1時半から", TypedWhen(DAY, start=time(13, 30))),
        ("12/10午後1時半", TypedWhen(DAY, at=time(13, 30))),
        ("12/10、13:30", TypedWhen(DAY, at=time(13, 30))),
        ("あした正午", TypedWhen(date(2026, 11, 28), at=time(12))),
        ("あさって10時", TypedWhen(date(2026, 11, 29), at=time(10))),
        ("しあさって10時", TypedWhen(date(2026, 11, 30), at=time(10))),
        ("きょう15時", TypedWhen(TODAY, at=time(15))),
        ("1330-1600", TypedWhen(start=time(13, 30), end=time(16))),
        ("令和8年12月10日13時30分", TypedWhen(DAY, at=time(13, 30))),
        ("Thu 10 Dec 2026, 1:30pm", TypedWhen(DAY, at=time(13, 30))),
        ("12/10〜12/14", TypedWhen(DAY, date(2026, 12, 14))),
        ("12月10日から14日まで", TypedWhen(DAY, date(2026, 12, 14))),
        ("12/10〜14", TypedWhen(DAY, date(2026, 12, 14))),
        ("12/10(木)-14日", TypedWhen(DAY, date(2026, 12, 14))),
        ("12月10日～14日(月)", TypedWhen(DAY, date(2026, 12, 14))),
        ("2026/12/10-14", TypedWhen(DAY, date(2026, 12, 14))),
        ("2025/12/10〜2026/12/14", TypedWhen(date(2025, 12, 10), date(2026, 12, 14))),
        ("12/20〜1/14", TypedWhen(date(2026, 12, 20), date(2027, 1, 14))),
    ],
)
def test_a_day_and_times_are_read_together(typed: str, expected: TypedWhen) -> None:
    assert parse_when(typed, TODAY) == expected


@pytest.mark.parametrize(
    "typed", ["12/14〜10", "12/14〜12/10", "12/10〜32", "8-10-12", "26-12-10", "12/10〜"]
)
def test_what_ends_before_it_begins_or_may_be_a_date_is_no_period(typed: str) -> None:
    with pytest.raises(InputError):
        parse_when(typed, TODAY)


def test_where_one_day_is_wanted_several_are_refused_as_such() -> None:
    for read in (parse_date, parse_datetime):
        with pytest.raises(InputError) as caught:
            read("12/10〜14", TODAY)
        assert caught.value.message_id == "text.only_one_day"
        assert caught.value.facts["day"] == "12/10"


def test_a_year_with_a_month_and_a_day_is_no_range_of_times() -> None:
    with pytest.raises(InputError):
        parse_when("2026-1210", TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-12-10T13:30:00+09:00",
        "2026-12-10T04:30Z",
        "20261210T133000+0900",
        "2026-12-10 13:30+09:00",
        "2026-12-09T23:30:00.000-05:00",
    ],
)
def test_an_instant_with_an_offset_is_what_the_clocks_show_here(
    typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    machine_time.tzset()
    try:
        assert parse_datetime(typed, TODAY) == TypedWhen(DAY, start=time(13, 30))
    finally:
        monkeypatch.undo()
        machine_time.tzset()


@pytest.mark.parametrize(
    "typed",
    [
        "12月10日（木・祝）",
        "12月10日（木、祝日）",
        "12/10（木）",
        "12/10(祝)",
        "12/10㈭",
        "12/10木",
        "12/10 木曜",
        "12月10日木曜日",
        "１２月１０日（木・祝）",
        "十二月十日",
        "令和八年十二月十日",
        "令和8年12月10日",
        "R8.12.10",
        "r8.12.10(木)",
        "来月10日",
        "Dec 10",
        "10 December 2026",
        "Thursday, Dec 10",
        "12/10 (Thu)",
        "2026/12/10(Thursday)",
        "13日後",
    ],
)
def test_a_day_is_read_with_what_people_write_beside_it(typed: str) -> None:
    assert parse_date(typed, TODAY) == DAY


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("月末", date(2026, 11, 30)),
        ("来月末", date(2026, 12, 31)),
        ("12月末まで", date(2026, 12, 31)),
        ("2月末", date(2027, 2, 28)),
        ("年度末", date(2027, 3, 31)),
        ("30日", date(2026, 11, 30)),
        ("5日", date(2026, 12, 5)),
        ("2週間後", date(2026, 12, 11)),
        ("あさって", date(2026, 11, 29)),
        ("昨日", date(2026, 11, 26)),
        ("（木）", date(2026, 12, 3)),
        ("friday", TODAY),
    ],
)
def test_a_day_that_is_named_is_read(typed: str, expected: date) -> None:
    assert parse_date(typed, TODAY) == expected


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("12/10（金）", "木"),
        ("12月10日（金・祝）", "木"),
        ("12/10金曜", "木"),
        ("12/10 (Fri)", "Thu"),
        ("Fri 12/10", "Thu"),
    ],
)
def test_a_weekday_that_the_day_does_not_have_is_said_with_the_right_one(typed: str, right: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_date(typed, TODAY)
    assert caught.value.message_id == "text.weekday_differs"
    assert caught.value.facts["weekday"] == right
    assert caught.value.facts["date"] == "2026-12-10"


def test_where_only_a_day_can_be_kept_a_time_is_not_lost_but_said() -> None:
    with pytest.raises(InputError) as caught:
        parse_date("12/10 17:00まで", TODAY)
    assert caught.value.message_id == "text.only_a_day"


@pytest.mark.parametrize(
    "typed", ["12/10〜", "8.12.10", "26/12/10", "来週", "12月上旬", "2026-12-10T13:30+25:00"]
)
def test_what_is_no_day_is_refused_kindly(typed: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_date(typed, TODAY)
    assert caught.value.message_id == "text.not_a_date"


@pytest.mark.parametrize(
    ("typed", "expected", "year"),
    [
        ("11/1", Expected(), 2027),
        ("11/1", Expected(last=DAY), 2026),
        ("4/1", Expected(last=DAY), 2026),
        ("1/5", Expected(last=DAY), 2027),
        ("1/14", Expected(first=DAY), 2027),
        ("5/20", Expected(first=date(2026, 4, 10), last=date(2026, 7, 1)), 2026),
        ("11/20", Expected(near=TODAY), 2026),
        ("3/1", Expected(near=TODAY), 2027),
        ("2025/11/1", Expected(last=DAY), 2025),
        ("11/20（金）", Expected(), 2026),
        ("11/20（土）", Expected(), 2027),
    ],
)
def test_a_day_without_its_year_is_the_one_that_fits(typed: str, expected: Expected, year: int) -> None:
    assert parse_date(typed, TODAY, expected).year == year


@given(st.times(), st.times(), st.sampled_from(["〜", "～", "-", "－", "から", "~"]))
@settings(max_examples=60, deadline=None)
def test_every_way_of_writing_a_range_gives_the_same(start: time, end: time, joint: str) -> None:
    start, end = start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    ways = [
        f"{start:%H:%M}{joint}{end:%H:%M}",
        f"{start:%H時%M分}{joint}{end:%H時%M分}まで",
        f"{start:%H:%M} {joint} {end:%H%M}",
    ]
    for way in [*ways, *(way.translate(FULL_WIDTH) for way in ways)]:
        assert parse_when(way, TODAY) == TypedWhen(start=start, end=end), way


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)), st.sampled_from(["", "・祝", "曜日", "曜"]))
@settings(max_examples=60, deadline=None)
def test_every_way_of_writing_a_day_gives_the_same(day: date, beside: str) -> None:
    weekday = "月火水木金土日"[day.weekday()]
    ways = [
        f"{day.year}年{day.month}月{day.day}日（{weekday}{beside}）",
        f"{day:%Y/%m/%d} ({weekday})",
        f"{day:%Y%m%d}",
        f"{day:%d %B %Y}",
        f"{day:%a %b} {day.day}, {day.year}",
    ]
    if day.year > 2019:
        ways += [
            f"令和{day.year - 2018}年{day.month}月{day.day}日{weekday}曜",
            f"R{day.year - 2018}.{day.month}.{day.day}",
        ]
    for way in [*ways, *(way.translate(FULL_WIDTH) for way in ways)]:
        assert parse_date(way, TODAY) == day, way
        assert parse_when(f"{way} 13:30〜16:00", TODAY) == TypedWhen(day, start=time(13, 30), end=time(16)), (
            way
        )


PIECES = (
    *"0123456789/-.:()（）〜～・ 　",
    "年",
    "月",
    "日",
    "時",
    "分",
    "半",
    "末",
    "木",
    "曜",
    "祝",
    "の",
    "から",
    "まで",
)
WORDS = (
    "令和",
    "R",
    "来週",
    "今月",
    "明日",
    "午後",
    "正午",
    "年度末",
    "日後",
    "週間後",
    "pm",
    "Dec",
    "Thu",
    "T",
    "+09:00",
    "Z",
    "十",
    "一",
)


@given(st.lists(st.sampled_from([*PIECES, *WORDS]), max_size=12).map("".join), st.dates())
@settings(max_examples=400, deadline=None)
def test_nothing_that_looks_like_a_day_breaks_the_parser_on_any_day(typed: str, today: date) -> None:
    for expected in (Expected(), Expected(first=today), Expected(last=today), Expected(near=today)):
        with contextlib.suppress(InputError):
            assert parse_when(typed, today, expected) != TypedWhen()
        with contextlib.suppress(InputError):
            parse_datetime(typed, today)
