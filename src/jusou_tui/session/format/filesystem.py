"""The file system as the store sees it: few operations, so that tests can make each of them fail."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from jusou_tui.paths import make_private

Stamp = tuple[int, int, int]
"""Inode, size and modification time (ns): equal while a file was not written again."""


class FileSystem(Protocol):
    """What the store needs of a file system. Every operation may raise OSError."""

    def read(self, path: Path) -> bytes:
        """Return a file's bytes."""

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
        return path.read_bytes()

    def stamp(self, path: Path) -> Stamp:
        """Return a file's stamp."""
        facts = path.stat()
        return facts.st_ino, facts.st_size, facts.st_mtime_ns

    def mode(self, path: Path) -> int:
        """Return a file's permission bits."""
        return path.stat().st_mode & 0o777

    def create(self, path: Path) -> int:
        """Create a file that must not exist yet, readable by its owner only, and return its descriptor."""
        flags = (
            os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        )
        return os.open(path, flags, 0o600)

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
