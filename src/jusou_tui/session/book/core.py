"""The core of the book: edits go in, are remembered, can be turned back, and are told to who listens."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from jusou_tui.errors import StoreError
from jusou_tui.session.book.history import Change, Edit, History, Undone, Way
from jusou_tui.session.merge.three_way import merge_entry
from jusou_tui.session.model import normalise
from jusou_tui.session.model.ids import following
from jusou_tui.session.model.ids import new_id as new_ulid
from jusou_tui.session.model.records import Event, Record, Session
from jusou_tui.session.model.tables import VIEW, Address, Entry, entry_at, table_of

Listener = Callable[[Change], None]
R = TypeVar("R", bound=Record)


class Ledger:
    """Holds the open session and makes every change of it.

    Listeners are called in the thread that made the change; a change that came from another writer of the
    file (`way == "merge"`) is told from the store's thread.
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
        self.on_refused: Callable[[], None] | None = None

    def tell_time_by(self, now: Callable[[], datetime]) -> None:
        """Date what is written from now on by another clock: a rehearsal has its own."""
        self._now = now

    def now(self) -> datetime:
        """Return the present instant as records hold it."""
        return normalise.instant(self._now())

    def fresh_id(self) -> str:
        """Return a new id for a record made now.

        It sorts behind every event: events are replayed in the order of writing, also when the wall clock
        has been put back between two of them.
        """
        fresh = self._new_id(self.now())
        latest = max(self.session.events, default="")
        candidate = fresh if fresh > latest else following(latest)
        while self._taken(candidate):
            after = following(candidate)
            if after == candidate:
                return fresh
            candidate = after
        return candidate

    def _taken(self, identifier: str) -> bool:
        held = self.session
        tables = (held.events, held.notes, held.todos, held.sheets, held.participants)
        return any(identifier in table for table in tables)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` with every change from now on. Return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @contextmanager
    def together(self, message_id: str, **facts: object) -> Iterator[None]:
        """Make all changes inside into one, with one name, for undo and for listeners."""
        with self._lock:
            if self._group is not None:
                yield
                return
            self._group = []
            try:
                yield
            finally:
                edits, self._group = _joined(self._group), None
                change = self._record(message_id, edits, facts, typing=False) if edits else None
        if change is not None:
            self._tell(change)

    def undo(self) -> Undone | None:
        """Turn the last change back. Return what it was, None where there is nothing to undo."""
        return self._turn("undo")

    def redo(self) -> Undone | None:
        """Make the change again that was undone last. None where there is none."""
        return self._turn("redo")

    def absorb(
        self,
        incoming: Mapping[Address, tuple[Entry | None, Entry | None]],
        unknown: Mapping[str, object] | None = None,
    ) -> None:
        """Take what another writer changed: records as (what we had, what it became), and unknown tables.

        Dictionaries are replaced, never changed, so that another thread may be reading them.
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
            change = Change("session.change_merged", tuple(edits), self.revision, self.now(), "merge", False)
        if edits:
            self._tell(change)

    def _commit(
        self,
        message_id: str,
        *edits: Edit,
        undoable: bool = True,
        typing: bool = False,
        facts: Mapping[str, object] | None = None,
    ) -> None:
        """Make edits, remember them and tell the listeners. Edits that change nothing are dropped.

        In a session that is only being looked at `on_refused` is told, else StoreError raised; where the
        looker is stays in memory.
        """
        if self.read_only and any(edit.address != VIEW for edit in edits):
            self._refuse()
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
            change = self._record(message_id, real, facts or {}, typing=typing, undoable=undoable)
        self._tell(change)

    def _rebased(self, edit: Edit) -> Edit:
        """Return an edit on what stands now, where another writer's change came in since it was begun."""
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
    ) -> Change:
        self.revision += 1
        change = Change(
            message_id, tuple(edits), self.revision, self.now(), undoable=undoable, facts=dict(facts)
        )
        if undoable:
            self._history.remember(change, typing=typing)
        return change

    def _refuse(self) -> None:
        if self.on_refused is None:
            raise StoreError("session.read_only")
        self.on_refused()

    def _turn(self, way: Way) -> Undone | None:
        if self.read_only:
            self._refuse()
            return None
        source, target = self._history.done, self._history.undone
        if way == "redo":
            source, target = target, source
        with self._lock:
            if not source:
                return None
            change = source.pop()
            edits = tuple(self._reversed(edit) for edit in reversed(change.edits))
            for edit in edits:
                self._apply(edit)
            self.revision += 1
            turned = replace(change, edits=edits, revision=self.revision, at=self.now(), way=way)
            target.append(turned)
        self._tell(turned)
        return Undone(change.message_id, change.facts, turned)

    def _reversed(self, edit: Edit) -> Edit:
        """Return the edit that takes one back. Events are never removed: an undo event follows them."""
        table, identifier = edit.address
        if table == "events" and edit.before is None and isinstance(edit.after, Event):
            event = Event(at=self.now(), step=edit.after.step, kind="undo", target=identifier)
            return Edit(("events", self.fresh_id()), None, event)
        current = entry_at(self.session, edit.address)
        wanted = edit.before
        if current != edit.after and current is not None and wanted is not None:
            wanted = merge_entry(edit.after, current, wanted)[0]
        return Edit(edit.address, current, wanted)

    def _apply(self, edit: Edit, *, in_place: bool = True) -> None:
        table, identifier = edit.address
        if table in {"session", "view"}:
            setattr(self.session, table, edit.after)
            return
        held = table_of(self.session, table)
        if not in_place:
            held = dict(held)
        if edit.after is None:
            held.pop(identifier, None)
        else:
            held[identifier] = edit.after
        if not in_place:
            setattr(self.session, table, held)

    def _tell(self, change: Change) -> None:
        for listener in list(self._listeners):
            listener(change)


def _joined(edits: Sequence[Edit]) -> list[Edit]:
    """Return edits of which those of one record are one: as it was before all, as it is behind all."""
    found: dict[Address, Edit] = {}
    for edit in edits:
        first = found.get(edit.address, edit)
        found[edit.address] = Edit(edit.address, first.before, edit.after)
    return [edit for edit in found.values() if edit.before != edit.after]


def changed(record: R, changes: Mapping[str, object]) -> R:
    """Return the record with some fields changed, tidied and validated.

    Raises TypeError for a field that its kind does not have, ValueError for a value it cannot hold.
    """
    unknown = changes.keys() - type(record).model_fields.keys()
    if unknown:
        raise TypeError(", ".join(sorted(unknown)))
    held = {**record.__dict__, **(record.model_extra or {}), **normalise.values(changes)}
    return type(record).model_validate(held)
