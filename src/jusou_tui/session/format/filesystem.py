"""The file system as the store sees it, and files written atomically.

A written file has the old content or the new, never a part. The operations are few, so that tests can
make each of them fail.
"""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from jusou_tui.errors import IN_USE_ON_WINDOWS
from jusou_tui.files import check_name, check_ordinary, read_file
from jusou_tui.paths import make_private
from jusou_tui.text.days import FIRST_INSTANT, LAST_INSTANT
from jusou_tui.toml.limits import SESSION_BYTES as MOST_BYTES

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
Stamp = tuple[int, int, int]
"""Inode, size and modification time (ns): equal while a file was not written again."""


class FileSystem(Protocol):
    """What the store needs of a file system. Every operation may raise OSError."""

    def read(self, path: Path) -> bytes:
        """Return the bytes of an ordinary file that is not far too large; OSError for all else."""

    def stamp(self, path: Path) -> Stamp:
        """Return a file's stamp."""

    def mode(self, path: Path) -> int:
        """Return a file's permission bits."""

    def create(self, path: Path) -> int:
        """Create a file that must not exist yet, readable by its owner only, and return its descriptor."""

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write some of the data; return how many bytes it was."""

    def set_mode(self, descriptor: int, mode: int) -> None:
        """Set a file's permission bits, where the system has them."""

    def sync(self, descriptor: int) -> None:
        """Wait until a file is on the disk."""

    def close(self, descriptor: int) -> None:
        """Close a descriptor."""

    def replace(self, source: Path, target: Path) -> None:
        """Put a file in another's place in one step."""

    def sync_folder(self, folder: Path) -> None:
        """Wait until a folder's entries are on the disk, where the system can."""

    def remove(self, path: Path) -> None:
        """Remove a file."""

    def make_folder(self, folder: Path) -> None:
        """Make a folder for its owner only, with those above it."""


class RealFileSystem:
    """The file system of this machine."""

    def read(self, path: Path) -> bytes:
        """Return a file's bytes."""
        return read_file(path, MOST_BYTES)

    def stamp(self, path: Path) -> Stamp:
        """Return a file's stamp."""
        facts = path.stat()
        return facts.st_ino, facts.st_size, facts.st_mtime_ns

    def mode(self, path: Path) -> int:
        """Return a file's permission bits."""
        return path.stat().st_mode & 0o777

    def create(self, path: Path) -> int:
        """Create a file that must not exist yet, readable by its owner only, and return its descriptor."""
        return os.open(path, _CREATE, 0o600)

    def write(self, descriptor: int, data: memoryview) -> int:
        """Write some of the data; return how many bytes it was."""
        return os.write(descriptor, data)

    def set_mode(self, descriptor: int, mode: int) -> None:
        """Set a file's permission bits, where the system has them."""
        if change := getattr(os, "fchmod", None):
            change(descriptor, mode)

    def sync(self, descriptor: int) -> None:
        """Wait until a file is on the disk."""
        os.fsync(descriptor)

    def close(self, descriptor: int) -> None:
        """Close a descriptor."""
        os.close(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        """Put a file in another's place in one step."""
        source.replace(target)

    def sync_folder(self, folder: Path) -> None:
        """Wait until a folder's entries are on the disk; Windows and some network folders cannot."""
        if os.name != "posix":
            return
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def remove(self, path: Path) -> None:
        """Remove a file."""
        path.unlink()

    def make_folder(self, folder: Path) -> None:
        """Make a folder for its owner only, with those above it."""
        make_private(folder)


def written_at(path: Path) -> datetime:
    """Return when a file was written last, in this machine's zone. Raises OSError.

    Some systems keep any number there: it is held within the years that a session may hold.
    """
    seconds = path.stat().st_mtime
    held = min(max(seconds, FIRST_INSTANT.timestamp()), LAST_INSTANT.timestamp())
    return datetime.fromtimestamp(held, UTC).astimezone()


NEW_MODE = 0o600
TEMPORARY = ".jusou-"
"""How the names of all temporary files begin."""
_TRIED_AGAIN = IN_USE_ON_WINDOWS | {5}
"""Windows refuses with 5 to put a file in the place of one that is open."""
_RETRY_SECONDS = 2.5
_RETRY_PAUSE = 0.05


class FileChanged(Exception):  # noqa: N818 - a fact about the file, which leads to another attempt
    """The file that was to be replaced is not the one any more that was looked into."""


def replace_file(
    path: Path,
    data: bytes,
    system: FileSystem,
    *,
    follow_link: bool = False,
    may_replace: Callable[[], bool] | None = None,
) -> Stamp:
    """Write `data` beside `path`, onto the disk, then into its place. Return the new file's stamp.

    An existing file's mode is kept. A symbolic link gives way to the file, or stays one with `follow_link`:
    that is for paths that somebody has just named, since a link put in a known place may lead to any file.
    On OSError the old file is as it was: also where it is none that can be replaced, such as a folder, a
    device or a pipe, or where Windows gives such a name another meaning. `may_replace` is asked once all is
    on the disk; where it says no, FileChanged is raised.
    """
    target = Path(os.path.realpath(path)) if follow_link else path
    check_name(target)
    mode = NEW_MODE
    if not target.is_symlink():
        check_replaceable(target)
        with suppress(FileNotFoundError):
            mode = system.mode(target)
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
        if may_replace is not None:
            _check(may_replace)
        _replace(temporary, target, system)
    except BaseException:
        with suppress(OSError):
            system.remove(temporary)
        raise
    system.sync_folder(target.parent)
    return stamp


def _check(may_replace: Callable[[], bool]) -> None:
    if not may_replace():
        raise FileChanged


def put_note(place: Path | str, note: bytes, *, of: Path) -> None:
    """Put a small file in its place in one step, with the mode of the file `of` that it is about.

    It is not waited for onto the disk: for what is of no use any more when the machine is switched off. It is
    written all the while, from a thread that sleeps in between, hence in few steps. Raises OSError; then what
    was there is as it was.
    """
    temporary = f"{_temporary_beginning(of)}{os.urandom(4).hex()}.tmp"
    descriptor = os.open(temporary, _CREATE, NEW_MODE)
    try:
        try:
            if os.write(descriptor, note) < len(note):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            _take_mode(descriptor, of)
        finally:
            os.close(descriptor)
        try:
            os.replace(temporary, place)  # noqa: PTH105 - no path is made each time
        except OSError:
            _replace(Path(temporary), Path(place), RealFileSystem())
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise


def _take_mode(descriptor: int, of: Path) -> None:
    with suppress(OSError):
        mode = os.stat(of).st_mode & 0o777  # noqa: PTH116
        if mode != NEW_MODE and (change := getattr(os, "fchmod", None)):
            change(descriptor, mode)


@lru_cache(maxsize=16)
def _temporary_beginning(target: Path) -> str:
    """Return how the paths of a file's temporary files begin."""
    return str(target.with_name(temporary_prefix(target)))


def check_replaceable(path: Path) -> None:
    """Raise OSError where something is at a path that is no ordinary file."""
    with suppress(FileNotFoundError):
        check_ordinary(path, path.stat())


def temporary_prefix(target: Path) -> str:
    """Return how the names of a file's temporary files begin; short, however long the file's name is."""
    import hashlib

    return f"{TEMPORARY}{hashlib.sha256(target.name.encode(errors='surrogateescape')).hexdigest()[:8]}-"


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
            if getattr(error, "winerror", None) not in _TRIED_AGAIN or time.monotonic() > deadline:
                raise
        time.sleep(_RETRY_PAUSE)
