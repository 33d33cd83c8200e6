"""An open session and its file: everything that changes is on the disk a quarter of a second later.

What is promised, and how each promise is kept: docs/durability.md.
"""

from __future__ import annotations

import atexit
import errno
import os
import shutil
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from jusou_tui.errors import JusouError, Phrase, StoreError, system_words, unwritable
from jusou_tui.files import exists, is_file
from jusou_tui.paths import state_folder
from jusou_tui.session.book.book import SessionBook
from jusou_tui.session.book.history import BookChange
from jusou_tui.session.format.filesystem import FileSystem, RealFileSystem, remove_leftovers
from jusou_tui.session.format.read import Opened, load, parse_opened, read
from jusou_tui.session.model.records import Address, Entry, Session
from jusou_tui.session.storage import backups, erasing
from jusou_tui.session.storage.autosave import Autosave, Worker
from jusou_tui.session.storage.erasing import Rewriting
from jusou_tui.session.storage.follower import FOLLOW_SECONDS, FileFollower
from jusou_tui.session.storage.lock import SessionLock, forget_lock, take_lock
from jusou_tui.session.storage.saver import Saver
from jusou_tui.session.storage.trash import Deleted, Trash

LOOK_SECONDS = 2.0
"""Seconds between two checks whether another program has changed the file."""
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 10.0

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
        "session.status_removed",
        "session.status_older",
        "session.status_conflicts",
        "session.status_likely",
        "session.status_set_aside",
        "session.status_written_anew",
        "session.status_shared",
        "session.status_no_copies",
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


StatusListener = Callable[[Status], None]
WorkerMaker = Callable[[Callable[[], float]], Worker]


def _local_now() -> datetime:
    return datetime.now().astimezone()


