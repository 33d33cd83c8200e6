"""Whether a change can be undone or redone although later changes stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import BaseModel

from jusou_tui.session.book.history import BookChange
from jusou_tui.session.model.ids import PATTERN
from jusou_tui.session.model.records import Edit, Entry, Event

_ID = re.compile(PATTERN)
_WHOLE = frozenset({""})
"""The path of a record that came or went: all of it."""


def in_the_way(change: BookChange, later: Sequence[BookChange]) -> BookChange | None:
    """Return the last of the `later` changes that forbids to reverse `change` alone, None where none does.

    Two changes depend on each other where both changed the same field, where one made or removed what the
    other changed or names, and where both are events of one step: a meeting is replayed in their order.
    """
    return next((other for other in reversed(later) if _are_bound(change, other)), None)


def _are_bound(first: BookChange, second: BookChange) -> bool:
    if _event_steps(first) & _event_steps(second):
        return True
    if any(_share_a_field(one, other) for one in first.edits for other in second.edits):
        return True
    return bool(_came_or_went(first) & _named(second) or _came_or_went(second) & _named(first))


def _event_steps(change: BookChange) -> set[str]:
    entries = (entry for edit in change.edits for entry in (edit.before, edit.after))
    return {entry.step for entry in entries if isinstance(entry, Event)}


def _share_a_field(first: Edit, second: Edit) -> bool:
    if first.address != second.address:
        return False
    paths, others = _changed_paths(first), _changed_paths(second)
    return _WHOLE in (paths, others) or not paths.isdisjoint(others)


def _changed_paths(edit: Edit) -> frozenset[str]:
    if edit.before is None or edit.after is None:
        return _WHOLE
    before, after = dict(_leaves(_plain(edit.before))), dict(_leaves(_plain(edit.after)))
    return frozenset(path for path in {**before, **after} if before.get(path) != after.get(path))


def _leaves(value: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Yield every value that is no table, with its path; a table also by its being there."""
    if isinstance(value, Mapping):
        yield path, True
        for name, below in value.items():
            yield from _leaves(below, f"{path}/{name}")
    else:
        yield path, value


def _plain(entry: Entry | None) -> object:
    return entry.model_dump() if isinstance(entry, BaseModel) else entry


def _came_or_went(change: BookChange) -> set[str]:
    """Return the ids of the records, rows of sheets and rows of agendas that a change made or removed."""
    found: set[str] = set()
    for edit in change.edits:
        before, after = _defined(edit.address[1], edit.before), _defined(edit.address[1], edit.after)
        found |= before ^ after
    return found


def _defined(identifier: str, entry: Entry | None) -> set[str]:
    if entry is None:
        return set()
    inside = (getattr(entry, name, {}) for name in ("inserts", "rows"))
    return {identifier}.union(*inside)


def _named(change: BookChange) -> set[str]:
    """Return the ids that a change names: those of its records, and those it wrote or took out."""
    found: set[str] = set()
    for edit in change.edits:
        found.add(edit.address[1])
        found |= set(_ids_in(_plain(edit.before))) ^ set(_ids_in(_plain(edit.after)))
    return found


def _ids_in(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield from _ID.findall(value)
    elif isinstance(value, Mapping):
        for name, below in value.items():
            yield from _ids_in(name)
            yield from _ids_in(below)
    elif isinstance(value, list | tuple):
        for below in value:
            yield from _ids_in(below)
