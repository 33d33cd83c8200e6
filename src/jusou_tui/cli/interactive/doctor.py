"""`jusou doctor`: what this machine can do for a meeting, and what one should look at before it."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress

import click

from jusou_tui import settings
from jusou_tui.cli.command import CliCommand, folder_option, json_option, sessions_folder
from jusou_tui.cli.output import print_blocks, print_json
from jusou_tui.doctor.machine import Terminal
from jusou_tui.errors import JusouError
from jusou_tui.wording import t


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "doctor",
        _doctor,
        about=t("doctor.about"),
        example="jusou doctor",
        params=[json_option(t("doctor.option_json")), folder_option()],
    )


def _doctor(folder: str | None, *, as_json: bool) -> int:
    from jusou_tui.app.terminal.second_window import way_here
    from jusou_tui.doctor.checks import exit_status, findings
    from jusou_tui.doctor.gather import gather
    from jusou_tui.doctor.report import doctor_blocks, doctor_document
    from jusou_tui.live.awake import can_stay_awake

    place = sessions_folder(folder)
    way = way_here(os.environ, shutil.which)
    terminal = _terminal()
    _remember(terminal)
    machine = gather(place, terminal, window=way, can_stay_awake=can_stay_awake, environment=os.environ)
    found = findings(machine)
    if as_json:
        print_json(doctor_document(found))
    else:
        print_blocks(doctor_blocks(found))
    return exit_status(found)


def _remember(terminal: Terminal | None) -> None:
    """Keep for the program how wide the terminal draws signs, where that is another answer than the last."""
    if terminal is None or terminal.ambiguous is None:
        return
    is_wide = terminal.ambiguous == 2  # noqa: PLR2004 - cells
    if is_wide != settings.load().wide_signs:
        with suppress(OSError, ValueError, JusouError):  # said by the settings page
            settings.change("wide_signs", is_wide)


def _terminal() -> Terminal | None:
    """Return what the terminal answers and the environment says, None where the output goes elsewhere."""
    from jusou_tui.app.shell import keys
    from jusou_tui.doctor.cell_question import ambiguous_cells
    from jusou_tui.doctor.terminals import colours, kinds

    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        return None
    sys.stdout.flush()
    source, target = sys.stdin.fileno(), sys.stdout.fileno()
    try:
        size = os.get_terminal_size(target)
    except OSError:
        return None
    return Terminal(
        size.columns,
        size.lines,
        colours(os.environ),
        kinds(os.environ),
        ambiguous_cells(source, target),
        tuple(sorted(keys.shown(key) for key in keys.kept_in(os.environ))),
    )
