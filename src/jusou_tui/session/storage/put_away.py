"""Sessions that were taken from the lists: their files lie in a folder of their own beside the others."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from jusou_tui.errors import StoreError, system_words
from jusou_tui.paths import DELETED, make_private
from jusou_tui.session.storage.lock import forget_lock, take_lock
from jusou_tui.text.file_names import unused_path


def put_away(path: Path, now: datetime) -> Path:
    """Move a session's file into the folder of deleted ones beside it, where no list looks; return its place.

    Raises HeldElsewhere while it is open, StoreError.
    """
    lock = take_lock(path, lambda: now)
    try:
        make_private(path.parent / DELETED)
        target = unused_path(path.parent / DELETED / path.name)
        path.rename(target)
    except OSError as error:
        raise StoreError("session.not_deleted", path=path, reason=system_words(error)) from error
    finally:
        lock.release()
    forget_lock(path)
    return target


def bring_back(away: Path, path: Path) -> Path:
    """Move a file that was put away back to `path`, or beside what is there now; return its place.

    Raises StoreError.
    """
    try:
        target = unused_path(path)
        away.rename(target)
    except OSError as error:
        raise StoreError("session.not_brought_back", path=away, reason=system_words(error)) from error
    return target
