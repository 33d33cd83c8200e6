"""`jusou import`: a filled sheet, from a spreadsheet, into a session."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from jusou_tui import paths
from jusou_tui.cli.command import CONFLICTS, CliCommand, folder_option, sessions_folder
from jusou_tui.cli.streams import say
from jusou_tui.cli.target import read_session, session_path
from jusou_tui.errors import InputError
from jusou_tui.text.terminal import clean
from jusou_tui.wording import t

if TYPE_CHECKING:  # imported where it is used
    from collections.abc import Sequence
    from pathlib import Path

    from jusou_tui.curriculum.model import Curriculum
    from jusou_tui.live.worksheets.taking_in import Incoming


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "import",
        _import,
        about=t("supplement.about"),
        example="jusou import mihon.session.toml sheet.xlsx --yes",
        params=[
            click.Argument(["session"], metavar="SESSION"),
            click.Argument(["file"], metavar="FILE"),
            click.Option(["--sheet"], metavar="ID", help=t("supplement.option_sheet")),
            click.Option(["--person"], metavar="NAME", help=t("supplement.option_person")),
            click.Option(["--replace"], is_flag=True, help=t("supplement.option_replace")),
            click.Option(["--yes"], is_flag=True, help=t("supplement.option_yes")),
            folder_option(),
        ],
        arguments=[("SESSION", t("cli.argument_session")), ("FILE", t("supplement.argument_file"))],
    )


def _import(
    session: str,
    file: str,
    *,
    sheet: str | None,
    person: str | None,
    replace: bool,
    yes: bool,
    folder: str | None,
) -> int:
    from jusou_tui.live.worksheets.taking_in import incoming, known_person, named, pasted
    from jusou_tui.live.worksheets.taking_in_preview import preview
    from jusou_tui.session.curriculum import load_curriculum
    from jusou_tui.session.tables.reading import pages_in

    path = session_path(session, sessions_folder(folder))
    opened = read_session(path)
    curriculum = load_curriculum(opened, path)
    who = known_person(opened, person) if person is not None else None
    wanted = named(opened, sheet) if sheet is not None else None
    worksheet = curriculum.worksheet(wanted.worksheet) if wanted is not None else None
    running = partial(pasted, worksheet) if worksheet is not None else None
    came = incoming(opened, curriculum, pages_in(paths.typed(file), piped=True, running=running), wanted)
    if not came:
        raise InputError("supplement.nothing_filled", path=paths.typed(file))
    for line in [line for one in came for line in preview(opened, one, names_writer=who is None and not yes)]:
        say(clean(line))
    if not yes and not all(one.taken.is_nothing for one in came):
        say(t("supplement.say_yes"), err=True)
        return CONFLICTS
    status = _written(path, curriculum, came, who, replace=replace) if yes else 0
    return CONFLICTS if any(one.uncomputed for one in came) else status


def _written(
    path: Path, curriculum: Curriculum, came: Sequence[Incoming], who: str | None, *, replace: bool
) -> int:
    """Write what came; return the status: differences that were left as they are are one."""
    from jusou_tui.live.worksheets.taking_in import take_in, tick_writer
    from jusou_tui.session.storage.store import Store

    store = Store.open(path)
    try:
        for one in came:
            take_in(store.book, curriculum, one, replace=replace)
            ticked = tick_writer(store.book, curriculum, one, who)
            if ticked.sentence:
                say(clean(ticked.sentence), err=not ticked.is_known)
    finally:
        store.close()
    left = 0 if replace else sum(len(one.taken.differing) for one in came)
    if left:
        say(t("supplement.left", count=left), err=True)
    return CONFLICTS if left else 0
