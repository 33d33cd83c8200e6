"""`jusou config-git`: git's drivers for differences and merges of sessions, set up or taken out."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Literal

import click

from jusou_tui.cli.command import CliCommand, include_options
from jusou_tui.cli.streams import say
from jusou_tui.errors import InputError
from jusou_tui.files import is_file
from jusou_tui.session.storage.beside import IGNORED
from jusou_tui.text.terminal import clean
from jusou_tui.wording import t

ATTRIBUTES = "*.session.toml text eol=lf diff=jusou merge=jusou"
_NAMES = {"attributes": ("core.attributesFile", "attributes"), "ignore": ("core.excludesFile", "ignore")}
"""Git's setting for the user's own file of each kind, and what it is called where that is not set."""
_CONFLICTS = '"^\\[conflicts"'


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "config-git",
        _config_git,
        about=t("compare.config_git_about"),
        example="jusou config-git --enable",
        params=[
            click.Option(["--enable"], is_flag=True, help=t("compare.option_enable")),
            click.Option(["--disable"], is_flag=True, help=t("compare.option_disable")),
            click.Option(["--global", "everywhere"], is_flag=True, help=t("compare.option_global")),
            *include_options(),
        ],
    )


def _config_git(
    *, enable: bool, disable: bool, everywhere: bool, include_private: bool, include_sensitive: bool
) -> int:
    if enable == disable:
        raise InputError("compare.config_git_one")
    if shutil.which("git") is None:
        raise InputError("compare.git_missing")
    attributes = _file("attributes", everywhere=everywhere)
    ignored = _file("ignore", everywhere=everywhere)
    scope = "--global" if everywhere else "--local"
    if enable:
        for name, value in settings(private=include_private, sensitive=include_sensitive).items():
            _git("config", scope, name, value)
        _with_lines(attributes, [ATTRIBUTES])
        _with_lines(ignored, IGNORED)
        say(clean(t("compare.git_enabled", path=attributes, line=ATTRIBUTES)))
        say(clean(t("compare.git_ignored", path=ignored)))
    else:
        for section in ("diff.jusou", "merge.jusou"):
            if _git("config", scope, "--get-regexp", f"^{section}\\.", allowed=(0, 1)):
                _git("config", scope, "--remove-section", section)
        _without_lines(attributes, [ATTRIBUTES])
        _without_lines(ignored, IGNORED)
        say(clean(t("compare.git_disabled", path=attributes)))
    return 0


def settings(*, private: bool = False, sensitive: bool = False) -> dict[str, str]:
    """Return git's settings by name; its differences show private entries and sheets about persons if wanted.

    Where jusou is missing or dies, both drivers fall back to what git does by itself: a diff must end with 0,
    and a merge that only seems to have conflicts (a crash ends with 1 too) is recognised by the file itself.
    """
    jusou = _jusou()
    command = f"{jusou} git-diff"
    command += (" --include-private" if private else "") + (" --include-sensitive" if sensitive else "")
    command += " --"  # a name may begin with a hyphen
    return {
        "diff.jusou.command": (
            f'f() {{ {command} "$@" || git diff --no-index --no-ext-diff -- "$2" "$5"; :; }}; f'
        ),
        "merge.jusou.name": "jusou: sessions by id and field",
        "merge.jusou.driver": (
            f"{jusou} git-merge -- %O %A %B %L %P; rc=$?; test $rc -eq 0 && exit 0; "
            f"test $rc -eq 1 && grep -q {_CONFLICTS} %A && exit 1; "
            "git merge-file --marker-size=%L %A %O %B"
        ),
    }


def _jusou() -> str:
    """Return how a shell calls this program: by its name where that is found, else through this Python."""
    return "jusou" if shutil.which("jusou") else f'"{Path(sys.executable).as_posix()}" -m jusou_tui'


def _git(*arguments: str, allowed: tuple[int, ...] = (0,)) -> str:
    done = subprocess.run(  # noqa: S603 - git with arguments of ours
        ["git", *arguments],  # noqa: S607 - the one on the path
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode not in allowed:
        raise InputError("compare.git_refused", reason=done.stderr.strip())
    return done.stdout.strip()


def _file(kind: Literal["attributes", "ignore"], *, everywhere: bool) -> Path:
    """Return git's file of a kind: the repository's own, which travels with it, or the user's."""
    setting, name = _NAMES[kind]
    if not everywhere:
        root = _git("rev-parse", "--show-toplevel", allowed=(0, 128))
        if not root:
            raise InputError("compare.git_no_repository")
        return Path(root) / f".git{kind}"
    named = _git("config", "--global", "--get", "--type=path", setting, allowed=(0, 1))
    if named:
        return Path(named)
    home = os.environ.get("XDG_CONFIG_HOME")
    return (Path(home) if home else Path.home() / ".config") / "git" / name


def _with_lines(path: Path, wanted: Iterable[str]) -> None:
    """Add those of the lines that are not there yet at the end."""
    text = path.read_text(encoding="utf-8") if is_file(path) else ""
    missing = [line for line in wanted if line not in text.splitlines()]
    if not missing:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    start = f"{text}\n" if text and not text.endswith("\n") else text
    added = "".join(f"{line}\n" for line in missing)
    path.write_text(start + added, encoding="utf-8", newline="\n")


def _without_lines(path: Path, unwanted: Collection[str]) -> None:
    """Take the lines out; a file that held nothing else goes."""
    if not is_file(path):
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = "".join(line for line in lines if line.rstrip("\r\n") not in unwanted)
    if not kept and lines:
        path.unlink()
    elif kept != "".join(lines):
        path.write_text(kept, encoding="utf-8", newline="\n")
