"""`jusou new`: the set-up of a session without a screen, afresh or after the run before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jusou_tui import paths
from jusou_tui.cli.command import CliCommand, folder_option, sessions_folder
from jusou_tui.cli.streams import say
from jusou_tui.errors import InputError
from jusou_tui.wording import t

if TYPE_CHECKING:  # imported where it is used
    from jusou_tui.curriculum.model import Curriculum
    from jusou_tui.session.book.book import SessionBook
    from jusou_tui.session.model.records import Session
    from jusou_tui.session.people.roster.reading import Roster
    from jusou_tui.text.parse import TypedWhen


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "new",
        _new,
        about=t("cli.new_about"),
        example=f'jusou new team-building --title "{t("cli.example_title")}" --participants meibo.csv'
        ' --start "2026-12-10 13:30"',
        params=[
            click.Argument(["curriculum"], required=False, metavar="[CURRICULUM]"),
            click.Option(["--title"], required=True, metavar="TITLE", help=t("cli.option_title")),
            click.Option(["--organisation"], metavar="TOWN", help=t("cli.option_organisation")),
            click.Option(["--participants"], metavar="FILE", help=t("cli.option_participants_file")),
            click.Option(["--accept"], is_flag=True, help=t("cli.option_accept")),
            click.Option(["--start"], metavar='"YYYY-MM-DD HH:MM"', help=t("cli.option_start_date")),
            click.Option(["--from", "before"], metavar="OLD", help=t("cli.option_from")),
            click.Option(["--keep-todos"], is_flag=True, help=t("cli.option_keep_todos")),
            click.Option(["--keep-sheets"], multiple=True, metavar="NAME", help=t("cli.option_keep_sheets")),
            click.Option(["-o", "--output"], metavar="FILE", help=t("cli.option_output")),
            click.Option(["--learn-from"], metavar="FOLDER", help=t("review.option_learn")),
            folder_option(),
        ],
        arguments=[("CURRICULUM", t("cli.argument_curriculum"))],
    )


def _new(
    curriculum: str | None,
    *,
    title: str,
    organisation: str | None,
    participants: str | None,
    accept: bool,
    start: str | None,
    before: str | None,
    keep_todos: bool,
    keep_sheets: Sequence[str],
    output: str | None,
    learn_from: str | None,
    folder: str | None,
) -> int:
    from jusou_tui.cli.target import readable_folder
    from jusou_tui.curriculum import library
    from jusou_tui.curriculum.load import load
    from jusou_tui.live.planning.meeting_times import times_of
    from jusou_tui.session.library import new_path
    from jusou_tui.session.programme.new_run import new_session
    from jusou_tui.session.storage.store import Store
    from jusou_tui.text.parse import parse_datetime
    from jusou_tui.text.terminal import clean_line

    experience = None if learn_from is None else readable_folder(paths.typed(learn_from))
    if not clean_line(title):
        raise InputError("cli.title_empty")
    _check_sources(curriculum, before, keep_todos=keep_todos, keep_sheets=keep_sheets)
    now = datetime.now(UTC).astimezone()
    roster = _roster(participants, accept=accept) if participants else None
    begins = parse_datetime(start, now.date()) if start else None
    times: Mapping[str, object] = times_of(begins.day, begins.start, begins.end, now.date()) if begins else {}
    old, source = (
        _before(before, sessions_folder(folder)) if before else (None, library.find(curriculum or ""))
    )
    programme = load(source)
    ships = source.resolve().parent == paths.shipped("curricula").resolve()
    place = None if ships else source.resolve()
    digest, variant = library.digest(source), old.session.variant if old else "standard"
    organised = organisation if organisation is not None else old.session.organisation if old else ""
    session = new_session(title, organised, programme, digest, place, variant, now)
    if old is not None:
        session = _continued(old, session, programme, keep_todos=keep_todos, keep_sheets=keep_sheets)
    if roster is not None:
        _show(roster, session, paths.typed(participants or ""), accept=accept)
    path = paths.typed(output) if output else new_path(sessions_folder(folder), title, now)
    store = Store.create(path, session, now=lambda: now)
    try:
        store.book.people.take_in(roster.people if roster else [])
        if begins is not None:
            _plan(store.book, programme, times, begins, now.date(), text=start or "")
        if experience is not None:
            _learn(store.book, programme, experience)
    finally:
        store.close()
    say(str(path))
    return 0


def _roster(name: str, *, accept: bool) -> Roster:
    """Return the list of people in a file; `accept`: numbers are names too. Raises InputError."""
    from jusou_tui.session.people.roster.files import read_file
    from jusou_tui.session.people.roster.reading import Choices

    return read_file(paths.typed(name), Choices(numbers=accept), piped=True)


def _show(roster: Roster, session: Session, path: Path, *, accept: bool) -> None:
    """Show on stderr how a list was understood. Raises InputError where it should be looked at first."""
    from jusou_tui.live.beginning.roster_preview import doubt_text, preview

    if roster.is_empty:
        raise InputError("roster.empty_in", path=path)
    for line in preview(roster, dict(session.people)).lines():
        say(line, err=True)
    if roster.doubt and not accept:
        raise InputError("roster.doubt_accept", doubt=doubt_text(roster), path=path)
    if not roster.listed:
        raise InputError("roster.nobody_in", path=path)


def _check_sources(
    curriculum: str | None, before: str | None, *, keep_todos: bool, keep_sheets: Sequence[str]
) -> None:
    """Raise InputError unless exactly one of a curriculum and a session before is named."""
    if before and curriculum:
        raise InputError("cli.new_one_source")
    if before:
        return
    for option, given in (("--keep-todos", keep_todos), ("--keep-sheets", keep_sheets)):
        if given:
            raise InputError("cli.new_only_with_from", option=option)
    if not curriculum:
        raise InputError("cli.new_needs_curriculum")


def _before(name: str, folder: Path) -> tuple[Session, Path]:
    """Return the session before, and its curriculum's file. Raises InputError, SessionFileError."""
    from jusou_tui.cli.target import session_path
    from jusou_tui.session.curriculum import source_of
    from jusou_tui.session.format.read import read

    path = session_path(name, folder)
    old = read(path)
    return old, source_of(old, path)


