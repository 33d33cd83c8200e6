"""The figures of 1,000 sessions, against parsing the same files with tomllib on all cores.

python benchmarks/stats.py
"""

from __future__ import annotations

import gc
import os
import statistics
import time
import tomllib
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from common import Figure, folder, main, sample

FILES = 1_000
NOTES = 40
LIMIT = 1.2
ROUNDS = 3


def parse(path: str) -> int:
    return len(tomllib.loads(Path(path).read_bytes().decode()))


def measure() -> list[Figure]:
    """Return the medians, in milliseconds."""
    from jusou_tui.report.stats import groups
    from jusou_tui.timekeeping.past import past

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    told, parsed = [], []
    with folder() as place:
        data = sample(NOTES)
        for number in range(FILES):
            (place / f"run-{number:04}.session.toml").write_bytes(data)
        paths = [str(path) for path in sorted(place.glob("*.session.toml"))]
        for _ in range(ROUNDS):
            gc.collect()
            begun = time.perf_counter()
            with ProcessPoolExecutor(cores) as pool:
                list(pool.map(parse, paths, chunksize=max(1, FILES // (cores * 8))))
            parsed.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            groups(past(place).samples)
            told.append(time.perf_counter() - begun)
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
