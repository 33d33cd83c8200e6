"""The last deletions of a session, in this machine's state folder: what is deleted is gone from the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, cast

from jusou_tui import paths
from jusou_tui.errors import SessionFileError
from jusou_tui.files import is_file
from jusou_tui.session.book.history import BookChange
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.filesystem import FileSystem, replace_file
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import (
    Address,
    Edit,
    Entry,
    Meta,
    Session,
    Sheet,
    Todo,
    entries,
    entry_at,
    table_of,
)
from jusou_tui.session.worksheets.layout import row_order

MOST = 20
TABLES = ("notes", "todos", "sheets", "participants")
_TIMES = "deleted"
_ROW_OF = "row_of"
"""The field of a kept row that names its sheet. It is in no session's own file."""


class Deleted(NamedTuple):
    """A record that was deleted, and when.

    A row of a sheet is kept under its own id, as a sheet with this row alone and the order that it stood in.
    """

    address: Address
    record: Entry
    at: datetime

    @property
    def row_of(self) -> str | None:
        """The id of the sheet whose row it was, None where it was no row."""
        named = (self.record.model_extra or {}).get(_ROW_OF) if isinstance(self.record, Sheet) else None
        return named if isinstance(named, str) else None


class Trash:
    """The last deletions of one session, oldest first. `dirty`: they are not in the state folder yet.

    They are as many as `MOST`, and more only where one change removed more: then all of these.
    """

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

        Ticks of rows are not among them while their row or its sheet is: they come back with it.
        """
        found = [one for one in reversed(self._load().values()) if _is_gone(session, one)]
        kept = {one.address[1] for one in found if one.address[0] == "sheets"}
        return [one for one in found if not _comes_with(one, kept)]

    def along_with(self, deleted: Deleted) -> dict[Address, Entry]:
        """Return the records that come back with a deleted one: the ticks of rows that went with it."""
        if not isinstance(deleted.record, Sheet):
            return {}
        rows = {("todos", row) for row in deleted.record.rows}
        found = ((key, one) for key, one in self._load().items() if key in rows)
        return {key: one.record for key, one in found if one.at == deleted.at}

    def add_deletions(self, change: BookChange) -> None:
        """Add the records that a change removes. One that only moves to another table is not deleted.

        Nor is a ToDo that is the row of a sheet, where the row stays and is only not done any more.
        A row that leaves its sheet is deleted, unless it says nothing.
        """
        moved = {edit.address[1] for edit in change.edits if edit.after is not None}
        sheets = {edit.address[1] for edit in change.edits if edit.address[0] == "sheets"}
        for edit in change.edits:
            if edit.address[0] not in TABLES or _is_row_of_another(edit.before, sheets):
                continue
            if edit.before is not None and edit.after is None and edit.address[1] not in moved:
                self._add(Deleted(edit.address, edit.before, change.at))
        for edit in change.edits:  # after the ticks, so that of both the row stays longer
            for address, row in _removed_rows(edit):
                self._add(Deleted(address, row, change.at))

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
        self.dirty = self.dirty or is_file(self.path)
        self._records = {address: records[address] for address in before if address in records}

    def _add(self, deleted: Deleted) -> None:
        records = self._load()
        records.pop(deleted.address, None)
        records[deleted.address] = deleted
        while len(records) > MOST and (oldest := next(iter(records.values()))).at != deleted.at:
            del records[oldest.address]
        self.dirty = True

    def _load(self) -> dict[Address, Deleted]:
        if self._records is None:
            self._records = _read(self.path)
        return self._records


def _is_gone(session: Session, deleted: Deleted) -> bool:
    """Return whether what was deleted is not there, and has a place to come back to."""
    if deleted.row_of is None:
        return entry_at(session, deleted.address) is None
    sheet = session.sheets.get(deleted.row_of)
    return sheet is not None and deleted.address[1] not in sheet.rows


def _comes_with(deleted: Deleted, kept: set[str]) -> bool:
    """Return whether it is the tick of a row that is kept, alone or in its sheet."""
    record = deleted.record
    return isinstance(record, Todo) and (record.sheet in kept or deleted.address[1] in kept)


def _removed_rows(edit: Edit) -> Iterator[tuple[Address, Sheet]]:
    """Yield the rows that an edit takes out of a sheet that stays, but for those that say nothing."""
    before, after = edit.before, edit.after
    if not isinstance(before, Sheet) or not isinstance(after, Sheet):
        return
    for row, cells in before.rows.items():
        if row not in after.rows and any(
            text.strip() and not text.strip().isdecimal() for text in cells.values()
        ):
            alone = {"rows": {row: cells}, "cells": {}, "order": row_order(before), _ROW_OF: edit.address[1]}
            yield ("sheets", row), before.model_copy(update=alone)


def _is_row_of_another(record: Entry | None, sheets: set[str]) -> bool:
    """Return whether a record is that of a row of a sheet which is not among `sheets`."""
    return isinstance(record, Todo) and record.sheet is not None and record.sheet not in sheets


def _age(deleted: Deleted) -> tuple[datetime, bool]:
    """Return the key that orders deletions, a row behind its tick."""
    return deleted.at, deleted.row_of is not None


def _read(path: Path) -> dict[Address, Deleted]:
    """Return the deletions in a file; none where it is missing or unreadable."""
    try:
        session = read(path) if is_file(path) else None
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
    in_order = sorted(found, key=_age)
    first = in_order[-MOST].at if len(in_order) > MOST else None
    last = in_order[-1].at if in_order else None
    kept = in_order if first == last else in_order[-MOST:]
    return {one.address: one for one in kept}
