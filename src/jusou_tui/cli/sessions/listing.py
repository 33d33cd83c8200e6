"""`jusou list`: the sessions of a folder."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

import click

from jusou_tui.cli.command import CliCommand, folder_option, json_option, named_folder, sessions_folder
from jusou_tui.cli.output import print_blocks, print_json
from jusou_tui.cli.target import readable_folder
from jusou_tui.errors import InputError
from jusou_tui.files import exists
from jusou_tui.wording import t

if TYPE_CHECKING:  # imported where it is used
    from jusou_tui.curriculum.titles import Titles
    from jusou_tui.session.library import Summary


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "list",
        _list,
        about=t("cli.list_about"),
        example="jusou list",
        params=[
            click.Argument(["place"], required=False, metavar="[FOLDER]"),
            json_option(t("cli.list_json")),
            folder_option(),
        ],
        arguments=[("FOLDER", t("cli.argument_folder"))],
    )


def _list(place: str | None, folder: str | None, *, as_json: bool) -> int:
    where = sessions_folder(place or folder)
    if named_folder(place or folder) or exists(where):
        readable_folder(where)
    from jusou_tui.report.sessions import sessions_blocks, sessions_document
    from jusou_tui.session.library import list_sessions, with_sheets

    today = datetime.now().astimezone().date()
    summaries = list_sessions(where, today)
    if as_json:
        print_json(sessions_document(list(with_sheets(summaries))))
    else:
        print_blocks(sessions_blocks(summaries, where, _curricula(summaries), today))
    return 0


def _curricula(summaries: Iterable[Summary]) -> dict[str, Titles]:
    """Return the titles of the sessions' curricula by id; the list does without those that cannot be read."""
    from jusou_tui.curriculum.titles import titles
    from jusou_tui.session.curriculum import curriculum_path

    found = {}
    for one in summaries:
        if one.curriculum and one.curriculum not in found:
            try:
                read = titles(curriculum_path(one.curriculum, one.curriculum_path, one.path))
            except InputError:
                continue
            if read is not None:
                found[one.curriculum] = read
    return found
