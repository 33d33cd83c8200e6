"""Small groups."""

from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.session.people.groups import counts, groups_of, next_shuffle, reporting_of


@given(st.integers(0, 60), st.integers(0, 5))
@settings(max_examples=80, deadline=None)
def test_everyone_is_in_one_group_and_groups_are_of_four_or_five_where_possible(
    count: int, shuffles: int
) -> None:
    people = [f"p{number}" for number in range(count)]
    groups = groups_of(people, shuffles)
    assert sorted(person for group in groups.values() for person in group) == sorted(people)
    sizes = [len(group) for group in groups.values()]
    assert all(size <= 5 for size in sizes)
    assert max(sizes, default=0) - min(sizes, default=0) <= 1
    if count >= 12 or count in {4, 5, 8, 9, 10}:
        assert min(sizes) >= 4
    assert groups == groups_of(people, shuffles)
    assert sorted(reporting_of(groups, shuffles)) == sorted(groups)


def test_neighbours_in_the_list_sit_in_different_groups() -> None:
    groups = groups_of(list("abcdefgh"))
    assert groups == {"1": ("a", "c", "e", "g"), "2": ("b", "d", "f", "h")}


def test_dealing_again_gives_other_groups() -> None:
    people = list("abcdefghijkl")
    groups = groups_of(people)
    number = next_shuffle(people, groups)
    assert number == 1
    assert groups_of(people, number) != groups
    assert next_shuffle(people, groups_of(people, number)) == 2


def test_the_ways_to_deal_are_told_apart_by_how_many_groups_they_make() -> None:
    assert counts(8) == {"fours": 2, "pairs": 4, "3": 3}
    assert counts(9) == {"fours": 2, "threes": 3, "pairs": 4}
    assert counts(3) == {"fours": 1}
    assert counts(0) == {}
    pairs = groups_of(list("abcdefg"), 0, 3)
    assert sorted(len(group) for group in pairs.values()) == [2, 2, 3]
    assert next_shuffle(list("abcdefg"), pairs) == 1
