"""A search makes no difference between widths, cases and kana."""

import pytest

from jusou_tui.text import search
from jusou_tui.text.search import EXACT, FIRST, WITHIN, Finder, closeness, matches


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("", "何でも", True),
        ("npo", "ＮＰＯ法人", True),
        ("ﾋﾞﾃﾞｵ", "びでおを見る", True),
        ("ケース　１", "ケース1（川沿い）", True),
        ("川 ケース", "ケース1（川沿い）", True),
        ("川 山", "ケース1（川沿い）", False),
        ("か", "が", False),
    ],
)
def test_a_text_is_found_however_it_is_written(query: str, text: str, found: bool) -> None:
    assert matches(query, text) is found


@pytest.mark.parametrize(
    ("query", "name", "expected"),
    [
        ("ﾎﾟｰｽﾞ", "ポーズ", EXACT),
        ("look", "Look ahead", FIRST),
        ("ahead look", "Look ahead", WITHIN),
        ("時停止", "一時停止", WITHIN),
        ("bin", "Combine", 0),
        ("trash", "Start the rehearsal", 0),
        ("", "Pause", 0),
    ],
)
def test_a_name_is_found_by_its_words_never_by_letters_here_and_there(
    query: str, name: str, expected: float
) -> None:
    assert closeness(query, name) == expected


def test_a_query_that_grows_folds_each_text_once(monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[str] = []
    fold = search.folded
    monkeypatch.setattr(search, "folded", lambda text: (folded.append(text), fold(text))[1])
    finder, rows = Finder(), [("川沿いのＮＰＯ", "見本"), ("山の会", "例野"), ("川の会", "見本")]

    assert finder.find("", rows, tuple) == rows
    assert finder.find("か", rows, tuple) == []
    assert finder.find("川", rows, tuple) == [rows[0], rows[2]]
    assert finder.find("川 見本 npo", rows, tuple) == [rows[0]]
    assert sorted(folded) == sorted(["", "か", "川", "川 見本 npo", *{text for row in rows for text in row}])
