"""Folders in which nothing can be written, or that may not be entered, for an ordinary user."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo terminals here", allow_module_level=True)

from pty_stage import Terminal, session_file, terminal, waited_for

from jusou_tui import paths
from jusou_tui.curriculum.load import load
from jusou_tui.live.session import LiveSession
from jusou_tui.session.format.read import read
from ordinary_user import as_ordinary_user, reason_against

CURRICULUM = paths.shipped("curricula") / "team-building.toml"
F9, CTRL_Q = "\x1b[20~", "\x11"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder for everything, in it one for sessions; what a test does to their modes is undone."""
    probe = tmp_path / "probe"
    probe.mkdir()
    if reason := reason_against(probe):
        pytest.skip(reason)
    (tmp_path / "sessions").mkdir()
    yield tmp_path
    for place in (tmp_path, *tmp_path.iterdir()):
        if place.is_dir():
            place.chmod(0o755)


def sessions_in(folder: Path) -> list[Path]:
    return list(folder.rglob("*.session.toml"))


def test_run_refuses_before_the_form_opens_names_the_folder_and_another(folder: Path) -> None:
    (folder / "sessions").chmod(0o555)
    with terminal(folder, "run", "team-building", before=as_ordinary_user()) as opened:
        assert opened.end() == 2
        assert str(folder / "sessions") in opened.joined
        assert "書き込めません" in opened.joined
        assert "--folder" in opened.joined
        assert "この会の準備" not in opened.joined


def test_a_home_that_is_read_only_is_refused_too(folder: Path) -> None:
    (folder / "sessions").rmdir()
    folder.chmod(0o555)
    with terminal(folder, "run", "team-building", before=as_ordinary_user(), TMPDIR="/tmp") as opened:
        assert opened.end() == 2
        assert "書き込めません" in opened.joined
        assert "/tmp/jusou" in opened.joined


def choose_curriculum(opened: Terminal) -> None:
    opened.see("はじめの画面")
    opened.type("チームづくり編\r")


def test_home_asks_for_another_folder_and_goes_on_there(folder: Path) -> None:
    (folder / "sessions").chmod(0o555)
    with terminal(folder, before=as_ordinary_user()) as opened:
        choose_curriculum(opened)
        opened.see("この場所には保存できません")
        opened.wait(
            lambda: str(folder / "sessions") in opened.joined, "the folder in words"
        )  # painted line by line
        opened.type("1")
        opened.see("題名")
        opened.type("架空町の回")
        assert waited_for(lambda: bool(sessions_in(folder)))
        opened.type(CTRL_Q)
        assert opened.end() == 0
    (path,) = sessions_in(folder)
    assert path.parent == folder / "Documents" / "jusou"
    assert read(path).session.title.startswith("架空町の回")


def test_a_folder_that_refuses_at_the_first_keys_ends_nothing_and_loses_no_letter(folder: Path) -> None:
    with terminal(folder, "run", "team-building", before=as_ordinary_user()) as opened:
        opened.see("題名")
        (folder / "sessions").chmod(0o555)
        opened.type("架空")
        opened.see("この場所には保存できません")
        opened.type("\x1b")
        opened.wait(lambda: "この場所には" not in opened.joined, "the form")
        opened.see("架空")
        (folder / "sessions").chmod(0o755)
        opened.type("町")
        assert waited_for(lambda: bool(sessions_in(folder)))
        opened.type(CTRL_Q)
        assert opened.end() == 0
    assert read(session_file(folder)).session.title == "架空町"


def test_a_session_in_a_folder_that_refuses_can_be_looked_at(folder: Path) -> None:
    live = LiveSession.create(load(CURRICULUM), CURRICULUM, folder / "sessions", "架空町の回")
    live.book.notes.add("前に書いたこと", step="step1")
    live.close()
    (path,) = sessions_in(folder)
    path.chmod(0o644)
    for beside in path.parent.iterdir():
        if beside != path:
            beside.unlink()
    before = path.read_bytes()
    (folder / "sessions").chmod(0o555)
    with terminal(folder, "resume", before=as_ordinary_user()) as opened:
        assert opened.end() == 2
        assert "書き込めません" in opened.joined
        assert "--look" in opened.joined
    with terminal(folder, before=as_ordinary_user()) as opened:
        opened.see("架空町の回")
        opened.type("\r")
        opened.see("この記録の場所には保存できません")
        opened.type("1")
        opened.see("閲覧専用")
        opened.type(CTRL_Q)
        assert opened.end() == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize("mode", [0o000, 0o555])
def test_a_state_folder_that_refuses_costs_the_copies_only_which_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, mode: int
) -> None:
    monkeypatch.setenv("JUSOU_STATE", str(folder / "state"))
    live = LiveSession.create(load(CURRICULUM), CURRICULUM, folder / "sessions", "架空町の回")
    live.book.set_view(screen="run", step="step1")
    live.close()
    subprocess.run(["rm", "-r", folder / "state"], check=False)
    (folder / "state").mkdir()
    (folder / "state").chmod(mode)
    with terminal(folder, "resume", before=as_ordinary_user()) as opened:
        opened.see("控えを残せません")
        opened.type("書き留めた言葉\r")
        opened.see("書き留めた言葉")
        opened.type(CTRL_Q)
        assert opened.end() == 0
    assert [note.text for note in read(session_file(folder)).notes.values()] == ["書き留めた言葉\n"]


def test_a_read_only_disk_is_refused_before_the_form_opens(folder: Path) -> None:
    place = folder / "sessions"
    try:
        for options in (("--bind", str(place)), ("-o", "remount,bind,ro")):
            done = subprocess.run(["mount", *options, str(place)], capture_output=True, check=False)
            if done.returncode:
                pytest.skip("no disk may be mounted here")
        with terminal(folder, "run", "team-building") as opened:
            assert opened.end() == 2
            assert "書き込みできないディスク" in opened.joined
    finally:
        subprocess.run(["umount", "-l", place], capture_output=True, check=False)
