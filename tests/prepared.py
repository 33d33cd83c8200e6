"""Programs that begin with the libraries read: in a terminal, or as one that another program starts.

To read Textual and pydantic takes more than half of a start. Here one process does that, once, and forks
another for each program, which runs from its first line to its last by itself, and its arguments,
environment, folder and terminal are its own. Of ours its records are read beforehand where it is the program
as it is (`-m`), nothing where a test changes it first (`-c`). Where a library may act by the environment as
it is read, or the program has another user or other limits, start it anew instead.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import runpy
import select
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

if sys.platform != "win32":  # there all that begins programs so is skipped
    import fcntl
    import termios

LIBRARIES = (
    *("click", "csv", "importlib.metadata", "json", "tomllib", "zipfile", "zoneinfo"),
    *("pydantic", "pydantic.main", "pydantic.functional_validators", "pydantic.types"),
    *("textual.app", "textual.getters", "textual.widgets._text_area"),
)
OURS = (
    "jusou_tui.cli.main",
    "jusou_tui.curriculum.load",
    "jusou_tui.session.format.read",
    "jusou_tui.app.main",
)
READ_BY_LIBRARIES = {"TEXTUAL_DISABLE_KITTY_KEY": "1", "PYDANTIC_DISABLE_PLUGINS": "__all__"}
"""What the program sets before it reads them."""
NUMBER = struct.Struct("i")
"""What is reported of a program: its id, and how it has ended."""
MOST = 1 << 17
"""Bytes that a request has at most."""
SHIM = """#!{python} -IS
import _socket, json, os, struct, sys
asked = _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET)
asked.connect({place!r})
request = json.dumps([{arguments}, *sys.argv[1:], dict(os.environ), os.getcwd()]).encode()
streams = struct.pack("iii", 0, 1, 2)
asked.sendmsg([request], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, streams)])
asked.recv({size})
sys.exit(os.waitstatus_to_exitcode(struct.unpack("i", asked.recv({size}))[0]))
"""
"""A program that only lets the server do what it is asked for, by its own streams."""


class Server(NamedTuple):
    """What starts programs: how it is asked by us, and where by other programs."""

    requests: socket.socket
    place: str


def start(
    arguments: Sequence[str], environment: Mapping[str, str], folder: str, size: tuple[int, int]
) -> tuple[int, int, int]:
    """Start Python with `-c CODE ...` or `-m MODULE ...` in a terminal of so many rows and columns.

    Return its id, our end of its terminal, and what `ended` reads.
    """
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
    program, report = start_with([theirs], arguments, environment, folder)
    os.close(theirs)
    return program, ours, report


def start_with(
    streams: Sequence[int], arguments: Sequence[str], environment: Mapping[str, str], folder: str
) -> tuple[int, int]:
    """Start Python so in a terminal, or with three streams; return its id and what `ended` reads."""
    report, reported = os.pipe()
    request = json.dumps([*arguments, dict(environment), folder]).encode()
    socket.send_fds(_server(arguments[0]).requests, [request], [*streams, reported])
    os.close(reported)
    return _number(report), report


def ended(report: int, seconds: float | None = 0) -> int | None:
    """Return how a program has ended, as `os.waitpid` says it; None where it lives for longer than that."""
    return _number(report) if select.select([report], [], [], seconds)[0] else None


class Running:
    """A program that was started, asked as a `subprocess.Popen` is."""

    def __init__(self, pid: int, report: int) -> None:
        self.pid = pid
        self._report = report
        self._status: int | None = None

    def poll(self) -> int | None:
        """Return its exit status, -N where a signal ended it, None while it lives."""
        return self._look(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end; return its exit status. Raises TimeoutError."""
        status = self._look(timeout)
        if status is None:
            raise TimeoutError(f"{self.pid} lives on")
        return status

    def send_signal(self, sig: int) -> None:
        """Send it a signal where it lives."""
        if self.poll() is None:
            os.kill(self.pid, sig)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)

    def _look(self, seconds: float | None) -> int | None:
        if self._status is None and (status := ended(self._report, seconds)) is not None:
            self._status = os.waitstatus_to_exitcode(status)
            os.close(self._report)
        return self._status


