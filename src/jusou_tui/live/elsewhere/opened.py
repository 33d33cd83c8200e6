"""Which sessions programs on this machine have open, wherever those lie: a note each in the state folder.

By it a shared screen finds one outside of the sessions folder, as a demo's. A note holds the file's path and
nothing else; it goes when the session is closed, and one of a program that was killed when somebody looks.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from jusou_tui import paths
from jusou_tui.files import is_file, read_beginning
from jusou_tui.session.storage.lock import STALE, read_holder

_FOLDER = "open"
_MOST_BYTES = 8192
_MOST_NOTES = 200


def note_open(path: Path, name: str) -> None:
    """Note that a session is open here, under a name of this opening. Does nothing where that fails."""
    with suppress(OSError):
        paths.make_private(_folder())
        with os.fdopen(os.open(_folder() / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(os.fsencode(os.path.realpath(path)))


def forget_open(name: str) -> None:
    """Note that it is closed."""
    with suppress(OSError):
        (_folder() / name).unlink()


def opened_here(now: datetime) -> list[Path]:
    """Return the sessions that programs on this machine have open, the newest opening first.

    Notes of sessions that nobody holds any more are deleted.
    """
    found: dict[Path, datetime] = {}
    for note in _notes():
        with suppress(OSError, ValueError):  # gone since, or no path
            path = Path(os.fsdecode(read_beginning(note, _MOST_BYTES)))
            holder = read_holder(path) if is_file(path) else None
            if holder is not None and abs(now - holder.seen) < STALE:
                found[path] = holder.since
            else:
                note.unlink()
    return sorted(found, key=lambda path: found[path], reverse=True)


def _folder() -> Path:
    return paths.state_folder() / _FOLDER


def _notes() -> list[Path]:
    try:
        return sorted(_folder().iterdir())[-_MOST_NOTES:]
    except OSError:
        return []
