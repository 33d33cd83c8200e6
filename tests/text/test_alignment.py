"""What two sequences have in common: the very same blocks as rapidfuzz finds, without native parts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from jusou_tui.text.alignment import common_ends, equal_blocks, likeness

FEW_LETTERS = st.text(alphabet="あいうab", max_size=70)
"""Few letters and more of them than a machine word has bits: many alignments that are as long."""


@settings(max_examples=300)
@given(FEW_LETTERS, FEW_LETTERS)
def test_texts_are_aligned_as_rapidfuzz_aligns_them(old: str, new: str) -> None:
    assert equal_blocks(old, new) == _of_rapidfuzz(old, new)
    assert likeness(old, new) == Indel.normalized_similarity(old, new)


@given(
    st.lists(st.sampled_from(["一\n", "二\n", "三\n", "\n"])),
    st.lists(st.sampled_from(["一\n", "二\n", "\n"])),
)
def test_lines_are_aligned_as_rapidfuzz_aligns_them(old: list[str], new: list[str]) -> None:
    assert equal_blocks(old, new) == _of_rapidfuzz(old, new)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("", "来", []),
        ("同じ", "同じ", [(0, 0, 2)]),
        ("月曜の午後に集まる", "火曜の午後に会う", [(1, 1, 5)]),
        (["a", "b", "c"], ["a", "x", "c"], [(0, 0, 1), (2, 2, 1)]),
    ],
)
def test_what_both_have_is_found_in_order(
    old: Sequence[str], new: Sequence[str], expected: list[tuple[int, int, int]]
) -> None:
    assert equal_blocks(old, new) == expected


def test_an_end_that_is_the_beginning_too_is_counted_once() -> None:
    assert common_ends("aa", "aaa") == (2, 0)
    assert equal_blocks("aa", "aaa") == [(0, 0, 2)]


def test_nothing_is_as_like_as_can_be_to_nothing() -> None:
    assert (likeness("", ""), likeness("", "あ"), likeness("あ", "あ")) == (1.0, 0.0, 1.0)


def _of_rapidfuzz(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]]:
    codes = Indel.opcodes(old, new)
    return [
        (one.src_start, one.dest_start, one.src_end - one.src_start) for one in codes if one.tag == "equal"
    ]
