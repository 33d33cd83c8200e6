"""What is no ordinary file, in the place of a session, its lock, its note or a copy, holds nothing up."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from jusou_tui.errors import SessionFileError, StoreError
from jusou_tui.files import read_beginning, read_file
from jusou_tui.session.format import read
from jusou_tui.session.format.chunks import render
from jusou_tui.session.library import list_sessions
from jusou_tui.session.storage import backups
from jusou_tui.session.storage.lock import HeldElsewhere, SessionLock, holder_path, lock_path, read_holder
from jusou_tui.session.storage.recovery import examine
from jusou_tui.session.storage.store import Store
from session.samples import UTC_START, Clock, HandWorker, full_session

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")

GIGABYTES = 5_000_000_000


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def folder(path: Path) -> None:
    path.mkdir()


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(GIGABYTES)


ODD = (pipe, device, folder, huge)
Odd = Callable[[Path], None]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a session's file."""
    path = tmp_path / "sessions" / "見本.session.toml"
    path.parent.mkdir()
    path.write_bytes(render(full_session()))
    return path


def within_seconds(done: Callable[[], object]) -> None:
    """Do something that must not wait for ever. What it raises, it raises."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            done()
        except BaseException as error:  # noqa: BLE001 - raised below
            raised.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(20)
    assert not thread.is_alive(), "it waits"
    if raised:
        raise raised[0]


@pytest.mark.parametrize("odd", ODD)
def test_a_start_says_what_is_wrong_and_takes_nothing_in(path: Path, odd: Odd) -> None:
    path.unlink()
    odd(path)
    for reader in (read_file, read_beginning):
        if odd is huge and reader is read_beginning:
            assert len(reader(path, 4096)) == 4096
        else:
            with pytest.raises(OSError, match=path.name):
                within_seconds(lambda reader=reader: reader(path, 1_000_000))
    with pytest.raises(SessionFileError) as caught:
        within_seconds(lambda: read.read(path))
    assert caught.value.problems[0].message_id in {"session.unreadable", "session.too_large"}
    with pytest.raises((SessionFileError, StoreError)):
        within_seconds(lambda: Store.open(path, worker=HandWorker))
    within_seconds(lambda: list_sessions(path.parent, UTC_START.date()))
    within_seconds(lambda: examine(path))


MOST_MEMORY_KB = 200 * 1024
IN_A_PROCESS_OF_ITS_OWN = """
import re, sys
from contextlib import suppress
from pathlib import Path
from jusou_tui.cli.main import run
from jusou_tui.errors import JusouError
from jusou_tui.session.storage.store import Store

path = Path(sys.argv[1])
for words in ("list", path.parent), ("show", path), ("check", path), ("recover", path, "--list"):
    run([str(word) for word in words])
with suppress(JusouError):
    Store.open(path).close()
