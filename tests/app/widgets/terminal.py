"""An app in a real pseudo-terminal: faults of parser, paste and cursor show only there."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

SOURCE = Path(__file__).parents[3] / "src"


class Terminal:
    """Runs a Python program in a terminal of 80x24; `read_until` waits for what it shows."""

    def __init__(self, program: str, *arguments: str) -> None:
        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        environment = os.environ | {
            "PYTHONPATH": str(SOURCE),
            "PYTHONUTF8": "1",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "TEXTUAL_DISABLE_KITTY_KEY": "1",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-c", program, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            env=environment,
            start_new_session=True,
        )
        os.close(theirs)
        self.output = b""

    def read_until(self, wanted: str, seconds: float = 20) -> None:
        """Read until `wanted` has arrived since the last call. Raises TimeoutError with what came instead."""
        found, end = b"", time.monotonic() + seconds
        while wanted.encode() not in found:
            left = end - time.monotonic()
            if left <= 0 or not select.select([self._ours], [], [], left)[0]:
                raise TimeoutError(found[-2000:])
            try:
                found += os.read(self._ours, 65536)
            except OSError as error:
                raise TimeoutError(found[-2000:]) from error
        self.output += found

    def type(self, text: str) -> None:
        """Send bytes as a keyboard or an IME does, all at once."""
        os.write(self._ours, text.encode())

    def close(self) -> None:
        """End the program."""
        self._process.kill()
        self._process.wait()
        os.close(self._ours)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
