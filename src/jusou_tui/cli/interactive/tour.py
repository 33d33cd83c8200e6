"""`jusou tour`: how to use the program, by doing it with invented people."""

from __future__ import annotations

from pathlib import Path

import click

from jusou_tui.cli.command import CliCommand, folder_option, require_terminal, sessions_folder, start
from jusou_tui.cli.streams import say
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
    prepared: list[Path] = []

    def prepare() -> Path:
        prepared.append(prepare_tour(tour_folder(), SystemClock()))
        return prepared[0]

    status = start("session", sessions_folder(folder), prepare, tour=True)
    if status == 0 and prepared:  # after a hang-up there is no terminal to print to
        say(t("cli.tour_over", path=prepared[0]))
    return status