print(re.search(r"VmHWM:\\s+([0-9]+) kB", Path("/proc/self/status").read_text())[1])
"""


@pytest.mark.proof
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells it so")
def test_gigabytes_in_the_place_of_a_session_and_of_all_beside_it_take_no_memory(
    path: Path, state: Path
) -> None:
    session_id = full_session().session.id
    copy = state / "copies" / session_id / "20991231T235959-00.session.toml"
    copy.parent.mkdir(parents=True)
    for place in (path, path.with_name("写し.session.toml"), lock_path(path), holder_path(path), copy):
        huge(place)
    done = subprocess.run(
        [sys.executable, "-c", IN_A_PROCESS_OF_ITS_OWN, path], capture_output=True, text=True, check=True
    )
    assert int(done.stdout.splitlines()[-1]) < MOST_MEMORY_KB
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("odd", ODD)
def test_a_save_goes_on_or_says_so_and_keeps_the_words(path: Path, odd: Odd) -> None:
    store = Store.open(path, worker=HandWorker)
    path.unlink()
    odd(path)
    store.book.notes.add("どこかに残る言葉")
    if odd in {pipe, folder}:
        with pytest.raises(StoreError):
            within_seconds(store.flush)
        assert store.rescued is not None
        kept = store.rescued
        path.rmdir() if odd is folder else path.unlink()
    else:
        within_seconds(store.flush)
        kept = path
    assert "どこかに残る言葉\n" in {note.text for note in read.read(kept).notes.values()}
    within_seconds(store.close)
    assert read.read(path) == store.book.session
    if odd is huge:
        assert [one.stat().st_size for one in path.parent.glob("*.aside")] == [GIGABYTES]


@pytest.mark.parametrize("odd", ODD)
def test_the_place_of_the_lock(path: Path, odd: Odd) -> None:
    odd(lock_path(path))
    if odd is huge:  # it is only locked, never read or cut off
        Store.open(path, worker=HandWorker).close()
        assert lock_path(path).stat().st_size == GIGABYTES
        return
    with pytest.raises(StoreError) as caught:
        within_seconds(lambda: Store.open(path, worker=HandWorker))
    assert caught.value.message_id == "session.folder_unwritable"


@pytest.mark.parametrize("odd", ODD)
def test_the_place_of_the_holder_s_note(path: Path, odd: Odd) -> None:
    odd(holder_path(path))
    assert read_holder(path) is None
    store = Store.open(path, worker=HandWorker)
    store.book.notes.add("言葉")
    within_seconds(store.close)
    assert not list(path.parent.glob(".jusou-*"))


@pytest.mark.parametrize("odd", ODD)
def test_the_place_of_a_copy_and_of_all_else_in_the_state_folder(path: Path, odd: Odd, state: Path) -> None:
    session_id = full_session().session.id
    for place in (
        state / "copies" / session_id / "20991231T235959-00.session.toml",
        state / "copies" / session_id / "source.txt",
        state / "rescue" / f"{session_id}.session.toml",
        state / "bin" / f"{session_id}.session.toml",
    ):
        place.parent.mkdir(parents=True, exist_ok=True)
        odd(place)
    store = Store.open(path, worker=HandWorker)
    number = store.book.notes.add("言葉")
    store.flush()
    store.book.notes.delete(number)
    within_seconds(store.close)
    within_seconds(lambda: backups.candidates(path))
    within_seconds(lambda: examine(path))
    within_seconds(store.kept_states)
    assert read.read(path) == store.book.session


def test_a_link_that_was_put_there_later_is_not_followed(path: Path, tmp_path: Path, state: Path) -> None:
    other = tmp_path / "よその.toml"
    other.write_text("x = 1\n", encoding="utf-8")
    store = Store.open(path, worker=HandWorker)
    session_id = store.book.meta.id
    for place in (path, state / "bin" / f"{session_id}.session.toml"):
        place.parent.mkdir(parents=True, exist_ok=True)
        place.unlink(missing_ok=True)
        place.symlink_to(other)
    store.book.notes.delete(store.book.notes.add("消した言葉"))
    store.book.notes.add("言葉")
    store.close()
    assert other.read_text(encoding="utf-8") == "x = 1\n"
    assert not path.is_symlink()
    assert read.read(path) == store.book.session


def test_a_link_in_the_place_of_the_lock_is_not_followed(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "よその.txt"
    other.write_text("残る", encoding="utf-8")
    lock_path(path).symlink_to(other)
    with pytest.raises(StoreError):
        Store.open(path, worker=HandWorker)
    assert other.read_text(encoding="utf-8") == "残る"


def test_a_lock_that_was_deleted_under_its_holder_is_taken_anew(path: Path) -> None:
    lock = SessionLock(path, Clock(UTC_START))
    lock.take()
    lock_path(path).unlink()
    lock.heartbeat()
    assert not lock.is_shared
    with pytest.raises(HeldElsewhere):
        SessionLock(path, Clock(UTC_START)).take()
    lock.release()


def test_who_has_taken_a_deleted_lock_is_noticed_and_nothing_is_lost(path: Path) -> None:
    first = Store.open(path, worker=HandWorker)
    lock_path(path).unlink()
    second = Store.open(path, worker=HandWorker)
    second.book.notes.add("二人めの言葉")
    second.flush()
    seen: list[str] = []
    first.subscribe(lambda status: seen.append(status.message_id))
    first.book.notes.add("一人めの言葉")
    first._work()
    first._work()
    assert seen.count("session.status_shared") == 1
    first.close()
    second.close()
    texts = {note.text for note in read.read(path).notes.values()}
    assert {"一人めの言葉\n", "二人めの言葉\n"} <= texts


def test_a_state_folder_that_refuses_costs_the_copies_only_and_that_is_said_once(
    path: Path, state: Path
) -> None:
    state.write_text("not a folder", encoding="utf-8")
    store = Store.open(path, worker=HandWorker)
    store._work()
    store.book.notes.add("言葉")
    store._work()
    seen: list[str] = []
    store.subscribe(lambda status: seen.append(status.message_id))
    store._work()
    assert seen == ["session.status_no_copies"], "also to who began to listen later, and once"
    store.close()
    assert read.read(path) == store.book.session
    assert state.read_text(encoding="utf-8") == "not a folder"
