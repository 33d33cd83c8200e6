"""Bytes and processor time a second of a running meeting's pages, against Textual's `Digits` at 1 Hz.

`jusou resume` opens a meeting in a round: the activity, the segment and the turn count down, the note field
has the focus; the shared screen follows it. Beside it run the same meeting with the schedule, the notes and
the words to read aloud open, paused, one that has not begun, and the bare digits, all in the same seconds,
which lie within one minute: the clock in the top line says a new one with each minute.

    python benchmarks/tick_bytes.py
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import Digits

from common import JUSOU, LAST_ROW, Figure, Terminal, folder, main, meeting

SECONDS = 40
LATEST_BEGIN = 60 - SECONDS - 3
WARM_UP = 4.0
MOST_BYTES = 0.75
MOST_OF_RUN = 2.0
"""The shared screen's bytes against those of the page that it follows: its digits have twice the rows."""
MOST_PROCESSOR = 1.8
MOST_OF_SCREEN = 2.0
"""Of the shared screen's program, which looks four times a second whether anything is new."""
START = 42 * 60 + 17
PAGES = {"schedule": b"\x1bOQ", "notes": b"\x1bOR", "read aloud": b"\t"}
"""Pages over the running meeting, with the key that opens each: F2, F3, Tab."""
OPEN = {"schedule": "実績", "notes": "絞り込み", "read aloud": "戻る"}
"""What tells that a page has opened."""


class Reference(App[None]):
    """Nothing but Textual's digits, a second less each second."""

    CSS = "Digits { width: auto; }"

    def compose(self) -> ComposeResult:
        """Yield the digits."""
        yield Digits("42:17")

    def on_mount(self) -> None:
        """Start."""
        self.left = START
        self.set_interval(1.0, self.tick)

    def tick(self) -> None:
        """Show one second less."""
        self.left -= 1
        minutes, seconds = divmod(self.left, 60)
        self.query_one(Digits).update(f"{minutes:02}:{seconds:02}")


def measure() -> list[Figure]:
    """Return bytes and processor milliseconds a second."""
    with folder() as place:
        commands: dict[str, tuple[str, ...]] = {"digits": (sys.executable, __file__, "--app")}
        for name in ("running", "paused", "before", *PAGES):
            commands[name] = (*JUSOU, "resume", str(_meeting(place, name)))
        commands["screen"] = (*JUSOU, "screen", commands["running"][-1])
        terminals = {name: Terminal(command) for name, command in commands.items()}
        try:
            for name, terminal in terminals.items():
                terminal.until(LAST_ROW, *([] if name in {"digits", "screen"} else [b"F9"]))
            for name, key in PAGES.items():
                terminals[name].send(key)
                terminals[name].until(OPEN[name].encode())
            _all(terminals, WARM_UP)
            while time.time() % 60 > LATEST_BEGIN or time.time() % 60 < 1.0:
                _all(terminals, 0.5)
            before = {name: terminal.processor_seconds() for name, terminal in terminals.items()}
            told = {name: count / SECONDS for name, count in _all(terminals, SECONDS).items()}
            busy = {
                name: (terminal.processor_seconds() - before[name]) * 1000 / SECONDS
                for name, terminal in terminals.items()
            }
        finally:
            for terminal in terminals.values():
                terminal.stop()
    return [
        Figure("bytes a second, running", told["running"], told["digits"], MOST_BYTES, "B"),
        *(Figure(f"bytes a second, {name}", told[name], told["digits"], MOST_BYTES, "B") for name in PAGES),
        Figure("bytes a second, shared screen", told["screen"], told["running"], MOST_OF_RUN, "B"),
        Figure("bytes a second, paused", told["paused"], None, 0.0, "B"),
        Figure("bytes a second, idle", told["before"], None, 0.0, "B"),
        *(
            Figure(f"processor a second, {name}", busy[name], busy["digits"], MOST_PROCESSOR, "ms")
            for name in ("running", *PAGES)
        ),
        Figure("processor a second, screen", busy["screen"], busy["digits"], MOST_OF_SCREEN, "ms"),
    ]


def _meeting(place: Path, name: str) -> Path:
    """Write a meeting for one of the programs, each in a folder of its own; one with a page open runs."""
    return meeting(place / name, "running" if name in PAGES else name)


def _all(terminals: dict[str, Terminal], seconds: float) -> dict[str, int]:
    """Read all terminals for so many seconds. Return the bytes of each."""
    counted: dict[str, int] = {}

    def drain(name: str, terminal: Terminal) -> None:
        counted[name] = terminal.drain(seconds)

    threads = [threading.Thread(target=drain, args=item) for item in terminals.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return counted


if __name__ == "__main__":
    if "--app" in sys.argv:
        Reference().run()
    else:
        raise SystemExit(main(measure))
