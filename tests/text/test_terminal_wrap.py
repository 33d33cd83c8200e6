import os
import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jusou_tui.text import terminal
from jusou_tui.text.terminal import (
    NOT_FIRST,
    NOT_LAST,
    TERMS,
    cell_width,
    may_break,
    wrap,
    wrap_fast,
    wrap_phrases,
)

PIECES = [
    *(
        "わがまちの",
        "連携",
        "・",
        "協働を",
        "振り返る",
        "。",
        "、",
        "「",
        "」",
        "（",
        "）",
        "ー",
        "っ",
        "ょ",
        "！",
    ),
    *("Step1", " ", "\u3000", "\n", "60分", "https://example.jp/a/b?c=d", "word", "か\u3099", "葛\U000e0100"),
    *("ｶﾞ", "重層的支援体制整備事業", "２０２６年", "あ", "漢", "-", "%", "(", ")"),
]
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def _without_spaces(text: str) -> str:
    return "".join(text.split())


@given(texts, st.integers(2, 50), st.booleans())
@settings(max_examples=200, deadline=None)
@example("   あ", 2, True)
@example("（（（（（（", 5, True)
def test_no_line_is_too_wide_and_nothing_but_spaces_is_lost(text: str, cells: int, phrases: bool) -> None:
    lines = wrap(text, cells, phrases=phrases)
    assert all(cell_width(line) <= cells for line in lines)
    assert _without_spaces("".join(lines)) == _without_spaces(text)
    assert not any("\n" in line for line in lines)


@given(st.text(max_size=60), st.integers(2, 30))
@settings(max_examples=100, deadline=None)
def test_any_text_at_all_is_wrapped_within_the_width(text: str, cells: int) -> None:
    lines = wrap_fast(text, cells)
    assert all(cell_width(line) <= cells for line in lines)
    assert _without_spaces("".join(lines)) == _without_spaces(text)


