"""An open session and its file."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import cast

import pytest

from jusou_tui.errors import Phrase, SessionFileError, StoreError
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.filesystem import FileSystem, temporary_prefix
from jusou_tui.session.format.read import read
from jusou_tui.session.storage import saver
from jusou_tui.session.storage.backups import copies_of, rescue_path
from jusou_tui.session.storage.lock import HeldElsewhere
from jusou_tui.session.storage.store import Status, Store
from jusou_tui.toml import limits
from jusou_tui.wording import t, use
from session.samples import BROKEN, FULL, Clock, FaultyFileSystem, HandWorker, full_session, identity, session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a session file with something in every table."""
    folder = tmp_path / "sessions"
    folder.mkdir()
    found = folder / "見本.session.toml"
    found.write_bytes(render(full_session()))
    return found


@pytest.fixture
def clock() -> Clock:
    """Return a clock moved by hand."""
    return Clock()


@pytest.fixture
def system(path: Path) -> FaultyFileSystem:
    """Return a file system that can be made to fail in the session's folder."""
    return FaultyFileSystem(path.parent)


@pytest.fixture
def store(path: Path, system: FaultyFileSystem, clock: Clock) -> Iterator[Store]:
    """Return an open store whose worker works when told to."""
    opened = Store.open(path, system, now=clock, worker=HandWorker)
    yield opened
    system.faults.clear()
    opened.close()


def work(store: Store) -> float:
    """Let the worker do what is due."""
    return cast("HandWorker", store._autosave).work()


def test_opening_and_closing_leaves_the_file_as_it_was(path: Path) -> None:
    before = path.read_bytes(), path.stat().st_mtime_ns
    with_nothing = Store.open(path, worker=HandWorker)
    work(with_nothing)
    with_nothing.close()
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert [one.name for one in path.parent.iterdir() if not one.name.endswith(".lock")] == [path.name]


def test_a_change_asks_for_a_save_and_is_then_in_the_file(store: Store, path: Path) -> None:
    key = store.book.notes.add("新しいメモ")
    assert store.status.kind == "saving"
    assert cast("HandWorker", store._autosave).pokes == 1
    work(store)
    assert read(path) == store.book.session
    assert key in read(path).notes
    assert path.read_bytes() == render(store.book.session)
    assert store.status.kind == "saved"


def test_flush_saves_now(store: Store, path: Path) -> None:
    store.book.drafts.set("note", "書きかけ")
    store.flush()
    assert read(path).drafts["note"].text == "書きかけ"


def test_closing_saves_and_lets_the_next_one_in(path: Path) -> None:
    first = Store.open(path, worker=HandWorker)
    first.book.notes.add("最後の一言")
    with pytest.raises(HeldElsewhere):
        Store.open(path, worker=HandWorker)
    first.close()
    first.close()
    second = Store.open(path, worker=HandWorker)
    assert len(second.book.session.notes) == 2
    second.close()


def test_one_who_only_looks_takes_no_lock_and_changes_nothing(store: Store, path: Path) -> None:
    looking = Store.open(path, read_only=True)
    assert looking.read_only
    with pytest.raises(StoreError):
        looking.book.notes.add("一")
    looking.flush()
    looking.close()


def test_a_newer_file_is_only_looked_at_and_not_locked(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"schema = 1", b"schema = 2"))
    for _ in range(2):
        looking = Store.open(path)
        assert (looking.read_only, looking.reason) == (True, "session.newer")


