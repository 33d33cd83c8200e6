"""Standard streams that are closed, or on a full disk: one sentence where it can be said, and status 2."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cli.calling import environment, is_one_sentence
from example_session import EXAMPLE
from jusou_tui.session.format.read import read

pytestmark = [
    pytest.mark.proof,
    pytest.mark.skipif(os.name != "posix", reason="a shell's redirections"),
]


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell in which `jusou` is this program."""
    line = re.sub(r"\bjusou (?=[a-z-])", f'"{sys.executable}" -m jusou_tui ', command)  # in no path
    return subprocess.run(
        ["/bin/sh", "-c", line],
        env=environment(),
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", ["jusou show {file}", "jusou show {file} --json", "jusou --help"])
@pytest.mark.parametrize(("to", "why"), [(">&-", "閉じて"), (">/dev/full", "空き容量")])
def test_output_that_cannot_be_written_is_one_sentence_and_status_2(command: str, to: str, why: str) -> None:
    done = shell(f"{command.format(file=EXAMPLE)} {to}")
    assert (done.returncode, done.stdout) == (2, "")
    assert is_one_sentence(done.stderr)
    assert why in done.stderr


@pytest.mark.parametrize("to", [">&- 2>&- <&-", ">/dev/full 2>/dev/full"])
def test_where_nothing_can_be_said_the_status_is_all(to: str) -> None:
    done = shell(f"jusou show {EXAMPLE} {to}")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "")


def test_a_lost_warning_does_not_change_what_a_command_answers() -> None:
    for to in ("2>&-", "2>/dev/full"):
        done = shell(f"jusou check {EXAMPLE} /dev/null {to}")
        assert done.returncode == 2
        done = shell(f"jusou schema session {to}")
        assert (done.returncode, done.stdout[:1]) == (0, "{")


def test_closed_input_is_no_obstacle_and_no_terminal() -> None:
    assert shell(f"jusou check {EXAMPLE} <&-").returncode == 0
    done = shell("jusou run <&-")
    assert done.returncode == 2
    assert is_one_sentence(done.stderr)


def test_no_file_takes_the_place_of_a_stream_that_was_closed(tmp_path: Path) -> None:
    """The first file that a program opens gets the lowest free number, be it that of standard output."""
    path = tmp_path / "new.session.toml"
    done = shell(f"jusou new team-building --title 次 -o {path} <&- >&- 2>&-")
    assert done.returncode == 2
    assert read(path).session.title == "次"


@pytest.mark.parametrize(
    "command", ["init-curriculum 例 -o {new}.toml", "merge {file} {file} -o {new}.session.toml"]
)
def test_a_file_that_finds_no_room_is_one_sentence_and_none_of_it_is_left(
    tmp_path: Path, command: str
) -> None:
    """A limit on the size of files stands for a full disk; bytecode must not be cut by it."""
    line = f"jusou {command.format(new=tmp_path / 'new', file=EXAMPLE)}"
    done = shell(f"ulimit -f 1; export PYTHONDONTWRITEBYTECODE=1; {line}")
    assert (done.returncode, done.stdout) == (2, "")
    assert is_one_sentence(done.stderr)
    assert "大きすぎます" in done.stderr
    assert [one.name for one in tmp_path.iterdir() if not one.name.endswith(".lock")] == []
