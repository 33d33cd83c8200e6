"""The errors that a user can cause or meet. Each carries a message id and its facts, never a sentence.

`cli` and `app` word them with `jusou_tui.wording`.
"""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple


class Phrase(NamedTuple):
    """A fact that is words itself, named by a message id: it is worded with the sentence that it fills."""

    message_id: str
    facts: Mapping[str, object] = MappingProxyType({})


_SYSTEM = {
    "system.not_there": ("ENOENT",),
    "system.no_folder": ("ENOTDIR",),
    "system.is_a_folder": ("EISDIR",),
    "system.no_ordinary_file": ("EOPNOTSUPP", "ENOTSUP"),
    "system.no_permission": ("EACCES", "EPERM"),
    "system.read_only": ("EROFS",),
    "system.disk_full": ("ENOSPC", "EDQUOT"),
    "system.too_large": ("EFBIG",),
    "system.name_too_long": ("ENAMETOOLONG",),
    "system.bad_name": ("EINVAL", "EILSEQ"),
    "system.there_already": ("EEXIST", "ENOTEMPTY"),
    "system.in_use": ("EBUSY", "ETXTBSY", "EAGAIN", "EDEADLK"),
    "system.closed": ("EBADF", "EPIPE", "ESHUTDOWN"),
    "system.too_many_open": ("EMFILE", "ENFILE"),
    "system.circle_of_links": ("ELOOP",),
    "system.another_disk": ("EXDEV",),
    "system.no_memory": ("ENOMEM",),
    "system.device": ("EIO", "ENXIO", "ENODEV", "ENOTTY"),
    "system.out_of_reach": (
        *("ESTALE", "ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH", "ENETDOWN", "ENETUNREACH"),
        *("ECONNRESET", "ECONNREFUSED", "ECONNABORTED", "ENOTCONN"),
    ),
}
IN_USE_ON_WINDOWS = frozenset({32, 33, 1224})
"""What Windows says of a file that another program has open, has locked in part, or has in its memory."""
_WINDOWS = {
    "system.not_there": {2, 3},
    "system.no_permission": {5, 1920},
    "system.read_only": {19},
    "system.in_use": IN_USE_ON_WINDOWS,
    "system.disk_full": {39, 112, 1295},
    "system.device": {21, 23, 27, 31, 1117},
    "system.name_too_long": {111, 206},
    "system.bad_name_on_windows": {123, 161},
    "system.out_of_reach": {51, 53, 54, 55, 59, 64, 67, 121, 362, 1203, 1231, 1236},
    "system.stopped": {225, 226, 1260, 4551},
}
"""Windows' own numbers, where Python's say another thing: it makes EINVAL or EACCES of most."""


def system_words(error: OSError) -> Phrase:
    """Return what the system refused as words in the user's language, never in the system's own."""
    windows: int | None = getattr(error, "winerror", None)
    if windows is not None:
        of_windows = (message_id for message_id, numbers in _WINDOWS.items() if windows in numbers)
        if (message_id := next(of_windows, None)) is not None:
            return Phrase(message_id, {"number": windows})
    name = errno.errorcode.get(error.errno or 0, "")
    known = (message_id for message_id, names in _SYSTEM.items() if name in names)
    return Phrase(next(known, "system.other"), {"number": name or error.errno or type(error).__name__})


class JusouError(Exception):
    """Something a user can act on, named by a message id and the facts that fill its sentence."""

    def __init__(self, message_id: str, **facts: object) -> None:
        super().__init__(message_id, facts)
        self.message_id = message_id
        self.facts = facts


class Problem(NamedTuple):
    """One mistake in one file. `line` and `column` count from 1; `key` is the dotted place in the file."""

    path: Path
    line: int
    column: int
    key: str
    message_id: str
    facts: Mapping[str, object] = MappingProxyType({})


class FileProblems(JusouError):  # noqa: N818 - the family of two errors
    """A file with mistakes: the first ones at once, in the order of the file; `more` are only counted."""

    def __init__(self, message_id: str, path: Path, problems: Sequence[Problem], more: int = 0) -> None:
        super().__init__(message_id, path=path, count=len(problems) + more)
        self.path = path
        self.problems = tuple(problems)
        self.more = more


class CurriculumError(FileProblems):
    """A curriculum file that cannot be used."""


class SessionFileError(FileProblems):
    """A session file that cannot be used; it is left as it is."""


class StoreError(JusouError):
    """The session could not be written or its lock could not be taken."""


class InputError(JusouError):
    """Something typed (a time, a date, a number, an option) that cannot be understood."""


def unwritable(path: Path, error: OSError) -> StoreError:
    """Return the error of a folder in which nothing can be written."""
    return StoreError("session.folder_unwritable", path=path.parent, reason=system_words(error))
