"""A second window for the shared screen: which terminals open one when asked, and the line to type elsewhere.

What terminals take is from their documentation (docs/shared-screen.md says which of it was tried).
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from zlib import crc32

Way = Literal["windows_terminal", "kitty", "gnome", "iterm", "tmux", "by_hand"]

COLUMNS, ROWS = 80, 24
"""The size in which letters survive a video call, in a window that fills the screen."""
FONT_SIZE, ZOOM = 24, 2
LONGEST_SECONDS = 8.0
"""Seconds that asking a terminal may take."""


@dataclass(frozen=True, slots=True)
class SecondWindow:
    """How the window is opened. `command` is run, None: nobody can be asked.

    `line`: what one types in another terminal instead; of `tmux`, which has no windows of its own, to see
    what was opened. `enlarges`: whether its letters are large at once.
    """

    way: Way
    command: tuple[str, ...] | None
    line: str
    enlarges: bool = False


def second_window(
    path: Path,
    environment: Mapping[str, str],
    which: Callable[[str], str | None],
    *,
    language: str,
    title: str,
    web: bool = False,
    platform: str = sys.platform,
    python: str = sys.executable,
) -> SecondWindow:
    """Return how the shared screen of a session's file is opened beside the program in this environment.

    `which` finds a program as `shutil.which` does. `title` is the window's; nobody's words stand in it.
    `web`: the window serves the page for browsers, and opens it in one.
    """
    words = ("screen", *(("--web",) if web else ()), str(path))
    screen = (python, "-m", "jusou_tui", "--lang", language, *words)
    line = line_of(words, which, platform, python)
    for way, is_here, asked, enlarges in _WAYS:
        if is_here(environment) and (program := which(asked)) is not None:
            line = f"tmux attach -t {_tmux_name(words)}" if way == "tmux" else line
            return SecondWindow(way, _COMMANDS[way](program, screen, title), line, enlarges)
    return SecondWindow("by_hand", None, line)


def way_here(environment: Mapping[str, str], which: Callable[[str], str | None]) -> Way:
    """Return the way in which a second window is opened in this environment, whatever it shows."""
    found = (way for way, is_here, asked, _ in _WAYS if is_here(environment) and which(asked) is not None)
    return next(found, "by_hand")


def open_window(window: SecondWindow, run: Callable[..., object] | None = None) -> bool:
    """Open it; return whether the terminal took it. May take `LONGEST_SECONDS`: in a thread."""
    if window.command is None:
        return False
    try:
        (run or subprocess.run)(
            window.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=LONGEST_SECONDS,
            check=True,
            start_new_session=True,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return False
    return True


def line_of(
    arguments: Sequence[str],
    which: Callable[[str], str | None],
    platform: str = sys.platform,
    python: str = sys.executable,
) -> str:
    """Return the line to type in another terminal to run the program with these, quoted for its shell."""
    program = ["jusou"] if which("jusou") is not None else [python, "-m", "jusou_tui"]
    words = [*program, *arguments]
    return subprocess.list2cmdline(words) if platform == "win32" else shlex.join(words)


def _is_remote(environment: Mapping[str, str]) -> bool:
    """Return whether the terminal's windows are on another machine, which cannot be asked from here."""
    return bool(environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"))


def _local(*names: str) -> Callable[[Mapping[str, str]], bool]:
    return lambda environment: not _is_remote(environment) and any(environment.get(name) for name in names)


def _is_iterm(environment: Mapping[str, str]) -> bool:
    names = (environment.get("TERM_PROGRAM"), environment.get("LC_TERMINAL"))
    return not _is_remote(environment) and any(name in {"iTerm.app", "iTerm2"} for name in names)


_WAYS: tuple[tuple[Way, Callable[[Mapping[str, str]], bool], str, bool], ...] = (
    ("windows_terminal", _local("WT_SESSION"), "wt", False),
    ("kitty", _local("KITTY_WINDOW_ID"), "kitty", True),
    ("gnome", _local("GNOME_TERMINAL_SCREEN", "GNOME_TERMINAL_SERVICE"), "gnome-terminal", True),
    ("iterm", _is_iterm, "osascript", False),
    ("tmux", lambda environment: bool(environment.get("TMUX")), "tmux", False),
)
"""In this order: a terminal before the tmux in it, whose windows are all in the one window that is shared."""


def _windows_terminal(program: str, screen: Sequence[str], title: str) -> tuple[str, ...]:
    """A `;` would begin another command of wt's."""
    words = (word.replace(";", r"\;") for word in screen)
    return (program, "-w", "new", "new-tab", "--title", title, *words)


def _kitty(program: str, screen: Sequence[str], title: str) -> tuple[str, ...]:
    overrides = (
        f"font_size={FONT_SIZE}",
        "remember_window_size=no",
        f"initial_window_width={COLUMNS}c",
        f"initial_window_height={ROWS}c",
    )
    options = [word for override in overrides for word in ("--override", override)]
    return (program, "--detach", *options, "--title", title, *screen)


def _gnome(program: str, screen: Sequence[str], title: str) -> tuple[str, ...]:
    size = f"--geometry={COLUMNS}x{ROWS}"
    return (program, "--window", size, f"--zoom={ZOOM}", f"--title={title}", "--", *screen)


def _iterm(program: str, screen: Sequence[str], title: str) -> tuple[str, ...]:  # noqa: ARG001 - it has no place
    typed = shlex.join(screen).replace("\\", r"\\").replace('"', r"\"")
    asked = f'tell application "iTerm" to create window with default profile command "{typed}"'
    return (program, "-e", asked)


def _tmux(program: str, screen: Sequence[str], title: str) -> tuple[str, ...]:  # noqa: ARG001
    """A session of its own: every terminal that is attached to ours would show the window."""
    size = ("-x", str(COLUMNS), "-y", str(ROWS))
    return (program, "new-session", "-d", "-s", _tmux_name(screen), *size, *screen)


def _tmux_name(words: Sequence[str]) -> str:
    """Return what the session in tmux is called: one of each file, and one of its page for browsers."""
    kind = "web" if "--web" in words else "screen"
    return f"jusou-{kind}-{crc32(words[-1].encode(errors='surrogateescape')):08x}"


_COMMANDS: dict[Way, Callable[[str, Sequence[str], str], tuple[str, ...]]] = {
    "windows_terminal": _windows_terminal,
    "kitty": _kitty,
    "gnome": _gnome,
    "iterm": _iterm,
    "tmux": _tmux,
}
