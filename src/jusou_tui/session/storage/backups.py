"""The ring of timed copies and the rescue of a session, in this machine's state folder."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from jusou_tui import paths
from jusou_tui.files import is_file, read_beginning
from jusou_tui.paths import CURRICULUM_ENDING, SESSION_ENDING
from jusou_tui.session.format.filesystem import FileSystem, replace_file
from jusou_tui.session.format.read import written_session_id

INTERVAL = timedelta(minutes=5)
MOST_COPIES = 20
MOST_BYTES = 50 * 1024 * 1024
_SOURCE = "source.txt"
Kind = Literal["copy", "rescue"]


def rescue_path(session_id: str) -> Path:
    """Return the file to which a session is saved while its own file cannot be written."""
    return paths.state_folder() / "rescue" / f"{session_id}{SESSION_ENDING}"


def rescue(session_id: str, data: bytes, system: FileSystem) -> Path:
    """Write the bytes to the rescue. Return its path. Raises OSError."""
    target = rescue_path(session_id)
    system.make_folder(target.parent)
    replace_file(target, data, system)
    return target


def kept_curriculum(session_id: str) -> Path:
    """Return the file with the last good state of a session's curriculum."""
    return paths.state_folder() / "curricula" / f"{session_id}{CURRICULUM_ENDING}"


def copies_of(session_id: str) -> list[Path]:
    """Return a session's timed copies, the newest first."""
    return sorted(folder_of(session_id).glob(f"*{SESSION_ENDING}"), reverse=True)


def candidates(path: Path) -> list[tuple[Path, Kind]]:
    """Return the copies (and the rescue) of a session file, readable or not, the newest first."""
    found: list[tuple[Path, Kind]] = []
    for name in _identities(path):
        found += [(copy, "copy") for copy in copies_of(name)]
        if is_file(rescued := rescue_path(name)):
            found.append((rescued, "rescue"))
    return sorted(found, key=lambda pair: pair[0].stat().st_mtime_ns, reverse=True)


def keep_copy(session_id: str, source: Path, data: bytes, now: datetime, system: FileSystem) -> Path | None:
    """Add a copy to the ring and drop the oldest. None where the newest copy is the same. Raises OSError."""
    folder, kept = folder_of(session_id), copies_of(session_id)
    if kept and kept[0].stat().st_size == len(data) and system.read(kept[0]) == data:
        return None
    system.make_folder(folder)
    target = folder / f"{now.astimezone().strftime('%Y%m%dT%H%M%S')}-{len(kept):02}{SESSION_ENDING}"
    replace_file(target, data, system)
    replace_file(folder / _SOURCE, str(source).encode(errors="surrogateescape"), system)
    total = 0
    for place, copy in enumerate(copies_of(session_id)):
        total += copy.stat().st_size
        if place and (place >= MOST_COPIES or total > MOST_BYTES):
            system.remove(copy)
    return target


def folder_of(session_id: str) -> Path:
    """Return the folder of a session's timed copies."""
    return paths.state_folder() / "copies" / session_id


def _identities(path: Path) -> list[str]:
    """Return the session ids that a broken file may have had: the one in its text, those copied from it."""
    written = written_session_id(path, MOST_BYTES)
    source = os.path.realpath(path).encode(errors="surrogateescape")
    folders = (paths.state_folder() / "copies").glob(f"*/{_SOURCE}")
    copied = [note.parent.name for note in folders if _beginning(note, len(source) + 1) == source]
    return list(dict.fromkeys([*([written] if written else []), *copied]))


def _beginning(path: Path, most: int) -> bytes:
    with suppress(OSError):
        return read_beginning(path, most)
    return b""
