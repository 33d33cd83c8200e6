"""What was moved: the fewest things that must have changed their place."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from itertools import pairwise
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def moved_items(old: Sequence[K], new: Sequence[K]) -> list[K]:
    """Return the items that changed places, in the new order; what one side lacks is no move.

    All but the longest run of things that kept their order, in n log n steps.
    """
    places = {key: place for place, key in enumerate(old)}
    common = [key for key in new if key in places]
    numbers = [places[key] for key in common]
    if all(first < second for first, second in pairwise(numbers)):
        return []
    kept = _longest_rise(numbers)
    return [key for place, key in enumerate(common) if place not in kept]


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return the places of a longest strictly increasing subsequence."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(places[length - 1] if length else -1)
        if length == len(ends):
            ends.append(number)
            places.append(place)
        else:
            ends[length], places[length] = number, place
    kept: set[int] = set()
    place = places[-1] if places else -1
    while place >= 0:
        kept.add(place)
        place = before[place]
    return kept
