"""The first frames of `jusou run team-building` and `jusou screen`, against that of a blank Textual app.

From the start of the process until the terminal holds the whole page: of the set-up with its key bar, of the
shared screen the page that stands while the session is opened. Beside it how long a running meeting takes
until it stands there.

    python benchmarks/first_frame.py
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from common import BLANK, JUSOU, LAST_ROW, Figure, Terminal, folder, main, meeting

LIMIT = 1.5
LIMIT_OPEN = 3.0
IN_A_MEETING = "次は".encode()
"""What stands in the page of a running meeting, and not before."""
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
    opened: list[float] = []
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
            opened.append(first_frame(shared, IN_A_MEETING))
    reference = statistics.median(blank) * 1000
    return [
        Figure(name, statistics.median(measured) * 1000, reference, limit, "ms")
        for name, measured, limit in (
            ("first frame of jusou run", run, LIMIT),
            ("first frame of jusou screen", screen, LIMIT),
            ("jusou screen, its meeting in sight", opened, LIMIT_OPEN),
        )
    ]


if __name__ == "__main__":
    raise SystemExit(main(measure))
