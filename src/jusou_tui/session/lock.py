"""One program writes a session at a time: a lock beside the file, and a readable note of who holds it."""

from __future__ import annotations

import getpass
import json
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from jusou_tui.errors import StoreError
from jusou_tui.text.clean import clean_line

if TYPE_CHECKING:
    from filelock import BaseFileLock

HEARTBEAT = timedelta(seconds=20)
STALE = timedelta(seconds=90)


@dataclass(frozen=True)
class Holder:
    """Who has a session open: user, machine, process, since when, and the last sign of life."""

    who: str
    host: str
    pid: int
    since: datetime
    seen: datetime


class HeldElsewhere(StoreError):  # noqa: N818 - a fact about the file rather than a fault
    """Another program has the session open; `facts` say who, on which host, since when."""

    def __init__(self, path: Path, holder: Holder | None) -> None:
        if holder is None:
            super().__init__("session.held", path=path)
        else:
            since = holder.since.astimezone().strftime("%Y-%m-%d %H:%M")
            facts: dict[str, object] = {"path": path, "who": holder.who, "host": holder.host, "since": since}
            super().__init__("session.held_by", **facts)
        self.holder = holder


def lock_path(path: Path) -> Path:
    """Return the file that is locked."""
    return path.with_name(f"{path.name}.lock")


def holder_path(path: Path) -> Path:
    """Return the file that says who holds the lock."""
    return path.with_name(f"{path.name.removesuffix('.toml')}.lock.json")


def read_holder(path: Path) -> Holder | None:
    """Return who says to hold the session; None where nobody does or the note cannot be read."""
    try:
        facts = json.loads(holder_path(path).read_bytes()[:4096])
        since, seen = datetime.fromisoformat(facts["since"]), datetime.fromisoformat(facts["seen"])
        holder = Holder(
            clean_line(str(facts["who"])), clean_line(str(facts["host"])), int(facts["pid"]), since, seen
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return holder if since.tzinfo and seen.tzinfo else None


class SessionLock:
    """The lock on one session file."""

    def __init__(self, path: Path, now: Callable[[], datetime] | None = None) -> None:
        self.path = Path(os.path.realpath(path))
        self._now = now or (lambda: datetime.now(UTC))
        self._lock: BaseFileLock | None = None
        self._since = self._beat = self._now()

    def take(self, *, over: bool = False) -> None:
        """Take the lock; `over` also from a living holder on another machine.

        Raises HeldElsewhere, or OSError where no lock file can be made.
        """
        from filelock import FileLock, Timeout

        lock = FileLock(lock_path(self.path), timeout=0, thread_local=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise HeldElsewhere(self.path, read_holder(self.path)) from error
        holder = read_holder(self.path)
        if holder is not None and not over and self._alive_elsewhere(holder):
            lock.release()
            raise HeldElsewhere(self.path, holder)
        self._lock, self._since = lock, self._now()
        self._write()

    def _alive_elsewhere(self, holder: Holder) -> bool:
        """Tell whether a holder on another machine lives. On this one the lock itself has just told."""
        return holder.host != socket.gethostname() and self._now() - holder.seen < STALE

    def beat(self) -> None:
        """Say again that the holder lives, when it is time to."""
        if self._lock is not None and self._now() - self._beat >= HEARTBEAT:
            self._write()

    def _write(self) -> None:
        self._beat = self._now()
        facts = {
            "who": _user(),
            "host": socket.gethostname(),
            "pid": os.getpid(),
            "since": self._since.isoformat(timespec="seconds"),
            "seen": self._beat.isoformat(timespec="seconds"),
        }
        with suppress(OSError):
            holder_path(self.path).write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")

    def release(self) -> None:
        """Let go. Harmless when nothing is held."""
        if self._lock is None:
            return
        with suppress(OSError):
            holder_path(self.path).unlink()
        self._lock.release()
        self._lock = None


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"
