"""Zipped formats (.docx, .pptx, .xlsx) as bytes that depend on their contents alone."""

from __future__ import annotations

import io
import zipfile

_EARLIEST = (1980, 1, 1, 0, 0, 0)


def settled(data: bytes) -> bytes:
    """Return a zip archive with the same parts in the same order, without the time it was made at."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w") as archive:
        for part in source.infolist():
            entry = zipfile.ZipInfo(part.filename, _EARLIEST)
            entry.create_system = 0  # the same on each system
            archive.writestr(entry, source.read(part), zipfile.ZIP_DEFLATED)
    return target.getvalue()
