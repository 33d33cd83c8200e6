"""`jusou export SESSION minutes` at a terminal: what is not known is asked once, and kept."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from cli.calling import ROOT, call
from jusou_tui.cli.sessions import minutes_questions
from jusou_tui.errors import StoreError
from jusou_tui.session.format.read import read
from jusou_tui.session.storage.store import Store

ANSWERS = ["架空会館", "9", "議題1、2", "個人に関わるため", "", "1/15 13:30", "見本 花子"]


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(minutes_questions, "can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(ANSWERS)))
    path = tmp_path / "mihon.session.toml"
    path.write_bytes((ROOT / "sessions" / "mihon.session.toml").read_bytes())
    return path


def test_what_is_answered_stands_in_the_minutes_and_is_kept(session: Path, tmp_path: Path) -> None:
    done = call("export", str(session), "minutes", "-o", str(tmp_path / "a.md"))

    assert done.status == 0
    assert "「9」は読めません" in done.err
    assert "配付資料" in done.err.splitlines()[-1]  # left open
    text = (tmp_path / "a.md").read_text("utf-8")
    for words in (
        "架空会館",
        "議題1、2は載せていません（理由：個人に関わるため）",
        "令和9年1月15日（金）13時30分から",
    ):
        assert words in text
    kept = read(session).meetings
    assert kept["step1"].closed_items == ("opening", "understanding")
    assert (kept["step1"].place, kept["step1"].minutes_checked) == ("架空会館", "見本 花子")
    assert kept["step2"].start is not None
    assert "目的の説明" not in text


def test_with_the_session_open_elsewhere_the_answers_are_in_the_minutes_alone(
    session: Path, tmp_path: Path
) -> None:
    store = Store.open(session)
    try:
        done = call("export", str(session), "minutes", "-o", str(tmp_path / "a.md"))
    finally:
        store.close()

    assert done.status == 0
    assert "記録には残していません" in done.err
    assert "架空会館" in (tmp_path / "a.md").read_text("utf-8")
    assert read(session).meetings["step1"].place == ""


def test_what_was_answered_before_asking_is_broken_off_is_kept(
    session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class BrokenOff(io.StringIO):
        def readline(self, size: int | None = -1) -> str:
            if line := super().readline(-1 if size is None else size):
                return line
            raise KeyboardInterrupt

    monkeypatch.setattr("sys.stdin", BrokenOff("架空会館\n"))

    done = call("export", str(session), "minutes", "-o", str(tmp_path / "a.md"))

    assert done.status != 0
    assert not (tmp_path / "a.md").exists()
    assert read(session).meetings["step1"].place == "架空会館"


def test_answers_that_cannot_be_saved_are_said_to_be_in_the_minutes_alone(
    session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(self: Store) -> None:
        raise StoreError("session.read_only")

    monkeypatch.setattr(Store, "close", refused)

    done = call("export", str(session), "minutes", "-o", str(tmp_path / "a.md"))

    assert done.status == 0
    assert "記録には残していません" in done.err


def test_nothing_is_asked_where_the_file_cannot_be_written(session: Path, tmp_path: Path) -> None:
    (tmp_path / "a.md").touch()

    done = call("export", str(session), "minutes", "-o", str(tmp_path / "a.md"))

    assert done.status == 2
    assert "お聞きします" not in done.err
