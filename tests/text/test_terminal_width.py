from typing import Literal

import rich.cells
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.text.terminal import cell_width, cut, pad, wrap

JAPANESE = "わがまちの連携・協働を振り返る（60分）ｶﾅﾞ ABC ０１２、。「」ー～㈱髙﨑か\u3099葛\U000e0100※①…"
texts = st.text(alphabet=JAPANESE, max_size=40)


def test_wide_half_and_combining_characters_are_counted() -> None:
    assert cell_width("Step1 対話") == 10
    assert cell_width("ｶﾞ") == 2
    assert cell_width("か\u3099") == 2
    assert cell_width("") == 0


@given(texts)
@settings(max_examples=100, deadline=None)
def test_ordinary_japanese_is_as_wide_as_rich_draws_it(text: str) -> None:
    assert cell_width(text) == rich.cells.cell_len(text)


def test_every_common_japanese_character_is_as_wide_as_rich_draws_it() -> None:
    blocks = [
        (0x20, 0x7F),
        (0xA1, 0xAD),
        (0x2010, 0x2028),
        (0x3000, 0x302E),
        (0x3030, 0x3040),
        (0x3041, 0x3097),
        (0x3099, 0x3100),
        (0x4E00, 0x9FFD),
        (0xFF01, 0xFFA0),
    ]
    different = [
        chr(code)
        for first, last in blocks
        for code in range(first, last)
        if cell_width(chr(code)) != rich.cells.cell_len(chr(code))
    ]
    assert different == []


def test_ambiguous_characters_take_one_cell() -> None:
    assert cell_width("※①あa") == 5
    assert cut("※※※※※", 4) == "※※.."
    assert wrap("※※※※", 4) == ["※※※※"]


@given(texts, st.integers(-1, 50))
@settings(max_examples=100, deadline=None)
def test_a_cut_text_fits_and_shows_that_it_was_cut(text: str, cells: int) -> None:
    result = cut(text, cells)
    assert cell_width(result) <= max(cells, 0)
    if cell_width(text) <= cells:
        assert result == text
    elif cells >= 2:
        assert result.endswith("..")
        assert text.startswith(result[:-2])
        assert cells - cell_width(result) <= 1
    assert "…" not in result or "…" in text


def test_a_wide_character_is_never_halved() -> None:
    assert cut("連携・協働", 5) == "連.."
    assert cut("連携・協働", 6) == "連携.."
    assert cut("連携", 1) == "."


def test_a_cut_text_ends_in_no_opened_bracket() -> None:
    assert cut("思うこと（偶然でも）", 13) == "思うこと.."


def test_a_cut_keeps_a_mark_with_its_letter() -> None:
    assert cut("か\u3099か\u3099か\u3099か\u3099", 6) == "か\u3099か\u3099.."


@given(texts, st.integers(0, 60), st.sampled_from(["left", "right", "center"]))
@settings(max_examples=60, deadline=None)
def test_a_padded_text_has_the_asked_width_and_keeps_its_content(
    text: str, cells: int, align: Literal["left", "right", "center"]
) -> None:
    result = pad(text, cells, align)
    assert cell_width(result) == max(cells, cell_width(text))
    assert text in result


def test_padding_puts_the_text_where_it_was_asked_to() -> None:
    assert pad("対話", 7) == "対話   "
    assert pad("対話", 7, "right") == "   対話"
    assert pad("対話", 7, "center") == " 対話  "
