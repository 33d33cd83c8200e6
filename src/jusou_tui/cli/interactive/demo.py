"""`jusou demo`: a rehearsal with invented people, in the middle of a meeting."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from jusou_tui.cli.command import CliCommand, require_terminal, start
from jusou_tui.cli.streams import say
from jusou_tui.live.beginning.demo import demo_folder, prepare_demo
from jusou_tui.wording import t


def command() -> click.Command:
    """Return the command."""
    return CliCommand("demo", _demo, about=t("cli.demo_about"), example="jusou demo")


def _demo() -> int:
    require_terminal()
    folder = demo_folder()
    prepared: list[Path] = []

    def prepare() -> Path:
        prepared.append(prepare_demo(folder, datetime.now(UTC).astimezone()))
        return prepared[0]

    status = start("session", folder, prepare)
    if status == 0 and prepared:  # after a hang-up there is no terminal to print to
        say(t("cli.demo_over", path=prepared[0]))
    return status
