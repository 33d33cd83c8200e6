"""Hostile and very large sessions: every command answers or refuses within 2 s of processor time and 300 MB.

`python benchmarks/hostile.py [--only NAME]` gives each file to each command that reads sessions, in a process
of its own, and prints for each command its slowest and its largest file, then all that are over. The exit
status is 1 where one is.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from common import environment, sample

MOST_SECONDS, MOST_MEGABYTES = 2.0, 300
CUT_OFF = 5
"""Seconds of processor time after which a process is ended."""
AT_ONCE = 2
COMMANDS = {
    "list": ("list", "{folder}"),
    "show": ("show", "{file}"),
    "show --json": ("show", "{file}", "--json"),
    "check": ("check", "{file}"),
    "diff": ("diff", "{file}", "{other}"),
    "merge": ("merge", "{file}", "{other}", "-o", "{out}"),
    "stats": ("stats", "{folder}"),
    "recover": ("recover", "{file}", "--list"),
    "git-diff": ("git-diff", "x", "{file}", "0", "0", "{other}", "0", "0"),
}
HEAD = b"".join(sample(1).partition(b"[notes.")[:1])
"""What stands before the first record."""
OPEN = """
import sys
from pathlib import Path
from jusou_tui.errors import JusouError
from jusou_tui.session.storage.store import Store
try:
    Store.open(Path(sys.argv[1])).close()
except JusouError:
    sys.exit(2)
"""


def _with(rows: str) -> bytes:
    return HEAD + f"[unknown]\n{rows}\n\n[end]\n".encode()


def _damaged_at_the_end(data: bytes) -> bytes:
    before, mark, behind = data.rpartition(b'kind = "note"')
    return before + mark[:-1] + behind


FILES: dict[str, Callable[[], bytes]] = {
    "40,000 notes": lambda: sample(40_000),
    "10,000 notes": lambda: sample(10_000),
    "40,000 notes without a text": lambda: sample(40_000).replace(b"\ntext = ", b"\nwrong = "),
    "40,000 notes, damaged": lambda: sample(40_000).replace(b'kind = "note"', b"kind = note", 1),
    "14,000 notes, damaged": lambda: _damaged_at_the_end(sample(14_000)),
    "14,000 notes in the lines of Windows": lambda: sample(14_000).replace(b"\n", b"\r\n"),
    "14,000 notes laid out otherwise": lambda: sample(14_000).replace(b" = ", b"="),
    "160,000 numbers with a point": lambda: _with("\n".join(f"k{n} = 1.5" for n in range(160_000))),
    "3,000 keys of 61 parts": lambda: _with("\n".join(f"{'a.' * 60}b{n} = 1" for n in range(3_000))),
    "20,000 headers of 61 parts": lambda: _with("\n".join(f"[a{n}{'.a' * 60}]" for n in range(20_000))),
    "44,000 headers": lambda: _with("\n".join(f"[t{n}]" for n in range(44_000))),
    "a million elements": lambda: _with(f"x = [{'1,' * 1_000_000}]"),
    "330,000 elements": lambda: _with(f"x = [{'1,' * 330_000}]"),
    "160,000 tables in a list": lambda: _with(f"x = [{'{},' * 160_000}]"),
    "330,000 keys": lambda: _with("\n".join(f"k{n} = 1" for n in range(330_000))),
    "44,000 notes of nothing": lambda: (
        HEAD + b"".join(b"[notes.%026d]\n" % n for n in range(44_000)) + b"[end]\n"
    ),
    "one text of 10 MB": lambda: _with('x = """\n' + "あいうえおかきくけこ\n" * 330_000 + '"""'),
    "one line of 10 MB": lambda: _with('x = "' + "あ" * 3_400_000 + '"'),
    "quotes": lambda: _with("x = " + '"' * 5_000_000),
    "64 MB": lambda: _with("#" * 64 * 1024 * 1024),
}


def _reworded(data: bytes) -> bytes:
    return data.replace("庁内の".encode(), "庁外の".encode())


def measure(command: list[str]) -> tuple[float, float, int]:
    """Run a command; return its seconds of processor time, its megabytes at most and its exit status."""
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment()
    )
    resource.prlimit(process.pid, resource.RLIMIT_CPU, (CUT_OFF, CUT_OFF))
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, process.returncode


def main() -> int:
    """Measure all; print a line for each command."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--only", default="", help="files with this in their name")
    only = parser.parse_args().only
    found: dict[str, list[tuple[float, float, str]]] = {}
    strange = []
    with tempfile.TemporaryDirectory() as folder:
        for name, make in FILES.items():
            if only not in name:
                continue
            place = Path(folder) / name.replace(" ", "-")
            place.mkdir()
            os.environ["JUSOU_STATE"] = str(Path(folder) / f"state-of-{place.name}")
            places = {"folder": place, "file": place / "one.session.toml", "out": Path(folder) / "out.toml"}
            places["other"] = Path(folder) / "other.session.toml"
            places["file"].write_bytes(make())  # not kept: a child process begins with what this one holds
            places["other"].write_bytes(_reworded(places["file"].read_bytes()))
            runs = {
                command: [sys.executable, "-m", "jusou_tui", *(word.format(**places) for word in words)]
                for command, words in COMMANDS.items()
            }
            runs["open"] = [sys.executable, "-c", OPEN, str(places["file"])]
            with ThreadPoolExecutor(AT_ONCE) as pool:
                measured = list(pool.map(measure, runs.values()))
            for command, (seconds, megabytes, status) in zip(runs, measured, strict=True):
                found.setdefault(command, []).append((seconds, megabytes, name))
                if status not in {0, 1, 2} or seconds > MOST_SECONDS or megabytes > MOST_MEGABYTES:
                    figures = f"{seconds:.2f} s, {megabytes:.0f} MB, status {status}"
                    strange.append(f"{command}, {name}: {figures}")
    over = False
    for command, rows in found.items():
        slowest, largest = max(rows), max(rows, key=lambda row: row[1])
        is_over = slowest[0] > MOST_SECONDS or largest[1] > MOST_MEGABYTES
        over = over or is_over
        print(
            f"{command:12} {slowest[0]:5.2f} of {MOST_SECONDS:g} s ({slowest[2]})"
            f"  {largest[1]:4.0f} of {MOST_MEGABYTES} MB ({largest[2]})  {'OVER' if is_over else 'ok'}"
        )
    print("\n".join(strange))
    return int(over or bool(strange))


if __name__ == "__main__":
    raise SystemExit(main())
