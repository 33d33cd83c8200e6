"""The program's door: what must be so before anything else is imported, then the command line."""

from __future__ import annotations

import gc
import io
import os
import sys

from jusou_tui.late_metadata import load_late


def main() -> int:
    """Run the command that the arguments name; return its exit status."""
    gc.disable()  # the app turns it on behind its first frame; a command is over before it would pay
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")  # read once, when Textual is imported
    if os.environ.get("SSH_CONNECTION"):  # a key's sequence may come in parts; Textual waits 100 ms otherwise
        os.environ.setdefault("ESCDELAY", "600")
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # spares a search of every package
    load_late()  # which would come for that search alone
    from jusou_tui.cli.streams import open_closed_streams

    open_closed_streams()
    _able_to_print()
    from jusou_tui.cli.main import run

    status = run(sys.argv[1:])
    gc.freeze()  # the interpreter's last collection has nothing to look through then
    return status


def _able_to_print() -> None:
    """Let Japanese through on Windows, and no file name be an error anywhere."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = "utf-8" if sys.platform == "win32" else None
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
