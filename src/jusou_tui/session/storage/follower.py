"""Following a session that another program writes: read again whenever its file changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from jusou_tui.errors import SessionFileError
from jusou_tui.session.book.core import Ledger
from jusou_tui.session.format.filesystem import FileSystem, Stamp
from jusou_tui.session.format.read import load, parse
from jusou_tui.session.model.records import VIEW, Session, entries
from jusou_tui.session.storage.live_file import revision_of

FOLLOW_SECONDS = 1.0
"""Seconds between two checks of the file."""


class LastUpdate(NamedTuple):
    """`written`: the latest instant in the file, by the writer's clock. `received`: when it was last read.

    `received` is by the reader's clock, None where nothing changed since the file was opened.
    """

    written: datetime
    received: datetime | None = None


class FileFollower:
    """Keeps a read-only book equal to its file. `last_update`: when the writer and we last changed it.

    `with_view`: also all of its view, else but what the shared screen shows: that is where the reader is.
    `revision`: `revision_of` the file that the book is equal to.
    """

    with_view = False

    def __init__(
        self, path: Path, ledger: Ledger, system: FileSystem, read: bytes | None, now: Callable[[], datetime]
    ) -> None:
        self._path = path
        self._ledger = ledger
        self._system = system
        self._read = read
        self._stamp: Stamp | None = None
        self._misses = 0
        self._found: Session | None = None
        self._now = now
        self.revision = revision_of(ledger.session.view)
        self.last_update = LastUpdate(_written(ledger.session))

    @property
    def lost(self) -> bool:
        """Whether the file was unreadable twice in a row; once may be the middle of a sync."""
        return self._misses > 1

    def update(self) -> bool:
        """Read the file if it changed. Return whether the book changed."""
        self.look()
        return self.take()

    def look(self) -> bool:
        """Read the file if it changed, for `take`; any thread may do so. Return whether it could be read."""
        try:
            stamp = self._system.stamp(self._path)
            if stamp == self._stamp:
                return True
            data = load(self._path, self._system.read)
            if data == self._read:
                self._stamp, self._misses = stamp, 0
                return True
            theirs = parse(data, self._path)
            if theirs.session.id != self._ledger.session.session.id:
                self._misses += 1
                return False
        except (OSError, SessionFileError):
            self._misses += 1
            return False
        self._stamp, self._read, self._misses = stamp, data, 0
        self.last_update = LastUpdate(_written(theirs), self._now())
        self._found = theirs
        return True

    def take(self) -> bool:
        """Make the book equal to the file as it was read last. Return whether there was anything new."""
        theirs, self._found = self._found, None
        if theirs is None:
            return False
        ours, wanted = entries(self._ledger.session), entries(theirs)
        incoming = {
            address: (ours.get(address), wanted.get(address))
            for address in {**ours, **wanted}
            if (address != VIEW or self.with_view) and ours.get(address) != wanted.get(address)
        }
        view = self._ledger.session.view
        if not self.with_view and view.audience != theirs.view.audience:
            incoming[VIEW] = (view, view.model_copy(update={"audience": theirs.view.audience}))
        self._ledger.absorb(incoming, theirs.model_extra or {})
        self.revision = revision_of(theirs.view)
        return True


def _written(session: Session) -> datetime:
    """Return the latest instant in the file, those of drafts included: they are saved during typing."""
    tables = (session.events, session.presence, session.notes, session.todos, session.sheets, session.drafts)
    instants = [record.at for table in tables for record in table.values()]
    seen = session.view.seen
    return max([session.session.created, *instants, *([seen] if seen is not None else [])])
