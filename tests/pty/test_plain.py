"""Plain mode in a terminal that can only print: no cursor ever moves, and nothing confirmed is lost."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo terminals here", allow_module_level=True)

from pty_stage import Terminal, environment, terminal

from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Session

DUMB = {"TERM": "dumb"}
MOVES = re.compile("[\x00-\x06\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
"""Anything but text, line ends and the bell: an escape sequence, a backspace, a return that paints again."""


def saved(folder: Path) -> Session:
    (path,) = (folder / "sessions").glob("*.session.toml")
    return read(path)


def enter(shown: Terminal, line: str, *answers: str) -> None:
    """Type a line, and wait until all of its answer was printed."""
    begins = len(shown.raw)
    shown.type(f"{line}\n")
    for answer in answers:
        shown.wait(lambda answer=answer: answer in shown.raw[begins:].decode(errors="replace"), repr(answer))


def set_up(shown: Terminal) -> None:
    shown.wait(lambda: "3 Step3" in shown.raw.decode(errors="replace"), "the first question")
    enter(shown, "", "日付")
    for line, answer in (
        ("12/10", "開始時刻"),
        ("", "会場の終了時刻"),
        ("", "空の Enter"),
        ("見本 花子", "見本"),
    ):
        enter(shown, line, answer)
    for line, answer in (("例野 一郎", "例野"), ("", "題名"), ("", "実施団体"), ("", "これでよいですか")):
        enter(shown, line, answer)
    enter(shown, "", "次は「オープニング」")


def test_a_meeting_is_begun_and_left_without_moving_a_cursor(tmp_path: Path) -> None:
    with terminal(tmp_path, "run", "team-building", "--plain", **DUMB) as shown:
        set_up(shown)
        enter(shown, "/次", "予定")
        enter(shown, "1", "1/4 対話 オープニング")
        enter(shown, "用語がそろっていない", "メモとして記録しました。")
        enter(shown, "/巡", "見本 花子さんの番です")
        shown.type("\x03")
        shown.wait(lambda: "会の途中です" in shown.raw.decode(errors="replace"), "the question")
        enter(shown, "", "変えていません。")
        enter(shown, "/時間", "会の終わりは")
        shown.type("\x04")
        assert shown.end() == 0
    assert MOVES.findall(shown.raw.decode()) == []
    assert "jusou resume" in shown.raw.decode()
    session = saved(tmp_path)
    assert [note.text for note in session.notes.values()] == ["用語がそろっていない\n"]
    assert [event.kind for event in session.events.values()] == ["start", "segment"]


def test_what_was_confirmed_survives_a_kill_and_going_on_says_where_one_stands(tmp_path: Path) -> None:
    with terminal(tmp_path, "run", "team-building", "--plain", **DUMB) as shown:
        set_up(shown)
        enter(shown, "/次", "予定")
        enter(shown, "1", "1/4")
        enter(shown, "来月も集まる", "記録しました")
        enter(shown, "/やること 用語集を作る", "担当はだれですか")
        shown.signal(signal.SIGKILL)
        assert shown.end() == 128 + signal.SIGKILL
    assert [note.text for note in saved(tmp_path).notes.values()] == ["来月も集まる\n"]
    with terminal(tmp_path, "resume", **DUMB, JUSOU_PLAIN="1") as shown:
        shown.wait(lambda: "1/4 対話 オープニング" in shown.raw.decode(errors="replace"), "where one stands")
        enter(shown, "/やること一覧", "用語集を作る")
        shown.signal(signal.SIGTERM)
        assert shown.end() == 128 + signal.SIGTERM
    assert MOVES.findall(shown.raw.decode()) == []
    assert [todo.what for todo in saved(tmp_path).todos.values()] == ["用語集を作る\n"]


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp932"])
def test_lines_from_a_pipe_are_taken_whatever_the_encoding_is(tmp_path: Path, encoding: str) -> None:
    lines = ["", "12/10", "13:30", "", "", "", "", "", "/time", "/next", "1", "a note", "/quit", "1", ""]
    ran = subprocess.run(
        [sys.executable, "-m", "jusou_tui", "run", "team-building", "--plain"],
        input="\r\n".join(lines).encode(encoding),
        capture_output=True,
        env=environment(tmp_path) | {"PYTHONIOENCODING": encoding},
        cwd=tmp_path,
        timeout=60,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert MOVES.findall(ran.stdout.decode(encoding)) == []
    assert [note.text for note in saved(tmp_path).notes.values()] == ["a note\n"]
