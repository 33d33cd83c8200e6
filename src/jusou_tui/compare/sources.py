"""Which of several joined copies each value of a conflict is from; ours is always the first copy's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from jusou_tui.session.book.restore import open_fields, record_of, value_at
from jusou_tui.session.merge.three_way import WHOLE, FieldValue, field_values, open_field, plain
from jusou_tui.session.model.records import RECORDS, Address, Entry, Session, entry_at

Raised = tuple[str, str]
"""A field that became a conflict: the conflict's key, the field's path."""


def with_sources(
    conflicts: Mapping[str, Entry], raised: Iterable[Raised], copies: Sequence[Session], names: Sequence[str]
) -> dict[str, Entry]:
    """Return conflicts in which each field that was raised has the values of all copies, in their order.

    `names`: those of the copies' files, or none. A value that no copy has, a text joined of two, comes last.
    """
    found = dict(conflicts)
    for key, path in raised:
        conflict = found.get(key)
        fields = {} if not isinstance(conflict, Mapping) else open_fields(conflict)
        if not isinstance(conflict, Mapping) or path not in fields:
            continue
        address = record_of(key, conflict)
        if address[0] in RECORDS:
            before = field_values(fields[path])
            values = [*_of_copies(address, path, copies, names), *_with_value(before)]
            field = open_field(fields[path].get("base"), values or before)
            found[key] = {**conflict, "fields": {**fields, path: field}}
    return found


def _of_copies(
    address: Address, path: str, copies: Sequence[Session], names: Sequence[str]
) -> Iterator[FieldValue]:
    """Yield each copy's own value; a copy without the record has none, unless the record itself is open."""
    for number, copy in enumerate(copies):
        record, files = plain(entry_at(copy, address)), tuple(names[number : number + 1])
        if path == WHOLE:
            yield FieldValue(record, files)
        elif record is not None:
            yield FieldValue(value_at(record, path), files)


def _with_value(values: Iterable[FieldValue]) -> Iterator[FieldValue]:
    return (one for one in values if one.value is not None)


def file_names(paths: Sequence[Path]) -> list[str]:
    """Return short names that differ from file to file, with their folders where that is needed."""
    for parts in range(1, max((len(path.parts) for path in paths), default=1) + 1):
        names = [str(Path(*path.parts[-parts:])) for path in paths]
        if len({*names}) == len({*paths}):
            break
    return names if paths else []
