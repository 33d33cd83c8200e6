"""Archives of other programs (workbooks, Word files): what a bad one raises, what in one is refused."""

from __future__ import annotations

import lzma
import zipfile
import zlib

DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    EOFError,
)


def defines_entities(part: bytes) -> bool:
    """Return whether a part that is XML defines entities, which can grow without end; in UTF-16 too."""
    plain = part.replace(b"\0", b"")
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain
