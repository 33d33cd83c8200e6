"""Three-way union of a session's records by record, field and line; what both changed is a conflict.

The one place where sessions are joined: by the store while a file is open, by `compare.merge` for files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, cast

from pydantic import BaseModel

from jusou_tui.session.model import seats
from jusou_tui.session.model.records import VIEW, Address, Entry, Meeting, Participant, Todo, fields_of

WHOLE = "record"
"""The field name for a whole record, which one side removed and the other changed."""

_BY_NAME = frozenset({"meetings", "drafts"})
_SETS = frozenset({"present", "skipped", "was", "erased", "closed_items"})
_MIRRORED = frozenset({"what", "owner", "due", "step", "activity", "at"})
"""What the record of a sheet's row has from its row."""

_NONE: Mapping[Address, Entry | None] = {}
Choose = Callable[[object, object], object]


def choose_ours(ours: object, theirs: object) -> object:  # noqa: ARG001 - a choice between two
    """Return the value for a field that both changed: ours."""
    return ours


@dataclass(frozen=True)
class Union:
    """What ours must change to become the union (None: removed), and what could not be decided."""

    changes: dict[Address, Entry | None] = field(default_factory=dict)
    conflicts: dict[Address, dict[str, object]] = field(default_factory=dict)


def union(
    base: Mapping[Address, Entry] | None,
    ours: Mapping[Address, Entry],
    theirs: Mapping[Address, Entry],
    choose: Choose = choose_ours,
) -> Union:
    """Return what to change in ours so that nothing either side wrote since `base` is lost.

    A record that one side removed and the other changed stays, and is a conflict; events always stay. A field
    that both changed gets what `choose` returns, and all three values are among the conflicts. Ours is the
    `view`. Without any `base` every field that differs is a conflict.
    """
    found = Union()
    unknown, base = base is None, base or {}
    for address in {**theirs, **base}:
        old, mine, other = base.get(address), ours.get(address), theirs.get(address)
        old = old if unknown else _with_present(base, old, mine, other)
        if address == VIEW or other in (old, mine) or (address[0] == "events" and other is None):
            continue
        merged: Entry | None
        if address[0] == "conflicts" and mine not in (None, old) and other is not None:
            merged = joined_conflicts(_values(mine), _values(other))
        else:
            merged, open_fields = merge_entry(old, mine, other, choose, unknown=unknown)
            if address[0] == "todos":
                merged, open_fields = _row_wins(old, mine, other, merged, open_fields)
            if open_fields and not _settles_itself(address, open_fields):
                found.conflicts[address] = open_fields
        if merged != mine:
            found.changes[address] = merged
    _keep_events(found, base, ours)
    return found


def _with_present(
    base: Mapping[Address, Entry], old: Entry | None, ours: Entry | None, theirs: Entry | None
) -> Entry | None:
    """Return a meeting's base for two sides that both list who is present: without a list everybody was."""
    if not (isinstance(ours, Meeting) and isinstance(theirs, Meeting)) or None in (
        ours.present,
        theirs.present,
    ):
        return old
    before = old if isinstance(old, Meeting) else Meeting()
    if before.present is not None:
        return old
    team = [(one.rank, key) for (_, key), one in base.items() if isinstance(one, Participant)]
    return before.model_copy(update={"present": tuple(key for _, key in sorted(team))})


def _row_wins(
    base: Entry | None,
    ours: Entry | None,
    theirs: Entry | None,
    merged: Entry | None,
    open_fields: dict[str, object],
) -> tuple[Entry | None, dict[str, object]]:
    """Return how the record of a sheet's row is joined: what it mirrors is decided in the row."""
    if not any(isinstance(one, Todo) and one.sheet is not None for one in (base, ours, theirs)):
        return merged, open_fields
    kept = ours if ours is not None else theirs
    if WHOLE in open_fields and isinstance(base, Todo) and isinstance(kept, Todo):
        before, after = fields_of(base), fields_of(kept)
        changed = {name for name in {**before, **after} if before.get(name) != after.get(name)}
        return (None, {}) if changed <= _MIRRORED else (merged, open_fields)
    return merged, {name: values for name, values in open_fields.items() if name not in _MIRRORED}


def _settles_itself(address: Address, open_fields: Mapping[str, object]) -> bool:
    """A draft that one side filed and the other typed on just stays; so does a settled conflict."""
    return WHOLE in open_fields and address[0] in {"drafts", "conflicts"}


def _keep_events(found: Union, base: Mapping[Address, Entry], ours: Mapping[Address, Entry]) -> None:
    """Keep the events that we lack: events are never removed."""
    for address, event in base.items():
        if address[0] == "events" and address not in ours:
            found.changes.setdefault(address, event)


