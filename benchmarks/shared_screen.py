"""What an open shared screen costs the facilitator's program, and how long a key takes into the room.

Two `jusou resume` of a meeting in a round run in the same seconds, one of them followed by a shared screen;
then the other one. A key is Ctrl+U or F8 in the facilitator's terminal, seen as soon as the follower's view
is another. "Between windows": the curtain drawn in one shared screen and taken away there, until another
one's view says so.

    python benchmarks/shared_screen.py
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from common import JUSOU, Figure, Terminal, folder, main, meeting
from jusou_tui.audience.following import RoomFollower

SECONDS = 40.0
WARM_UP = 8.0
ROUNDS = 10
PAUSE = 1.2
"""Seconds between two keys: two within a second count as one."""
CURTAIN, MORE = b"\x15", b"\x1b[19~"
MOST_PROCESSOR = 1.05
MOST_SECONDS = 1.0
PATIENCE = 10.0


def measure() -> list[Figure]:
    """Return the processor's milliseconds a second with and without a screen, and the seconds a key takes."""
    with folder() as place:
        paths = [meeting(place / name, "running") for name in ("one", "other")]
        terminals = [Terminal((*JUSOU, "resume", str(path))) for path in paths]
        try:
            for terminal in terminals:
                terminal.until(b"F9")
            busy = [_processor(terminals, path, followed) for followed, path in enumerate(paths)]
            curtain, minute = _keys(terminals[0], paths[0])
            windows = _between_windows(terminals[0], paths[0])
        finally:
            for terminal in terminals:
                terminal.stop()
    followed, alone = (busy[0][0] + busy[1][1]) / 2, (busy[0][1] + busy[1][0]) / 2
    return [
        Figure("processor a second, with a shared screen", followed, alone, MOST_PROCESSOR, "ms"),
        Figure("curtain into the room, median", statistics.median(curtain), None, MOST_SECONDS, "s"),
        Figure("curtain into the room, longest", max(curtain), None, MOST_SECONDS, "s"),
        Figure("curtain between windows, median", statistics.median(windows), None, MOST_SECONDS, "s"),
        Figure("curtain between windows, longest", max(windows), None, MOST_SECONDS, "s"),
        Figure("a minute more into the room, median", statistics.median(minute), None, MOST_SECONDS, "s"),
        Figure("a minute more into the room, longest", max(minute), None, MOST_SECONDS, "s"),
    ]


def _processor(terminals: list[Terminal], path: Path, followed: int) -> list[float]:
    """Return the milliseconds a second of each program while a screen follows one of them."""
    follower = RoomFollower(path)
    _wait(terminals, follower, WARM_UP)
    before = [terminal.processor_seconds() for terminal in terminals]
    _wait(terminals, follower, SECONDS)
    after = [terminal.processor_seconds() for terminal in terminals]
    assert follower.reception().still_since is None, followed
    follower.close()
    return [(end - begin) * 1000 / SECONDS for begin, end in zip(before, after, strict=True)]


def _keys(terminal: Terminal, path: Path) -> tuple[list[float], list[float]]:
    """Return the seconds until the curtain, and a minute more, are seen."""
    follower = RoomFollower(path)
    _wait([terminal], follower, WARM_UP)

    def budget() -> object:
        turns = follower.view().turns
        return None if turns is None or turns.time is None else follower.view().ends

    seen = [
        [_key(terminal, follower, key, looked) for _ in range(ROUNDS)]
        for key, looked in ((CURTAIN, lambda: follower.view().curtain), (MORE, budget))
    ]
    follower.close()
    return seen[0], seen[1]


def _between_windows(terminal: Terminal, path: Path) -> list[float]:
    """Return the seconds from the curtain in one shared screen until another one has it."""
    one, other = RoomFollower(path), RoomFollower(path)
    _wait([terminal], one, WARM_UP)
    found: list[float] = []
    for _ in range(ROUNDS):
        _wait([terminal], other, PAUSE + 0.37 * (len(found) % 3))
        drawn, begun = not other.is_curtain_drawn, time.perf_counter()
        one.request_curtain(drawn)
        while other.is_curtain_drawn != drawn:
            if time.perf_counter() - begun > PATIENCE:
                raise TimeoutError("curtain")
            one.take_in()
            _wait([terminal], other, 0.02)
        found.append(time.perf_counter() - begun)
    one.close()
    other.close()
    return found


def _key(terminal: Terminal, follower: RoomFollower, key: bytes, looked: Callable[[], object]) -> float:
    """Press a key; return the seconds until what is looked at is another."""
    _wait([terminal], follower, PAUSE)
    before, begun = looked(), time.perf_counter()
    terminal.send(key)
    while looked() == before:
        if time.perf_counter() - begun > PATIENCE:
            raise TimeoutError(key)
        _wait([terminal], follower, 0.02)
    return time.perf_counter() - begun


def _wait(terminals: list[Terminal], follower: RoomFollower, seconds: float) -> None:
    """Let so much time pass, in which terminals are read and the follower takes in what is new."""
    end = time.perf_counter() + seconds
    while (left := end - time.perf_counter()) > 0:
        for terminal in terminals:
            terminal.read(min(left, 0.05) / len(terminals))
        follower.take_in()


if __name__ == "__main__":
    raise SystemExit(main(measure))
