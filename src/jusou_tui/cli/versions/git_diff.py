"""`jusou git-diff`: the external diff of git. It ends with 0 whatever differs: git takes another as fatal."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jusou_tui.cli.command import CliCommand, include_options
from jusou_tui.cli.streams import say
from jusou_tui.errors import InputError, JusouError
from jusou_tui.files import is_file, read_file
from jusou_tui.report.blocks import Block, Item, Paragraph, ReportHeading, Style
from jusou_tui.session.curriculum import curriculum_of
from jusou_tui.session.model.records import Session
from jusou_tui.text.terminal import clean
from jusou_tui.wording import t

if TYPE_CHECKING:
    from jusou_tui.cli.versions.diff_output import Disclosure

_UNMERGED, _PLAIN, _RENAMED = 1, 7, 9
_MOST_LINES = 2_000
_MOST_BYTES = 16_000_000
_GUARDED = re.compile(r"\b(private|memo|sheets|drafts|conflicts)\b")
_END = re.compile(r"\s*\[\s*end\s*\]")


def command() -> click.Command:
    """Return the command."""
    return CliCommand(
        "git-diff",
        _git_diff,
        about=t("compare.git_diff_about"),
        example="jusou git-diff PATH OLD-FILE OLD-HEX OLD-MODE NEW-FILE NEW-HEX NEW-MODE",
        params=[
            click.Argument(["given"], metavar="PATH...", nargs=-1, required=True),
            *include_options(),
        ],
    )


def _git_diff(given: tuple[str, ...], *, include_private: bool, include_sensitive: bool) -> int:
    from jusou_tui.cli.versions.diff_output import Disclosure, print_differences

    if len(given) not in {_UNMERGED, _PLAIN, _RENAMED}:
        raise InputError("compare.git_diff_arguments", count=len(given))
    if len(given) == _UNMERGED:
        say(clean(t("compare.git_unmerged", path=given[0])))
        return 0
    print_differences(_blocks(given, Disclosure(include_private, include_sensitive)))
    return 0


def _blocks(given: tuple[str, ...], disclosure: Disclosure) -> list[Block]:
    path, old, new = given[0], Path(given[1]), Path(given[4])
    title = t("compare.git_renamed", old=path, new=given[7]) if len(given) == _RENAMED else path
    from jusou_tui.session.format.read import check_together

    try:
        check_together([old, new])
        before, after = _session(old), _session(new)
    except JusouError:
        return _plain(title, old, new, disclosure)
    if before is None and after is None:
        return [ReportHeading(title)]
    if before is None or after is None:
        return _one(title, after or before, Path(path), disclosure, before is None)
    return _two(title, before, after, Path(path), disclosure)


def _session(path: Path) -> Session | None:
    """Return the session of a file that git passes; None for no file at all."""
    from jusou_tui.session.format.read import read

    is_nothing = str(path).lower() in {"/dev/null", "nul"} or (is_file(path) and not path.stat().st_size)
    return None if is_nothing else read(path)


def _two(title: str, before: Session, after: Session, path: Path, disclosure: Disclosure) -> list[Block]:
    from jusou_tui.compare.diff import diff

    curriculum = curriculum_of(after, path)
    changes = diff(before, after, curriculum) or diff(before, after, curriculum, everything=True)
    changes = disclosure.of(changes, before, after, curriculum)
    return disclosure.wording(before, after, curriculum).blocks(changes, title)


def _one(title: str, session: Session | None, path: Path, disclosure: Disclosure, came: bool) -> list[Block]:
    """Return a session that is new or gone, as `jusou show` prints it."""
    from jusou_tui.report.session.session import session_blocks

    head: list[Block] = [
        ReportHeading(title),
        Paragraph(
            t("compare.git_new_file" if came else "compare.git_gone_file"), "added" if came else "removed"
        ),
    ]
    if session is None:
        return head
    return head + session_blocks(session, curriculum_of(session, path), **disclosure._asdict())


def _plain(title: str, old: Path, new: Path, disclosure: Disclosure) -> list[Block]:
    """Return the lines that differ, where a side is no session that can be read.

    What is private cannot be seen in a line: where anything may be, no line is shown unless both is wanted.
    """
    from difflib import unified_diff

    found: list[Block] = [ReportHeading(title), Paragraph(t("compare.git_plain"), "muted")]
    sides = _lines(old), _lines(new)
    if not all(disclosure) and any(map(_may_be_private, sides)):
        return [*found, Paragraph(t("compare.git_lines_withheld"), "warning")]
    for line in list(unified_diff(*sides, lineterm="", n=2))[2:]:
        style: Style = "added" if line.startswith("+") else "removed" if line.startswith("-") else "muted"
        found.append(Item(line[1:], f"{line[0]} ", style))
    return found


def _may_be_private(lines: list[str]) -> bool:
    """Return whether a file may hold anything private, by its words; of a part of one nobody knows."""
    is_whole = not lines or any(map(_END.match, lines))
    return not is_whole or any(map(_GUARDED.search, lines))


def _lines(path: Path) -> list[str]:
    try:
        return read_file(path, _MOST_BYTES).decode(errors="replace").splitlines()[:_MOST_LINES]
    except OSError:
        return []
