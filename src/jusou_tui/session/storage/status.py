"""The state of saving, for the status line."""

from __future__ import annotations

import errno
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

_BY_NUMBER = {
    errno.ENOSPC: "session.status_disk_full",
    getattr(errno, "EDQUOT", -1): "session.status_disk_full",
    errno.EFBIG: "session.status_disk_full",
    errno.EACCES: "session.status_no_permission",
    errno.EPERM: "session.status_no_permission",
    errno.EROFS: "session.status_no_permission",
    errno.ENOENT: "session.status_folder_gone",
    errno.ENOTDIR: "session.status_folder_gone",
}

_EXTERNAL = frozenset(
    {
        "session.status_merged",
        "session.status_conflicts",
        "session.status_set_aside",
        "session.status_written_anew",
    }
)


@dataclass(frozen=True)
class Status:
    """`kind`, since when, and the message that states it. `failing` stays until a save has succeeded.

    The facts of a failure: `reason` (the system's words), `path`, `rescue` (the file with the same bytes;
    None where that failed too).
    """

    kind: Literal["saved", "saving", "failing"]
    at: datetime
    message_id: str
    facts: dict[str, object] = field(default_factory=dict)

    @property
    def is_external(self) -> bool:
        """Whether it reports what another program did to the file."""
        return self.message_id in _EXTERNAL


def failure_message(error: Exception, *, rescued: bool) -> str:
    """Return the message id for a save that failed; one of its own where not even the rescue succeeded."""
    if not rescued:
        return "session.status_failing_everywhere"
    if isinstance(error, OSError):
        return _BY_NUMBER.get(error.errno or 0, "session.status_failing")
    return "session.status_unwritable"
