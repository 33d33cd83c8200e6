"""What a FILE|CURRICULUM argument names: a session's file, or a curriculum's."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from jusou_tui import paths
from jusou_tui.cli.streams import say
from jusou_tui.errors import InputError, Phrase, system_words
from jusou_tui.files import is_file, is_folder, read_beginning
from jusou_tui.paths import SESSION_ENDING, SUPPLEMENT_ENDING
from jusou_tui.text.terminal import clean
from jusou_tui.wording import t

if TYPE_CHECKING:  # imported where it is used
    from jusou_tui.session.model.records import Session

_LOOKED_AT = 65536
_SESSION = rb"(?m)^[ \t]*\[[ \t]*session[ \t]*\]"
_CURRICULUM = rb"(?m)^[ \t]*\[+[ \t]*(programme|steps|worksheets|variants)\b"
_FORM_ENDINGS = (".docx", ".docm", ".dotx", ".dotm")
"""Of Word files, which may be forms; those with macros are refused in words."""
FileKind = Literal["session", "curriculum", "form", "supplement"]


class Target(NamedTuple):
    """A file and what it holds."""

    kind: FileKind
    path: Path


def kind_of(path: Path) -> FileKind | None:
    """Return what a file holds, by its name, else by its beginning; None where it is neither.

    Raises OSError where it cannot be read.
    """
    if path.name.endswith(SESSION_ENDING):
        return "session"
    if path.name.endswith(SUPPLEMENT_ENDING):
        return "supplement"
    if path.suffix.lower() in _FORM_ENDINGS:
        return "form"
    beginning = read_beginning(path, _LOOKED_AT)
    if re.search(_SESSION, beginning):
        return "session"
    return "curriculum" if re.search(_CURRICULUM, beginning) else None


def read_session(path: Path) -> Session:
    """Return the session of a file; say on standard error what is in doubt of the file as a whole.

    That is: nothing proves that it is whole, a newer program wrote it, or a table lost its header.

    Raises SessionFileError.
    """
    from jusou_tui.session.format.read import opened

    found = opened(path)
    doubts = [
        Phrase(doubt) for doubt in ("session.rearranged" if found.rearranged else None, found.reason) if doubt
    ]
    for doubt in (*doubts, *(lost.phrase for lost in found.lost_headers)):
        say(clean(f"{path}: {t(doubt.message_id, **doubt.facts)}"), err=True)
    return found.session


def readable_folder(folder: Path) -> Path:
    """Return a folder whose files can be seen. Raises InputError where there is none, or it is not for us."""
    if not is_folder(folder):
        raise InputError("cli.folder_missing", path=folder)
    try:
        with os.scandir(folder):
            return folder
    except OSError as error:
        raise InputError("cli.folder_unreadable", path=folder, reason=system_words(error)) from error


def refuse_unseen(path: Path) -> None:
    """Raise OSError where nobody can see whether anything is at a path; nothing there is no error."""
    with suppress(FileNotFoundError, NotADirectoryError):
        path.stat()


def session_path(name: str, folder: Path) -> Path:
    """Return a session's file, as named or in the sessions' folder.

    Raises InputError where it is missing, OSError where it may not be seen.
    """
    given = paths.typed(name)
    for path in (given, folder / name, folder / f"{name}{SESSION_ENDING}"):
        if is_file(path):
            return path
    if is_folder(given):
        raise InputError("cli.is_a_folder", path=given)
    refuse_unseen(given)
    raise InputError("cli.file_missing", path=given)


def find(name: str, folder: Path) -> Target:
    """Return what `name` means: a file, a session in `folder`, or a curriculum's id. Raises InputError."""
    path = paths.typed(name)
    if not is_file(path):
        if not _is_path(name):
            inside = folder / f"{name}{SESSION_ENDING}"
            return Target("session", inside) if is_file(inside) else Target("curriculum", _curriculum(name))
        path = session_path(name, folder)
    return Target(kind_of(path) or "curriculum", path)


def _curriculum(name: str) -> Path:
    """Return a curriculum's file. The models of curricula load here: lists of sessions do without them."""
    from jusou_tui.curriculum import library

    return library.find(name)


def _is_path(name: str) -> bool:
    return name.endswith(".toml") or "/" in name or "\\" in name
