"""What reading an archive (a workbook, a Word file) raises where the archive is damaged or has a password."""

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
