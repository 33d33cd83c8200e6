"""The way into the program with screens: it needs a terminal, and a place for its sessions."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

import click

from jusou_tui import paths
from jusou_tui.errors import InputError


def sessions_folder(given: str | None) -> Path:
    """Return where sessions live: the command's `--folder`, the one before it, else the usual place."""
    wanted = given or (click.get_current_context().find_root().obj or None)
    return paths.sessions_folder(paths.typed(wanted) if wanted else None)


def require_terminal() -> None:
    """Raise InputError unless a person can see and type."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError("cli.no_terminal")


def start(
    kind: Literal["home", "setup", "session"],
    folder: Path,
    path: Path | None = None,
    curriculum: Path | None = None,
    *,
    look: bool = False,
    take_over: bool = False,
    speed: float | None = None,
) -> int:
    """Run the program until it is left; return its exit status. Raises InputError without a terminal."""
    require_terminal()
    from jusou_tui.app.launch import launch
    from jusou_tui.app.start import Start

    return launch(
        Start(kind, folder, path=path, curriculum=curriculum, look=look, take_over=take_over, speed=speed)
    )
