"""A save after one change, against write + fsync + rename of the same bytes; and its part in the UI thread.

Run: python benchmarks/save_cost.py
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

SIZES = (50_000, 500_000, 5_000_000)
MOST_RATIO = 2.0
MOST_UI_MILLISECONDS = 4.0
ROUNDS = 51
TEXT = "庁内の用語がそろっていないので、用語集を作る。\n窓口と訪問先で見えたことを持ち寄る。\n"


@dataclass(frozen=True)
class Cost:
    """Medians in milliseconds for a file of `size` bytes; `ui` is the worst call in the UI thread."""

    size: int
    save: float
    reference: float
    ui: float

    @property
    def ratio(self) -> float:
        """How often the reference the save takes."""
        return self.save / self.reference


class _NoWorker:
    """A worker that leaves the saving to the measurement."""

    def __init__(self, work: Callable[[], float]) -> None:
        self.work = work

    def poke(self) -> None:
        """Nothing."""

    def stop(self) -> None:
        """Nothing."""


def sample(notes: int) -> bytes:
    """Return the file of an invented session with so many notes."""
    from jusou_tui.session.chunks import render
    from jusou_tui.session.ids import new_id
    from jusou_tui.session.records import Meta, Note, Session

    start = datetime(2026, 12, 10, 4, 30, tzinfo=UTC)
    meta = Meta(
        id=new_id(start),
        title="見本",
        created=start,
        curriculum="team-building",
        curriculum_version="1.0",
        curriculum_digest="sha256:00",
    )
    records = {}
    for number in range(notes):
        at = start + timedelta(seconds=number)
        records[new_id(at)] = Note(at=at, text=TEXT, step="step1", activity="opening")
    return render(Session(session=meta, notes=records))


def measure(size: int, rounds: int = ROUNDS) -> Cost:
    """Measure saves of a file of about `size` bytes, turn and turn about with the reference."""
    from jusou_tui.session.store import Store

    with tempfile.TemporaryDirectory() as name:
        os.environ["JUSOU_STATE"] = str(Path(name) / "state")
        path = Path(name) / "sample.session.toml"
        path.write_bytes(sample(size // 262))
        store = Store.open(path, worker=_NoWorker)
        store.book.add_note("始め")
        store.flush()
        saves, references, calls = [], [], []
        for number in range(rounds):
            begun = time.perf_counter()
            store.book.add_note(f"{number} {TEXT}")
            called = time.perf_counter()
            store.flush()
            saves.append(time.perf_counter() - called)
            calls.append(called - begun)
            references.append(_reference(Path(name), path.read_bytes()))
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


def main() -> int:
    """Print one line per size. Return 1 where a limit is broken."""
    broken = False
    for size in SIZES:
        cost = measure(size)
        broken = broken or cost.ratio > MOST_RATIO or cost.ui > MOST_UI_MILLISECONDS
        print(
            f"save after one change, {cost.size / 1e6:.2f} MB: {cost.ratio:.2f}x (at most {MOST_RATIO:.0f}x; "
            f"{cost.save:.1f} ms against {cost.reference:.1f} ms), "
            f"UI thread {cost.ui:.2f} ms (at most {MOST_UI_MILLISECONDS:.0f} ms)"
        )
    return int(broken)


if __name__ == "__main__":
    raise SystemExit(main())
