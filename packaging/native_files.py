"""Which files of a folder are native, and whether a publisher has signed them, read from the files."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from typing import NamedTuple

from wheels import sha256

_ENDINGS = (".pyd", ".dll", ".exe")
_PE32_PLUS = 0x20B
_SECURITY = 4
"""Which of a PE file's directories holds its signature."""


class NativeFile(NamedTuple):
    """A native file: its path, its SHA-256, and whether it has a signature. Whose it is, Windows says."""

    path: str
    hash: str
    is_signed: bool


def native_files(entries: Mapping[str, bytes]) -> list[NativeFile]:
    """Return the native ones of files by their paths, in order."""
    return [
        NativeFile(name, sha256(entries[name]), has_signature(entries[name]))
        for name in sorted(entries)
        if name.lower().endswith(_ENDINGS)
    ]


def has_signature(data: bytes) -> bool:
    """Return whether a PE file has a table of certificates; False for what is no PE file."""
    try:
        (header,) = struct.unpack_from("<I", data, 0x3C)
        if data[:2] != b"MZ" or data[header : header + 4] != b"PE\0\0":
            return False
        optional = header + 24
        (magic,) = struct.unpack_from("<H", data, optional)
        directories = optional + (112 if magic == _PE32_PLUS else 96)
        _, size = struct.unpack_from("<II", data, directories + 8 * _SECURITY)
    except struct.error:
        return False
    return bool(size)