def test_a_broken_file_is_refused_left_alone_and_not_locked(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(SessionFileError):
            Store.open(path)
    assert path.read_bytes() == before


def test_a_file_laid_out_by_hand_is_laid_out_anew_at_the_first_change(path: Path) -> None:
    path.write_text("# Kommentar\n" + path.read_text(encoding="utf-8").replace(" = ", "="), encoding="utf-8")
    opened = Store.open(path, worker=HandWorker)
    opened.book.notes.add("一")
    opened.close()
    assert path.read_bytes() == render(opened.book.session)


@pytest.mark.proof
def test_a_program_that_ends_without_closing_has_saved(path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from jusou_tui.session.storage.store import Store; "
        "store = Store.open(Path(sys.argv[1])); store.book.notes.add('最後の一言'); raise RuntimeError"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, check=False)
    assert b"RuntimeError" in ended.stderr
    assert "最後の一言\n" in {note.text for note in read(path).notes.values()}


def test_a_new_session_is_on_the_disk_at_once_and_never_over_another_file(tmp_path: Path) -> None:
    fresh = tmp_path / "new" / "fresh.session.toml"
    made = Store.create(fresh, session(), worker=HandWorker)
    assert read(fresh) == session()
    made.close()
    with pytest.raises(StoreError) as caught:
        Store.create(fresh, session(), worker=HandWorker)
    assert caught.value.message_id == "session.exists"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_cannot_be_written_is_one_sentence(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with pytest.raises(StoreError) as caught:
            Store.open(path)
        assert caught.value.message_id == "session.folder_unwritable"
    finally:
        path.parent.chmod(0o700)


def test_a_new_session_in_a_folder_that_cannot_be_written_is_one_sentence(
    path: Path, system: FaultyFileSystem
) -> None:
    system.faults["create"] = 13
    with pytest.raises(StoreError) as caught:
        Store.create(path.with_name("fresh.session.toml"), session(), system, worker=HandWorker)
    assert caught.value.message_id == "session.status_no_permission"
    system.faults.clear()
    Store.create(path.with_name("fresh.session.toml"), session(), system, worker=HandWorker).close()


@pytest.mark.parametrize(
    ("operation", "number", "message_id"),
    [
        ("write", FULL, "session.status_disk_full"),
        ("sync", BROKEN, "session.status_failing"),
        ("create", 13, "session.status_no_permission"),
        ("replace", 2, "session.status_folder_gone"),
    ],
)
def test_a_failing_save_is_said_rescued_and_made_good(  # noqa: PLR0917 - fixtures and a table
    store: Store, path: Path, system: FaultyFileSystem, operation: str, number: int, message_id: str
) -> None:
    before = path.read_bytes()
    heard: list[Status] = []
    store.subscribe(heard.append)
    system.faults[operation] = number
    store.book.notes.add("これも残る")
    pause = work(store)
    assert (store.status.kind, store.status.message_id) == ("failing", message_id)
    assert path.read_bytes() == before
    rescued = rescue_path(store.book.meta.id)
    assert read(rescued) == store.book.session
    assert store.rescued == rescued
    assert 0 < pause <= 10
    for language in ("ja", "en"):
        use(language)
        assert str(rescued) in t(message_id, **store.status.facts)
    system.faults.clear()
    store.flush()
    assert read(path) == store.book.session
    assert store.rescued is None
    assert [status.kind for status in heard] == ["saving", "failing", "saved"]


@pytest.mark.parametrize(
    ("limit", "most", "message_id"),
    [
        ("SESSION_BYTES", 5_000, "session.too_large_to_save"),
        ("SESSION_PARTS", 100, "session.too_much_to_save"),
    ],
)
def test_what_nobody_could_read_again_stays_in_the_state_folder(  # noqa: PLR0917 - fixtures and a table
    store: Store, path: Path, limit: str, most: int, message_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(limits, "SESSION_BYTES_UNCOUNTED", 0)
        patch.setattr(limits, limit, most)
        note = store.book.notes.add("長い一言" * 1_000)
        work(store)
    assert store.status.kind == "failing"
    assert cast("Phrase", store.status.facts["reason"]).message_id == message_id
    assert path.read_bytes() == before
    assert note in (rescued := read(rescue_path(store.book.meta.id))).notes
    assert rescued == store.book.session
    store.flush()
    assert read(path) == store.book.session


def test_while_saving_fails_each_change_still_reaches_the_rescue_and_retries_are_spaced(
    store: Store, system: FaultyFileSystem
) -> None:
    system.faults["sync"] = BROKEN
    store.book.notes.add("一")
    work(store)
    tried = system.calls.count("sync")
    store.book.notes.add("二")
    work(store)
    assert system.calls.count("sync") == tried
    assert read(rescue_path(store.book.meta.id)) == store.book.session
    assert store.status.kind == "failing"


def test_a_failed_sync_is_never_repeated_on_the_same_file(store: Store, system: FaultyFileSystem) -> None:
    system.faults["sync"] = BROKEN
    store.book.notes.add("一")
    for _ in range(3):
        with pytest.raises(StoreError):
            store.flush()
    assert system.calls.count("create") == system.calls.count("sync") == 3


def test_when_even_the_rescue_fails_it_is_said(store: Store, state: Path, system: FaultyFileSystem) -> None:
    system.faults["write"] = FULL
    state.mkdir()
    (state / "rescue").write_text("in the way")
    store.book.notes.add("一")
    work(store)
    assert store.status.message_id == "session.status_failing_everywhere"
    assert store.status.facts["rescue"] is None


def test_what_does_not_read_back_equal_is_not_written(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = path.read_bytes()
    real = saver.ChunkCache.render

    def lossy(changes: dict[tuple[str, str], object]) -> dict[tuple[str, str], bytes]:
        return {key: chunk.replace("大事".encode(), b"") for key, chunk in real(changes).items()}  # type: ignore[arg-type]

    monkeypatch.setattr(saver.ChunkCache, "render", staticmethod(lossy))
    store.book.notes.add("大事な一言")
    with pytest.raises(StoreError):
        store.flush()
    assert path.read_bytes() == before
    monkeypatch.undo()
    store.flush()
    assert read(path) == store.book.session


def test_what_another_program_wrote_meanwhile_is_united(store: Store, path: Path) -> None:
    store.book.notes.add("我々の")
    other = read(path)
    other.notes[identity(99)] = other.notes[identity(3)].model_copy(update={"text": "彼らの\n"})
    del other.todos[identity(7)]
    path.write_bytes(render(other))
    store.flush()
    found = read(path)
    assert {note.text for note in found.notes.values()} >= {"我々の\n", "彼らの\n"}
    assert found.todos == {}
    assert found == store.book.session
    work(store)
    assert read(path) == found


def test_what_cannot_be_united_is_kept_with_all_three_values(store: Store, path: Path) -> None:
    other = read(path)
    other.notes[identity(3)] = other.notes[identity(3)].model_copy(update={"text": "彼らの\n"})
    path.write_bytes(render(other))
    store.book.notes.edit(identity(3), text="我々の")
    store.flush()
    found = read(path)
    assert found.notes[identity(3)].text == "我々の\n"
    assert found.conflicts[identity(3)]["table"] == "notes"
    fields = cast("dict[str, dict[str, object]]", found.conflicts[identity(3)]["fields"])
    assert (fields["text"]["ours"], fields["text"]["theirs"]) == ("我々の\n", "彼らの\n")
    assert found == store.book.session


def test_a_second_union_starts_from_what_the_first_one_wrote(store: Store, path: Path) -> None:
    for private, kind in ((True, "question"), (False, "decision")):
        other = read(path)
        other.notes[identity(3)] = other.notes[identity(3)].model_copy(update={"private": private})
        path.write_bytes(render(other))
        store.book.notes.edit(identity(3), kind=kind)
        store.flush()
        note = read(path).notes[identity(3)]
        assert (note.private, note.kind) == (private, kind)
    assert read(path).conflicts == full_session().conflicts


def test_when_nothing_is_left_to_save_nothing_is_written(store: Store, system: FaultyFileSystem) -> None:
    store.book.notes.add("一")
    store.flush()
    calls = list(system.calls)
    store.flush()
    work(store)
    assert system.calls == calls


def test_a_table_that_a_newer_program_added_meanwhile_is_taken(store: Store, path: Path) -> None:
    other = read(path)
    path.write_bytes(render(other).replace(b"[end]", b"[another_table]\nx = 1\n\n[end]"))
    store.book.notes.add("一")
    store.flush()
    assert (read(path).model_extra or {})["another_table"] == {"x": 1}
    assert read(path) == store.book.session


def test_what_a_killed_program_left_is_removed_by_the_next_one(path: Path) -> None:
    left = path.with_name(f"{temporary_prefix(path)}0000.tmp")
    left.touch()
    Store.open(path, read_only=True)
    assert left.exists()
    Store.open(path, worker=HandWorker).close()
    assert not left.exists()


def test_the_union_is_still_right_after_a_save_that_failed(
    store: Store, path: Path, system: FaultyFileSystem
) -> None:
    system.faults["sync"] = BROKEN
    store.book.notes.edit(identity(3), private=True)
    work(store)
    other = read(path)
    other.notes[identity(3)] = other.notes[identity(3)].model_copy(update={"kind": "question"})
    path.write_bytes(render(other))
    system.faults.clear()
    store.flush()
    note = read(path).notes[identity(3)]
    assert (note.private, note.kind) == (True, "question")


@pytest.mark.parametrize("foreign", [b"<<<<<<< ours\n", b"", render(session())[:-8]])
def test_what_cannot_be_read_in_our_place_is_kept_beside_the_file(
    store: Store, path: Path, foreign: bytes
) -> None:
    path.write_bytes(foreign)
    store.book.notes.add("一")
    store.flush()
    assert read(path) == store.book.session
    (aside,) = path.parent.glob("*.aside")
    assert aside.read_bytes() == foreign
    assert store.status.facts["path"] == aside


def test_another_session_in_our_place_is_not_mixed_with_ours(store: Store, path: Path) -> None:
    other = full_session()
    foreign = render(
        other.model_copy(update={"session": other.session.model_copy(update={"id": identity(77)})})
    )
    path.write_bytes(foreign)
    store.book.notes.add("一")
    store.flush()
    (aside,) = path.parent.glob("*.aside")
    assert aside.read_bytes() == foreign


def test_a_file_that_was_removed_is_written_again(store: Store, path: Path) -> None:
    path.unlink()
    store.book.notes.add("一")
    store.flush()
    assert read(path) == store.book.session


def test_unknown_tables_survive_a_change(store: Store, path: Path) -> None:
    store.book.notes.add("一")
    store.flush()
    assert (read(path).model_extra or {})["later_value"] == [1.5, "x"]


def test_timed_copies_are_made_at_opening_and_every_five_minutes_of_changes(
    store: Store, path: Path, clock: Clock
) -> None:
    work(store)
    assert [copy.read_bytes() for copy in copies_of(store.book.meta.id)] == [path.read_bytes()]
    for _ in range(10):
        clock.advance(60)
        store.book.notes.add("一")
        work(store)
    assert len(copies_of(store.book.meta.id)) == 3
    clock.advance(timedelta(hours=1).total_seconds())
    work(store)
    assert len(copies_of(store.book.meta.id)) == 3


def test_a_state_folder_that_cannot_be_written_disturbs_nobody(
    path: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state.write_text("in the way")
    opened = Store.open(path, worker=HandWorker)
    opened.book.notes.add("一")
    opened.close()
    assert read(path) == opened.book.session


def test_the_real_file_system_meets_the_protocol() -> None:
    system: FileSystem = FaultyFileSystem(Path())
    assert system


def test_unknown_keys_with_numbers_that_equal_nothing_keep_nobody_from_saving(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("[end]", "[odd]\nz = nan\na = [{ y = nan, b = 1 }]\n\n[end]"), encoding="utf-8"
    )
    store = Store.open(path, worker=HandWorker)
    store.book.notes.add("続き")
    store.flush()
    assert "続き\n" in [note.text for note in read(path).notes.values()]
    assert "nan" in path.read_text(encoding="utf-8")
    store.close()


@pytest.mark.parametrize("error", [ValueError(), SessionFileError("toml.not_toml", Path("x"), [])])
def test_a_session_that_cannot_be_rendered_is_told_and_tried_again(
    error: Exception, path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise error

    path.write_bytes(path.read_bytes().replace(b"schema = 1", b"schema  = 1"))
    opened = Store.open(path, now=clock, worker=HandWorker)
    with monkeypatch.context() as broken:
        broken.setattr(saver.ChunkCache, "of", refuse)
        opened.book.notes.add("残る")
        work(opened)
        assert opened.status.message_id == "session.status_failing_everywhere"
    opened.flush()
    opened.close()
    assert "残る\n" in [note.text for note in read(path).notes.values()]
