"""Every command on files that are none: one sentence in the user's language, status 2, nothing touched."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.calling import call
from example_session import EXAMPLE
from jusou_tui import wording
from jusou_tui.errors import system_words
from jusou_tui.session.format.read import opened
from jusou_tui.session.storage.store import Store
from jusou_tui.wording import message_text
from session.samples import HandWorker, identity

SESSION_COMMANDS = (
    "show {bad}",
    "show {bad} --json",
    "show {bad} --review",
    "check {bad}",
    "diff {bad} {good}",
    "diff {good} {bad}",
    "merge {good} {bad} -o {new}",
    "merge {bad} {good} -o {new}",
    "merge {good} {good} --base {bad} -o {new}",
    "git-merge {empty} {good} {bad}",
    "git-merge {empty} {bad} {good}",
    "git-merge {bad} {good} {good}",
    "recover {bad} -o {new}",
    "recover {bad} --in-place",
    "new --from {bad} --title 次 -o {new}",
    "stats {bad}",
    "list {bad}",
    "--folder {bad} list",
    "new trial --title 次 --learn-from {bad} -o {new}",
)
CURRICULUM_COMMANDS = (
    "show {bad}",
    "check {bad}",
    "schedule {bad} step1",
    "new {bad} --title 次 -o {new}",
    "init-curriculum zz -o {bad}",
)
COMMANDS = {".session.toml": SESSION_COMMANDS, ".toml": CURRICULUM_COMMANDS}


def folder(path: Path) -> None:
    path.mkdir()


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def noise(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 9)


def circle(path: Path) -> None:
    path.symlink_to(path.name)


def missing(path: Path) -> None:
    del path


MAKERS: dict[str, Callable[[Path], None]] = {
    "folder": folder,
    "empty": nothing,
    "noise": noise,
    "circle": circle,
    "missing": missing,
    "a" * 300: missing,
    "good.session.toml/below": missing,
}
FINE = {
    ("folder", "stats {bad}"),
    ("folder", "list {bad}"),
    ("folder", "--folder {bad} list"),
    ("folder", "new trial --title 次 --learn-from {bad} -o {new}"),
    ("folder", "check {bad}"),
    ("empty", "git-merge {bad} {good} {good}"),  # git's way to say that both sides added the file
    ("missing", "git-merge {bad} {good} {good}"),
    ("missing", "init-curriculum zz -o {bad}"),
}
"""What is no mistake: there the command may do its work."""


@pytest.fixture
def files(place: Path) -> dict[str, str]:
    good, empty = place / "good.session.toml", place / "empty"
    good.write_bytes(EXAMPLE.read_bytes())
    empty.write_bytes(b"")
    return {"good": str(good), "empty": str(empty), "new": str(place / "new.session.toml")}


@pytest.mark.parametrize("language", wording.LANGUAGES)
@pytest.mark.parametrize("ending", COMMANDS)
@pytest.mark.parametrize("kind", MAKERS, ids=lambda kind: kind[:12])
def test_what_is_no_file_of_ours_is_one_sentence(
    place: Path, files: dict[str, str], kind: str, ending: str, language: str
) -> None:
    bad = place / f"{kind}{ending}"
    MAKERS[kind](bad)
    wrong = []
    for command in COMMANDS[ending]:
        if (kind, command) in FINE:
            continue
        arguments = [part.format(bad=bad, **files) for part in command.split()]
        result = call("--lang", language, *arguments)
        said = result.out if command.startswith("check") and kind in {"empty", "noise"} else result.err
        lines = said.splitlines()
        text = said.replace(str(bad), "").replace(str(bad)[:60], "")
        in_language = text.isascii() is (language == "en") or "次" in text
        if result.status != 2 or len(lines) != 1 or not in_language or "Errno" in said:
            wrong.append((command, result))
    assert wrong == []
    assert not Path(files["new"]).exists()
    assert Path(files["good"]).read_bytes() == EXAMPLE.read_bytes()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name here")
@pytest.mark.parametrize(
    "command",
    [
        "merge {good} {good} -o {pipe}",
        "recover {good} --copy 1 -o {pipe}",
        "new trial --title 次 -o {pipe}",
        "init-curriculum zz -o {pipe}",
    ],
)
def test_nothing_is_written_over_what_is_no_ordinary_file(
    place: Path, files: dict[str, str], command: str
) -> None:
    pipe = place / "pipe.session.toml"
    os.mkfifo(pipe)
    Store.open(Path(files["good"]), worker=HandWorker).close()  # makes a timed copy
    result = call(*[part.format(pipe=pipe, **files) for part in command.split()])
    assert result.status == 2
    assert len(result.err.splitlines()) == 1
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("language", wording.LANGUAGES)
def test_the_system_s_refusals_are_said_in_the_user_s_language(language: str) -> None:
    wording.use(language)
    said = {message_text(system_words(OSError(number, os.strerror(number)))) for number in errno.errorcode}
    assert len(said) > 15
    for number in (errno.EACCES, errno.EISDIR, errno.ENAMETOOLONG, errno.ENOSPC, errno.ENOENT, errno.EROFS):
        words = message_text(system_words(OSError(number, os.strerror(number))))
        assert words.isascii() is (language == "en")
        assert words != os.strerror(number)
    assert message_text(system_words(OSError("no number")))


def test_a_file_that_is_rearranged_is_read_and_said_to_be(place: Path) -> None:
    path = place / "a.session.toml"
    later = f'[notes.{identity(77)}]\nat = 2026-12-10T14:00:00+09:00\ntext = "あとの話"\n'
    path.write_text(EXAMPLE.read_text(encoding="utf-8") + later, encoding="utf-8")
    checked = call("check", str(path))
    assert (checked.status, "[end] の後" in checked.err) == (0, True)
    shown = call("show", str(path))
    assert shown.status == 0
    assert "あとの話" in shown.out
    assert "[end] の後" in shown.err
    assert "[end] の後" in call("check", str(path), "--json").out


def test_opening_a_rearranged_file_writes_nothing_and_the_next_save_puts_it_in_order(place: Path) -> None:
    path = place / "a.session.toml"
    text = EXAMPLE.read_text(encoding="utf-8").replace("[end]\n", "")
    path.write_text(text.replace("[session]", "[end]\n\n[session]"), encoding="utf-8")
    before = path.read_bytes()
    store = Store.open(path, worker=HandWorker)
    assert store.rearranged
    store.flush()
    store.close()
    assert path.read_bytes() == before
    again = Store.open(path, worker=HandWorker)
    again.book.notes.add("つづき")
    again.close()
    assert not opened(path).rearranged
    assert len(opened(path).session.notes) == len(opened(EXAMPLE).session.notes) + 1
