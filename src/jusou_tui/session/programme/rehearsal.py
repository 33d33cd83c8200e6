"""Rehearsals: a copy of a session's plan to rehearse, and how one is deleted."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from jusou_tui.errors import StoreError
from jusou_tui.session.format.read import read
from jusou_tui.session.model.ids import new_id
from jusou_tui.session.model.records import Meeting, Session, View
from jusou_tui.session.storage import backups
from jusou_tui.session.storage.lock import holder_path, lock_path, take_lock
from jusou_tui.session.storage.trash import Bin


def rehearsal_of(session: Session, step: str, held: Collection[str], now: datetime, speed: float) -> Session:
    """Return a rehearsal of a session's plan for `step`: its set-up, its members and the step's memos.

    Nothing that happened comes along; the steps `held` count as done. The people keep their ids; `now` is
    the rehearsal's time. The session is not changed.
    """
    head = {"id": new_id(now), "created": now, "rehearsal": True, "speed": speed, "closed": None}
    steps = {**dict.fromkeys(held, Meeting()), **session.meetings}
    meetings = {
        key: meeting.model_copy(update={"closed": now if key in held else None})
        for key, meeting in steps.items()
    }
    memos = {key: note for key, note in session.notes.items() if note.memo and note.step == step}
    return Session(
        session=session.session.model_copy(update=head),
        participants=dict(session.participants),
        meetings=meetings,
        notes=memos,
        view=View(screen="setup" if session.view.screen == "setup" else "run", step=step),
    )


def delete(path: Path, now: datetime) -> None:
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
        for kept in (backups.rescue_path(meta.id), Bin(meta).path):
            kept.unlink(missing_ok=True)
    except OSError as error:
        raise StoreError("session.not_deleted", path=path, reason=error.strerror or "") from error
    finally:
        lock.release()
    for rest in (lock_path(path), holder_path(path)):
        with suppress(OSError):
            rest.unlink()
