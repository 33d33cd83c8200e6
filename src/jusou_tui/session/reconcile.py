"""Two writers, one file: a three-way union by record and field. What cannot be decided is a conflict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from pydantic import BaseModel

from jusou_tui.session.tables import VIEW, Address, Entry


@dataclass(frozen=True)
class Union:
    """What ours must change to become the union (None: removed), and what could not be decided."""

    changes: dict[Address, Entry | None] = field(default_factory=dict)
    conflicts: dict[Address, dict[str, object]] = field(default_factory=dict)


def union(
    base: Mapping[Address, Entry], ours: Mapping[Address, Entry], theirs: Mapping[Address, Entry]
) -> Union:
    """Return what to change in ours so that nothing either side wrote since `base` is lost.

    A record that one side removed and the other changed stays. A field that both changed keeps our value,
    and all three values stand among the conflicts. Where the facilitator was (`view`) stays ours.
    """
    found = Union()
    for address in {**theirs, **base}:
        old, mine, other = base.get(address), ours.get(address), theirs.get(address)
        if address == VIEW or other in (old, mine):
            continue
        merged, open_fields = merge_entry(old, mine, other)
        if merged != mine:
            found.changes[address] = merged
        if open_fields:
            found.conflicts[address] = open_fields
    return found


def merge_entry(
    base: Entry | None, ours: Entry | None, theirs: Entry | None
) -> tuple[Entry | None, dict[str, object]]:
    """Return one record that holds both sides' changes, and the fields that both changed differently."""
    if ours in (base, theirs):
        return theirs, {}
    if theirs == base or theirs is None:
        return ours, {}
    if ours is None:
        return theirs, {}
    merged, open_fields = _merge_values(_values(base), _values(ours), _values(theirs), "")
    return _like(ours, merged), open_fields


def _merge_values(
    base: Mapping[str, object], ours: Mapping[str, object], theirs: Mapping[str, object], path: str
) -> tuple[dict[str, object], dict[str, object]]:
    merged: dict[str, object] = {}
    open_fields: dict[str, object] = {}
    for name in {**ours, **theirs}:
        old, mine, other = base.get(name), ours.get(name), theirs.get(name)
        if other in (mine, old):
            merged[name] = mine
        elif mine == old:
            merged[name] = other
        elif isinstance(mine, Mapping | BaseModel) and isinstance(other, Mapping | BaseModel):
            below, more = _merge_values(_values(old), _values(mine), _values(other), f"{path}{name}/")
            merged[name] = _like(mine, below)
            open_fields |= more
        else:
            merged[name] = mine
            open_fields[f"{path}{name}"] = _kept(old, mine, other)
    return {name: value for name, value in merged.items() if value is not None}, open_fields


def _kept(base: object, ours: object, theirs: object) -> dict[str, object]:
    """Return the three values as a conflict keeps them; one that was not there is left out."""
    values = {"base": base, "ours": ours, "theirs": theirs}
    return {name: value for name, value in values.items() if value is not None}


def _values(entry: object) -> Mapping[str, object]:
    if isinstance(entry, BaseModel):
        return {**entry.__dict__, **(entry.model_extra or {})}
    return cast("Mapping[str, object]", entry) if isinstance(entry, Mapping) else {}


def _like(entry: object, values: dict[str, object]) -> Entry:
    return type(entry).model_validate(values) if isinstance(entry, BaseModel) else values


def conflict_entries(union: Union) -> dict[Address, Entry]:
    """Return a union's conflicts as they stand in the file: `table`, and per field base, ours, theirs."""
    return {
        ("conflicts", identifier or table): {"table": table, "fields": _plain(open_fields)}
        for (table, identifier), open_fields in union.conflicts.items()
    }


def _plain(value: object) -> object:
    if isinstance(value, BaseModel):
        return _plain(value.model_dump(exclude_none=True, by_alias=True))
    if isinstance(value, Mapping):
        return {key: _plain(entry) for key, entry in value.items()}
    return [_plain(entry) for entry in value] if isinstance(value, list | tuple) else value
