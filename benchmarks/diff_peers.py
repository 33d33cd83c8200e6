"""The same two sessions of 10,000 notes compared by other programs, each in a process of its own.

Not part of `run_all.py`: the peers are no dependencies. With a Python in which they are installed:

    python -m venv peers && peers/bin/pip install deepdiff==9.1.0 nbdime==4.0.4
    python benchmarks/diff_peers.py peers/bin/python
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from common import environment, folder

BEGIN = """
import datetime, pathlib, resource, sys, time, tomllib
def plain(value):
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    return value if isinstance(value, (str, int, float, bool, list)) else str(value)
old, new = (pathlib.Path(sys.argv[1], name + ".session.toml") for name in ("old", "new"))
"""
LOAD = "one, other = (plain(tomllib.loads(path.read_text('utf-8'))) for path in (old, new))\n"
LISTS = (
    "one, other = ([{**note, 'id': key} for key, note in held['notes'].items()] for held in (one, other))\n"
)
IMPORTS = "from jusou_tui.session.format.read import read\nfrom jusou_tui.compare.diff import diff\n"
PEERS = {
    "jusou: by id, moves": (
        f"{IMPORTS}one, other = read(old), read(new)\n",
        "diff(one, other)",
    ),
    "deepdiff.DeepDiff, tables by id": (f"from deepdiff import DeepDiff\n{LOAD}", "DeepDiff(one, other)"),
    "deepdiff.DeepDiff, ignore_order": (
        f"from deepdiff import DeepDiff\n{LOAD}",
        "DeepDiff(one, other, ignore_order=True)",
    ),
    "nbdime.diff, tables by id": (f"from nbdime import diff\n{LOAD}", "diff(one, other)"),
    "nbdime.diff, notes as a list": (f"from nbdime import diff\n{LOAD}{LISTS}", "diff(one, other)"),
}
END = """
begun = time.perf_counter()
{call}
taken = time.perf_counter() - begun
print(f"{{taken:.2f}} s, {{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f}} MiB")
"""


def main() -> int:
    """Print seconds and the most memory of each."""
    from diff import write_pair

    python = sys.argv[1] if len(sys.argv) > 1 else sys.executable
    with folder() as place:
        write_pair(place)
        for name, (start, call) in PEERS.items():
            script = BEGIN + start + END.format(call=call)
            used = sys.executable if name.startswith("jusou") else python
            done = subprocess.run(
                [used, "-c", script, str(place)],
                env=environment(),
                capture_output=True,
                text=True,
                check=False,
            )
            told = done.stdout.strip() or (done.stderr.strip().splitlines() or [""])[-1]
            print(f"{name:<34} {told}", flush=True)
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent))
    raise SystemExit(main())
