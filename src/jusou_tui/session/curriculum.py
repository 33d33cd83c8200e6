"""The curriculum that a session's file names. Light: the models load when a curriculum is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jusou_tui.errors import InputError, JusouError
from jusou_tui.files import is_file
from jusou_tui.paths import CURRICULUM_ENDING, curriculum_folders

if TYPE_CHECKING:  # imported where it is used
    from jusou_tui.curriculum.model import Curriculum
    from jusou_tui.curriculum.supplement import Supplement
    from jusou_tui.session.model.records import Meta, Session

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ELSEWHERE = ("\\\\", "//")
"""How a path to another machine begins; Windows would greet that machine with the user's name."""


def source_of(session: Session, path: Path) -> Path:
    """Return the curriculum's file of a session whose own file is `path`. Raises InputError."""
    meta = session.session
    return curriculum_path(meta.curriculum, meta.curriculum_path, path)


def load_curriculum(session: Session, path: Path) -> Curriculum:
    """Return the curriculum of a session whose file is `path`. Raises InputError, CurriculumError."""
    from jusou_tui.curriculum.load import load

    return load(source_of(session, path))


def curriculum_of(session: Session, path: Path) -> Curriculum | None:
    """Return the curriculum of a session whose file is `path`, None where it cannot be found or read."""
    with suppress(JusouError):
        return load_curriculum(session, path)
    return None


def supplement_of(session: Session, path: Path) -> Supplement:
    """Return what the curriculum of a session brings besides; nothing where that cannot be found or read."""
    from jusou_tui.curriculum import supplement

    with suppress(JusouError):
        return supplement.supplement_of(source_of(session, path))
    return supplement.NOTHING


def plan_of(meta: Meta) -> str | None:
    """Return the digest of the ids and minutes that a session was last used with, None where unknown."""
    if meta.curriculum_plan is not None:
        return meta.curriculum_plan
    from jusou_tui.curriculum.plan_digest import earlier_plan

    return earlier_plan(meta.curriculum_digest)


def curriculum_path(name: str, remembered: str | None, session: Path) -> Path:
    """Return the curriculum of a session's file: where it was, beside that file, else by its id.

    Both names come out of a file that anybody may have written: an id is never taken for a path, and a path
    only when it is that of a TOML file on this machine. Raises InputError where there is none.
    """
    for path in _places(name, remembered, session):
        if is_file(path):
            return path
    if not _ID.fullmatch(name):
        raise InputError("curriculum.none_found", found=name)
    from jusou_tui.curriculum import library

    return library.find(name)


def _places(name: str, remembered: str | None, session: Path) -> Iterator[Path]:
    if remembered and remembered.endswith(CURRICULUM_ENDING) and not remembered.startswith(_ELSEWHERE):
        yield Path(remembered)
        yield session.parent / Path(remembered).name
    if _ID.fullmatch(name):
        yield session.parent / f"{name}{CURRICULUM_ENDING}"
        for folder in curriculum_folders():
            yield folder / f"{name}{CURRICULUM_ENDING}"
