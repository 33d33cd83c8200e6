"""An exported file in its place: whole or not at all, and never over what somebody may have written."""

from __future__ import annotations

from pathlib import Path

from jusou_tui.curriculum.library import write_new
from jusou_tui.errors import InputError
from jusou_tui.paths import SESSION_ENDING
from jusou_tui.session.format.filesystem import RealFileSystem, replace_file


def put(path: Path, data: bytes, *, replace: bool = False) -> None:
    """Write a file. With `replace` one that is there gives way, but never a session or a curriculum.

    Raises InputError where something is there, OSError where it cannot be written.
    """
    if path.name.endswith((SESSION_ENDING, ".toml")):
        raise InputError("export.not_over_sources", path=path)
    if replace:
        replace_file(path, data, RealFileSystem(), follow_link=True)
    else:
        write_new(path, data)
