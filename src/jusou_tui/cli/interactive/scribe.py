"""`jusou scribe`: notes in a copy of one's own, beside the facilitator's session."""

from __future__ import annotations

import click

from jusou_tui import paths
from jusou_tui.cli.command import CliCommand, folder_option, require_terminal, sessions_folder
from jusou_tui.cli.target import session_path
from jusou_tui.errors import InputError
from jusou_tui.files import is_file
from jusou_tui.paths import SESSION_ENDING
from jusou_tui.text.terminal import clean_line
from jusou_tui.wording import t


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "scribe",
        _scribe,
        about=t("compare.scribe_about"),
        example="jusou scribe 1.session.toml -o mine.session.toml --name Hanako",
        params=[
            click.Argument(["session"], metavar="SESSION"),
            click.Option(["-o", "--output"], metavar="MINE", required=True, help=t("compare.option_mine")),
            click.Option(["--name"], metavar="NAME", help=t("compare.option_author")),
            folder_option(),
        ],
        arguments=[("SESSION", t("compare.argument_session"))],
    )


def _scribe(session: str, output: str, name: str | None, folder: str | None) -> int:
    mine = paths.typed(output)
    if not mine.name.endswith(SESSION_ENDING):
        mine = mine.with_name(f"{mine.name.removesuffix('.toml')}{SESSION_ENDING}")
    require_terminal()
    try:
        source = session_path(session, sessions_folder(folder))
    except InputError:
        if not is_file(mine):
            raise
        source = paths.typed(session)
    from jusou_tui.app.scribe_app import launch
    from jusou_tui.session.storage.lock import user_name

    return launch(source, mine, clean_line(name or "") or clean_line(user_name()))