class Store:
    """Owns the file of one session, its lock and the worker that saves. Made by `open` or `create`.

    `reason` is the message id of why a session is read-only, None where it is not. A read-only session's
    `follower` reads its file again when it changes. `rearranged`: nothing proved the file whole when it was
    opened (`format.read.Opened`), which is still to be said; as `lost_headers` are.
    """

    def __init__(
        self,
        path: Path,
        opened: Opened,
        written: bytes | None,
        *,
        lock: SessionLock | None,
        system: FileSystem,
        now: Callable[[], datetime],
        worker: WorkerMaker,
    ) -> None:
        self.path = path
        self.reason = opened.reason
        self.rearranged = opened.rearranged
        self.lost_headers = opened.lost_headers
        self.read_only = lock is None
        self.book = SessionBook(opened.session, now, read_only=self.read_only)
        self._lock = lock
        self._system = system
        self._now = now
        self._listeners: list[StatusListener] = []
        self._saving = threading.Lock()
        self._copied = now()
        self._as_opened = written
        self._pause = 0.0
        self._retry_at = 0.0
        self._closed = False
        self._without_copies = False
        self._beside: list[Callable[[], object]] = []
        self._at_looks: list[Callable[[], object]] = []
        self._unheard: list[Status] = []
        self._saver = Saver(
            path, self.book.ledger, system, written, cut=opened.as_written, keep=self._keep_before
        )
        self.status = Status("saved", now(), "session.status_saved")
        self._trash = Trash(self.book.meta)
        if lock is None:
            self.status = Status("saved", now(), opened.reason or "session.status_looking")
            self.follower = FileFollower(path, self.book.ledger, system, written, now)
            self._autosave = worker(self._follow)
            return
        remove_leftovers(path, system)
        self.book.subscribe(self._changed)
        self._autosave = worker(self._work)
        atexit.register(self._at_exit)

    @classmethod
    def open(
        cls,
        path: Path,
        system: FileSystem | None = None,
        *,
        now: Callable[[], datetime] = _local_now,
        read_only: bool = False,
        take_over: bool = False,
        worker: WorkerMaker = Autosave,
    ) -> Store:
        """Open a session file to go on with it, or `read_only`.

        Raises SessionFileError, StoreError, and HeldElsewhere, CannotSave: then open it `read_only`, or
        `take_over` from another machine.
        """
        system = system or RealFileSystem()
        path = Path(os.path.realpath(path))
        lock = None
        if not read_only:
            lock = take_lock(path, now, over=take_over)
        try:
            data = load(path, system.read)
            opened = parse_opened(data, path)
        except BaseException:
            if lock is not None:
                lock.release()
            raise
        if opened.read_only and lock is not None:
            lock.release()
            lock = None
        return cls(path, opened, data, lock=lock, system=system, now=now, worker=worker)

    @classmethod
    def create(
        cls,
        path: Path,
        session: Session,
        system: FileSystem | None = None,
        *,
        now: Callable[[], datetime] = _local_now,
        worker: WorkerMaker = Autosave,
    ) -> Store:
        """Write a new session where nothing is yet, and open it. Raises StoreError, HeldElsewhere."""
        system = system or RealFileSystem()
        path = Path(os.path.realpath(path))
        try:
            system.make_folder(path.parent)
        except OSError as error:
            raise unwritable(path, error) from error
        lock = take_lock(path, now)
        if exists(path) or path.is_symlink():  # a link that is left of the real path leads nowhere
            lock.release()
            raise StoreError("session.exists", path=path)
        opened = Opened(session, as_written=False)
        store = cls(path, opened, None, lock=lock, system=system, now=now, worker=worker)
        try:
            store.flush()
        except BaseException:
            with suppress(StoreError):
                store.close()
            raise
        return store

    @property
    def rescued(self) -> Path | None:
        """The rescue that an earlier failed save left for this session, None where there is none."""
        place = backups.rescue_path(self.book.meta.id)
        return place if is_file(place) else None

    @property
    def deleted(self) -> list[Deleted]:
        """The last deletions that can be put back, also of earlier runs on this machine, newest first."""
        return self._trash.deleted(self.book.session)

    def deleted_with(self, deleted: Deleted) -> dict[Address, Entry]:
        """Return the records that come back with a deleted one."""
        return self._trash.along_with(deleted)

    def kept_states(self) -> list[Session | str]:
        """Return the states of the session that are kept beside the file, of damaged ones the text."""
        return [self._trash.state, *erasing.kept_states(self.path, self.book.meta.id)]

    def rewrite_kept(self, rewriting: Rewriting) -> list[Path]:
        """Take words out of all that this machine keeps of the session, and save the file.

        Return the files that could not be changed. Raises StoreError like `flush`, and where it is read-only.
        """
        if self.read_only:
            raise StoreError("session.read_only")
        with self._saving:
            self._copy_as_opened()
            self._saver.frame()
            self._trash.rewrite(rewriting.session)
            self._trash.save(self._system)
            failed = erasing.rewrite_kept(self.path, self.book.meta.id, rewriting, self._system)
        self.flush()
        return failed

    def subscribe(self, listener: StatusListener) -> Callable[[], None]:
        """Call `listener` with every new status, from any thread. Return a function that ends this.

        What there is to report and nobody has heard yet it gets at once.
        """
        self._listeners.append(listener)
        unheard, self._unheard = self._unheard, []
        for status in unheard:
            listener(status)
        return lambda: self._listeners.remove(listener)

    def flush(self) -> None:
        """Save now and wait. Raises StoreError where the file could not be written (the rescue was tried)."""
        if self.read_only or self._closed:
            return
        self._save(forced=True)
        if self.status.kind == "failing":
            raise StoreError(self.status.message_id, **self.status.facts)

    def close(self) -> None:
        """Save, stop the worker, release the lock. Raises StoreError like `flush`, after releasing it."""
        if self._closed:
            return
        self._autosave.stop()
        if self.read_only:
            self._closed = True
            return
        atexit.unregister(self._at_exit)
        try:
            self.flush()
            self._do_beside()
        finally:
            self._closed = True
            if self._lock is not None:
                self._lock.release()

    def _at_exit(self) -> None:
        """Save at the interpreter's exit, where `close` was not called."""
        with suppress(StoreError):
            self.close()

    def _changed(self, change: BookChange) -> None:
        self._saver.mark(change.addresses)
        self._trash.add_deletions(change)
        if self.status.kind == "saved":
            self._set_status(Status("saving", self._now(), "session.status_saving"))
        self._autosave.poke()

    def _work(self) -> float:
        """Save what is due, in the worker. Return the seconds until something may be due again."""
        if self._lock is not None:
            self._keep_lock(self._lock)
        self._save(forced=False)
        self._copy_as_opened()
        self._do_beside()
        for job in list(self._at_looks):
            job()
        if self.status.kind == "failing":
            return max(0.0, self._retry_at - time.monotonic())
        return LOOK_SECONDS

    def do_beside(self, job: Callable[[], object]) -> None:
        """Do something once in the worker, behind a save; when it raises OSError, do without it."""
        self._beside.append(job)

    def at_each_look(self, job: Callable[[], object]) -> Callable[[], None]:
        """Do something in the worker at least every `LOOK_SECONDS`. Return a function that ends this."""
        self._at_looks.append(job)
        return lambda: self._at_looks.remove(job)

    def _do_beside(self) -> None:
        while self._beside:
            with suppress(OSError):
                self._beside.pop(0)()

    def _keep_lock(self, lock: SessionLock) -> None:
        """Let the lock live on; say it once where another program has taken it."""
        was_shared = lock.is_shared
        lock.heartbeat()
        if lock.is_shared and not was_shared:
            self._set_status(Status("saved", self._now(), "session.status_shared", {"path": self.path}))

    def _follow(self) -> float:
        """Read in the worker what another program wrote. Return the seconds until the next time."""
        if self.follower.update():
            self._set_status(Status("saved", self._now(), "session.status_followed"))
        elif self.follower.lost and self.status.kind != "failing":
            facts: dict[str, object] = {"path": self.path}
            self._set_status(Status("failing", self._now(), "session.status_lost", facts))
        elif not self.follower.lost and self.status.kind == "failing":
            self._set_status(Status("saved", self._now(), "session.status_followed"))
        return FOLLOW_SECONDS

    def _save(self, *, forced: bool) -> None:
        with self._saving:
            failing = self.status.kind == "failing"
            try:
                if not self._due(failing):
                    if self.status.kind == "saving" or self._saver.notices:
                        self._report_saved()
                elif failing and not forced and time.monotonic() < self._retry_at:
                    self._rescue()
                else:
                    self._saver.write()
                    self._succeeded(failing)
            except Exception as error:  # noqa: BLE001 - said, kept elsewhere and tried again, whatever it is
                self._failed(error)
            if self._saver.lost:
                self._forget_lost()
            self._trash.save(self._system)

    def _forget_lost(self) -> None:
        """Take what another program had erased out of all else that is kept of the session."""
        lost, self._saver.lost = self._saver.lost, []
        self._copy_as_opened()
        for rewriting in map(erasing.rewriting_of, lost):
            self._trash.rewrite(rewriting.session)
            erasing.rewrite_kept(self.path, self.book.meta.id, rewriting, self._system)

    def _due(self, failing: bool) -> bool:
        """Render what changed, else merge what others wrote. Return whether the file must be written."""
        self._saver.prepare()
        if not self._saver.pending and not failing:
            self._saver.merge_external()
            self._saver.prepare()
        return self._saver.pending

    def _succeeded(self, was_failing: bool) -> None:
        self._pause = 0.0
        if was_failing:
            with suppress(OSError):
                self._system.remove(backups.rescue_path(self.book.meta.id))
        self._report_saved()
        if self._now() - self._copied >= backups.INTERVAL:
            self._keep_copy(self._saver.data())

    def _report_saved(self) -> None:
        """Report that all is on the disk, then what another program did to the file."""
        self._set_status(Status("saved", self._now(), "session.status_saved"))
        notices, self._saver.notices = self._saver.notices, []
        for message_id, facts in notices:
            self._set_status(Status("saved", self._now(), message_id, facts))

    def _failed(self, error: Exception) -> None:
        self._pause = min(_LONGEST_PAUSE, self._pause * 2 or _FIRST_PAUSE)
        self._retry_at = time.monotonic() + self._pause
        rescue = self._rescue()
        facts: dict[str, object] = {"path": self.path, "reason": _reason(error), "rescue": rescue}
        message_id = failure_message(error, rescued=rescue is not None)
        self._set_status(Status("failing", self._now(), message_id, facts))

    def _rescue(self) -> Path | None:
        try:
            return backups.rescue(self.book.meta.id, self._saver.data(), self._system)
        except Exception:  # noqa: BLE001 - the failure itself is said already
            return None

    def _copy_as_opened(self) -> None:
        if self._as_opened is not None:
            data, self._as_opened = self._as_opened, None
            self._keep_copy(data)

    def _keep_before(self, data: bytes) -> None:
        """Keep our state before another program's removes or changes anything in it."""
        self._copy_as_opened()
        self._keep_copy(data)

    def _keep_copy(self, data: bytes) -> None:
        """Add to the ring of copies. Where the state folder refuses, go on without, and say so once."""
        self._copied = self._now()
        try:
            backups.keep_copy(self.book.meta.id, self.path, data, self._now(), self._system)
        except OSError as error:
            if not self._without_copies:
                facts: dict[str, object] = {"path": state_folder(), "reason": system_words(error)}
                self._saver.notices.append(("session.status_no_copies", facts))
            self._without_copies = True

    def _set_status(self, status: Status) -> None:
        self.status = status
        if status.is_external and not self._listeners:
            self._unheard.append(status)
        for listener in list(self._listeners):
            listener(status)


