"""The ring of timed copies and the rescue."""

import sys
from datetime import timedelta
from pathlib import Path

import pytest

from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.filesystem import RealFileSystem
from jusou_tui.session.format.read import read
from jusou_tui.session.storage import backups
from jusou_tui.session.storage.recovery import examine
from session.samples import START, full_session, identity, meta, session

SYSTEM = RealFileSystem()
ID = identity(0)


def newest_good_copy(path: Path) -> Path | None:
    """Return the copy that would be offered first."""
    return next((one.path for one in examine(path).copies if one.kind != "remains"), None)


def keep(count: int, size: int = 10) -> None:
    """Keep some copies, one a minute, each with other bytes."""
    for number in range(count):
        data = str(number).encode().ljust(size)
        backups.keep_copy(ID, Path("x"), data, START + timedelta(minutes=number), SYSTEM)


def test_the_ring_keeps_the_newest_twenty() -> None:
    keep(30)
    found = backups.copies_of(ID)
    assert [int(copy.read_bytes()) for copy in found] == list(range(29, 9, -1))


def test_the_ring_keeps_no_more_than_its_bytes_but_always_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "MOST_BYTES", 35)
    keep(5)
    assert len(backups.copies_of(ID)) == 3
    backups.keep_copy(ID, Path("x"), b"x" * 100, START + timedelta(hours=1), SYSTEM)
    assert [len(copy.read_bytes()) for copy in backups.copies_of(ID)] == [100]


def test_the_same_bytes_are_kept_once() -> None:
    for number in range(3):
        backups.keep_copy(ID, Path("x"), b"same", START + timedelta(minutes=number), SYSTEM)
    assert len(backups.copies_of(ID)) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="permission bits are POSIX")
def test_copies_and_rescue_are_for_their_owner_only(state: Path) -> None:
    keep(1)
    rescued = backups.rescue(ID, b"x", SYSTEM)
    for path in (*backups.copies_of(ID), rescued):
        assert path.stat().st_mode & 0o077 == 0
        assert path.parent.stat().st_mode & 0o077 == 0


def test_the_newest_good_copy_is_found_for_a_broken_file(tmp_path: Path) -> None:
    source = tmp_path / "見本.session.toml"
    data = render(full_session())
    source.write_bytes(data[: len(data) // 2])
    assert newest_good_copy(source) is None
    backups.keep_copy(ID, source, data, START, SYSTEM)
    backups.keep_copy(ID, source, data[:-3], START + timedelta(minutes=5), SYSTEM)
    found = newest_good_copy(source)
    assert found is not None
    assert read(found) == full_session()


def test_it_is_found_by_the_path_when_the_file_says_nothing(tmp_path: Path) -> None:
    source = tmp_path / "見本.session.toml"
    backups.keep_copy(ID, source, render(full_session()), START, SYSTEM)
    other = render(session(session=meta(id=identity(50))))
    backups.keep_copy(identity(50), tmp_path / "other", other, START, SYSTEM)
    for data in (b"", b"\0" * 100):
        source.write_bytes(data)
        found = newest_good_copy(source)
        assert found is not None
        assert read(found) == full_session()


def test_the_rescue_counts_as_a_copy(tmp_path: Path) -> None:
    source = tmp_path / "見本.session.toml"
    source.write_bytes(render(full_session())[:-5])
    rescued = backups.rescue(ID, render(full_session()), SYSTEM)
    assert newest_good_copy(source) == rescued
