"""`jusou diff`: what changed between two session files, or two runs side by side."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jusou_tui.cli.command import CliCommand, folder_option, include_options, json_option, sessions_folder
from jusou_tui.cli.output import print_json
from jusou_tui.cli.target import read_session, session_path
from jusou_tui.session.curriculum import curriculum_of
from jusou_tui.session.model.records import Session
from jusou_tui.wording import t

if TYPE_CHECKING:
    from jusou_tui.cli.versions.diff_output import Disclosure

DIFFERENT = 1


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "diff",
        _diff,
        about=t("compare.diff_about"),
        example="jusou diff 1.session.toml 2.session.toml",
        params=[
            click.Argument(["old"], metavar="OLD"),
            click.Argument(["new"], metavar="NEW"),
            click.Option(["--all", "everything"], is_flag=True, help=t("compare.option_all")),
            *include_options(),
            json_option(t("compare.diff_json")),
            folder_option(),
        ],
        arguments=[("OLD", t("compare.argument_old")), ("NEW", t("compare.argument_new"))],
    )


def _diff(
    old: str,
    new: str,
    folder: str | None,
    *,
    everything: bool,
    include_private: bool,
    include_sensitive: bool,
    as_json: bool,
) -> int:
    from jusou_tui.cli.versions.diff_output import Disclosure
    from jusou_tui.session.format.read import check_together

    place = sessions_folder(folder)
    paths = session_path(old, place), session_path(new, place)
    check_together(paths)
    before, after = read_session(paths[0]), read_session(paths[1])
    disclosure = Disclosure(include_private, include_sensitive)
    if before.session.id == after.session.id:
        return _states(before, after, paths, disclosure, everything=everything, as_json=as_json)
    return _runs(before, after, paths, disclosure, as_json=as_json)


def _states(
    before: Session,
    after: Session,
    paths: tuple[Path, Path],
    disclosure: Disclosure,
    *,
    everything: bool,
    as_json: bool,
) -> int:
    from jusou_tui.cli.versions.diff_output import print_differences
    from jusou_tui.compare.change import documents
    from jusou_tui.compare.diff import diff

    curriculum = curriculum_of(after, paths[1])
    changes = disclosure.of(diff(before, after, curriculum, everything=everything), before, after, curriculum)
    if as_json:
        print_json(documents(changes))
    else:
        wording = disclosure.wording(before, after, curriculum)
        title = t("compare.between", old=paths[0].name, new=paths[1].name)
        print_differences(wording.blocks(changes, title))
    return DIFFERENT if changes else 0


def _runs(
    before: Session, after: Session, paths: tuple[Path, Path], disclosure: Disclosure, *, as_json: bool
) -> int:
    from jusou_tui.cli.versions.diff_output import print_differences
    from jusou_tui.compare.change import documents
    from jusou_tui.compare.runs import compare_runs

    curricula = curriculum_of(before, paths[0]), curriculum_of(after, paths[1])
    runs = compare_runs(before, after, *curricula, include_private=disclosure.include_private)
    runs = replace(runs, changes=tuple(disclosure.of(runs.changes, before, after, curricula[1])))
    if as_json:
        print_json(documents(runs.changes))
    else:
        from jusou_tui.report.differences.runs import run_blocks

        wording = disclosure.wording(before, after, curricula[1], curricula[0])
        title = t("compare.between", old=before.session.title, new=after.session.title)
        print_differences(run_blocks(runs, wording, title))
    return DIFFERENT
