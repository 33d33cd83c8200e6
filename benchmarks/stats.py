"""The figures of 1,000 sessions, against parsing the same files with tomllib on all cores.

python benchmarks/stats.py
"""

from __future__ import annotations

import gc
import os
import re
import statistics
import time
import tomllib
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from pathlib import Path

from common import Figure, folder, main, sample

FILES = 1_000
NOTES = 40
LIMIT = 1.2
ROUNDS = 3


def run() -> bytes:
    """Return the file of a run with notes whose four activities have been gone through."""
    from jusou_tui.session.format.chunks import render
    from jusou_tui.session.format.read import parse as read
    from jusou_tui.session.model.ids import following, new_id
    from jusou_tui.session.model.records import Event

    session = read(sample(NOTES), Path("sample.session.toml"))
    at, key = session.session.created, new_id(session.session.created)
    for number, activity in enumerate(("opening", "understanding", "reflection", "next-step", None)):
        key, moment = following(key), at + timedelta(minutes=25 * number)
        session.events[key] = Event(
            at=moment, step="step1", kind="start" if activity else "finish", activity=activity
        )
    return render(session)


def parse(path: str) -> int:
    return len(tomllib.loads(Path(path).read_bytes().decode()))


def measure() -> list[Figure]:
    """Return the medians, in milliseconds."""
    from jusou_tui.timekeeping.history.past import past_runs, runs_by_version

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    told, parsed = [], []
    with folder() as place:
        data = run()
        for number in range(FILES):
            name = f"{number:026}".encode()
            own = re.sub(rb'^id = "[0-9A-Z]{26}"', b'id = "' + name + b'"', data, count=1, flags=re.MULTILINE)
            (place / f"run-{number:04}.session.toml").write_bytes(own)
        paths = [str(path) for path in sorted(place.glob("*.session.toml"))]
        for _ in range(ROUNDS):
            gc.collect()
            begun = time.perf_counter()
            with ProcessPoolExecutor(cores) as pool:
                list(pool.map(parse, paths, chunksize=max(1, FILES // (cores * 8))))
            parsed.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            (group,) = runs_by_version(past_runs(place).samples)
            told.append(time.perf_counter() - begun)
            if (group.runs, len(group.activities)) != (FILES, 4):
                raise AssertionError(group)
    return [
        Figure(
            f"figures of {FILES:,} sessions",
            statistics.median(told) * 1000,
            statistics.median(parsed) * 1000,
            LIMIT,
            "ms",
        )
    ]


if __name__ == "__main__":
    raise SystemExit(main(measure))
