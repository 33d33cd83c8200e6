"""The first frames of `jusou`, alone and with 2,000 sessions, `run`, `resume`, `demo` and `screen`.

Processor time from the start of the process until the terminal holds the whole page, against that of a blank
Textual app: of home and of the set-up with the key bar; of `resume`, `demo` and the shared screen the page
that stands while the session is opened. Beside these how long a running meeting takes until it stands there
with what comes next.

    python benchmarks/first_frame.py
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from common import BLANK, JUSOU, LAST_ROW, Figure, Terminal, folder, main, many_sessions, meeting

IN_A_MEETING = "次は".encode()
"""What stands in the page of a running meeting, and not before."""
OPENING = "開いています".encode()
"""What stands in the page that says that a session is being opened."""
KEY_BAR = b"F9"
HOME_KEYS = b"F1"
MANY = 2000
RUNS = 15


class Begin(NamedTuple):
    """A way to begin: the command, what stands in its first frame, and the most times a blank app's time."""

    command: Sequence[str]
    mark: bytes
    limit: float


def begins(place: Path, many: Path) -> dict[str, Begin]:
    """Return what is measured, by its name: `many` sessions lie there, the meetings begin now, in `place`."""
    (place / "none").mkdir(parents=True)
    running = str(meeting(place / "screen", "running"))
    resumed = str(meeting(place / "resume", "running"))
    return {
        "first frame of jusou": Begin((*JUSOU, "--folder", str(place / "none")), HOME_KEYS, 1.4),
        f"first frame of jusou, {MANY:,} sessions": Begin((*JUSOU, "--folder", str(many)), HOME_KEYS, 1.4),
        "first frame of jusou run": Begin((*JUSOU, "run", "team-building"), KEY_BAR, 1.5),
        "first frame of jusou resume": Begin((*JUSOU, "resume", resumed), OPENING, 2.0),
        "jusou resume, its meeting in sight": Begin((*JUSOU, "resume", resumed), IN_A_MEETING, 3.5),
        "first frame of jusou demo": Begin((*JUSOU, "demo"), OPENING, 2.0),
        "jusou demo, its meeting in sight": Begin((*JUSOU, "demo"), IN_A_MEETING, 3.5),
        "first frame of jusou screen": Begin((*JUSOU, "screen", running), LAST_ROW, 1.5),
        "jusou screen, its meeting in sight": Begin((*JUSOU, "screen", running), IN_A_MEETING, 3.0),
    }


def first_frame(command: Sequence[str], *marks: bytes) -> float:
    """Start a program; return the processor time that it has taken once its first frame stands."""
    terminal = Terminal(command)
    try:
        terminal.until(LAST_ROW, *marks)
        return terminal.processor_seconds_in_all()
    finally:
        terminal.stop()


def measure() -> list[Figure]:
    """Return the medians of turn and turn about, in milliseconds."""
    taken: dict[str, list[float]] = {}
    limits: dict[str, float] = {}
    blank = []
    with folder() as place:
        many = many_sessions(place / "many", MANY)
        for number in range(RUNS + 1):
            # Meetings of its own for each round: of one that is silent for a minute a shared screen says so.
            blank.append(first_frame(BLANK))
            for name, one in begins(place / str(number), many).items():
                limits[name] = one.limit
                taken.setdefault(name, []).append(first_frame(one.command, one.mark))
    del blank[0]  # modules are compiled and read in the first round
    for found in taken.values():
        del found[0]
    reference = statistics.median(blank) * 1000
    return [
        Figure(name, statistics.median(found) * 1000, reference, limits[name], "ms")
        for name, found in taken.items()
    ]


if __name__ == "__main__":
    raise SystemExit(main(measure))
