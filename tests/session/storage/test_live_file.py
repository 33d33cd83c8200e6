"""The small files between a session's program and shared screens in other ones."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from fnmatch import fnmatch
from pathlib import Path

import pytest

from jusou_tui.session.format.chunks import render
from jusou_tui.session.storage import live_file
from jusou_tui.session.storage.beside import ASK, IGNORED, LIVE, WATCH, hidden_path, is_beside
from jusou_tui.session.storage.copies import session_files
from jusou_tui.session.storage.erasing import outside
from jusou_tui.session.storage.live_file import CurtainRequest, LiveNote
from jusou_tui.session.storage.put_away import put_away
from session.samples import START, full_session, identity

NOTE = LiveNote(identity(0), identity(1), 3, START, 4.5, 10.0, 7, curtain=True, answered="ab-1")
ASKED = CurtainRequest(identity(0), "ab-2", START, curtain=False)
ENDINGS = (LIVE, WATCH, ASK)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a session's file."""
    found = tmp_path / "見本.session.toml"
    found.write_bytes(render(full_session()))
    return found


def write_all(path: Path) -> None:
    """Lay all three files beside a session."""
    live_file.write_live(path, NOTE)
    live_file.write_ask(path, ASKED)
    live_file.write_watch(path, "ab", 1)


def test_what_is_written_is_read_again(path: Path) -> None:
    write_all(path)
    assert live_file.read_live(path) == NOTE
    assert live_file.read_ask(path) == ASKED
    assert live_file.stamp_of(path, WATCH) is not None
    assert [file.name for file in path.parent.iterdir() if file.name.startswith(".jusou-")] == []


def test_none_of_them_holds_a_name_a_path_or_a_word(path: Path) -> None:
    write_all(path)
    for ending in ENDINGS:
        text = hidden_path(path, ending).read_text()
        assert text.isascii()
        assert not any(word in text for word in (path.stem, str(path.parent), "Step1", "opening"))
    assert set(json.loads(hidden_path(path, LIVE).read_text())) == set(LiveNote._fields)
    assert set(json.loads(hidden_path(path, ASK).read_text())) == set(CurtainRequest._fields)
    assert set(json.loads(hidden_path(path, WATCH).read_text())) == {"viewer", "counter"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 3000,
        json.dumps(NOTE._asdict() | {"at": "2026-12-10T13:30:02"}),
        json.dumps(NOTE._asdict() | {"at": "0001-01-01T00:00:00+09:00"}),
        json.dumps(NOTE._asdict() | {"at": START.isoformat(), "pace": 1e9}),
        json.dumps(NOTE._asdict() | {"at": START.isoformat(), "counter": "3"}),
        json.dumps(NOTE._asdict() | {"at": START.isoformat(), "seconds": float("nan")}),
        json.dumps(NOTE._asdict() | {"at": START.isoformat(), "session": None}),
    ],
)
def test_what_cannot_be_understood_is_none(path: Path, text: str) -> None:
    hidden_path(path, LIVE).write_text(text)
    hidden_path(path, ASK).write_text(text)
    assert live_file.read_live(path) is None
    if "pace" not in text or 'session": null' in text:
        assert live_file.read_ask(path) is None


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
def test_a_pipe_in_their_place_holds_nobody_up(path: Path) -> None:
    os.mkfifo(hidden_path(path, LIVE))
    with pytest.raises(OSError, match="not supported"):
        live_file.read_live(path)
    live_file.write_live(path, NOTE)
    assert live_file.read_live(path) == NOTE


@pytest.mark.skipif(sys.platform == "win32", reason="files have no mode there")
def test_whoever_may_read_the_session_may_read_them(path: Path) -> None:
    path.chmod(0o640)
    write_all(path)
    assert {hidden_path(path, ending).stat().st_mode & 0o777 for ending in ENDINGS} == {0o640}


def test_they_are_no_sessions_and_no_copies(path: Path) -> None:
    write_all(path)
    assert all(is_beside(hidden_path(path, ending).name) for ending in ENDINGS)
    assert {f".*.toml*{ending}" for ending in ENDINGS} <= set(IGNORED)
    (found,) = session_files(path.parent)
    assert found.copies == ()
    assert outside(path, identity(0)).copies == ()
    assert not is_beside("gone.live")


def test_they_go_with_a_session_that_is_deleted(path: Path) -> None:
    write_all(path)
    put_away(path, START + timedelta(days=1))
    assert not any(hidden_path(path, ending).exists() for ending in ENDINGS)


def test_a_folder_that_refuses_is_an_error_and_leaves_nothing(path: Path) -> None:
    gone = path.parent / "gone" / path.name
    with pytest.raises(FileNotFoundError):
        live_file.write_live(gone, NOTE)
    assert live_file.stamp_of(gone, LIVE) is None
    live_file.remove(gone, *ENDINGS)


@pytest.mark.parametrize(
    "added",
    [
        "-DESKTOP-AB12",
        " (1)",
        " (見本さんの競合コピー 2026-11-28)",
        " (conflicted copy 2026-11-28 101010)",
        ".sync-conflict-20261128-101010-ABCDEFG",
    ],
)
def test_copies_that_a_synced_folder_makes_of_them_are_known_too(tmp_path: Path, added: str) -> None:
    """OneDrive, Google Drive, Dropbox, Nextcloud and Syncthing name the two versions of one file so."""
    path = tmp_path / "会.session.toml"
    for ending in (LIVE, WATCH, ASK):
        for name in (f".{path.name}{added}{ending}", f".{path.stem}{added}.toml{ending}"):
            assert is_beside(name), name
            assert any(fnmatch(name, rule) for rule in IGNORED), name
    assert not is_beside(f"会{added}.session.toml")
