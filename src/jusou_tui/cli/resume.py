"""`jusou resume`: go on where it stopped."""

from __future__ import annotations

import click

from jusou_tui.cli.command import Command, folder_option
from jusou_tui.cli.terminal import require_terminal, sessions_folder, start
from jusou_tui.errors import InputError
from jusou_tui.messages import t


def command() -> click.Command:
    """Return the command."""
    return Command(
        "resume",
        _resume,
        about=t("cli.resume_about"),
        example="jusou resume",
        params=[click.Argument(["file"], required=False, metavar="[FILE]"), folder_option()],
        arguments=[("FILE", t("cli.argument_session"))],
    )


def _resume(file: str | None, folder: str | None) -> int:
    require_terminal()
    place = sessions_folder(folder)
    if file is not None:
        from jusou_tui.cli.target import session_path

        return start("session", place, path=session_path(file, place))
    from jusou_tui.session.library import newest_unfinished

    newest = newest_unfinished(place)
    if newest is None:
        raise InputError("cli.nothing_to_resume", folder=place)
    return start("session", place, path=newest.path)
