"""`jusou resume`: go on where it stopped."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from jusou_tui.cli.command import (
    CliCommand,
    folder_option,
    plain_option,
    require_terminal,
    sessions_folder,
    start,
    wants_plain,
)
from jusou_tui.errors import InputError, StoreError
from jusou_tui.wording import message_text, t


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "resume",
        _resume,
        about=t("cli.resume_about"),
        example="jusou resume\njusou resume --plain",
        params=[
            click.Argument(["file"], required=False, metavar="[SESSION]"),
            click.Option(["--look"], is_flag=True, help=t("recover.option_look")),
            click.Option(["--take-over"], is_flag=True, help=t("recover.option_take_over")),
            plain_option(),
            folder_option(),
        ],
        arguments=[("SESSION", t("cli.argument_session"))],
    )


def _resume(file: str | None, folder: str | None, *, look: bool, take_over: bool, plain: bool) -> int:
    if look and take_over:
        raise InputError("recover.look_or_take_over")
    by_lines = plain or wants_plain()
    if not by_lines:
        require_terminal()
    place = sessions_folder(folder)
    path = None if file is None else _named(file, place)
    try:
        if by_lines:
            return _resume_plain(place, path or _newest(place), look=look, take_over=take_over)
        return start("session", place, lambda: path or _newest(place), look=look, take_over=take_over)
    except StoreError as error:
        raise _with_hint(error) from error


def _resume_plain(folder: Path, path: Path, *, look: bool, take_over: bool) -> int:
    """Go on line by line."""
    from jusou_tui.plain.program import Begin
    from jusou_tui.plain.terminal import run

    return run(Begin(folder, path, look=look, take_over=take_over))


def _named(file: str, place: Path) -> Path:
    from jusou_tui.cli.target import session_path

    return session_path(file, place)


def _newest(place: Path) -> Path:
    from jusou_tui.session.library import newest_unfinished

    newest = newest_unfinished(place, datetime.now().astimezone().date())
    if newest is None:
        raise InputError("cli.nothing_to_resume", folder=place)
    return newest.path


def _with_hint(error: StoreError) -> StoreError:
    """Return the error of a session in other hands, or where nothing can be saved, with what one can do."""
    from jusou_tui.session.storage.lock import CannotSave, HeldElsewhere

    if not isinstance(error, HeldElsewhere | CannotSave):
        return error
    may_take_over = isinstance(error, HeldElsewhere) and error.may_take_over
    hint = "recover.held_hint" if may_take_over else "recover.held_hint_look"
    return StoreError(hint, sentence=message_text(error))
