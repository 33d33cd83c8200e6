"""`jusou stats`: how long activities took over the sessions of a folder."""

from __future__ import annotations

import click

from jusou_tui.cli.command import CliCommand, folder_option, json_option, sessions_folder
from jusou_tui.cli.output import print_blocks, print_json
from jusou_tui.cli.target import readable_folder
from jusou_tui.errors import InputError
from jusou_tui.wording import t


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "stats",
        _stats,
        about=t("review.stats_about"),
        example="jusou stats sessions",
        params=[
            click.Argument(["place"], required=False, metavar="[FOLDER]"),
            json_option(t("review.stats_json")),
            folder_option(),
        ],
        arguments=[("FOLDER", t("cli.argument_folder"))],
    )


def _stats(place: str | None, folder: str | None, *, as_json: bool) -> int:
    where = readable_folder(sessions_folder(place or folder))
    from jusou_tui.curriculum import library
    from jusou_tui.curriculum.titles import titles
    from jusou_tui.report.stats import stats_blocks, stats_document
    from jusou_tui.timekeeping.history.past import past_runs

    found = past_runs(where)
    named = {}
    for name in {one.curriculum for one in found.samples}:
        try:
            read = titles(library.find(name))
        except InputError:  # a curriculum of another machine: its ids must do
            continue
        if read is not None:
            named[name] = read
    if as_json:
        print_json(stats_document(found, named))
    else:
        print_blocks(stats_blocks(found, named))
    return 0
