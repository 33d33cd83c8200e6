"""`jusou check`: whether curricula and sessions can be used, and what is wrong where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from jusou_tui.cli.command import FAILED, CliCommand, json_option
from jusou_tui.cli.output import print_json
from jusou_tui.cli.target import Target, kind_of
from jusou_tui.errors import FileProblems, InputError
from jusou_tui.paths import typed
from jusou_tui.text.terminal import clean
from jusou_tui.wording import problem_text, t


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "check",
        _check,
        about=t("cli.check_about"),
        example="jusou check curricula sessions",
        params=[
            click.Argument(["paths"], nargs=-1, required=True, metavar="PATH..."),
            json_option(t("cli.check_json")),
        ],
        arguments=[("PATH", t("cli.argument_path"))],
    )


def _check(paths: Sequence[str], *, as_json: bool) -> int:
    results = [(target, _problems(target)) for name in paths for target in _targets(typed(name))]
    if not results:
        raise InputError("cli.nothing_to_check", path=", ".join(paths))
    if as_json:
        print_json([_document(target, problems) for target, problems in results])
    else:
        for target, problems in results:
            _print_target(target, problems)
    return FAILED if any(problems for _, problems in results) else 0


def _targets(path: Path) -> Iterator[Target]:
    """Yield the files to check: the one given, or all curricula and sessions in and below a folder."""
    if path.is_dir():
        for file in sorted(path.rglob("*.toml")):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if not hidden and file.is_file() and (kind := kind_of(file)):
                yield Target(kind, file)
        return
    if not path.is_file():
        raise InputError("cli.file_missing", path=path)
    yield Target(kind_of(path) or "curriculum", path)


def _problems(target: Target) -> FileProblems | None:
    try:
        if target.kind == "session":
            from jusou_tui.session.format.read import read

            read(target.path)
        else:
            from jusou_tui.curriculum.load import load

            load(target.path)
    except FileProblems as problems:
        return problems
    return None


def _print_target(target: Target, problems: FileProblems | None) -> None:
    if problems is None:
        click.echo(clean(t("cli.check_good", path=target.path)))
        return
    for problem in problems.problems:
        click.echo(clean(problem_text(problem)))
    click.echo(clean(t("cli.check_bad", path=target.path, count=len(problems.problems))), err=True)


def _document(target: Target, problems: FileProblems | None) -> dict[str, object]:
    found = [
        {
            "line": problem.line,
            "column": problem.column,
            "key": problem.key,
            "message": t(problem.message_id, **problem.facts),
        }
        for problem in (problems.problems if problems else ())
    ]
    return {"path": str(target.path), "kind": target.kind, "ok": problems is None, "problems": found}
