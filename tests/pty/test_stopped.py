"""A program that is really stopped for a while: its time goes on as if it had not been, so do its keys."""

from __future__ import annotations

import re
import signal
import sys
import termios
import time
from datetime import datetime
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo terminals here", allow_module_level=True)

from pty_stage import LONGEST, Terminal, session_file, terminal, waited_for

from jusou_tui import paths
from jusou_tui.curriculum.load import load
from jusou_tui.live.session import LiveSession
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Event

CURRICULUM = paths.shipped("curricula") / "team-building.toml"
SEGMENT_SECONDS = 300
STOPPED = 2.4
SHORT_THRESHOLDS = """
import sys
from jusou_tui.timekeeping.clock import clock
from jusou_tui.timekeeping.running import gaps
clock.GAP_SECONDS = gaps.SHORTEST_GAP = 2.0
from jusou_tui.__main__ import main
sys.exit(main())
"""
"""The program, but it asks about times without it from two seconds on instead of half a minute and one."""


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


def begin(opened: Terminal) -> None:
    opened.see("開始前")
    opened.type("\x1b[20~")
    opened.see("残り", "この手順の残り")


def left(opened: Terminal) -> int:
    """Return the seconds that the screen shows."""
    found = re.search(r"(\d\d):(\d\d)\s+この手順の残り", opened.text)
    assert found, opened.text
    return int(found[1]) * 60 + int(found[2])


def next_figures(opened: Terminal, number: int) -> list[int]:
    """Return the figure that the screen shows and so many that come behind it, one after the other."""
    figures = [left(opened)]
    end = time.monotonic() + LONGEST
    while len(figures) <= number and time.monotonic() < end:
        opened.take(0.02)
        if left(opened) != figures[-1]:
            figures.append(left(opened))
    return figures


def stop(opened: Terminal, seconds: float) -> None:
    """Stop the program for so long."""
    opened.signal(signal.SIGSTOP)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        opened.take(0.02)
    opened.signal(signal.SIGCONT)


def events(folder: Path) -> list[Event]:
    return list(read(session_file(folder)).events.values())


def expected(start: datetime) -> float:
    return SEGMENT_SECONDS - (datetime.now().astimezone() - start).total_seconds()


def test_case_06_a_stopped_process_loses_no_time_and_shows_each_second_once(folder: Path) -> None:
    with terminal(folder, "resume") as opened:
        begin(opened)
        assert waited_for(lambda: bool(events(folder)))
        (start,) = events(folder)
        for _ in range(2):
            before = next_figures(opened, 1)
            stop(opened, STOPPED)
            # Whatever is on the screen after that is told by the clock again.
            opened.wait(lambda shown=before[-1]: left(opened) <= shown - 2, "the time to go on")
            figures = next_figures(opened, 2)
            opened.wait(lambda: abs(left(opened) - expected(start.at)) < 1.5, "the time as it is")
            assert (len(before), len(figures)) == (2, 3)
            for seconds in (before, figures):
                assert seconds == list(range(seconds[0], seconds[-1] - 1, -1))
        assert "止まっていた時間" not in opened.joined
        opened.see("残り", "オープニング")
        assert [event.kind for event in events(folder)] == ["start"]
        opened.type("\x1b[17~")
        opened.see("一時停止中")
        opened.type("\x11")
        opened.see("会の途中です")
        opened.type("1")
        assert opened.end() == 0
    assert opened.is_restored
    assert [event.kind for event in events(folder)] == ["start", "pause"]


def test_a_stopped_process_hears_each_key_and_gives_the_terminal_back_as_it_was(folder: Path) -> None:
    with terminal(folder, "resume") as opened:
        own = termios.tcgetattr(opened.child.child_fd)
        begin(opened)
        for number in range(3):
            stop(opened, 0.2)
            opened.type(f"{number}回めのことば\r")
            opened.see(f"{number}回めのことば")
        opened.type("\x11")
        opened.see("会の途中です")
        opened.type("1")
        opened.wait(lambda: opened.is_restored)
        opened.wait(lambda: termios.tcgetattr(opened.child.child_fd) == own)
        assert opened.end() == 0
    assert [note.text for note in read(session_file(folder)).notes.values()] == [
        f"{number}回めのことば\n" for number in range(3)
    ]


def test_case_06_a_stop_beyond_the_threshold_is_asked_about_once(folder: Path) -> None:
    with terminal(folder, "resume", code=SHORT_THRESHOLDS) as opened:
        begin(opened)
        stop(opened, STOPPED + 1)
        opened.see("止まっていた時間")
        opened.type("\r")
        assert waited_for(lambda: [event.kind for event in events(folder)] == ["start", "gap"])
        opened.wait(lambda: "止まっていた時間" not in opened.joined)
        start, gap = events(folder)
        assert gap.counted is True
        assert gap.seconds is not None
        assert STOPPED < gap.seconds < (gap.at - start.at).total_seconds() + 1
        opened.wait(lambda: abs(left(opened) - expected(start.at)) < 1.5, "the time that counts the gap")
        opened.type("\x11")
        opened.see("会の途中です")
        opened.type("1")
        assert opened.end() == 0


def test_a_terminal_that_a_shell_took_meanwhile_is_taken_again(folder: Path) -> None:
    with terminal(folder, "resume") as opened:
        own = termios.tcgetattr(opened.child.child_fd)
        begin(opened)
        raw = termios.tcgetattr(opened.child.child_fd)
        opened.signal(signal.SIGSTOP)
        termios.tcsetattr(opened.child.child_fd, termios.TCSANOW, own)
        opened.signal(signal.SIGCONT)
        opened.wait(lambda: termios.tcgetattr(opened.child.child_fd)[3] == raw[3])
        opened.take(0.5)
        opened.type("戻ってからのことば")
        opened.see("戻ってからのことば")
        opened.type("\x11")
        opened.see("会の途中です")
        opened.type("1")
        assert opened.end() == 0
