"""`jusou init-curriculum`: a commented starting file for a curriculum of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from jusou_tui import paths
from jusou_tui.cli.command import CliCommand
from jusou_tui.cli.streams import say
from jusou_tui.errors import InputError
from jusou_tui.files import is_file, is_folder
from jusou_tui.wording import t


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "init-curriculum",
        _init_curriculum,
        about=t("cli.init_curriculum_about"),
        example="jusou init-curriculum my-town",
        params=[
            click.Argument(["name"], metavar="NAME"),
            click.Option(["-o", "--output"], metavar="FILE", help=t("cli.option_output_curriculum")),
        ],
        arguments=[("NAME", t("cli.argument_curriculum_name"))],
    )


def _init_curriculum(name: str, *, output: str | None) -> int:
    from jusou_tui.curriculum.library import write_new
    from jusou_tui.curriculum.starter import curriculum_id, starting_file

    path = paths.typed(output) if output else _place(curriculum_id(name))
    identifier = curriculum_id(path.stem, otherwise=name)
    if output is None:
        path.parent.mkdir(parents=True, exist_ok=True)
    write_new(path, starting_file(name, identifier).encode())
    say(str(path))
    return 0


def _place(curriculum: str) -> Path:
    """Return where a new curriculum goes: the folder here, else the user's. Raises InputError."""
    if is_file(paths.shipped("curricula") / f"{curriculum}.toml"):
        raise InputError("cli.curriculum_ships", id=curriculum)
    here, own, *_ = paths.curriculum_folders()
    return (here if is_folder(here) else own) / f"{curriculum}.toml"
