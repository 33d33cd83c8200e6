"""An open session and its file: everything that changes is on the disk a quarter of a second later.

docs/durability.md tells what is promised, and how each promise is kept.
"""

from __future__ import annotations

import atexit
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from jusou_tui.errors import StoreError
from jusou_tui.session import copies, read
from jusou_tui.session.autosave import Autosave, Worker
from jusou_tui.session.book import SessionBook
from jusou_tui.session.changes import Change
from jusou_tui.session.files import FileSystem, RealFileSystem
from jusou_tui.session.lock import HEARTBEAT, HeldElsewhere, SessionLock
from jusou_tui.session.records import Session
from jusou_tui.session.saver import Saver
from jusou_tui.session.states import Status, failure_message
from jusou_tui.session.write import remove_leftovers

__all__ = ["HeldElsewhere", "Status", "Store"]

_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 10.0
StatusListener = Callable[[Status], None]
WorkerMaker = Callable[[Callable[[], float]], Worker]


def _local_now() -> datetime:
    return datetime.now().astimezone()


class Store:
    """Owns the file of one session, its lock and the worker that saves. Made by `open` or `create`.

    `reason` is the message id that says why a session is only being looked at, None where it is not.
    """

    def __init__(
        self,
        path: Path,
        opened: read.Opened,
        written: bytes | None,
        *,
        lock: SessionLock | None,
        system: FileSystem,
        now: Callable[[], datetime],
        worker: WorkerMaker,
    ) -> None:
        self.path = path
        self.reason = opened.reason
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
        self._saver = Saver(path, self.book, system, written, cut=opened.as_written)
        self.status = Status("saved", now(), "session.status_saved")
        if lock is None:
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
        """Open a session file to go on with it, or `read_only` to look.

        Raises SessionFileError, HeldElsewhere (then look, or `take_over` from another machine), StoreError.
        """
        system = system or RealFileSystem()
        path = Path(os.path.realpath(path))
        lock = None
        if not read_only:
            lock = _locked(path, now, over=take_over)
        try:
            data = read.load(path, system.read)
            opened = read.parse_opened(data, path)
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
            raise _unwritable(path, error) from error
        lock = _locked(path, now, over=False)
        if path.exists():
            lock.release()
            raise StoreError("session.exists", path=path)
        store = cls(
            path,
            read.Opened(session, as_written=False),
            None,
            lock=lock,
            system=system,
            now=now,
            worker=worker,
        )
        try:
            store.flush()
        except BaseException:
            with suppress(StoreError):
                store.close()
            raise
        return store

    @property
    def rescued(self) -> Path | None:
        """Where an earlier failure left bytes of this session that its file may lack; None: nowhere."""
        place = copies.rescue_path(self.book.meta.id)
        return place if place.is_file() else None

    def subscribe(self, listener: StatusListener) -> Callable[[], None]:
        """Call `listener` with every new status, from whichever thread. Return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def flush(self) -> None:
        """Save now and wait. Raises StoreError where the file could not be written (the rescue was tried)."""
        if self.read_only or self._closed:
            return
        self._save(forced=True)
        if self.status.kind == "failing":
            raise StoreError(self.status.message_id, **self.status.facts)

    def close(self) -> None:
        """Save, stop the worker, let go of the lock. Raises StoreError like `flush`, after letting go."""
        if self.read_only or self._closed:
            return
        atexit.unregister(self._at_exit)
        self._autosave.stop()
        try:
            self.flush()
        finally:
            self._closed = True
            if self._lock is not None:
                self._lock.release()

    def _at_exit(self) -> None:
        """Save what a program that ends without `close` would take with it."""
        with suppress(StoreError):
            self.close()

    def _changed(self, change: Change) -> None:
        self._saver.mark(change.addresses)
        if self.status.kind == "saved":
            self._say(Status("saving", self._now(), "session.status_saving"))
        self._autosave.poke()

    def _work(self) -> float:
        """Do what is due, in the worker. Return the seconds until something may be due again."""
        if self._lock is not None:
            self._lock.beat()
        self._save(forced=False)
        if self._as_opened is not None:
            data, self._as_opened = self._as_opened, None
            self._keep_copy(data)
        if self.status.kind == "failing":
            return max(0.0, self._retry_at - time.monotonic())
        return HEARTBEAT.total_seconds()

    def _save(self, *, forced: bool) -> None:
        with self._saving:
            failing = self.status.kind == "failing"
            try:
                self._saver.prepare()
                if not self._saver.pending:
                    return
                if failing and not forced and time.monotonic() < self._retry_at:
                    self._rescue()
                    return
                self._saver.write()
            except (OSError, ValueError, TypeError, StoreError) as error:
                self._failed(error)
            else:
                self._succeeded(failing)

    def _succeeded(self, was_failing: bool) -> None:
        self._pause = 0.0
        if was_failing:
            with suppress(OSError):
                self._system.remove(copies.rescue_path(self.book.meta.id))
        if self._saver.set_aside is not None:
            aside, self._saver.set_aside = self._saver.set_aside, None
            self._say(Status("saved", self._now(), "session.status_set_aside", {"path": aside}))
        else:
            self._say(Status("saved", self._now(), "session.status_saved"))
        if self._now() - self._copied >= copies.INTERVAL:
            self._keep_copy(self._saver.data())

    def _failed(self, error: Exception) -> None:
        self._pause = min(_LONGEST_PAUSE, self._pause * 2 or _FIRST_PAUSE)
        self._retry_at = time.monotonic() + self._pause
        rescue = self._rescue()
        reason = getattr(error, "strerror", None) or type(error).__name__
        facts: dict[str, object] = {"path": self.path, "reason": reason, "rescue": rescue}
        message_id = failure_message(error, rescued=rescue is not None)
        self._say(Status("failing", self._now(), message_id, facts))

    def _rescue(self) -> Path | None:
        try:
            return copies.rescue(self.book.meta.id, self._saver.data(), self._system)
        except OSError:
            return None

    def _keep_copy(self, data: bytes) -> None:
        """Add to the ring of copies. A state folder that cannot be written disturbs nobody."""
        self._copied = self._now()
        with suppress(OSError):
            copies.keep_copy(self.book.meta.id, self.path, data, self._now(), self._system)

    def _say(self, status: Status) -> None:
        self.status = status
        for listener in list(self._listeners):
            listener(status)


def _locked(path: Path, now: Callable[[], datetime], *, over: bool) -> SessionLock:
    lock = SessionLock(path, now)
    try:
        lock.take(over=over)
    except OSError as error:
        raise _unwritable(path, error) from error
    return lock


def _unwritable(path: Path, error: OSError) -> StoreError:
    return StoreError("session.folder_unwritable", path=path.parent, reason=error.strerror or str(error))