def _continued(
    old: Session,
    fresh: Session,
    programme: Curriculum,
    *,
    keep_todos: bool,
    keep_sheets: Sequence[str],
) -> Session:
    """Return the new session with what it takes over. Raises InputError for a sheet that is not there."""
    from jusou_tui.session.programme.new_run import next_run, sheets_named

    kept: set[str] = set()
    for name in (one.strip() for given in keep_sheets for one in given.split(",")):
        found = sheets_named(old, name)
        if not found:
            known = dict.fromkeys(sheet.worksheet for sheet in old.sheets.values())
            raise InputError("cli.no_such_sheet", given=name, known=", ".join(known) or "-")
        kept.update(found)
    return next_run(old, fresh, programme, keep_todos=keep_todos, keep_sheets=kept)


def _plan(
    book: SessionBook,
    programme: Curriculum,
    times: Mapping[str, object],
    typed: TypedWhen,
    today: date,
    *,
    text: str,
) -> None:
    """Set the first meeting's day, start and booked end; say a year not in the typed `text`, an odd start."""
    from jusou_tui.live.planning.meeting_times import start_remarks
    from jusou_tui.session.model.queries import meeting_of
    from jusou_tui.wording.values import date_time_text, labelled

    step = next((step for step in programme.steps if step.kind == "meeting"), None)
    if step is None:
        return
    book.meetings.set(step.id, **times)
    start = meeting_of(book.session, step.id).start
    if start is not None and start.year != today.year and str(start.year) not in text:
        say(labelled(t("common.date"), date_time_text(start)), err=True)
    for remark in start_remarks(typed.start, typed.day or today, start):
        say(remark, err=True)


def _learn(book: SessionBook, programme: Curriculum, folder: Path) -> None:
    """Plan the meetings with the minutes that past runs took, and say so beside the path that is printed."""
    from jusou_tui.live.planning.lesson_texts import lesson_lines
    from jusou_tui.session.programme.attendance import attendees
    from jusou_tui.session.programme.run_steps import cases_of, left_out
    from jusou_tui.timekeeping.history.meeting_record import planned_schedule
    from jusou_tui.timekeeping.history.past import Size, learn, past_runs, relevant_samples

    runs = relevant_samples(past_runs(folder).samples, programme)
    if not runs:
        say(t("review.nothing_to_learn"), err=True)
        return
    without = left_out(programme, book.session)
    for step in programme.steps:
        if step.kind == "meeting" and step.id not in without:
            schedule = planned_schedule(book.session, programme, step, book.ledger.now())
            people = len(attendees(book.session, step.id, today=book.ledger.now().date()))
            found = learn(
                runs,
                programme,
                step,
                schedule,
                Size(people, cases_of(programme, book.session, step.id)),
            )
            if found.lessons:
                book.meetings.set(step.id, minutes=found.minutes)
            for line in lesson_lines(step.label, found):
                say(line, err=True)
