"""Which terminal this is and how many colours it shows, from the environment."""

from __future__ import annotations

from collections.abc import Mapping

from jusou_tui.doctor.machine import Kind

MANY_COLOURS, SOME_COLOURS, FEW_COLOURS = 16_777_216, 256, 16

_BY_VARIABLE: tuple[tuple[str, Kind], ...] = (
    ("WT_SESSION", "windows_terminal"),
    ("KITTY_WINDOW_ID", "kitty"),
    ("VTE_VERSION", "gnome"),
    ("TMUX", "tmux"),
    ("STY", "screen"),
)
_BY_NAME: Mapping[str, Kind] = {
    "iTerm.app": "iterm",
    "iTerm2": "iterm",
    "Apple_Terminal": "apple",
    "vscode": "vscode",
}


def kinds(environment: Mapping[str, str]) -> tuple[Kind, ...]:
    """Return what is known of the terminal, the window first, then what runs in it; often nothing."""
    names = (environment.get("TERM_PROGRAM", ""), environment.get("LC_TERMINAL", ""))
    named = [_BY_NAME[name] for name in names if name in _BY_NAME]
    return tuple(dict.fromkeys([*named, *(kind for name, kind in _BY_VARIABLE if environment.get(name))]))


def colours(environment: Mapping[str, str]) -> int:
    """Return how many colours are shown: 0 where none are wanted or known."""
    term = environment.get("TERM", "")
    if environment.get("NO_COLOR") or term == "dumb":
        return 0
    if environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"} or environment.get("WT_SESSION"):
        return MANY_COLOURS
    return SOME_COLOURS if "256" in term or "kitty" in term else FEW_COLOURS
