"""What this machine keeps of a session beside its file, and how words are taken out of all of it.

That is timed copies, the rescue, deleted records (`trash`), what the program laid beside the session's file.
What lies outside is found, to be named: other copies of the session, git, the file's own name.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jusou_tui.errors import SessionFileError
from jusou_tui.files import exists, is_file, read_file
from jusou_tui.paths import SESSION_ENDING
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.filesystem import FileSystem, replace_file
from jusou_tui.session.format.read import parse, written_session_id
from jusou_tui.session.model.records import KEYED, Session
from jusou_tui.session.storage import backups
from jusou_tui.session.storage.beside import CONTENT, JOINED, is_beside
from jusou_tui.session.storage.copies import files_below
from jusou_tui.toml import limits

if TYPE_CHECKING:
    from jusou_tui.session.merge.erased import Erasure

_STAMP = re.compile(r"\.\d{8}-\d{6}(?:-\d+)?\Z", re.ASCII)
"""When a file was put aside, and which one it is of those of one second: behind the session's name."""

_HEAD = 65_536
"""Bytes in which a file's session id stands."""


class Rewriting(NamedTuple):
    """How words are taken out: of a session, and of a file's text where no session can be read in it."""

    session: Callable[[Session], Session]
    text: Callable[[str], str]


def rewriting_of(erasure: Erasure) -> Rewriting:
    """Return how what another copy of a session had erased is taken out of what is kept."""
    from jusou_tui.session.storage.salvage import text_without

    tables = [table for table in KEYED if table != "events"]
    addresses = [(table, key) for table in tables for key in erasure.records]
    return Rewriting(erasure.session, lambda text: text_without(erasure.text(text), addresses))


class Outside(NamedTuple):
    """What holds a session's words and is not reached: other copies in or below the folder, git's history."""

    copies: tuple[Path, ...]
    git: bool


def kept_files(path: Path, session_id: str) -> list[Path]:
    """Return the files with a session's content that the program keeps on this machine beside its own."""
    rescue = backups.rescue_path(session_id)
    return [
        *backups.copies_of(session_id),
        *([rescue] if is_file(rescue) else []),
        *_beside(path, session_id),
    ]


def kept_states(path: Path, session_id: str) -> Iterator[Session | str]:
    """Yield the states of a session that can be read in those files, of a damaged file its text."""
    for file in kept_files(path, session_id):
        with suppress(OSError):
            data = read_file(file, limits.SESSION_BYTES)
            try:
                yield parse(data, file)
            except SessionFileError:
                yield _text(data)


def rewrite_kept(path: Path, session_id: str, rewriting: Rewriting, system: FileSystem) -> list[Path]:
    """Rewrite those files, each with its time. Return the ones that could not be changed."""
    failed = []
    for file in kept_files(path, session_id):
        try:
            _rewrite(file, rewriting, system)
        except (OSError, ValueError):
            failed.append(file)
    return failed


def outside(path: Path, session_id: str) -> Outside:
    """Return what holds the session's words and is not reached."""
    copies = [
        file
        for file in sorted(files_below(path.parent, without=()))
        if file != path and not is_beside(file.name) and written_session_id(file, _HEAD) == session_id
    ]
    folders = (path.parent, *path.parents)
    return Outside(tuple(copies), any(exists(folder / ".git") for folder in folders))


def _rewrite(file: Path, rewriting: Rewriting, system: FileSystem) -> None:
    data = system.read(file)
    times = file.stat()
    try:
        session = parse(data, file)
    except SessionFileError:
        after = rewriting.text(_text(data)).encode(errors="surrogateescape")
    else:
        rewritten = rewriting.session(session)
        after = data if rewritten == session else render(rewritten)
    if after != data:
        replace_file(file, after, system)
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def _text(data: bytes) -> str:
    return data.decode(errors="surrogateescape")


def _beside(path: Path, session_id: str) -> list[Path]:
    """Return the files beside a session that say its id; one without any id where it has the session's name.

    A name that only begins alike is another session's. Joined copies lie where the copies did, also further
    down.
    """
    starts = (f"{path.name.removesuffix('.toml')}.", f"{path.name.removesuffix(SESSION_ENDING)}.")
    stems = (path.name, path.name.removesuffix(".toml"), path.name.removesuffix(SESSION_ENDING))
    found = []
    for file in sorted(files_below(path.parent)):
        own = file.parent == path.parent and file.suffix in CONTENT and file.name.startswith(starts)
        if own or file.suffix == JOINED:
            written = written_session_id(file, backups.MOST_BYTES)
            named = own and _STAMP.sub("", file.stem) in stems
            if written == session_id or (named and written is None):
                found.append(file)
    return found
