"""The promise about 250 ms, on the real program: killed, stopped, and broken from within."""

import os
import signal
import sys
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("there are no pseudo terminals here", allow_module_level=True)

from benchmark_module import benchmark
from jusou_tui.session.format.read import read
from jusou_tui.session.storage.store import Store

KILLS = 12
"""One in each scene a test; the benchmark kills 200 times, in each kind of field."""
TESTS = 4
LONGEST = 0.8
"""Seconds of use before a kill: three times the ceiling. The benchmark goes on for longer."""
LATE = 4.0
"""Seconds of use, after its first keys, of a program that does not save; no load stalls each such life."""

bench = benchmark("kills")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JUSOU_STATE", str(tmp_path / "state"))
    return tmp_path


def drafted(path: Path) -> str:
    draft = read(path).drafts.get("note")
    return draft.text if draft else ""


@pytest.mark.usefixtures("prepared_lives")
@pytest.mark.parametrize("seed", range(1, TESTS + 1))
def test_nothing_that_was_seen_on_screen_before_the_ceiling_is_missing_after_a_kill(
    folder: Path, seed: int
) -> None:
    done = list(bench.kills(KILLS // TESTS, seed, folder, LONGEST))
    assert {kill.scene for kill in done} == set(bench.SCENES)
    assert min(kill.done for kill in done) >= bench.FIRST_KEYS
    assert [kill for kill in done if kill.problem or kill.missing or kill.elsewhere] == []


@pytest.mark.usefixtures("prepared_lives")
def test_a_program_that_saved_too_late_would_be_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = (
        "import sys; import jusou_tui.session.storage.autosave as a; a._DELAY = 9.0; a.CEILING = 20.0;"
        "from jusou_tui.__main__ import main; sys.exit(main())"
    )
    monkeypatch.setattr(bench, "STARTS", ["-c", late])
    assert any(kill.missing for kill in bench.kills(KILLS, 5, folder, LATE))


def test_a_stopped_program_has_saved_and_goes_on_when_it_is_continued(folder: Path) -> None:
    path = bench.prepare(folder)
    slow = (
        "import sys; import jusou_tui.session.storage.autosave as a; a._DELAY = 60.0; a.CEILING = 90.0;"
        "from jusou_tui.__main__ import main; sys.exit(main())"
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bench, "STARTS", ["-c", slow])
        running = bench.Program(folder, ("resume", str(path)))
    try:
        running.wait("F1")
        running.quiet()
        running.send("止める前".encode())
        running.wait("止める前")
        assert drafted(path) == ""
        running.signal(signal.SIGTSTP)
        assert os.WIFSTOPPED(os.waitpid(running.process.pid, os.WUNTRACED)[1])
        assert drafted(path) == "止める前"
        running.signal(signal.SIGCONT)
        running.wait("\x1b[?1049h")
        running.quiet()
        running.send("続けた後".encode())
        running.wait("続けた後")
        running.signal(signal.SIGTERM)
        assert running.process.wait(20) == 128 + signal.SIGTERM
        assert drafted(path) == "止める前続けた後"
    finally:
        running.kill()
        running.hang_up()


BROKEN = """
import sys
from jusou_tui.app.screens.run.screen import RunScreen
def action_later(self):
    secret = "秘密の話"
    raise RuntimeError("秘密の話 " + secret)
RunScreen.action_later = action_later
from jusou_tui.__main__ import main
sys.exit(main())
"""


def test_a_fault_in_a_screen_saves_and_tells_nobody_what_was_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bench.prepare(folder)
    monkeypatch.setattr(bench, "STARTS", ["-c", BROKEN])
    with bench.program(folder, "resume", str(path)) as running:
        running.wait("F1")
        running.quiet()
        running.send("秘密の言葉".encode())
        running.wait("秘密の言葉")
        running.send(b"\x0c")
        assert running.process.wait(20) == 2
        running.quiet()
        after = running.output.rsplit(b"\x1b[?1049l", 1)[-1]
    assert drafted(path) == "秘密の言葉"
    assert b"Traceback" not in after
    assert "秘密".encode() not in after
    (report,) = (folder / "state" / "crashes").glob("*.txt")
    assert "RuntimeError" in report.read_text(encoding="utf-8")
    assert "秘密" not in report.read_text(encoding="utf-8")
    assert report.stat().st_mode & 0o777 == 0o600
    Store.open(path).close()