def delete_rehearsal(path: Path, now: datetime) -> None:
    """Delete a rehearsal with its copies in the state folder.

    Raises ValueError for a file that is no rehearsal, HeldElsewhere while one is open, SessionFileError,
    StoreError.
    """
    meta = read(path).session
    if not meta.rehearsal:
        raise ValueError(f"{path.name} is no rehearsal")
    lock = take_lock(path, lambda: now)
    try:
        path.unlink()
        shutil.rmtree(backups.folder_of(meta.id), ignore_errors=True)
        for kept in (backups.rescue_path(meta.id), backups.kept_curriculum(meta.id), Trash(meta).path):
            kept.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError("session.not_deleted", path=path, reason=system_words(error)) from error
    finally:
        lock.release()
    forget_lock(path)


def _reason(error: Exception) -> Phrase:
    """Return why a save failed, as words."""
    if isinstance(error, OSError):
        return system_words(error)
    if isinstance(error, JusouError):
        return Phrase(error.message_id, error.facts)
    return Phrase("session.unwritable_value", {"kind": type(error).__name__})


def failure_message(error: Exception, *, rescued: bool) -> str:
    """Return the message id for a save that failed; one of its own where not even the rescue succeeded."""
    if not rescued:
        return "session.status_failing_everywhere"
    if isinstance(error, OSError):
        return _BY_NUMBER.get(error.errno or 0, "session.status_failing")
    return "session.status_unwritable"
