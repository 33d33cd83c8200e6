"""A session file that cannot be read: what can still be, the copies, what differs, a new file from them.

The damaged file is never written to. Where copies come from: docs/durability.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ValidationError

from jusou_tui.errors import SessionFileError, StoreError
from jusou_tui.paths import SESSION_ENDING
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.filesystem import RealFileSystem, replace_file, written_at
from jusou_tui.session.format.mistakes import unusual_dates
from jusou_tui.session.format.read import load, parse, read
from jusou_tui.session.model.ids import PATTERN
from jusou_tui.session.model.records import RECORDS, Address, Entry, Session, entries, shallow_copy, table_of
from jusou_tui.session.storage import backups
from jusou_tui.session.storage.lock import take_lock, unwritable
from jusou_tui.text.file_names import unused_path
from jusou_tui.toml import limits
from jusou_tui.toml.limits import cleaned

if TYPE_CHECKING:
    from jusou_tui.session.storage.store import Store

CONTENT = ("events", "notes", "todos", "sheets", "participants", "presence")
"""The tables that a recovery is about: the view and drafts do not count."""

_HEADER = re.compile(r'"""|^\[([^\n\]]+)\][ \t]*(?:#[^\n]*)?$', re.MULTILINE)
_EVENT = re.compile(rf"^{PATTERN} = \{{[^\n]*\}}$", re.MULTILINE)
_UNSAFE = frozenset({"session", "view", "drafts", "meetings"})
"""Tables that a copy knows better than a damaged file: half of their record is worse than an older one."""


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


def readable_copies(path: Path) -> list[Copy]:
    """Return the readable copies of a session file, the newest first, also of one that is gone.

    What remains of a damaged file itself comes last.
    """
    found = []
    for candidate, kind in backups.candidates(path):
        with suppress(SessionFileError, OSError):
            found.append(Copy(candidate, written_at(candidate), kind, read(candidate)))
    if problem_of(path) is not None:
        with suppress(SessionFileError, OSError):
            rest = remains(load(path))
            if rest is not None:
                found.append(Copy(path, written_at(path), "remains", rest))
    return found


def problem_of(path: Path) -> SessionFileError | None:
    """Return what is wrong with a file, None where it can be read."""
    try:
        read(path)
    except SessionFileError as error:
        return error
    return None


def records_in(path: Path) -> dict[Address, Entry]:
    """Return the records that can be read in a file, damaged or not. A file that is not there has none."""
    try:
        data = load(path)
    except SessionFileError:
        return {}
    try:
        found = entries(parse(data, path))
    except SessionFileError:
        found = salvage(data)
    return {address: entry for address, entry in found.items() if address[0] in CONTENT}


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


def united(copy: Session, found: Mapping[Address, Entry]) -> Session:
    """Return the copy with what could be read in the damaged file: that is the newer of the two.

    What the file lacks stays: a deleted record cannot be distinguished from a lost one.
    """
    session = shallow_copy(copy)
    for (table, identifier), entry in found.items():
        table_of(session, table)[identifier] = entry
    return session


def beside(path: Path) -> Path:
    """Return a free name for a recovered file beside the damaged one."""
    name = path.name.removesuffix(SESSION_ENDING).removesuffix(".toml")
    return unused_path(path.with_name(f"{name}.recovered{SESSION_ENDING}"))


def write_beside(path: Path, session: Session) -> Path:
    """Write a recovered session to a path where nothing is yet. Return the path.

    Raises StoreError where something is there, or nothing can be written.
    """
    if path.exists():
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
        aside = _move_aside(path, now) if path.exists() else None
        try:
            write_beside(path, session)
        except BaseException:
            # Nothing may be missing under the session's name because the new file could not be written.
            if aside is not None and not path.exists():
                aside.rename(path)
            raise
    finally:
        lock.release()
    return aside


def _move_aside(path: Path, now: datetime) -> Path:
    name = path.name.removesuffix(".toml")
    aside = unused_path(path.with_name(f"{name}.{now.astimezone():%Y%m%d-%H%M%S}.broken"))
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
    """Return the records of a copy that a session has not, or has otherwise."""
    ours = entries(session)
    return {
        address: entry
        for address, entry in entries(copy).items()
        if address[0] in CONTENT and ours.get(address) != entry
    }


def lacking_difference(session: Session, missing: Mapping[Address, Entry]) -> Difference:
    """Return how a session differs from the records that it lacks; `changed` holds the session's records."""
    ours = entries(session)
    return Difference(
        only_copy={address: entry for address, entry in missing.items() if address not in ours},
        only_file={},
        changed={address: ours[address] for address in missing if address in ours},
    )


def put_rescue_away(store: Store, now: datetime) -> None:
    """Make the rescue one of the timed copies, so that it is asked about once and never lost."""
    path, files = store.rescued, RealFileSystem()
    if path is None:
        return
    with suppress(OSError):
        backups.keep_copy(store.book.meta.id, store.path, files.read(path), now, files)
        files.remove(path)


def salvage(data: bytes) -> dict[Address, Entry]:
    """Return the whole records of a damaged file: people, events, notes, sheets, ToDos. Never raises.

    The last one of a file that was cut off may be half; it is left out.
    """
    text = data.decode(errors="replace").replace("\r\n", "\n")
    if len(data) > limits.SESSION_BYTES or limits.dotted_run(text) is not None:
        return {}
    return {address: entry for chunk in _whole(text) for address, entry in _records(chunk)}


def remains(data: bytes) -> Session | None:
    """Return a session of nothing but what can be read of a damaged file; None where its head cannot."""
    text = data[: limits.SESSION_BYTES].decode(errors="replace").replace("\r\n", "\n")
    head = next((chunk for chunk in _chunks(text) if chunk.startswith("[session]")), "")
    if limits.dotted_run(head) is not None:
        return None
    try:
        document = tomllib.loads(head)
        if unusual_dates(document):
            return None
        session = Session.model_validate({"session": cleaned(document["session"])})
    except (ValueError, RecursionError, KeyError):
        return None
    for (table, identifier), entry in salvage(data).items():
        table_of(session, table)[identifier] = entry
    return session


def text_without(text: str, addresses: Iterable[Address]) -> str:
    """Return a file's text without some records, readable as a session or not."""
    chunks = list(_chunks(text))
    before = text[: len(text) - sum(map(len, chunks))]
    heads = tuple(f"[{table}.{identifier}{end}" for table, identifier in addresses for end in ("]", "."))
    return before + "".join(chunk for chunk in chunks if not chunk.startswith(heads))


def _whole(text: str) -> Iterator[str]:
    """Yield the chunks that are surely whole: of a file that was cut off not the last, unless it is lines."""
    chunks = list(_chunks(text))
    cut_off = not text.rstrip().endswith("[end]")
    for place, chunk in enumerate(chunks, 1):
        if place < len(chunks) or not cut_off or chunk.startswith("[events]"):
            yield chunk


def _chunks(text: str) -> Iterator[str]:
    """Yield the text from header to header; those inside a multi-line text do not count."""
    starts: list[tuple[int, str]] = []
    inside = False
    for match in _HEADER.finditer(text):
        if match[1] is None:
            inside = not inside
        elif not inside:
            record = ".".join(match[1].split(".")[:2])
            if not starts or starts[-1][1] != record:
                starts.append((match.start(), record))
    bounds = [*(start for start, _ in starts), len(text)]
    for begin, stop in pairwise(bounds):
        yield text[begin:stop]


def _records(chunk: str) -> Iterator[tuple[Address, Entry]]:
    """Yield the records of one chunk that are what they should be."""
    if chunk.startswith("[events]"):
        for line in _EVENT.findall(chunk):
            yield from _records_of(f"[events]\n{line}")
    else:
        yield from _records_of(chunk)


def _records_of(text: str) -> Iterator[tuple[Address, Entry]]:
    try:
        document = tomllib.loads(text)
    except (ValueError, RecursionError):
        return
    for name, table in document.items():
        model = None if name in _UNSAFE else RECORDS.get(name)
        if model is None or not isinstance(table, dict) or limits.too_deep(table):
            continue
        if unusual_dates({name: table}):
            continue
        for identifier, value in table.items():
            if re.fullmatch(PATTERN, identifier):
                yield from _validated(model, (name, identifier), value)


def _validated(model: type[BaseModel], address: Address, value: object) -> Iterator[tuple[Address, Entry]]:
    try:
        yield address, model.model_validate(cleaned(value))
    except ValidationError:
        return
