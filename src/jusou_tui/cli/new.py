"""`jusou new`: the set-up of a session without a screen."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jusou_tui import paths
from jusou_tui.cli.command import Command, folder_option
from jusou_tui.cli.terminal import sessions_folder
from jusou_tui.errors import InputError
from jusou_tui.messages import t

if TYPE_CHECKING:  # imported where it is used
    from jusou_tui.curriculum.model import Curriculum
    from jusou_tui.session.book import SessionBook
    from jusou_tui.session.people import Person

MOST_BYTES = 1_000_000


def command() -> click.Command:
    """Return the command."""
    return Command(
        "new",
        _new,
        about=t("cli.new_about"),
        example='jusou new team-building --title "第1回" --participants meibo.csv --start "2026-12-10 13:30"',
        params=[
            click.Argument(["curriculum"], metavar="CURRICULUM"),
            click.Option(["--title"], required=True, metavar="T", help=t("cli.option_title")),
            click.Option(["--organisation"], default="", metavar="O", help=t("cli.option_organisation")),
            click.Option(["--participants"], metavar="FILE.csv", help=t("cli.option_participants_file")),
            click.Option(["--start"], metavar='"YYYY-MM-DD HH:MM"', help=t("cli.option_start_date")),
            click.Option(["-o", "--output"], metavar="FILE", help=t("cli.option_output")),
            folder_option(),
        ],
        arguments=[("CURRICULUM", t("cli.argument_curriculum"))],
    )


def _new(
    curriculum: str,
    *,
    title: str,
    organisation: str,
    participants: str | None,
    start: str | None,
    output: str | None,
    folder: str | None,
) -> int:
    from jusou_tui.curriculum import library
    from jusou_tui.curriculum.load import load
    from jusou_tui.session.book import new_session
    from jusou_tui.session.library import new_path
    from jusou_tui.session.store import Store
    from jusou_tui.text.clean import clean_line
    from jusou_tui.text.numerals import parse_datetime

    if not clean_line(title):
        raise InputError("cli.title_empty")
    now = datetime.now(UTC).astimezone()
    begins = parse_datetime(start, now.date()).astimezone() if start else None
    people = read_people(Path(participants).expanduser()) if participants else []
    source = library.find(curriculum)
    programme = load(source)
    ships = source.resolve().parent == paths.shipped("curricula").resolve()
    place = None if ships else source.resolve()
    session = new_session(title, organisation, programme, library.digest(source), place, "standard", now)
    path = Path(output).expanduser() if output else new_path(sessions_folder(folder), title, now)
    store = Store.create(path, session, now=lambda: now)
    try:
        _fill(store.book, programme, people, begins)
    finally:
        store.close()
    click.echo(str(path))
    return 0


def _fill(book: SessionBook, programme: Curriculum, people: list[Person], begins: datetime | None) -> None:
    """Put the people and the first meeting's time into a new session."""
    for person in people:
        book.add_participant(person.name, person.affiliation, person.role)
    meeting = next((step for step in programme.steps if step.kind == "meeting"), None)
    if begins is not None and meeting is not None:
        book.set_meeting(meeting.id, date=begins.date(), start=begins)


def read_people(path: Path) -> list[Person]:
    """Return the people of a CSV or tab-separated file, UTF-8 or as Excel in Japan writes it (CP932).

    Raises InputError where it cannot be read or names nobody.
    """
    from jusou_tui.session.people import parse_people

    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError("cli.people_unreadable", path=path, reason=reason) from error
    if len(data) > MOST_BYTES:
        raise InputError("cli.people_too_large", path=path)
    people = parse_people(_decoded(data, path))
    if not people:
        raise InputError("cli.people_none", path=path)
    return people


def _decoded(data: bytes, path: Path) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))  # what Excel calls Unicode text
    encodings = ["utf-16"] if wide else ["utf-8-sig", "cp932"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError("cli.people_encoding", path=path)
