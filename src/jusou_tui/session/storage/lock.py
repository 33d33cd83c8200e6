"""One program writes a session at a time: a lock beside the file, and a readable note of who holds it."""

from __future__ import annotations

import getpass
import json
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jusou_tui.errors import StoreError, system_words, unwritable
from jusou_tui.files import check_ordinary, is_file, is_folder, read_beginning, why_unwritable
from jusou_tui.paths import DELETED, other_folders
from jusou_tui.session.format.filesystem import NEW_MODE, put_note
from jusou_tui.session.storage.beside import ASK, HOLDER, LIVE, LOCK, WATCH, hidden_path
from jusou_tui.session.storage.copies import files_below
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording.values import date_time_text

if TYPE_CHECKING:
    from filelock import BaseFileLock

HEARTBEAT = timedelta(seconds=20)
CLOCKS_APART = timedelta(minutes=10)
"""How far the clocks of two machines may be apart without a living holder looking gone."""
STALE = timedelta(seconds=90) + CLOCKS_APART
"""The age of a heartbeat, by the reader's clock, from which on a holder on another machine counts as gone."""
_MOST_BYTES = 4096


class Holder(NamedTuple):
    """Who has a session open: user, machine, process, since when, and its last heartbeat.

    `token`: a random mark of this one hold of the lock, "" in the note of an older program.
    """

    who: str
    host: str
    pid: int
    since: datetime
    seen: datetime
    token: str = ""


class HeldElsewhere(StoreError):  # noqa: N818 - a fact about the file rather than a fault
    """Another program has the session open; `facts` say who, on which host, since when.

    `may_take_over`: only a note says so, as another machine left it in a shared folder.
    """

    def __init__(self, path: Path, holder: Holder | None, *, may_take_over: bool = False) -> None:
        if holder is None:
            super().__init__("session.held", path=path)
        else:
            since = date_time_text(holder.since.astimezone())
            facts: dict[str, object] = {"path": path, "who": holder.who, "host": holder.host, "since": since}
            super().__init__("session.held_by", **facts)
        self.holder = holder
        self.may_take_over = may_take_over


class CannotSave(StoreError):  # noqa: N818 - a fact about the folder rather than a fault
    """Nothing can be written where a session lies; it can be looked at still."""


def lock_path(path: Path) -> Path:
    """Return the file that is locked."""
    return path.with_name(f"{path.name}{LOCK}")


def holder_path(path: Path) -> Path:
    """Return the file that says who holds the lock."""
    return path.with_name(f"{path.name.removesuffix('.toml')}{HOLDER}")


def read_holder(path: Path) -> Holder | None:
    """Return who holds the session according to its note; None without a readable note."""
    try:
        facts = json.loads(read_beginning(holder_path(path), _MOST_BYTES))
        since, seen = datetime.fromisoformat(facts["since"]), datetime.fromisoformat(facts["seen"])
        if since.tzinfo is None or seen.tzinfo is None:
            return None
        who, host = clean_line(str(facts["who"])), clean_line(str(facts["host"]))
        token = clean_line(str(facts.get("token", "")))
        return Holder(who, host, int(facts["pid"]), since.astimezone(), seen.astimezone(), token)
    except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return None


def open_sessions(folder: Path, now: datetime) -> list[Path]:
    """Return the sessions in or below a folder that a program has open, rehearsals too, newest opening first.

    What is known of that are the notes of the holders; one that was killed has it open for some minutes yet.
    """
    found: list[tuple[datetime, Path]] = []
    for note in files_below(folder, without=(DELETED,)):
        path = note.with_name(f"{note.name.removesuffix(HOLDER)}.toml")
        if note.name.endswith(f".session{HOLDER}") and is_file(path):
            holder = read_holder(path)
            if holder is not None and abs(now - holder.seen) < STALE:
                found.append((holder.since, path))
    return [path for _, path in sorted(found, reverse=True)]


