"""The door between the command line and the Textual program."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from jusou_tui.app.desk import Desk


@dataclass(frozen=True)
class Start:
    """Where to begin: the home screen, the set-up of a curriculum, or a session file."""

    kind: Literal["home", "setup", "session"]
    folder: Path
    path: Path | None = None
    curriculum: Path | None = None


def launch(start: Start) -> int:
    """Run the program until it is left; return the exit status.

    Raises JusouError where the session or curriculum cannot be opened: before the screen is taken.
    """
    from jusou_tui.curriculum.load import load

    desk = _opened(start.path) if start.kind == "session" and start.path else None
    curriculum = load(start.curriculum) if start.curriculum else None
    try:
        from jusou_tui.app.app import JusouApp

        app = JusouApp(start, desk=desk, curriculum=curriculum)
        return app.run() or app.return_code or 0
    finally:
        if desk is not None:
            desk.close()


def _opened(path: Path) -> Desk:
    from jusou_tui.app.desk import Desk

    return Desk.open(path)
