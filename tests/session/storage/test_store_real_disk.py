"""Disks that are really full, read-only or gone. Only where a test may mount one."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import cast

import pytest

from jusou_tui.errors import StoreError
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.session.storage.store import Store
from session.samples import HandWorker, full_session

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts as Linux does"),
]


def _mount(*arguments: str) -> bool:
    try:
        return subprocess.run(["mount", *arguments], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@pytest.fixture
def disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Mount a disk of 256 kB; the state folder lies on another one."""
    monkeypatch.setenv("JUSOU_STATE", str(tmp_path / "state"))
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or not _mount("-t", "tmpfs", "-o", "size=256k", "tmpfs", str(folder)):
        pytest.skip("no disk may be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)


@pytest.fixture
def store(disk: Path) -> Iterator[Store]:
    """Return an open session on that disk, its worker moved by hand."""
    path = disk / "見本.session.toml"
    path.write_bytes(render(full_session()))
    opened = Store.open(path, worker=HandWorker)
    yield opened
    opened._closed = True
    if opened._lock is not None:
        opened._lock.release()


def fails(store: Store, message_id: str) -> None:
    """Save in vain: the status is worded, the bytes are in the rescue."""
    with pytest.raises(StoreError) as caught:
        store.flush()
    assert caught.value.message_id == message_id
    assert store.status.kind == "failing"
    assert store.rescued is not None
    assert read(store.rescued) == store.book.session


def heals(store: Store) -> None:
    """Save by itself, as soon as it may be tried again."""
    store._retry_at = 0.0
    cast("HandWorker", store._autosave).work()
    assert store.status.kind == "saved"
    assert read(store.path) == store.book.session
    assert store.rescued is None
    assert not list(store.path.parent.glob(".jusou-*"))


def test_a_full_disk(store: Store, disk: Path) -> None:
    before = store.path.read_bytes()
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while file.write(b"x" * 4096):
            pass
    store.book.notes.add("満杯でも消えない")
    fails(store, "session.status_disk_full")
    assert store.path.read_bytes() == before
    filler.unlink()
    heals(store)


def test_a_disk_that_takes_only_a_part(store: Store, disk: Path) -> None:
    store.book.notes.add("長い話" * 40_000)
    before = store.path.read_bytes()
    fails(store, "session.status_disk_full")
    assert store.path.read_bytes() == before
    assert not list(disk.glob(".jusou-*"))
    store.book.undo()
    heals(store)


def test_a_disk_that_became_read_only(store: Store, disk: Path) -> None:
    store.book.notes.add("書けなくても消えない")
    assert _mount("--bind", str(disk), str(disk))
    assert _mount("-o", "remount,bind,ro", str(disk))
    fails(store, "session.status_no_permission")
    subprocess.run(["umount", str(disk)], check=True)
    heals(store)


def test_a_folder_that_was_made_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write everywhere")
    monkeypatch.setenv("JUSOU_STATE", str(tmp_path / "state"))
    folder = tmp_path / "sessions"
    folder.mkdir()
    path = folder / "見本.session.toml"
    path.write_bytes(render(full_session()))
    opened = Store.open(path, worker=HandWorker)
    opened.book.notes.add("書けなくても消えない")
    folder.chmod(0o500)
    fails(opened, "session.status_no_permission")
    folder.chmod(0o700)
    heals(opened)
    opened.close()


def test_a_folder_that_was_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUSOU_STATE", str(tmp_path / "state"))
    folder = tmp_path / "sessions"
    folder.mkdir()
    path = folder / "見本.session.toml"
    path.write_bytes(render(full_session()))
    opened = Store.open(path, worker=HandWorker)
    opened.book.notes.add("消しても消えない")
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    fails(opened, "session.status_folder_gone")
    folder.mkdir()
    heals(opened)
    opened.close()
