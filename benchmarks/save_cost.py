"""A save after one change, against write + fsync + rename of the same bytes; and its part in the UI thread.

python benchmarks/save_cost.py
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from common import BYTES_OF_A_NOTE, TEXT, Figure, folder, main, sample

SIZES = (50_000, 500_000, 5_000_000)
MOST_RATIO = 2.0
MOST_UI_MILLISECONDS = 4.0
ROUNDS = 51


@dataclass(frozen=True)
class Cost:
    """Medians in milliseconds for a file of `size` bytes; `ui` is the worst call in the UI thread."""

    size: int
    save: float
    reference: float
    ui: float


class _NoWorker:
    """A worker that leaves the saving to the measurement."""

    def __init__(self, work: Callable[[], float]) -> None:
        self.work = work

    def poke(self) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""


def cost_of(size: int, rounds: int = ROUNDS) -> Cost:
    """Measure saves of a file of about `size` bytes, turn and turn about with the reference."""
    from jusou_tui.session.storage.store import Store

    with folder() as place:
        path = place / "sample.session.toml"
        path.write_bytes(sample(size // BYTES_OF_A_NOTE))
        store = Store.open(path, worker=_NoWorker)
        store.book.notes.add("始め")
        store.flush()
        saves, references, calls = [], [], []
        for number in range(rounds):
            begun = time.perf_counter()
            store.book.notes.add(f"{number} {TEXT}")
            called = time.perf_counter()
            store.flush()
            saves.append(time.perf_counter() - called)
            calls.append(called - begun)
            references.append(_reference(place, path.read_bytes()))
        actual = path.stat().st_size
        store.close()
    return Cost(actual, _median(saves), _median(references), max(calls) * 1000)


def _reference(folder: Path, data: bytes) -> float:
    begun = time.perf_counter()
    temporary = folder / "reference.tmp"
    with temporary.open("wb", buffering=0) as file:
        file.write(data)
        os.fsync(file.fileno())
    temporary.replace(folder / "reference")
    return time.perf_counter() - begun


def _median(seconds: list[float]) -> float:
    return statistics.median(seconds) * 1000


def measure() -> list[Figure]:
    """Return for each size the save and its part in the UI thread, in milliseconds."""
    figures = []
    for size in SIZES:
        cost = cost_of(size)
        told = f"{cost.size / 1000:,.0f} kB"
        figures += [
            Figure(f"save after one change, {told}", cost.save, cost.reference, MOST_RATIO, "ms"),
            Figure(f"its part in the UI thread, {told}", cost.ui, None, MOST_UI_MILLISECONDS, "ms"),
        ]
    return figures


if __name__ == "__main__":
    raise SystemExit(main(measure))
