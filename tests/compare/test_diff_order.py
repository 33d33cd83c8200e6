"""What was moved."""

from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.compare.diff import moved_items


def test_one_thing_taken_to_the_front_is_the_one_that_moved() -> None:
    assert moved_items("abcde", "eabcd") == ["e"]


def test_what_came_and_went_moves_nothing() -> None:
    assert moved_items("abc", "axc") == []


@settings(max_examples=60, deadline=None)
@given(st.permutations(range(8)), st.permutations(range(8)))
def test_what_did_not_move_kept_its_order(old: list[int], new: list[int]) -> None:
    gone = set(moved_items(old, new))
    assert [key for key in old if key not in gone] == [key for key in new if key not in gone]
