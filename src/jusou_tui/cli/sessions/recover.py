"""`jusou recover`: a session file that cannot be read, made anew from its copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jusou_tui import paths
from jusou_tui.cli.command import CONFLICTS, CliCommand, folder_option, json_option, sessions_folder
from jusou_tui.cli.output import print_blocks, print_json
from jusou_tui.cli.streams import say
from jusou_tui.errors import InputError, SessionFileError
from jusou_tui.files import is_folder
from jusou_tui.report.blocks import Block, Item, Paragraph, ReportHeading
from jusou_tui.text.terminal import clean
from jusou_tui.wording import t

if TYPE_CHECKING:
    from jusou_tui.session.storage.recovery import Copy
    from jusou_tui.session.storage.salvage import Salvaged


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "recover",
        _recover,
        about=t("recover.about"),
        example="jusou recover mihon.session.toml --list",
        params=[
            click.Argument(["file"], metavar="SESSION"),
            click.Option(["--list", "only_list"], is_flag=True, help=t("recover.option_list")),
            click.Option(["--copy", "number"], metavar="NUMBER", help=t("recover.option_copy")),
            click.Option(["--output", "-o"], metavar="FILE", help=t("recover.option_output")),
            click.Option(["--in-place"], is_flag=True, help=t("recover.option_in_place")),
            click.Option(["--copy-only"], is_flag=True, help=t("recover.option_copy_only")),
            json_option(t("recover.option_json")),
            folder_option(),
        ],
        arguments=[("SESSION", t("recover.argument_file"))],
    )


def _recover(
    file: str,
    number: str | None,
    output: str | None,
    folder: str | None,
    *,
    only_list: bool,
    in_place: bool,
    copy_only: bool,
    as_json: bool,
) -> int:
    from jusou_tui.session.storage import recovery

    if output is not None and in_place:
        raise InputError("recover.two_places")
    path = _place_of(file, sessions_folder(folder))
    problem, found, copies = recovery.examine(path)
    if only_list:
        _print_list(path, problem, copies, as_json=as_json)
        return 0
    if problem is None and number is None:
        raise InputError("recover.readable", path=path)
    copy = _chosen(copies, number, path)
    session = copy.session if copy_only else recovery.united(copy.session, found)
    aside: Path | None = None
    if in_place:
        target, aside = path, recovery.put_in_place(path, session, datetime.now(UTC).astimezone())
    else:
        target = recovery.write_beside(paths.typed(output) if output else recovery.beside(path), session)
    _print_result(_Result(copy, found, problem, target, aside), as_json=as_json)
    return CONFLICTS if not copy_only and recovery.missing(copy, found) else 0


def _place_of(name: str, folder: Path) -> Path:
    """Return the file that is meant, also where it is gone. Raises InputError for a folder."""
    from jusou_tui.cli.target import session_path
    from jusou_tui.session.storage import backups

    try:
        return session_path(name, folder)
    except InputError:
        for path in (paths.typed(name), folder / name):
            if not is_folder(path) and backups.candidates(path):
                return path
        raise


def _chosen(found: Sequence[Copy], number: str | None, path: Path) -> Copy:
    from jusou_tui.text.parse import parse_number

    if not found:
        raise InputError("recover.no_copy", path=path)
    return found[0 if number is None else parse_number(number, low=1, high=len(found)) - 1]


def _print_list(
    path: Path, problem: SessionFileError | None, found: Sequence[Copy], *, as_json: bool
) -> None:
    from jusou_tui.cli.command import sentences
    from jusou_tui.report.recovery import copy_document, copy_line

    problems = [] if problem is None else sentences(problem)
    if as_json:
        copies = [{"number": place, **copy_document(copy)} for place, copy in enumerate(found, 1)]
        print_json(
            {
                "path": str(path),
                "readable": problem is None,
                "problems": problems,
                "copies": copies,
            }
        )
        return
    blocks: list[Block] = [
        ReportHeading(path.name),
        *(Paragraph(line, "warning") for line in problems),
    ]
    blocks += [Item(copy_line(copy), f"{place}. ") for place, copy in enumerate(found, 1)]
    if not found:
        blocks.append(Paragraph(t("recover.no_copy", path=path)))
    print_blocks(blocks)


@dataclass(frozen=True)
class _Result:
    """What was made, of which copy and which readings of the damaged file, and where the files are."""

    copy: Copy
    found: Salvaged
    problem: SessionFileError | None
    target: Path
    aside: Path | None


def _print_result(made: _Result, *, as_json: bool) -> None:
    from jusou_tui.cli.command import sentences
    from jusou_tui.report import recovery as report
    from jusou_tui.session.storage.recovery import between

    copy, found, aside = made.copy, made.found, made.aside
    differs = between(copy, found)
    if as_json:
        print_json(
            {
                "path": str(made.target),
                "aside": None if aside is None else str(aside),
                "copy": report.copy_document(copy),
                "difference": report.difference_document(differs),
                "losses": report.loss_documents(found, copy),
            }
        )
        return
    advice = report.remedy_lines(made.problem, found)
    lines = [*sentences(made.problem), *advice] if made.problem is not None and advice else []
    blocks: list[Block] = [Paragraph(line, "warning") for line in lines]
    lines = [report.copy_line(copy), *report.outcome_lines(copy, differs, found)]
    print_blocks([*blocks, *(Paragraph(line) for line in lines)])
    if aside is not None:
        say(clean(t("recover.set_aside", path=aside)))
    say(clean(t("recover.written", path=made.target)))
