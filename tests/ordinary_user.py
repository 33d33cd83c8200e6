"""Processes whose user may not do everything, also where the tests run as root.

Root without two of its capabilities is held to the modes of folders like anybody else.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

_DROP_FROM_BOUNDING_SET = 24
_OVERRIDE, _READ_SEARCH = 1, 2
_PROBE = "import os, sys; sys.exit(os.access(sys.argv[1], os.W_OK))"


def as_ordinary_user() -> Callable[[], None] | None:
    """Return what a child process calls before its program starts; None where it needs nothing."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not sys.platform.startswith("linux"):
        return None
    system = ctypes.CDLL(None)

    def drop() -> None:
        for capability in (_OVERRIDE, _READ_SEARCH):
            system.prctl(_DROP_FROM_BOUNDING_SET, capability, 0, 0, 0)

    return drop


@cache
def reason_against(folder: Path) -> str:
    """Return why no such process can be started here, "" where it can. `folder`: one to try it in."""
    if sys.platform == "win32":
        return "folders have no modes here"
    folder.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", _PROBE, str(folder)], preexec_fn=as_ordinary_user(), check=False
    )
    folder.chmod(0o755)
    return "" if done.returncode == 0 else "this user may write everywhere, and can give up no capability"
