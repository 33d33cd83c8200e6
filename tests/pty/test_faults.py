"""Whatever leaves the program by an exception: all saved, the terminal restored, one sentence, status 2."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo terminals here", allow_module_level=True)

from pty_stage import LEFT_SCREEN, session_file, terminal, waited_for

from jusou_tui import paths
from jusou_tui.curriculum.load import load
from jusou_tui.live.session import LiveSession
from jusou_tui.session.format.read import read

CURRICULUM = paths.shipped("curricula") / "team-building.toml"
WORD = "例野 一郎の困りごと"
F6 = "\x1b[17~"
SENTENCE = "予期しない不具合で終了しました"
START = "import sys\nfrom jusou_tui.__main__ import main\nsys.exit(main())\n"
BROKEN = f"""
import asyncio, threading
from jusou_tui.app.main import JusouApp
from jusou_tui.app.screens.run.screen import RunScreen
from jusou_tui.app.shell.screen import JusouScreen
from jusou_tui.app.terminal import posix_driver, terminal_input

def fail(*_, **__):
    private = "{WORD}"
    raise ValueError(private)

class Rich(ValueError):
    def __rich__(self):
        return "{WORD}"

async def coroutine():
    fail()
"""
"""What F6 does in the program."""
FAULTS = {
    "a key's action": "RunScreen.action_pause = fail",
    "an error that draws itself": """
def rich(self):
    raise Rich("{WORD}")
RunScreen.action_pause = rich
""",
    "a timer": "RunScreen.action_pause = lambda self: self.set_timer(0.01, fail)",
    "a worker": "RunScreen.action_pause = lambda self: self.run_worker(coroutine())",
    "a worker's thread": "RunScreen.action_pause = lambda self: self.run_worker(fail, thread=True)",
    "a thread of its own": "RunScreen.action_pause = lambda self: threading.Thread(target=fail).start()",
    "a callback of the loop": """
RunScreen.action_pause = lambda self: asyncio.get_running_loop().call_soon(fail)
""",
    "the reader of keys": """
def broken(self):
    terminal_input.TerminalInput.feed = fail
    self.host.say("壊した")
RunScreen.action_pause = broken
""",
    "the writer": """
def broken(self):
    self.app._driver._writer_thread._file = None
    self.app._driver._writer_thread._queue.put(3)
RunScreen.action_pause = broken
""",
    "the keeping of fields": """
def broken(self):
    RunScreen.keep_typed = JusouScreen.keep_typed = fail
    fail()
RunScreen.action_pause = broken
""",
    "two at once": """
def broken(self):
    self.call_later(fail)
    self.app.call_later(fail)
    fail()
RunScreen.action_pause = broken
""",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A meeting that has not begun."""
    monkeypatch.setenv("JUSOU_STATE", str(tmp_path / "state"))
    (tmp_path / "sessions").mkdir()
    live = LiveSession.create(load(CURRICULUM), CURRICULUM, tmp_path / "sessions", "架空町の回")
    live.book.set_view(screen="run", step="step1")
    live.close()
    return tmp_path


def check_report(folder: Path) -> None:
    """Check that there is one report, without words of anybody."""
    (report,) = (folder / "state" / "crashes").iterdir()
    text = report.read_text(encoding="utf-8")
    assert text.splitlines()[0].startswith("jusou ")
    assert "例野" not in text
    assert "困りごと" not in text


@pytest.mark.parametrize("fault", FAULTS.values(), ids=list(FAULTS))
def test_a_fault_within_the_program(folder: Path, fault: str) -> None:
    with terminal(folder, "resume", code=f"{BROKEN}\n{fault}\n{START}") as opened:
        opened.see("開始前")
        opened.type(f"{WORD}\r")
        opened.see("例野")
        opened.type("書きかけ")
        opened.see("書きかけ")
        opened.type(F6)
        if fault == FAULTS["the reader of keys"]:
            opened.see("壊した")
            opened.type("あ")
        assert opened.end() == 2
        after = opened.raw.rsplit(LEFT_SCREEN, 1)[-1].decode().replace("\r\n", "")
        assert opened.is_restored
    held = read(session_file(folder))
    assert [note.text for note in held.notes.values()] == [f"{WORD}\n"]
    assert "書きかけ" in {draft.text.strip() for draft in held.drafts.values()}
    assert not list((folder / "sessions").glob("*.lock.json"))
    check_report(folder)
    assert "Traceback" not in after
    assert "NOTE" not in after
    assert "困りごと" not in after
    assert after.count(SENTENCE) == 1


