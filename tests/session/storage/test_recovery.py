"""A damaged file: what can still be read of it, the copies, and a new file made from both."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jusou_tui.errors import StoreError
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.filesystem import RealFileSystem
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Note, Session, entries
from jusou_tui.session.storage import recovery
from jusou_tui.session.storage.backups import keep_copy, rescue
from jusou_tui.session.storage.lock import HeldElsewhere, SessionLock
from jusou_tui.session.storage.salvage import Salvaged, remains, salvage
from jusou_tui.toml import limits
from session.samples import START, full_session, identity, sessions

DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda data: b"",
    "cut in a note": lambda data: data[: data.index("と\\\\の話".encode())],
    "cut at a line": lambda data: data[: data.index(b"[view]")],
    "zeros at the end": lambda data: data[:-40] + b"\x00" * 40,
    "another encoding": lambda data: data.decode().encode("utf-16"),
    "merge markers": lambda data: data.replace(b"[todos.", b"<<<<<<< ours\n[todos."),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a session file of which the state folder has two copies, the newer one with another note."""
    found = tmp_path / "見本.session.toml"
    session = full_session()
    keep_copy(identity(0), found, render(session), START, RealFileSystem())
    session.notes[identity(50)] = Note(at=START, text="写しにある\n")
    keep_copy(identity(0), found, render(session), START + timedelta(minutes=5), RealFileSystem())
    session.notes[identity(51)] = Note(at=START, text="そのあとの話\n")
    found.write_bytes(render(session))
    return found


def with_times(path: Path) -> tuple[recovery.Copy, ...]:
    """Return the copies; their times on the disk are those in their names."""
    import os

    for number, copy in enumerate(sorted((path.parent / "state" / "copies").glob("*/*.session.toml"))):
        os.utime(copy, (1_000_000 + number, 1_000_000 + number))
    return recovery.examine(path).copies


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_never_touched_and_its_newest_copy_is_found(path: Path, damage: str) -> None:
    path.write_bytes(DAMAGES[damage](path.read_bytes()))
    before = path.read_bytes()
    assert recovery.examine(path).problem is not None
    copies = with_times(path)
    assert [copy.kind for copy in copies][:2] == ["copy", "copy"]
    assert identity(50) in copies[0].session.notes
    assert identity(50) not in copies[1].session.notes
    made = recovery.write_beside(
        recovery.beside(path), recovery.united(copies[0].session, recovery.examine(path).found)
    )
    assert path.read_bytes() == before
    assert made.name == "見本.recovered.session.toml"
    assert read(made).notes[identity(50)].text == "写しにある\n"


def test_what_can_be_read_in_the_damaged_file_is_told_and_added(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"[sheets.")])
    newest = with_times(path)[0]
    found = recovery.examine(path).found
    difference = recovery.difference(newest.session, recovery.taken(newest.session, found))
    assert set(difference.only_copy) == {
        ("sheets", identity(4)),
        ("todos", identity(7)),
        ("presence", identity(8)),
        ("presence", identity(9)),
        ("notes", identity(51)),
    } - {("notes", identity(51))}
    assert difference.changed == {}
    united = recovery.united(newest.session, found)
    assert united.todos == newest.session.todos
    assert set(united.notes) >= {identity(3), identity(50)}


def test_the_records_last_version_is_that_of_the_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("写しにある", "書き直した")
    path.write_text(text.replace("[end]", ""), encoding="utf-8")
    newest = with_times(path)[0]
    found = recovery.examine(path).found
    difference = recovery.difference(newest.session, recovery.taken(newest.session, found))
    assert set(difference.changed) == {("notes", identity(50))}
    assert set(difference.only_file) == {("notes", identity(51))}
    united = recovery.united(newest.session, found)
    assert united.notes[identity(50)].text == "書き直した\n"
    assert identity(50) in newest.session.notes
    assert newest.session.notes[identity(50)].text == "写しにある\n"


