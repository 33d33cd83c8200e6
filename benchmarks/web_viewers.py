"""What fifty browsers cost the server of the shared screen: memory, and a share of a processor core.

`jusou screen --web` follows a running meeting, first with nobody looking, then with fifty streams that are
read as browsers read them. The clients are in the process that measures.

    python benchmarks/web_viewers.py
"""

from __future__ import annotations

import os
import select
import socket
import subprocess
import sys
import time
from pathlib import Path

from common import ROOT, Figure, environment, folder, main, meeting

VIEWERS = 50
SECONDS = 30.0
WARM_UP = 3.0
MOST_MEGABYTES = 20.0
MOST_PERCENT = 2.0
PROGRAM = """
import sys
from pathlib import Path
from jusou_tui.audience.following import RoomFollower
from jusou_tui.audience.web.server import Options, serve
sys.exit(serve(RoomFollower(Path(sys.argv[1])), Options(open_page=False)))
"""


def measure() -> list[Figure]:
    """Return what fifty viewers add, and what the server takes with nobody looking."""
    with folder() as place:
        command = [sys.executable, "-c", PROGRAM, str(meeting(place, "running"))]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT, env=environment()
        )
        try:
            if process.stdout is None:
                raise RuntimeError
            port = int(process.stdout.readline().decode().split(":")[2].partition("/")[0])
            alone = _taken(process.pid, [])
            viewers = [_viewer(port) for _ in range(VIEWERS)]
            looked_at = _taken(process.pid, viewers)
            for viewer in viewers:
                viewer.close()
        finally:
            process.terminate()
            process.wait()
    return [
        Figure("web: 50 viewers, memory", looked_at[0] - alone[0], None, MOST_MEGABYTES, "MB"),
        Figure("web: 50 viewers, processor", looked_at[1] - alone[1], None, MOST_PERCENT, "%"),
    ]


def _viewer(port: int) -> socket.socket:
    """Return a stream, as a browser opens it after the page."""
    for path in ("/", "/page.css", "/page.js"):
        with socket.create_connection(("127.0.0.1", port)) as asking:
            asking.sendall(_request(port, path, "Connection: close\r\n"))
            while asking.recv(65536):
                pass
    stream = socket.create_connection(("127.0.0.1", port))
    stream.sendall(_request(port, "/events"))
    return stream


def _request(port: int, path: str, more: str = "") -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{more}\r\n".encode()


def _taken(pid: int, viewers: list[socket.socket]) -> tuple[float, float]:
    """Return the megabytes of a process, and the percent of a core that it takes."""
    _read(viewers, WARM_UP)
    begun, before = time.perf_counter(), _processor_seconds(pid)
    _read(viewers, SECONDS)
    percent = (_processor_seconds(pid) - before) * 100 / (time.perf_counter() - begun)
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6, percent


def _read(viewers: list[socket.socket], seconds: float) -> None:
    """Read what comes for so many seconds. Raises ConnectionError where a stream ends."""
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        for ready in select.select(viewers, [], [], left)[0]:
            if not ready.recv(65536):
                raise ConnectionError


def _processor_seconds(pid: int) -> float:
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9


if __name__ == "__main__":
    sys.exit(main(measure))
