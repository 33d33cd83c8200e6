"""`jusou export`: minutes, sheets, slides, dates and tables of a session or a curriculum as files."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from jusou_tui import paths
from jusou_tui.cli.command import CliCommand, folder_option, include_options, sessions_folder
from jusou_tui.cli.steps import find_step
from jusou_tui.cli.streams import say
from jusou_tui.cli.target import find, read_session
from jusou_tui.errors import InputError
from jusou_tui.session.curriculum import curriculum_of
from jusou_tui.text.terminal import clean
from jusou_tui.wording import t

if TYPE_CHECKING:  # imported where it is used
    from jusou_tui.report.documents.kinds import Wish
    from jusou_tui.report.documents.model import LeftOut


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "export",
        _export,
        about=t("export.about"),
        example="jusou export mihon.session.toml record -o mihon.docx",
        params=[
            click.Argument(["target"], metavar="SESSION|CURRICULUM"),
            click.Argument(["what"], metavar="WHAT"),
            click.Option(["-o", "--output"], required=True, metavar="FILE", help=t("export.option_output")),
            click.Option(["--step"], metavar="STEP", help=t("export.option_step")),
            click.Option(["--sheets"], metavar="ID,…", help=t("export.option_sheets")),
            click.Option(["--large"], is_flag=True, help=t("export.option_large")),
            click.Option(["--left-out"], metavar="FILE", help=t("export.option_left_out")),
            click.Option(["--replace"], is_flag=True, help=t("export.option_replace")),
            *include_options(),
            folder_option(),
        ],
        arguments=[
            ("SESSION", t("cli.argument_session")),
            ("CURRICULUM", t("cli.argument_curriculum")),
            ("WHAT", t("export.argument_what")),
        ],
    )


def _export(
    target: str,
    what: str,
    *,
    output: str,
    step: str | None,
    sheets: str | None,
    large: bool,
    left_out: str | None,
    replace: bool,
    include_private: bool,
    include_sensitive: bool,
    folder: str | None,
) -> int:
    from jusou_tui.export.formats import render
    from jusou_tui.export.writing import put
    from jusou_tui.report.documents.kinds import kind_of, make

    path = paths.typed(output)
    kind = kind_of(what, path.suffix.lower())
    wish = _wish(target, step, folder)._replace(
        detail=what.partition(":")[2],
        sheets=frozenset(filter(None, map(str.strip, (sheets or "").split(",")))),
        include_private=include_private,
        include_sensitive=include_sensitive,
        ending=path.suffix.lower(),
        large=large,
    )
    made = make(kind, wish)
    put(path, render(made.product, wish.ending), replace=replace)
    sentences = [*map(_sentence, made.left_out), *(t("export.missing", what=t(one)) for one in made.missing)]
    for sentence in sentences:
        say(clean(sentence), err=True)
    if left_out is not None:
        put(paths.typed(left_out), "".join(f"{one}\n" for one in sentences).encode(), replace=replace)
    say(str(path))
    return 0


def _wish(target: str, step: str | None, folder: str | None) -> Wish:
    """Return what is exported of which file. Raises InputError, SessionFileError, CurriculumError."""
    from jusou_tui.report.documents.kinds import Wish

    found = find(target, sessions_folder(folder))
    now = datetime.now().astimezone()
    if found.kind == "session":
        session = read_session(found.path)
        curriculum = curriculum_of(session, found.path)
        chosen = step
        if step is not None and step not in session.meetings:
            if curriculum is None:
                raise InputError("export.needs_curriculum")
            chosen = find_step(curriculum, step).id
        return Wish(session, curriculum, found.path, now, step=chosen)
    from jusou_tui.curriculum.load import load

    curriculum = load(found.path)
    return Wish(None, curriculum, found.path, now, step=find_step(curriculum, step).id if step else None)


def _sentence(left_out: LeftOut) -> str:
    """Return what was left out, and why, as a sentence."""
    return t(left_out.message_id, count=left_out.number, name=left_out.name)
