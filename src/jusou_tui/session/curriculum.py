"""The curriculum that a session was made from. Light: the models load when a curriculum is read."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jusou_tui.curriculum.source import curriculum_path
from jusou_tui.errors import JusouError

if TYPE_CHECKING:  # imported where it is used
    from jusou_tui.curriculum.model import Curriculum
    from jusou_tui.session.model.records import Session


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
