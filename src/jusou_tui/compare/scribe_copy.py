"""A second note-taker's own copy of a session, which follows the facilitator's file while it can be seen.

Beside the copy lies its base, the facilitator's state that the copy holds: with it `merge` knows what each of
the two has changed. Half-typed text and the place on screen are everybody's own and follow nobody.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from jusou_tui.errors import InputError, SessionFileError
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.filesystem import RealFileSystem, Stamp, replace_file
from jusou_tui.session.format.read import load, parse, read
from jusou_tui.session.merge import three_way
from jusou_tui.session.merge.reconcile import reconcile
from jusou_tui.session.model.records import KEYED, Session, View, entries, shallow_copy, table_of
from jusou_tui.session.people.identity import labels, people_called, people_of_family
from jusou_tui.session.storage import versions
from jusou_tui.session.storage.beside import base_path
from jusou_tui.wording.values import list_text


def shared_state(session: Session) -> Session:
    """Return the session without what is its writer's own; what it contains is still said."""
    view = View(saves=session.view.saves)
    return session.model_copy(update={"drafts": {}, "view": view, "conflicts": {}})


def start_copy(source: Path, mine: Path) -> Session:
    """Return the session of a new copy, its base written beside it.

    Raises SessionFileError, InputError where the copy would be the file itself.
    """
    if os.path.realpath(source) == os.path.realpath(mine):
        raise InputError("compare.scribe_same", path=mine)
    session = read(source)
    found = shared_state(session)
    mine.parent.mkdir(parents=True, exist_ok=True)
    replace_file(base_path(mine), render(found), RealFileSystem())
    return found.model_copy(update={"view": View(screen="notes", step=session.view.step)})


def known_author(session: Session, name: str) -> str | None:
    """Return the id of the person of that name in whatever spelling, None where nobody has it.

    A family name alone means who has it. Raises InputError for a name that several have: it says how to name
    one of them.
    """
    people = dict(session.people)
    known = people_called(people, name) or people_of_family(people, name)
    if len(known) > 1:
        named = labels(people)
        raise InputError("compare.scribe_several", people=list_text(named[key] for key in known))
    return known[0] if known else None


def scribe_author(book: SessionBook, name: str) -> str:
    """Return the id of the person of that name, added to the team where there is none. Raises InputError.

    Undo does not take the person back: what is written has that author.
    """
    return known_author(book.session, name) or book.people.add(name, role="scribe", undoable=False)


class FacilitatorState(NamedTuple):
    """The facilitator's state, and by what its file is known to be unchanged."""

    stamp: Stamp
    session: Session


class ScribeSync:
    """Brings what the facilitator writes into the copy, three-way: what the copy's writer did stays."""

    def __init__(self, source: Path, mine: Path, book: SessionBook) -> None:
        self.source = source
        self.seen = False
        self._mine = mine
        self._book = book
        self._stamp: Stamp | None = None
        self._system = RealFileSystem()
        self._base: Session | None = None
        with suppress(SessionFileError):
            self._base = read(base_path(mine))

    def read(self) -> FacilitatorState | None:
        """Return the facilitator's state where it changed; None where it did not, or cannot be seen.

        A shared folder may let a reader wait: this may run in a thread of its own.
        """
        try:
            stamp = self._system.stamp(self.source)
            if stamp == self._stamp:
                return None
            theirs = parse(load(self.source), self.source)
        except (OSError, SessionFileError):
            self.seen = False
            return None
        if theirs.session.id != self._book.meta.id:
            self.seen = False
            return None
        self.seen = True
        return FacilitatorState(stamp, theirs)

    def absorb(self, found: FacilitatorState) -> None:
        """Bring what changed into the copy. `write_base` must follow when the copy is on the disk."""
        self._stamp, theirs = found.stamp, shared_state(found.session)
        before = self._book.session
        begun = None if self._base is None else _begun(self._base, theirs)
        sides = reconcile(begun, before, theirs, keep_ours=True, undone_by=theirs)
        base = None if sides.base is None else entries(sides.base)
        ours = dict(entries(before))
        union = three_way.union(base, entries(sides.ours), entries(sides.theirs))
        changes = sides.changes(before, union)
        changes |= three_way.conflict_entries(union, {**ours, **changes})
        incoming = {address: (ours.get(address), entry) for address, entry in changes.items()}
        if sides.lost:
            self._book.ledger.rewrite_history(sides.lost.entry)
        if incoming:
            self._book.ledger.absorb(incoming)
        self._base = theirs if begun is self._base else _with_new(self._base, theirs)

    def write_base(self) -> None:
        """Write the base anew. An older one costs nothing but questions at the merge."""
        if self._base is not None:
            with suppress(OSError):
                replace_file(base_path(self._mine), render(self._base), self._system)


def _begun(base: Session, theirs: Session) -> Session:
    """Return the state that the facilitator's changes are changes of.

    A file that does not contain all that was seen before is an older one in the place of the facilitator's,
    or somebody else's. It removes nothing from the copy and changes nothing; the next one that does says what
    became of it.
    """
    if versions.contains(theirs.view.saves, base.view.saves):
        return base
    begun = shallow_copy(base)
    for table in KEYED:
        records, there = table_of(begun, table), table_of(theirs, table)
        for key in list(records):
            if key in there:
                records[key] = there[key]
            else:
                del records[key]
    return begun.model_copy(update={"session": theirs.session})


def _with_new(base: Session | None, theirs: Session) -> Session:
    """Return a base with those records that only another state has."""
    if base is None:
        return theirs
    found = shallow_copy(base)
    for table in KEYED:
        records = table_of(found, table)
        records.update({key: one for key, one in table_of(theirs, table).items() if key not in records})
    return found
