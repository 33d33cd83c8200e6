"""Who can read what the program writes, what a file may make it open, and that nothing leaves the machine."""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from jusou_tui.app.terminal.crash_report import write_report
from jusou_tui.errors import InputError, SessionFileError
from jusou_tui.session.curriculum import curriculum_path
from jusou_tui.session.format.chunks import render
from jusou_tui.session.format.filesystem import RealFileSystem
from jusou_tui.session.format.read import parse
from jusou_tui.session.storage.backups import keep_copy, rescue
from jusou_tui.session.storage.store import Store
from session.samples import START, HandWorker, full_session, identity

SOURCE = Path(__file__).parents[2] / "src" / "jusou_tui"
NETWORK = {
    "urllib",
    "http",
    "ssl",
    "smtplib",
    "ftplib",
    "requests",
    "httpx",
    "aiohttp",
    "webbrowser",
    "xmlrpc",
}


@pytest.fixture(params=[0o000, 0o022])
def open_hearted(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Let new files be readable by everybody unless a program says otherwise; return an empty folder."""
    monkeypatch.setenv("JUSOU_STATE", str(tmp_path / "home" / "state" / "jusou"))
    before = os.umask(request.param)
    yield tmp_path / "home"
    os.umask(before)


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such modes")
def test_everything_that_is_written_is_for_its_owner_only(open_hearted: Path) -> None:
    path = open_hearted / "documents" / "jusou" / "見本.session.toml"
    store = Store.create(path, full_session(), worker=HandWorker)
    store.book.notes.delete(identity(3))
    store.flush()
    keep_copy(identity(0), path, render(full_session()), START, RealFileSystem())
    rescue(identity(0), render(full_session()), RealFileSystem())
    assert write_report(ValueError()) is not None
    found = sorted(open_hearted.rglob("*"))
    assert len([one for one in found if one.is_file()]) >= 7
    wrong = {
        str(one.relative_to(open_hearted)): oct(one.stat().st_mode & 0o777)
        for one in found
        if one.stat().st_mode & 0o777 != (0o700 if one.is_dir() else 0o600)
    }
    assert wrong == {}
    store.close()


@pytest.mark.parametrize(
    "name", ["../../secret", "/etc/passwd", "..\\..\\secret", "secret.toml", "", "a/b", "ＡＢ", "~root/x"]
)
def test_a_curriculum_named_in_a_session_is_an_id_and_never_a_path(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (tmp_path / "secret.toml").write_text("secret = 1", encoding="utf-8")
    (folder / "secret.toml").write_text("secret = 1", encoding="utf-8")
    with pytest.raises(InputError):
        curriculum_path(name, None, folder / "見本.session.toml")


@pytest.mark.parametrize(
    "remembered", ["/etc/passwd", "//server/share/x.toml", "\\\\server\\share\\x.toml", "x"]
)
def test_a_remembered_path_that_is_no_local_toml_file_is_not_even_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, remembered: str
) -> None:
    looked: list[Path] = []
    is_file = Path.is_file

    def noting(self: Path) -> bool:
        looked.append(self)
        return is_file(self)

    monkeypatch.setattr(Path, "is_file", noting)
    assert (
        curriculum_path("team-building", remembered, tmp_path / "見本.session.toml").name
        == "team-building.toml"
    )
    assert not [one for one in looked if "server" in str(one) or one.name in ("passwd", "x")]


@pytest.mark.parametrize("name", ["../../x", "..", "01M9F3E9C8000000000000000/", "a" * 26])
def test_an_id_that_could_name_another_folder_is_refused(name: str) -> None:
    data = render(full_session()).replace(f'id = "{identity(0)}"'.encode(), f'id = "{name}"'.encode(), 1)
    with pytest.raises(SessionFileError):
        parse(data, Path("x"))


HARMLESS = frozenset({"urllib.parse", "http.HTTPStatus", "webbrowser"})
"""What takes addresses apart, numbers answers, or shows the machine's own page: it speaks to nobody."""
SERVER = str(Path("audience") / "web")
"""The one part that answers on a port, where that is asked for; tests/audience/web shows to whom."""


def test_no_part_of_the_program_can_speak_to_a_network() -> None:
    """Nothing makes a connection; only the page of the shared screen listens for some."""
    used: dict[str, set[str]] = {}
    for file in SOURCE.rglob("*.py"):
        source = file.read_text(encoding="utf-8")
        if not any(name in source for name in NETWORK | {"tornado", "socket"}):  # no import names one
            continue
        for node in ast.walk(ast.parse(source)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names += [f"{node.module}.{one.name}" for one in node.names]
            for name in names:
                if name in HARMLESS or name.rpartition(".")[0] in HARMLESS:
                    continue
                used.setdefault(name.split(".")[0], set()).add(str(file.relative_to(SOURCE)))
    assert {name: files for name, files in used.items() if name in NETWORK} == {}
    assert all(file.startswith(SERVER) for file in used["tornado"])
    clients = {"HTTPClient", "AsyncHTTPClient", "tcpclient", "simple_httpclient", "websocket_connect"}
    for file in used["tornado"]:
        assert not clients & set(re.findall(r"\w+", (SOURCE / file).read_text(encoding="utf-8"))), file
    outside = {file for file in used["socket"] if not file.startswith(SERVER)}
    assert outside == {str(Path("session") / "storage" / "lock.py")}
    text = (SOURCE / "session" / "storage" / "lock.py").read_text(encoding="utf-8")
    assert text.count("socket.") == text.count("socket.gethostname()")
