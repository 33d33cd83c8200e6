"""Deleting the file of a rehearsal: the only session file that this program deletes."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from jusou_tui.errors import StoreError
from jusou_tui.session.format.read import read
from jusou_tui.session.storage import backups
from jusou_tui.session.storage.lock import holder_path, lock_path, take_lock
from jusou_tui.session.storage.trash import Trash


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
        for kept in (backups.rescue_path(meta.id), Trash(meta).path):
            kept.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError("session.not_deleted", path=path, reason=error.strerror or "") from error
    finally:
        lock.release()
    for rest in (lock_path(path), holder_path(path)):
        with suppress(OSError):
            rest.unlink()
