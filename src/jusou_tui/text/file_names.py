"""File names from titles: Japanese letters are kept, characters unfit for systems, git or shells removed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

from jusou_tui import files
from jusou_tui.paths import SESSION_ENDING
from jusou_tui.text.terminal import clean_line

FALLBACK = "session"
MOST_BYTES = 110
"""UTF-8 bytes of a slug: with `-99.session.toml.lock` a name stays below 143, the strictest limit."""

_DROPPED = re.compile(r"[<>\"?*$`'&;!#~%(){}\[\]^]")
_DASHES = re.compile(r"[\s/\\:|-]+")
_EDGES = ".- "


def slug(title: str) -> str:
    """Return a file name's stem for `title`: never empty, at most `MOST_BYTES` bytes of UTF-8. Idempotent.

    Spaces, slashes and colons become "-".
    """
    name = unicodedata.normalize("NFC", clean_line(title))
    name = _DASHES.sub("-", _DROPPED.sub("", name)).strip(_EDGES)
    if files.is_device_name(name):
        name = f"{FALLBACK}-{name}"
    return name.encode()[:MOST_BYTES].decode(errors="ignore").rstrip(_EDGES) or FALLBACK


def name_below(path: Path, folder: Path) -> str:
    """Return a file's name as seen from a folder, its whole path where it lies elsewhere."""
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def unused_path(path: Path, exists: Callable[[Path], bool] = files.exists) -> Path:
    """Return `path`, or the first of `name-2`, `name-3` and so on, that does not exist yet."""
    ending = SESSION_ENDING if path.name.endswith(SESSION_ENDING) else path.suffix
    stem = path.name[: len(path.name) - len(ending)]
    candidate, number = path, 1
    while exists(candidate):
        number += 1
        candidate = path.with_name(f"{stem}-{number}{ending}")
    return candidate
