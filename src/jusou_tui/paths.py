"""Where things lie: the shipped curricula and example, the user's folders, the state folder."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from jusou_tui.files import exists, is_folder

_PACKAGE = Path(__file__).resolve().parent
REHEARSALS = "rehearsals"
DELETED = "deleted"
SESSION_ENDING = ".session.toml"
CURRICULUM_ENDING = ".toml"
SUPPLEMENT_ENDING = ".supplement.toml"
"""Of what lies beside a curriculum: examples of its worksheets, cards, prompts."""
_NAME = "jusou"


def supplement_beside(curriculum: Path) -> Path:
    """Return where the supplement of a curriculum's file lies; it need not exist."""
    return curriculum.with_name(curriculum.name.removesuffix(CURRICULUM_ENDING) + SUPPLEMENT_ENDING)


def shipped(folder: str) -> Path:
    """Return a shipped data folder (`curricula` or `sessions`): in the wheel, else in the source tree."""
    inside = _PACKAGE / folder
    return inside if is_folder(inside) else _PACKAGE.parent.parent / folder


def user_curricula() -> Path:
    """Return the folder for the user's own curricula; it need not exist."""
    import platformdirs

    return Path(platformdirs.user_data_dir(_NAME, appauthor=False)) / "curricula"


def curriculum_folders() -> Iterator[Path]:
    """Yield the folders searched for a curriculum id, first found first used.

    One after the other: to ask the system for the user's folder costs more than to find a file here.
    """
    yield Path("curricula")
    yield user_curricula()
    yield shipped("curricula")


def sessions_folder(given: Path | None = None) -> Path:
    """Return where sessions live: `given`, JUSOU_SESSIONS, ./sessions if there is one, else documents."""
    if given is not None:
        return given
    if named := os.environ.get("JUSOU_SESSIONS"):
        return Path(named)
    here = Path("sessions")
    if is_folder(here):
        return here
    import platformdirs

    return Path(platformdirs.user_documents_dir()) / _NAME


def other_folders() -> Iterator[Path]:
    """Yield folders for sessions where the usual one refuses: of the user, here, the temporary one last."""
    import tempfile

    import platformdirs

    yield Path(platformdirs.user_documents_dir()) / _NAME
    yield typed("~") / _NAME
    with suppress(OSError):  # the working folder was removed, or no folder takes temporary files
        yield Path.cwd() / "sessions"
        yield Path(tempfile.gettempdir()) / _NAME


def rehearsals_folder(folder: Path) -> Path:
    """Return the folder of rehearsals below a folder of sessions; it is its own.

    They lie apart, so that nobody takes one for a meeting.
    """
    return folder if folder.name == REHEARSALS else folder / REHEARSALS


def sessions_of(folder: Path) -> Path:
    """Return the folder of sessions that a folder of rehearsals lies in; another folder is it itself."""
    return folder.parent if folder.name == REHEARSALS else folder


def typed(name: str) -> Path:
    """Return a path as somebody typed it, with `~` and `~name` filled in where there is such a home."""
    path = Path(name)
    try:
        return path.expanduser()
    except RuntimeError:  # nobody of that name
        return path


def make_private(folder: Path) -> None:
    """Make a folder, with those above it that are missing, for its owner only. Raises OSError."""
    for missing in reversed([one for one in (folder, *folder.parents) if not exists(one)]):
        try:
            missing.mkdir(mode=0o700, exist_ok=True)
        except FileExistsError:  # a file is in the way, or has come in between
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(missing)) from None


def state_folder() -> Path:
    """Return the machine's own state folder (rescued bytes, timed copies, crash reports)."""
    if named := os.environ.get("JUSOU_STATE"):
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_state_dir(_NAME, appauthor=False))


def is_portable() -> bool:
    """Return whether this is the portable folder, as its batch file says; pip cannot add to it."""
    return bool(os.environ.get("JUSOU_PORTABLE"))


def settings_file() -> Path:
    """Return the file of this machine's settings (signals and the like); it need not exist."""
    if named := os.environ.get("JUSOU_SETTINGS"):
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_config_dir(_NAME, appauthor=False)) / "settings.toml"
