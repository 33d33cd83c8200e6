"""How long `jusou show`, `list`, `check` and `schedule` take to start, against importing click and pydantic.

`python benchmarks/cli_start.py [RUNS]` prints each command's ratio to the reference: medians of interleaved
runs (21 if not given), by the processor time of the child, which other work on the machine disturbs least.
The second figure is the same by the clock. Exit status 1 where a command is over the budget.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUDGET = 1.6
REFERENCE = "reference"
SCRIPT = ["-c", "import sys; from jusou_tui.__main__ import main; sys.exit(main())"]
"""What the installed command does."""

COMMANDS: dict[str, list[str]] = {
    REFERENCE: ["-c", "import click; from pydantic import BaseModel"],
    "show": [*SCRIPT, "show", "sessions/mihon.session.toml"],
    "show curriculum": [*SCRIPT, "show", "team-building", "step1"],
    "list": [*SCRIPT, "list", "sessions"],
    "check": [*SCRIPT, "check", "curricula/team-building.toml"],
    "schedule": [*SCRIPT, "schedule", "team-building", "step1"],
}


def run_once(arguments: Sequence[str], environment: dict[str, str]) -> tuple[float, float]:
    """Run Python once; return the seconds of processor time and of the clock."""
    processor, clock = _spent(), time.perf_counter()
    subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
    )
    return _spent() - processor, time.perf_counter() - clock


def _spent() -> float:
    """Return the processor time of all children so far, in seconds; by the clock where nothing tells it."""
    if sys.platform == "win32":
        return time.perf_counter()
    import resource

    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure(runs: int) -> dict[str, tuple[float, float]]:
    """Return for each command the median seconds of processor time and of the clock."""
    environment = dict(os.environ)
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for arguments in COMMANDS.values():
        run_once(arguments, environment)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name, arguments in COMMANDS.items():
            taken[name].append(run_once(arguments, environment))
    return {
        name: (statistics.median(one[0] for one in found), statistics.median(one[1] for one in found))
        for name, found in taken.items()
    }


def main() -> int:
    """Print the table; return 1 where a command is over the budget."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    found = measure(runs)
    base = found.pop(REFERENCE)
    print(f"{'command':<16} {'ratio':>6} {'clock':>6} {'budget':>6}   {base[0] * 1000:.0f} ms, {runs} runs")
    over = False
    for name, (processor, clock) in found.items():
        ratio = processor / base[0]
        over = over or ratio > BUDGET
        mark = "   OVER" if ratio > BUDGET else ""
        print(f"{name:<16} {ratio:>5.2f}x {clock / base[1]:>5.2f}x {BUDGET:>5.2f}x{mark}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
