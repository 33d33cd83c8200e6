"""Asks this machine for the facts. A few bytes are written beside the sessions, and removed."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
import webbrowser
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from jusou_tui import settings
from jusou_tui.doctor.machine import ClockFacts, Extra, Folder, Machine, Terminal
from jusou_tui.doctor.synced import synced_by
from jusou_tui.errors import Phrase, system_words
from jusou_tui.files import exists, read_file, why_unwritable
from jusou_tui.native_parts import refused_parts
from jusou_tui.paths import is_portable
from jusou_tui.session.library import summarise
from jusou_tui.session.storage.copies import session_paths

MOST_FILES, MOST_BYTES = 10, 5_000_000
"""Session files that are read for the newest instant in them: the last written ones, none that is larger."""
ASKING_SECONDS = 3.0
_EXTRAS = {
    "office": ("docx", "pptx", "xlsxwriter", "openpyxl"),
    "calendar": ("icalendar",),
    "pdf": ("typst", "pypdf"),
    "web": ("tornado", "segno"),
}
_INSTANT = re.compile(
    rb"(?:^|\{ )at = (\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d))", re.MULTILINE
)


def gather(
    folder: Path,
    terminal: Terminal | None,
    *,
    window: str,
    can_stay_awake: Callable[[], bool],
    environment: Mapping[str, str],
    now: datetime | None = None,
) -> Machine:
    """Return the facts. `folder` is that of the sessions; `window`: how a second one would be opened.

    `can_stay_awake` tries it.
    """
    return Machine(
        terminal=terminal,
        clock=_clock(folder, now or datetime.now().astimezone()),
        folder=_folder(folder, environment),
        bell=settings.load().bell,
        can_stay_awake=can_stay_awake(),
        window=window,
        has_browser=_has_browser(environment),
        has_fonts=_has_fonts(),
        extras=tuple(Extra(name, all(map(_has, modules))) for name, modules in _EXTRAS.items()),
        has_git=shutil.which("git") is not None,
        refused_parts=refused_parts(),
        is_portable=is_portable(),
    )


def _clock(folder: Path, now: datetime) -> ClockFacts:
    newest, file = None, ""
    for path in _written_last(folder):
        with suppress(OSError, ValueError):
            one = summarise(path, now.date())
            if one.demo or one.rehearsal:  # their times are invented
                continue
            at = newest_instant(read_file(path, MOST_BYTES))
            if at is not None and (newest is None or at > newest):
                newest, file = at, path.name
    return ClockFacts(now, newest, file)


def _written_last(folder: Path) -> Sequence[Path]:
    def written(path: Path) -> float:
        try:
            return path.stat().st_mtime
        except OSError:
            return 0.0

    try:
        return sorted(session_paths(folder), key=written, reverse=True)[:MOST_FILES]
    except OSError:
        return ()


def newest_instant(data: bytes) -> datetime | None:
    """Return the newest instant at which something in a session's file happened, None for none.

    Raises ValueError where what looks like an instant is none.
    """
    return max((datetime.fromisoformat(found.decode()) for found in _INSTANT.findall(data)), default=None)


def _folder(folder: Path, environment: Mapping[str, str]) -> Folder:
    place = Path(os.path.abspath(folder))  # noqa: PTH100 - links stay: a service's name may stand in one
    nearest = next((one for one in (place, *place.parents) if exists(one)), place)
    refused, seconds = _written(nearest)
    if (error := why_unwritable(place)) is not None:
        refused, seconds = system_words(error), None
    free = None
    with suppress(OSError):
        free = shutil.disk_usage(nearest).free
    return Folder(place, refused, seconds, synced_by(place, environment, exists), free)


def _written(place: Path) -> tuple[Phrase | None, float | None]:
    """Return why a file cannot be written there, else how long that and its way onto the disk takes."""
    from tempfile import TemporaryFile

    try:
        with TemporaryFile(dir=place, prefix=".jusou-") as file:
            began = time.perf_counter()
            file.write(b"\n" * 4096)
            file.flush()
            os.fsync(file.fileno())
            return None, time.perf_counter() - began
    except OSError as error:
        return system_words(error), None


def _has(module: str) -> bool:
    with suppress(ImportError, ValueError):
        return importlib.util.find_spec(module) is not None
    return False


def _has_browser(environment: Mapping[str, str]) -> bool:
    """Return whether a browser with windows can be opened: text browsers are none for a projector."""
    if sys.platform not in {"win32", "darwin"} and not (
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    ):
        return False
    with suppress(webbrowser.Error):
        return bool(webbrowser.get())
    return False


def _has_fonts() -> bool | None:
    """Return whether there is a font for Japanese; Windows and macOS bring theirs."""
    if sys.platform in {"win32", "darwin"}:
        return True
    if (program := shutil.which("fc-list")) is None:
        return None
    try:
        done = subprocess.run(  # noqa: S603 - a program that was looked for
            [program, ":lang=ja", "family"],
            capture_output=True,
            stdin=subprocess.DEVNULL,
            timeout=ASKING_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return bool(done.stdout.strip())
