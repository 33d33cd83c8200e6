"""`jusou tour`: how to use the program, by doing it with invented people."""

from __future__ import annotations

import click

from jusou_tui.cli.command import CliCommand, folder_option, require_terminal, sessions_folder, start_prepared
from jusou_tui.live.tour.stage import prepare_tour, tour_folder
from jusou_tui.timekeeping.clock.clock import SystemClock
from jusou_tui.wording import t


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "tour", _tour, about=t("cli.tour_about"), example="jusou tour", params=[folder_option()]
    )


def _tour(folder: str | None) -> int:
    require_terminal()
    return start_prepared(
        sessions_folder(folder),
        lambda: prepare_tour(tour_folder(), SystemClock()),
        lambda path: t("cli.tour_over", path=path),
        tour=True,
    )
