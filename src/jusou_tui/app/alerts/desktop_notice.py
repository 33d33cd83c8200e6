"""Notices on the desktop: the sequence with which a terminal that is known to show one is asked."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from typing import Literal

from jusou_tui.text.terminal import clean_line, cut

Protocol = Literal["9", "777", ""]
MOST_CELLS = 200
TMUX_SECONDS = 2.0

_PROGRAMS_9 = frozenset({"iTerm.app", "WezTerm", "ghostty", "WarpTerminal"})
_NAMES_9 = ("iterm", "wezterm", "warp")
_NAMES_777 = ("rxvt", "foot", "contour", "xterm-kitty", "kitty", "xterm-ghostty", "ghostty")
_VTE_QUIET = 4600
"""From this version on VTE passes the sequence over where it shows no notices, and prints nothing."""


def protocol(environment: Mapping[str, str]) -> Protocol:
    """Return how the terminal itself takes a notice, "" where it is not known to, or within tmux or screen.

    Windows Terminal takes 777 since 2026 and passes it over before; Konsole and Terminal.app take none.
    """
    if environment.get("TMUX") or environment.get("STY"):
        return ""
    if environment.get("TERM_PROGRAM", "") in _PROGRAMS_9 or environment.get("KITTY_WINDOW_ID"):
        return "9"
    if environment.get("LC_TERMINAL") == "iTerm2":
        return "9"
    vte = environment.get("VTE_VERSION", "")
    if environment.get("WT_SESSION") or (vte.isascii() and vte.isdigit() and int(vte) >= _VTE_QUIET):
        return "777"
    return _by_name(environment.get("TERM", ""))


def sequence(sentence: str, kind: Protocol) -> str:
    """Return what asks for a notice, "" for no protocol. Nothing in the sentence can end or alter it."""
    text = cut(clean_line(sentence).replace(";", ","), MOST_CELLS)
    if kind == "9":
        return f"\x1b]9;{text}\x07"
    return f"\x1b]777;notify;jusou;{text}\x07" if kind == "777" else ""


def through_tmux(sentence: str, answer: str) -> str:
    """Return the sequence wrapped for the terminal outside tmux, "" where tmux lets none through.

    `answer`: what tmux answered to `TMUX_QUESTION`: whether it may pass, and what the terminal is called.
    """
    allowed, _, names = answer.strip().partition(" ")
    asked = sequence(sentence, _by_name(names.lower())) if allowed in {"on", "all", "1"} else ""
    doubled = asked.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{doubled}\x1b\\" if asked else ""


TMUX_QUESTION = (
    "tmux",
    "display-message",
    "-p",
    "#{allow-passthrough} #{?client_termtype,#{client_termtype},#{client_termname}}",
)


def ask_tmux() -> str:
    """Return tmux's answer to `TMUX_QUESTION`, "" where there is none. Waits up to two seconds."""
    try:
        answer = subprocess.run(  # noqa: S603 - a fixed command
            TMUX_QUESTION, capture_output=True, text=True, timeout=TMUX_SECONDS, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout


def _by_name(name: str) -> Protocol:
    if name.startswith(_NAMES_9):
        return "9"
    return "777" if name.startswith(_NAMES_777) else ""
