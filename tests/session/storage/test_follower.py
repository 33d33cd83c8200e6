"""Another program and our file: noticed while nothing is typed; and looking on while another writes."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Note, Presence
from jusou_tui.session.storage.store import LOOK_SECONDS, Status, Store
from session.samples import START, Clock, FaultyFileSystem, HandWorker, full_session, identity, session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a session file with something in every table."""
    folder = tmp_path / "sessions"
    folder.mkdir()
    found = folder / "見本.session.toml"
    found.write_bytes(render(full_session()))
    return found


@pytest.fixture
def system(path: Path) -> FaultyFileSystem:
    """Return a file system that counts what is done in the session's folder."""
    return FaultyFileSystem(path.parent)


@pytest.fixture
def store(path: Path, system: FaultyFileSystem) -> Iterator[Store]:
    """Return an open store whose worker works when told to."""
    opened = Store.open(path, system, now=Clock(), worker=HandWorker)
    yield opened
    system.faults.clear()
    opened.close()


def work(store: Store) -> float:
    """Let the worker do what is due."""
    return cast("HandWorker", store._autosave).work()


def statuses_of(store: Store) -> list[Status]:
    """Return the list into which every status goes from now on."""
    statuses: list[Status] = []
    store.subscribe(statuses.append)
    return statuses


def with_note(path: Path, text: str) -> None:
    """Write the session with one more note, as another program does."""
    other = read(path)
    other.notes[identity(77)] = Note(at=START, text=text)
    path.write_bytes(render(other))


def test_a_change_by_another_program_is_taken_in_while_nothing_is_typed(
    store: Store, path: Path, system: FaultyFileSystem
) -> None:
    assert work(store) == LOOK_SECONDS
    statuses = statuses_of(store)
    with_note(path, "よそから\n")
    before = path.read_bytes()
    work(store)
    assert store.book.session.notes[identity(77)].text == "よそから\n"
    assert [one.message_id for one in statuses][-1] == "session.status_merged"
    assert "create" not in system.calls
    assert path.read_bytes() == before
    store.book.notes.add("こちらから")
    work(store)
    assert {note.text for note in read(path).notes.values()} >= {"よそから\n", "こちらから\n"}


ENDLESS = 1_000


@pytest.mark.parametrize("times", [1, 3, ENDLESS])
def test_what_another_program_writes_while_ours_goes_onto_the_disk_is_not_written_over(
    store: Store, path: Path, system: FaultyFileSystem, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    work(store)
    sync, written = system.sync, list[str]()

    def slow(descriptor: int) -> None:
        sync(descriptor)
        if len(written) < times:
            written.append(f"{len(written)} よそから\n")
            with_note(path, written[-1])

    monkeypatch.setattr(system, "sync", slow)
    store.book.notes.add("こちらから")
    work(store)
    texts = {note.text for note in read(path).notes.values()}
    assert texts >= ({"こちらから\n", written[-1]} if times < ENDLESS else {"こちらから\n"})
    assert read(path) == store.book.session


def test_a_file_that_nobody_changed_makes_no_sound(store: Store, system: FaultyFileSystem) -> None:
    statuses = statuses_of(store)
    for _ in range(3):
        work(store)
    assert statuses == []
    assert "create" not in system.calls


def test_a_conflict_is_said(store: Store, path: Path) -> None:
    statuses = statuses_of(store)
    other = read(path)
    other.notes[identity(3)] = other.notes[identity(3)].model_copy(update={"text": "あちら\n"})
    store.book.notes.edit(identity(3), text="こちら\n")
    path.write_bytes(render(other))
    work(store)
    assert statuses[-1].message_id == "session.status_conflicts"
    assert read(path).notes[identity(3)].text == "こちら\n"


@pytest.mark.parametrize("pending", [False, True])
def test_a_file_that_is_gone_is_written_anew_and_said(store: Store, path: Path, pending: bool) -> None:
    work(store)
    statuses = statuses_of(store)
    path.unlink()
    if pending:
        store.book.notes.add("続き")
    work(store)
    if not pending:
        assert not path.exists()
        work(store)
    assert read(path) == store.book.session
    assert statuses[-1].message_id == "session.status_written_anew"


def test_half_a_file_is_waited_for_and_kept_aside_when_it_stays(store: Store, path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:200])
    work(store)
    assert path.read_bytes() == whole[:200]
    path.write_bytes(whole[:300])
    work(store)
    assert path.read_bytes() == whole[:300]
    statuses = statuses_of(store)
    work(store)
    assert read(path) == store.book.session
    assert statuses[-1].message_id == "session.status_set_aside"
    aside = cast("Path", statuses[-1].facts["path"])
    assert aside.read_bytes() == whole[:300]


