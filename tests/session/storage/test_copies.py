"""Copies of a session: known by the id inside, whatever they are called and wherever they lie below."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jusou_tui.session.format.chunks import render
from jusou_tui.session.storage.copies import DEPTH, SessionFiles, session_files, session_paths
from session.samples import identity, meta, session

NAME = "2026年度-第1回.session.toml"
COPIES = [
    # Syncthing, OneDrive, Dropbox, Nextcloud, Seafile, Synology
    "2026年度-第1回.session.sync-conflict-20261210-133002-ABC1234.toml",
    "2026年度-第1回.sync-conflict-20261210-133002-ABC1234.session.toml",
    "2026年度-第1回.session-MIHON-PC01.toml",
    "2026年度-第1回-MIHON-PC01.session.toml",
    "2026年度-第1回.session (Hanako's conflicted copy 2026-12-10).toml",
    "2026年度-第1回.session (見本 花子 の競合コピー 2026-12-10).toml",
    "2026年度-第1回 (見本花子の競合コピー 2026-12-10).session.toml",
    "2026年度-第1回.session（見本花子の競合コピー）.toml",
    "2026年度-第1回.session (conflicted copy 2026-12-10 133002).toml",
    "2026年度-第1回.session (SFConflict hanako@example.invalid 2026-12-10-13-30-02).toml",
    "2026年度-第1回.session_MIHON-PC_Dec-10-133002-2026_Conflict.toml",
    # file managers, browsers, web storage, by hand
    "2026年度-第1回.session - コピー.toml",
    "2026年度-第1回.session - コピー (2).toml",
    "2026年度-第1回 - コピー.session.toml",
    "コピー ～ 2026年度-第1回.session.toml",
    "2026年度-第1回.session のコピー.toml",
    "2026年度-第1回.session.toml のコピー",
    "2026年度-第1回.session (コピー).toml",
    "2026年度-第1回.session - Copy.toml",
    "2026年度-第1回 copy.session.toml",
    "Copy of 2026年度-第1回.session.toml",
    "2026年度-第1回.session(1).toml",
    "2026年度-第1回 (1).session.toml",
    "2026年度-第1回 2.session.toml",
    "2026年度-第1回_20261210.session.toml",
    "2026年度-第1回.session.toml.bak",
    "2026年度-第1回.session.toml~",
    "2026年度-第1回.txt",
    # the name of the session is gone from it
    "会議のバックアップ.session.toml",
    "backup.session.toml",
]


def put(path: Path, number: int = 0, data: bytes | None = None, written: int = 0) -> Path:
    """Write a session with an id, changed in a given second."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(render(session(session=meta(id=identity(number)))) if data is None else data)
    os.utime(path, (1_700_000_000 + written, 1_700_000_000 + written))
    return path


def test_a_copy_stands_under_its_session_whatever_its_name_says(tmp_path: Path) -> None:
    chosen = {}
    for number, name in enumerate(COPIES):
        folder = tmp_path / str(number)
        put(folder / NAME)
        put(folder / name, written=5)
        chosen[name] = session_files(folder)
    assert chosen == {
        name: [SessionFiles(tmp_path / str(number) / NAME, (tmp_path / str(number) / name,))]
        for number, name in enumerate(COPIES)
    }


def test_a_session_of_its_own_is_no_copy_whatever_its_name_says(tmp_path: Path) -> None:
    put(tmp_path / NAME)
    for number, name in enumerate(COPIES, 1):
        put(tmp_path / name, number)
    found = session_files(tmp_path)
    assert all(one.copies == () for one in found)
    assert {one.path.name for one in found} == {NAME, *(name for name in COPIES if name.endswith(".toml"))}


