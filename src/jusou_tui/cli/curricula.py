"""The curriculum that a session was made from."""

from __future__ import annotations

from pathlib import Path

from jusou_tui.curriculum import library
from jusou_tui.curriculum.load import load
from jusou_tui.curriculum.model import Curriculum


def curriculum_of(name: str, remembered: str | None, session: Path) -> Curriculum:
    """Return a session's curriculum: from where it was, beside the session's file, else by its id.

    Raises InputError where there is none, CurriculumError where it cannot be used.
    """
    places = [Path(remembered), session.parent / Path(remembered).name] if remembered else []
    places.append(session.parent / f"{name}{library.SUFFIX}")
    for path in places:
        if path.is_file():
            return load(path)
    return load(library.find(name))
