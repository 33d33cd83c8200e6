"""`jusou merge`: copies of one session joined into one file."""

from __future__ import annotations

import click

from jusou_tui import paths
from jusou_tui.cli.command import CONFLICTS, CliCommand, folder_option, sessions_folder
from jusou_tui.cli.streams import say
from jusou_tui.cli.target import session_path
from jusou_tui.text.terminal import clean
from jusou_tui.wording import t


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "merge",
        _merge,
        about=t("compare.merge_about"),
        example="jusou merge mine.session.toml theirs.session.toml -o joined.session.toml",
        params=[
            click.Argument(["mine"], metavar="MINE"),
            click.Argument(["theirs"], metavar="THEIRS...", nargs=-1, required=True),
            click.Option(["--base"], metavar="BASE", help=t("compare.option_base")),
            click.Option(["-o", "--output"], metavar="FILE", help=t("compare.option_output")),
            folder_option(),
        ],
        arguments=[("MINE", t("compare.argument_mine")), ("THEIRS", t("compare.argument_theirs"))],
    )


def _merge(
    mine: str, theirs: tuple[str, ...], base: str | None, output: str | None, folder: str | None
) -> int:
    from jusou_tui.compare.merge import likely_text, merge_files
    from jusou_tui.wording.values import list_text

    place = sessions_folder(folder)
    ours = session_path(mine, place)
    others = [session_path(name, place) for name in theirs]
    origin = session_path(base, place) if base else None
    target = paths.typed(output) if output else ours
    merged = merge_files(ours, others, target, origin)
    say(clean(t("compare.merge_done", path=target, changes=merged.changes)))
    held = [path for path, holds in zip(others, merged.others_lost, strict=True) if holds and path != target]
    if held:
        say(clean(t("compare.merge_left_in", paths=list_text(map(str, held)))), err=True)
    if merged.likely:
        say(clean(likely_text(merged.likely)), err=True)
    if merged.conflicts:
        say(clean(t("compare.merge_conflicts", count=merged.open)), err=True)
    return CONFLICTS if merged.conflicts else 0
