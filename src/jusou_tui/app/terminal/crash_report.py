"""The crash report: where it happened, never what was written."""

from __future__ import annotations

import os
import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path

from jusou_tui import __version__, paths


def report_text(error: BaseException) -> str:
    """Return versions and frames; no local variables and no exception text, which may quote notes."""
    frames = traceback.extract_tb(error.__traceback__, limit=-40)
    lines = [
        f"jusou {__version__}, Python {platform.python_version()}, {platform.system()} {platform.release()}",
        *(f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames),
        type(error).__name__,
    ]
    return "\n".join(lines) + "\n"


def write_report(error: BaseException | None = None) -> Path | None:
    """Write the report of `error` (else of the one being handled) to the state folder; return its path.

    None where there is no error or the folder cannot be written: a crash must not crash again.
    """
    error = error or sys.exc_info()[1]
    if error is None:
        return None
    folder = paths.state_folder() / "crashes"
    target = folder / f"{datetime.now().astimezone():%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    try:
        paths.make_private(folder)
        with os.fdopen(
            os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
        ) as file:
            file.write(report_text(error))
    except OSError:
        return None
    return target
