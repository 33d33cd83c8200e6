"""Lists of 2,000 sessions: home until all of them are listed, and `jusou list`, against reading their TOML.

python benchmarks/lists.py
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from cli_start import processor_seconds
from common import JUSOU, Figure, Terminal, folder, main, many_sessions

LIMIT = 1.5
MOST_SECONDS = 1.5
MANY = 2000
RUNS = 3
READING = """
import sys, tomllib
from pathlib import Path
for path in Path(sys.argv[1]).iterdir():
    tomllib.loads(path.read_text("utf-8"))
"""


def until_complete(place: Path) -> float:
    """Return the seconds from the start of `jusou` until the session is listed that is read last."""
    terminal = Terminal((*JUSOU, "--folder", str(place)))
    try:
        terminal.until(b"F1")
        terminal.send("第00000号".encode())  # the oldest; the search leaves nothing else
        return terminal.until("見本市".encode())
    finally:
        terminal.stop()


def measure() -> list[Figure]:
    """Return medians."""
    with folder() as at:
        place = many_sessions(at / "many", MANY)
        complete = statistics.median(until_complete(place) for _ in range(RUNS))
        pairs = [
            (
                processor_seconds((*JUSOU, "list", str(place))),
                processor_seconds((sys.executable, "-c", READING, str(place))),
            )
            for _ in range(RUNS)
        ]
    ours, theirs = (statistics.median(values) for values in zip(*pairs, strict=True))
    return [
        Figure(f"home, {MANY:,} sessions listed", complete, None, MOST_SECONDS, "s"),
        Figure(f"jusou list, {MANY:,} sessions", ours, theirs, LIMIT, "s"),
    ]


if __name__ == "__main__":
    raise SystemExit(main(measure))
