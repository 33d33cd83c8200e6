"""Calls the command line as a shell would, in this process or in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from jusou_tui.cli.main import run

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Result:
    """What a command answered."""

    status: int
    out: str
    err: str


def call(*arguments: str) -> Result:
    """Run a command here; its output goes to no terminal."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        status = run(arguments)
    return Result(status, out.getvalue(), err.getvalue())


def environment(**changed: str) -> dict[str, str]:
    """Return an environment in which the package in this tree is found, and nothing of the user's is."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUSOU_", "NO_COLOR"))}
    return kept | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "TERM": "xterm-256color"} | changed


def spawn(*arguments: str, script: str | None = None, **changed: str) -> Result:
    """Run a command, or a script with these arguments, in a process of its own."""
    start = ["-m", "jusou_tui"] if script is None else ["-c", script]
    done = subprocess.run(
        [sys.executable, *start, *arguments],
        cwd=ROOT,
        env=environment(**changed),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def is_one_sentence(text: str) -> bool:
    """Whether a message is one line without a traceback."""
    return text.endswith("\n") and text.count("\n") == 1 and "Traceback" not in text
