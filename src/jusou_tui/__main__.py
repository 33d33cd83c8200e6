"""The program's door: what must be so before anything else is imported, then the command line."""

from __future__ import annotations

import gc
import io
import os
import sys
from types import ModuleType


def main() -> int:
    """Run the command that the arguments name; return its exit status."""
    gc.disable()  # the app turns it on behind its first frame; a command is over before it would pay
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")  # read once, when Textual is imported
    _without_plugins()
    _able_to_print()
    from jusou_tui.cli.main import run

    status = run(sys.argv[1:])
    gc.freeze()  # the interpreter's last collection has nothing to look through then
    return status


def _without_plugins() -> None:
    """Spare pydantic the search for plugins in every installed package: a fifth of a command's start."""
    name = "pydantic.plugin._loader"
    if name not in sys.modules:
        loader = ModuleType(name)
        loader.get_plugins = tuple  # type: ignore[attr-defined]  # no plugins: an empty tuple
        sys.modules[name] = loader


def _able_to_print() -> None:
    """Let Japanese through on Windows, and no file name be an error anywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = "utf-8" if sys.platform == "win32" else None
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
