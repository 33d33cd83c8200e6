"""What is printed: lines with a touch of colour on a terminal, or one JSON document."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import click

from jusou_tui.cli.streams import say
from jusou_tui.report.blocks import Block, Style
from jusou_tui.report.layout import DocumentLine, lay_out
from jusou_tui.text.terminal import clean

PIPED_WIDTH = 80
_C1 = "[\x7f-\x9f]"
_LOOKS: dict[Style, dict[str, bool | str]] = {
    "title": {"bold": True, "fg": "cyan"},
    "heading": {"bold": True},
    "muted": {"dim": True},
    "warning": {"fg": "yellow"},
    "done": {"fg": "green"},
    "added": {"fg": "green"},
    "removed": {"fg": "red"},
}


def terminal_width() -> int:
    """Return the cells of a line: the terminal's, 80 where the output goes elsewhere."""
    if not sys.stdout.isatty():
        return PIPED_WIDTH
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or PIPED_WIDTH
    except OSError:  # a terminal of unknown width
        return PIPED_WIDTH


def coloured(*, git_pager: bool = False) -> bool:
    """Return whether colours may be written: on a terminal that knows them, and where NO_COLOR is not set.

    `git_pager`: also into the pager through which git shows the output.
    """
    shown = sys.stdout.isatty() or (git_pager and os.environ.get("GIT_PAGER_IN_USE") == "true")
    return shown and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def print_blocks(blocks: Iterable[Block]) -> None:
    """Print a report."""
    colour = coloured()
    lines = [styled(line, colour=colour) for line in lay_out(blocks, terminal_width())]
    say("\n".join(lines), color=colour)


def styled(line: DocumentLine, *, colour: bool) -> str:
    """Return a line of a report as it is printed."""
    text = clean(line.text)
    look = _LOOKS.get(line.style) if colour else None
    return click.style(text, **look) if look and text else text  # type: ignore[arg-type]  # as click takes them


def print_markdown(blocks: Iterable[Block]) -> None:
    """Print a report as Markdown, whatever the terminal's width is."""
    from jusou_tui.report.markdown import markdown

    say(clean(markdown(blocks)), nl=False)


def print_json(document: object) -> None:
    """Print one JSON document, Japanese as it is, controls escaped."""
    import json
    import re

    text = json.dumps(document, ensure_ascii=False, indent=2)
    say(re.sub(_C1, lambda found: f"\\u{ord(found[0]):04x}", text))
