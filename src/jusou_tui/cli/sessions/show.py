"""`jusou show`: a session or a curriculum, readable."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jusou_tui.cli.command import CliCommand, folder_option, include_options, json_option, sessions_folder
from jusou_tui.cli.output import print_blocks, print_json, print_markdown
from jusou_tui.cli.steps import find_step
from jusou_tui.cli.streams import say
from jusou_tui.cli.target import Target, find, read_session
from jusou_tui.errors import CurriculumError, InputError
from jusou_tui.report.blocks import Block, Paragraph
from jusou_tui.session.curriculum import curriculum_of, load_curriculum
from jusou_tui.text.terminal import clean
from jusou_tui.wording import t

if TYPE_CHECKING:  # imported where it is used
    from jusou_tui.curriculum.model import Curriculum
    from jusou_tui.report.review.meeting_review import Review
    from jusou_tui.session.model.records import Session


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "show",
        _show,
        about=t("cli.show_about"),
        example="jusou show team-building step1\njusou show mihon.session.toml step1 --review",
        params=[
            click.Argument(["target"], metavar="SESSION|CURRICULUM"),
            click.Argument(["step"], required=False, metavar="[STEP]"),
            click.Option(["--review"], is_flag=True, help=t("review.show_option")),
            click.Option(["--seats"], is_flag=True, help=t("report.seats_option")),
            click.Option(["--markdown"], is_flag=True, help=t("cli.show_markdown")),
            *include_options(),
            json_option(t("cli.show_json")),
            folder_option(),
        ],
        arguments=[
            ("SESSION", t("cli.argument_session")),
            ("CURRICULUM", t("cli.argument_curriculum")),
            ("STEP", t("cli.argument_step")),
        ],
    )


def _show(
    target: str,
    step: str | None,
    folder: str | None,
    *,
    review: bool,
    seats: bool,
    markdown: bool,
    include_private: bool,
    include_sensitive: bool,
    as_json: bool,
) -> int:
    if markdown and as_json:
        raise InputError("cli.one_format")
    found = find(target, sessions_folder(folder))
    if seats:
        if review or as_json:
            raise InputError("report.seats_alone")
        (print_markdown if markdown else print_blocks)(_seats(found, step))
        return 0
    if review:
        reviews = _reviews(found, step, include_private=include_private, include_sensitive=include_sensitive)
        if as_json:
            from jusou_tui.report.review.document import review_document

            print_json([review_document(key, one) for key, one in reviews])
        else:
            (print_markdown if markdown else print_blocks)(_review_blocks(reviews))
        return 0
    if as_json:
        print_json(
            _document(found, step, include_private=include_private, include_sensitive=include_sensitive)
        )
        return 0
    if found.kind == "session":
        blocks = _session(
            found.path, step, include_private=include_private, include_sensitive=include_sensitive
        )
    else:
        blocks = _curriculum(found.path, step)
    (print_markdown if markdown else print_blocks)(blocks)
    return 0


def _seats(found: Target, step: str | None) -> list[Block]:
    """Return the seat cards of a session's meeting. Raises InputError."""
    if found.kind != "session" or step is None:
        raise InputError("report.seats_which")
    from jusou_tui.report.seats import seat_blocks

    session = read_session(found.path)
    curriculum = curriculum_of(session, found.path)
    if curriculum is None or step in session.meetings:
        known = next((one for one in curriculum.steps if one.id == step), None) if curriculum else None
        return seat_blocks(session, step, known.heading if known else step)
    chosen = find_step(curriculum, step)
    return seat_blocks(session, chosen.id, chosen.heading)


def _reviews(
    found: Target, step: str | None, *, include_private: bool, include_sensitive: bool
) -> list[tuple[str, Review]]:
    """Return the reviews of a session's meetings that have begun, or of one step. Raises InputError."""
    if found.kind != "session":
        raise InputError("review.only_sessions")
    from jusou_tui.report.review.meeting_review import meeting_review
    from jusou_tui.session.programme.run_steps import keys_of, step_of

    session = read_session(found.path)
    curriculum = _whatever_can_be_read(session, found.path)
    keys = keys_of(curriculum, session)
    if step is not None:
        keys = [step] if step in keys else [find_step(curriculum, step).id]
    steps = [made for key in keys if (made := step_of(curriculum, key)) is not None]
    made_reviews = (
        (
            one.id,
            meeting_review(
                session,
                curriculum,
                one,
                include_private=include_private,
                include_sensitive=include_sensitive,
            ),
        )
        for one in steps
    )
    return [(key, one) for key, one in made_reviews if one is not None]


def _whatever_can_be_read(session: Session, path: Path) -> Curriculum:
    """Return a session's curriculum, or what stands in for one that cannot be read, saying so on stderr."""
    try:
        return load_curriculum(session, path)
    except (CurriculumError, InputError) as error:
        from jusou_tui.live.beginning.curriculum_in_use import in_its_place

        curriculum, is_kept = in_its_place(session)
        place = error.path if isinstance(error, CurriculumError) else session.session.curriculum
        message_id = "cli.review_by_kept" if is_kept else "cli.review_by_stand_in"
        say(clean(t(message_id, path=place)), err=True)
        return curriculum


def _review_blocks(reviews: list[tuple[str, Review]]) -> list[Block]:
    from jusou_tui.report.review.blocks import review_blocks

    blocks = [block for _, one in reviews for block in review_blocks(one)]
    return blocks or [Paragraph(t("review.none"))]


def _document(found: Target, step: str | None, *, include_private: bool, include_sensitive: bool) -> object:
    """Return the validated model: a session without what is withheld, a curriculum or one step of it."""
    if found.kind == "session":
        from jusou_tui.report.session.document import session_document

        session = read_session(found.path)
        return session_document(
            session,
            curriculum_of(session, found.path),
            include_private=include_private,
            include_sensitive=include_sensitive,
        )
    from jusou_tui.curriculum.load import load

    curriculum = load(found.path)
    chosen = find_step(curriculum, step) if step else curriculum
    return chosen.model_dump(mode="json", by_alias=True)


def _curriculum(path: Path, step: str | None) -> list[Block]:
    from jusou_tui.curriculum.load import load
    from jusou_tui.report.curriculum import curriculum_blocks, step_blocks

    curriculum = load(path)
    return step_blocks(curriculum, find_step(curriculum, step), 1) if step else curriculum_blocks(curriculum)


def _session(path: Path, step: str | None, *, include_private: bool, include_sensitive: bool) -> list[Block]:
    from jusou_tui.report.session.session import session_blocks

    session = read_session(path)
    curriculum = curriculum_of(session, path)
    known = {*session.meetings, *(event.step for event in session.events.values())}
    chosen = find_step(curriculum, step).id if step and curriculum and step not in known else step
    return session_blocks(
        session, curriculum, chosen, include_private=include_private, include_sensitive=include_sensitive
    )
