"""`jusou demo`: a rehearsal with invented people, in the middle of a meeting."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from jusou_tui.cli.command import CliCommand, require_terminal, start_prepared
from jusou_tui.live.beginning.demo import demo_folder, prepare_demo
from jusou_tui.wording import t


def command() -> click.Command:
    """Return the command."""
    return CliCommand("demo", _demo, about=t("cli.demo_about"), example="jusou demo")


def _demo() -> int:
    require_terminal()
    folder = demo_folder()
    return start_prepared(
        folder,
        lambda: prepare_demo(folder, datetime.now(UTC).astimezone()),
        lambda path: t("cli.demo_over", path=path),
    )
