"""Archives that are the same, byte for byte, for the same contents, and lists of what is in them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath

from wheels import sha256

SUMS = "SHA256SUMS"
_DATE = (1980, 1, 1, 0, 0, 0)
_ORDINARY = 0o100644 << 16


def zipped(entries: Mapping[str, bytes]) -> bytes:
    """Return a zip archive of files by their paths: in order, of one date, compressed where they are not yet.

    Two machines get the same bytes where their zlib is the same.
    """
    data = BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(entries):
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = _ORDINARY
            archive.writestr(info, entries[name], compresslevel=9)
    return data.getvalue()


def unzipped(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Return the files of an archive by their paths. Raises ValueError for a path that leads out of it."""
    found = {}
    for info in archive.infolist():
        place = PurePosixPath(info.filename.replace("\\", "/"))
        if place.is_absolute() or ".." in place.parts or ":" in info.filename:
            raise ValueError(f"{info.filename} leads out of the archive")
        if not info.is_dir():
            found[str(place)] = archive.read(info)
    return found


def sums(entries: Mapping[str, bytes]) -> bytes:
    """Return the lines of `sha256sum` for files by their paths."""
    return "".join(f"{sha256(entries[name])}  {name}\n" for name in sorted(entries)).encode()


def sums_of(folder: Path) -> bytes:
    """Return the lines of `sha256sum` for the files of a folder but for the list itself."""
    files = (path for path in folder.iterdir() if path.is_file() and path.name != SUMS)
    return sums({path.name: path.read_bytes() for path in files})


def crlf(text: str) -> str:
    """Return a text with the line ends of Windows."""
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def paper(text: str) -> bytes:
    """Return a text as the Notepad of any Windows opens it: UTF-8 with a byte order mark."""
    return b"\xef\xbb\xbf" + crlf(text).encode()
