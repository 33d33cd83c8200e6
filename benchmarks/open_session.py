"""Opening a session of 10,000 notes, against tomllib.loads of the same file.

Opening is all of it: lock, read, check, book. Like the program at its start, both run with the cyclic garbage
collector off.

    python benchmarks/open_session.py
"""

from __future__ import annotations

import gc
import statistics
import time
import tomllib

from common import Figure, folder, main, sample

NOTES = 10_000
LIMIT = 1.5
ROUNDS = 9


def measure() -> list[Figure]:
    """Return the medians, in milliseconds."""
    from jusou_tui.session.storage.store import Store

    opened, parsed = [], []
    with folder() as place:
        path = place / "sample.session.toml"
        path.write_bytes(sample(NOTES))
        gc.disable()
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            tomllib.loads(path.read_bytes().decode())
            parsed.append(time.perf_counter() - begun)
            gc.collect()
            begun = time.perf_counter()
            store = Store.open(path)
            opened.append(time.perf_counter() - begun)
            store.close()
            del store
            gc.collect()
        gc.enable()
    return [
        Figure(
            f"opening {NOTES:,} notes",
            statistics.median(opened) * 1000,
            statistics.median(parsed) * 1000,
            LIMIT,
            "ms",
        )
    ]


if __name__ == "__main__":
    raise SystemExit(main(measure))
