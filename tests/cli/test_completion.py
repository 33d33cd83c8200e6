"""What a shell is offered while a command is being typed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cli.calling import ROOT, call, environment

SHELLS = ("bash", "zsh", "fish", "powershell")
SESSIONS = ROOT / "sessions"
WORKSHEETS = ["preparation-sheet", "case-review", "step2-preparation", "strengths", "idea"]


Offered = Callable[..., list[str]]


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Offered:
    """Return what Bash is offered for the last of some words, each with its kind."""

    def ask(*words: str) -> list[str]:
        monkeypatch.setenv("_JUSOU_COMPLETE", "bash_complete")
        monkeypatch.setenv("COMP_WORDS", "\n".join(["jusou", *(word or "''" for word in words)]))
        monkeypatch.setenv("COMP_CWORD", str(len(words)))
        result = call()
        assert (result.status, result.err) == (0, "")
        return result.out.split("\n")[:-1]

    return ask


def test_commands_and_options(offered: Offered) -> None:
    assert offered("sc") == ["plain,screen", "plain,schedule", "plain,scribe", "plain,schema"]
    assert offered("--f") == ["plain,--folder"]
    assert "plain,--include-private" in offered("show", "--inc")
    assert offered("schema", "s") == ["plain,session", "plain,supplement"]


def test_sessions_and_curricula_and_files_first_as_bash_wants(offered: Offered) -> None:
    found = offered("--folder", str(SESSIONS), "show", "")
    assert found[0].startswith("file,")
    assert found[1:] == [
        "plain,mihon.session.toml",
        "plain,community-building",
        "plain,team-building",
        *found[4:],
    ]
    assert offered("run", "team") == ["file,team", "plain,team-building"]
    assert offered("list", "s") == ["dir,s"]
    assert offered("--folder", "s") == offered("run", "--folder", "s") == ["dir,s"]
    assert offered("--lang", "") == ["plain,ja", "plain,en"]


def test_meetings_and_sheets_of_what_is_named_before(offered: Offered) -> None:
    assert offered("show", "team-building", "") == [
        f"plain,{step}" for step in ("preparation", "step1", "step2", "step3")
    ]
    mihon = str(SESSIONS / "mihon.session.toml")
    assert offered("export", mihon, "sheets", "--sheets", "idea,st") == [
        "plain,idea,step2-preparation",
        "plain,idea,strengths",
        "plain,idea,step3-preparation",
    ]
    assert "plain,minutes" in offered("export", mihon, "m")


def test_a_colon_that_bash_took_apart(offered: Offered) -> None:
    mihon = str(SESSIONS / "mihon.session.toml")
    assert offered("export", mihon, "sheet", ":", "ca") == ["plain,case-review"]
    assert set(offered("export", mihon, "sheet", ":")) >= {f"plain,{name}" for name in WORKSHEETS}
    assert offered("schedule", "team-building", "--start", "13", ":", "30", "pre") == ["plain,preparation"]


def test_nothing_is_offered_and_nothing_said_where_nothing_is_known(offered: Offered, tmp_path: Path) -> None:
    broken = tmp_path / "broken.session.toml"
    broken.write_text("[session\n")
    assert offered("show", str(broken), "") == []
    assert offered("show", "nobody-knows", "") == []


def test_names_that_a_shell_would_take_apart_are_left_to_it(offered: Offered, tmp_path: Path) -> None:
    for name in ("a b", "$(touch x)", "みほん町"):
        (tmp_path / f"{name}.session.toml").write_text("")
    found = offered("--folder", str(tmp_path), "resume", "")
    assert found[1:] == ["plain,みほん町.session.toml"]


def test_powershell_gets_words_apart_by_tabs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_JUSOU_COMPLETE", "powershell_complete")
    monkeypatch.setenv("COMP_WORDS", "jusou\nshow\n'team-building'")
    monkeypatch.setenv("COMP_WORD", "step3")
    assert call().out == "plain\tstep3\t取組アイデアの実行プランをつくる\n"


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_its_script(shell: str) -> None:
    result = call("completion", shell)
    assert (result.status, result.err) == (0, "")
    assert f"_JUSOU_COMPLETE={shell}_complete" in result.out.replace(" = ", "=").replace("'", "")


def test_a_shell_that_is_unknown_is_refused() -> None:
    result = call("completion", "cmd")
    assert result.status == 2
    assert all(shell in result.err for shell in SHELLS)


@pytest.mark.proof
def test_bash_itself(tmp_path: Path) -> None:
    if (bash := shutil.which("bash")) is None:
        pytest.skip("no bash here")
    script = tmp_path / "jusou.bash"
    script.write_text(call("completion", "bash").out)
    program = tmp_path / "jusou"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m jusou_tui "$@"\n')
    program.chmod(0o755)
    line = (
        f'. "{script}"; COMP_WORDS=(jusou show team-building ""); COMP_CWORD=3; _jusou_completion jusou; '
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    path = f"{tmp_path}:{environment()['PATH']}"
    done = subprocess.run(
        [bash, "--norc", "-c", line],
        cwd=ROOT,
        env=environment(PATH=path),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.stdout.split() == ["preparation", "step1", "step2", "step3"], done.stderr
