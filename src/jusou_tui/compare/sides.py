"""The two sides of a comparison: two files, a session and its copy, now and the last meeting."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jusou_tui.compare.change import Change
from jusou_tui.compare.diff import diff
from jusou_tui.compare.merge import Merged, merge_files
from jusou_tui.compare.runs import compare_runs
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.errors import SessionFileError
from jusou_tui.session.curriculum import curriculum_of
from jusou_tui.session.format.filesystem import RealFileSystem
from jusou_tui.session.format.read import check_together, read
from jusou_tui.session.model.records import Session
from jusou_tui.session.storage import backups, erasing
from jusou_tui.session.storage.beside import JOINED
from jusou_tui.session.storage.lock import SessionLock, forget_lock
from jusou_tui.text.file_names import unused_path
from jusou_tui.wording import t

_STAMP = "%Y%m%dT%H%M%S"


@dataclass(frozen=True)
class Sides:
    """Two states of a session, or two runs, each with its name for the user."""

    old: Session
    new: Session
    old_name: str
    new_name: str
    curriculum: Curriculum | None = None
    old_curriculum: Curriculum | None = None

    def changes(self) -> list[Change]:
        """Return what differs."""
        if self.old.session.id == self.new.session.id:
            return diff(self.old, self.new, self.curriculum)
        before = self.old_curriculum or self.curriculum
        found = compare_runs(self.old, self.new, before, self.curriculum, include_private=True)
        return list(found.changes)


def sides_of_files(old: Path, new: Path) -> Sides:
    """Return two session files side by side. Raises SessionFileError; InputError where they are too much."""
    check_together([old, new])
    before, after = read(old), read(new)
    return Sides(
        before,
        after,
        old.name,
        new.name,
        curriculum_of(after, new),
        old_curriculum=curriculum_of(before, old),
    )


def join_copy(original: Path, copy: Path) -> tuple[Merged, Path]:
    """Join a copy of a session into its file; return what came out, and the copy's new place.

    The copy gets a name that no list shows, and loses what the original had erased.
    Raises JusouError, also where somebody has one of the two open; OSError where only the renaming failed.
    """
    lock = SessionLock(copy)
    try:
        with suppress(OSError):  # where no lock can be made the copy can be read, but not renamed
            lock.take()
        merged = merge_files(original, [copy], original)
        away = unused_path(copy.with_name(f"{copy.name}{JOINED}"))
        copy.rename(away)
    finally:
        lock.release()
    forget_lock(copy)
    for lost in filter(None, merged.others_lost):
        rewriting, system = erasing.rewriting_of(lost), RealFileSystem()
        erasing.rewrite_kept(original, merged.session.session.id, rewriting, system)
    return merged, away


def since_last_meeting(session: Session, curriculum: Curriculum) -> Sides | None:
    """Return a session as it was after its last meeting, and now; None where no copy shows how it was."""
    found = _state_after_last_meeting(session)
    if found is None:
        return None
    at, before = found
    name = t("compare.since_name", at=f"{at:%Y-%m-%d %H:%M}")
    return Sides(before, session, name, t("common.state_now"), curriculum)


def _state_after_last_meeting(session: Session) -> tuple[datetime, Session] | None:
    """Return the first backup made after the last meeting's end, with its time; where none was, the newest.

    None where no meeting has ended, or this machine has no readable backup.
    """
    ends = [event.at for event in session.events.values() if event.kind == "finish"]
    found = []
    for path in backups.copies_of(session.session.id):
        with suppress(ValueError):
            found.append((datetime.strptime(path.name[:15], _STAMP).astimezone(), path))
    if not ends or not found:
        return None
    behind = sorted(pair for pair in found if pair[0] >= max(ends))
    at, path = behind[0] if behind else max(found)
    with suppress(SessionFileError):
        return at, read(path)
    return None
