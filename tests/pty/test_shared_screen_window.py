"""The shared screen's program in a real terminal: what is written there, in which title, and what ends it."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo terminals here", allow_module_level=True)

from pty_stage import LEFT_SCREEN, Terminal, terminal

from jusou_tui.wording import t

TESTS = Path(__file__).parent.parent
CODE = """
import sys
from audience.hand_follower import HandFollower
from jusou_tui.app.audience_app import launch
from jusou_tui.app.opening import Opening
from jusou_tui.timekeeping.clock.clock import SystemClock
class Follower(HandFollower):
    def view(self):
        if self.looks > 2 and sys.argv[1:] == ["broken"]:
            secret = "秘密の言葉"
            raise ValueError(secret)
        return super().view()
sys.exit(launch(Opening(lambda: Follower(clock=SystemClock()))))
"""
DIGITS = b"48;2;124;196;255m"
FEW_BYTES = 700
HOSTILE = (
    "\x1b[200~秘密\x15\x1b[201~"  # a paste
    "\x1b[?2026;2$y\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[<0;5;5M\x1b[12;40R\x1bP1$r0m\x1b\\"  # answers, a click
)


@contextmanager
def window(folder: Path, *arguments: str, size: tuple[int, int] = (80, 24)) -> Iterator[Terminal]:
    found = Terminal(folder, *arguments, size=size, code=CODE, PYTHONPATH=str(TESTS))
    try:
        yield found
    finally:
        found.child.close(force=True)


def ticks(program: Terminal) -> list[bytes]:
    """Return what was written at once in the digits' colours, where that is little."""
    written = program.raw.split(b"\x1b[1;1H")[1:-1]
    return [one for one in written if b"48;2;" in one and len(one) < FEW_BYTES]


def test_it_ticks_by_few_bytes_draws_the_curtain_and_closes(tmp_path: Path) -> None:
    with window(tmp_path) as program:
        program.see("わがまちの連携を振り返る", "困ったな", "終わり 16:00")
        program.wait(lambda: len(ticks(program)) >= 4, "ticks of few bytes")
        assert "困ったな".encode() not in b"".join(ticks(program))
        program.type("\x15")  # Ctrl+U
        program.see(t("audience.wait"))
        assert "困ったな" not in program.text
        program.type("\x15")
        program.see("困ったな")
        program.type("x")
        program.see(t("screen.keys"))
        program.type("\x11")  # Ctrl+Q
        assert program.end() == 0
        assert program.is_restored


def test_its_title_says_what_it_is_and_nothing_else(tmp_path: Path) -> None:
    with window(tmp_path) as program:
        program.see("わがまちの連携を振り返る")
        program.type("\x11")  # Ctrl+Q
        assert program.end() == 0
    titles = re.findall(rb"\x1b\][012];([^\x07\x1b]*)", program.raw)
    assert {title.decode() for title in titles} <= {t("screen.title"), ""}
    assert b"1000h" not in program.raw  # the mouse stays the terminal's


def test_what_a_terminal_answers_and_what_is_pasted_does_nothing(tmp_path: Path) -> None:
    with window(tmp_path) as program:
        program.see("困ったな")
        program.child.send(HOSTILE.encode() + b"\xff\xfe\x80")
        before = program.raw.count(DIGITS)
        program.wait(lambda: program.raw.count(DIGITS) > before + 1)
        assert "困ったな" in program.text
        assert "秘密" not in program.text
        program.type("\x11")  # Ctrl+Q
        assert program.end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_gives_the_terminal_back(tmp_path: Path, number: signal.Signals) -> None:
    with window(tmp_path) as program:
        program.see("困ったな")
        program.signal(number)
        assert program.end() == 128 + number
        assert program.is_restored


def test_a_fault_shows_one_sentence_and_none_of_what_was_said(tmp_path: Path) -> None:
    with window(tmp_path, "broken") as program:
        assert program.end() == 2
        assert program.is_restored
        left = program.raw.rsplit(b"\x1b[?1049l", 1)[-1].decode()
    assert t("screen.crashed") in left.replace("\r\n", "")
    assert "秘密" not in left
    assert "Traceback" not in left


def test_a_broken_session_gives_the_terminal_back_and_is_refused_in_sentences(tmp_path: Path) -> None:
    broken = tmp_path / "cut.session.toml"
    broken.write_text("schema = 1\n[session]\n", encoding="utf-8")
    with terminal(tmp_path, "screen", str(broken)) as program:
        assert program.end() == 2
        assert program.is_restored
        left = program.raw.rsplit(LEFT_SCREEN, 1)[-1].decode()
    assert broken.name in left
    assert "Traceback" not in left
    assert t("screen.crashed") not in left.replace("\r\n", "")
