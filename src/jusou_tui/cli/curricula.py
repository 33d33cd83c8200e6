"""The curriculum that a session was made from."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

from jusou_tui.paths import curriculum_folders


def curriculum_path(name: str, remembered: str | None, session: Path) -> Path:
    """Return a session's curriculum: where it was, beside the session's file, else by its id.

    Raises InputError where there is none.
    """
    beside = [Path(remembered), session.parent / Path(remembered).name] if remembered else []
    beside.append(session.parent / f"{name}.toml")
    for path in chain(beside, (folder / f"{name}.toml" for folder in curriculum_folders())):
        if path.is_file():
            return path
    from jusou_tui.curriculum import library

    return library.find(name)
