"""The head of a session file: who, when and what happened, read without the notes, sheets and ToDos."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from jusou_tui.session.model.ids import PATTERN

_REST = re.compile(rb"^\[(?:notes|sheets|todos|drafts|view|conflicts|end)[.\]]", re.MULTILINE)
_ID = re.compile(rf'^id = "({PATTERN})"'.encode(), re.MULTILINE)


def has_own_layout(data: bytes) -> bool:
    """Return False where a file is certainly not laid out as this program does it."""
    return b"'''" not in data and b"\r" not in data


def split_head(data: bytes) -> tuple[bytes, bytes] | None:
    """Return the lines before the first note, sheet or ToDo, and the lines from there on.

    None where the file was cut off or is not laid out as this program does it.
    """
    if not (data.endswith(b"\n[end]\n") and has_own_layout(data)):
        return None
    rest = _REST.search(data)
    end = rest.start() if rest else len(data)
    return data[:end], data[end:]


def written_session_id(path: Path, most_bytes: int) -> str | None:
    """Return the session id in the first bytes of a file, readable as a session or not."""
    with suppress(OSError), path.open("rb") as file:
        found = _ID.search(file.read(most_bytes))
        return found[1].decode() if found else None
    return None
