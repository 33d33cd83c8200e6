"""Where a session lies that nobody keeps: a demo's, the tour's."""

from __future__ import annotations

from pathlib import Path

from jusou_tui.errors import unwritable


def temporary_folder(prefix: str) -> Path:
    """Make a folder for a session that nobody keeps. Raises StoreError."""
    import tempfile

    try:
        return Path(tempfile.mkdtemp(prefix=prefix))
    except OSError as error:
        raise unwritable(Path(error.filename or tempfile.tempdir or "."), error) from error
