"""The facts that the checks judge. Nothing here asks anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from jusou_tui.errors import Phrase
from jusou_tui.native_parts import PartRefused

Kind = Literal["windows_terminal", "kitty", "gnome", "iterm", "apple", "vscode", "tmux", "screen"]
"""A terminal, or what runs in one and draws for it (tmux, screen)."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """The terminal: its size in cells, how many colours it shows, what it is.

    `ambiguous`: the cells that a character of ambiguous width takes, None where it did not answer or was
    not asked. `kept_keys`: keys that it is known to take for itself, as they are shown.
    """

    columns: int
    rows: int
    colours: int
    kinds: tuple[Kind, ...] = ()
    ambiguous: int | None = None
    kept_keys: tuple[str, ...] = ()
    was_asked: bool = True


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """This machine's time, and the newest instant in a session's file, as that file has it; None for none."""

    now: datetime
    newest: datetime | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Folder:
    """Where sessions are kept.

    `refused`: why nothing can be written. `seconds`: what putting a few bytes safely on the disk took.
    `synced_by`: the service that keeps it in step with other machines, "" for none. `free`: bytes.
    """

    path: Path
    refused: Phrase | None = None
    seconds: float | None = None
    synced_by: str = ""
    free: int | None = None


@dataclass(frozen=True, slots=True)
class Extra:
    """Something that can be installed besides: the extra's name, and whether all of it is there."""

    name: str
    is_there: bool


@dataclass(frozen=True, slots=True)
class Machine:
    """All facts. `terminal` is None without one.

    `bell`: whether the settings let it ring. `can_stay_awake`: whether the machine can be kept from going to
    sleep. `window`: a way of app/terminal/second_window.py. `has_fonts`:
    whether there is one for Japanese, None where that cannot be asked. `refused_parts`: native parts that
    the system did not load. `is_portable`: whether it is the portable folder, to which pip adds nothing.
    """

    terminal: Terminal | None
    clock: ClockFacts
    folder: Folder
    bell: bool
    can_stay_awake: bool
    window: str
    has_browser: bool
    has_fonts: bool | None
    extras: tuple[Extra, ...]
    has_git: bool
    refused_parts: tuple[PartRefused, ...] = ()
    is_portable: bool = False
