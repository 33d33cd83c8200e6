"""`jusou screen`: what the participants see of a session that another program has open."""

from __future__ import annotations

import gc
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jusou_tui.cli.command import CliCommand, folder_option, require_terminal, sessions_folder
from jusou_tui.cli.streams import say
from jusou_tui.cli.target import kind_of, session_path
from jusou_tui.errors import InputError, Phrase
from jusou_tui.files import read_beginning
from jusou_tui.text.terminal import clean
from jusou_tui.wording import t

if TYPE_CHECKING:  # imported where it is used
    from jusou_tui.audience.following import RoomFollower


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "screen",
        _screen,
        about=t("cli.screen_about"),
        example="jusou screen\njusou screen --web",
        params=[
            click.Argument(["file"], required=False, metavar="[SESSION]"),
            click.Option(["--web"], is_flag=True, help=t("cli.option_web")),
            click.Option(["--lan"], is_flag=True, help=t("cli.option_lan")),
            click.Option(["--yes", "agreed"], is_flag=True, help=t("cli.option_lan_yes")),
            click.Option(["--show-address"], is_flag=True, help=t("cli.option_show_address")),
            click.Option(["--port"], metavar="NUMBER", help=t("cli.option_port")),
            click.Option(["--no-open"], is_flag=True, help=t("cli.option_no_open")),
            folder_option(),
        ],
        arguments=[("SESSION", t("cli.argument_screen"))],
    )


def _screen(
    file: str | None,
    folder: str | None,
    *,
    web: bool,
    lan: bool,
    agreed: bool,
    port: str | None,
    show_address: bool,
    no_open: bool,
) -> int:
    of_the_network = {"--yes": agreed, "--show-address": show_address}
    _refuse_alone(web, "cli.only_with_web", {"--lan": lan, "--port": port is not None, "--no-open": no_open})
    _refuse_alone(lan, "cli.only_with_lan", of_the_network)
    number = 0 if port is None else _port(port)
    if not web:
        require_terminal()
    place = sessions_folder(folder)
    path = None if file is None else _named(file, place)
    if web:
        shown = {"lan": lan, "agreed": agreed, "show_address": show_address, "open_page": not no_open}
        return _serve(_followed(path or _newest(place)), port=number, **shown)
    return _show(path, place)


def _serve(follower: RoomFollower, *, port: int, **options: bool) -> int:
    """Show a session as a page for browsers."""
    from jusou_tui.audience.web.server import Options, serve

    try:
        if follower.trouble is not None:
            _say(follower.trouble)
        narrow = options["lan"] and _has_narrow_blocks()
        gc.enable()  # a command does without, but this one runs for hours
        return serve(follower, Options(port=port, narrow_blocks=narrow, **options))
    finally:
        follower.close()


def _has_narrow_blocks() -> bool:
    """Return whether the terminal says that what is said in it has half blocks of one cell."""
    if not (sys.stdin and sys.stderr and sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    from jusou_tui.doctor.cell_question import ambiguous_cells

    sys.stderr.flush()
    return ambiguous_cells(sys.stdin.fileno(), sys.stderr.fileno()) == 1


def _show(path: Path | None, place: Path) -> int:
    """Show a session in this terminal: the first frame stands before the session's code is imported."""
    from jusou_tui.app.audience_app import launch
    from jusou_tui.app.opening import Opening

    troubles: list[Phrase] = []

    def follow() -> RoomFollower:
        follower = _followed(path or _newest(place))
        if follower.trouble is not None:
            troubles.append(follower.trouble)
        return follower

    status = launch(Opening(follow))
    for trouble in troubles:
        _say(trouble)
    return status


def _say(trouble: Phrase) -> None:
    say(clean(t(trouble.message_id, **trouble.facts)), err=True)


def _refuse_alone(has_other: bool, message_id: str, given: dict[str, bool]) -> None:
    """Raise InputError for an option that means nothing without the other one, as the message says."""
    alone = next((name for name, is_given in given.items() if is_given), None)
    if alone is not None and not has_other:
        value = f"{alone} 8000" if alone == "--port" else alone
        raise InputError(message_id, option=alone, given=value)


def _port(typed: str) -> int:
    from jusou_tui.audience.web.options import HIGHEST_PORT
    from jusou_tui.text.parse import parse_number

    return parse_number(typed, low=0, high=HIGHEST_PORT)


def _newest(place: Path) -> Path:
    """Return the session that a program has open, else the last changed one that is not finished.

    One of the sessions folder comes before one that lies elsewhere on this machine, as a demo's.
    """
    from jusou_tui.live.elsewhere.opened import opened_here
    from jusou_tui.session.library import newest_unfinished
    from jusou_tui.session.storage.lock import open_sessions

    now = datetime.now().astimezone()
    if held := open_sessions(place, now) or opened_here(now):
        return held[0]
    newest = newest_unfinished(place, now.date())
    if newest is None:
        raise InputError("cli.nothing_to_show", folder=place)
    return newest.path


def _named(file: str, place: Path) -> Path:
    """Return the file that was named. Raises InputError for no session's, OSError for an unreadable one."""
    path = session_path(file, place)
    read_beginning(path, 1)
    if kind_of(path) != "session":
        raise InputError("cli.no_session_file", path=path)
    return path


def _followed(path: Path) -> RoomFollower:
    """Return the follower of a session. Raises JusouError for a broken file, and for a finished programme."""
    from jusou_tui.audience.following import RoomFollower

    follower = RoomFollower(path)
    if follower.is_over():
        follower.close()
        raise InputError("cli.screen_over", title=follower.title)
    return follower
