"""`jusou show`: a session or a curriculum, readable."""

from __future__ import annotations

from pathlib import Path

import click

from jusou_tui.cli.command import Command, folder_option, json_option
from jusou_tui.cli.output import print_blocks, print_json
from jusou_tui.cli.steps import find_step
from jusou_tui.cli.target import find
from jusou_tui.cli.terminal import sessions_folder
from jusou_tui.errors import JusouError
from jusou_tui.messages import t


def command() -> click.Command:
    """Return the command."""
    return Command(
        "show",
        _show,
        about=t("cli.show_about"),
        example="jusou show team-building step1",
        params=[
            click.Argument(["target"], metavar="FILE|CURRICULUM"),
            click.Argument(["step"], required=False, metavar="[STEP]"),
            click.Option(["--include-private"], is_flag=True, help=t("cli.option_include_private")),
            json_option(t("cli.show_json")),
            folder_option(),
        ],
        arguments=[
            ("FILE", t("cli.argument_session")),
            ("CURRICULUM", t("cli.argument_curriculum")),
            ("STEP", t("cli.argument_step")),
        ],
    )


def _show(target: str, step: str | None, folder: str | None, *, include_private: bool, as_json: bool) -> int:
    found = find(target, sessions_folder(folder))
    if found.kind == "session":
        return _show_session(found.path, step, include_private=include_private, as_json=as_json)
    return _show_curriculum(found.path, step, as_json=as_json)


def _show_curriculum(path: Path, step: str | None, *, as_json: bool) -> int:
    from jusou_tui.curriculum.load import load

    curriculum = load(path)
    chosen = find_step(curriculum, step) if step else None
    if as_json:
        print_json((chosen or curriculum).model_dump(mode="json", by_alias=True))
        return 0
    from jusou_tui.report.curriculum import curriculum_blocks, step_blocks

    print_blocks(step_blocks(curriculum, chosen, 1) if chosen else curriculum_blocks(curriculum))
    return 0


def _show_session(path: Path, step: str | None, *, include_private: bool, as_json: bool) -> int:
    from jusou_tui.session.read import read

    session = read(path)
    if as_json:
        print_json(session.model_dump(mode="json", by_alias=True))
        return 0
    from jusou_tui.cli.curricula import curriculum_path
    from jusou_tui.curriculum.load import load
    from jusou_tui.report.session import session_blocks

    try:
        curriculum = load(curriculum_path(session.session.curriculum, session.session.curriculum_path, path))
    except JusouError:
        curriculum = None
    chosen = find_step(curriculum, step).id if step and curriculum else step
    print_blocks(session_blocks(session, curriculum, chosen, include_private=include_private))
    return 0
