import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.errors import InputError
from jusou_tui.text.parse import TypedMinutes, parse_duration, parse_number

FULL_WIDTH = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)})


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
    assert parse_duration("24時間") == TypedMinutes(1440)
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
        assert parse_duration(way) == TypedMinutes(minutes, expected)  # type: ignore[arg-type]


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
