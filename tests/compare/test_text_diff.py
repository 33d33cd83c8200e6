"""What changed in a text, down to the words."""

import tracemalloc
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.compare.text_diff import TextPart, text_parts
from jusou_tui.text import terminal

TEXTS = st.text(st.sampled_from("庁内の用語集をつくる。、カタカナabc12 \n"), max_size=60)


def changed(old: str, new: str) -> str:
    marks = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(marks[part.op].format(part.text) for part in text_parts(old, new))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("用語集を事務局が作る\n", "用語集を記録係が作る\n", "用語集を[-事務局-]{+記録係+}が作る\n"),
        ("窓口で聞く\n", "窓口で何度も聞く\n", "窓口で{+何度も+}聞く\n"),
        ("一行目\n二行目\n", "一行目\n二行目\n三行目\n", "一行目\n二行目\n{+三行目\n+}"),
        ("期限は10日\n", "期限は24日\n", "期限は[-10-]{+24+}日\n"),
        ("用語集を作る\n", "用語辞典を作る\n", "用語[-集-]{+辞典+}を作る\n"),
        ("雨が降る\n", "全く違う話\n", "[-雨が降る-]{+全く違う話+}\n"),
        (
            "来週までに事務局が窓口の一覧を作る\n",
            "月末までに窓口の担当が庁内の一覧を作る\n",
            "[-来週-]{+月末+}までに[-事務局が-]窓口の{+担当が庁内の+}一覧を作る\n",
        ),
        ("", "新しい\n", "{+新しい\n+}"),
        ("同じ\n", "同じ\n", "同じ\n"),
    ],
)
def test_the_words_that_changed_are_told(old: str, new: str, told: str) -> None:
    assert changed(old, new) == told


@settings(max_examples=100, deadline=None)
@given(TEXTS, TEXTS)
def test_both_texts_can_be_put_together_from_the_parts(old: str, new: str) -> None:
    parts = text_parts(old, new)
    assert "".join(part.text for part in parts if part.op != "added") == old
    assert "".join(part.text for part in parts if part.op != "removed") == new
    assert all(part.text for part in parts)
    assert all(first.op != second.op for first, second in pairwise(parts))


def test_tiny_islands_between_two_changes_are_no_landmarks() -> None:
    told = text_parts("見本課の山田が川で話した\n", "仮名係の海野が空で歌った\n")
    assert not [part for part in told if part.op == "same" and part.text == "の"]


def test_a_long_text_is_told_without_looking_for_phrases(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(text: str) -> list[str]:
        raise AssertionError(text)

    monkeypatch.setattr(terminal, "phrases_of", never)
    assert changed("話" + "あ" * 600, "件" + "あ" * 600).startswith("[-話-]{+件+}あ")
    with pytest.raises(AssertionError):
        text_parts("窓口で聞く", "課で聞く")


def test_huge_texts_that_share_nothing_cost_little_memory() -> None:
    old, new = "あ" * 93_000, "い" * 93_000
    tracemalloc.start()
    assert text_parts(old, new) == [TextPart("removed", old), TextPart("added", new)]
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
