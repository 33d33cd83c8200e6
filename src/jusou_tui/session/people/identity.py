"""Who is who: which spellings are one person, and what tells people of one name apart."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

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


def labels(people: Mapping[str, Named]) -> dict[str, str]:
    """Return by id what to call each of these people, so that no two are called the same.

    A name that only one has is the label. To a name that several have the affiliation is added; where that
    does not tell them apart either, a number in the order of the ids, which no reordering changes.
    """
    same_name: dict[str, list[str]] = defaultdict(list)
    for identifier in sorted(people):
        same_name[name_key(people[identifier].name)].append(identifier)
    return {
        identifier: person.name
        + bracketed(_distinction(people, same_name[name_key(person.name)], identifier))
        for identifier, person in people.items()
    }


def _distinction(people: Mapping[str, Named], group: Sequence[str], identifier: str) -> str:
    """Return what tells a person from the others of a group of one name; "" for one who is alone in it."""
    if len(group) == 1:
        return ""
    affiliation = people[identifier].affiliation
    equals = [one for one in group if name_key(people[one].affiliation) == name_key(affiliation)]
    number = str(equals.index(identifier) + 1) if len(equals) > 1 else ""
    return f"{affiliation} {number}".strip()


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


@dataclass(frozen=True)
class Match:
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


def match_people(known: Mapping[str, Named], listed: Sequence[Named]) -> list[Match]:
    """Return for each person of a list who that is.

    One name and one affiliation is one person, and so is one name of which one side has no affiliation. One
    name with two affiliations is two people. A name alone that several have goes to them one after another.
    """
    slots: dict[str, list[_Slot]] = defaultdict(list)
    for identifier, person in known.items():
        slots[name_key(person.name)].append(_Slot(name_key(person.affiliation), Match(known=identifier)))
    found: dict[int, Match] = {}
    for place in sorted(range(len(listed)), key=lambda place: not name_key(listed[place].affiliation)):
        affiliation, same_name = name_key(listed[place].affiliation), slots[name_key(listed[place].name)]
        slot = _slot_of(same_name, affiliation)
        if slot is None:
            same_name.append(_Slot(affiliation, Match(repeats=place), taken=True))
            found[place] = Match()
        else:
            slot.affiliation, slot.taken = slot.affiliation or affiliation, True
            found[place] = slot.match
    return [
        replace(found[place], namesake=len(slots[name_key(listed[place].name)]) > 1)
        for place in range(len(listed))
    ]


@dataclass
class _Slot:
    """One person who has a name. `match`: what a row is that means this person; `taken`: a row did."""

    affiliation: str
    match: Match
    taken: bool = False


def _slot_of(slots: Sequence[_Slot], affiliation: str) -> _Slot | None:
    """Return whom a row means among those who have its name, None for nobody of them."""
    equal = [slot for slot in slots if slot.affiliation == affiliation]
    if affiliation:
        possible = equal or [slot for slot in slots if not slot.affiliation]
    else:
        possible = equal or (list(slots) if len(slots) == 1 else [slot for slot in slots if not slot.taken])
    return possible[0] if possible else None
