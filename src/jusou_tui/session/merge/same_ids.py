"""Different records that both sides of a merge added under one id: each gets an id of its own.

Programs that numbered on from the newest event did so in two copies where it lay ahead of the clock.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping

from jusou_tui.session.model.ids import is_id, later_by, parts
from jusou_tui.session.model.records import (
    Entry,
    Event,
    Meeting,
    Note,
    Participant,
    Presence,
    Session,
    Sheet,
    Todo,
    table_of,
)
from jusou_tui.session.people.identity import name_key
from jusou_tui.session.people.one_id import with_ids

_TABLES = ("participants", "events", "notes", "sheets", "todos", "presence")
_SHIFT_BITS = 72


def separate_records(
    base: Session | None, ours: Session, theirs: Session, *, keep_ours: bool = False
) -> tuple[Session, Session]:
    """Return two sides of a merge in which no id stands for two records that never had a common state.

    What `base` holds under an id is one record. So is what has the same id because it stands for the same
    thing (`Todo.item`, `Todo.sheet`). Otherwise two records have one id where they were made at different
    instants, or where a known `base` lacks them and they say different things.

    The side that gives way is the same whichever is ours, theirs with `keep_ours`; its order of ids stays.
    """
    clashing = sorted({key for key in _clashing(base, ours, theirs) if is_id(key)})
    if not clashing:
        return ours, theirs
    mine, other = (_content(side, clashing[0]) for side in (ours, theirs))
    if keep_ours or mine <= other:
        return ours, with_ids(theirs, _shifted(base, theirs, clashing, other))
    return with_ids(ours, _shifted(base, ours, clashing, mine)), theirs


def _clashing(base: Session | None, ours: Session, theirs: Session) -> Iterator[str]:
    for table in _TABLES:
        known: Mapping[str, Entry] = {} if base is None else table_of(base, table)
        mine, others = table_of(ours, table), table_of(theirs, table)
        for key in mine.keys() & others.keys() - known.keys():
            if _are_two(mine[key], others[key], new=base is not None):
                yield key
    if base is not None:
        yield from _clashing_rows(base, ours, theirs)


def _clashing_rows(base: Session, ours: Session, theirs: Session) -> Iterator[str]:
    """Yield the rows of sheets and agendas that both sides added and that have no text in common."""
    for key, sheet in base.sheets.items():
        mine, others = (side.sheets[key].rows if key in side.sheets else {} for side in (ours, theirs))
        for row in mine.keys() & others.keys() - sheet.rows.keys():
            one, other = set(mine[row].items()), set(others[row].items())
            if one.isdisjoint(other) and any(mine[row].values()) and any(others[row].values()):
                yield row
    for step in ours.meetings.keys() & theirs.meetings.keys():
        known = base.meetings.get(step, Meeting()).inserts
        added, others_added = ours.meetings[step].inserts, theirs.meetings[step].inserts
        for row in added.keys() & others_added.keys() - known.keys():
            if added[row].title != others_added[row].title:
                yield row


def _are_two(one: Entry, other: Entry, *, new: bool) -> bool:
    """Return whether two records of one id are not the same record. `new`: the common state has neither."""
    if None in (origins := (_origin(one), _origin(other))):
        return False
    if origins[0] != origins[1]:
        return new or not isinstance(one, Participant)
    return new and _words(one).isdisjoint(_words(other))


def _origin(record: Entry) -> tuple[object, ...] | None:
    """Return what hardly any edit changes in a record; None where its id follows from what it stands for."""
    match record:
        case Participant():
            return (name_key(record.name),)
        case Event():
            return record.at, record.step, record.kind
        case Presence():
            return record.participant, record.step, record.kind
        case Todo() if record.item is not None or record.sheet is not None:
            return None
        case Note() | Sheet() | Todo():
            return (record.at,)
    return None


def _words(record: Entry) -> set[object]:
    """Return what a record says, in lines."""
    match record:
        case Note():
            return {*record.text.splitlines()}
        case Todo():
            return {*record.what.splitlines()}
        case Event():
            return {(record.activity, record.minutes, record.segment, record.seconds, record.target)}
        case Sheet():
            return {(record.worksheet, record.title)}
    return {None}


def _content(side: Session, key: str) -> str:
    """Return what a side holds under an id, as a text by which sides are compared."""
    records = [repr(table_of(side, table)[key]) for table in _TABLES if key in table_of(side, table)]
    rows = [repr(sheet.rows[key]) for sheet in side.sheets.values() if key in sheet.rows]
    inserts = [repr(meeting.inserts[key]) for meeting in side.meetings.values() if key in meeting.inserts]
    return "\n".join([*records, *rows, *inserts])


def _shifted(base: Session | None, side: Session, clashing: list[str], content: str) -> dict[str, str]:
    """Return new ids by old ones, all later by the same, which follows from the content.

    They go to all that the side added in the milliseconds of the clashing ids, from the first of these on, so
    that its records stay in their order.
    """
    shift = int.from_bytes(hashlib.sha256(content.encode(errors="surrogatepass")).digest()) % (
        1 << _SHIFT_BITS
    )
    first: dict[int, str] = {}
    for key in clashing:
        first.setdefault(parts(key)[0], key)
    moved = set(clashing)
    if base is not None:
        known = {*_ids(base)}
        for key in filter(is_id, _ids(side)):
            begin = first.get(parts(key)[0])
            if begin is not None and key > begin and key not in known:
                moved.add(key)
    return {key: later_by(key, shift + 1) for key in moved}


def _ids(session: Session) -> Iterator[str]:
    for table in _TABLES:
        yield from table_of(session, table)
    for sheet in session.sheets.values():
        yield from sheet.rows
    for meeting in session.meetings.values():
        yield from meeting.inserts