@given(texts, st.integers(2, 40), st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_forbidden_break_stands_only_where_no_other_was_possible(
    text: str, cells: int, phrases: bool
) -> None:
    for paragraph in text.split("\n"):
        lines = wrap(paragraph, cells, phrases=phrases)
        for line, following in pairwise(lines):
            if may_break(line.rstrip()[-1:] or "あ", following[0]):
                continue
            body = line.lstrip()
            inside = [
                at for at in range(1, len(body)) if cell_width(body[at]) and may_break(body[at - 1], body[at])
            ]
            assert not [at for at in inside if body[at - 1] not in " \u3000" and body[at] not in " \u3000"]


@given(texts, st.integers(1, 40))
@settings(max_examples=60, deadline=None)
def test_newlines_stay(text: str, cells: int) -> None:
    assert wrap(text, cells) == [line for paragraph in text.split("\n") for line in wrap(paragraph, cells)]


@pytest.mark.parametrize("phrases", [True, False])
@pytest.mark.parametrize("cells", range(8, 40))
def test_no_line_of_a_sentence_begins_or_ends_as_it_must_not(cells: int, phrases: bool) -> None:
    text = "はじめに、（事務局から）「ねらい」を話します。"
    text += "きっと、ちょっとした工夫で、チームはもっとよくなる！　では、どうぞ。"
    for line in wrap(text, cells, phrases=phrases):
        assert line[0] not in NOT_FIRST
        assert line[-1] not in NOT_LAST


def test_lines_break_between_phrases() -> None:
    assert wrap("庁内の用語がそろっていないことに気づく", 20) == [
        "庁内の用語が",
        "そろっていないことに",
        "気づく",
    ]


def test_a_long_phrase_does_not_leave_a_line_half_empty() -> None:
    lines = wrap("この総合計画策定委員会事務局運営要綱改正案", 24)
    assert all(cell_width(line) >= 12 for line in lines[:-1])


@pytest.mark.proof
def test_typing_wraps_without_loading_the_phrases() -> None:
    code = (
        "import sys; from jusou_tui.text.terminal import wrap, wrap_fast;"
        "wrap_fast('わがまちの連携・協働を振り返る', 10); wrap('plain words only', 8); wrap('短い', 10);"
        "assert 'budoux' not in sys.modules;"
        "wrap('わがまちの連携・協働を振り返る', 10); assert 'budoux' in sys.modules"
    )
    subprocess.run(
        [sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    )


@pytest.mark.parametrize("term", TERMS)
@pytest.mark.parametrize("phrases", [True, False])
def test_a_term_is_not_broken(term: str, phrases: bool) -> None:
    text = f"今日の話は{term}とこれからの歩み方について"
    for cells in range(cell_width(term), 40):
        assert any(term in line for line in wrap(text, cells, phrases=phrases)), cells


def test_a_term_longer_than_the_line_is_broken() -> None:
    assert wrap("重層的支援体制整備事業", 10) == ["重層的支援", "体制整備事", "業"]


def test_other_terms_can_be_given() -> None:
    assert wrap("あいうえおかきく", 10, terms=("えおかき",)) == ["あいう", "えおかきく"]
    assert wrap("あいうえおかきく", 10, terms=("えお", "えおかき")) == ["あいう", "えおかきく"]
    assert wrap("あいうえおかきく", 10, phrases=False, terms=()) == ["あいうえお", "かきく"]


def test_words_of_latin_letters_stay_whole_while_they_fit() -> None:
    assert wrap("plain words stay whole", 11) == ["plain words", "stay whole"]
    assert wrap("これはworkshopです", 10, phrases=False) == ["これは", "workshopで", "す"]
    assert wrap("unbelievable", 5) == ["unbel", "ievab", "le"]


def test_an_address_is_broken_where_the_line_ends() -> None:
    url = "https://example.jp/" + "a" * 40
    lines = wrap(f"動画 {url} を見る", 20)
    assert url in "".join(lines)
    assert [cell_width(line) for line in lines[1:3]] == [20, 20]


def test_a_number_stays_with_its_unit() -> None:
    assert wrap("長さはだいたい60分です", 16, phrases=False) == ["長さはだいたい", "60分です"]


def test_a_double_dash_is_not_torn() -> None:
    assert wrap("あいうえ――その後", 9, phrases=False) == ["あいうえ", "――その後"]


def test_a_mark_stays_with_its_letter() -> None:
    assert wrap("か\u3099か\u3099か\u3099", 4) == ["か\u3099か\u3099", "か\u3099"]


def test_spaces_at_a_break_go_and_an_indent_stays() -> None:
    assert wrap("　あいう えお", 8) == ["　あいう", "えお"]
    assert wrap("  unbelievable", 5) == ["  unb", "eliev", "able"]
    assert wrap("abc   def", 4) == ["abc", "def"]


def test_an_empty_text_is_one_empty_line() -> None:
    assert wrap("", 10) == wrap("", 0) == wrap("", -3) == [""]
    assert wrap("一\n\n二\n", 10) == ["一", "", "二", ""]


@pytest.mark.parametrize("cells", [1, 0, -3])
def test_a_line_of_one_cell_holds_one_character(cells: int) -> None:
    assert wrap("あ。a", cells) == ["あ", "。", "a"]


def test_a_returned_list_may_be_changed_without_harm() -> None:
    wrap("同じ文を二度たずねる", 8).clear()
    assert wrap("同じ文を二度たずねる", 8)


def test_what_is_remembered_is_bounded() -> None:
    assert terminal._lines.cache_info().maxsize == 4096
    before = terminal._lines.cache_info().currsize
    wrap_fast("長" * 3000, 40)
    assert terminal._lines.cache_info().currsize == before


@pytest.mark.parametrize("lines", [wrap, wrap_phrases])
@pytest.mark.parametrize("measure", ["12分51秒", "1時間5分30秒", "12月10日", "2026年12月10日"])
def test_a_length_of_several_parts_and_a_date_are_kept_whole(
    lines: Callable[[str, int], list[str]], measure: str
) -> None:
    for cells in range(cell_width(measure) + 6, 40):
        assert any(measure in line for line in lines(f"動画1「はじめに」を見る（7分43秒〜{measure}）", cells))


def test_a_line_breaks_before_a_short_quotation_and_not_in_it() -> None:
    text = "「理解を深める」を終えて、「わがまちの連携・協働を振り返る」を始めます。"
    assert wrap(text, 52) == ["「理解を深める」を終えて、", "「わがまちの連携・協働を振り返る」を始めます。"]
    assert wrap("記入用のワークシート（何も書いていないもの）", 40)[1] == "（何も書いていないもの）"
    assert max(map(cell_width, wrap(text, 24))) <= 24
