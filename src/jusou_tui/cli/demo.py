"""`jusou demo`: a rehearsal with invented people, in the middle of a meeting."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, tzinfo
from pathlib import Path

import click

from jusou_tui import paths
from jusou_tui.cli.command import Command
from jusou_tui.cli.terminal import require_terminal, start
from jusou_tui.messages import t

EXAMPLE = "mihon.session.toml"


def command() -> click.Command:
    """Return the command."""
    return Command("demo", _demo, about=t("cli.demo_about"), example="jusou demo")


def _demo() -> int:
    require_terminal()
    folder = Path(tempfile.mkdtemp(prefix="jusou-demo-"))
    path = prepare_demo(folder, datetime.now(UTC).astimezone())
    status = start("session", folder, path=path)
    if status == 0:  # after a hang-up there is no terminal to tell it to
        click.echo(t("cli.demo_over", path=path))
    return status


def prepare_demo(folder: Path, now: datetime) -> Path:
    """Write the example into `folder` as a meeting that is running now; return its file.

    The program was last alive this moment, and everything else is as long before it as in the example.
    """
    from jusou_tui.curriculum import library
    from jusou_tui.report.agenda import last_sign
    from jusou_tui.session.chunks import render
    from jusou_tui.session.read import read
    from jusou_tui.session.records import Session
    from jusou_tui.session.shift import shift

    example = read(paths.shipped("sessions") / EXAMPLE)
    moved = shift(example, now - last_sign(example))
    moved = Session.model_validate(_in_zone(moved.model_dump(by_alias=True), now.tzinfo))
    for step, meeting in moved.meetings.items():
        if meeting.start is not None:
            moved.meetings[step] = meeting.model_copy(update={"date": meeting.start.date()})
    source = library.find(moved.session.curriculum, [paths.shipped("curricula")])
    changes = {"demo": True, "curriculum_path": str(source), "curriculum_digest": library.digest(source)}
    moved.session = moved.session.model_copy(update=changes)
    path = folder / EXAMPLE
    path.write_bytes(render(moved))
    return path


def _in_zone(value: object, zone: tzinfo | None) -> object:
    """Return a document with its instants as the clocks here show them."""
    if isinstance(value, datetime):
        return value.astimezone(zone)
    if isinstance(value, dict):
        return {key: _in_zone(entry, zone) for key, entry in value.items()}
    return value
