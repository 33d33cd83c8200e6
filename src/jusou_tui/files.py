"""Looking at files and reading them so that nothing that lies in their place can hold or surprise a program.

A pipe whose writer says nothing would let a reader wait for ever, a device has no end, and a folder that one
may not enter lets `Path.is_file` raise.
"""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path, PureWindowsPath

_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)

_OF_DEVICES = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?", re.IGNORECASE
)
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f<>:\"|?*]")
_BAD_NAME = 123
"""Windows' number for a name that it does not take."""


def is_device_name(name: str) -> bool:
    """Return whether Windows takes a file's name for a device, whatever its ending."""
    return _OF_DEVICES.fullmatch(name) is not None


def check_name(path: Path, platform: str = sys.platform) -> None:
    """Raise OSError where Windows would put a file elsewhere than its name says.

    A colon begins a stream that no list shows, names of devices are no files, and dots and blanks at the end
    go. `C:name` is a file on that drive.
    """
    if platform != "win32":
        return
    pure = PureWindowsPath(path)
    names = pure.parts[1:] if pure.anchor else pure.parts
    if all(name == ".." or _is_name(name) for name in names):
        return
    error = OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(path))
    error.winerror = _BAD_NAME  # type: ignore[attr-defined]  # Windows has it
    raise error


def _is_name(name: str) -> bool:
    return not (name.endswith((".", " ")) or _NOT_IN_NAMES.search(name) or is_device_name(name))


def same_file(one: Path, other: Path) -> bool:
    """Return whether two paths lead to one file: also where letters' case makes no difference."""
    with suppress(OSError):
        return os.path.samefile(one, other)  # noqa: PTH121
    return one.resolve() == other.resolve()


def is_file(path: Path) -> bool:
    """Return whether an ordinary file is there; False also where one may not look."""
    return os.path.isfile(path)  # noqa: PTH113 - Path.is_file raises where one may not look


def is_folder(path: Path) -> bool:
    """Return whether a folder is there; False also where one may not look."""
    return os.path.isdir(path)  # noqa: PTH112


def exists(path: Path) -> bool:
    """Return whether anything is there; False also where one may not look, and for a link to nowhere."""
    return os.path.exists(path)  # noqa: PTH110


def why_unwritable(folder: Path) -> OSError | None:
    """Return why no file can be made in a folder, or no such folder; None where nothing speaks against it.

    Nothing is written to find out, so the first file may still be refused.
    """
    nearest = next((one for one in (folder, *folder.parents) if exists(one)), folder)
    if not is_folder(nearest):
        number = errno.ENOTDIR if exists(nearest) else errno.EACCES
    elif os.access(nearest, os.W_OK | os.X_OK):
        return None
    else:
        number = errno.EROFS if _is_read_only(nearest) else errno.EACCES
    return OSError(number, os.strerror(number), str(folder))


def _is_read_only(folder: Path) -> bool:
    """Return whether a folder lies on a disk that cannot be written at all."""
    try:
        return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
    except (OSError, AttributeError):  # Windows has no statvfs
        return False


def read_file(path: Path, most: int) -> bytes:
    """Return the bytes of an ordinary file. Raises OSError: also for anything else or more than `most`."""
    is_too_large = path.stat().st_size > most
    data = read_beginning(path, 0 if is_too_large else most + 1)
    if is_too_large or len(data) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
    return data


def read_beginning(path: Path, most: int) -> bytes:
    """Return at most the first `most` bytes of an ordinary file. Raises OSError: also for anything else."""
    check_ordinary(path, path.stat())
    descriptor = os.open(path, _FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        check_ordinary(path, os.fstat(descriptor))
        return file.read(most)


def refresh(path: Path) -> None:
    """Let a network drive ask its server what is at a path: opening does, looking answers from memory."""
    with suppress(OSError):
        os.close(os.open(path, _FLAGS))


def is_pipe(path: Path) -> bool:
    """Return whether a path leads to a pipe, such as what a shell's `<(...)` stands for."""
    try:
        return stat.S_ISFIFO(path.stat().st_mode)
    except OSError:
        return False


def read_pipe(path: Path, most: int, seconds: float) -> bytes:
    """Return what comes out of a pipe until its end.

    Raises OSError: EFBIG for more than `most` bytes, ETIMEDOUT where the end does not come in so many
    seconds.
    """
    import select

    data, ends = b"", time.monotonic() + seconds
    descriptor = os.open(path, _FLAGS)
    try:
        while len(data) <= most:
            left = ends - time.monotonic()
            if left <= 0 or not select.select([descriptor], [], [], left)[0]:
                raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT), str(path))
            part = os.read(descriptor, most + 1 - len(data))
            if not part:
                return data
            data += part
    finally:
        os.close(descriptor)
    raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))


def check_ordinary(path: Path, facts: os.stat_result) -> None:
    """Raise OSError where what is at a path is no ordinary file."""
    if stat.S_ISDIR(facts.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(facts.st_mode):
        raise OSError(errno.EOPNOTSUPP, os.strerror(errno.EOPNOTSUPP), str(path))
