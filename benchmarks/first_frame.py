"""The first frames of `jusou run team-building` and `jusou screen`, against that of a blank Textual app.

From the start of the process until the terminal holds the whole page: of the set-up with its key bar, of the
shared screen of a running meeting with its last line.

    python benchmarks/first_frame.py
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from common import BLANK, JUSOU, LAST_ROW, Figure, Terminal, folder, main, meeting

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
    run: list[float] = []
    screen: list[float] = []
    blank: list[float] = []
    with folder() as place:
        set_up = (*JUSOU, "run", "team-building")
        shared = (*JUSOU, "screen", str(meeting(place / "screen", "running")))
        first_frame(set_up, b"F9")
        first_frame(shared)
        for _ in range(RUNS):
            blank.append(first_frame(BLANK))
            run.append(first_frame(set_up, b"F9"))
            screen.append(first_frame(shared))
    reference = statistics.median(blank) * 1000
    return [
        Figure(f"first frame of jusou {name}", statistics.median(measured) * 1000, reference, LIMIT, "ms")
        for name, measured in (("run", run), ("screen", screen))
    ]


if __name__ == "__main__":
    raise SystemExit(main(measure))
