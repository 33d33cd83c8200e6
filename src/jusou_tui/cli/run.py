"""`jusou run`: set up a new session and run it."""

from __future__ import annotations

import click

from jusou_tui.cli.command import Command, folder_option
from jusou_tui.cli.terminal import require_terminal, sessions_folder, start
from jusou_tui.messages import t


def command() -> click.Command:
    """Return the command."""
    return Command(
        "run",
        _run,
        about=t("cli.run_about"),
        example="jusou run team-building",
        params=[click.Argument(["curriculum"], required=False, metavar="[CURRICULUM]"), folder_option()],
        arguments=[("CURRICULUM", t("cli.argument_curriculum"))],
    )


def _run(curriculum: str | None, folder: str | None) -> int:
    require_terminal()
    if curriculum is None:
        return start("setup", sessions_folder(folder))
    from jusou_tui.curriculum import library

    return start("setup", sessions_folder(folder), curriculum=library.find(curriculum))
