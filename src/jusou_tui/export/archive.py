"""Zipped formats (.docx, .pptx, .xlsx) as bytes that depend on their contents alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def settled(data: bytes, change: Callable[[str, bytes], bytes] = lambda _, part: part) -> bytes:
    """Return a zip archive with the same parts in the same order, without the time it was made at.

    `change` is called with the name of each part and its bytes, and returns those to be written.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        for part in source.infolist():
            entry = zipfile.ZipInfo(part.filename, _EARLIEST)
            entry.create_system = 0  # the same on each system
            archive.writestr(entry, change(part.filename, source.read(part)), zipfile.ZIP_DEFLATED)
    return target.getvalue()
