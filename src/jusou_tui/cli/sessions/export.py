"""`jusou export`: minutes, sheets, slides, dates and tables of a session or a curriculum as files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

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
from jusou_tui.wording.values import list_text

if TYPE_CHECKING:  # imported where it is used
    from jusou_tui.report.documents.kinds import Wish
    from jusou_tui.report.documents.model import Groupware


_INCLUDES: Final[dict[str, frozenset[str]]] = {
    "--include-private": frozenset(
        {
            "export.left_out_private_notes",
            "export.left_out_private_todos",
            "export.left_out_closed_sheets",
        }
    ),
    "--include-sensitive": frozenset({"export.left_out_sensitive_todos", "export.left_out_sensitive_sheets"}),
}
"""The options that let in what was left out."""


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "export",
        _export,
        about=t("export.about"),
        example="jusou export mihon.session.toml minutes -o mihon.docx",
        params=[
            click.Argument(["target"], metavar="SESSION|CURRICULUM"),
            click.Argument(["what"], metavar="WHAT"),
            click.Option(["-o", "--output"], required=True, metavar="FILE", help=t("export.option_output")),
            click.Option(["--step"], metavar="STEP", help=t("export.option_step")),
            click.Option(["--participants"], metavar="NUMBER", help=t("agenda.option_participants")),
            click.Option(["--cases"], metavar="NUMBER", help=t("agenda.option_cases")),
            click.Option(["--start"], metavar="HH:MM", help=t("agenda.option_start")),
            click.Option(
                ["--for", "program"],
                type=click.Choice(["cybozu", "desknets"]),
                default="cybozu",
                help=t("calendar.option_for"),
            ),
            click.Option(["--sheets"], metavar="ID,…", help=t("export.option_sheets")),
            click.Option(["--large"], is_flag=True, help=t("export.option_large")),
            click.Option(["--no-examples"], is_flag=True, help=t("paper.option_no_examples")),
            click.Option(
                ["--size", "sizes"],
                type=click.Choice(["town", "city", "core-city"]),
                multiple=True,
                help=t("supplement.option_size"),
            ),
            click.Option(
                ["--phase", "phases"],
                type=click.Choice(["considering", "preparing", "running"]),
                multiple=True,
                help=t("supplement.option_phase"),
            ),
            click.Option(["--speakers"], is_flag=True, help=t("minutes.option_speakers")),
            click.Option(["--template"], metavar="FORM.docx", help=t("form.option_template")),
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
    participants: str | None,
    cases: str | None,
    start: str | None,
    program: Groupware,
    sheets: str | None,
    large: bool,
    no_examples: bool,
    sizes: tuple[str, ...],
    phases: tuple[str, ...],
    speakers: bool,
    template: str | None,
    left_out: str | None,
    replace: bool,
    include_private: bool,
    include_sensitive: bool,
    folder: str | None,
) -> int:
    from jusou_tui.export.exporting import export
    from jusou_tui.export.writing import check_free, put
    from jusou_tui.report.documents.kinds import kind_name
    from jusou_tui.session.model.limits import MOST_CASES, MOST_PARTICIPANTS

    wish = _wish(target, step, folder)._replace(
        sheets=frozenset(filter(None, map(str.strip, (sheets or "").split(",")))),
        include_private=include_private,
        include_sensitive=include_sensitive,
        large=large,
        examples=not no_examples,
        speakers=speakers,
        people=_number(participants, MOST_PARTICIPANTS),
        cases=_number(cases, MOST_CASES),
        start=start,
        program=program,
        sizes=frozenset(sizes),
        phases=frozenset(phases),
    )
    what, path = kind_name(what), paths.typed(output)
    form = paths.typed(template) if template is not None else None
    listed_in = paths.typed(left_out) if left_out is not None else None
    if listed_in is not None:
        check_free(listed_in, replace=replace, read=(path,))
    with _replace_named():
        complete = _complete(wish, what, path, replace=replace)
        done = export(complete, what, path, replace=replace, template=form)
    for sentence in done.sentences:
        say(clean(sentence), err=True)
    if options := [option for option, left in _INCLUDES.items() if left.intersection(done.left_out)]:
        say(t("export.say_include", options=list_text(options)), err=True)
    if listed_in is not None:
        listed = "".join(f"{one}\n" for one in done.sentences)
        put(listed_in, listed.encode(), replace=replace)
    say(str(done.path))
    return 0


@contextmanager
def _replace_named() -> Iterator[None]:
    """Name the option that replaces a file, where one is in the way."""
    try:
        yield
    except InputError as error:
        if error.message_id != "cli.file_there":
            raise
        raise InputError("export.file_there", **error.facts) from error


def _complete(wish: Wish, what: str, path: Path, *, replace: bool) -> Wish:
    """Return the wish with what its product needs to know and somebody at a terminal can say.

    Raises InputError where the product cannot be had, before anything is asked.
    """
    from jusou_tui.cli.sessions.minutes_questions import asked, can_ask
    from jusou_tui.export.writing import check_free
    from jusou_tui.report.documents.kinds import kind_of

    if what != "minutes" or wish.session is None or not can_ask():
        return wish
    kind_of(what, path.suffix.lower())
    check_free(path, replace=replace)
    return asked(wish)


def _number(typed: str | None, high: int) -> int | None:
    """Return a number that was typed, None where none was. Raises InputError."""
    from jusou_tui.text.parse import parse_number

    return None if typed is None else parse_number(typed, high=high)


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
