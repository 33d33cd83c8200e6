"""What the program lays beside a session's file: how it is called, and what git is to ignore of it."""

from __future__ import annotations

from pathlib import Path

from jusou_tui.session.format.filesystem import TEMPORARY

BASE_ENDING = ".session.base"
"""Beside a copy that somebody takes notes in: the session as it was when the copy was made."""

ASIDE, BROKEN = ".aside", ".broken"
"""Endings of what was put aside: what another program wrote, and a damaged file that was recovered."""

CONTENT = (".base", ASIDE, BROKEN)
"""Endings of files of the session's own that hold its content."""

JOINED = ".joined"
"""Ending of a copy of any name that was joined into the session."""

LOCK, HOLDER = ".lock", ".lock.json"
"""Endings of the file that is locked, behind the session's whole name, and of the note who holds it."""

LIVE, WATCH, ASK = ".live", ".watch", ".ask"
"""Endings of hidden files behind the session's whole name: what its program tells a shared screen in another
one, that such a one is open, and what it asks for (`live_file`)."""

_ALL = (*CONTENT, JOINED, f".toml{LOCK}", HOLDER)
_HIDDEN = (LIVE, WATCH, ASK)

IGNORED = (
    f"*.toml{LOCK}",
    f"*.session*{HOLDER}",
    f"*{BASE_ENDING}",
    f"*.session*{ASIDE}",
    f"*.session*{BROKEN}",
    f"*{JOINED}",
    *(f".*.toml*{ending}" for ending in _HIDDEN),
    f"{TEMPORARY}*.tmp",
)
"""The same files as git's ignore rules, narrow enough to leave everybody else's lock files alone."""


def is_beside(name: str) -> bool:
    """Return whether a file of this name was laid beside a session.

    A hidden one also where a service that keeps the folder in step put words of its own into the name.
    """
    hidden = name.startswith(".") and ".toml" in name and name.endswith(_HIDDEN)
    return hidden or name.endswith(_ALL) or name.startswith(TEMPORARY)


def hidden_path(path: Path, ending: str) -> Path:
    """Return the hidden file beside a session with an ending such as `LIVE`."""
    return path.with_name(f".{path.name}{ending}")


def base_path(copy: Path) -> Path:
    """Return where the state lies that a copy began from."""
    return copy.with_name(f"{copy.name.removesuffix('.toml').removesuffix('.session')}{BASE_ENDING}")
