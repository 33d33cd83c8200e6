"""The members' field of the set-up: a list as it is typed or pasted, each line a member at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from jusou_tui.errors import InputError
from jusou_tui.live.beginning.roster_preview import note_texts, reason_text
from jusou_tui.session.people.identity import first_places, match_people
from jusou_tui.session.people.person import Person, completed
from jusou_tui.session.people.roster.reading import (
    Choices,
    LeftOut,
    Listed,
    Roster,
    is_stand_in,
    read_text,
)
from jusou_tui.session.people.roster.words import name_fault
from jusou_tui.session.people.roster.written import listable, people_text
from jusou_tui.session.programme.attendance import is_guest
from jusou_tui.text.terminal import cut
from jusou_tui.wording import message_text, t
from jusou_tui.wording.values import bracketed, labelled, list_text, role_label

if TYPE_CHECKING:
    from jusou_tui.session.book.book import SessionBook
    from jusou_tui.session.model.records import Participant
    from jusou_tui.session.people.identity import Named

_DRAFT = "setup-members"
"""Draft of a text that says more than the members in it do, or cannot be read at all."""
_LONGEST = 60
"""Cells of such a row at the most."""
_FIRST = 2
"""Rows that were not understood which are shown; of more the number is."""


@dataclass(frozen=True, slots=True)
class MembersField:
    """The field as it is now, with the interface of `fields.Field`."""

    book: SessionBook

    def text(self) -> str:
        """Return what was typed while the members are as it says, else them and what was not understood."""
        listed = [Person(one.name, one.affiliation, one.role, one.observer) for one in self._listable()]
        draft = self.book.session.drafts.get(_DRAFT)
        if draft is None:
            return people_text(listed)
        typed = draft.text.removesuffix("\n")
        try:
            roster = roster_of(typed, known=self.known)
        except InputError:
            return typed
        if list(_distinct(roster.people, self._firsts(roster)).values()) == listed:
            return typed
        return "\n".join(filter(None, (people_text(listed), *(left.text for left in roster.unread))))

    def type(self, text: str) -> None:
        """Take the field's new text: make the members those in it, and keep it where it says more.

        What changes is one change for undo.
        """
        try:
            roster = roster_of(text, known=self.known)
        except InputError:
            self.book.drafts.set(_DRAFT, text)
            return
        with self.book.together("session.change_members_typed"):
            _set_people(self.book, roster.people, unread=len(roster.unread))
        repeated = len(set(self._firsts(roster))) < len(roster.listed)
        noted = any(one.role_word or one.notes for one in roster.listed)
        if roster.unread or roster.skipped or repeated or noted:
            self.book.drafts.set(_DRAFT, text)
        else:
            self.book.drafts.clear(_DRAFT)

    @property
    def known(self) -> Known:
        """Who is in the team: where one of the names is a number, numbers are names in the field as well."""
        return _known(self.book.session.participants)

    def unlisted(self) -> str:
        """Return a sentence about the members whom the field's text cannot say, "" where it says all."""
        people = (one for _, one in self.book.session.people if not is_guest(one))
        names = [one.name for one in people if not listable(one)]
        return t("roster.cannot_be_typed", names=list_text(names)) if names else ""

    def _firsts(self, roster: Roster) -> list[int]:
        return _firsts(roster, dict(self.book.session.people))

    def _listable(self) -> list[Participant]:
        return [person for _, person in self.book.session.people if _has_line(person)]


def _has_line(person: Participant) -> bool:
    """Return whether somebody stands in the field: no guest, nor whom no text can say."""
    return listable(person) and not is_guest(person)


Known = frozenset[tuple[str, str]]
"""Names and affiliations."""


def _known(team: Mapping[str, Named]) -> Known:
    return frozenset((one.name, one.affiliation) for one in team.values())


@lru_cache(maxsize=4)
def roster_of(text: str, *, known: Known = frozenset()) -> Roster:
    """Return the list that a text is; `known`: who is in the team. Raises InputError for too many."""
    names = frozenset(name for name, _ in known)
    numbers = any(name_fault(name) == "number" for name in names)
    return read_text(text, Choices(numbers=numbers, names=names, affiliations=known))


def reading_lines(text: str, team: Mapping[str, Named]) -> list[str]:
    """Return how a text was read: how many people, then each with affiliation and role, a line each."""
    try:
        roster = roster_of(text, known=_known(team))
    except InputError:
        return []
    people = _distinct(roster.people, _firsts(roster, team)).values()
    return [t("app.setup_members_read", count=len(people)), *map(_person_text, people)] if people else []


def place_of_line(text: str, team: Mapping[str, Named], line: int) -> int:
    """Return which person of `reading_lines` a line of the text, counted from 0, is about; from 0 as well.

    A line that is about nobody has the place of the person before it.
    """
    try:
        roster = roster_of(text, known=_known(team))
    except InputError:
        return 0
    places = _distinct(roster.people, _firsts(roster, team))
    return max(sum(roster.listed[first].number <= line + 1 for first in places) - 1, 0)


