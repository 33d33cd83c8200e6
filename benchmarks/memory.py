"""The most memory that `jusou run team-building` holds, against a blank Textual app.

The highest resident set until two seconds behind the first frame, when everything that comes late has come.

    python benchmarks/memory.py
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from common import BLANK, JUSOU, LAST_ROW, Figure, Terminal, folder, main

LIMIT = 1.6
RUNS = 3
BEHIND = 2.0


def most_memory(command: Sequence[str], *marks: bytes) -> float:
    """Return the most memory of a program, in MiB."""
    terminal = Terminal(command)
    try:
        terminal.until(LAST_ROW, *marks)
        terminal.drain(BEHIND)
    finally:
        held = terminal.stop()
    return held / 2**20


def measure() -> list[Figure]:
    """Return the medians."""
    with folder():
        pairs = [
            (most_memory((*JUSOU, "run", "team-building"), b"F9"), most_memory(BLANK)) for _ in range(RUNS)
        ]
    ours, blank = (statistics.median(values) for values in zip(*pairs, strict=True))
    return [Figure("peak memory of jusou run", ours, blank, LIMIT, "MiB")]


if __name__ == "__main__":
    raise SystemExit(main(measure))
