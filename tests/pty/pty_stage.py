"""The program in a real terminal: a pseudo terminal, and an emulator that says what stands on its screen."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pexpect
import pyte
from ptyprocess import PtyProcess

import prepared
from jusou_tui.text.terminal import cell_width

LONGEST = 20.0
"""Seconds after which something that should have happened counts as missing."""

READ_BY_NO_LIBRARY = frozenset({"JUSOU_PLAIN", "PYTHONPATH"})
"""Variables with which a program may begin with the libraries read."""

LEFT_SCREEN = b"\x1b[?1049l"
"""What a program writes that gives the terminal's own screen back."""

PRIVATE_SEQUENCE = re.compile(rb"\x1b\[[<>=?][0-9;]*[$]?[a-zA-Z]")
CUT_SEQUENCE = re.compile(rb"(.*?)((?:\x1b(?:\[[<>=?0-9;$]*)?)?)", re.DOTALL)
"""What came, and behind it the begin of a sequence whose end comes with the next reading."""


class PreparedProcess(PtyProcess):
    """A program that began with the libraries read."""

    def __init__(self, pid: int, terminal: int, report: int) -> None:
        super().__init__(pid, terminal)
        self._report = report

    def isalive(self) -> bool:
        """Return whether it lives; keep how it has ended."""
        status = None if self.terminated else prepared.ended(self._report)
        if status is not None:
            os.close(self._report)
            self.status, self.terminated = status, True
            code = os.waitstatus_to_exitcode(status)
            self.exitstatus, self.signalstatus = (code, None) if code >= 0 else (None, -code)
        return not self.terminated


class Prepared(pexpect.spawn):
    """A program in a terminal that began with the libraries read."""

    def _spawnpty(self, arguments: list[str], **facts: Any) -> PreparedProcess:
        _, *ours = arguments
        return PreparedProcess(*prepared.start(ours, facts["env"], facts["cwd"], facts["dimensions"]))


class Terminal:
    """One run of the program, 80 by 24 unless told otherwise."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        size: tuple[int, int] = (80, 24),
        code: str | None = None,
        before: Callable[[], None] | None = None,
        anew: bool = False,
        **variables: str,
    ) -> None:
        columns, rows = size
        started = ["-c", code] if code else ["-m", "jusou_tui"]
        self.raw = b""
        self._cut = b""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        spawn = pexpect.spawn if anew or before or not READ_BY_NO_LIBRARY.issuperset(variables) else Prepared
        self.child = spawn(
            sys.executable,
            [*started, *arguments],
            dimensions=(rows, columns),
            env=environment(folder) | variables,
            cwd=str(folder),
            timeout=LONGEST,
            preexec_fn=before,
        )

    @property
    def text(self) -> str:
        """What stands on the screen, lines apart by newlines.

        Of a wide letter half of which was written over, as between two readings, the other half is a blank.
        """
        columns, lines = self._screen.columns, self._screen.buffer
        return "\n".join(_told([lines[y][x].data for x in range(columns)]) for y in range(self._screen.lines))

    @property
    def joined(self) -> str:
        """The same without spaces and line ends: a wide character ends in a space here."""
        return "".join(self.text.split())

    @property
    def cursor(self) -> tuple[int, int]:
        """Where the terminal's cursor stands: column and line."""
        return self._screen.cursor.x, self._screen.cursor.y

    @property
    def under_cursor(self) -> str:
        """The letter the terminal's cursor stands on."""
        column, row = self.cursor
        return self._screen.buffer[row][column].data

    def take(self, seconds: float = 0.05) -> None:
        """Read what the program has written, waiting at most so long for something."""
        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
            data = self.child.read_nonblocking(65536, timeout=seconds)
            self.raw += data
            whole, self._cut = CUT_SEQUENCE.fullmatch(self._cut + data).groups()
            # pyte ends at a private parameter it does not know; no picture depends on these.
            self._stream.feed(PRIVATE_SEQUENCE.sub(b"", whole))

    def wait(self, ready: Callable[[], object], what: str = "") -> None:
        """Read until `ready`; fail with the screen where that takes too long."""
        end = time.monotonic() + LONGEST
        while not ready():
            if time.monotonic() > end or (what and self._is_over() and not ready()):
                raise AssertionError(f"waited in vain for {what or ready}\n{self.text}")
            self.take()

    def see(self, *texts: str) -> None:
        """Wait until all these texts stand on the screen."""
        for text in texts:
            wanted = "".join(text.split())
            self.wait(lambda wanted=wanted: wanted in self.joined, repr(text))

    def type(self, text: str) -> None:
        """Write at once, as an input method commits."""
        self.child.send(text.encode())

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program alone."""
        os.kill(self.child.pid, number)

    def end(self) -> int:
        """Wait for the program's end; return its exit status (128 + n where a signal n ended it)."""
        self.wait(self._is_over)
        self.take(0)
        self.child.close()
        status = self.child.exitstatus
        return 128 + self.child.signalstatus if status is None else status

    def _is_over(self) -> bool:
        self.take(0)
        return not self.child.isalive()

    @property
    def is_restored(self) -> bool:
        """Whether the terminal's own screen was given back, after everything else that was painted."""
        return LEFT_SCREEN in self.raw.rsplit(b"\x1b[?1049h", 1)[-1]


def _told(cells: list[str]) -> str:
    """Return a line's letters; a wide one takes two cells, the second of them empty."""
    before = ["", *cells]
    return "".join(
        cell or ("" if cell_width(letter) == 2 else " ") for letter, cell in zip(before, cells, strict=False)
    ).rstrip()


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a machine with nothing on it but the program."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "SYSTEMROOT") if name in os.environ}
    return kept | {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "TZ": "Asia/Tokyo",
        "JUSOU_AWAKE": "0",
        "JUSOU_STATE": str(folder / "state"),
        "JUSOU_SESSIONS": str(folder / "sessions"),
    }


@contextlib.contextmanager
def terminal(
    folder: Path,
    *arguments: str,
    size: tuple[int, int] = (80, 24),
    code: str | None = None,
    before: Callable[[], None] | None = None,
    anew: bool = False,
    **variables: str,
) -> Iterator[Terminal]:
    """Start the program and make sure that it does not outlive the test.

    `before` is called in its process before it begins; `variables` are added to its environment. With
    that or with variables by which libraries act, or where `anew` says so, it reads all of these itself
    (see `prepared`).
    """
    opened = Terminal(folder, *arguments, size=size, code=code, before=before, anew=anew, **variables)
    try:
        yield opened
    finally:
        opened.child.close(force=True)


def waited_for(ready: Callable[[], bool]) -> bool:
    """Return whether something outside the terminal came true in time."""
    end = time.monotonic() + LONGEST
    while not ready():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def session_file(folder: Path) -> Path:
    """Return the only session of a folder."""
    (path,) = (folder / "sessions").glob("*.session.toml")
    return path
