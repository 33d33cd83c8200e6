import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.text.terminal import clean, clean_line, stored_text

pieces = st.sampled_from(
    [
        *(
            "\x1b[31m",
            "\x1b]0;題名\x07",
            "\x1b",
            "\x9b2J",
            "\r\n",
            "\r",
            "\n",
            "\t",
            "\u202e",
            "\ufe0f",
            "葛",
        ),
        *(
            "\U000e0100",
            "か",
            "\u3099",
            "は",
            "\u309a",
            "\ud800",
            "\x00",
            "\x85",
            "\u2028",
            "[",
            "]",
            "m",
            " ",
        ),
        *("\u3000", "あ", "\u200b", "e\u0301"),
    ]
)
dirty = st.one_of(
    st.lists(pieces, max_size=12).map("".join),
    st.text(alphabet=st.characters(codec=None, exclude_categories=[]), max_size=20),
)


@given(dirty)
@settings(max_examples=300, deadline=None)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert stored_text(stored_text(text)) == stored_text(text)


@given(dirty)
@settings(max_examples=300, deadline=None)
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    result = clean(text)
    assert all(
        unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in result if char != "\n"
    )
    result.encode()


def test_every_control_and_format_character_is_dropped_alone() -> None:
    kept = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and clean(chr(code)).strip("\n ")
    ]
    assert kept == []


@pytest.mark.parametrize(
    ("dirty_text", "expected"),
    [
        ("一行目\r\n二行目\r三行目", "一行目\n二行目\n三行目"),
        ("\x1b[1;31m赤\x1b[0m", "赤"),
        ("\x1b]0;題\x07本文", "本文"),
        ("\x1b]8;;https://example.jp\x1b\\題\x1b]8;;\x1b\\", "題"),
        ("\x1b]0;終わらない", "]0;終わらない"),
        ("\x9b31m赤", "赤"),
        ("\x1bc消す", "消す"),
        ("例野\u202e郎一", "例野郎一"),
        ("項目\t値", "項目    値"),
        ("a\ud83db", "ab"),
        ("⚠\ufe0f", "⚠"),
        ("\ufeff見本市", "見本市"),
        ("か\u3099き", "がき"),
        ("ハ\u309a", "パ"),
        ("一\u2028二\x0b三", "一\n二\n三"),
    ],
)
def test_what_does_not_belong_goes_and_the_words_stay(dirty_text: str, expected: str) -> None:
    assert clean(dirty_text) == expected


def test_ideographs_of_names_stay_as_they_are() -> None:
    for name in ("髙﨑", "\ufa19谷", "葛\U000e0100", "\ue000田"):
        assert clean(name) == name


def test_a_selector_without_its_ideograph_goes() -> None:
    assert clean("あ\U000e0100葛\U000e0100\U000e0101") == "あ葛\U000e0100"


@given(st.text(alphabet="あア漢a1 、。\n（）ｶﾞ※☆", max_size=40))
@settings(max_examples=60, deadline=None)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert clean(text) == text


def test_a_line_is_one_line() -> None:
    assert clean_line("  例野\r\n\n 一郎\u3000") == "例野 一郎"
    assert clean_line("\n") == ""


@given(dirty)
@settings(max_examples=100, deadline=None)
def test_a_line_has_no_line_break_in_any_reading(text: str) -> None:
    assert len(clean_line(text).splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("\n\n", ""),
        ("一", "一\n"),
        ("一\n", "一\n"),
        ("一\r\n\n", "一\n"),
        ("\n一\n二", "\n一\n二\n"),
        ("\u200b", ""),
    ],
)
def test_a_block_ends_in_exactly_one_newline(text: str, expected: str) -> None:
    assert stored_text(text) == expected
