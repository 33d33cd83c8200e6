"""One file put in place whole, or not at all."""

import errno
import sys
from pathlib import Path

import pytest

from jusou_tui.session.format import filesystem
from jusou_tui.session.format.filesystem import RealFileSystem
from session.samples import BROKEN, FULL, FaultyFileSystem

posix = pytest.mark.skipif(sys.platform == "win32", reason="permission bits and links are POSIX")
OLD = b"old\n"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return a file that is already there."""
    path = tmp_path / "見本.session.toml"
    path.write_bytes(OLD)
    return path


@pytest.mark.parametrize("operation", ["create", "write", "sync", "replace"])
@pytest.mark.parametrize("number", [FULL, BROKEN])
def test_whatever_fails_the_old_file_stays_and_nothing_else_is_left(
    target: Path, operation: str, number: int
) -> None:
    system = FaultyFileSystem(target.parent)
    system.faults[operation] = number
    with pytest.raises(OSError, match=str(number)):
        filesystem.replace_file(target, b"new\n" * 1000, system)
    assert [(path.name, path.read_bytes()) for path in target.parent.iterdir()] == [(target.name, OLD)]


def test_short_writes_are_gone_on_with(target: Path) -> None:
    system = FaultyFileSystem(target.parent)
    system.most_written = 7
    filesystem.replace_file(target, b"0123456789" * 10, system)
    assert target.read_bytes() == b"0123456789" * 10
    assert system.calls.count("write") == 15


def test_a_write_that_takes_nothing_is_a_full_disk(target: Path) -> None:
    system = FaultyFileSystem(target.parent)
    system.most_written = 0
    with pytest.raises(OSError, match=str(FULL)):
        filesystem.replace_file(target, b"new", system)
    assert target.read_bytes() == OLD


def test_it_is_on_the_disk_before_it_takes_the_place(target: Path) -> None:
    system = FaultyFileSystem(target.parent)
    filesystem.replace_file(target, b"new", system)
    assert system.calls == ["create", "write", "sync", "replace", "sync_folder"]


@posix
def test_the_mode_is_kept_and_a_new_file_is_for_its_owner_only(target: Path) -> None:
    target.chmod(0o640)
    filesystem.replace_file(target, b"new", RealFileSystem())
    assert target.stat().st_mode & 0o777 == 0o640
    fresh = target.with_name("fresh")
    filesystem.replace_file(fresh, b"new", RealFileSystem())
    assert fresh.stat().st_mode & 0o777 == 0o600


@posix
def test_a_symbolic_link_that_was_named_stays_one(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.session.toml"
    link.symlink_to(target)
    filesystem.replace_file(link, b"new", RealFileSystem(), follow_link=True)
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_the_stamp_is_that_of_the_file_in_place(target: Path) -> None:
    stamp = filesystem.replace_file(target, b"new", RealFileSystem())
    assert RealFileSystem().stamp(target) == stamp


def test_another_program_that_looks_for_a_moment_is_waited_for(
    target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = FaultyFileSystem(target.parent)
    system.faults["replace"], system.winerror = errno.EACCES, 32
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 3:
            system.faults.clear()

    monkeypatch.setattr(filesystem.time, "sleep", pause)
    filesystem.replace_file(target, b"new", system)
    assert target.read_bytes() == b"new"
    assert len(pauses) == 3


def test_it_is_not_waited_for_without_end(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system = FaultyFileSystem(target.parent)
    system.faults["replace"], system.winerror = errno.EACCES, 5
    clock = [0.0]
    monkeypatch.setattr(filesystem.time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(filesystem.time, "sleep", lambda seconds: clock.__setitem__(0, clock[0] + seconds))
    with pytest.raises(OSError, match=str(errno.EACCES)):
        filesystem.replace_file(target, b"new", system)
    assert target.read_bytes() == OLD
    assert 2.4 < clock[0] < 2.7


def test_a_refusal_that_is_no_sharing_error_is_not_tried_again(target: Path) -> None:
    system = FaultyFileSystem(target.parent)
    system.faults["replace"] = errno.EACCES
    with pytest.raises(OSError, match=str(errno.EACCES)):
        filesystem.replace_file(target, b"new", system)
    assert system.calls.count("replace") == 1


def test_what_a_dead_program_left_is_removed_and_nothing_else(target: Path) -> None:
    mine = target.with_name(f"{filesystem.temporary_prefix(target)}0000.tmp")
    other = target.with_name(f"{filesystem.temporary_prefix(Path('other'))}0000.tmp")
    for path in (mine, other):
        path.write_bytes(b"")
    filesystem.remove_leftovers(target, RealFileSystem())
    assert sorted(path.name for path in target.parent.iterdir()) == sorted([other.name, target.name])
