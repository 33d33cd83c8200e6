"""`jusou git-merge`: git's merge driver.

Exit status 0: joined; 1: joined, with conflicts in the file; anything else: not touched, let git do it. A
program that dies must never look like the second, for git would then take OURS for the whole answer.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jusou_tui.cli.command import CONFLICTS, FAILED, CliCommand
from jusou_tui.cli.streams import say
from jusou_tui.files import is_file
from jusou_tui.session.model.records import Session
from jusou_tui.text.terminal import clean
from jusou_tui.wording import t

if TYPE_CHECKING:
    from jusou_tui.compare.merge import Merged


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "git-merge",
        _git_merge,
        about=t("compare.git_merge_about"),
        example="jusou git-merge BASE OURS THEIRS 7 PATH",
        params=[
            click.Argument(["base"], metavar="BASE"),
            click.Argument(["ours"], metavar="OURS"),
            click.Argument(["theirs"], metavar="THEIRS"),
            click.Argument(["marker"], metavar="[MARKER-SIZE]", required=False),
            click.Argument(["path"], metavar="[PATH]", required=False),
        ],
    )


def _git_merge(base: str, ours: str, theirs: str, marker: str | None, path: str | None) -> int:
    del marker  # only git's own merge, which the driver falls back to, writes markers
    from jusou_tui.cli.command import report_failure
    from jusou_tui.compare.merge import likely_text
    from jusou_tui.errors import JusouError

    try:
        merged = _joined(Path(base), Path(ours), Path(theirs))
    except (JusouError, OSError) as error:
        return report_failure(error)
    except Exception as error:  # noqa: BLE001 - status 1 would mean conflicts; git's own merge takes over
        say(f"jusou git-merge: {type(error).__name__}", err=True)
        return FAILED
    if merged.likely:
        say(clean(f"{path or ours}: {likely_text(merged.likely)}"), err=True)
    if merged.conflicts:
        say(clean(f"{path or ours}: {t('compare.merge_conflicts', count=merged.open)}"), err=True)
    return CONFLICTS if merged.conflicts else 0


def _joined(base: Path, ours: Path, theirs: Path) -> Merged:
    """Write the joined session into `ours`; return what came out."""
    from jusou_tui.compare.merge import merge
    from jusou_tui.session.format.filesystem import RealFileSystem, replace_file
    from jusou_tui.session.format.read import check_together, parse, read

    check_together([base, ours, theirs])
    origin = _origin(base)
    merged = merge(read(ours), read(theirs), origin)
    data = merged.data
    parse(data, ours)
    replace_file(ours, data, RealFileSystem())
    return merged


def _origin(path: Path) -> Session | None:
    """Return the state both began from; None where both sides added the file."""
    from jusou_tui.session.format.read import read

    try:
        nothing = not path.stat().st_size and is_file(path)
    except FileNotFoundError:
        nothing = True
    except OSError:
        nothing = False
    return None if nothing else read(path)