def merge_entry(
    base: Entry | None,
    ours: Entry | None,
    theirs: Entry | None,
    choose: Choose = choose_ours,
    *,
    unknown: bool = False,
) -> tuple[Entry | None, dict[str, object]]:
    """Return one record that holds both sides' changes, and the fields that both changed differently.

    `unknown`: the common base is not known; else a record without `base` was added by both. Seats of meetings
    unite without a conflict (`model.seats`).
    """
    merged, open_fields = _merged(base, ours, theirs, choose, unknown=unknown)
    if isinstance(ours, Meeting) and isinstance(theirs, Meeting) and ours.seats != theirs.seats:
        before = base.seats if isinstance(base, Meeting) else {}
        found = seats.joined(before, ours.seats, theirs.seats)
        merged = cast("Meeting", merged).model_copy(update={"seats": found})
        open_fields = {name: one for name, one in open_fields.items() if name.partition("/")[0] != "seats"}
    return merged, open_fields


def _merged(
    base: Entry | None, ours: Entry | None, theirs: Entry | None, choose: Choose, *, unknown: bool
) -> tuple[Entry | None, dict[str, object]]:
    if ours in (base, theirs):
        return theirs, {}
    if theirs == base:
        return ours, {}
    if ours is None or theirs is None:
        return theirs if ours is None else ours, {WHOLE: _kept(base, ours, theirs)}
    known = _blank(ours) if base is None and not unknown else _values(base)
    merged, open_fields = merge_values(known, _values(ours), _values(theirs), choose)
    return _like(ours, merged), open_fields


def _blank(entry: Entry) -> Mapping[str, object]:
    """Return the defaults of a record's fields: the base of a record that both sides added."""
    if not isinstance(entry, BaseModel):
        return {}
    fields = type(entry).model_fields.items()
    return {name: field.get_default() for name, field in fields if not field.is_required()}


def merge_values(
    base: Mapping[str, object],
    ours: Mapping[str, object],
    theirs: Mapping[str, object],
    choose: Choose = choose_ours,
    path: str = "",
) -> tuple[dict[str, object], dict[str, object]]:
    """Return plain tables joined, and by path (below `path`) what both changed differently."""
    merged: dict[str, object] = {}
    open_fields: dict[str, object] = {}
    for name in {**ours, **theirs}:
        old, mine, other = base.get(name), ours.get(name), theirs.get(name)
        if other in (mine, old):
            merged[name] = mine
        elif mine == old:
            merged[name] = other
        elif isinstance(mine, Mapping | BaseModel) and isinstance(other, Mapping | BaseModel):
            below, more = merge_values(_values(old), _values(mine), _values(other), choose, f"{path}{name}/")
            merged[name] = _like(mine, below)
            open_fields |= more
        elif (joined := _joined(name, old, mine, other)) is not None:
            merged[name] = joined
        else:
            merged[name] = _either(mine, other, choose)
            open_fields[f"{path}{name}"] = _kept(old, mine, other)
    return {name: value for name, value in merged.items() if value is not None}, open_fields


def _either(mine: object, other: object, choose: Choose) -> object:
    """Return the value for a field that both changed: the one that is left where one side removed it."""
    if mine is None or other is None:
        return other if mine is None else mine
    return choose(mine, other)


def _joined(name: str, old: object, mine: object, other: object) -> object:
    """Return one value with both sides' changes: lines of a text, members of a set. None: not possible.

    What both ticked off is done since the first of the two.
    """
    if name == "done" and isinstance(mine, datetime) and isinstance(other, datetime):
        return min(mine, other)
    if isinstance(old, str) and isinstance(mine, str) and isinstance(other, str):
        return merge_text(old, mine, other) if "\n" in old else None
    if name == "closed_items" and old is None and isinstance(mine, tuple) and isinstance(other, tuple):
        return tuple(sorted({*mine, *other}))  # what one side closed stays closed
    if name in _SETS and isinstance(old, tuple) and isinstance(mine, tuple) and isinstance(other, tuple):
        kept = [member for member in old if member in mine and member in other]
        return (*kept, *sorted({*mine, *other}.difference(old)))
    return None


def _kept(base: object, ours: object, theirs: object) -> dict[str, object]:
    """Return the three values as a conflict keeps them; one that was not there is left out."""
    values = {"base": base, "ours": ours, "theirs": theirs}
    return {name: value for name, value in values.items() if value is not None}


def _values(entry: object) -> Mapping[str, object]:
    if isinstance(entry, BaseModel):
        return fields_of(entry)
    return cast("Mapping[str, object]", entry) if isinstance(entry, Mapping) else {}


def _like(entry: object, values: dict[str, object]) -> Entry:
    return type(entry).model_validate(values) if isinstance(entry, BaseModel) else values


def conflict_entries(union: Union, existing: Mapping[Address, Entry | None] = _NONE) -> dict[Address, Entry]:
    """Return a union's conflicts as the file holds them: `table`, and per field base, ours, theirs.

    `existing`: records among which are the open conflicts; a record's old ones are joined with the new.
    """
    found: dict[Address, Entry] = {}
    for (table, identifier), open_fields in union.conflicts.items():
        address = ("conflicts", conflict_key(table, identifier))
        entry: dict[str, object] = {"table": table, "fields": plain(open_fields)}
        before = existing.get(address)
        found[address] = entry if before is None else joined_conflicts(entry, _values(before))
    return found


