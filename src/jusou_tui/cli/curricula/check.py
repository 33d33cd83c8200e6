"""`jusou check`: whether curricula and sessions can be used, and what is wrong where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from jusou_tui.cli.command import (
    FAILED,
    CliCommand,
    folder_option,
    include_options,
    json_option,
    sessions_folder,
)
from jusou_tui.cli.output import print_json
from jusou_tui.cli.streams import say
from jusou_tui.cli.target import Target, kind_of, readable_folder, refuse_unseen
from jusou_tui.errors import FileProblems, InputError, JusouError, Phrase, Problem
from jusou_tui.files import is_file, is_folder
from jusou_tui.paths import typed
from jusou_tui.text.terminal import clean
from jusou_tui.wording import problem_text, t

if TYPE_CHECKING:  # imported where it is used
    from jusou_tui.curriculum.model import Curriculum
    from jusou_tui.session.model.records import Session


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "check",
        _check,
        about=t("cli.check_about"),
        example="jusou check curricula sessions",
        params=[
            click.Argument(["paths"], nargs=-1, required=True, metavar="PATH..."),
            click.Option(["--against"], metavar="SESSION", help=t("leaks.option_against")),
            click.Option(["--sheets"], metavar="ID,…", help=t("leaks.option_sheets")),
            *include_options(
                private=t("leaks.option_include_private"), sensitive=t("leaks.option_include_sensitive")
            ),
            folder_option(),
            json_option(t("cli.check_json")),
        ],
        arguments=[("PATH", t("cli.argument_path"))],
    )


class Result(NamedTuple):
    """What is wrong with a file, and what is only worth a warning."""

    target: Target
    problems: FileProblems | None
    warnings: tuple[str, ...] = ()


def _check(
    paths: Sequence[str],
    *,
    against: str | None,
    sheets: str | None,
    include_private: bool,
    include_sensitive: bool,
    folder: str | None,
    as_json: bool,
) -> int:
    if against is not None:
        from jusou_tui.cli.sessions.leaks import Allowed, check_leaks

        named = frozenset(filter(None, map(str.strip, (sheets or "").split(","))))
        allowed = Allowed(include_private, include_sensitive, named)
        return check_leaks(paths, against, sessions_folder(folder), allowed, as_json=as_json)
    given = {
        "--sheets": sheets is not None,
        "--include-private": include_private,
        "--include-sensitive": include_sensitive,
    }
    if alone := [option for option, is_given in given.items() if is_given]:
        raise InputError("leaks.only_with_against", option=alone[0])
    results = [_result(target) for name in paths for target in _targets(typed(name))]
    if not results:
        raise InputError("cli.nothing_to_check", path=", ".join(paths))
    if as_json:
        print_json([_document(result) for result in results])
    else:
        for result in results:
            _print_result(result)
    return FAILED if any(result.problems for result in results) else 0


def _targets(path: Path) -> Iterator[Target]:
    """Yield the files to check: the one given, or all curricula and sessions in and below a folder."""
    if is_folder(path):
        readable_folder(path)
        for file in sorted(path.rglob("*.toml")):
            hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
            if not hidden and is_file(file) and (kind := kind_of(file)):
                yield Target(kind, file)
        return
    if not is_file(path):
        refuse_unseen(path)
        raise InputError("cli.file_missing", path=path)
    yield Target(kind_of(path) or "curriculum", path)


def _result(target: Target) -> Result:
    try:
        if target.kind == "session":
            return Result(target, None, tuple(_warnings(target.path)))
        if target.kind == "form":
            return Result(target, None, tuple(_form_notes(target.path)))
        if target.kind == "supplement":
            from jusou_tui.curriculum.supplement import load_supplement

            load_supplement(target.path)
        else:
            from jusou_tui.curriculum.load import load

            load(target.path)
    except FileProblems as problems:
        return Result(target, problems)
    return Result(target, None)


def _form_notes(path: Path) -> Iterator[str]:
    """Yield what is to be known of a town's form. Raises FileProblems for one that cannot be filled."""
    from jusou_tui.export.formats import FORMS, loaded

    try:
        notes = loaded(FORMS[".docx"], ".docx").checked(path).notes
    except InputError as error:
        problem = Problem(path, 0, 0, "", error.message_id, error.facts)
        raise FileProblems("form.invalid", path, [problem]) from error
    yield from map(t, notes)


def _warnings(path: Path) -> Iterator[str]:
    """Yield what is doubtful in a session's file. Raises SessionFileError for one that cannot be read."""
    from jusou_tui.session.book.restore import open_questions
    from jusou_tui.session.curriculum import load_curriculum
    from jusou_tui.session.format.read import load, parse_opened
    from jusou_tui.session.programme.doubts import doubts, line_of

    data = load(path)
    found = parse_opened(data, path)
    text = data.decode("utf-8-sig")
    if found.rearranged:
        yield t("session.rearranged")
    if open_count := len(open_questions(found.session)):
        yield t("compare.merge_conflicts", count=open_count)
    if found.reason is not None:
        yield _at(line_of(text, ("schema",)), found.reason)
    curriculum = None
    try:
        curriculum = load_curriculum(found.session, path)
    except JusouError as error:
        yield _at(line_of(text, ("session", "curriculum")), error.message_id, error.facts)
    for doubt in doubts(text, found.session, curriculum):
        yield _at(doubt.line, doubt.message_id, doubt.facts)
    if curriculum is not None:
        yield from _out_of_order(found.session, curriculum)


def _at(line: int, message_id: str, facts: Mapping[str, object] | None = None) -> str:
    return t("session.at_line", line=line, what=Phrase(message_id, dict(facts or {})))


def _out_of_order(session: Session, curriculum: Curriculum) -> Iterator[str]:
    """Yield a sentence for each two steps whose days are not in order."""
    from jusou_tui.session.programme.days import dated_steps
    from jusou_tui.session.programme.run_steps import disorder, stages

    if len(dated_steps(session)) > 1:  # of one step no order can be wrong
        for facts in disorder(stages(curriculum, session, session.session.created.date())):
            yield t("programme.out_of_order", **facts)


def _print_result(result: Result) -> None:
    path, problems = result.target.path, result.problems
    if problems is None:
        say(clean(t("cli.check_good", path=path)))
        for warning in result.warnings:
            say(clean(t("cli.warning", path=path, what=warning)), err=True)
        return
    for problem in problems.problems:
        say(clean(problem_text(problem)))
    if problems.more:
        say(t("cli.more_problems", count=problems.more))
    say(clean(t("cli.check_bad", path=path, count=len(problems.problems) + problems.more)), err=True)


def _document(result: Result) -> dict[str, object]:
    problems = result.problems
    found = [
        {
            "line": problem.line or None,
            "column": problem.column or None,
            "key": problem.key,
            "message": t(problem.message_id, **problem.facts),
        }
        for problem in (problems.problems if problems else ())
    ]
    return {
        "path": str(result.target.path),
        "kind": result.target.kind,
        "ok": problems is None,
        "problems": found,
        "more_problems": problems.more if problems else 0,
        "warnings": list(result.warnings),
    }