def doubts(text: str, team: Mapping[str, Named]) -> list[str]:
    """Return sentences about what was not understood in a text, and about rows skipped or repeated."""
    try:
        roster = roster_of(text, known=_known(team))
    except InputError as error:
        return [message_text(error)]
    unknown = [t("roster.role_unknown", word=word, role=role) for word, role in _unknown_roles(roster)]
    lines = list(filter(None, [_unread_text(roster)]))
    left = [row for row in roster.skipped if row.reason != "header"]
    lines += [list_text(unknown)] if unknown else []
    noted = [one.person.name + bracketed(list_text(note_texts(one))) for one in roster.listed if one.notes]
    lines += [list_text(noted)] if noted else []
    lines += filter(None, [_repeated_text(roster, _firsts(roster, team))])
    return [*lines, _left_text("roster.skipped_row", left)] if left else lines


def unread(text: str, team: Mapping[str, Named]) -> str:
    """Return a sentence about the lines of a text that were not understood, "" where all were."""
    try:
        return _unread_text(roster_of(text, known=_known(team)))
    except InputError as error:
        return message_text(error)


def _unread_text(roster: Roster) -> str:
    return _left_text("roster.unread_row", roster.unread) if roster.unread else ""


def _firsts(roster: Roster, team: Mapping[str, Named]) -> list[int]:
    return first_places(match_people(team, roster.people))


def _distinct(people: Sequence[Person], firsts: Sequence[int]) -> dict[int, Person]:
    """Return each person once, by the first place, with all that any place states of them."""
    found: dict[int, Person] = {}
    for person, first in zip(people, firsts, strict=True):
        found[first] = completed(found.get(first, person), person)
    return found


def _repeated_text(roster: Roster, firsts: Sequence[int]) -> str:
    """Return which rows name somebody once more; "" for none."""
    return _first_rows(
        t("roster.row", number=one.number, text=one.person.name, why=_same_as(roster.listed[first]))
        for place, (one, first) in enumerate(zip(roster.listed, firsts, strict=True))
        if place != first
    )


def _same_as(first: Listed) -> str:
    return t("roster.repeats", number=first.number)


def _unknown_roles(roster: Roster) -> list[tuple[str, str]]:
    found = {one.role_word: role_label(one.person.role) for one in roster.listed if one.role_word}
    return list(found.items())


def _left_text(label: str, rows: Sequence[LeftOut]) -> str:
    named = [
        t("roster.row", number=row.number, text=cut(row.text, _LONGEST), why=reason_text(row)) for row in rows
    ]
    return labelled(t(label), _first_rows(named))


def _first_rows(rows: Iterable[str]) -> str:
    """Return the first of some rows, and how many more there are."""
    named = list(rows)
    more = [t("roster.more_rows", count=len(named) - _FIRST)] if len(named) > _FIRST else []
    return list_text([*named[:_FIRST], *more])


def _set_people(book: SessionBook, people: list[Person], *, unread: int) -> None:
    """Make the participants the typed ones. A known person keeps the id, one being typed their line's.

    Of those whom no line means, as many stay as lines were not understood, and all whom no text can say.
    Members without a name do not: a number made them.
    """
    team = dict(book.session.people)
    matches = match_people(team, people)
    known_ids = {match.known for match in matches}
    listed = [key for key, person in team.items() if _has_line(person)]
    spare = [key for key in listed if key not in known_ids]
    for place, person in _distinct(people, first_places(matches)).items():
        facts: dict[str, object] = {"name": person.name, "affiliation": person.affiliation}
        facts |= {"role": person.role, "observer": person.observer, "rank": place}
        if (same := matches[place].known) is not None and is_guest(team[same]):
            facts |= {"guest": None, "left": None}
        known = same or _of_line(place, listed, spare) or book.people.add(person.name)
        book.people.edit(known, **facts)
    # "15" made fifteen of them, and a letter later it is the beginning of a time.
    staying = [key for key in spare if not is_stand_in(team[key].name, team[key].affiliation)][:unread]
    for person_id in spare:
        if person_id not in staying:
            book.people.remove(person_id)


def _of_line(place: int, listed: Sequence[str], spare: list[str]) -> str | None:
    """Take out of those whom no line means who was on this line before, else the first of them."""
    if not spare:
        return None
    here = listed[place] if place < len(listed) else None
    return spare.pop(spare.index(here) if here in spare else 0)


def _person_text(person: Person) -> str:
    facts = [person.affiliation] if person.affiliation else []
    if person.role != "member":
        facts.append(role_label(person.role))
    if person.observer:
        facts.append(t("minutes.observers"))
    return t("app.setup_person_read", name=person.name, facts=list_text(facts)) if facts else person.name
