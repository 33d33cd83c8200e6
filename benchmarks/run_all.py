"""Runs every benchmark and writes the table of docs/performance.md, in Markdown, to standard output.

Exit status 1 where a limit is exceeded.

    python benchmarks/run_all.py
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from common import ROOT, Figure

SCRIPTS = (
    "first_frame",
    "lists",
    "memory",
    "cli_start",
    "tick_bytes",
    "shared_screen",
    "key_latency",
    "save_cost",
    "open_session",
    "growth",
    "diff",
    "web_viewers",
    "export",
)
HEADINGS = ("figure", "measured", "reference", "ratio", "at most", "")


def figures(script: str) -> list[Figure]:
    """Run one benchmark in a process of its own; return its figures. Raises CalledProcessError."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, str(Path(__file__).with_name(f"{script}.py")), "--json"]
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=False)
    if not done.stdout:  # status 1 is also Python's own for a script that broke
        done.check_returncode()
    return [Figure(**told) for told in json.loads(done.stdout)]


def machine() -> str:
    """Return what was measured on."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("textual", "pydantic", "click"))
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    return f"{system}; Python {platform.python_version()}, {libraries}"


def main() -> int:
    """Print the table; return 1 where a limit is exceeded."""
    print(machine(), end="\n\n")
    print("|", " | ".join(HEADINGS), "|")
    print("|", " | ".join("---" for _ in HEADINGS), "|", flush=True)
    over = False
    for script in SCRIPTS:
        for figure in figures(script):
            over = over or figure.over
            print("|", " | ".join(figure.cells()), "|", flush=True)
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
