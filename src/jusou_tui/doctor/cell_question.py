"""How many cells a terminal gives a character of ambiguous width: it is drawn, and the cursor asked for."""

from __future__ import annotations

import os
import re
import select
import sys
import time
from collections.abc import Callable

SECONDS = 1.0
"""How long an answer is waited for: over a slow network it takes its time."""
_CHARACTER = "\u203b"
"""The reference mark: one cell or two, as the terminal is set."""
_QUESTION = f"\r{_CHARACTER}\x1b[6n".encode()
_CLEAN_UP = b"\r\x1b[K"
_ANSWER = re.compile(rb"\x1b\[\d{1,5};(\d{1,5})R")
_MOST_BYTES = 4096


def ambiguous_cells(
    source: int, target: int, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic
) -> int | None:
    """Return 1 or 2, None where the terminal does not answer in time or cannot be asked here.

    `source` and `target` are the terminal's, for reading and writing. What was typed meanwhile is lost. The
    line is left empty and the terminal as it was.
    """
    if sys.platform == "win32":
        return None
    import termios
    import tty

    try:
        before = termios.tcgetattr(source)
    except termios.error:
        return None
    try:
        tty.setcbreak(source, termios.TCSANOW)
        os.write(target, _QUESTION)
        return _read(source, seconds, clock)
    except OSError:
        return None
    finally:
        os.write(target, _CLEAN_UP)
        termios.tcsetattr(source, termios.TCSAFLUSH, before)


def _read(source: int, seconds: float, clock: Callable[[], float]) -> int | None:
    """Return what the answer says; None at the deadline, at the end of input, and for a senseless one."""
    until, read = clock() + seconds, b""
    while (left := until - clock()) > 0 and len(read) < _MOST_BYTES:
        if not select.select([source], [], [], left)[0]:
            break
        if not (more := os.read(source, 256)):
            break
        read += more
        if found := _ANSWER.search(read):
            cells = int(found[1]) - 1
            return cells if cells in {1, 2} else None
    return None
