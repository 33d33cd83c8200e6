"""Names: which one was meant, and file names made from titles.

In a file name Japanese letters stay; what a system, git or a shell cannot take goes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

from jusou_tui.paths import SESSION_ENDING
from jusou_tui.text.clean import clean_line

FALLBACK = "session"
MOST_BYTES = 110
"""UTF-8 bytes of a slug: with `-99.session.toml.lock` a name stays under 143, the strictest system's most."""

_DROPPED = re.compile(r"[<>\"?*$`'&;!#~%(){}\[\]^]")
_DASHES = re.compile(r"[\s/\\:|-]+")
_EDGES = ".- "
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)


def slug(title: str) -> str:
    """Return a file name's stem for `title`: never empty, at most `MOST_BYTES` bytes of UTF-8. Idempotent.

    Spaces, slashes and colons become "-".
    """
    name = unicodedata.normalize("NFC", clean_line(title))
    name = _DASHES.sub("-", _DROPPED.sub("", name)).strip(_EDGES)
    if _RESERVED.fullmatch(name):
        name = f"{FALLBACK}-{name}"
    return name.encode()[:MOST_BYTES].decode(errors="ignore").rstrip(_EDGES) or FALLBACK


def nearest(name: str, known: Iterable[str], *, cutoff: float = 0.6) -> str | None:
    """Return the one of `known` that was probably meant, None where none is as alike as `cutoff` (0 to 1)."""
    import difflib

    return next(iter(difflib.get_close_matches(name[:80], list(known), n=1, cutoff=cutoff)), None)


def unique(path: Path, exists: Callable[[Path], bool] = Path.exists) -> Path:
    """Return `path`, or the first of `name-2`, `name-3` and so on, that does not exist yet."""
    ending = SESSION_ENDING if path.name.endswith(SESSION_ENDING) else path.suffix
    stem = path.name[: len(path.name) - len(ending)]
    candidate, number = path, 1
    while exists(candidate):
        number += 1
        candidate = path.with_name(f"{stem}-{number}{ending}")
    return candidate
