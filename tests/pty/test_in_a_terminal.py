"""What only a real terminal shows: how an input method types, signals, a terminal that goes away."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo terminals here", allow_module_level=True)

from pty_stage import Terminal, environment, session_file, terminal, waited_for

from jusou_tui import paths
from jusou_tui.app.terminal.os_signals import is_gone
from jusou_tui.curriculum.load import load
from jusou_tui.live.session import LiveSession
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Session

CURRICULUM = paths.shipped("curricula") / "team-building.toml"
COMMIT = "連携協働意味統一"
"""Eight ideographs, committed in one write."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JUSOU_STATE", str(tmp_path / "state"))
    (tmp_path / "sessions").mkdir()
    return tmp_path


@pytest.fixture
def meeting(folder: Path) -> Iterator[Terminal]:
    """A meeting of three whose first activity runs."""
    prepare(folder)
    with terminal(folder, "resume") as opened:
        opened.see("開始前")
        opened.type("\x1b[20~")
        opened.see("残り", "オープニング")
        yield opened


def prepare(folder: Path) -> None:
    """Set up a meeting of three that has not begun."""
    live = LiveSession.create(load(CURRICULUM), CURRICULUM, folder / "sessions", "架空町の回")
    for name in ("見本 花子", "例野 一郎", "雛形 健"):
        live.book.people.add(name)
    live.book.set_view(screen="run", step="step1")
    live.close()


def saved(folder: Path) -> Session:
    path = session_file(folder)
    assert path.read_text(encoding="utf-8").rstrip().endswith("[end]")
    return read(path)


def notes(folder: Path) -> list[str]:
    return [note.text for note in saved(folder).notes.values()]


def drafted(folder: Path) -> str:
    draft = saved(folder).drafts.get("note")
    return draft.text if draft else ""


def test_home_appears_and_ctrl_q_leaves_it(folder: Path) -> None:
    with terminal(folder) as opened:
        opened.see("はじめの画面", "新しく始める", "チームづくり編")
        opened.type("\x03")
        opened.see("Ctrl+C では終わりません")
        opened.type("\x11")
        assert opened.end() == 0
        assert opened.is_restored


def test_the_demo_is_in_the_middle_of_a_meeting(folder: Path) -> None:
    with terminal(folder, "demo") as opened:
        opened.see("連携・協働について理解を深める", "庁内で言葉の意味がそろっていな", "F9 次へ")
        opened.type("\x11")
        opened.see("会の途中です")
        opened.type("1")
        assert opened.end() == 0
        assert opened.is_restored


def test_a_commit_of_many_ideographs_arrives_whole_and_is_filed(meeting: Terminal, folder: Path) -> None:
    meeting.type(COMMIT)
    meeting.see(COMMIT)
    meeting.type("　と　。\r")
    assert waited_for(lambda: notes(folder) == [f"{COMMIT}　と　。\n"])
    assert meeting.raw.count(b"\x1b[>1u") == 0


def test_a_whole_paragraph_in_one_write_arrives_whole(meeting: Terminal, folder: Path) -> None:
    paragraph = "、".join([COMMIT] * 40) + "。"
    meeting.type(f"{paragraph}\r")
    assert waited_for(lambda: notes(folder) == [f"{paragraph}\n"])


def test_a_bracketed_paste_keeps_its_lines(meeting: Terminal, folder: Path) -> None:
    meeting.type("\x1b[200~一つめ\r\n二つめ\x1b[201~")
    meeting.see("一つめ", "二つめ")
    meeting.type("\r")
    assert waited_for(lambda: notes(folder) == ["一つめ\n二つめ\n"])


def test_bytes_that_are_no_utf_8_end_nothing_and_are_explained(meeting: Terminal, folder: Path) -> None:
    meeting.child.send("連携の困りごと".encode("cp932"))
    meeting.see("CP932")
    meeting.child.send(b"\x1b[M \xff\xfe\x1b[200~\xff")
    for answer in ("\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\", "\x1bP>|XTerm(370)\x1b\\"):
        meeting.type(answer)
    meeting.type("\x1b[201~")
    meeting.type("続けて書く")
    meeting.see("続けて書く")
    assert waited_for(lambda: drafted(folder).endswith("続けて書く"))
    meeting.type("\x11")
    meeting.see("会の途中です")
    meeting.type("1")
    assert meeting.end() == 0


def test_letters_are_text_on_every_page_also_after_escape(meeting: Terminal) -> None:
    meeting.type("\x1bOQ")
    meeting.see("時刻", "見込み")
    meeting.type("ｍ")
    meeting.see("時刻", "ｍ")


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGUSR1]
)
def test_a_signal_saves_the_last_word_and_gives_the_terminal_back(
    meeting: Terminal, folder: Path, number: signal.Signals
) -> None:
    meeting.type(COMMIT)
    meeting.see(COMMIT)
    meeting.type("最後の言葉")
    meeting.see("最後の言葉")
    meeting.signal(number)
    assert meeting.end() == 128 + number
    assert meeting.is_restored
    assert drafted(folder) == f"{COMMIT}最後の言葉"


