"""Opening a session of 10,000 notes, against tomllib.loads of the same file.

Run: python benchmarks/open_session.py
"""

from __future__ import annotations

import gc
import os
import statistics
import sys
import tempfile
import time
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from save_cost import sample

NOTES = 10_000
MOST_RATIO = 1.5
ROUNDS = 7


def measure(notes: int = NOTES, rounds: int = ROUNDS) -> tuple[float, float]:
    """Return the medians in seconds: opening the store (lock, read, check, book), tomllib.loads alone.

    Like the program at its start, both run with the cyclic garbage collector off.
    """
    from jusou_tui.session.store import Store

    opened, parsed = [], []
    with tempfile.TemporaryDirectory() as name:
        os.environ["JUSOU_STATE"] = str(Path(name) / "state")
        path = Path(name) / "sample.session.toml"
        path.write_bytes(sample(notes))
        gc.disable()
        for _ in range(rounds):
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
    return statistics.median(opened), statistics.median(parsed)


def main() -> int:
    """Print the ratio. Return 1 where the limit is broken."""
    opened, parsed = measure()
    ratio = opened / parsed
    print(
        f"opening {NOTES} notes: {ratio:.2f}x (at most {MOST_RATIO}x; "
        f"{opened * 1000:.0f} ms against {parsed * 1000:.0f} ms)"
    )
    return int(ratio > MOST_RATIO)


if __name__ == "__main__":
    raise SystemExit(main())
