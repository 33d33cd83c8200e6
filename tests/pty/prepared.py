"""Programs in terminals that begin with the libraries read.

To read Textual and pydantic takes more than half of a start. Here one process does that, once, and forks
another for each program, which runs from its first line to its last by itself: nothing of ours is read
beforehand, and its arguments, environment, folder and terminal are its own. Where a library may act by the
environment as it is read, or the program has another user or other limits, start it anew instead.
"""

from __future__ import annotations

import atexit
import fcntl
import json
import os
import runpy
import select
import socket
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module

LIBRARIES = (
    *("click", "csv", "importlib.metadata", "json", "tomllib", "zipfile", "zoneinfo"),
    *("pydantic", "pydantic.main", "pydantic.functional_validators", "pydantic.types"),
    *("textual.app", "textual.getters", "textual.widgets._text_area"),
)
READ_BY_LIBRARIES = {"TEXTUAL_DISABLE_KITTY_KEY": "1", "PYDANTIC_DISABLE_PLUGINS": "__all__"}
"""What the program sets before it reads them."""
NUMBER = struct.Struct("i")
"""What is reported of a program: its id, and how it has ended."""
MOST = 1 << 17
"""Bytes that a request has at most."""


def start(
    arguments: Sequence[str], environment: Mapping[str, str], folder: str, size: tuple[int, int]
) -> tuple[int, int, int]:
    """Start Python with `-c CODE ...` or `-m MODULE ...` in a terminal of so many rows and columns.

    Return its id, our end of its terminal, and what `ended` reads.
    """
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    report, reported = os.pipe()
    request = json.dumps([*arguments, dict(environment), folder]).encode()
    socket.send_fds(_server(), [request], [theirs, reported])
    for one in (theirs, reported):
        os.close(one)
    return _number(report), ours, report


def ended(report: int) -> int | None:
    """Return how a program has ended, as `os.waitpid` says it; None while it lives."""
    return _number(report) if select.select([report], [], [], 0)[0] else None


def _number(report: int) -> int:
    (number,) = NUMBER.unpack(os.read(report, NUMBER.size))
    return int(number)


@cache
def _server() -> socket.socket:
    """Start what starts programs; it ends with us. A terminal is behind it as it begins, as behind them."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    terminal, its_terminal = os.openpty()
    server = subprocess.Popen(
        [sys.executable, __file__, str(theirs.fileno())],
        stdin=its_terminal,
        stdout=its_terminal,
        stderr=its_terminal,
        pass_fds=[theirs.fileno()],
        env={"LC_ALL": "C.UTF-8"} | READ_BY_LIBRARIES,
    )
    theirs.close()
    os.close(its_terminal)

    def stop() -> None:
        ours.close()
        server.wait()
        os.close(terminal)

    atexit.register(stop)
    return ours


def _serve(requests: socket.socket) -> tuple[list[str], dict[str, str], str]:
    """Start what is asked for. In the process of a program, return what that is to be."""
    while True:
        request, descriptors, _, _ = socket.recv_fds(requests, MOST, 2)
        _forget_who_ended()
        if not request:
            os._exit(0)
        terminal, reported = descriptors
        if not os.fork():
            requests.close()
            program = os.fork()
            if not program:
                _move_to(terminal)
                *arguments, environment, folder = json.loads(request)
                return arguments, environment, folder
            os.close(terminal)
            os.write(reported, NUMBER.pack(program))
            os.write(reported, NUMBER.pack(os.waitpid(program, 0)[1]))
            os._exit(0)
        for one in descriptors:
            os.close(one)


def _forget_who_ended() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass


def _move_to(terminal: int) -> None:
    """Make a terminal the one of this process, and keep nothing else open."""
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    for stream in range(3):
        os.dup2(terminal, stream)
    os.closerange(3, 64)


def _run(arguments: list[str], environment: dict[str, str], folder: str) -> None:
    """Be a Python that was started so."""
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    kind, what, *others = arguments
    sys.path[0] = folder if kind == "-m" else ""
    sys.argv[:] = [kind, *others]
    if kind == "-m":
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        exec(compile(what, "<string>", "exec"), {"__name__": "__main__", "__builtins__": __builtins__})


if __name__ == "__main__":
    for library in LIBRARIES:
        import_module(library)
    _run(*_serve(socket.socket(fileno=int(sys.argv[1]))))
