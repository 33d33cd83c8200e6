"""Seat numbers of a meeting (`Meeting.seats`): each is given once, and never to anybody else.

A number that was given stays given: of whoever was taken off the team or erased, too. New ones go on behind
the highest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

Seats = Mapping[str, int]
"""Numbers from 1 on, by the id of a participant."""


def given(seats: Seats, people: Iterable[str]) -> dict[str, int]:
    """Return the seats with one for each of `people` who has none yet, in their order."""
    found = dict(seats)
    for person in people:
        if person not in found:
            found[person] = max(found.values(), default=0) + 1
    return found


def with_ids(seats: Seats, ids: Mapping[str, str]) -> dict[str, int]:
    """Return the seats with other ids in place of some; whoever had two has the higher one, for good."""
    found: dict[str, int] = {}
    for person, number in seats.items():
        key = ids.get(person, person)
        found[key] = max(number, found.get(key, 0))
    return found


def joined(base: Seats, ours: Seats, theirs: Seats) -> dict[str, int]:
    """Return the seats of two copies as one, the same whichever is ours.

    What the base says holds. Of a number that two people got the one with the older id keeps it; the other
    gets one behind all others.
    """
    found, taken = dict(base), set(base.values())
    claims = sorted((number, person) for side in (ours, theirs) for person, number in side.items())
    for number, person in claims:
        if person not in found and number not in taken:
            found[person] = number
            taken.add(number)
    left = dict.fromkeys(person for _, person in claims if person not in found)
    highest = max((*taken, *(number for number, _ in claims)), default=0)
    return {**found, **{person: highest + place for place, person in enumerate(left, 1)}}


def kept(wanted: Seats, current: Seats) -> dict[str, int]:
    """Return the seats of a meeting that goes back to a former state: what was given since stays."""
    taken = set(wanted.values())
    return {**{person: number for person, number in current.items() if number not in taken}, **wanted}
