"""One id for one person: ids changed wherever they stand, two records of a person made one."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel

from jusou_tui.session.model import seats
from jusou_tui.session.model.items import item_id, with_person
from jusou_tui.session.model.records import (
    KEYED,
    Edit,
    Entry,
    Meeting,
    Participant,
    Session,
    Todo,
    entries,
    fields_of,
    table_of,
)


def with_ids(session: Session, ids: Mapping[str, str]) -> Session:
    """Return the session, its tables copied, with other ids in place of some, wherever they stand."""
    tables: dict[str, object] = {
        table: {
            _key(session, key, entry, ids): _entry(entry, ids)
            for key, entry in table_of(session, table).items()
        }
        for table in KEYED
    }
    copied = session.model_copy(update=tables)
    if copied.model_extra is not None:
        extra = {name: _value(value, ids) for name, value in copied.model_extra.items()}
        copied.model_extra.clear()
        copied.model_extra.update(extra)
    return copied


def united(session: Session, kept: str, other: str) -> list[Edit]:
    """Return the edits that make two records of one person the one under the id `kept`.

    The person has the affiliation of the newer record, where it has one, and has left only where both have.
    """
    people, ids = session.participants, {other: kept}
    first, second = people[kept], people[other]
    newer, older = (second, first) if other > kept else (first, second)
    facts = {
        "affiliation": newer.affiliation or older.affiliation,
        "role": second.role if first.role == "member" else first.role,
        "was": tuple(dict.fromkeys((*first.was, other, *second.was))),
        "left": max(first.left, second.left) if first.left and second.left else None,
        "guest": first.guest if first.guest == second.guest else None,
    }
    records = {("participants", kept): first.model_copy(update=facts), ("participants", other): None}
    found = [Edit(address, people[address[1]], after) for address, after in records.items()]
    for address, entry in entries(session).items():
        if isinstance(entry, Participant) or (after := _entry(entry, ids)) == entry:
            continue
        place = (address[0], _key(session, address[1], entry, ids))
        if place == address:
            found.append(Edit(address, entry, after))
            continue
        found.append(Edit(address, entry, None))
        if place[1] not in table_of(session, place[0]):
            found.append(Edit(place, None, after))
    return found


def replaced_ids(*sessions: Session) -> dict[str, str]:
    """Return by id, of those made one with another in any copy of a session, which one stands for it.

    Where two copies chose differently it is the older one.
    """
    direct = {
        old: key
        for session in sessions
        for key, person in session.participants.items()
        for old in person.was
        if old not in session.participants
    }
    one_way = {old: key for old, key in direct.items() if direct.get(key) != old or key < old}
    return {old: _last(one_way, key) for old, key in one_way.items()}


def _last(ids: Mapping[str, str], key: str) -> str:
    passed: set[str] = set()
    while key in ids and key not in passed:
        passed.add(key)
        key = ids[key]
    return key


def with_united(session: Session, ids: Mapping[str, str]) -> Session:
    """Return the session with one id for whom another copy made one (`replaced_ids`)."""
    if not ids:
        return session
    people = {
        key: person
        for key, person in session.participants.items()
        if ids.get(key, key) == key or ids[key] not in session.participants
    }
    return with_ids(session.model_copy(update={"participants": people}), ids)


def _key(session: Session, key: str, entry: Entry, ids: Mapping[str, str]) -> str:
    """Return the key of a record once ids are others; that of a sheet handed in follows from whose it is."""
    if isinstance(entry, Todo) and entry.item and with_person(entry.item, ids) != entry.item:
        return item_id(session, entry.step or "", with_person(entry.item, ids))
    return ids.get(key, key)


def _entry(entry: Entry, ids: Mapping[str, str]) -> Entry:
    if not isinstance(entry, BaseModel):
        return {ids.get(name, name): _value(value, ids) for name, value in entry.items()}
    after = {name: _value(value, ids) for name, value in fields_of(entry).items()}
    if isinstance(entry, Todo) and entry.item:
        after["item"] = with_person(entry.item, ids)
    if isinstance(entry, Meeting):
        after["seats"] = seats.with_ids(entry.seats, ids)
    changed = {name: value for name, value in after.items() if value != fields_of(entry)[name]}
    return entry.model_copy(update=changed) if changed else entry


def _value(value: object, ids: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return ids.get(value, value)
    if isinstance(value, BaseModel | Mapping):
        return _entry(value, ids)
    if isinstance(value, list | tuple):
        after = [_value(entry, ids) for entry in value]
        if after != list(value) and all(isinstance(entry, str) for entry in after):
            after = list(dict.fromkeys(after))
        return type(value)(after)
    return value
