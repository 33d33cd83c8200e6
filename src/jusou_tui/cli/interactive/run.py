"""`jusou run`: set up a new session and run it."""

from __future__ import annotations

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
from jusou_tui.errors import InputError, system_words
from jusou_tui.files import why_unwritable
from jusou_tui.wording import t


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "run",
        _run,
        about=t("cli.run_about"),
        example="jusou run team-building\njusou run team-building --plain",
        params=[
            click.Argument(["curriculum"], required=False, metavar="[CURRICULUM]"),
            click.Option(["--rehearse"], is_flag=True, help=t("timekeeping.option_rehearse")),
            click.Option(["--speed"], metavar="NUMBER", help=t("timekeeping.option_speed")),
            plain_option(),
            folder_option(),
        ],
        arguments=[("CURRICULUM", t("cli.argument_curriculum"))],
    )


def _run(
    curriculum: str | None, folder: str | None, *, rehearse: bool, speed: str | None, plain: bool
) -> int:
    times = _speed(speed) if rehearse or speed is not None else None
    by_lines = plain or wants_plain()
    if not by_lines:
        require_terminal()
    where = sessions_folder(folder)
    _refuse(where)
    if by_lines:
        return _run_plain(where, curriculum, times)
    if curriculum is None:
        return start("setup", where, speed=times)
    from jusou_tui.curriculum import library

    return start("setup", where, curriculum=library.find(curriculum), speed=times)


def _run_plain(folder: Path, curriculum: str | None, speed: float | None) -> int:
    """Set up a new session and run it line by line."""
    from jusou_tui.curriculum import library
    from jusou_tui.plain.program import Begin
    from jusou_tui.plain.terminal import run
    from jusou_tui.timekeeping.clock.clock import RehearsalClock, SystemClock

    source = library.find(curriculum) if curriculum is not None else None
    if speed is None:
        return run(Begin(folder, curriculum=source))
    clock = RehearsalClock(SystemClock(), speed)
    clock.hold()
    return run(Begin(folder, curriculum=source), clock)


def _refuse(folder: Path) -> None:
    """Raise InputError where nothing can be saved in a folder: before anybody fills in a form."""
    error = why_unwritable(folder)
    if error is None:
        return
    from jusou_tui.session.storage.lock import writable_others

    others, reason = writable_others(folder), system_words(error)
    if not others:
        raise InputError("cli.folder_refuses", path=folder, reason=reason)
    raise InputError("cli.folder_refuses_other", path=folder, reason=reason, other=others[0])


def _speed(typed: str | None) -> float:
    """Return how many times as fast a rehearsal goes. Raises InputError."""
    from jusou_tui.session.model.limits import FASTEST_REHEARSAL
    from jusou_tui.text.parse import parse_number
    from jusou_tui.timekeeping.clock.clock import USUAL_REHEARSAL_SPEED

    return (
        USUAL_REHEARSAL_SPEED
        if typed is None
        else float(parse_number(typed, low=1, high=int(FASTEST_REHEARSAL)))
    )
