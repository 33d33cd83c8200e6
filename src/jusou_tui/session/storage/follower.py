"""Looking on: a session that another program writes, read again whenever its file changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jusou_tui.errors import SessionFileError
from jusou_tui.session.book.core import Ledger
from jusou_tui.session.format.filesystem import FileSystem, Stamp
from jusou_tui.session.format.read import load, parse
from jusou_tui.session.model.records import Session
from jusou_tui.session.model.tables import VIEW, entries

FOLLOW_SECONDS = 1.0
"""Seconds between two looks at the file."""


@dataclass(frozen=True, slots=True)
class LastUpdate:
    """`written`: the latest instant in the file, by the writer's clock. `taken`: when a change was last seen.

    `taken` is by the looker's clock, None where nothing changed since the file was opened.
    """

    written: datetime
    taken: datetime | None = None


class Follower:
    """Brings a book that nobody may change up to what the file says. `heard`: when it last heard of it."""

    def __init__(
        self, path: Path, ledger: Ledger, system: FileSystem, read: bytes | None, now: Callable[[], datetime]
    ) -> None:
        self._path = path
        self._ledger = ledger
        self._system = system
        self._read = read
        self._stamp: Stamp | None = None
        self._misses = 0
        self._now = now
        self.last_update = LastUpdate(_written(ledger.session))

    @property
    def lost(self) -> bool:
        """Whether the file could not be read twice on end; once is the middle of a sync."""
        return self._misses > 1

    def look(self) -> bool:
        """Take in what changed. Return whether anything did."""
        try:
            stamp = self._system.stamp(self._path)
            if stamp == self._stamp:
                return False
            data = load(self._path, self._system.read)
            if data == self._read:
                self._stamp, self._misses = stamp, 0
                return False
            theirs = parse(data, self._path)
            if theirs.session.id != self._ledger.session.session.id:
                self._misses += 1
                return False
        except (OSError, SessionFileError):
            self._misses += 1
            return False
        self._stamp, self._read, self._misses = stamp, data, 0
        self.last_update = LastUpdate(_written(theirs), self._now())
        self._take(theirs)
        return True

    def _take(self, theirs: Session) -> None:
        """Make the book what the file says, except for where the looker is."""
        ours, wanted = entries(self._ledger.session), entries(theirs)
        incoming = {
            address: (ours.get(address), wanted.get(address))
            for address in {**ours, **wanted}
            if address != VIEW and ours.get(address) != wanted.get(address)
        }
        self._ledger.absorb(incoming, theirs.model_extra or {})


def _written(session: Session) -> datetime:
    """Return the latest instant of which the file tells; a draft's too, as one is written while one types."""
    tables = (session.events, session.notes, session.todos, session.sheets, session.drafts)
    signs = [record.at for table in tables for record in table.values()]
    seen = session.view.seen
    return max([session.session.created, *signs, *([seen] if seen is not None else [])])