def test_copies_are_found_four_folders_down_and_not_where_no_list_looks(tmp_path: Path) -> None:
    original = put(tmp_path / NAME)
    below = [put(tmp_path.joinpath(*"abcd"[:depth], "写.session.toml")) for depth in range(1, DEPTH + 1)]
    for folder in ("a/b/c/d/e", "deleted", "rehearsals", ".git", ".stversions"):
        put(tmp_path / folder / "写.session.toml")
    (found,) = session_files(tmp_path)
    assert (found.path, {*found.copies}) == (original, {*below})
    assert len(session_paths(tmp_path)) == 1 + DEPTH


def test_what_lies_beside_a_session_is_neither_a_session_nor_a_copy(tmp_path: Path) -> None:
    original = put(tmp_path / NAME)
    stem = NAME.removesuffix(".toml")
    for name in (
        f"{stem}.base",
        f"{stem}.20261210-133002.aside",
        f"{stem}.20261210-133002.broken",
        f"{stem}-PC1.toml.joined",
        f"{NAME}.lock",
        f"{stem}.lock.json",
        ".jusou-0123abcd-00.tmp",
        f".{NAME}.swp",
    ):
        put(tmp_path / name)
    assert session_files(tmp_path) == [SessionFiles(original)]


def test_only_the_first_4_kb_of_a_file_are_read(tmp_path: Path) -> None:
    data = render(session(session=meta()))
    original, copy = put(tmp_path / NAME), put(tmp_path / "写.txt", data=data.ljust(5_000_000, b"#"))
    put(tmp_path / "別.txt", data=b"#" * 4096 + b"\n" + data)
    assert session_files(tmp_path) == [SessionFiles(original, (copy,))]


@pytest.mark.parametrize(
    "written",
    [
        b'[session]\r\nid = "%s"\r\n',
        b'\xef\xbb\xbfschema = 1\n\n[session]\n  id="%s"\n',
        b"schema = 1\n[session]\nid = '%s'\ntitle = \"cut off",
        b'schema = 1\n[session]\nid = "%s"\n[[[broken',
    ],
)
def test_the_id_counts_however_the_file_is_laid_out_or_broken(tmp_path: Path, written: bytes) -> None:
    original = put(tmp_path / NAME)
    copy = put(tmp_path / "写.session-PC1.toml", data=written % identity(0).encode())
    assert session_files(tmp_path) == [SessionFiles(original, (copy,))]


def test_of_names_that_say_nothing_the_last_changed_is_the_session(tmp_path: Path) -> None:
    first, second = put(tmp_path / "甲.session.toml", written=1), put(tmp_path / "乙.session.toml", written=2)
    assert session_files(tmp_path) == [SessionFiles(second, (first,))]
    third = put(tmp_path / "below" / "丙.session.toml", written=3)
    assert session_files(tmp_path) == [SessionFiles(second, (third, first))]


def test_a_recovered_session_is_gone_on_with_and_a_note_taker_s_is_a_copy(tmp_path: Path) -> None:
    damaged = put(tmp_path / NAME, written=1)
    recovered = put(tmp_path / NAME.replace(".session", ".recovered.session"), written=2)
    assert session_files(tmp_path) == [SessionFiles(recovered, (damaged,))]
    damaged.unlink()
    mine = put(tmp_path / "記録係.session.toml", written=3)
    put(tmp_path / "記録係.session.base")
    assert session_files(tmp_path) == [SessionFiles(recovered, (mine,))]


@pytest.mark.skipif(os.name == "nt", reason="needs links and pipes")
def test_a_second_name_of_a_file_is_no_copy_and_what_is_no_file_is_left_alone(tmp_path: Path) -> None:
    original = put(tmp_path / "第1回" / NAME)
    (tmp_path / "第1回" / "別名.session.toml").symlink_to(original)
    (tmp_path / "輪").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.session.toml").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe.session.toml")
    ((path, copies),) = session_files(tmp_path)
    assert (path.samefile(original), copies) == (True, ())


def test_a_folder_that_is_gone_has_none(tmp_path: Path) -> None:
    assert session_files(tmp_path / "gone") == []
