"""Changes of an open session and their history: one stream for autosave, undo and screens."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from jusou_tui.session.model.records import Address, Edit, Entry, Meta

MOST_UNDO = 200
TYPING_PAUSE = timedelta(seconds=3)
Origin = Literal["do", "undo", "redo", "merge"]


def is_loss(edit: Edit) -> bool:
    """Return whether an edit takes something away that can be brought back: a record, or some field of one.

    Nobody is brought back whom another copy erased, and no question about a conflict is taken back.
    """
    if isinstance(edit.before, Meta) and isinstance(edit.after, Meta):
        return edit.before.erased == edit.after.erased
    return edit.before is not None and edit.address[0] not in {"drafts", "view", "conflicts"}


class Place(NamedTuple):
    """Where a change was made: the page in sight, its step and its sheet, as the session's view has it."""

    page: str = ""
    step: str | None = None
    sheet: str | None = None


NOWHERE = Place()


@dataclass(frozen=True)
class BookChange:
    """One change of the session. `message_id` names it ("メモの削除"), `facts` fill that message.

    `origin`: made here, by undo, by redo, or merged from another writer of the file. `undoable`: it is part
    of the history (drafts and the view are not). `redoable`: once undone, it can be done again by redo.
    `place`: where it was made; undone and redone it stays a change of that place.
    """

    message_id: str
    edits: tuple[Edit, ...]
    revision: int
    at: datetime
    origin: Origin = "do"
    undoable: bool = True
    redoable: bool = True
    facts: dict[str, object] = field(default_factory=dict)
    place: Place = NOWHERE

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The records that changed."""
        return tuple(edit.address for edit in self.edits)


class Undone(NamedTuple):
    """What undo or redo has just reversed: that change's message and facts, and the change that did it."""

    message_id: str
    facts: dict[str, object]
    change: BookChange


class Blocked(NamedTuple):
    """Why `change` cannot be undone or redone alone: `by` depends on it, or it on `by`."""

    change: BookChange
    by: BookChange


Scope = Callable[[BookChange], bool]
"""Which changes undo and redo may reverse."""


class History:
    """The last changes: done ones to undo, undone ones to redo."""

    def __init__(self) -> None:
        self.done: deque[BookChange] = deque(maxlen=MOST_UNDO)
        self.undone: deque[BookChange] = deque(maxlen=MOST_UNDO)
        self._visit: object = None
        self._last_of_visit: BookChange | None = None

    def remember(self, change: BookChange, *, typing: bool, visit: object = None) -> None:
        """Add a new change. Typing on in the same field within `TYPING_PAUSE` extends the last change.

        So does a change of the same `visit`, None being none; where both together change nothing, they go.
        """
        self.undone.clear()
        last = self.done[-1] if self.done else None
        is_of_visit = visit is not None and visit is self._visit and last is self._last_of_visit
        if last is not None and is_of_visit:
            edits = tuple(joined((*last.edits, *change.edits)))
            self.done.pop()
            if not edits:
                self._last_of_visit = None
                return
            self.done.append(replace(change, edits=edits))
        elif typing and last is not None and self._continues(last, change):
            edits = tuple(
                new._replace(before=old.before) for old, new in zip(last.edits, change.edits, strict=True)
            )
            self.done[-1] = replace(change, edits=edits)
        else:
            self.done.append(change)
        self._visit, self._last_of_visit = visit, self.done[-1]

    def rewrite(self, rewritten: Callable[[Address, Entry], Entry | None]) -> None:
        """Rewrite all records that undo and redo would bring back; None: it is gone for good."""
        for changes in (self.done, self.undone):
            kept = [replace(change, edits=tuple(_rewritten(change.edits, rewritten))) for change in changes]
            changes.clear()
            changes.extend(change for change in kept if change.edits)

    @staticmethod
    def _continues(last: BookChange, change: BookChange) -> bool:
        return (
            last.origin == "do"
            and last.message_id == change.message_id
            and last.facts == change.facts
            and last.addresses == change.addresses
            and last.place == change.place
            and timedelta() <= change.at - last.at <= TYPING_PAUSE
            and all(edit.before is not None for edit in change.edits)
        )


def joined(edits: Iterable[Edit]) -> list[Edit]:
    """Return one edit per record: as it was before the first edit of it, as it is after the last."""
    found: dict[Address, Edit] = {}
    for edit in edits:
        first = found.get(edit.address, edit)
        found[edit.address] = Edit(edit.address, first.before, edit.after)
    return [edit for edit in found.values() if edit.before != edit.after]


def _rewritten(edits: Iterable[Edit], rewritten: Callable[[Address, Entry], Entry | None]) -> Iterator[Edit]:
    for edit in edits:
        before, after = (
            None if entry is None else rewritten(edit.address, entry) for entry in (edit.before, edit.after)
        )
        if before != after:
            yield Edit(edit.address, before, after)
