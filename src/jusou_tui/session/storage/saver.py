"""Writing changed records into the file: rendered, read back, merged with other writers' changes."""

from __future__ import annotations

import errno
import os
import threading
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from pydantic import BaseModel

from jusou_tui.errors import SessionFileError, StoreError
from jusou_tui.files import is_file
from jusou_tui.session.book.core import Ledger
from jusou_tui.session.book.history import is_loss
from jusou_tui.session.format.chunks import ChunkCache
from jusou_tui.session.format.filesystem import FileChanged, FileSystem, Stamp, replace_file
from jusou_tui.session.format.read import parse
from jusou_tui.session.merge import three_way
from jusou_tui.session.model.ids import new_id
from jusou_tui.session.model.records import (
    KEYED,
    META,
    RECORDS,
    VIEW,
    Address,
    Edit,
    Entry,
    Session,
    entries,
    entry_at,
    fields_of,
    shallow_copy,
)
from jusou_tui.session.storage.beside import ASIDE
from jusou_tui.session.storage.versions import Records, Versions
from jusou_tui.text.file_names import unused_path
from jusou_tui.toml import limits
from jusou_tui.wording.values import record_counts_text

if TYPE_CHECKING:
    from jusou_tui.session.merge.erased import Erasure

_UNCOUNTED = frozenset({"events", "drafts", "session"})
"""Tables of which is not said how many records another program removed."""

_MOST_TRIES = 5
"""How often another program's writing puts off a save; then it takes the file's place in any case."""

Notice = tuple[str, dict[str, object]]
"""What another program did to the file: a message id and its facts."""


