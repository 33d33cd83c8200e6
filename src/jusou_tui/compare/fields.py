"""The differences of one record: by field, of nested tables by key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pydantic import BaseModel

from jusou_tui.compare.change import ChangeKind, change_kind
from jusou_tui.compare.order import moved_items
from jusou_tui.session.model.records import Sheet
from jusou_tui.session.worksheets.layout import row_order

HIDDEN: dict[str, frozenset[str]] = {
    "session": frozenset({"id", "created", "curriculum_digest", "curriculum_path", "demo"}),
    "participants": frozenset({"rank"}),
    "notes": frozenset({"rank"}),
    "todos": frozenset({"rank", "at"}),
    "sheets": frozenset({"at", "order"}),
}
"""Fields that are bookkeeping: instead of a rank the new order is reported."""


class FieldChange(NamedTuple):
    """What became of a field, or of a key of it (`field/key`)."""

    kind: ChangeKind
    field: str
    before: object
    after: object


def values_of(entry: object) -> Mapping[str, object]:
    """Return a record's fields, unknown ones among them; a plain table as it is."""
    if isinstance(entry, BaseModel):
        extra = entry.model_extra
        return {**entry.__dict__, **extra} if extra else entry.__dict__
    return entry if isinstance(entry, Mapping) else {}


def field_changes(table: str, old: object, new: object, *, all_fields: bool = False) -> Iterator[FieldChange]:
    """Yield how one record differs."""
    before, after = values_of(old), values_of(new)
    hidden = frozenset() if all_fields else HIDDEN.get(table, frozenset())
    for name in {**before, **after}:
        was, now = before.get(name), after.get(name)
        if was == now or name in hidden:
            continue
        if table == "sheets" and name == "rows" and isinstance(old, Sheet) and isinstance(new, Sheet):
            yield from _row_changes(old, new)
        elif isinstance(was, Mapping) or isinstance(now, Mapping):
            yield from _key_changes(name, values_of(was), values_of(now))
        else:
            yield FieldChange("changed", name, was, now)
    if table == "sheets" and isinstance(old, Sheet) and isinstance(new, Sheet):
        yield from _row_moves(old, new)


def _key_changes(path: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[FieldChange]:
    for key in {**old, **new}:
        was, now = old.get(key), new.get(key)
        if was != now and not (was in (None, "") and now in (None, "")):
            kind = change_kind(None if was == "" else was, None if now == "" else now)
            yield FieldChange(kind, f"{path}/{key}", was, now)


def _row_changes(old: Sheet, new: Sheet) -> Iterator[FieldChange]:
    """Yield how the free rows differ, cell by cell."""
    for row in {**old.rows, **new.rows}:
        before, after = old.rows.get(row), new.rows.get(row)
        if before == after:
            continue
        path = f"rows/{row}"
        if before is None or after is None:
            if any((after or before or {}).values()):
                yield FieldChange(change_kind(before, after), path, before, after)
        elif len(before) == len(after) == 1 and before.keys() != after.keys():
            (was, text), (now, written) = *before.items(), *after.items()
            yield FieldChange("moved", path, was, now)
            if text != written:
                yield FieldChange("changed", f"{path}/{now}", text, written)
        else:
            yield from _key_changes(path, before, after)


def _row_moves(old: Sheet, new: Sheet) -> Iterator[FieldChange]:
    """Yield which free rows changed places."""
    if old.order == new.order:
        return
    before, after = row_order(old), row_order(new)
    for row in moved_items(before, after):
        yield FieldChange("moved", f"rows/{row}", key_before(before, row), key_before(after, row))


def key_before(keys: tuple[str, ...] | list[str], key: str) -> str | None:
    """Return the key in front of a key, None where it is the first."""
    place = keys.index(key)
    return keys[place - 1] if place else None
