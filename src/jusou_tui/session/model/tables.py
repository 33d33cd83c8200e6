"""A session as tables of records: their order in the file, and the address of each record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from pydantic import BaseModel

from jusou_tui.session.model.records import (
    Draft,
    Event,
    Meeting,
    Meta,
    Note,
    Participant,
    Record,
    Session,
    Sheet,
    Todo,
    View,
)

Address = tuple[str, str]
"""A record's table and its key there; the key of `session` and `view` is ""."""

Entry = BaseModel | Mapping[str, object]
"""A record, or the plain table of a conflict or of something unknown."""

META: Address = ("session", "")
VIEW: Address = ("view", "")
BEFORE_VIEW = ("participants", "meetings", "events", "notes", "sheets", "todos", "drafts")
KEYED = (*BEFORE_VIEW, "conflicts")
RECORDS: dict[str, type[Record]] = {
    "session": Meta,
    "participants": Participant,
    "meetings": Meeting,
    "events": Event,
    "notes": Note,
    "sheets": Sheet,
    "todos": Todo,
    "drafts": Draft,
    "view": View,
}


def table_of(session: Session, name: str) -> dict[str, Entry]:
    """Return the live dictionary of one keyed table."""
    return cast("dict[str, Entry]", getattr(session, name))


def fields_of(record: BaseModel) -> dict[str, object]:
    """Return a record's fields by name, unknown ones among them; their values are not converted."""
    return {**record.__dict__, **(record.model_extra or {})}


def shallow_copy(session: Session) -> Session:
    """Return a copy of the session with tables of its own; the frozen records are shared."""
    return session.model_copy(update={name: dict(table_of(session, name)) for name in KEYED})


def entry_at(session: Session, address: Address) -> Entry | None:
    """Return the record at an address, None where there is none."""
    table, identifier = address
    if table in {"session", "view"}:
        return cast("Entry", getattr(session, table))
    return table_of(session, table).get(identifier)


def entries(session: Session) -> dict[Address, Entry]:
    """Return every record of a session by its address (unknown tables are not among them)."""
    found: dict[Address, Entry] = {META: session.session, VIEW: session.view}
    for name in KEYED:
        found.update({(name, identifier): entry for identifier, entry in table_of(session, name).items()})
    return found


def order(table: str, identifier: str, entry: Entry) -> tuple[float, str]:
    """Return the key that orders a table in the file: by instant, then id; drafts and meetings by name."""
    at = getattr(entry, "at", None)
    return (0.0 if at is None or table == "drafts" else at.timestamp(), identifier)