class Saver:
    """The file of one open session. `mark` may be called from any thread, the rest from one at a time.

    `lost`: what another program had erased, to be taken out of all else that is kept of the session. `keep`
    is called with the file as it should be before anything that another program removed or changed goes.
    """

    def __init__(
        self,
        path: Path,
        ledger: Ledger,
        system: FileSystem,
        written: bytes | None,
        *,
        cut: bool,
        keep: Callable[[bytes], None],
    ) -> None:
        self.path = path
        self._keep = keep
        self.notices: list[Notice] = []
        self.lost: list[Erasure] = []
        self._ledger = ledger
        self._system = system
        self._written = written
        self._cut = cut
        self._stamp: Stamp | None = None
        self._suspect: Stamp | str | None = None
        self._at_opening: Session | None = shallow_copy(ledger.session)
        self._cache: ChunkCache | None = None
        self._base: dict[Address, Entry | None] = {}
        self._dirty: set[Address] = set()
        self._marking = threading.Lock()
        self._new = written is None
        self._versions = Versions(ledger.session.view.saves, new_id(ledger.now()))

    def mark(self, addresses: Iterable[Address]) -> None:
        """Mark records as changed."""
        with self._marking:
            self._dirty.update(addresses)

    def prime(self) -> ChunkCache:
        """Fill the cache from the session as it was read, before the first save needs it.

        What is rendered from nothing is read back once as a whole. Raises StoreError where it differs.
        """
        if self._cache is None:
            session = self._at_opening or self._ledger.session
            written = self._written if self._cut else None
            cache, is_cut = ChunkCache.of(session, written or b"")
            if not is_cut and not _same(parse(cache.join(), self.path), session):
                raise StoreError("session.not_read_back", path=self.path)
            self._cache, self._at_opening = cache, None
        return self._cache

    @property
    def pending(self) -> bool:
        """Whether the file lacks anything."""
        return bool(self._dirty or self._base or self._new)

    def prepare(self) -> None:
        """Render what changed and see that it reads back equal. Raises StoreError where it does not."""
        cache = self.prime()
        with self._marking:
            addresses, self._dirty = self._dirty, set()
        changes = {}
        for address in addresses:
            entry = entry_at(self._ledger.session, address)
            if entry != cache.entries.get(address):
                changes[address] = entry
        try:
            chunks = cache.render(changes)
            for address, chunk in chunks.items():
                _check(address, chunk, cast("Entry", changes[address]))
        except (StoreError, ValueError, TypeError):
            self.mark(addresses)
            raise
        self._take(changes, chunks)

    def _take(self, changes: Mapping[Address, Entry | None], chunks: Mapping[Address, bytes]) -> None:
        cache = self.prime()
        for address in changes:
            self._base.setdefault(address, cache.entries.get(address))
        cache.apply(changes, chunks)

    def frame(self) -> None:
        """Render anew what is not a record; it goes into the file with the next save."""
        self.prime().frame(self._ledger.session)
        self._new = True

    def data(self) -> bytes:
        """Return the file as it should be."""
        return self.prime().join()

    def write(self) -> None:
        """Bring the prepared file onto the disk. Raises OSError; then everything stays pending.

        What another program writes meanwhile, until all of ours is on the disk, is merged as well.
        """
        for _ in range(_MOST_TRIES):
            seen = self._reconcile()
            with suppress(FileChanged):
                self._replace(partial(self._is_still, seen))
                return
        self._reconcile()
        self._replace(None)

    def _is_still(self, seen: Stamp | None) -> bool:
        return self._look() == seen

    def _look(self) -> Stamp | None:
        try:
            return self._system.stamp(self.path)
        except OSError:
            return None

    def _replace(self, may_replace: Callable[[], bool] | None) -> None:
        cache, saves = self.prime(), self._versions.saves
        if self._base.keys() - {VIEW}:
            saves = self._versions.next_saves()
            marked = {VIEW: self._ledger.mark_saves(saves)}
            cache.apply(marked, cache.render(marked))
        data = self.data()
        if len(data) > limits.SESSION_BYTES:  # what nobody could read again is not put in the file's place
            raise StoreError("session.too_large_to_save", most=limits.SESSION_BYTES // 1024**2)
        if len(data) > limits.SESSION_BYTES_UNCOUNTED and limits.costs_too_much(data.decode()):
            raise StoreError("session.too_much_to_save")
        self._stamp = replace_file(self.path, data, self._system, may_replace=may_replace)
        self._written, self._new = data, False
        changes = ((key, before, cache.entries.get(key)) for key, before in self._base.items())
        self._versions.written(saves, changes)
        self._base.clear()

    def merge_external(self) -> None:
        """Merge what another program wrote into the file. Called while nothing is to be saved.

        A file that is gone or unreadable may be in the middle of a sync: it is written anew when it is
        still so at the next call.
        """
        try:
            found = self._found()
        except OSError:
            self._suspect_file("gone")
            return
        theirs = self._parsed(found[1]) if found else None
        if found is None:
            self._suspect = None
        elif theirs is None:
            self._suspect_file(found[0])
        else:
            self._suspect = None
            self._merge(theirs, found)

    def _suspect_file(self, state: Stamp | str) -> None:
        """Write the file anew where it was in the same bad state the last time."""
        if state == self._suspect:
            self._suspect, self._new = None, True
        else:
            self._suspect = state

    def _found(self) -> tuple[Stamp, bytes] | None:
        """Return stamp and bytes of what another program wrote, None where the file is as we left it."""
        if self.path.is_symlink() and not is_file(self.path):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.path))
        stamp = self._system.stamp(self.path)
        if stamp == self._stamp:
            return None
        data = self._system.read(self.path)
        if data != self._written:
            return stamp, data
        self._stamp = stamp
        return None

    def _parsed(self, data: bytes) -> Session | None:
        """Return the session in the bytes, None where they hold none or another one."""
        try:
            theirs = parse(data, self.path)
        except SessionFileError:
            return None
        return theirs if theirs.session.id == self._ledger.session.session.id else None

    def _reconcile(self) -> Stamp | None:
        """Merge what another program wrote into the file since we read or wrote it.

        Return the stamp of the file that was looked into, None where nothing is there any more.
        """
        try:
            found = self._found()
        except FileNotFoundError:
            if self._written is not None:
                self.notices.append(("session.status_written_anew", {"path": self.path}))
            return None
        except OSError as error:
            if error.errno != errno.EFBIG:
                raise
            self._system.replace(self.path, self._aside())
            return None
        if found is None:
            return self._stamp
        theirs = self._parsed(found[1])
        if theirs is None:
            self._put_aside(found[1])
        else:
            self._merge(theirs, found)
        return found[0]

    def _merge(self, theirs: Session, found: tuple[Stamp, bytes]) -> None:
        """Join what another program wrote. That may be an older state, put back by a sync client or git."""
        from jusou_tui.session.merge.reconcile import reconcile  # with what finds names, which few need

        cache = self.prime()
        ours = dict(cache.entries)
        known = {**ours, **self._base}
        begun = self._versions.base_of(theirs, known)
        before, base = self._as_session(ours), self._as_session(begun)
        sides = reconcile(base, before, theirs, keep_ours=True, undone_by=before)
        united = three_way.union(entries(sides.base or base), entries(sides.ours), entries(sides.theirs))
        changes = sides.changes(before, united)
        changes |= three_way.conflict_entries(united, {**ours, **changes})
        incoming = {address: (ours.get(address), entry) for address, entry in changes.items()}
        if any(is_loss(Edit(address, *pair)) for address, pair in incoming.items()):
            self._keep(self.data())
        cache.apply(changes, cache.render(changes))
        framed = self._with_unknown(sides.theirs)
        cache.frame(framed)
        self._ledger.absorb(incoming, framed.model_extra or {}, undoable=not sides.lost)
        if sides.lost:
            self._ledger.rewrite_history(sides.lost.entry)
            self.lost.append(sides.lost)
        self._note_state(theirs, known, begun, found)
        self._notice(incoming, sum(map(len, united.conflicts.values())), len(sides.likely))

    def _note_state(
        self,
        theirs: Session,
        known: Records,
        begun: Records,
        found: tuple[Stamp, bytes],
    ) -> None:
        """Note that the file holds another program's state now: what it lacks is to be written."""
        records, ours = entries(theirs), self.prime().entries
        taken = (key for key in {**begun, **records} if begun.get(key) != records.get(key))
        self._versions.taken_in(theirs.view.saves, [(key, known.get(key), records.get(key)) for key in taken])
        self._stamp, self._written = found
        every: Records = {**records, **ours}
        self._base = {key: records.get(key) for key in every if records.get(key) != ours.get(key)}
        self._base.pop(VIEW, None)

    def _with_unknown(self, theirs: Session) -> Session:
        """Return another program's state with those unknown tables of ours that it may never have known."""
        ours = self._ledger.session.model_extra or {}
        if self._versions.is_newest(theirs) or ours == theirs.model_extra:
            return theirs
        found = theirs.model_copy()
        extra = cast("dict[str, object]", found.model_extra)
        for name, value in ours.items():
            other = extra.get(name)
            both = isinstance(value, Mapping) and isinstance(other, Mapping)
            extra[name] = {**cast("Mapping[str, object]", other), **value} if both else value
            self._new = self._new or extra[name] != other
        return found

    def _notice(
        self, incoming: Mapping[Address, tuple[Entry | None, Entry | None]], conflicts: int, likely: int
    ) -> None:
        """Let the page say what another program did to the file."""
        gone = (table for (table, _), (old, new) in incoming.items() if old and new is None)
        removed = record_counts_text(Counter(table for table in gone if table not in _UNCOUNTED))
        if conflicts:
            self.notices.append(("session.status_conflicts", {"count": conflicts}))
        elif incoming and not likely and not removed:
            self.notices.append(("session.status_merged", {"count": len(incoming)}))
        elif not incoming and self._base:
            self.notices.append(("session.status_older", {}))
        if removed:
            self.notices.append(("session.status_removed", {"what": removed}))
        if likely:
            self.notices.append(("session.status_likely", {"count": likely}))

    def _as_session(self, records: Records) -> Session:
        """Return records as a session of its own."""
        tables: dict[str, dict[str, Entry]] = {name: {} for name in KEYED}
        for (table, key), entry in records.items():
            if table in tables and entry is not None:
                tables[table][key] = entry
        single = {"session": records.get(META), "view": records.get(VIEW)}
        kept = {name: entry for name, entry in single.items() if entry is not None}
        return self._ledger.session.model_copy(update={**tables, **kept})

    def _put_aside(self, found: bytes) -> None:
        """Keep beside the file what another program wrote and cannot be merged into the session."""
        replace_file(self._aside(), found, self._system)

    def _aside(self) -> Path:
        """Return the name for what is kept beside the file, and let the page say it."""
        name = self.path.name.removesuffix(".toml")
        stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
        aside = unused_path(self.path.with_name(f"{name}.{stamp}{ASIDE}"))
        self.notices.append(("session.status_set_aside", {"path": aside}))
        return aside


def _check(address: Address, chunk: bytes, entry: Entry) -> None:
    """Read one chunk back. Raises StoreError where it differs from the record."""
    table, identifier = address
    text = chunk.decode()
    document = tomllib.loads(f"[events]\n{text}" if table == "events" else text)
    if not chunk:
        return
    value = document[table] if not identifier else document[table][identifier]
    model = RECORDS.get(table)
    read = value if model is None else model.model_validate(value)
    if not _same(read, entry):
        raise StoreError("session.not_read_back", path=f"{table}.{identifier}")


def _same(read: object, record: object) -> bool:
    """Compare by value; nan equals nan."""
    if read == record:
        return True
    if isinstance(read, BaseModel) and isinstance(record, BaseModel):
        return type(read) is type(record) and _same(fields_of(read), fields_of(record))
    if isinstance(read, Mapping) and isinstance(record, Mapping):
        return read.keys() == record.keys() and all(_same(read[key], record[key]) for key in read)
    if isinstance(read, list | tuple) and isinstance(record, list | tuple):
        return len(read) == len(record) and all(map(_same, read, record))
    return read != read and record != record  # noqa: PLR0124 - that is what nan is