def test_a_file_that_was_only_half_there_is_taken_when_it_is_whole(store: Store, path: Path) -> None:
    with_note(path, "よそから\n")
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    work(store)
    path.write_bytes(whole)
    work(store)
    assert identity(77) in store.book.session.notes
    assert not list(path.parent.glob("*.aside"))


def test_a_folder_that_vanishes_is_said_and_saving_goes_on_when_it_is_back(
    store: Store, path: Path, tmp_path: Path
) -> None:
    store.book.notes.add("一")
    work(store)
    away = path.parent.rename(tmp_path / "away")
    work(store)
    work(store)
    assert (store.status.kind, store.status.message_id) == ("failing", "session.status_folder_gone")
    store.book.notes.add("二")
    work(store)
    assert store.rescued is not None
    assert read(store.rescued) == store.book.session
    away.rename(path.parent)
    store.flush()
    assert store.status.kind == "saved"
    assert read(path) == store.book.session


def test_a_change_that_was_undone_before_the_save_leaves_no_saving_status(store: Store) -> None:
    store.book.notes.edit(identity(3), text="別\n")
    store.book.undo()
    work(store)
    assert store.status.kind == "saved"


def test_that_somebody_came_counts_among_what_was_written_last(path: Path) -> None:
    held = full_session()
    at = START + timedelta(days=9)
    held.presence[identity(78)] = Presence(at=at, kind="arrived", participant=identity(1), step="step1")
    path.write_bytes(render(held))
    looking = Store.open(path, read_only=True, worker=HandWorker)
    assert looking.follower.last_update.written == at


def test_who_looks_on_follows_and_takes_no_lock(store: Store, path: Path) -> None:
    looking = Store.open(path, read_only=True, worker=HandWorker)
    place = looking.book.view
    statuses = statuses_of(looking)
    store.book.notes.add("追いかける")
    store.book.notes.delete(identity(3))
    store.book.set_view(screen="notes")
    store.flush()
    work(looking)
    assert looking.book.session.notes == store.book.session.notes
    assert looking.book.view == place
    assert [one.message_id for one in statuses] == ["session.status_followed"]
    work(looking)
    assert len(statuses) == 1
    before = path.read_bytes()
    looking.close()
    assert path.read_bytes() == before


def test_who_looks_on_is_told_when_the_file_is_gone_and_when_it_is_back(path: Path) -> None:
    looking = Store.open(path, read_only=True, worker=HandWorker)
    whole = path.read_bytes()
    path.write_bytes(whole[:100])
    work(looking)
    assert looking.status.kind == "saved"
    work(looking)
    assert (looking.status.kind, looking.status.message_id) == ("failing", "session.status_lost")
    path.write_bytes(whole)
    work(looking)
    assert looking.status.kind == "saved"
    path.write_bytes(render(session(session=session().session.model_copy(update={"id": identity(99)}))))
    work(looking)
    assert looking.book.meta.id == identity(0)


def test_where_the_looker_is_stays_in_memory_and_refusals_are_told(path: Path) -> None:
    looking = Store.open(path, read_only=True, worker=HandWorker)
    refused: list[int] = []
    looking.book.ledger.on_refused = lambda: refused.append(1)
    looking.book.set_view(screen="notes")
    assert (looking.book.view.screen, refused) == ("notes", [])
    looking.book.notes.add("一")
    looking.book.drafts.set("note", "あ")
    assert looking.book.undo() is None
    assert len(refused) == 3
    assert read(path) == full_session()
    looking.close()
