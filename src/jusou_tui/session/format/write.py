"""Writing a file atomically: the old content or the new one, never a part."""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from pathlib import Path

from jusou_tui.session.format.filesystem import FileSystem, Stamp

NEW_MODE = 0o600
_SHARING_ERRORS = frozenset({5, 32, 33})
_RETRY_SECONDS = 2.5
_RETRY_PAUSE = 0.05


def replace_file(path: Path, data: bytes, system: FileSystem) -> Stamp:
    """Write `data` beside `path`, onto the disk, then into its place. Return the new file's stamp.

    A symbolic link stays one, an existing file's mode is kept. On OSError the old file is as it was.
    """
    target = Path(os.path.realpath(path))
    try:
        mode = system.mode(target)
    except FileNotFoundError:
        mode = NEW_MODE
    temporary = target.with_name(f"{temporary_prefix(target)}{os.urandom(4).hex()}.tmp")
    descriptor = system.create(temporary)
    try:
        try:
            _write_all(descriptor, data, system)
            if mode != NEW_MODE:
                system.set_mode(descriptor, mode)
            system.sync(descriptor)
        finally:
            system.close(descriptor)
        stamp = system.stamp(temporary)
        _replace(temporary, target, system)
    except BaseException:
        with suppress(OSError):
            system.remove(temporary)
        raise
    system.sync_folder(target.parent)
    return stamp


def temporary_prefix(target: Path) -> str:
    """Return how the names of a file's temporary files begin; short, however long the file's name is."""
    import hashlib

    return f".jusou-{hashlib.sha256(target.name.encode(errors='surrogateescape')).hexdigest()[:8]}-"


def remove_leftovers(path: Path, system: FileSystem) -> None:
    """Remove temporary files that a dead program left beside a file. Only for the holder of its lock."""
    target = Path(os.path.realpath(path))
    with suppress(OSError):
        for left in target.parent.glob(f"{temporary_prefix(target)}*.tmp"):
            system.remove(left)


def _write_all(descriptor: int, data: bytes, system: FileSystem) -> None:
    rest = memoryview(data)
    while rest:
        written = system.write(descriptor, rest)
        if written <= 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        rest = rest[written:]


def _replace(source: Path, target: Path, system: FileSystem) -> None:
    """Rename; retry for a moment while Windows reports that another program has the file open."""
    deadline = time.monotonic() + _RETRY_SECONDS
    while True:
        try:
            return system.replace(source, target)
        except OSError as error:
            if getattr(error, "winerror", None) not in _SHARING_ERRORS or time.monotonic() > deadline:
                raise
        time.sleep(_RETRY_PAUSE)
