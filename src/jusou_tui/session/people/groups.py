"""Small groups of people, and the order in which they report back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from random import Random

LARGEST_GROUP = 5
MOST_GROUPS = 6
"""Groups up to which their number can be chosen."""
MOST_SHUFFLES = 200
"""Dealings among which `next_shuffle` looks for the current one."""


def counts(people: int) -> dict[str, int]:
    """Return the ways to deal so many people, each with how many groups it makes, all different.

    `pairs` and `threes` have one more in a group or two where that does not come out even; `fours` are of
    four or five. The others are named by the number of groups.
    """
    named = {"fours": -(-people // LARGEST_GROUP), "threes": people // 3, "pairs": people // 2}
    found: dict[str, int] = {}
    for name, count in (*named.items(), *((str(count), count) for count in range(2, MOST_GROUPS + 1))):
        if 1 <= count <= max(1, people // 2) and count not in found.values():
            found[name] = count
    return found


def groups_of(
    people: Sequence[str], shuffles: int = 0, count: int | None = None
) -> dict[str, tuple[str, ...]]:
    """Return so many small groups by number, "1" first; without a count as many as make four or five each.

    People are dealt out in their order, so that neighbours in the list, often colleagues, sit apart.
    `shuffles`: another dealing for each number, the same one every time.
    """
    if not people:
        return {}
    order = list(people)
    if shuffles:
        Random(shuffles).shuffle(order)  # noqa: S311 - a dealing, not a secret
    number_of = min(count or -(-len(order) // LARGEST_GROUP), len(order))
    return {str(number + 1): tuple(order[number::number_of]) for number in range(number_of)}


def groups_left(
    groups: Mapping[str, Sequence[str]], reporting: Sequence[str], here: Collection[str]
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return the groups without those who are not here, and the order in which the groups report back.

    A group without anybody falls out of both.
    """
    found = {number: tuple(one for one in group if one in here) for number, group in groups.items()}
    found = {number: group for number, group in found.items() if group}
    return found, tuple(number for number in reporting if number in found)


def next_shuffle(people: Sequence[str], groups: Mapping[str, Sequence[str]]) -> int:
    """Return the number of the dealing after the one that `groups` came from; 1 where that is not known."""
    current = {number: tuple(group) for number, group in groups.items()}
    dealings = (groups_of(people, number, len(current)) for number in range(MOST_SHUFFLES))
    return next((number for number, dealt in enumerate(dealings) if dealt == current), 0) + 1


def reporting_of(groups: Mapping[str, Sequence[str]], shuffles: int = 0) -> tuple[str, ...]:
    """Return the order in which groups report back: another group begins after each shuffle."""
    numbers = list(groups)
    first = shuffles % len(numbers) if numbers else 0
    return tuple(numbers[first:] + numbers[:first])
