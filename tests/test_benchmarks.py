"""What benchmarks measure with, where it could go wrong by chance."""

import re
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo terminals here", allow_module_level=True)

from benchmark_module import benchmark
from jusou_tui.session.storage.store import Store

PROGRAM = 4711
bench = benchmark("kills")


def test_the_time_in_the_queue_is_that_of_all_threads(tmp_path: Path) -> None:
    for thread, waited in (("4711", 1_500_000_000), ("4712", 250_000_000)):
        folder = tmp_path / str(PROGRAM) / "task" / thread
        folder.mkdir(parents=True)
        (folder / "schedstat").write_text(f"99 {waited} 7\n")

    assert bench.queued(PROGRAM, tmp_path) == 1.75


def test_where_something_was_typed_is_said_field_by_field(tmp_path: Path) -> None:
    path = bench.prepare(tmp_path)
    store = Store.open(path)
    store.book.notes.add("\u3400と\u3401", step="step1")
    store.book.drafts.set("note", "", owner="\u3402")
    store.close()
    found = {re.sub("[0-9A-Z]{26}", "*", place) for place in bench._places(path, {"\u3400", "\u3402"})}
    assert found == {"notes/*/text", "drafts/note/owner"}


def test_a_thread_or_a_program_that_vanishes_while_it_is_looked_at_counts_nothing(tmp_path: Path) -> None:
    (tmp_path / str(PROGRAM) / "task" / "4712").mkdir(parents=True)

    assert bench.queued(PROGRAM, tmp_path) == 0.0
    assert bench.queued(PROGRAM + 1, tmp_path) == 0.0
