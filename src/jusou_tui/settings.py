"""The settings of this machine: which signals are given, how far rows may be shortened. A small TOML file."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from jusou_tui import paths
from jusou_tui.errors import InputError
from jusou_tui.files import exists, read_file

MOST_BYTES = 100_000
"""A settings file is small; what is larger is not one."""
LEAST_SHARE, MOST_SHARE, SHARE_STEP = 50, 100, 10
"""Per cent of its minutes that a row keeps when a meeting must end on time: bounds and step."""


class Settings(BaseModel):
    """What can be chosen; unknown keys are passed over."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")

    bell: bool = True
    """Ring the terminal's bell at a signal."""
    desktop_notice: bool = True
    """Ask the terminal for a notice on the desktop where it is known to understand that."""
    title_flash: bool = True
    """Show in the window's title how much is left, and a signal for a while."""
    screen_flash: bool = True
    """Show a signal across the page, so that nobody misses it on a shared screen."""
    fifth_left: bool = True
    """Alert when a fifth of an activity's time is left."""
    last_minute: bool = True
    """Alert when a minute of it is left."""
    time_up: bool = True
    """Alert when its time is up."""
    overtime: bool = True
    """Alert every five minutes of overtime."""
    cues: bool = True
    """Alert at an activity's cues at their minutes."""
    turns: bool = True
    """Alert at the end of a turn in a round and of a part of an activity."""
    hints: bool = True
    """Say where a good moment to move on is."""
    shortest_share: Annotated[int, Field(ge=LEAST_SHARE, le=MOST_SHARE)] = 80
    """Per cent of its minutes that a row keeps when a meeting must end on time."""
    wide_signs: bool = False
    """The terminal gives signs of ambiguous width two cells; `jusou doctor` asks it."""


def load() -> Settings:
    """Return the settings. A file that is missing or cannot be read means the usual ones."""
    return _state()[0]


def is_unreadable() -> bool:
    """Return whether there is a settings file that cannot be read: the defaults are in use."""
    return _state()[1]


def change(key: str, value: bool | int) -> None:
    """Write one setting; all else in the file stays as it is, unknown keys and comments too.

    Raises OSError where the file cannot be written, InputError where there is one that cannot be read.
    """
    path = paths.settings_file()
    if is_unreadable():
        raise InputError("settings.unreadable", path=path)
    _write(path, _changed(_text(path) if exists(path) else "", key, value))


def begin_anew() -> Path:
    """Put a file that cannot be read aside and begin with the usual settings; return where it lies now.

    Raises OSError.
    """
    path = paths.settings_file()
    names = (path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(1, 1000))
    aside = next(name for name in names if not exists(name))
    path.rename(aside)
    return aside


def _state() -> tuple[Settings, bool]:
    path = paths.settings_file()
    try:
        facts = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return Settings(), False
    except OSError:
        return Settings(), True
    return _read(path, facts.st_mtime_ns, facts.st_size, facts.st_ino)


@lru_cache(maxsize=4)
def _read(path: Path, *state: int) -> tuple[Settings, bool]:  # noqa: ARG001 - cache key: one state of the file
    try:
        return Settings.model_validate(tomllib.loads(_text(path))), False
    except (OSError, ValueError, RecursionError):  # ValueError: encoding, TOML and what pydantic refuses
        return Settings(), True


def _text(path: Path) -> str:
    return read_file(path, MOST_BYTES).decode("utf-8-sig")


def _changed(text: str, key: str, value: bool | int) -> str:
    """Return a TOML text with one key of its first table set; only its line changes, if that can be."""
    wanted: dict[str, Any] = {**tomllib.loads(text), key: value}
    written = str(value).lower()
    line = re.compile(rf"^([ \t]*{key}[ \t]*=[ \t]*)[^\s#]+", re.MULTILINE)
    made = line.sub(rf"\g<1>{written}", text, count=1) if line.search(text) else f"{key} = {written}\n{text}"
    try:
        if tomllib.loads(made) == wanted:
            return made
    except tomllib.TOMLDecodeError:
        pass  # a quoted key, say: then the whole file is written anew
    import tomli_w

    return tomli_w.dumps(wanted)


def _write(path: Path, text: str) -> None:
    from jusou_tui.session.format.filesystem import RealFileSystem, replace_file

    system = RealFileSystem()
    system.make_folder(path.parent)
    replace_file(path, text.encode(), system, follow_link=True)