def test_a_half_record_at_the_end_of_a_cut_file_is_not_taken() -> None:
    data = render(full_session())
    cut = data[: data.index(b"[sheets.")].rstrip()
    whole, half = salvage(data).whole, salvage(cut.rsplit(b"\n", 1)[0]).whole
    assert ("notes", identity(3)) in whole
    assert ("notes", identity(3)) not in half
    assert ("events", identity(2)) in half


def test_without_any_copy_what_remains_of_the_file_is_offered(tmp_path: Path) -> None:
    path = tmp_path / "別の.session.toml"
    data = render(full_session())
    path.write_bytes(data[: data.index(b"[todos.")])
    (only,) = recovery.examine(path).copies
    assert only.kind == "remains"
    assert only.session.session == full_session().session
    assert set(only.session.notes) == {identity(3)}


def test_a_file_that_is_gone_is_found_by_where_it_was(path: Path) -> None:
    path.unlink()
    assert len(with_times(path)) == 2
    assert not recovery.examine(path).found.whole


def test_the_rescue_counts_as_a_copy_and_a_broken_copy_does_not(path: Path) -> None:
    newest = with_times(path)[0]
    newest.path.write_bytes(b"x")
    rescue(identity(0), render(full_session()), RealFileSystem())
    path.write_bytes(b"")
    assert [copy.kind for copy in recovery.examine(path).copies] == ["rescue", "copy"]


def test_recovering_in_place_keeps_the_damaged_file_beside_it(path: Path) -> None:
    path.write_bytes(b"schema = 1\n")
    aside = recovery.put_in_place(path, full_session(), START)
    assert aside is not None
    assert aside.read_bytes() == b"schema = 1\n"
    assert read(path) == full_session()
    assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_is_put_in_place_under_a_program_that_has_the_file_open(path: Path) -> None:
    holder = SessionLock(path)
    holder.take()
    with pytest.raises(HeldElsewhere):
        recovery.put_in_place(path, full_session(), START)
    holder.release()
    assert read(path).notes


def test_another_file_is_never_overwritten(path: Path, tmp_path: Path) -> None:
    there = tmp_path / "ある.session.toml"
    there.write_text("だいじ", encoding="utf-8")
    with pytest.raises(StoreError):
        recovery.write_beside(there, full_session())
    assert there.read_text(encoding="utf-8") == "だいじ"


@settings(max_examples=25, deadline=None)
@given(sessions(), st.data())
def test_salvage_of_any_part_of_a_file_gives_only_records_of_the_file(
    session: Session, data: st.DataObject
) -> None:
    whole = render(session)
    meant = entries(session)
    cut = whole[: data.draw(st.integers(0, len(whole)))]
    for address, entry in salvage(cut).whole.items():
        assert entry == meant[address]


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300) | st.text("[]\"\\n'=.#events notes 01M9F3E9C8", max_size=200).map(str.encode))
def test_salvage_of_anything_at_all_never_raises(data: bytes) -> None:
    remains(salvage(data))


def test_a_damaged_file_is_put_back_when_its_successor_cannot_be_written(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"broken")

    def fail(*_: object) -> Path:
        raise StoreError("session.folder_unwritable", path=path.parent, reason="full")

    monkeypatch.setattr(recovery, "write_beside", fail)
    with pytest.raises(StoreError):
        recovery.put_in_place(path, full_session(), START)
    assert path.read_bytes() == b"broken"


def test_of_a_damaged_file_with_too_much_in_it_the_copies_are_offered_and_that_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(path.read_bytes().replace(b'kind = "note"', b"kind = note", 1))
    monkeypatch.setattr(limits, "OTHERWISE", 0.0001)
    examined = recovery.examine(path)
    assert examined.problem is not None
    assert [one.message_id for one in examined.problem.problems] == ["session.too_much_otherwise"]
    assert [copy.kind for copy in examined.copies] == ["copy", "copy"]
    assert examined.found == Salvaged()
