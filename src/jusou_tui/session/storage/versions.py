"""Which state of a session another writer began from: what its file lacks was removed, or never known there.

A file says in `[view.saves]` how many saves of each program it contains (a version vector). A sync client or
git may put any older state in the place of an open file, or a state that somebody else went on with from an
older one. Neither removes what it never had.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from jusou_tui.session.model.ids import encode, is_id, parts
from jusou_tui.session.model.records import META, VIEW, Address, Entry, Session, entries

Saves = Mapping[str, int]
"""By the id of a program's run, how many of its saves a state contains."""
MOST_WRITERS = 24
"""Runs of which a file tells, the last ones."""
_MOST_VERSIONS = 64
_NOT_RECORDS = frozenset({"drafts", "view"})

Records = Mapping[Address, Entry | None]


def contains(saves: Saves, others: Saves) -> bool:
    """Return whether a state with these saves contains all the others."""
    oldest = min(saves, default="") if len(saves) >= MOST_WRITERS else ""
    return all(saves.get(writer, 0) >= count for writer, count in others.items() if writer >= oldest)


def joined(one: Saves, other: Saves) -> dict[str, int]:
    """Return the saves of a state that was made of two."""
    every = {writer: max(one.get(writer, 0), other.get(writer, 0)) for writer in sorted({**one, **other})}
    return dict(list(every.items())[-MOST_WRITERS:])


def of_merge(one: Saves, other: Saves, made: Iterable[tuple[Address, Entry | None]]) -> dict[str, int]:
    """Return the saves of a state that is neither of two that it was made of: as of a run of its own.

    `made`: its records where the two differ. The same merge has the same saves on every machine.
    """
    saves = joined(one, other)
    lines = sorted(f"{address} {entry!r}" for address, entry in made)
    digest = hashlib.sha256("\n".join(lines).encode(errors="surrogatepass")).digest()
    milliseconds = max((parts(writer)[0] for writer in saves if is_id(writer)), default=0)
    return joined(saves, {encode(milliseconds + 1, int.from_bytes(digest[:10])): 1})


class Versions:
    """The versions of each record since the session was opened, with the saves that first contained them.

    `saves`: what the file contained when it was last read or written.
    """

    def __init__(self, saves: Saves, writer: str) -> None:
        self.saves: Saves = dict(saves)
        self._writer = writer
        self._count = 0
        self._opened: Saves = dict(saves)
        self._found: dict[Address, list[tuple[Saves, Entry | None]]] = {}

    def next_saves(self) -> dict[str, int]:
        """Return what the file will contain after the save that begins; each attempt counts as one."""
        self._count += 1
        return joined(self.saves, {self._writer: self._count})

    def written(self, saves: Saves, changes: Iterable[tuple[Address, Entry | None, Entry | None]]) -> None:
        """Note a save: records as (address, before, after)."""
        self._note(changes, {self._writer: self._count})
        self.saves = saves

    def taken_in(self, theirs: Saves, changes: Iterable[tuple[Address, Entry | None, Entry | None]]) -> None:
        """Note what another writer's state changed; by hand, it counts as of our next save."""
        new = {writer: count for writer, count in theirs.items() if count > self.saves.get(writer, 0)}
        self._note(changes, new or {self._writer: self._count + 1})
        self.saves = joined(self.saves, theirs)

    def _note(self, changes: Iterable[tuple[Address, Entry | None, Entry | None]], saves: Saves) -> None:
        for address, before, after in changes:
            if address != VIEW and before != after:
                found = self._found.setdefault(address, [(self._opened, before)])
                found.append((saves, after))
                if len(found) > _MOST_VERSIONS:
                    del found[1]

    def is_newest(self, theirs: Session) -> bool:
        """Return whether a state contains all that the file contained when it was last read or written."""
        return contains(theirs.view.saves, self.saves)

    def base_of(self, theirs: Session, ours: Records) -> dict[Address, Entry]:
        """Return the state that another writer's changes are changes of, for a three-way union.

        `ours`: the records as the file had them last. What the other state never contained is not in it, so
        that nobody seems to have removed it. A state that lacks some of `ours` and says nothing else is an
        older one, whatever it was made by.
        """
        saves, records = theirs.view.saves, entries(theirs)
        newest = self.is_newest(theirs)
        if newest and not (contains(self.saves, saves) and _is_part(records, ours)):
            return {address: entry for address, entry in ours.items() if entry is not None}
        is_older = contains(self.saves, saves)
        base: dict[Address, Entry] = {}
        for address in {**ours, **records} if newest or not is_older else records:
            is_known, entry = self._known(address, ours.get(address), saves)
            if newest or not is_known:
                is_ours = address in ours or address in self._found
                entry = records.get(address) if address == META or (is_older and is_ours) else None
            if entry is not None:
                base[address] = entry
        return base

    def _known(self, address: Address, current: Entry | None, saves: Saves) -> tuple[bool, Entry | None]:
        """Return whether a state with these saves contained any version of a record, and the latest."""
        versions = self._found.get(address, [(self._opened, current)])
        found = [entry for since, entry in versions if contains(saves, since)]
        return bool(found), found[-1] if found else None


def _is_part(records: Records, ours: Records) -> bool:
    """Return whether records are some of ours, unchanged, and not all."""
    kept = {address for address in records if address[0] not in _NOT_RECORDS}
    known = {address for address, entry in ours.items() if entry and address[0] not in _NOT_RECORDS}
    return kept < known and all(records[address] == ours[address] for address in kept)
