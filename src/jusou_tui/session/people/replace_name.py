"""Taking a person's name out of every text of a session: the person is made anonymous, or erased."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from pydantic import BaseModel

from jusou_tui.session.model.items import who_hands_in
from jusou_tui.session.model.records import (
    META,
    Address,
    Draft,
    Edit,
    Entry,
    Meeting,
    Meta,
    Note,
    Participant,
    Presence,
    Session,
    Todo,
    entries,
    fields_of,
    shallow_copy,
    table_of,
)
from jusou_tui.session.people.mentions import NameSearch, Passage, passage_of, pieces
from jusou_tui.session.people.without import meeting_without

_NO_TEXTS = frozenset(
    {
        "id",
        "kind",
        "role",
        "step",
        "activity",
        "segment",
        "participant",
        "target",
        "author",
        "editing",
        "after",
    }
    | {"of", "worksheet", "item", "screen", "focus", "sheet", "cell", "order", "present", "minutes", "pins"}
    | {
        "ends",
        "skipped",
        "groups",
        "seats",
        "reporting",
        "curriculum",
        "curriculum_path",
        "curriculum_version",
    }
    | {"closed_items", "curriculum_digest", "curriculum_plan", "variant", "was", "erased"}
)
"""Fields that hold ids and kinds, and nothing that people wrote."""


@dataclass(frozen=True)
class NameRemoval:
    """What takes a person out of sessions.

    `person`: the id; `search` finds the name; `new` takes its place. `erases`: the person's record goes as
    well, and notes and ToDos have no author. `accepted`: mentions that are only likely and are replaced too.
    """

    person: str
    search: NameSearch
    new: str
    erases: bool = False
    accepted: frozenset[Passage] = frozenset()

    def replaced(self, text: str) -> str:
        """Return a text without the name."""
        mentions = self.search.mentions(text)
        if not mentions:
            return text
        return "".join(
            self.new if one is not None and (one.sure or passage_of(text, one) in self.accepted) else piece
            for piece, one in pieces(text, mentions)
        )

    def edits(self, session: Session) -> tuple[list[Edit], int]:
        """Return the edits of a session's records, and how many records beside the person's had the name."""
        changed = {address: self._entry(entry) for address, entry in entries(session).items()}
        found = [
            Edit(address, entry, changed[address])
            for address, entry in entries(session).items()
            if changed[address] != entry and address != ("participants", self.person)
        ]
        count = len(found)
        others = {edit.address: edit for edit in found}
        about = (pair for pair in entries(session).items() if self._is_about(*pair))
        for address, before in about:
            others[address] = Edit(address, before, self.entry(address, before))
        if self.erases:
            meta = session.session
            known = session.participants.get(self.person)
            ids = {*meta.erased, self.person, *(known.was if known is not None else ())}
            after = cast("Meta", self._entry(meta)).model_copy(update={"erased": tuple(sorted(ids))})
            others[META] = Edit(META, meta, after)
        return [edit for edit in others.values() if edit.before != edit.after], count

    def entry(self, address: Address, entry: Entry) -> Entry | None:
        """Return one record of a session without the person and the name, None where it goes."""
        after = self._without(address, entry) if self._is_about(address, entry) else entry
        return None if after is None else self._entry(after)

    def _is_about(self, address: Address, entry: Entry) -> bool:
        """Return whether a record has to do with the person, whatever its texts say."""
        table, key = address
        if table in {"participants", "conflicts"}:
            return key == self.person
        if isinstance(entry, Presence):
            return entry.participant == self.person
        if self._hands_in(entry):
            return True
        if isinstance(entry, Note | Todo | Draft):
            return entry.author == self.person or self.person in key
        return isinstance(entry, Meeting)

    def _hands_in(self, entry: Entry) -> bool:
        """Return whether a ToDo stands for a sheet that the person hands in."""
        found = who_hands_in(entry.item) if isinstance(entry, Todo) else None
        return found is not None and found[1] == self.person

    def unknown(self, session: Session) -> dict[str, object]:
        """Return the tables that this program does not know, without the name."""
        return cast("dict[str, object]", self._unknown_value(session.model_extra or {}))

    def _unknown_value(self, value: object) -> object:
        """Return a value without the name, where keys may be names too."""
        if isinstance(value, Mapping):
            return {self.replaced(key): self._unknown_value(entry) for key, entry in value.items()}
        return self._value(value)

    def applied(self, session: Session) -> Session:
        """Return another state of the session without the person."""
        after = shallow_copy(session)
        for edit in self.edits(session)[0]:
            table, key = edit.address
            if table in {"session", "view"}:
                after = after.model_copy(update={table: edit.after})
            elif edit.after is None:
                table_of(after, table).pop(key, None)
            else:
                table_of(after, table)[key] = edit.after
        unknown = self.unknown(session)
        extra = cast("dict[str, object]", after.model_extra)
        extra.clear()
        extra.update(unknown)
        return after.model_copy(update={"end": cast("dict[str, object]", self._unknown_value(session.end))})

    def _without(self, address: Address, entry: Entry) -> Entry | None:
        """Return a record that has to do with the person as it is afterwards, None where it goes."""
        goes = isinstance(entry, Presence) or self._hands_in(entry)
        if isinstance(entry, Mapping) or (self.erases and goes):
            return None
        match entry:
            case Participant():
                return None if self.erases else self._anonymous(entry)
            case Draft() if self.person in address[1]:
                return None
            case Meeting() if self.erases:
                return meeting_without(entry, self.person)
            case Note() | Todo() | Draft() if self.erases:
                return entry.model_copy(update={"author": None})
        return entry

    def _anonymous(self, person: Participant) -> Participant:
        return Participant(
            name=self.new,
            role=person.role,
            rank=person.rank,
            left=person.left,
            guest=person.guest,
            was=person.was,
            anonymous=True,
            observer=person.observer,
        )

    def _entry(self, entry: Entry) -> Entry:
        if not isinstance(entry, BaseModel):
            return {key: self._value(value) for key, value in entry.items()}
        kept = _NO_TEXTS - (entry.model_extra or {}).keys()
        if isinstance(entry, Participant):
            kept |= {"name"}
        updates = {
            name: after
            for name, value in fields_of(entry).items()
            if name not in kept and (after := self._value(value)) != value
        }
        return entry.model_copy(update=updates) if updates else entry

    def _value(self, value: object) -> object:
        if isinstance(value, str):
            return self.replaced(value)
        if isinstance(value, BaseModel | Mapping):
            return self._entry(value)
        if isinstance(value, list | tuple):
            return type(value)(self._value(entry) for entry in value)
        return value


def removal_of(
    session: Session,
    person: str,
    new: str,
    *,
    erases: bool = False,
    names: Iterable[str] = (),
    accepted: Iterable[Passage] = (),
) -> NameRemoval:
    """Return what takes a person of a session out of it; `names`: what the person was called before."""
    people = session.participants
    search = NameSearch(people, person, people[person].name, names)
    return NameRemoval(person, search, new, erases, frozenset(accepted))


def texts_of(session: Session, person: str) -> Iterator[str]:
    """Yield all texts of a session that people wrote, but for the names of people and one person's record."""
    for address, entry in entries(session).items():
        if address[0] not in {"participants", "drafts", "conflicts"} or person not in address[1]:
            yield from _texts(entry)
    yield from _strings({**(session.model_extra or {}), "end": session.end})


