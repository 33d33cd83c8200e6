"""Which files of a folder are sessions, and which of them are copies of one.

A copy is whatever has the session's id in its first 4 kB: file managers, sync tools, mail programs and second
note-takers make them under any name. Names only help to choose the file of a session that is gone on with.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from jusou_tui.files import is_file
from jusou_tui.paths import DELETED, REHEARSALS, SESSION_ENDING
from jusou_tui.session.format.read import written_session_id
from jusou_tui.session.storage.beside import base_path, is_beside

DEPTH = 4
"""How many folders below each other are looked into."""

_HEAD = 4096
_ELSEWHERE = (DELETED, REHEARSALS)
"""Folders that no list looks into: sessions that were deleted, and rehearsals, which are listed apart."""

# Patterns are strings: re compiles and keeps each at its first use, so that start-up does not pay for them.
_HINT = (
    r"(?i)conflict|競合|コピー|複製|写し|バックアップ|控え"
    r"|(?<![a-z])(?:copy|backup)(?![a-z])|[(（]\d{1,3}[)）]"
)
_RECOVERED = r"\.recovered(?:-\d+)?\Z"


class SessionFiles(NamedTuple):
    """The file of a session, and its copies in or below the same folder, the last changed first."""

    path: Path
    copies: tuple[Path, ...] = ()


class _Candidate(NamedTuple):
    """A file of a session that has several: `identity` is equal for two names of one file."""

    path: Path
    depth: int
    written: int
    identity: tuple[int, int]


def files_below(folder: Path, *, without: Collection[str] = _ELSEWHERE) -> Iterator[Path]:
    """Yield the ordinary files of a folder and of those below it, four deep; hidden folders are left out.

    `without`: names of folders that are left out, too. A folder that cannot be read has no files; links to
    folders are not followed.
    """
    for path, _ in _walk(folder, 0, without):
        yield path


def session_paths(folder: Path) -> list[Path]:
    """Return the files that are named as sessions, copies among them, in or below a folder."""
    return sorted(path for path in files_below(folder) if path.name.endswith(SESSION_ENDING))


def session_files(folder: Path) -> list[SessionFiles]:
    """Return the sessions in or below a folder, each once, with its copies, the last changed first.

    A file without an id at its beginning is a session by its name; those come last.
    """
    depths = dict(_walk(folder, 0, _ELSEWHERE))
    by_id: dict[str, list[Path]] = {}
    unknown: list[Path] = []
    for path in depths:
        if is_beside(path.name) or path.name.startswith("."):
            continue
        identifier = written_session_id(path, _HEAD)
        if identifier is not None:
            by_id.setdefault(identifier, []).append(path)
        elif path.name.endswith(SESSION_ENDING):
            unknown.append(path)
    found = [_chosen(paths, depths) for paths in by_id.values() if any(map(_is_toml, paths))]
    found.sort(key=lambda files: _written(files.path), reverse=True)
    return [*found, *(SessionFiles(path) for path in unknown)]


def _walk(folder: Path, depth: int, without: Collection[str]) -> Iterator[tuple[Path, int]]:
    below = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if _is_folder(entry):
                if entry.name not in without and not entry.name.startswith("."):
                    below.append(entry.path)
            elif _is_file(entry):
                yield Path(entry.path), depth
    if depth < DEPTH:
        for one in below:
            yield from _walk(Path(one), depth + 1, without)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file(follow_symlinks=True)
    except OSError:
        return False


def _is_toml(path: Path) -> bool:
    return path.name.endswith(".toml")


def _chosen(paths: Iterable[Path], depths: dict[Path, int]) -> SessionFiles:
    """Return the files of one session with the one in front that is most likely gone on with.

    That is one named as sessions are, which no name and no base beside it shows to be a copy, in the upper
    folder, the last changed. One that was recovered is no copy of the damaged one.
    """
    first, *others = paths
    if not others:
        return SessionFiles(first)
    candidates = [_candidate(path, depths[path]) for path in (first, *others)]
    stems = {_stem(one.path) for one in candidates}

    def likeliness(one: _Candidate) -> tuple[bool, bool, bool, int, int, str]:
        name, stem = one.path.name, _stem(one.path)
        return (
            not name.endswith(SESSION_ENDING),
            re.search(_HINT, name) is not None or is_file(base_path(one.path)),
            any(other != stem and other in stem for other in stems),
            one.depth,
            -one.written,
            str(one.path),
        )

    chosen = min(candidates, key=likeliness)
    known = {chosen.identity}
    copies = []
    for one in sorted(candidates, key=lambda one: (-one.written, str(one.path))):
        if one.identity not in known:
            known.add(one.identity)
            copies.append(one.path)
    return SessionFiles(chosen.path, tuple(copies))


def _candidate(path: Path, depth: int) -> _Candidate:
    try:
        facts = path.stat()
    except OSError:  # it was there a moment ago
        return _Candidate(path, depth, 0, (0, hash(path)))
    return _Candidate(path, depth, facts.st_mtime_ns, (facts.st_dev, facts.st_ino))


def _written(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:  # it was there a moment ago
        return 0


def _stem(path: Path) -> str:
    return re.sub(_RECOVERED, "", path.name.removesuffix(SESSION_ENDING).removesuffix(".toml"))
