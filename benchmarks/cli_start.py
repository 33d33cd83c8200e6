"""How long `jusou show`, `list`, `check` and `schedule` take, against importing click and pydantic.

Medians of turn and turn about, by the processor time that the process took: other work on the machine
disturbs it least. And whether any of them imports Textual.

    python benchmarks/cli_start.py
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from collections.abc import Sequence

from common import JUSOU, ROOT, Figure, environment, folder, main

LIMIT = 1.6
LIMIT_SESSION = 2.0
"""Of a session, which needs the models of curricula as well."""
SESSION = "jusou show, a session"
RUNS = 21
REFERENCE = (sys.executable, "-c", "import click; from pydantic import BaseModel")
COMMANDS = {
    SESSION: ("show", "sessions/mihon.session.toml"),
    "jusou show, a curriculum": ("show", "team-building", "step1"),
    "jusou list": ("list", "sessions"),
    "jusou check": ("check", "curricula/team-building.toml"),
    "jusou schedule": ("schedule", "team-building", "step1"),
}
COUNTING = """
import sys
from jusou_tui.cli.main import run
status = run(sys.argv[1:])
print(sum(name.partition(".")[0] == "textual" for name in sys.modules), file=sys.stderr)
"""


def processor_seconds(command: Sequence[str]) -> float:
    """Run a command; return the processor time that it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=ROOT, env=environment(), check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def textual_modules(arguments: Sequence[str]) -> int:
    """Return how many modules of Textual a command imports."""
    command = (sys.executable, "-c", COUNTING, *arguments)
    done = subprocess.run(command, cwd=ROOT, env=environment(), check=True, capture_output=True, text=True)
    return int(done.stderr.split()[-1])


def measure() -> list[Figure]:
    """Return the medians in milliseconds, and the count of Textual's modules."""
    with folder():
        loaded = sum(textual_modules(arguments) for arguments in COMMANDS.values())
        taken: dict[str, list[float]] = {name: [] for name in (*COMMANDS, "reference")}
        for _ in range(RUNS):
            taken["reference"].append(processor_seconds(REFERENCE))
            for name, arguments in COMMANDS.items():
                taken[name].append(processor_seconds((*JUSOU, *arguments)))
    medians = {name: statistics.median(seconds) * 1000 for name, seconds in taken.items()}
    reference = medians.pop("reference")
    return [
        *(
            Figure(name, median, reference, LIMIT_SESSION if name == SESSION else LIMIT, "ms")
            for name, median in medians.items()
        ),
        Figure("modules of Textual they import", loaded, None, 0, ""),
    ]


if __name__ == "__main__":
    raise SystemExit(main(measure))
