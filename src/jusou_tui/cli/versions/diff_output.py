"""Differences on a terminal: what came and what went in colour as well as in marks, through a pager."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

import click

from jusou_tui.cli.output import coloured, styled, terminal_width
from jusou_tui.cli.streams import guarded, say
from jusou_tui.curriculum.model import Curriculum
from jusou_tui.report.blocks import Block
from jusou_tui.report.layout import lay_out
from jusou_tui.session.model.records import Session
from jusou_tui.wording import t

if TYPE_CHECKING:
    from jusou_tui.compare.change import Change
    from jusou_tui.compare.text_diff import Op
    from jusou_tui.report.differences.changes import ChangeTexts

_COLOURS = {"removed": "red", "added": "green"}


class Disclosure(NamedTuple):
    """Which withheld contents of a difference are shown: private entries, sheets about persons."""

    include_private: bool = False
    include_sensitive: bool = False

    def of(
        self, changes: Iterable[Change], old: Session, new: Session, curriculum: Curriculum | None
    ) -> list[Change]:
        """Return the changes without the texts that are withheld."""
        from jusou_tui.compare.withhold import withhold

        return withhold(changes, old, new, curriculum, **self._asdict())

    def wording(
        self,
        old: Session,
        new: Session,
        curriculum: Curriculum | None,
        old_curriculum: Curriculum | None = None,
    ) -> ChangeTexts:
        """Return what words the changes; `old_curriculum`: of another run, where that has its own."""
        from jusou_tui.compare.withhold import private_ids, sensitive_ids
        from jusou_tui.report.differences.changes import ChangeTexts

        hidden = frozenset() if self.include_private else private_ids(old, new)
        if not self.include_sensitive:
            hidden |= sensitive_ids(curriculum, old, new)
        return ChangeTexts(old, new, curriculum, hidden, old_curriculum=old_curriculum)


def print_differences(blocks: Iterable[Block]) -> None:
    """Print a report of differences; longer than the terminal is high, it goes through the pager."""
    colour = coloured(git_pager=True)
    text = "\n".join(coloured_lines(blocks, colour=colour)) + "\n"
    if sys.stdout.isatty() and text.count("\n") >= shutil.get_terminal_size().lines:
        os.environ.setdefault("LESS", f"FRX-Ps{t('compare.pager_keys')}$")
        with guarded():
            click.echo_via_pager(text, color=colour)
    else:
        say(text, nl=False, color=colour)


def coloured_lines(blocks: Iterable[Block], *, colour: bool) -> list[str]:
    """Return the lines of a report; inside `[-…-]` and `{+…+}` coloured, over line breaks too."""
    from jusou_tui.report.differences.fields import marked_parts

    lines: list[str] = []
    inside: Op = "same"
    for line in lay_out(blocks, terminal_width()):
        text = styled(line, colour=colour)
        if colour and line.style == "plain":
            parts, inside = marked_parts(text, inside)
            text = "".join(_painted(*part) for part in parts)
        else:
            inside = "same"
        lines.append(text)
    return lines


def _painted(op: Op, text: str) -> str:
    return click.style(text, fg=_COLOURS[op]) if op in _COLOURS and text.strip() else text
