"""Phrases are those that BudouX finds itself."""

import budoux
import pytest

from example_session import CURRICULUM
from jusou_tui.text.phrases import phrases_of


@pytest.mark.parametrize(
    "text", ["", "あ", "はい", "abc", "わがまちの連携・協働を振り返る", "𠮷野さんの家へ。"]
)
def test_a_text_has_the_phrases_that_budoux_finds(text: str) -> None:
    assert phrases_of(text) == budoux.load_default_japanese_parser().parse(text)


def test_so_have_the_texts_of_a_curriculum() -> None:
    budoux_parser = budoux.load_default_japanese_parser()
    lines = CURRICULUM.read_text("utf-8").split("\n")[::7]
    assert [phrases_of(line) for line in lines] == [budoux_parser.parse(line) for line in lines]
