"""The ledger of an open session: applies edits, keeps their history, notifies listeners."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import cast

from jusou_tui.errors import StoreError
from jusou_tui.session.book.history import (
    Blocked,
    BookChange,
    History,
    Origin,
    Place,
    Scope,
    Undone,
    is_loss,
    joined,
)
from jusou_tui.session.book.independence import in_the_way
from jusou_tui.session.merge.three_way import merge_entry
from jusou_tui.session.model import normalise, seats
from jusou_tui.session.model.ids import id_behind
from jusou_tui.session.model.ids import new_id as new_ulid
from jusou_tui.session.model.records import (
    VIEW,
    Address,
    Edit,
    Entry,
    Event,
    Meeting,
    Record,
    Session,
    changed,
    entry_at,
    table_of,
)

Listener = Callable[[BookChange], None]


class Ledger:
    """Holds the open session and makes every change of it.

    Listeners are called in the thread that made the change; a change that came from another writer of the
    file (`origin == "merge"`) comes from the store's thread.
    """

    def __init__(
        self,
        session: Session,
        now: Callable[[], datetime],
        new_id: Callable[[datetime], str] = new_ulid,
        *,
        read_only: bool = False,
    ) -> None:
        self.session = session
        self.read_only = read_only
        self.revision = 0
        self._now = now
        self._new_id = new_id
        self._history = History()
        self._listeners: list[Listener] = []
        self._lock = threading.RLock()
        self._group: list[Edit] | None = None
        self._made_at: Place | None = None
        self._visit: object = None
        self._last_id = ""
        self.on_refused: Callable[[], None] | None = None

    def use_clock(self, now: Callable[[], datetime]) -> None:
        """Date what is recorded from now on by another clock: a rehearsal has its own."""
        self._now = now

    def now(self) -> datetime:
        """Return the current instant as records hold it: whole milliseconds, a fixed offset."""
        return normalise.instant(self._now())

    def fresh_id(self) -> str:
        """Return a new id for a record made now.

        It sorts after every event and after every id that was made here before: events are replayed in the
        order of writing, even where the wall clock was put back between two of them. What it adds to these is
        random, so that another copy of the session never makes the same id.
        """
        fresh = self._new_id(self.now())
        latest = max([*self.session.events, self._last_id])
        candidate = fresh if fresh > latest else id_behind(latest)
        while self._taken(candidate):
            after = id_behind(candidate)
            if after == candidate:
                return fresh
            candidate = after
        self._last_id = candidate
        return candidate

    def _taken(self, identifier: str) -> bool:
        session = self.session
        tables = (session.events, session.notes, session.todos, session.sheets, session.participants)
        inside = any(identifier in sheet.rows for sheet in session.sheets.values())
        inside = inside or any(identifier in meeting.inserts for meeting in session.meetings.values())
        return inside or any(identifier in table for table in (*tables, session.presence))

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every change from now on. Return a function that ends this."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @contextmanager
    def together(self, message_id: str, **facts: object) -> Iterator[None]:
        """Make all changes inside the `with` block one change, for undo and for listeners."""
        with self._lock:
            if self._group is not None:
                yield
                return
            self._group = []
            try:
                yield
            finally:
                edits, self._group = joined(self._group), None
                change = self._record(message_id, edits, facts, typing=False) if edits else None
        if change is not None:
            self._notify(change)

    def undo(self, scope: Scope | None = None) -> Undone | Blocked | None:
        """Undo the last change of a scope, None: of all. Return what it was, None where there is none.

        Later changes of other scopes stay; where one of them forbids it, nothing is done: `Blocked`.
        """
        return self._step("undo", scope)

    def last_done(self, scope: Scope | None = None) -> BookChange | None:
        """Return the last change of a scope that undo can take back, None: of all."""
        with self._lock:
            changes = reversed(self._history.done)
            return next((change for change in changes if scope is None or scope(change)), None)

    def redo(self, scope: Scope | None = None) -> Undone | Blocked | None:
        """Redo the change of a scope that was undone last, else as `undo`."""
        return self._step("redo", scope)

    def absorb(
        self,
        incoming: Mapping[Address, tuple[Entry | None, Entry | None]],
        unknown: Mapping[str, object] | None = None,
        *,
        undoable: bool = False,
    ) -> None:
        """Merge what another writer changed.

        `incoming`: records as (what both knew, what the other made of it). `unknown`: the tables that this
        program does not know. Dictionaries are replaced, never mutated: another thread may be reading them.
        Where it is `undoable`, undo brings back what was removed or changed; what was added stays then.
        """
        with self._lock:
            edits = []
            for address, (known, wanted) in incoming.items():
                current = entry_at(self.session, address)
                merged = merge_entry(known, current, wanted)[0]
                if merged != current:
                    edits.append(Edit(address, current, merged))
            for edit in edits:
                self._apply(edit, in_place=False)
            if unknown is not None and self.session.model_extra is not None:
                self.session.model_extra.clear()
                self.session.model_extra.update(unknown)
            self.revision += 1
            change = BookChange(
                "session.change_merged", tuple(edits), self.revision, self.now(), "merge", False
            )
            lost = tuple(edit for edit in edits if is_loss(edit)) if undoable else ()
            if lost:
                undo = replace(change, edits=lost, undoable=True, place=self.place)
                self._history.done.append(undo)
        if edits:
            self._notify(change)

    def mark_saves(self, saves: Mapping[str, int]) -> Entry:
        """Set which saves the file contains, unnoticed by listeners. Return the view with them."""
        with self._lock:
            self.session.view = self.session.view.model_copy(update={"saves": dict(saves)})
            return self.session.view

    def rewrite_history(self, rewritten: Callable[[Address, Entry], Entry | None]) -> None:
        """Rewrite the records that undo and redo would bring back; None: that one is gone for good."""
        with self._lock:
            self._history.rewrite(rewritten)

    def commit(
        self,
        message_id: str,
        *edits: Edit,
        undoable: bool = True,
        redoable: bool = True,
        typing: bool = False,
        facts: Mapping[str, object] | None = None,
    ) -> None:
        """Apply edits, put them into the history, notify the listeners. Edits without effect are dropped.

        Undo of a change that is not `redoable` ends what redo can do.

        In a read-only session nothing but the view is changed, in memory: `on_refused` is called, or
        StoreError raised where that is None.
        """
        if any(edit.address != VIEW for edit in edits) and not self.permits():
            return
        with self._lock:
            real = [edit for edit in map(self._rebased, edits) if edit.before != edit.after]
            for edit in real:
                self._apply(edit)
            if not real:
                return
            if self._group is not None and undoable:
                self._group += real
                return
            change = self._record(
                message_id, real, facts or {}, typing=typing, undoable=undoable, redoable=redoable
            )
        self._notify(change)

    def add(
        self, message_id: str, table: str, record: Entry, facts: Mapping[str, object] | None = None
    ) -> str:
        """Commit a new record. Return its id."""
        identifier = self.fresh_id()
        self.commit(message_id, Edit((table, identifier), None, record), facts=facts)
        return identifier

    def change(
        self,
        message_id: str,
        address: Address,
        changes: Mapping[str, object] | None,
        *,
        typing: bool = False,
        facts: Mapping[str, object] | None = None,
    ) -> None:
        """Commit changed fields of a record; None removes it. Raises KeyError where there is none."""
        record = cast("Record", table_of(self.session, address[0])[address[1]])
        after = None if changes is None else changed(record, changes)
        self.commit(message_id, Edit(address, record, after), typing=typing, facts=facts)

    def _rebased(self, edit: Edit) -> Edit:
        """Return the edit based on the current record, which another writer may have changed meanwhile."""
        current = entry_at(self.session, edit.address)
        if current is edit.before or current is None or edit.before is None or edit.after is None:
            return edit
        return Edit(edit.address, current, merge_entry(edit.before, edit.after, current)[0])

    def _record(
        self,
        message_id: str,
        edits: Sequence[Edit],
        facts: Mapping[str, object],
        *,
        typing: bool,
        undoable: bool = True,
        redoable: bool = True,
    ) -> BookChange:
        self.revision += 1
        change = BookChange(
            message_id,
            tuple(edits),
            self.revision,
            self.now(),
            undoable=undoable,
            redoable=redoable,
            facts=dict(facts),
            place=self.place,
        )
        if undoable:
            self._history.remember(change, typing=typing, visit=self._visit)
        return change

    @property
    def place(self) -> Place:
        """Where a change is made now: the page in sight, or what `made_at` says."""
        view = self.session.view
        return self._made_at or Place(view.screen, view.step, view.sheet)

    @contextmanager
    def made_at(self, place: Place) -> Iterator[None]:
        """Make all changes inside the `with` block changes of another place than the page in sight."""
        before, self._made_at = self._made_at, place
        try:
            yield
        finally:
            self._made_at = before

    @contextmanager
    def visiting(self, visit: object) -> Iterator[None]:
        """Make all changes inside `with` blocks of one visit to a field one change for undo."""
        before, self._visit = self._visit, visit
        try:
            yield
        finally:
            self._visit = before

    def permits(self) -> bool:
        """Return whether the session may be changed; where it may not, tell it as `commit` does."""
        if not self.read_only:
            return True
        if self.on_refused is None:
            raise StoreError("session.read_only")
        self.on_refused()
        return False

    def _step(self, origin: Origin, scope: Scope | None) -> Undone | Blocked | None:
        if not self.permits():
            return None
        source, target = self._history.done, self._history.undone
        if origin == "redo":
            source, target = target, source
        with self._lock:
            places = reversed(range(len(source)))
            index = next((at for at in places if scope is None or scope(source[at])), None)
            if index is None:
                return None
            change = source[index]
            if (other := in_the_way(change, list(source)[index + 1 :])) is not None:
                return Blocked(change, other)
            del source[index]
            edits = tuple(self._reversed(edit) for edit in reversed(change.edits))
            for edit in edits:
                self._apply(edit)
            self.revision += 1
            stepped = replace(change, edits=edits, revision=self.revision, at=self.now(), origin=origin)
            if change.redoable:
                target.append(stepped)
            else:
                target.clear()
        self._notify(stepped)
        return Undone(change.message_id, change.facts, stepped)

    def _reversed(self, edit: Edit) -> Edit:
        """Return the edit that reverses one. Events are never removed: an undo event follows them."""
        table, identifier = edit.address
        if table == "events" and edit.before is None and isinstance(edit.after, Event):
            event = Event(at=self.now(), step=edit.after.step, kind="undo", target=identifier)
            return Edit(("events", self.fresh_id()), None, event)
        current = entry_at(self.session, edit.address)
        wanted = edit.before
        if current != edit.after and current is not None and wanted is not None:
            wanted = merge_entry(edit.after, current, wanted)[0]
        return Edit(edit.address, current, _with_seats(wanted, current))

    def _apply(self, edit: Edit, *, in_place: bool = True) -> None:
        table, identifier = edit.address
        if table in {"session", "view"}:
            setattr(self.session, table, edit.after)
            return
        records = table_of(self.session, table)
        if not in_place:
            records = records.copy()
        if edit.after is None:
            records.pop(identifier, None)
        else:
            records[identifier] = edit.after
        if not in_place:
            setattr(self.session, table, records)

    def _notify(self, change: BookChange) -> None:
        for listener in list(self._listeners):
            listener(change)


def _with_seats(wanted: Entry | None, current: Entry | None) -> Entry | None:
    """Return a record to go back to; a meeting's keeps the seats that were given since."""
    if not isinstance(current, Meeting) or not current.seats:
        return wanted
    meeting = wanted if isinstance(wanted, Meeting) else Meeting()
    kept = seats.kept(meeting.seats, current.seats)
    return meeting if kept == meeting.seats else meeting.model_copy(update={"seats": kept})
