"""The settings of this machine: which signals are given, how far rows may be shortened. A small TOML file."""

from __future__ import annotations

import os
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from jusou_tui import paths


class Settings(BaseModel):
    """What can be chosen; unknown keys are passed over."""

    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")

    bell: bool = True
    """Ring the terminal's bell at a signal."""
    desktop_notice: bool = True
    """Ask the terminal for a notice on the desktop where it is known to understand that."""
    title_flash: bool = True
    """Show a signal in the window's title."""
    screen_flash: bool = True
    """Show a signal across the page, so that nobody misses it on a shared screen."""
    hints: bool = True
    """Say where a good moment to move on is."""
    shortest_share: Annotated[int, Field(ge=50, le=100)] = 80
    """Per cent of its minutes that a row keeps when a meeting must end on time."""


NAMES = ("bell", "desktop_notice", "title_flash", "screen_flash", "hints")


def load() -> Settings:
    """Return the settings. A file that is missing or cannot be read means the usual ones."""
    path = paths.settings_file()
    try:
        state = path.stat()
    except OSError:
        return Settings()
    return _read(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _read(path: Path, changed: int, size: int) -> Settings:  # noqa: ARG001 - what tells one state of the file
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, ValidationError):
        return Settings()


def save(settings: Settings) -> None:
    """Write the settings. Raises OSError."""
    import tomli_w

    path = paths.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    draft.write_text(tomli_w.dumps(settings.model_dump()), encoding="utf-8")
    draft.replace(path)
