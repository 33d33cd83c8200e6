"""The last deletions of a session, in this machine's state folder: what is deleted is gone from the file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from jusou_tui import paths
from jusou_tui.errors import SessionFileError
from jusou_tui.session.book.history import BookChange
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.filesystem import FileSystem, replace_file
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import (
    Address,
    Entry,
    Meta,
    Session,
    Sheet,
    Todo,
    entries,
    entry_at,
    table_of,
)

MOST = 20
TABLES = ("notes", "todos", "sheets", "participants")
_TIMES = "deleted"


@dataclass(frozen=True)
class Deleted:
    """A record that was deleted, and when."""

    address: Address
    record: Entry
    at: datetime


class Trash:
    """The last deletions of one session, oldest first. `dirty`: they are not in the state folder yet."""

    def __init__(self, meta: Meta) -> None:
        self._meta = meta
        self._records: dict[Address, Deleted] | None = None
        self.dirty = False

    @property
    def path(self) -> Path:
        """The file with them."""
        return paths.state_folder() / "bin" / f"{self._meta.id}.session.toml"

    def deleted(self, session: Session) -> list[Deleted]:
        """Return the records that can be put back into the session, the last deleted first.

        Ticks of a sheet's rows are not among them while their sheet is: they come back with it.
        """
        found = [one for one in reversed(self._load().values()) if entry_at(session, one.address) is None]
        sheets = {one.address[1] for one in found if one.address[0] == "sheets"}
        return [one for one in found if not _is_row_of(one.record, sheets)]

    def along_with(self, deleted: Deleted) -> dict[Address, Entry]:
        """Return the records that come back with a deleted one: the ticks of a sheet's rows."""
        if not isinstance(deleted.record, Sheet):
            return {}
        rows = {("todos", row) for row in deleted.record.rows}
        return {key: one.record for key, one in self._load().items() if key in rows}

    def add_deletions(self, change: BookChange) -> None:
        """Add the records that a change removes. One that only moves to another table is not deleted.

        Nor is a ToDo that is the row of a sheet, where the row stays and is only not done any more.
        """
        moved = {edit.address[1] for edit in change.edits if edit.after is not None}
        sheets = {edit.address[1] for edit in change.edits if edit.address[0] == "sheets"}
        for edit in change.edits:
            if edit.address[0] not in TABLES or _is_row_of_another(edit.before, sheets):
                continue
            if edit.before is not None and edit.after is None and edit.address[1] not in moved:
                records = self._load()
                records.pop(edit.address, None)
                records[edit.address] = Deleted(edit.address, edit.before, change.at)
                while len(records) > MOST:
                    del records[next(iter(records))]
                self.dirty = True

    def save(self, system: FileSystem) -> None:
        """Write them to their file. Errors of the state folder are ignored."""
        if not self.dirty:
            return
        self.dirty = False
        session = self.state
        times = {"/".join(one.address): one.at for one in self._load().values()}
        cast("dict[str, object]", session.model_extra)[_TIMES] = times
        with suppress(OSError):
            system.make_folder(self.path.parent)
            replace_file(self.path, render(session), system)

    @property
    def state(self) -> Session:
        """The deleted records as a session of their own."""
        session = Session(session=self._meta)
        for one in dict(self._load()).values():
            table_of(session, one.address[0])[one.address[1]] = one.record
        return session

    def rewrite(self, rewritten: Callable[[Session], Session]) -> None:
        """Rewrite the deleted records as a session; those that are not in it afterwards are gone for good."""
        before = self._load()
        after = rewritten(self.state)
        self._meta = after.session
        records = {
            address: Deleted(address, record, before[address].at)
            for address, record in entries(after).items()
            if address in before
        }
        self.dirty = self.dirty or self.path.is_file()
        self._records = {address: records[address] for address in before if address in records}

    def _load(self) -> dict[Address, Deleted]:
        if self._records is None:
            self._records = _read(self.path)
        return self._records


def _is_row_of(record: Entry | None, sheets: set[str]) -> bool:
    """Return whether a record is that of a row of one of these sheets."""
    return isinstance(record, Todo) and record.sheet in sheets


def _is_row_of_another(record: Entry | None, sheets: set[str]) -> bool:
    """Return whether a record is that of a row of a sheet which is not among `sheets`."""
    return isinstance(record, Todo) and record.sheet is not None and record.sheet not in sheets


def _read(path: Path) -> dict[Address, Deleted]:
    """Return the deletions in a file; none where it is missing or unreadable."""
    try:
        session = read(path) if path.is_file() else None
    except (SessionFileError, OSError):
        return {}
    times = (session.model_extra or {}).get(_TIMES) if session else None
    if session is None or not isinstance(times, dict):
        return {}
    found = [
        Deleted(address, record, at)
        for address, record in entries(session).items()
        if isinstance(at := times.get("/".join(address)), datetime) and at.tzinfo is not None
    ]
    return {one.address: one for one in sorted(found, key=lambda one: one.at)[-MOST:]}
