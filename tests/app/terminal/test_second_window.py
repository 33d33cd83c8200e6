"""Which terminal is asked for a second window, with what, and the line to type where none can be asked."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from unittest.mock import Mock

import pytest

from jusou_tui.app.terminal.second_window import SecondWindow, open_window, second_window

FILE = Path("/家/会 の記録/第1回;a'\"$(x).session.toml")
WINDOWS_TERMINAL = {"WT_SESSION": "x"}
KITTY = {"KITTY_WINDOW_ID": "1", "TERM": "xterm-kitty"}
GNOME = {"GNOME_TERMINAL_SCREEN": "/org/x", "VTE_VERSION": "7600"}
ITERM = {"TERM_PROGRAM": "iTerm.app"}
TMUX = {"TMUX": "/tmp/tmux-0/default,1,0"}
SSH = {"SSH_CONNECTION": "203.0.113.1 1 203.0.113.2 22"}


def having(*programs: str) -> Callable[[str], str | None]:
    return lambda name: f"/bin/{name}" if name in programs else None


ALL = having("wt", "kitty", "gnome-terminal", "osascript", "tmux", "jusou")


def window(environment: Mapping[str, str], which: Callable[[str], str | None] = ALL) -> SecondWindow:
    return second_window(
        FILE, environment, which, language="ja", title="共有画面", platform="linux", python="/py"
    )


@pytest.mark.parametrize(
    ("environment", "way", "enlarges"),
    [
        (WINDOWS_TERMINAL, "windows_terminal", False),
        (KITTY, "kitty", True),
        (GNOME, "gnome", True),
        (ITERM, "iterm", False),
        (TMUX, "tmux", False),
        (KITTY | TMUX, "kitty", True),
        (KITTY | SSH, "by_hand", False),
        (KITTY | SSH | TMUX, "tmux", False),
        ({"TERM": "xterm-256color"}, "by_hand", False),
        ({}, "by_hand", False),
    ],
)
def test_the_terminal_in_use_is_asked(environment: Mapping[str, str], way: str, enlarges: bool) -> None:
    found = window(environment)
    assert (found.way, found.enlarges) == (way, enlarges)
    assert (found.command is None) is (way == "by_hand")


@pytest.mark.parametrize("environment", [WINDOWS_TERMINAL, KITTY, GNOME, ITERM, TMUX])
def test_a_terminal_whose_program_is_not_found_is_not_asked(environment: Mapping[str, str]) -> None:
    assert window(environment, having("jusou")).way == "by_hand"


def test_each_gets_the_file_and_the_language_as_words_of_their_own() -> None:
    screen = ("/py", "-m", "jusou_tui", "--lang", "ja", "screen", str(FILE))
    for environment in (KITTY, GNOME, TMUX):
        command = window(environment).command
        assert command is not None
        assert command[-len(screen) :] == screen
    asked = window(WINDOWS_TERMINAL).command
    assert asked is not None
    assert asked[-1] == str(FILE).replace(";", r"\;")  # else it would begin another command


def test_what_is_asked_of_iterm_is_one_text_with_nothing_that_ends_it() -> None:
    command = window(ITERM).command
    assert command is not None
    program, option, text = command
    assert (program, option) == ("/bin/osascript", "-e")
    inside = text.split('command "', 1)[1].removesuffix('"')
    assert '"' not in inside.replace(r"\"", "")


def test_the_line_to_type_is_quoted_for_its_shell() -> None:
    line = window({}).line
    assert line.startswith("jusou screen '")
    if sys.platform != "win32":
        printed = subprocess.run(
            ["sh", "-c", line.replace("jusou screen", "printf %s")], capture_output=True, check=True
        )
        assert printed.stdout.decode() == str(FILE)
    on_windows = second_window(
        Path("C:/a b/1.session.toml"), {}, having(), language="ja", title="", platform="win32", python="p.exe"
    )
    assert on_windows.line.replace("\\", "/") == 'p.exe -m jusou_tui screen "C:/a b/1.session.toml"'


def test_of_tmux_the_line_shows_what_was_opened() -> None:
    found = window(TMUX)
    assert found.command is not None
    assert found.line == f"tmux attach -t {found.command[4]}"


def test_a_terminal_that_refuses_hangs_or_is_gone_ends_nothing() -> None:
    asked = SecondWindow("kitty", ("kitty",), "jusou screen x")

    for error in (
        FileNotFoundError(),
        subprocess.TimeoutExpired("kitty", 8),
        subprocess.CalledProcessError(1, "kitty"),
        ValueError("embedded null byte"),
    ):
        assert not open_window(asked, Mock(side_effect=error))
    assert open_window(asked, Mock())
    assert not open_window(SecondWindow("by_hand", None, "jusou screen x"))


def test_the_page_for_a_browser_is_served_in_a_window_of_its_own() -> None:
    found = [
        second_window(FILE, TMUX, ALL, language="ja", title="共有画面", web=web, python="/py")
        for web in (False, True)
    ]
    assert all(one.command is not None for one in found)
    assert found[1].command is not None
    assert found[1].command[-3:] == ("screen", "--web", str(FILE))
    assert found[0].line != found[1].line  # sessions of two names
