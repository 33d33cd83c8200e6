"""A session file that cannot be read: what can still be, the copies, what differs, a new file from them.

The damaged file is never written to. Where copies come from: docs/durability.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from jusou_tui.errors import SessionFileError, StoreError, unwritable
from jusou_tui.files import exists
from jusou_tui.paths import SESSION_ENDING
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.filesystem import RealFileSystem, replace_file, written_at
from jusou_tui.session.format.mistakes import refused
from jusou_tui.session.format.read import load, parse, read
from jusou_tui.session.model.records import (
    META,
    Address,
    Draft,
    Entry,
    Session,
    changed,
    entries,
    shallow_copy,
)
from jusou_tui.session.storage import backups
from jusou_tui.session.storage.beside import BROKEN
from jusou_tui.session.storage.lock import take_lock
from jusou_tui.session.storage.salvage import Loss, Salvaged, is_too_much, put, remains, salvage
from jusou_tui.text.file_names import unused_path
from jusou_tui.toml import limits

if TYPE_CHECKING:
    from jusou_tui.session.storage.store import Store

CONTENT = ("meetings", "events", "notes", "todos", "sheets", "participants", "presence")
"""The tables that a recovery is about: the view and drafts do not count."""
_RESCUED = (*CONTENT, "drafts")
"""The tables of which a rescue is offered, besides the title and the organisation."""

_TYPED_META = ("title", "organisation")


@dataclass(frozen=True)
class Copy:
    """A readable copy of a session, and when it was written.

    `kind`: a timed copy, the rescue of a save that failed, or what remains of the damaged file itself.
    """

    path: Path
    at: datetime
    kind: Literal["copy", "rescue", "remains"]
    session: Session


@dataclass(frozen=True)
class Difference:
    """Records by address: only in the copy, only in the damaged file, in both but not the same.

    `changed` holds the records of the damaged file.
    """

    only_copy: dict[Address, Entry]
    only_file: dict[Address, Entry]
    changed: dict[Address, Entry]

    def __bool__(self) -> bool:
        return bool(self.only_copy or self.only_file or self.changed)


class Examined(NamedTuple):
    """A session file as it was found: what is wrong with it (None: it can be read), what can be read in it.

    `copies`: the readable ones, the newest first, also of a file that is gone. What remains of a damaged file
    itself comes last.
    """

    problem: SessionFileError | None
    found: Salvaged
    copies: tuple[Copy, ...]


def examine(path: Path) -> Examined:
    """Read a session file, damaged or gone as it may be, and its copies; each once."""
    copies = []
    for candidate, kind in backups.candidates(path):
        with suppress(SessionFileError, OSError):
            copies.append(Copy(candidate, written_at(candidate), kind, read(candidate)))
    problem, found = _read(path)
    rest = remains(found) if problem is not None else None
    if rest is not None:
        with suppress(OSError):
            copies.append(Copy(path, written_at(path), "remains", rest))
    return Examined(problem, found, tuple(copies))


def _read(path: Path) -> tuple[SessionFileError | None, Salvaged]:
    """Return what is wrong with a file and what can be read in it; nothing where it is not there."""
    try:
        data = load(path)
    except SessionFileError as error:
        return error, Salvaged()
    try:
        return None, Salvaged(entries(parse(data, path)))
    except SessionFileError as error:
        if not is_too_much(data):
            return error, salvage(data)
        unread = refused(path, "session.too_much_otherwise", most=limits.NOTES_OTHERWISE).problems
        known = [one for one in error.problems if one.message_id != unread[0].message_id]
        return SessionFileError(error.message_id, path, (*unread, *known), error.more), Salvaged()


def taken(copy: Session, found: Salvaged) -> dict[Address, Entry]:
    """Return the records of a file that are taken beside a copy, of the tables that a recovery is about."""
    return {address: entry for address, entry in found.beside(entries(copy)).items() if address[0] in CONTENT}


def records_of(session: Session) -> dict[Address, Entry]:
    """Return the records of a session that a recovery is about."""
    return {address: entry for address, entry in entries(session).items() if address[0] in CONTENT}


def difference(copy: Session, found: Mapping[Address, Entry]) -> Difference:
    """Return how a copy and the records found in the file differ."""
    ours = records_of(copy)
    return Difference(
        only_copy={address: entry for address, entry in ours.items() if address not in found},
        only_file={address: entry for address, entry in found.items() if address not in ours},
        changed={
            address: entry for address, entry in found.items() if address in ours and ours[address] != entry
        },
    )


def between(copy: Copy, found: Salvaged) -> Difference:
    """Return how a copy and what is taken from the damaged file differ; its own remains do not."""
    if copy.kind == "remains":
        return Difference({}, {}, {})
    return difference(copy.session, taken(copy.session, found))


def is_in(copy: Copy, loss: Loss) -> bool:
    """Return whether a copy has the record of which something could not be taken from the damaged file."""
    return copy.kind != "remains" and loss.address in entries(copy.session)


def missing(copy: Copy, found: Salvaged) -> tuple[Loss, ...]:
    """Return what neither a copy has nor could be taken from the damaged file as it stands there."""
    there = entries(copy.session) if copy.kind != "remains" else {}
    return tuple(loss for loss in found.losses if loss.address not in there)


def united(copy: Session, found: Salvaged) -> Session:
    """Return the copy with what could be read in the damaged file: that is the newer of the two.

    What the file lacks stays: a deleted record cannot be distinguished from a lost one. Of a record that is
    damaged in the file the copy's version stays. Which saves all that contains nobody knows any more.
    """
    session = shallow_copy(copy)
    put(session, found.beside(entries(copy)))
    session.view = session.view.model_copy(update={"saves": {}})
    return session


def beside(path: Path) -> Path:
    """Return a free name for a recovered file beside the damaged one."""
    name = path.name.removesuffix(SESSION_ENDING).removesuffix(".toml")
    return unused_path(path.with_name(f"{name}.recovered{SESSION_ENDING}"))


def write_beside(path: Path, session: Session) -> Path:
    """Write a recovered session to a path where nothing is yet. Return the path.

    Raises StoreError where something is there, or nothing can be written.
    """
    if exists(path):
        raise StoreError("session.exists", path=path)
    try:
        replace_file(path, render(session), RealFileSystem())
    except OSError as error:
        raise unwritable(path, error) from error
    return path


def put_in_place(path: Path, session: Session, now: datetime) -> Path | None:
    """Move the damaged file aside and write the recovered one under its name.

    Return where the damaged one is now, None where there was none. Raises HeldElsewhere, StoreError.
    """
    lock = take_lock(path, lambda: now)
    try:
        aside = _move_aside(path, now) if exists(path) else None
        try:
            write_beside(path, session)
        except BaseException:
            # Nothing may be missing under the session's name because the new file could not be written.
            if aside is not None and not exists(path):
                aside.rename(path)
            raise
    finally:
        lock.release()
    return aside


def _move_aside(path: Path, now: datetime) -> Path:
    name = path.name.removesuffix(".toml")
    aside = unused_path(path.with_name(f"{name}.{now.astimezone():%Y%m%d-%H%M%S}{BROKEN}"))
    try:
        path.rename(aside)
    except OSError as error:
        raise unwritable(path, error) from error
    return aside


def rescue_of(store: Store) -> Copy | None:
    """Return what an earlier run could not save, where it holds anything that the open session lacks."""
    path = store.rescued
    if path is None:
        return None
    try:
        copy = Copy(path, written_at(path), "rescue", read(path))
    except (SessionFileError, OSError):
        return None
    return copy if lacking(store.book.session, copy.session) else None


def lacking(session: Session, copy: Session) -> dict[Address, Entry]:
    """Return the records of a copy that a session has not, or has otherwise.

    Of a draft that says something else in the session both texts are returned as one.
    """
    ours = entries(session)
    found = {address: entry for address, entry in entries(copy).items() if address[0] in _RESCUED}
    for name, draft in copy.drafts.items():
        found["drafts", name] = _with_text_of(session.drafts.get(name), draft)
    found[META] = changed(session.session, {name: getattr(copy.session, name) for name in _TYPED_META})
    return {address: entry for address, entry in found.items() if ours.get(address) != entry}


def _with_text_of(ours: Draft | None, rescued: Draft) -> Draft:
    """Return the rescued draft with what only the session's own says; that where it says all."""
    if ours is None or ours.text.strip() in rescued.text:
        return rescued
    if rescued.text.strip() in ours.text:
        return ours
    return changed(rescued, {"text": f"{rescued.text.rstrip()}\n{ours.text}"})


def lacking_difference(session: Session, missing: Mapping[Address, Entry]) -> Difference:
    """Return how a session differs from the records that it lacks; `changed` holds these, not its own."""
    ours = entries(session)
    return Difference(
        only_copy={address: entry for address, entry in missing.items() if address not in ours},
        only_file={},
        changed={address: entry for address, entry in missing.items() if address in ours},
    )


def put_rescue_away(store: Store, now: datetime) -> None:
    """Make the rescue one of the timed copies, so that it is asked about once and never lost."""
    path, files = store.rescued, RealFileSystem()
    if path is None:
        return
    with suppress(OSError):
        backups.keep_copy(store.book.meta.id, store.path, files.read(path), now, files)
        files.remove(path)
