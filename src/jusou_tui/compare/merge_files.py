"""Copies of one session joined into a file: read, merged, the file before kept, the result written whole."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from jusou_tui.compare.merge import Merged, merge_all
from jusou_tui.errors import StoreError
from jusou_tui.session.format.filesystem import RealFileSystem, replace_file
from jusou_tui.session.format.read import load, parse, read
from jusou_tui.session.model.records import Session
from jusou_tui.session.storage import backups
from jusou_tui.session.storage.lock import SessionLock

BASE_ENDING = ".session.base"
"""Beside a copy that somebody takes notes in: the session as it was when the copy was made."""


def base_path(copy: Path) -> Path:
    """Return where the state lies that a copy began from."""
    return copy.with_name(f"{copy.name.removesuffix('.toml').removesuffix('.session')}{BASE_ENDING}")


def merge_files(mine: Path, others: Sequence[Path], output: Path, base: Path | None = None) -> Merged:
    """Join copies of one session into `output` and return what came out.

    Without `base` each copy's own base beside it is used, where there is one. What `output` held goes to
    the timed copies first. Raises SessionFileError, InputError (another run), StoreError (held elsewhere,
    not writable).
    """
    merged = merge_all(read(mine), ((read(other), _base(base, mine, other)) for other in others))
    _write(output, merged)
    return merged


def _base(given: Path | None, mine: Path, other: Path) -> Session | None:
    if given is not None:
        return read(given)
    for candidate in (base_path(other), base_path(mine)):
        if candidate.is_file():
            return read(candidate)
    return None


def _write(output: Path, merged: Merged) -> None:
    data = merged.data
    parse(data, output)
    system, now = RealFileSystem(), datetime.now().astimezone
    try:
        lock = SessionLock(output, now)
        lock.take()
        try:
            if output.exists():
                with suppress(OSError):
                    before = load(output)
                    backups.keep_copy(merged.session.session.id, output, before, now(), system)
            replace_file(output, data, system)
        finally:
            lock.release()
    except OSError as error:
        raise StoreError(
            "session.folder_unwritable", path=output.parent, reason=error.strerror or str(error)
        ) from error
