"""Curriculum files: found by id or path, listed, identified by their digest, written once made."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from jusou_tui import paths
from jusou_tui.curriculum.titles import heading
from jusou_tui.errors import CurriculumError, InputError
from jusou_tui.files import check_name, exists, is_file, read_file
from jusou_tui.paths import CURRICULUM_ENDING, SUPPLEMENT_ENDING
from jusou_tui.toml import limits

if TYPE_CHECKING:  # the models load when a curriculum is read
    from jusou_tui.curriculum.model import Curriculum


class CurriculumFile(NamedTuple):
    """A curriculum file in a folder, `purpose`: the first of what it is for.

    A broken one has its problem, and its file name as id and title. `meetings`: labels of those of its steps
    that are meetings.
    """

    id: str
    title: str
    path: Path
    version: str
    problem: CurriculumError | None = None
    short_title: str = ""
    purpose: str = ""
    meetings: Mapping[str, str] = MappingProxyType({})


def find(name: str, folders: Sequence[Path] | None = None) -> Path:
    """Return the file of a curriculum by its id, its title or a path; the first folder that has it wins.

    A title, or a short title, may be written in any width and is taken where only one curriculum has it.
    Raises InputError where there is none, with the ids that there are.
    """
    if name.endswith(CURRICULUM_ENDING) or "/" in name or "\\" in name:
        path = paths.typed(name)
        if is_file(path):
            return path
        raise InputError("curriculum.path_unknown", path=path)
    for folder in paths.curriculum_folders() if folders is None else folders:
        path = folder / f"{name}{CURRICULUM_ENDING}"
        if is_file(path):
            return path
    known = available(folders)
    for entry in known:
        if entry.id == name:
            return entry.path
    titled = [
        entry for entry in known if _same(name) in {_same(entry.title), _same(entry.short_title)} - {""}
    ]
    if len(titled) == 1:
        return titled[0].path
    if not known:
        raise InputError("curriculum.none_found", found=name)
    raise InputError("curriculum.name_unknown", found=name, known=", ".join(entry.id for entry in known))


def _same(title: str) -> str:
    """Return a title so that the ways to write it are one: width, case and spaces do not count."""
    import unicodedata

    return "".join(unicodedata.normalize("NFKC", title).casefold().split())


def available(folders: Sequence[Path] | None = None) -> list[CurriculumFile]:
    """Return the curricula of the folders by id, each id once. A broken file is listed, never raised."""
    return _listed(folders, _entry)


def headed(folders: Sequence[Path] | None = None) -> list[CurriculumFile]:
    """Return the same as `available` by the headings of the files alone, which takes a twentieth of the time.

    What is wrong further down is not found, and meetings are not known; a file without a heading is left out.
    """
    return _listed(folders, _headed)


def _listed(
    folders: Sequence[Path] | None, entry_of: Callable[[Path], CurriculumFile | None]
) -> list[CurriculumFile]:
    entries: dict[str, CurriculumFile] = {}
    seen: set[str] = set()
    for folder in paths.curriculum_folders() if folders is None else folders:
        place = os.path.realpath(folder)
        if place in seen:  # whoever works where the shipped ones lie
            continue
        seen.add(place)
        for path in _files(folder):
            if (entry := entry_of(path)) is not None:
                entries.setdefault(entry.id, entry)
    return sorted(entries.values(), key=lambda entry: (entry.problem is not None, entry.id))


def _headed(path: Path) -> CurriculumFile | None:
    found = heading(path)
    if found is None:
        return None
    return CurriculumFile(
        found.id,
        found.title,
        path,
        found.version,
        short_title=found.short_title,
        purpose=found.purpose,
    )


def names(folders: Sequence[Path] | None = None) -> list[str]:
    """Return the names by which the files of curricula are found, in order; nothing is read."""
    wanted = paths.curriculum_folders() if folders is None else folders
    return sorted({path.stem for folder in wanted for path in _files(folder)})


def digest(source: Path | bytes) -> str:
    """Return `sha256:…` of a curriculum file or its bytes, the same whatever its line ends are."""
    import hashlib

    data = source if isinstance(source, bytes) else read_file(source, limits.CURRICULUM_BYTES)
    return "sha256:" + hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def _files(folder: Path) -> list[Path]:
    try:
        files = sorted(folder.iterdir())
    except OSError:
        return []
    return [
        path
        for path in files
        if path.suffix == CURRICULUM_ENDING
        and not path.name.endswith(SUPPLEMENT_ENDING)
        and not path.name.startswith(".")
    ]


def _entry(path: Path) -> CurriculumFile:
    from jusou_tui.curriculum.load import load

    try:
        curriculum = load(path)
    except CurriculumError as problem:
        return CurriculumFile(path.stem, path.stem, path, "", problem)
    titles = curriculum.programme
    return CurriculumFile(
        curriculum.id,
        titles.title,
        path,
        curriculum.version,
        short_title=titles.short_title,
        purpose=titles.purpose[0] if titles.purpose else "",
        meetings={step.id: step.label for step in curriculum.steps if step.kind == "meeting"},
    )


def free_id(wanted: str) -> str:
    """Return an id, `wanted` or `wanted-2`, that no file has in any folder where curricula are looked for."""
    folders = list(paths.curriculum_folders())
    stem, number = wanted[:60].rstrip("-"), 1
    while any(exists(folder / f"{_numbered(stem, number)}{CURRICULUM_ENDING}") for folder in folders):
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
    from jusou_tui.curriculum.load import parse

    path = folder / f"{curriculum.id}{CURRICULUM_ENDING}"
    data = text_of(curriculum).encode()
    parse(data, path)
    folder.mkdir(parents=True, exist_ok=True)
    write_new(path, data)
    return path


def write_new(path: Path, data: bytes) -> None:
    """Write a file where nothing is yet; half of one is not left behind.

    Raises InputError where something is there, OSError, with the path, where it cannot be written.
    """
    check_name(path)
    try:
        file = path.open("xb")
    except FileExistsError:
        raise InputError("cli.file_there", path=path) from None
    try:
        with file:
            file.write(data)
    except OSError as error:
        with suppress(OSError):
            path.unlink()
        raise OSError(error.errno, error.strerror, str(path)) from error
