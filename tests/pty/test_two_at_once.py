"""Two programs, one session: who has it is said, one looks on and follows, a dead one is taken over from."""

import json
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo terminals here", allow_module_level=True)

from pty_stage import waited_for

from benchmark_module import benchmark
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.session.storage.lock import STALE, holder_path

pytestmark = pytest.mark.usefixtures("prepared_lives")

LEFT = "\x1b[?1049l"


bench = benchmark("kills")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JUSOU_STATE", str(tmp_path / "state"))
    found = bench.prepare(tmp_path)
    assert isinstance(found, Path)
    return found


def refused(path: Path, *arguments: str) -> str:
    """Start the program in vain; return the one sentence that it says."""
    with bench.program(path.parents[1], "resume", str(path), *arguments) as second:
        assert second.process.wait(20) == 2
        second.quiet()
        text = str(second.output.decode())
    assert text.strip().count("\n") == 0
    assert "Traceback" not in text
    return text


def test_the_second_is_told_and_can_look_on_and_the_dead_are_taken_over_from(path: Path) -> None:
    folder = path.parents[1]
    with bench.program(folder, "resume", str(path)) as first:
        first.wait("F1")
        first.quiet()
        sentence = refused(path)
        assert "開いています" in sentence
        assert "--look" in sentence
        assert "--take-over" not in sentence
        assert "開いています" in refused(path, "--take-over")
        with bench.program(folder, "resume", str(path), "--look") as looking:
            looking.wait("F1")
            looking.quiet()
            first.send("追いかける話".encode())
            looking.wait("追いかける話")
            before = path.read_bytes()
            looking.send(b"\x1b[19~")
            looking.wait("閲覧専用です")
            looking.quiet()
            assert b"adjust" not in path.read_bytes()
            assert before.count(b"[drafts.") == 1
            looking.send(b"\x11")
            assert looking.process.wait(20) == 0
        first.kill()
    with bench.program(folder, "resume", str(path)) as third:
        third.wait("追いかける話")
        third.send("の続き".encode())
        assert waited_for(lambda: read(path).drafts["note"].text == "追いかける話の続き")


@pytest.mark.parametrize("minutes", [5, 20])
def test_a_holder_on_another_machine_counts_while_it_gives_signs_of_life(path: Path, minutes: int) -> None:
    """Its clock may be minutes off."""
    seen = (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat()
    facts = {"who": "例野", "host": "よその機械", "pid": 1, "since": seen, "seen": seen}
    holder_path(path).write_text(json.dumps(facts), encoding="utf-8")
    is_alive = timedelta(minutes=minutes) < STALE
    if is_alive:
        assert "--take-over" in refused(path)
    more = ("--take-over",) if is_alive else ()
    with bench.program(path.parents[1], "resume", str(path), *more) as running:
        running.wait("F1")
        assert json.loads(holder_path(path).read_text(encoding="utf-8"))["pid"] == running.process.pid


def test_a_file_swapped_under_the_program_is_united_while_nothing_is_typed(path: Path) -> None:
    from jusou_tui.session.model.records import Note

    with bench.program(path.parents[1], "resume", str(path)) as running:
        running.wait("F1")
        running.quiet()
        other = read(path)
        at = other.session.created
        other.notes[other.session.id] = Note(at=at, text="よその端末の話\n", step="step1")
        swapped = path.with_name("swapped")
        swapped.write_bytes(render(other))
        swapped.replace(path)
        running.wait("よその端末の話")
        running.send("こちらの話".encode())
        assert waited_for(
            lambda: "note" in read(path).drafts and read(path).drafts["note"].text == "こちらの話"
        )
        assert "よその端末の話\n" in [note.text for note in read(path).notes.values()]
