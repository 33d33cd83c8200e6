"""run, resume and demo: what they ask the program with screens to open."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from cli.calling import ROOT, call, is_one_sentence
from example_session import CURRICULUM, EXAMPLE, example
from jusou_tui.live.beginning.demo import prepare_demo
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.read import read
from jusou_tui.timekeeping.running.gaps import gap_question
from jusou_tui.timekeeping.running.progress import progress
from make import session
from session.samples import identity


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[Any, ...]]:
    """What was to be started, instead of starting it: kind, folder, the session's file if any, the rest."""
    found: list[tuple[Any, ...]] = []

    def start(kind: str, folder: Path, session: Callable[[], Path] | None = None, **named: object) -> int:
        found.append((kind, folder, *([] if session is None else [session()]), named))
        return 0

    for module in ("interactive.run", "interactive.resume", "command"):
        monkeypatch.setattr(f"jusou_tui.cli.{module}.start", start)
    for module in ("run", "resume", "demo", "tour"):
        monkeypatch.setattr(f"jusou_tui.cli.interactive.{module}.require_terminal", lambda: None)
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    return found


def put(folder: Path, name: str, minutes_ago: int = 0, **meta: object) -> Path:
    path = folder / f"{name}.session.toml"
    own = {"id": identity(len(list(folder.iterdir())))}
    path.write_bytes(render(session(meta=own | meta)))
    at = 1_800_000_000 - 60 * minutes_ago
    os.utime(path, (at, at))
    return path


def test_run_opens_the_set_up_of_a_curriculum(started: list[Any], tmp_path: Path) -> None:
    assert call("run", "team-building", "--folder", str(tmp_path)).status == 0
    [(kind, folder, named)] = started
    assert (kind, folder) == ("setup", tmp_path)
    assert named["curriculum"].resolve() == CURRICULUM


def test_run_alone_lets_the_screen_ask_for_the_curriculum(started: list[Any], tmp_path: Path) -> None:
    call("--folder", str(tmp_path), "run")
    assert started == [("setup", tmp_path, {"speed": None})]


def test_run_refuses_a_curriculum_that_is_not_there(started: list[Any]) -> None:
    result = call("run", "team-bilding")
    assert (result.status, started) == (2, [])
    assert "team-building" in result.err


def test_resume_opens_the_unfinished_session_that_was_used_last(started: list[Any], tmp_path: Path) -> None:
    put(tmp_path, "older", 9)
    newest = put(tmp_path, "newest", 2)
    put(tmp_path, "rehearsal", 1, demo=True)
    call("resume", "--folder", str(tmp_path))
    assert started == [("session", tmp_path, newest, {"look": False, "take_over": False})]


def test_resume_opens_a_file_by_path_or_by_its_name_in_the_folder(started: list[Any], tmp_path: Path) -> None:
    path = put(tmp_path, "第1回")
    call("resume", str(path))
    call("resume", "第1回", "--folder", str(tmp_path))
    assert [found for _, _, found, _ in started] == [path, path]


def test_resume_without_anything_to_go_on_with_says_so(started: list[Any], tmp_path: Path) -> None:
    result = call("resume", "--folder", str(tmp_path))
    assert (result.status, started) == (2, [])
    assert is_one_sentence(result.err)
    assert "jusou run" in result.err


def test_resume_refuses_a_missing_file_and_a_folder(started: list[Any], tmp_path: Path) -> None:
    for name in (str(tmp_path / "gone.session.toml"), str(tmp_path)):
        result = call("resume", name)
        assert result.status == 2
        assert is_one_sentence(result.err)
    assert started == []


def test_demo_opens_the_example_in_a_temporary_folder_and_tells_where_it_was(started: list[Any]) -> None:
    result = call("demo")
    [(kind, folder, path, _)] = started
    assert (kind, result.status) == ("session", 0)
    assert path.parent == folder != EXAMPLE.parent
    assert str(path) in result.out


def test_tour_opens_a_session_of_its_own_and_says_where_its_record_is(
    started: list[Any], tmp_path: Path
) -> None:
    result = call("tour", "--folder", str(tmp_path / "mine"))
    [(kind, folder, path, named)] = started
    assert (kind, folder, named["tour"], result.status) == ("session", tmp_path / "mine", True, 0)
    assert read(path).session.demo
    assert str(path) in result.out
    assert not folder.exists()


def test_the_example_that_ships_is_what_its_builder_makes() -> None:
    assert EXAMPLE.read_bytes() == render(example()), "run: python -m tests.example_session"


def test_the_example_reads_back_the_same_and_names_the_shipped_curriculum() -> None:
    assert read(EXAMPLE) == example()
    assert len(example().notes) + len(example().todos) == 12


@pytest.mark.parametrize(
    "now",
    [
        datetime(2027, 3, 4, 10, 20, 30, tzinfo=timezone(timedelta(hours=9))),
        datetime(2026, 11, 2, 0, 10, tzinfo=timezone(timedelta(hours=-8))),
        datetime(2028, 2, 29, 23, 59, 59, 123456, tzinfo=UTC),
    ],
)
def test_the_rehearsal_is_in_the_middle_of_its_second_activity_now(now: datetime, tmp_path: Path) -> None:
    opened = read(prepare_demo(tmp_path, now))
    done = progress(opened.events.items(), now)
    assert (done.state, done.activity, done.segment) == ("running", "understanding", "talk-video")
    last = max(event.at for event in opened.events.values())
    assert timedelta(minutes=1) < now - last < timedelta(minutes=10)
    assert last.utcoffset() == now.utcoffset()
    meeting = opened.meetings["step1"]
    assert meeting.start is not None
    assert meeting.date == meeting.start.date()
    assert now - meeting.start < timedelta(hours=1)
    assert opened.session.demo
    assert opened.drafts["note"].text
    assert gap_question(done, opened.view.seen, now) is None


def test_the_rehearsal_asks_nothing_about_a_changed_curriculum(tmp_path: Path) -> None:
    from jusou_tui.curriculum.library import digest

    meta = read(prepare_demo(tmp_path, datetime(2027, 1, 1, 9, 0, tzinfo=UTC))).session
    assert meta.curriculum_path is not None
    assert meta.curriculum_digest == digest(Path(meta.curriculum_path))
