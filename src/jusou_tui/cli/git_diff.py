"""`jusou git-diff`: the external diff of git. It ends with 0 whatever differs: git takes another as fatal."""

from __future__ import annotations

from pathlib import Path

import click

from jusou_tui.cli.command import Command
from jusou_tui.errors import InputError, JusouError
from jusou_tui.messages import t
from jusou_tui.report.blocks import Block, Heading, Item, Paragraph, Style
from jusou_tui.session.records import Session
from jusou_tui.text.clean import clean

_UNMERGED, _PLAIN, _RENAMED = 1, 7, 9
_MOST_LINES = 2_000


def command() -> click.Command:
    """Return the command."""
    return Command(
        "git-diff",
        _git_diff,
        about=t("compare.git_diff_about"),
        example="jusou git-diff PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE",
        params=[click.Argument(["given"], metavar="PATH...", nargs=-1, required=True)],
    )


def _git_diff(given: tuple[str, ...]) -> int:
    from jusou_tui.cli.differences import print_differences

    if len(given) not in {_UNMERGED, _PLAIN, _RENAMED}:
        raise InputError("compare.git_diff_arguments", count=len(given))
    if len(given) == _UNMERGED:
        click.echo(clean(t("compare.git_unmerged", path=given[0])))
        return 0
    print_differences(_blocks(given))
    return 0


def _blocks(given: tuple[str, ...]) -> list[Block]:
    path, old, new = given[0], Path(given[1]), Path(given[4])
    title = t("compare.git_renamed", old=path, new=given[7]) if len(given) == _RENAMED else path
    try:
        before, after = _session(old), _session(new)
    except JusouError:
        return _plain(title, old, new)
    if before is None and after is None:
        return [Heading(title)]
    if before is None or after is None:
        return _one(title, after or before, came=before is None)
    return _two(title, before, after, Path(path))


def _session(path: Path) -> Session | None:
    """Return the session of a file that git gives; None for no file at all."""
    from jusou_tui.session.read import read

    is_nothing = str(path).lower() in {"/dev/null", "nul"} or (path.is_file() and not path.stat().st_size)
    return None if is_nothing else read(path)


def _two(title: str, before: Session, after: Session, path: Path) -> list[Block]:
    from jusou_tui.cli.differences import curriculum_of
    from jusou_tui.compare.diff import diff
    from jusou_tui.report.differences import Wording

    curriculum = curriculum_of(after, path)
    changes = diff(before, after, curriculum) or diff(before, after, curriculum, everything=True)
    return Wording(before, after, curriculum).blocks(changes, title)


def _one(title: str, session: Session | None, *, came: bool) -> list[Block]:
    """Return a session that is new or gone, in full."""
    from jusou_tui.report.session import session_blocks

    head: list[Block] = [
        Heading(title),
        Paragraph(
            t("compare.git_new_file" if came else "compare.git_gone_file"), "added" if came else "removed"
        ),
    ]
    return head + (session_blocks(session, None, include_private=True) if session is not None else [])


def _plain(title: str, old: Path, new: Path) -> list[Block]:
    """Return the lines that differ, where a side is no session that can be read."""
    from difflib import unified_diff

    found: list[Block] = [Heading(title), Paragraph(t("compare.git_plain"), "muted")]
    for line in list(unified_diff(_lines(old), _lines(new), lineterm="", n=2))[2:]:
        style: Style = "added" if line.startswith("+") else "removed" if line.startswith("-") else "muted"
        found.append(Item(line[1:], f"{line[0]} ", style))
    return found


def _lines(path: Path) -> list[str]:
    try:
        return path.read_bytes().decode(errors="replace").splitlines()[:_MOST_LINES]
    except OSError:
        return []
