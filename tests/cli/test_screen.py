"""`jusou screen`: which session it follows, and every refusal in one sentence."""

from __future__ import annotations

import gc
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.stage import CURRICULUM, STEP, curriculum
from cli.calling import Result, call, is_one_sentence
from jusou_tui.audience.following import RoomFollower
from jusou_tui.audience.web import server
from jusou_tui.audience.web.options import Options
from jusou_tui.live.elsewhere.opened import note_open, opened_here
from jusou_tui.live.elsewhere.screen_link import ScreenLink, look_beside
from jusou_tui.live.session import LiveSession
from jusou_tui.paths import shipped, state_folder
from jusou_tui.session.storage.beside import ASK, LIVE, WATCH, hidden_path
from jusou_tui.session.storage.lock import open_sessions


@pytest.fixture
def path(place: Path) -> Path:
    """Return the file of a session that nobody has open."""
    live = LiveSession.create(curriculum(), CURRICULUM, place, "第1回")
    live.book.set_view(screen="run", step=STEP)
    live.close()
    return live.store.path


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, Options]]]:
    """Serve nothing; return the titles that were to be, and how."""
    seen: list[tuple[str, Options]] = []
    gc.disable()  # as the program does for its commands

    def serve(follower: RoomFollower, options: Options) -> int:
        assert gc.isenabled(), "what is served for hours is to be collected"
        seen.append((follower.title, options))
        return 0

    monkeypatch.setattr(server, "serve", serve)
    yield seen
    gc.enable()


def refused(*arguments: str) -> str:
    """Return the one sentence with which a call is refused."""
    result = call("screen", *arguments)
    assert (result.status, result.out) == (2, "")
    assert is_one_sentence(result.err)
    return result.err


def ok(result: Result) -> None:
    assert (result.status, result.err) == (0, "")


def test_a_session_is_served_as_the_options_say(path: Path, served: list[tuple[str, Options]]) -> None:
    ok(call("screen", str(path), "--web"))
    ok(call("screen", str(path), "--web", "--lan", "--yes", "--port", "8123", "--no-open", "--show-address"))
    assert served == [
        ("第1回", Options()),
        ("第1回", Options(port=8123, lan=True, agreed=True, open_page=False, show_address=True)),
    ]


def test_the_terminal_is_asked_for_the_width_of_blocks_before_the_network_is_served(
    path: Path, served: list[tuple[str, Options]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jusou_tui.cli.interactive.screen._has_narrow_blocks", lambda: True)
    ok(call("screen", str(path), "--web", "--no-open"))
    ok(call("screen", str(path), "--web", "--no-open", "--lan", "--yes"))
    assert [options.narrow_blocks for _, options in served] == [False, True]


def test_nothing_stays_beside_the_session_and_nothing_is_written_into_it(
    path: Path, served: list[tuple[str, Options]]
) -> None:
    before = path.read_bytes()
    ok(call("screen", str(path), "--web"))
    assert len(served) == 1
    assert path.read_bytes() == before
    assert not any(hidden_path(path, ending).exists() for ending in (LIVE, WATCH, ASK))


def test_without_a_file_the_session_that_is_open_comes_before_the_newest(
    place: Path, path: Path, served: list[tuple[str, Options]]
) -> None:
    ok(call("screen", "--web"))
    live = LiveSession.create(curriculum(), CURRICULUM, place / "練習", "開いている会")
    newest = LiveSession.create(curriculum(), CURRICULUM, place, "新しい会")
    newest.close()
    ok(call("screen", "--web"))
    assert open_sessions(place, datetime.now().astimezone()) == [live.store.path.relative_to(Path.cwd())]
    assert open_sessions(place, datetime.now().astimezone() + timedelta(hours=1)) == []
    live.close()
    ok(call("screen", "--web"))
    assert [title for title, _ in served] == ["第1回", "開いている会", "新しい会"]


def test_without_a_file_an_open_session_that_lies_elsewhere_is_found(
    place: Path, tmp_path: Path, served: list[tuple[str, Options]]
) -> None:
    elsewhere = tmp_path / "見本の置き場"
    elsewhere.mkdir()
    live = LiveSession.create(curriculum(), CURRICULUM, elsewhere, "見本の会")
    link = ScreenLink(live, look_beside(live.store.path), lambda _: None)
    link.glance()
    now = datetime.now().astimezone()
    assert opened_here(now) == [live.store.path.resolve()]
    ok(call("screen", "--web"))
    assert [title for title, _ in served] == ["見本の会"]
    note_open(live.store.path, "of one that was killed")
    link.close()
    live.close()
    assert opened_here(now) == []
    assert not list((state_folder() / "open").iterdir())
    assert "F10" in refused("--web")


def test_without_any_session_one_is_to_be_opened_first(place: Path) -> None:
    assert "jusou run" in refused("--web")


def test_what_is_no_session_is_refused(place: Path) -> None:
    other = place / "other.toml"
    other.write_text("[tool]\nx = 1\n")
    assert "nowhere" in refused("nowhere.session.toml", "--web")
    for path in (other, shipped("curricula") / "team-building.toml"):
        assert "記録ファイルではありません" in refused(str(path), "--web")
    broken = place / "cut.session.toml"
    broken.write_text("schema = 1\n[session]\n")
    refused(str(broken), "--web")


def test_a_programme_of_which_all_is_over_is_refused(path: Path, served: list[tuple[str, Options]]) -> None:
    live = LiveSession.open(path)
    long_ago = datetime.now().astimezone() - timedelta(days=40)
    for step in live.curriculum.steps:
        if step.kind == "meeting":
            live.book.events.add("start", step.id, long_ago, activity=step.activities[0].id)
            live.book.events.add("finish", step.id, long_ago + timedelta(minutes=1))
    live.close()
    assert "「第1回」" in refused(str(path), "--web")
    assert served == []


def test_options_of_the_web_mean_nothing_without_it(path: Path) -> None:
    for option in (["--lan"], ["--port", "80"], ["--no-open"]):
        said = refused(str(path), *option)
        assert option[0] in said
        assert "--web" in said


def test_options_of_the_network_mean_nothing_without_it(
    path: Path, served: list[tuple[str, Options]]
) -> None:
    for option in ("--yes", "--show-address"):
        for given in ([option], ["--web", option]):
            assert f"{option} は --lan と一緒に使います" in refused(str(path), *given)
    assert served == []


@pytest.mark.parametrize("port", ["-1", "65536", "x", "1.5"])
def test_a_port_that_is_none_is_refused(path: Path, port: str) -> None:
    refused(str(path), "--web", "--port", port)


def test_a_busy_port_is_one_sentence(path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        refused(str(path), "--web", "--no-open", "--port", str(busy.getsockname()[1]))
    gc.collect()


def test_a_missing_extra_is_one_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "find_spec", lambda _: None)
    refused(str(path), "--web", "--no-open")


def test_in_no_terminal_only_the_web_can_be_shown(path: Path) -> None:
    refused(str(path))


def test_a_folder_that_takes_nothing_is_said_once(
    path: Path, served: list[tuple[str, Options]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("jusou_tui.session.storage.live_file.write_watch", refuse)
    result = call("screen", str(path), "--web")
    assert (result.status, result.err.count("\n")) == (0, 1)
    assert len(served) == 1


def test_the_session_of_a_damaged_note_is_not_taken_for_open(place: Path, path: Path) -> None:
    note = path.with_name(f"{path.name.removesuffix('.toml')}.lock.json")
    note.write_text("{")
    assert open_sessions(place, datetime.now().astimezone()) == []
