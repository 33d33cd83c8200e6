"""The first frame of `jusou run team-building`, against the first frame of a blank Textual app.

From the start of the process until the terminal holds the whole set-up page, its key bar included.

    python benchmarks/first_frame.py
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from common import BLANK, JUSOU, LAST_ROW, Figure, Terminal, folder, main

LIMIT = 1.5
RUNS = 21


def first_frame(command: Sequence[str], *marks: bytes) -> float:
    """Start a program; return the seconds until its first frame stands."""
    terminal = Terminal(command)
    try:
        return terminal.until(LAST_ROW, *marks)
    finally:
        terminal.stop()


def measure() -> list[Figure]:
    """Return the medians of turn and turn about, in milliseconds."""
    ours, blank = [], []
    with folder():
        run = (*JUSOU, "run", "team-building")
        first_frame(run, b"F9")
        for _ in range(RUNS):
            blank.append(first_frame(BLANK))
            ours.append(first_frame(run, b"F9"))
    return [
        Figure(
            "first frame of jusou run",
            statistics.median(ours) * 1000,
            statistics.median(blank) * 1000,
            LIMIT,
            "ms",
        )
    ]


if __name__ == "__main__":
    raise SystemExit(main(measure))
