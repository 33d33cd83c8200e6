"""Finds curricula by id or path, lists them, and identifies the state of a file by its digest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jusou_tui import paths
from jusou_tui.curriculum.load import load
from jusou_tui.errors import CurriculumError, InputError
from jusou_tui.paths import CURRICULUM_ENDING


@dataclass(frozen=True)
class CurriculumFile:
    """A curriculum file in a folder, `purpose`: the first of what it is for.

    A broken one has its problem, and its file name as id and title.
    """

    id: str
    title: str
    path: Path
    version: str
    problem: CurriculumError | None = None
    short_title: str = ""
    purpose: str = ""


def find(name: str, folders: Sequence[Path] | None = None) -> Path:
    """Return the file of a curriculum by its id, its title or a path; the first folder that has it wins.

    A title, or a short title, may be written in any width and is taken where only one curriculum has it.
    Raises InputError where there is none, with the ids that there are.
    """
    if name.endswith(CURRICULUM_ENDING) or "/" in name or "\\" in name:
        path = paths.typed(name)
        if path.is_file():
            return path
        raise InputError("curriculum.path_unknown", path=path)
    for folder in paths.curriculum_folders() if folders is None else folders:
        path = folder / f"{name}{CURRICULUM_ENDING}"
        if path.is_file():
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
    entries: dict[str, CurriculumFile] = {}
    for folder in paths.curriculum_folders() if folders is None else folders:
        for path in _files(folder):
            entry = _entry(path)
            entries.setdefault(entry.id, entry)
    return sorted(entries.values(), key=lambda entry: (entry.problem is not None, entry.id))


def digest(source: Path | bytes) -> str:
    """Return `sha256:…` of a curriculum file or its bytes, the same whatever its line ends are."""
    import hashlib

    data = source if isinstance(source, bytes) else source.read_bytes()
    same = data.replace(b"\r\n", b"\n")
    return f"sha256:{hashlib.sha256(same).hexdigest()}"


def _files(folder: Path) -> list[Path]:
    try:
        files = sorted(folder.iterdir())
    except OSError:
        return []
    return [path for path in files if path.suffix == CURRICULUM_ENDING and not path.name.startswith(".")]


def _entry(path: Path) -> CurriculumFile:
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
    )