def test_a_terminal_that_closes_loses_nothing_and_leaves_nothing_running(
    meeting: Terminal, folder: Path
) -> None:
    meeting.type(COMMIT)
    meeting.see(COMMIT)
    meeting.child.ptyproc.fileobj.close()
    meeting.child.ptyproc.closed = True
    meeting.child.closed = True
    assert waited_for(lambda: not meeting.child.ptyproc.isalive())
    assert drafted(folder) == COMMIT


def test_a_terminal_that_goes_without_a_word_leaves_nothing_running_and_no_lock(folder: Path) -> None:
    prepare(folder)
    deaf = (
        "import signal, sys; signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP});"
        "from jusou_tui.__main__ import main; sys.exit(main())"
    )
    with terminal(folder, "resume", code=deaf) as opened:
        opened.see("開始前")
        opened.type(COMMIT)
        opened.see(COMMIT)
        opened.child.ptyproc.fileobj.close()
        opened.child.ptyproc.closed = True
        opened.child.closed = True
        assert waited_for(lambda: not opened.child.ptyproc.isalive())
    assert drafted(folder) == COMMIT
    live = LiveSession.open(session_file(folder))
    assert not live.store.read_only
    live.close()


def test_only_a_hang_up_counts_as_a_terminal_that_is_gone() -> None:
    ours, theirs = os.openpty()
    assert not is_gone(theirs)
    os.write(ours, "あ\n".encode())
    assert not is_gone(theirs)
    os.close(ours)
    assert is_gone(theirs)
    os.close(theirs)
    assert not is_gone(theirs), "what poll knows nothing of, as macOS' of any terminal, is not gone"


def test_a_killed_program_comes_back_with_its_draft_and_its_time(meeting: Terminal, folder: Path) -> None:
    meeting.type(COMMIT)
    assert waited_for(lambda: drafted(folder) == COMMIT)
    meeting.signal(signal.SIGKILL)
    assert meeting.end() == 128 + signal.SIGKILL
    with terminal(folder, "resume") as opened:
        opened.see(COMMIT, "オープニング", "残り")
        opened.type("の話\r")
        assert waited_for(lambda: notes(folder) == [f"{COMMIT}の話\n"])
    started = [event for event in saved(folder).events.values() if event.kind == "start"]
    assert len(started) == 1


def test_ctrl_c_leaves_everything_as_it_is(meeting: Terminal, folder: Path) -> None:
    meeting.type(COMMIT)
    meeting.see(COMMIT)
    meeting.type("\x03\x03\x03")
    meeting.type("つづき")
    meeting.see(f"{COMMIT}つづき")
    meeting.type("\x11")
    meeting.see("会の途中です")
    meeting.type("1")
    assert meeting.end() == 0
    assert drafted(folder) == f"{COMMIT}つづき"


@pytest.mark.parametrize("command", [["run"], ["resume"], [], ["demo"]])
def test_without_a_terminal_there_is_one_sentence_and_status_2(folder: Path, command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "jusou_tui", *command],
        env=environment(folder),
        cwd=folder,
        capture_output=True,
        stdin=subprocess.DEVNULL,
        timeout=20,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert len(done.stderr.decode().strip().splitlines()) == 1
    assert "Traceback" not in done.stderr.decode()


def test_a_pipe_behind_run_gets_one_sentence(folder: Path) -> None:
    with terminal(
        folder,
        code="import os, sys; sys.exit(os.waitstatus_to_exitcode(os.system("
        "f'bash -c \"set -o pipefail; {sys.executable} -m jusou_tui run | cat\"')))",
    ) as opened:
        assert opened.end() == 2
        assert b"\x1b[?1049h" not in opened.raw
        assert len(opened.text.strip().splitlines()) <= 2


def test_a_terminal_that_is_too_small_says_so_and_grows(folder: Path) -> None:
    with terminal(folder, size=(50, 15)) as opened:
        opened.see("60文字×20行以上に広げてください")
        opened.type("\x11")
        assert opened.end() == 0


CRASH = """
import sys
from jusou_tui.app.screens.run.screen import RunScreen

def broken(self):
    private = "例野 一郎の困りごと"
    raise ValueError(private + repr(self.live.book.session.notes))

RunScreen.action_pause = broken
from jusou_tui.__main__ import main
sys.exit(main())
"""


def test_a_fault_saves_everything_and_leaves_a_report_without_anyones_words(folder: Path) -> None:
    prepare(folder)
    with terminal(folder, "resume", code=CRASH) as opened:
        opened.see("開始前")
        opened.type(f"{COMMIT}\r")
        assert waited_for(lambda: notes(folder) == [f"{COMMIT}\n"])
        opened.type("書きかけ")
        opened.see("書きかけ")
        opened.type("\x1b[17~")
        assert opened.end() == 2
        assert opened.is_restored
    assert drafted(folder) == "書きかけ"
    assert notes(folder) == [f"{COMMIT}\n"]
    (report,) = (folder / "state" / "crashes").iterdir()
    text = report.read_text(encoding="utf-8")
    assert "ValueError" in text
    assert "broken" in text
    for word in (COMMIT, "例野", "見本", "架空町", "困りごと", "書きかけ"):
        assert word not in text
    after = opened.raw.rsplit(b"\x1b[?1049l", 1)[-1].decode()
    assert "Traceback" not in after
    assert "困りごと" not in after
    assert "予期しない不具合" in after.replace("\r\n", "")
