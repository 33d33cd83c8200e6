"""Replacing a name in every text of a session, for a person who is made anonymous or erased."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from pydantic import BaseModel

from jusou_tui.session.model.records import (
    Address,
    Draft,
    Edit,
    Entry,
    Meeting,
    Note,
    Session,
    Todo,
    entries,
    fields_of,
    table_of,
)

_TEXTS = frozenset(
    {"title", "organisation", "affiliation", "name", "text", "what", "owner", "note", "due"}
    | {"cells", "rows", "inserts", "fields"}
)
"""Fields that hold what people wrote; the others hold ids, kinds and times."""

Replace = Callable[[str], str]


def reworded(session: Session, replace: Replace) -> list[Edit]:
    """Return the edits that replace words in all texts of a session; the list of people is left aside."""
    found = []
    for address, entry in entries(session).items():
        if address[0] == "participants":
            continue
        after = _entry(entry, replace)
        if after != entry:
            found.append(Edit(address, entry, after))
    return found


def replacing(name: str, new: str) -> Replace:
    """Return a function that replaces a person's name, with or without spaces between its parts.

    A name of one letter is replaced only where a field holds nothing else: it is a part of too many words.
    """
    pattern = re.compile(r"[ \u3000]*".join(re.escape(part) for part in name.split()) or r"(?!)")
    if len("".join(name.split())) < 2:  # noqa: PLR2004 - one letter
        return lambda text: new + text[len(text.rstrip("\n")) :] if pattern.fullmatch(text.strip()) else text
    return lambda text: pattern.sub(lambda _: new, text)


def mentions(session: Session, name: str) -> int:
    """Return how many records of a session mention a name, the list of people left aside."""
    return len(reworded(session, replacing(name, "\0")))


def surname_mentions(session: Session, name: str) -> int:
    """Return how many records have the first part of a name alone, which may be another person's."""
    parts = name.split()
    if len(parts) < 2 or len(parts[0]) < 2:  # noqa: PLR2004 - two parts; one letter is a part of other words
        return 0
    whole, first = replacing(name, ""), replacing(parts[0], "\0")
    return len(reworded(session, lambda text: _alone(text, whole, first)))


def anonymised(session: Session, identifier: str, new_name: str) -> tuple[list[Edit], int]:
    """Return the edits that rename a person everywhere, and how many records mentioned it."""
    person = session.participants[identifier]
    edits = reworded(session, replacing(person.name, new_name))
    after = person.model_copy(update={"name": new_name, "affiliation": ""})
    return [*edits, Edit(("participants", identifier), person, after)], len(edits)


def erased(session: Session, identifier: str, word: str) -> tuple[list[Edit], int]:
    """Return the edits that remove a person and put `word` in place of the name, and how many records had it.

    The person's notes, ToDos and drafts stay, without an author.
    """
    person = session.participants[identifier]
    replace = replacing(person.name, word)
    edits = reworded(session, replace)
    extra = [Edit(("participants", identifier), person, None)]
    for key, meeting in session.meetings.items():
        extra.append(_worded(("meetings", key), meeting, meeting_without(meeting, identifier), replace))
    for table in ("notes", "todos", "drafts"):
        for key, entry in table_of(session, table).items():
            if isinstance(entry, Note | Todo | Draft) and entry.author == identifier:
                nameless = entry.model_copy(update={"author": None})
                extra.append(_worded((table, key), entry, nameless, replace))
    others = {edit.address for edit in extra}
    return [edit for edit in edits if edit.address not in others] + extra, len(edits)


def meeting_without(meeting: Meeting, person: str) -> Meeting:
    """Return a meeting without a person in its lists and groups."""
    present = meeting.present
    remaining = None if present is None else tuple(one for one in present if one != person)
    groups = {
        number: tuple(one for one in group if one != person) for number, group in meeting.groups.items()
    }
    groups = {number: group for number, group in groups.items() if group}
    reporting = tuple(number for number in meeting.reporting if number in groups)
    return meeting.model_copy(update={"present": remaining, "groups": groups, "reporting": reporting})


def _worded(address: Address, before: BaseModel, after: BaseModel, replace: Replace) -> Edit:
    return Edit(address, before, _entry(after, replace))


def _alone(text: str, whole: Replace, first: Replace) -> str:
    """Return the text changed where it has the first part of a name outside the whole name."""
    return text if first(rest := whole(text)) == rest else first(rest)


def _entry(entry: Entry, replace: Replace) -> Entry:
    if isinstance(entry, BaseModel):
        updates = dict(_changes(entry, replace))
        return entry.model_copy(update=updates) if updates else entry
    return {key: _value(value, replace) for key, value in entry.items()}


def _changes(entry: BaseModel, replace: Replace) -> Iterator[tuple[str, object]]:
    for name, value in fields_of(entry).items():
        if name in _TEXTS or name in (entry.model_extra or {}):
            after = _value(value, replace)
            if after != value:
                yield name, after


def _value(value: object, replace: Replace) -> object:
    if isinstance(value, str):
        return replace(value)
    if isinstance(value, BaseModel):
        return _entry(value, replace)
    if isinstance(value, Mapping):
        return {key: _value(entry, replace) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_value(entry, replace) for entry in value)
    return value
