"""A program that is killed in the middle of everything."""

import os
import random
import sys
import time
from functools import cache
from pathlib import Path

import pytest

from benchmark_module import benchmark
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.session.model.records import Note
from jusou_tui.session.storage.autosave import CEILING
from jusou_tui.session.storage.store import Store
from prepared import Running, start_with
from session.samples import START, HandWorker, full_session, identity

if sys.platform == "win32":
    pytest.skip("SIGKILL is POSIX", allow_module_level=True)

pytestmark = pytest.mark.proof

TRIES = 20
"""How often a round is tried, for longer each time, on a machine that lets the program wait too long."""

STREAM = """
import itertools, sys, time
from pathlib import Path
from jusou_tui.session.storage.store import Store
store = Store.open(Path(sys.argv[1]))
worst = 0.0
for number in itertools.count():
    begun = time.monotonic()
    store.book.drafts.set("note", f"{number} " + "あ" * (number % 50))
    store.book.notes.add(f"{number}")
    print(number, time.monotonic(), worst, flush=True)
    before = time.monotonic()
    time.sleep(0.004)
    worst = max(worst, time.monotonic() - before - 0.004)
"""


@cache
def _file(notes: int) -> bytes:
    """Return the file of a session with so many notes more; 1,500 make 500 kB."""
    found = full_session()
    for number in range(1000, 1000 + notes):
        found.notes[identity(number)] = Note(at=START, text="庁内の用語がそろっていない。\n" * 5)
    return render(found)


@pytest.mark.parametrize("round_number", range(20))
def test_nothing_older_than_the_ceiling_is_missing_after_a_kill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, round_number: int
) -> None:
    monkeypatch.setenv("JUSOU_STATE", str(tmp_path / "state"))
    path = tmp_path / "見本.session.toml"
    due: list[str] = []
    for longer in range(TRIES):
        path.write_bytes(_file(1500 if round_number % 2 else 0))
        due = _kill(path, random.Random(round_number).uniform(0.3, 0.8) + longer / 4)
        if due:
            break
    found = {note.text.strip() for note in read(path).notes.values()}
    assert due
    assert [number for number in due if number not in found] == []

    again = Store.open(path, worker=HandWorker)
    assert not list(tmp_path.glob(".jusou-*.tmp"))
    again.close()


def _kill(path: Path, lived: float) -> list[str]:
    """Let a program write for so long and kill it; return what it had made longer ago than the ceiling.

    Nothing where this machine let the program wait for so long that nothing was due.
    """
    stalls = benchmark("kills").Stalls()
    reading, writing = os.pipe()
    streams, arguments = [0, writing, 2], ["-c", STREAM, str(path)]
    process = Running(*start_with(streams, arguments, os.environ, str(path.parent)))
    os.close(writing)
    stalls.watch(process.pid)
    with os.fdopen(reading, encoding="utf-8") as output:
        lines = [output.readline()]
        begun = time.monotonic()
        while time.monotonic() - begun < lived:
            lines.append(output.readline())
        killed = time.monotonic()
        process.kill()
        lines += output.readlines()
    process.wait()
    made = [line.split() for line in lines if line.endswith("\n")]
    stalled = max(float(worst) for *_, worst in made) + stalls.since(killed - 2 * CEILING)
    stalls.stop()
    return [number for number, at, _ in made if float(at) < killed - CEILING - stalled]
