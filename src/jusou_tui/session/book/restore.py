"""Restoring: deleted records, records of a rescued copy, either side of a conflict."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import cast

from jusou_tui.session.book.core import Ledger
from jusou_tui.session.merge.three_way import WHOLE, field_values, plain
from jusou_tui.session.model.records import (
    META,
    RECORDS,
    Address,
    Edit,
    Entry,
    Record,
    Session,
    changed,
    entry_at,
    fields_of,
)


class Restore:
    """Changes that put records back. All of them can be undone."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def put_back(self, address: Address, record: Entry, along: Mapping[Address, Entry] | None = None) -> bool:
        """Put a deleted record back, with those that go `along` with it and are not there.

        Return False where another record has its address now.
        """
        session = self.ledger.session
        if entry_at(session, address) is not None:
            return False
        records = {address: record, **(along or {})}
        edits = [Edit(key, None, one) for key, one in records.items() if entry_at(session, key) is None]
        self.ledger.commit("session.change_brought_back", *edits)
        return True

    def erase(self, addresses: Collection[Address]) -> None:
        """Let neither undo and redo nor an older copy bring deleted records back. It cannot be undone.

        Of a person no older copy is kept away: texts name the person still. Who is to be gone from these too
        is taken out (`People.take_out`).
        """
        from jusou_tui.session.merge.erased import Erasure  # with what finds names, which few sessions need

        if not self.ledger.permits():
            return
        self.ledger.rewrite_history(Erasure(records=frozenset(key for _, key in addresses)).entry)
        records = {key for table, key in addresses if table != "participants"}
        meta = self.ledger.session.session
        after = changed(meta, {"erased": tuple(sorted({*meta.erased, *records}))})
        self.ledger.commit("session.change_erased_for_good", Edit(META, meta, after), undoable=False)

    def take_over(self, records: Mapping[Address, Entry]) -> int:
        """Overwrite records with those of a copy of this session. Return how many changed."""
        session = self.ledger.session
        edits = [Edit(address, entry_at(session, address), record) for address, record in records.items()]
        self.ledger.commit("session.change_taken_in", *edits)
        return sum(edit.before != edit.after for edit in edits)

    def settle_field(self, identifier: str, path: str, value: object) -> bool:
        """Settle one field of a conflict with `value`; None removes the field.

        Return False, and leave the conflict as it is, where the field belongs to a table that this program
        does not know and has another value now: only a newer program can set it.

        Raises KeyError where there is no such conflict, ValueError for a value that the field cannot hold.
        """
        conflict = self.ledger.session.conflicts[identifier]
        if _is_unknown(conflict) and current_value(self.ledger.session, path) != plain(value):
            return False
        left = {name: values for name, values in open_fields(conflict).items() if name != path}
        remaining = {**conflict, "fields": left} if left else None
        edits = [Edit(("conflicts", identifier), conflict, remaining)]
        record_at = record_of(identifier, conflict)
        record = conflicting_record(self.ledger.session, record_at)
        if path == WHOLE:
            if value is None and record is not None:
                edits.append(Edit(record_at, record, None))
            elif _is_one_of_several(value, open_fields(conflict)[path]):
                edits.append(Edit(record_at, record, RECORDS[record_at[0]].model_validate(value)))
        elif isinstance(record, Record):
            edits.append(Edit(record_at, record, _validated(record, _with_value(record, path, value))))
        self.ledger.commit("session.change_conflict_settled", *edits)
        return True


def _is_one_of_several(value: object, values: Mapping[str, object]) -> bool:
    """Return whether a whole record is one of several that can be chosen: else what stands there stays."""
    records = [one.value for one in field_values(values) if one.value is not None]
    return isinstance(value, Mapping) and len(records) > 1


def conflicting_record(session: Session, address: Address) -> Entry | None:
    """Return the record that a conflict is about; None where it is gone, or in an unknown table."""
    return entry_at(session, address) if address[0] in {*RECORDS, "conflicts"} else None


def _is_unknown(conflict: Mapping[str, object]) -> bool:
    """Return whether a conflict is about a table that this program does not know."""
    return conflict.get("table") not in {*RECORDS, "conflicts"}


def current_value(session: Session, path: str) -> object:
    """Return the value at a path of a table unknown to this program; None where there is none."""
    return value_at(plain({**(session.model_extra or {}), "end": session.end}), path)


def joined_texts(ours: object, theirs: object) -> str | None:
    """Return two texts as one: ours, then those lines of theirs that ours lacks. None for other values."""
    if not isinstance(ours, str) or not isinstance(theirs, str):
        return None
    lines = ours.splitlines()
    if len(lines) == 1 and not ours.endswith("\n") and "\n" not in theirs:
        return f"{ours} / {theirs}" if theirs != ours else ours
    lines += [line for line in theirs.splitlines() if line not in lines]
    return "".join(f"{line}\n" for line in lines)


def record_of(identifier: str, conflict: Mapping[str, object]) -> Address:
    """Return the address of the record that a conflict is about."""
    table = str(conflict.get("table", ""))
    return table, "" if identifier == table else identifier.removeprefix(f"{table}/")


def open_fields(conflict: Mapping[str, object]) -> dict[str, dict[str, object]]:
    """Return a conflict's fields with `base`, `ours`, `theirs`; malformed ones are left out."""
    fields = conflict.get("fields")
    if not isinstance(fields, Mapping):
        return {}
    return {name: dict(values) for name, values in fields.items() if isinstance(values, Mapping)}


def open_questions(session: Session) -> list[tuple[str, str]]:
    """Return the fields in conflict that somebody has to decide on: the conflict's key, the field's path."""
    return [(key, path) for key, conflict in session.conflicts.items() for path in open_fields(conflict)]


def _with_value(record: Record, path: str, value: object) -> dict[str, object]:
    """Return the one field that a path leads into, with the value in its place."""
    name, _, rest = path.partition("/")
    if not rest:
        return {name: value}
    table = cast("Mapping[str, object]", getattr(record, name, {}))
    return {name: _replaced(table, rest, value)}


def _validated(record: Record, changes: Mapping[str, object]) -> Record:
    """Return the record with values as a file holds them; a field taken away gets its default."""
    fields = {**fields_of(record), **changes}
    return type(record).model_validate({name: value for name, value in fields.items() if value is not None})


def value_at(value: object, path: str) -> object:
    """Return the value at a path, whose first key may contain slashes; None where there is none."""
    if not isinstance(value, Mapping):
        return None
    if path in value:
        return value[path]
    inner = _inner(value, path)
    return None if inner is None else value_at(value[inner], path[len(inner) + 1 :])


def _replaced(table: Mapping[str, object], path: str, value: object) -> dict[str, object]:
    """Return a dictionary with one value replaced; the path's first key may contain slashes."""
    found = dict(table)
    inner = _inner(table, path)
    if inner is not None:
        found[inner] = _replaced(cast("Mapping[str, object]", table[inner]), path[len(inner) + 1 :], value)
    elif value is None:
        found.pop(path, None)
    else:
        found[path] = value
    return found


def _inner(table: Mapping[str, object], path: str) -> str | None:
    """Return the key of the table inside `table` that a path leads into, None where there is none."""
    return next(
        (key for key in table if path.startswith(f"{key}/") and isinstance(table[key], Mapping)), None
    )
