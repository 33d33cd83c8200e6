"""Who is who: which spellings are one person, and what tells people of one name apart."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from jusou_tui.wording.values import bracketed

_IGNORED = re.compile(r"[\s\u034f\u115f\u1160\u3164\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Blanks, fillers and the selectors that choose a glyph of one character."""


class Named(Protocol):
    """Whoever has a name and an affiliation."""

    @property
    def name(self) -> str:
        """The name as it was typed."""

    @property
    def affiliation(self) -> str:
        """Where the person belongs to; "" where that is not known."""


def name_key(name: str) -> str:
    """Return what two spellings of one name share: they may differ in blanks, width, case and composition.

    見本 花子, 見本花子 and 見本　花子 have one key, so have ﾐﾎﾝ ﾊﾅｺ and ミホンハナコ. Variants of a kanji
    (髙, 高) keep apart: they distinguish families (`mentions` knows them).
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(
        letter
        for letter in folded
        if not _IGNORED.match(letter) and unicodedata.category(letter) not in {"Cf", "Cc"}
    )


def labels(people: Mapping[str, Named], *, beside_affiliation: bool = False) -> dict[str, str]:
    """Return by id what to call each of these people, so that no two are called the same.

    A name that only one has is the label. To a name that several have the affiliation is added, unless the
    label stands beside it anyway; where that does not tell them apart, a number in the order of the ids,
    which no reordering changes.
    """
    same_name: dict[str, list[str]] = defaultdict(list)
    for identifier in sorted(people):
        same_name[name_key(people[identifier].name)].append(identifier)
    found = {}
    for identifier, person in people.items():
        number = _number(people, same_name[name_key(person.name)], identifier)
        shared = len(same_name[name_key(person.name)]) > 1 and not beside_affiliation
        found[identifier] = person.name + bracketed(
            f"{person.affiliation if shared else ''} {number}".strip()
        )
    return found


def _number(people: Mapping[str, Named], same_name: Sequence[str], identifier: str) -> str:
    """Return which one of those with name and affiliation of a person it is; "" for the only one."""
    affiliation = name_key(people[identifier].affiliation)
    equals = [one for one in same_name if name_key(people[one].affiliation) == affiliation]
    return str(equals.index(identifier) + 1) if len(equals) > 1 else ""


def family_name(name: str, names: Iterable[str]) -> str:
    """Return the family name alone; where another of `names` has it too, the whole name."""
    family = _first_word(name)
    same = [other for other in names if _first_word(other) == family]
    return family if len(same) <= 1 else name


def _first_word(name: str) -> str:
    return name.replace("\u3000", " ").split(" ")[0]


def people_called(people: Mapping[str, Named], typed: str) -> list[str]:
    """Return the ids of the people whom a typed name may mean, in the mapping's order.

    A label (`labels`) means one person; a name everybody who has it.
    """
    wanted = name_key(typed)
    if not wanted:
        return []
    by_label = [identifier for identifier, label in labels(people).items() if name_key(label) == wanted]
    by_name = [identifier for identifier, person in people.items() if name_key(person.name) == wanted]
    return by_name if len(by_name) > 1 else by_label or by_name


def people_of_family(people: Mapping[str, Named], typed: str) -> list[str]:
    """Return the ids of the people whose name a blank parts and whose first or last word is a typed name."""
    wanted = name_key(typed)
    words = {identifier: list(map(name_key, person.name.split())) for identifier, person in people.items()}
    return [key for key, found in words.items() if len(found) > 1 and wanted in {found[0], found[-1]}]


def namesakes(people: Mapping[str, Named], identifier: str) -> list[str]:
    """Return the ids of the others who have a person's name, in the mapping's order."""
    key = name_key(people[identifier].name)
    return [other for other, one in people.items() if other != identifier and name_key(one.name) == key]


def keys_of_names(people: Mapping[str, Named], typed: Iterable[str]) -> dict[str, str]:
    """Return for each typed name a key: the id where it means one person, else what its spellings share."""
    by_label = {name_key(label): identifier for identifier, label in labels(people).items()}
    by_name: dict[str, list[str]] = defaultdict(list)
    for identifier, person in people.items():
        by_name[name_key(person.name)].append(identifier)
    found = {}
    for name in typed:
        key = name_key(name)
        same_name = by_name.get(key, [])
        found[name] = key if len(same_name) > 1 else same_name[0] if same_name else by_label.get(key, key)
    return found


class Match(NamedTuple):
    """Who a person of a list is.

    `known`: the id of the same person among those who are known. `repeats`: the place in the list of the same
    person, who is not known. `namesake`: somebody else has the name.
    """

    known: str | None = None
    repeats: int | None = None
    namesake: bool = False

    @property
    def is_new(self) -> bool:
        """Whether this is the first that is heard of this person."""
        return self.known is None and self.repeats is None


def match_people(known: Mapping[str, Named], listed: Sequence[Named], *, moving: bool = False) -> list[Match]:
    """Return for each person of a list who that is.

    One name and one affiliation is one person, and so is one name of which one side has no affiliation. One
    name with two affiliations is two people. A name alone that several have goes to them one after another,
    and so does a name with the affiliation that several have.

    `moving`: people may have changed their affiliation between the two: where one who is known and one who is
    listed are left, they are one person.
    """
    slots: dict[str, list[_Slot]] = defaultdict(list)
    for identifier, person in known.items():
        slots[name_key(person.name)].append(_Slot(name_key(person.affiliation), Match(known=identifier)))
    keys = [(name_key(person.name), name_key(person.affiliation)) for person in listed]
    found: dict[int, Match] = {}
    new: dict[str, list[int]] = defaultdict(list)
    for place in sorted(range(len(listed)), key=lambda place: not keys[place][1]):
        name, affiliation = keys[place]
        slot = _slot_of(slots[name], affiliation)
        if slot is None:
            slots[name].append(_Slot(affiliation, Match(repeats=place), taken=True))
            new[name].append(place)
            found[place] = Match()
        else:
            slot.affiliation, slot.taken = slot.affiliation or affiliation, True
            found[place] = slot.match
    for name, places in new.items() if moving else ():
        left = [slot for slot in slots[name] if not slot.taken]
        if len(left) == len(places) == 1:
            found[places[0]] = left[0].match
    return [found[place]._replace(namesake=len(slots[name]) > 1) for place, (name, _) in enumerate(keys)]


def perhaps_same(
    known: Mapping[str, Named], listed: Sequence[Named], matches: Sequence[Match]
) -> dict[int, str]:
    """Return who of those who are known may be a new person of a list, by the place in the list.

    That is the only one who has the name and is nobody else of the list.
    """
    meant = {match.known for match in matches}
    left: dict[str, list[str]] = defaultdict(list)
    for identifier, person in known.items():
        if identifier not in meant:
            left[name_key(person.name)].append(identifier)
    new: dict[str, list[int]] = defaultdict(list)
    for place, match in enumerate(matches):
        if match.is_new:
            new[name_key(listed[place].name)].append(place)
    return {
        places[0]: left[name][0]
        for name, places in new.items()
        if len(places) == 1 and len(left.get(name, ())) == 1
    }


def is_same_office(one: str, other: str) -> bool:
    """Return whether two affiliations name one office, which one of them says with what it belongs to."""
    first, second = name_key(one), name_key(other)
    return bool(first and second) and (first in second or second in first)


def first_places(matches: Sequence[Match]) -> list[int]:
    """Return for each person of a list the place at which the list names that person first."""
    firsts: dict[str | int, int] = {}
    found = []
    for place, match in enumerate(matches):
        new = place if match.repeats is None else match.repeats
        found.append(firsts.setdefault(new if match.known is None else match.known, place))
    return found


@dataclass
class _Slot:
    """One person who has a name. `match`: what a row is that means this person; `taken`: a row did."""

    affiliation: str
    match: Match
    taken: bool = False


def _slot_of(slots: Sequence[_Slot], affiliation: str) -> _Slot | None:
    """Return whom a row means among those who have its name, None for nobody of them."""
    same = [slot for slot in slots if slot.affiliation == affiliation]
    equal = [slot for slot in same if not slot.taken] or same
    if affiliation:
        possible = equal or [slot for slot in slots if not slot.affiliation]
    else:
        possible = equal or (list(slots) if len(slots) == 1 else [slot for slot in slots if not slot.taken])
    return possible[0] if possible else None