def shim(*arguments: str) -> str:
    """Return the text of a program that is Python with these arguments and its own behind them."""
    quoted = ", ".join(map(repr, arguments))
    facts = {"python": sys.executable, "place": _server(arguments[0]).place, "size": NUMBER.size}
    return SHIM.format(arguments=quoted, **facts)


def _number(report: int) -> int:
    (number,) = NUMBER.unpack(os.read(report, NUMBER.size))
    return int(number)


@cache
def _server(kind: str) -> Server:
    """Start what starts programs of a kind, `-c` or `-m`; it ends with us.

    A terminal is behind it as it begins, as behind them.
    """
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    folder = tempfile.mkdtemp()
    place = str(Path(folder, "asked"))
    others = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    others.bind(place)
    others.listen()
    terminal, its_terminal = os.openpty()
    server = subprocess.Popen(
        [
            sys.executable,
            __file__,
            str(theirs.fileno()),
            str(others.fileno()),
            *(OURS if kind == "-m" else ()),
        ],
        stdin=its_terminal,
        stdout=its_terminal,
        stderr=its_terminal,
        pass_fds=[theirs.fileno(), others.fileno()],
        env={"LC_ALL": "C.UTF-8"} | READ_BY_LIBRARIES,
    )
    theirs.close()
    others.close()
    os.close(its_terminal)

    def stop() -> None:
        ours.close()
        server.wait()
        os.close(terminal)
        shutil.rmtree(folder)

    atexit.register(stop)
    return Server(ours, place)


def _serve(ours: socket.socket, others: socket.socket) -> tuple[list[str], dict[str, str], str]:
    """Start what is asked for. In the process of a program, return what that is to be."""
    while True:
        ready, _, _ = select.select([ours, others], [], [])
        asked = ours if ours in ready else others.accept()[0]
        request, descriptors, _, _ = socket.recv_fds(asked, MOST, 4)
        if asked is not ours:
            descriptors.append(asked.detach())
        _forget_who_ended()
        if not request and asked is ours:
            os._exit(0)
        *streams, reported = descriptors
        if not os.fork():
            for one in (ours, others):
                one.close()
            program = os.fork()
            if not program:
                _move_to(streams)
                *arguments, environment, folder = json.loads(request)
                return arguments, environment, folder
            for one in streams:
                os.close(one)
            os.write(reported, NUMBER.pack(program))
            os.write(reported, NUMBER.pack(os.waitpid(program, 0)[1]))
            os._exit(0)
        for one in descriptors:
            os.close(one)


def _forget_who_ended() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG) != (0, 0):
            pass


def _move_to(streams: Sequence[int]) -> None:
    """Make a terminal the one of this process, or three streams its own; keep nothing else open."""
    if len(streams) == 1:
        os.setsid()
        fcntl.ioctl(streams[0], termios.TIOCSCTTY, 0)
    for stream, one in enumerate(streams if len(streams) == 3 else [*streams] * 3):
        os.dup2(one, stream)
    os.closerange(3, 64)
    if len(streams) == 3:
        sys.stdin = os.fdopen(0, encoding="utf-8", errors="surrogateescape")
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", errors="surrogateescape")
        sys.stderr = os.fdopen(2, "w", 1, encoding="utf-8", errors="backslashreplace")


def _run(arguments: list[str], environment: dict[str, str], folder: str) -> None:
    """Be a Python that was started so."""
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    kind, what, *others = arguments
    sys.path[0] = folder if kind == "-m" else ""
    sys.path[1:1] = environment.get("PYTHONPATH", "").split(os.pathsep) if "PYTHONPATH" in environment else []
    sys.argv[:] = [kind, *others]
    if kind == "-m":
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        exec(compile(what, "<string>", "exec"), {"__name__": "__main__", "__builtins__": __builtins__})


if __name__ == "__main__":
    _, *sockets = sys.argv[:3]
    for module in (*LIBRARIES, *sys.argv[3:]):
        import_module(module)
    gc.freeze()  # else each program looks through all these objects again, and copies them by that
    _run(*_serve(*(socket.socket(fileno=int(one)) for one in sockets)))