def passages(states: Iterable[Session | str], removal: NameRemoval) -> list[Passage]:
    """Return what is only likely to name the person in several states of a session, each once, in order.

    A state that cannot be read is the text of its file.
    """
    seen = dict.fromkeys(
        text
        for state in states
        for text in ([state] if isinstance(state, str) else texts_of(state, removal.person))
    )
    found = (passage_of(text, one) for text in seen for one in removal.search.mentions(text) if not one.sure)
    return list(dict.fromkeys(found))


def places(session: Session, removal: NameRemoval) -> tuple[int, int]:
    """Return in how many places of a session the name stands for sure, and in how many accepted ones."""
    found = [
        (text, one) for text in texts_of(session, removal.person) for one in removal.search.mentions(text)
    ]
    sure = sum(one.sure for _, one in found)
    return sure, sum(not one.sure and passage_of(text, one) in removal.accepted for text, one in found)


def names_of(states: Iterable[Session | str], person: str) -> tuple[str, ...]:
    """Return all names that a person has in several states of a session."""
    records = (state.participants.get(person) for state in states if isinstance(state, Session))
    return tuple(dict.fromkeys(record.name for record in records if record is not None))


def _texts(entry: Entry) -> Iterator[str]:
    if not isinstance(entry, BaseModel):
        yield from _strings(entry)
        return
    kept = _NO_TEXTS - (entry.model_extra or {}).keys()
    for name, value in fields_of(entry).items():
        if name not in kept and not (name == "name" and isinstance(entry, Participant)):
            yield from _strings(value)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from _texts(value)
    elif isinstance(value, Mapping):
        for key, entry in value.items():
            yield str(key)
            yield from _strings(entry)
    elif isinstance(value, list | tuple):
        for entry in value:
            yield from _strings(entry)