BEFORE = {
    "opening": "from jusou_tui.live.session import LiveSession\nLiveSession.open = fail\n",
    "the first page": "RunScreen.compose = fail\n",
    "the program's own start": "JusouApp.__init__ = fail\n",
    "the driver": "posix_driver.PosixDriver.start_application_mode = fail\n",
}


@pytest.mark.parametrize("fault", BEFORE.values(), ids=list(BEFORE))
def test_a_fault_before_anything_is_shown(folder: Path, fault: str) -> None:
    before = session_file(folder).read_bytes()
    with terminal(folder, "resume", code=BROKEN + fault + START) as opened:
        assert opened.end() == 2
        said = opened.raw.decode().replace("\r\n", "")
    assert SENTENCE in said
    assert "Traceback" not in said
    assert "困りごと" not in said
    check_report(folder)
    assert session_file(folder).read_bytes() == before


def test_a_fault_of_a_command_is_one_sentence_with_a_report(folder: Path) -> None:
    broken = "from jusou_tui.cli.sessions import listing\nlisting.readable_folder = fail\n"
    with terminal(folder, "list", code=BROKEN + broken + START) as opened:
        assert opened.end() == 2
        said = opened.raw.decode().replace("\r\n", "")
    assert SENTENCE in said
    assert "Traceback" not in said
    check_report(folder)


HANGS = """
import time
RunScreen.action_pause = lambda self: fail()
JusouApp._close_messages_no_wait = lambda self: None
from jusou_tui.app import main as program
program.SAVE_SECONDS = program.GRACE_SECONDS = 0.3
"""


def test_a_program_that_does_not_end_by_itself_is_ended_and_gives_the_terminal_back(folder: Path) -> None:
    with terminal(folder, "resume", code=BROKEN + HANGS + START) as opened:
        opened.see("開始前")
        opened.type(F6)
        assert opened.end() == 2
        assert opened.is_restored


DEAF_AND_LOUD = """
import signal
signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})
def loud(self):
    self.set_interval(0.005, lambda: self._driver.write(" "))
JusouApp.on_mount = loud
"""


def test_a_terminal_that_goes_while_much_is_written_leaves_nothing_running(folder: Path) -> None:
    with terminal(folder, "resume", code=BROKEN + DEAF_AND_LOUD + START) as opened:
        opened.see("開始前")
        opened.type("最後の言葉")
        opened.see("最後の言葉")
        opened.child.ptyproc.fileobj.close()
        opened.child.ptyproc.closed = True
        opened.child.closed = True
        assert waited_for(lambda: not opened.child.ptyproc.isalive())
    held = read(session_file(folder))
    assert [draft.text.strip() for draft in held.drafts.values()] == ["最後の言葉"]
    assert not list((folder / "sessions").glob("*.lock.json"))


SLOW_DISK = """
import os, time
from jusou_tui.app.terminal import os_signals
os_signals.SAVE_SECONDS = 0.5
def hang(self):
    time.sleep(60)
JusouApp.close_session = hang
"""


def test_a_save_that_hangs_does_not_keep_a_signal_waiting(folder: Path) -> None:
    with terminal(folder, "resume", code=BROKEN + SLOW_DISK + START) as opened:
        opened.see("開始前")
        opened.type("最後の言葉")
        opened.see("最後の言葉")
        assert waited_for(lambda: bool(read(session_file(folder)).drafts))
        opened.signal(signal.SIGTERM)
        assert opened.end() == 128 + signal.SIGTERM
        assert opened.is_restored
