"""Blocks as Markdown, the GitHub kind: a table keeps its columns and a text stays text, whatever is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jusou_tui.report.blocks import Block, Item, Pairs, Paragraph, ReportHeading, Table, cell_text
from jusou_tui.text.terminal import clean
from jusou_tui.wording.values import list_text

BREAK = "<br>"
"""A line's end inside a cell: a row of a table is one line, however long its texts are."""

LINK = re.compile(r"https?://[!#-;=?-\[\]^_a-z{}~]+")
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$#]|&(?=[#A-Za-z0-9]+;)")
_OPENING = re.compile(r"([+=-]|\d{1,9}[.)])")


def markdown(blocks: Iterable[Block]) -> str:
    """Return a report as Markdown. It ends in a newline."""
    pieces: list[str] = []
    before: Block | None = None
    for block in blocks:
        text = "\n".join(_lines(block))
        if text:
            pieces.append("\n" if isinstance(block, Item) and isinstance(before, Item) else "\n\n")
            pieces.append(text)
            before = block
    return "".join(pieces[1:]) + "\n"


def inline(text: str) -> str:
    """Return one line of text so that nothing in it is taken for markup. Addresses become links."""
    done, place = "", 0
    for link in LINK.finditer(text):
        done += _escaped(text[place : link.start()]) + f"<{link.group()}>"
        place = link.end()
    return done + _escaped(text[place:])


def cell(text: str) -> str:
    """Return a text as one cell of a table."""
    return BREAK.join(inline(line.strip()) for line in clean(text).strip("\n").split("\n"))


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _line(text: str) -> str:
    """Return one line escaped so that its beginning makes no heading, list or rule."""
    text = inline(text.strip())
    opening = _OPENING.match(text)
    if opening is None:
        return text
    return f"{opening[0][:-1]}\\{text[opening.end() - 1 :]}"


def _text(text: str) -> list[str]:
    """Return the lines of a running text."""
    return [_line(line) for line in clean(text).strip("\n").split("\n")]


def _lines(block: Block) -> Iterator[str]:
    match block:
        case ReportHeading():
            yield f"{'#' * block.level} {' '.join(_text(block.line))}"
        case Paragraph():
            lead = "> " if block.indent or block.style == "warning" else ""
            yield from _broken(_text(block.text), lead, lead)
        case Item():
            yield from _item(block)
        case Pairs():
            for label, value in block.rows:
                text = value if isinstance(value, str) else list_text(value)
                yield from _broken([f"**{cell(label)}** {cell(text)}"], "- ", "  ")
        case Table():
            yield from _table(block)


def _item(item: Item) -> Iterator[str]:
    """Yield an entry of a list: numbered, to tick off, or behind a time."""
    mark = item.mark.strip()
    if re.fullmatch(r"\d+\.", mark):
        lead, before = f"{mark} ", ""
    else:
        lead = "- "
        before = f"{mark} " if mark in {"[ ]", "[x]"} else f"{_line(mark)} " if mark != "-" else ""
    first, *rest = _text(item.text)
    yield from _broken([before + first, *rest], lead, " " * len(lead))


def _broken(lines: list[str], first: str, lead: str) -> Iterator[str]:
    """Yield lines that stay apart: each but the last ends in a hard break."""
    for number, line in enumerate(lines):
        last = number == len(lines) - 1 or not line or not lines[number + 1]
        yield f"{lead if number else first}{line}{'' if last else BREAK}".rstrip()


def _table(table: Table) -> Iterator[str]:
    yield _row(column.title for column in table.columns)
    yield f"| {' | '.join('---:' if column.align == 'right' else '---' for column in table.columns)} |"
    for row in table.rows:
        yield _row(map(cell_text, row))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell(text) for text in cells)} |"
