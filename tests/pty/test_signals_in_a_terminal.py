"""Signals in a real terminal: the title comes back, a flash costs little and leaves the cursor alone."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo terminals here", allow_module_level=True)

from pty_stage import Terminal, terminal, waited_for

from jusou_tui import paths
from jusou_tui.curriculum.load import load
from jusou_tui.live.session import LiveSession

CURRICULUM = paths.shipped("curricula") / "team-building.toml"
OVER = "時間になりました"
START = """
import sys
from jusou_tui.__main__ import main
sys.exit(main())
"""
CRASH = """
from jusou_tui.app.screens.run.screen import RunScreen
def broken(self):
    raise ValueError
RunScreen.action_pause = broken
"""
FLASH = """
from jusou_tui.app.screens.settings import rows
from jusou_tui.app.screens.run.screen import RunScreen
from jusou_tui.settings import Settings
from jusou_tui.app.alerts import flash
flash.FLASH_SECONDS = 3.0
from jusou_tui.timekeeping.clock.clock import SystemClock
now, boot = SystemClock().now(), SystemClock().boot()
SystemClock.now, SystemClock.boot = lambda self: now, lambda self: boot
RunScreen.action_pause = lambda self: self.host.notifier.announce(rows.example_alerts("time_up"), Settings())
"""
"""F6 gives the signal that the time is up; the clock in the top line stands still meanwhile."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A meeting of two that has not begun."""
    monkeypatch.setenv("JUSOU_STATE", str(tmp_path / "state"))
    (tmp_path / "sessions").mkdir()
    live = LiveSession.create(load(CURRICULUM), CURRICULUM, tmp_path / "sessions", "架空町の回")
    for name in ("見本 花子", "例野 一郎"):
        live.book.people.add(name)
    live.book.set_view(screen="run", step="step1")
    live.close()
    return tmp_path


def title(opened: Terminal) -> str:
    """Return the title of a window that keeps titles on a stack, "shell" before the program."""
    now, stack = "shell", []
    for found in re.finditer(rb"\x1b\[(22|23);2t|\x1b\]2;([^\x07]*)\x07", opened.raw):
        if found[1] == b"22":
            stack.append(now)
        elif found[1] == b"23":
            now = stack.pop()
        else:
            now = found[2].decode()
    return now


def rings(opened: Terminal) -> int:
    """Count the bells, apart from those that end a sequence."""
    return re.sub(rb"\x1b\][^\x07]*\x07", b"", opened.raw).count(b"\x07")


def settle(opened: Terminal) -> None:
    """Read until nothing more comes for a moment."""
    before = -1
    while before != len(opened.raw):
        before = len(opened.raw)
        opened.take(0.3)


def begin(opened: Terminal) -> None:
    opened.see("開始前")
    opened.type("\x1b[20~")
    opened.wait(lambda: title(opened).startswith("残り15分"), "the title")


@pytest.mark.parametrize("way", ["ctrl+q", "term", "hup", "crash"])
def test_the_title_comes_back_however_the_program_ends(folder: Path, way: str) -> None:
    with terminal(folder, "resume", code=CRASH + START) as opened:
        begin(opened)
        opened.type("\x1b[18~" * 15)
        opened.wait(lambda: title(opened).startswith(OVER), "a signal in the title")
        opened.type("\x1b[19~\x1b[18~")
        opened.wait(lambda: rings(opened) > 1, "a second one within ten seconds")
        if way == "term":
            opened.signal(signal.SIGTERM)
        elif way == "hup":
            opened.signal(signal.SIGHUP)
        elif way == "crash":
            opened.type("\x1b[17~")
        else:
            opened.type("\x11")
            opened.see("会の途中です")
            opened.type("1")
        opened.end()
        assert title(opened) == "shell"
        assert opened.is_restored


def test_a_stopped_program_lends_the_title_back(folder: Path) -> None:
    with terminal(folder, "resume", anew=True) as opened:
        begin(opened)
        opened.signal(signal.SIGTSTP)
        opened.wait(lambda: title(opened) == "shell", "the old title")
        assert waited_for(
            lambda: os.waitid(os.P_PID, opened.child.pid, os.WSTOPPED | os.WNOWAIT | os.WNOHANG)
        )
        opened.signal(signal.SIGCONT)
        opened.wait(lambda: title(opened).startswith("残り15分"), "the meeting's title")
        opened.type("\x11")
        opened.see("会の途中です")
        opened.type("1")
        assert opened.end() == 0
        assert title(opened) == "shell"


def test_a_flash_costs_no_more_than_painting_the_page_and_leaves_cursor_and_typing_alone(
    folder: Path,
) -> None:
    with terminal(folder, "resume", code=FLASH + START) as opened:
        opened.see("開始前")
        settle(opened)
        page = len(opened.raw)
        opened.type("一つめの")
        opened.see("一つめの")
        settle(opened)
        cursor = opened.cursor
        before = len(opened.raw)
        opened.type("\x1b[17~")
        opened.see(OVER, "区切りのよい")
        opened.wait(lambda: opened.cursor == cursor, "the cursor where it was")
        settle(opened)
        assert opened.cursor == cursor
        shown = len(opened.raw)
        opened.take(0.3)
        assert len(opened.raw) == shown, "it stands still"
        opened.wait(lambda: "区切りのよいところで" not in opened.joined.split("まもなく開始")[0], "its end")
        opened.wait(lambda: opened.cursor == cursor, "the cursor where it was")
        settle(opened)
        assert opened.cursor == cursor
        assert len(opened.raw) - before < 3 * page
        before = len(opened.raw)
        opened.type("\x1b[17~")
        opened.see(OVER)
        opened.wait(lambda: OVER not in opened.joined, "its end")
        settle(opened)
        assert len(opened.raw) - before < 2 * page


def test_what_is_typed_through_a_flash_arrives_whole(folder: Path) -> None:
    with terminal(folder, "resume", code=FLASH + START) as opened:
        opened.see("開始前")
        opened.type("連携協働\x1b[17~意味統一の話")
        opened.see(OVER, "連携協働意味統一の話")
        opened.type("。")
        opened.see("連携協働意味統一の話。")
