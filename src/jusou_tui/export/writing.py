"""An exported file in its place: whole or not at all, and never over what somebody may have written."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from jusou_tui.curriculum.library import write_new
from jusou_tui.errors import InputError
from jusou_tui.files import exists, is_folder, same_file
from jusou_tui.paths import SESSION_ENDING
from jusou_tui.session.format.filesystem import RealFileSystem, replace_file


def check_free(path: Path, *, replace: bool, read: Iterable[Path] = ()) -> None:
    """Raise InputError where a file may not be written: where one is, where a session would be, in no folder.

    `read`: files that are needed for it or written beside it; none of them gives way either.
    """
    if path.name.lower().endswith((SESSION_ENDING, ".toml")):
        raise InputError("export.not_over_sources", path=path)
    if not replace and exists(path):
        raise InputError("cli.file_there", path=path)
    if not is_folder(path.absolute().parent):
        raise InputError("export.no_folder", path=path.parent)
    if any(same_file(path, one) for one in read):
        raise InputError("export.same_file", path=path)


def put(path: Path, data: bytes, *, replace: bool = False) -> None:
    """Write a file. With `replace` one that is there gives way, but never a session or a curriculum.

    Raises InputError where something is there, OSError where it cannot be written.
    """
    check_free(path, replace=replace)
    if replace:
        replace_file(path, data, RealFileSystem(), follow_link=True)
    else:
        write_new(path, data)
