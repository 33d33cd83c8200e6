"""A file changed from outside while it is open: what was erased stays gone, who was made one stays one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Note, Session
from jusou_tui.session.people.replace_name import removal_of
from jusou_tui.session.storage.store import Store
from session.samples import START, Clock, HandWorker, identity, meta
from session.samples import book as make_book

NAME = "見本 花子"


@pytest.fixture
def store(tmp_path: Path, state: Path) -> Iterator[Store]:
    """Return an open store with two people, of whom one is named in a note."""
    path = tmp_path / "sessions" / "見本.session.toml"
    opened = Store.create(path, Session(session=meta()), now=Clock(), worker=HandWorker)
    opened.book.people.add(NAME)
    opened.book.people.add("例野 一郎")
    opened.book.notes.add("見本花子さんに聞く")
    opened.flush()
    yield opened
    opened.close()


def kept(store: Store, state: Path) -> list[Path]:
    """Return the files of the session and of the state folder that hold the name."""
    files = [one for folder in (store.path.parent, state) for one in folder.rglob("*") if one.is_file()]
    return [one for one in files if "花子".encode() in one.read_bytes()]


def take_out(store: Store | None, session: Session) -> Session:
    """Make the first person anonymous in the open session, or in a copy of it."""
    book = make_book(session) if store is None else store.book
    person = next(key for key, one in session.participants.items() if one.name == NAME)
    book.people.take_out(removal_of(book.session, person, "匿名1"))
    return book.session


def test_an_older_copy_put_in_the_place_of_the_file_brings_no_name_back(store: Store, state: Path) -> None:
    older = read(store.path)
    take_out(store, store.book.session)
    store.flush()
    older.notes[identity(90)] = Note(at=START, text="見本 花子も来る\n")
    store.path.write_bytes(render(older))
    store.book.notes.add("つぎ")
    store.flush()
    assert kept(store, state) == []
    assert {note.text for note in read(store.path).notes.values()} >= {"匿名1も来る\n", "つぎ\n"}
    assert read(store.path) == store.book.session
    assert store.book.session.conflicts == {}


def test_a_name_taken_out_elsewhere_is_gone_here_from_undo_and_from_what_is_kept(
    store: Store, state: Path
) -> None:
    gone = store.book.notes.add("見本花子の席")
    store.book.notes.delete(gone)
    store.flush()
    store.path.write_bytes(render(take_out(None, read(store.path))))
    store.book.notes.add("つぎ")
    store.flush()
    assert kept(store, state) == []
    assert store.deleted[0].record == store.deleted[0].record.model_copy(update={"text": "匿名1の席\n"})  # type: ignore[union-attr]
    for _ in range(2):
        store.book.undo()
    assert store.book.session.notes[gone].text == "匿名1の席\n"
    store.flush()
    assert kept(store, state) == []


def test_taking_it_back_is_not_undone_by_the_file(store: Store) -> None:
    take_out(store, store.book.session)
    store.flush()
    other = read(store.path)
    other.notes[identity(90)] = Note(at=START, text="ほかから\n")
    store.path.write_bytes(render(other))
    store.book.undo()
    store.flush()
    names = {one.name for one in read(store.path).participants.values()}
    assert names == {NAME, "例野 一郎"}
    assert identity(90) in read(store.path).notes


def test_a_note_under_the_old_id_of_a_person_made_one_keeps_its_author(store: Store) -> None:
    first, _ = store.book.session.participants
    second = store.book.people.add("見本　花子")
    store.flush()
    other = read(store.path)
    other.notes[identity(90)] = Note(at=START, text="ほかから\n", author=second)
    store.book.people.unite(first, second)
    store.flush()
    store.path.write_bytes(render(other))
    store.book.notes.add("つぎ")
    store.flush()
    assert second not in read(store.path).participants
    assert read(store.path).notes[identity(90)].author == first
