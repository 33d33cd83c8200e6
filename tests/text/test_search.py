"""A search makes no difference between widths, cases and kana."""

import pytest

from jusou_tui.text.search import matches


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
