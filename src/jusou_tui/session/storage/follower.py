"""Following a session that another program writes: read again whenever its file changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jusou_tui.errors import SessionFileError
from jusou_tui.session.book.core import Ledger
from jusou_tui.session.format.filesystem import FileSystem, Stamp
from jusou_tui.session.format.read import load, parse
from jusou_tui.session.model.records import VIEW, Session, entries

FOLLOW_SECONDS = 1.0
"""Seconds between two checks of the file."""


@dataclass(frozen=True, slots=True)
class LastUpdate:
    """`written`: the latest instant in the file, by the writer's clock. `received`: when it was last read.

    `received` is by the reader's clock, None where nothing changed since the file was opened.
    """

    written: datetime
    received: datetime | None = None


class Follower:
    """Keeps a read-only book equal to its file. `last_update`: when the writer and we last changed it."""

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
        """Whether the file was unreadable twice in a row; once may be the middle of a sync."""
        return self._misses > 1

    def update(self) -> bool:
        """Read the file if it changed. Return whether the book changed."""
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
        """Make the book equal to the file, but for the view: that is where the reader is.

        What the shared screen shows (`View.audience`) is taken all the same.
        """
        ours, wanted = entries(self._ledger.session), entries(theirs)
        incoming = {
            address: (ours.get(address), wanted.get(address))
            for address in {**ours, **wanted}
            if address != VIEW and ours.get(address) != wanted.get(address)
        }
        view = self._ledger.session.view
        if view.audience != theirs.view.audience:
            incoming[VIEW] = (view, view.model_copy(update={"audience": theirs.view.audience}))
        self._ledger.absorb(incoming, theirs.model_extra or {})


def _written(session: Session) -> datetime:
    """Return the latest instant in the file, those of drafts included: they are saved during typing."""
    tables = (session.events, session.presence, session.notes, session.todos, session.sheets, session.drafts)
    instants = [record.at for table in tables for record in table.values()]
    seen = session.view.seen
    return max([session.session.created, *instants, *([seen] if seen is not None else [])])
