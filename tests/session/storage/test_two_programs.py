"""Two programs, a second note-taker, a looker, a sync client and git on one session: nothing goes by itself.

On each of two machines lies the session's file, and a program may have it open. A sync client copies files,
leaves a conflict copy where both sides changed, and puts older states in the place of open files; git joins
branches; programs are killed. No record and no word is ever missing, from a program, a file or a conflict
copy beside it, that nobody deleted. JUSOU_ROUNDS sets how many rounds are played.
"""

from __future__ import annotations

import atexit
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from jusou_tui.compare.merge import base_path, merge, merge_files
from jusou_tui.compare.scribe_copy import ScribeSync, start_copy
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import parse, read
from jusou_tui.session.model.records import Address, Session, entries
from jusou_tui.session.storage.store import Store
from session.samples import START, Clock, HandWorker, full_session

pytestmark = pytest.mark.proof

_KINDS = ("notes", "todos", "events", "participants", "sheets")
_ROUNDS = int(os.environ.get("JUSOU_ROUNDS", "8"))
_WORD = re.compile(r"[甲乙丙]\d+語")
A, B = 0, 1
machines = st.sampled_from([A, B])


def records(session: Session) -> set[Address]:
    """Return what must not go: records, rows of sheets, each word written, also one in a conflict."""
    rows = {("rows", row) for sheet in session.sheets.values() for row in sheet.rows}
    words = {("word", word) for word in _WORD.findall(render(session).decode())}
    return rows | words | {address for address in entries(session) if address[0] in _KINDS}


def own_records(session: Session) -> set[Address]:
    """Return the same of the second note-taker's copy; what others wrote may be in a conflict of theirs."""
    return {one for one in records(session) if one[0] != "word" or one[1].startswith("丙")}


class Machine:
    """A machine: its folder with the session's file, its state folder, its clock, the program that runs."""

    def __init__(self, root: Path, name: str, skew: timedelta) -> None:
        self.file = root / name / "見本.session.toml"
        self.file.parent.mkdir()
        self._state = root / f"{name}-state"
        self.clock = Clock(START + skew)
        self.store: Store | None = None
        self.history: list[bytes] = []
        self.seen: set[Address] = set()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Let what happens inside use this machine's state folder."""
        os.environ["JUSOU_STATE"] = str(self._state)
        self.clock.advance(1)
        try:
            yield
        finally:
            self.remember()

    def remember(self) -> None:
        """Remember the file's state: an older one may be put back."""
        data = self.file.read_bytes()
        if not self.history or self.history[-1] != data:
            self.history.append(data)

    def open(self) -> None:
        """Start the program."""
        if self.store is None:
            self.store = Store.open(self.file, now=self.clock, worker=HandWorker)

    def look(self) -> None:
        """Let the program look at its file, and save."""
        if self.store is not None:
            cast("HandWorker", self.store._autosave).work()

    def close(self) -> None:
        """Leave the program."""
        if self.store is not None:
            self.store.close()
            self.store = None

    def kill(self) -> None:
        """End the program without a word; what is saved is saved, the note of the lock stays."""
        store, self.store = self.store, None
        if store is not None:
            atexit.unregister(store._at_exit)
            assert store._lock is not None
            assert store._lock._lock is not None
            store._lock._lock.release()
            store._closed = True

    @property
    def copies(self) -> list[Path]:
        """The conflict copies that a sync client left."""
        return sorted(self.file.parent.glob("*.sync-conflict-*"))

    def held(self) -> set[Address]:
        """Return the records that the program has, else its file, and those of conflict copies beside it."""
        here = read(self.file) if self.store is None else self.store.book.session
        return records(here).union(*(records(read(path)) for path in self.copies))