class SessionLock:
    """The lock on one session file.

    `is_shared`: the lock's file was deleted meanwhile, and another program has taken a new one.
    """

    def __init__(self, path: Path, now: Callable[[], datetime] | None = None) -> None:
        self.path = Path(os.path.realpath(path))
        self._now = now or (lambda: datetime.now(UTC))
        self._lock: BaseFileLock | None = None
        self._since = self._last_heartbeat = self._now()
        self._token = os.urandom(8).hex()
        self._locked: tuple[int, int] | None = None
        self.is_shared = False

    def take(self, *, over: bool = False) -> None:
        """Take the lock; `over` also from a living holder on another machine.

        Raises HeldElsewhere, or OSError where no lock file can be made.
        """
        lock = self._acquired()
        holder = read_holder(self.path)
        if holder is not None and not over and self._alive_elsewhere(holder):
            lock.release()
            raise HeldElsewhere(self.path, holder, may_take_over=True)
        self._lock, self._since = lock, self._now()
        self._write()

    def _acquired(self) -> BaseFileLock:
        """Return the system's lock, taken. Raises HeldElsewhere, OSError."""
        from filelock import FileLock, Timeout

        place = lock_path(self.path)
        with suppress(FileNotFoundError):  # else nothing but an empty file of ours may lie there
            check_ordinary(place, place.lstat())
        lock = FileLock(place, timeout=0, thread_local=False, mode=NEW_MODE)
        try:
            lock.acquire()
        except Timeout as error:
            raise HeldElsewhere(self.path, read_holder(self.path)) from error
        self._locked = _identity(place)
        return lock

    def _alive_elsewhere(self, holder: Holder) -> bool:
        """Return whether a holder on another machine is alive. On this one the lock itself is the proof."""
        return holder.host != socket.gethostname() and self._now() - holder.seen < STALE

    def heartbeat(self) -> None:
        """Write a heartbeat into the note when one is due, unless somebody else has taken over.

        It is due also where the clock was put back.
        """
        if self._lock is not None and not self.is_shared and self._locked != _identity(lock_path(self.path)):
            self._take_again(self._lock)
        if self._lock is not None and abs(self._now() - self._last_heartbeat) >= HEARTBEAT:
            holder = read_holder(self.path)
            if holder is None or holder.token == self._token:
                self._write()

    def _take_again(self, lost: BaseFileLock) -> None:
        """Take the lock anew whose file was deleted or replaced: another program could have it by now."""
        if not is_folder(self.path.parent):  # which filelock would make
            return
        try:
            self._lock = self._acquired()
        except HeldElsewhere:
            self.is_shared = True
        except OSError:
            return  # the folder may be gone for a moment
        else:
            lost.release()

    def _write(self) -> None:
        self._last_heartbeat = self._now()
        facts = {
            "who": user_name(),
            "host": socket.gethostname(),
            "pid": os.getpid(),
            "since": self._since.isoformat(timespec="seconds"),
            "seen": self._last_heartbeat.isoformat(timespec="seconds"),
            "token": self._token,
        }
        note = json.dumps(facts, ensure_ascii=False).encode()
        with suppress(OSError):
            put_note(holder_path(self.path), note, of=self.path)

    def release(self) -> None:
        """Release the lock; another holder's note stays. Does nothing when the lock is not taken."""
        if self._lock is None:
            return
        holder = read_holder(self.path)
        if holder is None or holder.token == self._token:
            with suppress(OSError):
                holder_path(self.path).unlink()
        self._lock.release()
        self._lock = None


def _identity(place: Path) -> tuple[int, int] | None:
    """Return which file is at a place, None where none is."""
    try:
        facts = place.lstat()
    except OSError:
        return None
    return facts.st_dev, facts.st_ino


def user_name() -> str:
    """Return the name of the user, "?" where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "?"


def take_lock(path: Path, now: Callable[[], datetime], *, over: bool = False) -> SessionLock:
    """Return the lock of a session file, taken. Raises HeldElsewhere, CannotSave."""
    lock = SessionLock(path, now)
    try:
        lock.take(over=over)
    except OSError as error:
        raise CannotSave("session.folder_unwritable", path=path.parent, reason=system_words(error)) from error
    return lock


def refuse_unwritable(folder: Path) -> None:
    """Raise StoreError where it can be seen already that no session can be saved in a folder."""
    if (error := why_unwritable(folder)) is not None:
        raise unwritable(folder / "_", error)


def writable_others(folder: Path) -> list[Path]:
    """Return the folders that are offered instead of one that refuses."""
    found = (one for one in other_folders() if one != folder and why_unwritable(one) is None)
    return list(dict.fromkeys(found))


def forget_lock(path: Path) -> None:
    """Delete what a lock and shared screens left beside a file that is gone and nobody holds again."""
    if read_holder(path) is not None:
        return
    hidden = (hidden_path(path, ending) for ending in (LIVE, WATCH, ASK))
    for rest in (lock_path(path), holder_path(path), *hidden):
        with suppress(OSError):
            rest.unlink()
