"""Notices on the desktop and the window's title: what is sent to which terminal."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jusou_tui.app.alerts.desktop_notice import protocol, sequence, through_tmux
from jusou_tui.app.alerts.window_title import SIGNAL_SECONDS, WindowTitle


@pytest.mark.parametrize(
    ("environment", "kind"),
    [
        ({"TERM_PROGRAM": "iTerm.app"}, "9"),
        ({"TERM_PROGRAM": "WezTerm"}, "9"),
        ({"LC_TERMINAL": "iTerm2", "TERM": "xterm-256color"}, "9"),
        ({"KITTY_WINDOW_ID": "1"}, "9"),
        ({"TERM": "foot"}, "777"),
        ({"TERM": "rxvt-unicode-256color"}, "777"),
        ({"TERM": "xterm-ghostty"}, "777"),
        ({"WT_SESSION": "0b", "TERM": "xterm-256color"}, "777"),
        ({"VTE_VERSION": "7600"}, "777"),
        ({"VTE_VERSION": "4200"}, ""),
        ({"VTE_VERSION": "²"}, ""),
        ({"TERM": "xterm-256color"}, ""),
        ({"TERM_PROGRAM": "Apple_Terminal"}, ""),
        ({"TERM": "foot", "TMUX": "1"}, ""),
        ({"TERM": "screen", "STY": "1"}, ""),
        ({}, ""),
    ],
)
def test_only_terminals_that_are_known_to_are_asked_for_a_notice(
    environment: dict[str, str], kind: str
) -> None:
    assert protocol(environment) == kind


def test_the_sequences_hold_the_sentence() -> None:
    assert sequence("時間です", "9") == "\x1b]9;時間です\x07"
    assert sequence("a;b", "777") == "\x1b]777;notify;jusou;a,b\x07"
    assert sequence("x", "") == ""


@given(st.text())
def test_no_sentence_can_end_or_alter_a_sequence(text: str) -> None:
    for kind in ("9", "777"):
        sent = sequence(text, kind)
        inside = sent[1:-1]
        assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in inside)
        assert inside.count(";") == (1 if kind == "9" else 3)


def test_tmux_passes_a_notice_on_only_where_it_may_and_the_terminal_is_known() -> None:
    assert through_tmux("x", "on xterm-kitty\n") == "\x1bPtmux;\x1b\x1b]777;notify;jusou;x\x07\x1b\\"
    assert through_tmux("x", "all iTerm2 3.5.0") == "\x1bPtmux;\x1b\x1b]9;x\x07\x1b\\"
    assert through_tmux("x", "off xterm-kitty") == ""
    assert through_tmux("x", "on xterm-256color") == ""
    assert through_tmux("x", "") == ""


class Timer:
    def __init__(self, call: Callable[[], None]) -> None:
        self.call = call
        self.stopped = False

    def stop(self) -> None:
        self.stopped = True


class Terminal:
    """A terminal with a stack of titles, which understands what the program sends."""

    def __init__(self, **environment: str) -> None:
        self.title = "shell"
        self.sent: list[str] = []
        self.timers: list[Timer] = []
        self._stack: list[str] = []
        self.window = WindowTitle(self.take, self._later, environment)

    def take(self, sequence: str) -> None:
        self.sent.append(sequence)
        for part in sequence.replace("\x1b", "\n\x1b").split("\n"):
            if part == "\x1b[22;2t":
                self._stack.append(self.title)
            elif part == "\x1b[23;2t":
                self.title = self._stack.pop()
            elif part.startswith("\x1b]2;"):
                self.title = part[4:-1]

    def pass_time(self) -> None:
        """Let what is waited for happen."""
        timers, self.timers = self.timers, []
        for timer in timers:
            if not timer.stopped:
                timer.call()

    def _later(self, seconds: float, call: Callable[[], None]) -> Timer:
        assert seconds == SIGNAL_SECONDS
        self.timers.append(Timer(call))
        return self.timers[-1]


def test_the_title_says_where_the_meeting_is_and_the_old_one_comes_back() -> None:
    terminal = Terminal()
    terminal.window.show("残り12分 講義")
    terminal.window.show("残り12分 講義")
    assert (terminal.title, len(terminal.sent)) == ("残り12分 講義", 1)
    terminal.window.show("残り11分 講義")
    terminal.window.restore()
    terminal.window.restore()
    assert (terminal.title, len(terminal.sent)) == ("shell", 3)


def test_two_signals_within_ten_seconds_leave_the_right_title() -> None:
    terminal = Terminal()
    terminal.window.show("残り1分 講義")
    terminal.window.signal("残り1分です。")
    terminal.window.signal("時間になりました。")
    terminal.window.show("時間です 講義")
    assert terminal.title == "時間になりました。"
    terminal.pass_time()
    assert terminal.title == "時間です 講義"
    terminal.window.restore()
    assert terminal.title == "shell"


def test_a_signal_without_a_meetings_title_gives_the_old_one_back() -> None:
    terminal = Terminal()
    terminal.window.signal("タイマーの時間です。")
    terminal.pass_time()
    assert terminal.title == "shell"
    terminal.window.signal("タイマーの時間です。")
    terminal.window.restore()
    terminal.pass_time()
    assert terminal.title == "shell"


def test_while_the_program_stands_still_the_terminal_has_its_title() -> None:
    terminal = Terminal()
    terminal.window.lay_down()
    terminal.window.take_up()
    assert terminal.sent == []
    terminal.window.show("残り12分 講義")
    terminal.window.lay_down()
    assert terminal.title == "shell"
    terminal.window.take_up()
    assert terminal.title == "残り12分 講義"


def test_a_terminal_without_a_stack_is_left_with_no_time_in_its_title() -> None:
    for environment, last in (({}, ""), ({"WT_SESSION": "1"}, "jusou")):
        terminal = Terminal(**environment)
        terminal.window.show("残り12分 講義")
        terminal.window.restore()
        assert terminal.sent[-1] == f"\x1b]2;{last}\x07\x1b[23;2t"


@given(st.text())
def test_no_text_can_end_or_alter_the_titles_sequence(text: str) -> None:
    terminal = Terminal()
    terminal.window.show(text)
    for sent in terminal.sent:
        inside = sent.removeprefix("\x1b[22;2t\x1b]2;").removesuffix("\x07")
        assert not any(ord(char) < 0x20 or 0x7F <= ord(char) < 0xA0 for char in inside)