class Programs(RuleBasedStateMachine):
    """What may happen, in any order."""

    @initialize()
    def begin(self) -> None:
        self.root = Path(tempfile.mkdtemp())
        self.before = os.environ.get("JUSOU_STATE")
        self.machines = [
            Machine(self.root, "甲", timedelta()),
            Machine(self.root, "乙", timedelta(minutes=3)),
        ]
        self.deleted: set[Address] = set()
        self.common = render(full_session())
        self.count = 0
        self.synced: list[bytes] = []
        for machine in self.machines:
            machine.file.write_bytes(self.common)
            self.synced.append(self.common)
            with machine.at_work():
                machine.open()
        self.mine = self.root / "書記" / "見本.session.toml"
        self.mine.parent.mkdir()
        self.scribe = SessionBook(start_copy(self.machines[A].file, self.mine), lambda: START)
        self.following = ScribeSync(self.machines[A].file, self.mine, self.scribe)
        self.scribe_has: set[Address] = set()
        self.looker = Store.open(self.machines[A].file, read_only=True, worker=HandWorker)

    def _at(self, number: int, act: Callable[[SessionBook, str], object]) -> None:
        """Change something in the program of a machine; what goes by that is deleted by somebody."""
        machine = self.machines[number]
        self.count += 1
        with machine.at_work():
            machine.open()
            assert machine.store is not None
            book = machine.store.book
            before = records(book.session.model_copy(update={"conflicts": {}}))
            act(book, f"{'甲乙'[number]}{self.count}語")
            self.deleted |= before - records(book.session.model_copy(update={"conflicts": {}}))

    @rule(number=machines)
    def write(self, number: int) -> None:
        self._at(number, lambda book, word: book.notes.add(word, step="step1"))

    @rule(number=machines)
    def press(self, number: int) -> None:
        self._at(number, lambda book, _: book.events.add("pause", "step1"))

    @rule(number=machines)
    def promise(self, number: int) -> None:
        self._at(number, lambda book, word: book.todos.add(word, step="step1"))

    @rule(number=machines)
    def add_row(self, number: int) -> None:
        def add(book: SessionBook, word: str) -> None:
            if book.session.sheets:
                book.sheets.add_row(min(book.session.sheets), {"a/b": word})

        self._at(number, add)

    @rule(number=machines, place=st.integers(0, 20))
    def edit(self, number: int, place: int) -> None:
        def edit(book: SessionBook, word: str) -> None:
            keys = sorted(book.session.notes)
            if keys:
                key = keys[place % len(keys)]
                book.notes.edit(key, text=f"{book.session.notes[key].text}{word}\n")

        self._at(number, edit)

    @rule(number=machines, place=st.integers(0, 20))
    def delete(self, number: int, place: int) -> None:
        def delete(book: SessionBook, _: str) -> None:
            keys = sorted(book.session.notes)
            if keys:
                book.notes.delete(keys[place % len(keys)])

        self._at(number, delete)

    @rule(number=machines)
    def undo(self, number: int) -> None:
        self._at(number, lambda book, _: book.undo())

    @rule(number=machines)
    def save(self, number: int) -> None:
        with self.machines[number].at_work():
            self.machines[number].look()

    @rule(number=machines)
    def leave(self, number: int) -> None:
        with self.machines[number].at_work():
            self.machines[number].close()

    @rule(number=machines)
    def kill(self, number: int) -> None:
        """A quarter of a second after the last key, at the earliest."""
        with self.machines[number].at_work():
            self.machines[number].look()
            self.machines[number].kill()

    @precondition(lambda self: any(machine.store is not None for machine in self.machines))
    @rule(number=machines, age=st.integers(1, 30), at_once=st.booleans())
    def put_back(self, number: int, age: int, at_once: bool) -> None:
        """An older state comes in the place of the open file, from a sync client or `git checkout`."""
        machine = self.machines[number]
        if machine.store is None:
            return
        with machine.at_work():
            if at_once:
                machine.look()
            machine.file.write_bytes(machine.history[-min(age, len(machine.history))])
            machine.look()

    @rule(source=machines)
    def sync(self, source: int) -> None:
        """The file goes to the other machine; where that changed too, its state becomes a conflict copy."""
        data, target = self.machines[source].file.read_bytes(), self.machines[1 - source]
        with target.at_work():
            there = target.file.read_bytes()
            if there not in (data, self.synced[1 - source]):
                self.count += 1
                stamp = f"20261210-{self.count:06}-ABCDEFG"
                target.file.with_name(f"見本.session.sync-conflict-{stamp}.toml").write_bytes(there)
            target.file.write_bytes(data)
            self.synced = [data, data]
            target.look()

    @rule(number=machines)
    def join_copies(self, number: int) -> None:
        """Conflict copies are joined into the file, which nobody has open."""
        machine = self.machines[number]
        with machine.at_work():
            machine.close()
            for copy in machine.copies:
                merge_files(machine.file, [copy], machine.file)
                copy.unlink()

    @rule(number=machines)
    def git_merge(self, number: int) -> None:
        """Both commit; one merges the other's branch, and the other pulls what came out."""
        for machine in self.machines:
            with machine.at_work():
                machine.look()
        mine, others = (self.machines[one].file for one in (number, 1 - number))
        merged = merge(read(mine), read(others), parse(self.common, mine))
        self.common = merged.data
        for machine in self.machines:
            with machine.at_work():
                machine.file.write_bytes(self.common)
                machine.look()

    @rule()
    def scribe_writes(self) -> None:
        self.count += 1
        self.scribe.notes.add(f"丙{self.count}語", step="step1")
        self.scribe_has |= own_records(self.scribe.session)

    @rule()
    def scribe_follows(self) -> None:
        if (found := self.following.read()) is not None:
            self.following.absorb(found)
            self.mine.write_bytes(render(self.scribe.session))
            self.following.write_base()

    @rule()
    def scribe_is_joined(self) -> None:
        """At the end of the meeting the copy is joined with the facilitator's file."""
        machine = self.machines[A]
        with machine.at_work():
            machine.close()
            self.mine.write_bytes(render(self.scribe.session))
            assert base_path(self.mine).is_file()
            merge_files(machine.file, [self.mine], machine.file)

    @rule()
    def looker_looks(self) -> None:
        data = self.machines[A].file.read_bytes()
        cast("HandWorker", self.looker._autosave).work()
        assert self.machines[A].file.read_bytes() == data
        assert records(self.looker.book.session) == records(read(self.machines[A].file))

    @invariant()
    def nothing_is_missing_that_nobody_deleted(self) -> None:
        for machine in getattr(self, "machines", []):
            held = machine.held()
            assert machine.seen - self.deleted <= held
            machine.seen |= held
        if hasattr(self, "scribe"):
            held = own_records(self.scribe.session)
            assert self.scribe_has - self.deleted <= held
            self.scribe_has |= held

    def teardown(self) -> None:
        """In the end all is joined, and nothing is missing anywhere."""
        if not hasattr(self, "machines"):
            return
        for number in (A, B):
            self.join_copies(number)
        self.scribe_is_joined()
        self.git_merge(A)
        found = records(read(self.machines[A].file))
        everything = self.scribe_has.union(*(machine.seen for machine in self.machines))
        assert everything - self.deleted <= found
        for machine in self.machines:
            machine.close()
        self.looker.close()
        if self.before is None:
            os.environ.pop("JUSOU_STATE", None)
        else:
            os.environ["JUSOU_STATE"] = self.before
        shutil.rmtree(self.root)


class TestPrograms(Programs.TestCase):  # type: ignore[misc,name-defined]
    """No record is ever missing that nobody deleted."""

    settings = settings(max_examples=_ROUNDS, stateful_step_count=40, deadline=None, phases=[Phase.generate])