def conflict_key(table: str, identifier: str) -> str:
    """Return a record's key among the conflicts: its id, with its table where ids are names."""
    return f"{table}/{identifier}" if table in _BY_NAME else identifier or table


def joined_conflicts(first: Mapping[str, object], second: Mapping[str, object]) -> dict[str, object]:
    """Return two conflicts of one record as one; values beyond `ours` and `theirs` are in `more`.

    `files` names the files that a value is from, side by side with the values.
    """
    mine, other = _values(first.get("fields")), _values(second.get("fields"))
    fields = {
        name: _joined_field(_values(mine[name]), _values(other[name]))
        if name in mine and name in other
        else {**mine, **other}[name]
        for name in {**mine, **other}
    }
    return {**second, **first, "fields": fields}


def _joined_field(first: Mapping[str, object], second: Mapping[str, object]) -> dict[str, object]:
    base = first.get("base", second.get("base"))
    return open_field(base, [*field_values(first), *field_values(second)])


class FieldValue(NamedTuple):
    """A value of a field in conflict (None: it was removed), and the files that are known to have it."""

    value: object
    files: tuple[str, ...] = ()


def field_values(values: Mapping[str, object]) -> list[FieldValue]:
    """Return all values of a field as a conflict keeps them: ours first, then theirs, then all others."""
    more, files = values.get("more"), _values(values.get("files"))
    found = [FieldValue(values.get(side), _names(files.get(side))) for side in ("ours", "theirs")]
    others, names = (one if isinstance(one, list) else [] for one in (more, files.get("more")))
    for number, value in enumerate(others):
        found.append(FieldValue(value, _names(names[number]) if number < len(names) else ()))
    return found


def _names(value: object) -> tuple[str, ...]:
    return tuple(name for name in value if isinstance(name, str)) if isinstance(value, list) else ()


def open_field(base: object, values: Iterable[FieldValue]) -> dict[str, object]:
    """Return a field in conflict as the file holds it; equal values are one. The first one is ours."""
    found: list[FieldValue] = []
    for one in values:
        place = next((place for place, other in enumerate(found) if other.value == one.value), None)
        if place is None:
            found.append(one)
        else:
            files = tuple(dict.fromkeys((*found[place].files, *one.files)))
            found[place] = FieldValue(one.value, files)
    ours, *others = [*found, FieldValue(None)] if len(found) == 1 else found
    theirs, *rest = sorted(others, key=lambda one: one.value is not None)  # only there a value may be missing
    kept = _kept(base, ours.value, theirs.value)
    if rest:
        kept["more"] = [one.value for one in rest]
    if any(one.files for one in found):
        names = {"ours": [*ours.files], "theirs": [*theirs.files]}
        kept["files"] = {**names, "more": [[*one.files] for one in rest]} if rest else names
    return kept


def plain(value: object) -> object:
    """Return a value as TOML holds it: records as tables, tuples as lists."""
    if isinstance(value, str | int | datetime):  # most are; asking whether one is a Mapping takes far longer
        return value
    if isinstance(value, BaseModel):
        return plain(value.model_dump(exclude_none=True, by_alias=True))
    if isinstance(value, Mapping):
        return {key: plain(entry) for key, entry in value.items()}
    return [plain(entry) for entry in value] if isinstance(value, list | tuple) else value


MOST_LINES = 5_000
"""Lines of a side above which nothing is joined: what both changed is then a conflict."""


class _Edit(NamedTuple):
    """Lines `start` to `stop` of the base become `lines`."""

    start: int
    stop: int
    lines: list[str]


def merge_text(base: str, ours: str, theirs: str) -> str | None:
    """Return the text with both sides' changed lines; None where their changes overlap or touch."""
    old, mine, others = (text.splitlines(keepends=True) for text in (base, ours, theirs))
    if max(len(old), len(mine), len(others)) > MOST_LINES:
        return None
    left, right = list(_edits(old, mine)), list(_edits(old, others))
    joined: list[str] = []
    place = 0
    while left or right:
        edit = _next(left, right)
        if edit is None:
            return None
        joined += old[place : edit.start] + edit.lines
        place = edit.stop
    return "".join(joined + old[place:])


def _edits(old: list[str], new: list[str]) -> Iterator[_Edit]:
    from jusou_tui.text.alignment import EqualBlock, equal_blocks

    place = other = 0
    for block in (*equal_blocks(old, new), EqualBlock(len(old), len(new), 0)):
        if block.old > place or block.new > other:
            yield _Edit(place, block.old, new[other : block.new])
        place, other = block.old + block.length, block.new + block.length


def _next(left: list[_Edit], right: list[_Edit]) -> _Edit | None:
    """Take the next edit of either side; None where the two sides' next edits are different and touch."""
    if not left or not right:
        return (left or right).pop(0)
    mine, other = left[0], right[0]
    if mine.stop < other.start:
        return left.pop(0)
    if other.stop < mine.start:
        return right.pop(0)
    if mine == other:
        right.pop(0)
        return left.pop(0)
    return None
