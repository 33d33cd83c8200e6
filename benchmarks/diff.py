"""The difference of two sessions of 10,000 notes, and their merge, against opening both.

Of every hundred notes one was reworded, one removed, one added and one put in another place. Opening is
reading and checking the files (`session.read`). As in the program, both run with the cyclic garbage collector
off.

    python benchmarks/diff.py
"""

from __future__ import annotations

import gc
import statistics
import sys
import time
from datetime import timedelta
from pathlib import Path

from common import Figure, folder, main, sample

NOTES = 10_000
LIMIT = 0.5
ROUNDS = 5


def write_pair(place: Path, notes: int = NOTES) -> tuple[Path, Path]:
    """Write a session and a later state of it into a folder; return both files."""
    from jusou_tui.session.format.chunks import render
    from jusou_tui.session.format.read import parse
    from jusou_tui.session.model.ids import new_id

    old, new = place / "old.session.toml", place / "new.session.toml"
    old.write_bytes(sample(notes))
    later = parse(old.read_bytes(), old)
    for number, (key, note) in enumerate(list(later.notes.items())):
        if number % 100 == 10:
            text = note.text.replace("用語集を作る", "ことばの手引きを作る")
            later.notes[key] = note.model_copy(update={"text": text})
        elif number % 100 == 20:
            del later.notes[key]
        elif number % 100 == 30:
            at = note.at + timedelta(milliseconds=1)
            later.notes[new_id(at)] = note.model_copy(update={"at": at, "text": "後から足した話。\n"})
        elif number % 100 == 40:
            later.notes[key] = note.model_copy(update={"rank": 1})
    new.write_bytes(render(later))
    return old, new


def measure() -> list[Figure]:
    """Return the medians, in milliseconds."""
    from jusou_tui.compare.diff import diff
    from jusou_tui.compare.merge import merge
    from jusou_tui.report.differences.changes import ChangeTexts
    from jusou_tui.report.layout import lay_out
    from jusou_tui.session.format.read import read

    opened, told, worded, joined = [], [], [], []
    with folder() as place:
        old, new = write_pair(place)
        gc.disable()
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            before, after = read(old), read(new)
            opened.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            changes = diff(before, after)
            told.append(time.perf_counter() - begun)
            lay_out(ChangeTexts(before, after, None).blocks(changes, ""), 80)
            worded.append(time.perf_counter() - begun)
            begun = time.perf_counter()
            merge(before, after)
            joined.append(time.perf_counter() - begun)
            del before, after, changes
            gc.collect()
        gc.enable()
    reference = statistics.median(opened) * 1000
    figures = (("diff", told), ("diff, worded", worded), ("merge", joined))
    return [
        Figure(f"{name} of 2 x {NOTES:,} notes", statistics.median(taken) * 1000, reference, LIMIT, "ms")
        for name, taken in figures
    ]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--write"]:
        write_pair(Path(sys.argv[2]))
        raise SystemExit(0)
    raise SystemExit(main(measure))
