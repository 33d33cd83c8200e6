"""Writes a curriculum that a program made: whole, valid, and never over another file."""

from __future__ import annotations

from pathlib import Path

from jusou_tui import paths
from jusou_tui.curriculum.load import parse
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.errors import InputError
from jusou_tui.paths import CURRICULUM_ENDING


def free_id(wanted: str) -> str:
    """Return an id, `wanted` or `wanted-2`, that no file has in any folder where curricula are looked for."""
    folders = list(paths.curriculum_folders())
    stem, number = wanted[:60].rstrip("-"), 1
    while any((folder / f"{_numbered(stem, number)}{CURRICULUM_ENDING}").exists() for folder in folders):
        number += 1
    return _numbered(stem, number)


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem}-{number}"


def text_of(curriculum: Curriculum) -> str:
    """Return a curriculum as the text of its file. What it says is the same when read again."""
    import tomli_w

    table = curriculum.model_dump(mode="python", by_alias=True, exclude_none=True, exclude_defaults=True)
    return tomli_w.dumps(table, multiline_strings=True)


def save(curriculum: Curriculum, folder: Path) -> Path:
    """Write a curriculum into a folder as `<id>.toml`; return the path.

    Raises CurriculumError where its file would not be valid, InputError where there is one, and OSError.
    """
    path = folder / f"{curriculum.id}{CURRICULUM_ENDING}"
    data = text_of(curriculum).encode()
    parse(data, path)
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise InputError("cli.file_there", path=path) from None
    return path
